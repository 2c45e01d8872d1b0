"""Lists below a task that hold no tasks themselves: who and when, or mere things; they become part of its text."""

import re

from reading.directives.detail_lines import is_detail
from reading.directives.outline import Node
from reading.directives.parties import read_parties
from reading.directives.verbs import length_at
from reading.directives.words import words

_OF_ITSELF = re.compile(
    (
        r"(?:nội dung|nhiệm vụ|giải pháp|công việc|việc|yêu cầu|chỉ tiêu|biện pháp|vấn đề"
        r"|công tác)\s+(?:\w+\s+){0,3}(?:sau|sau đây|như sau|cụ thể|trọng tâm)\W*$"
    ),
    re.IGNORECASE,
)
_CARRY_OUT = re.compile(
    (
        r"(?:(?:khẩn trương|nghiêm túc|chủ động|tiếp tục|tập trung|phối hợp|tổ chức|có trách nhiệm"
        r"|cần)\s+)*(?:thực hiện|triển khai|tập trung|làm tốt|chỉ đạo|quan tâm|chủ trì|tham mưu)"
    ),
    re.IGNORECASE,
)
_SHORTEST_ORDER = 4  # words: a verb and its object
_FIGURE = re.compile(r"\d+\s?%|ngày\s+\d|tháng\s+\d|quý\s+[IV\d]", re.IGNORECASE)


def fold_details(node: Node) -> None:
    """Put lines of detail, and lists of mere things, into the task they belong to, throughout the tree."""
    for child in node.children:
        fold_details(child)
    if node.parent is None or node.heads or node.is_leaf or not _are_neighbours(node):
        return
    if all(is_detail(child.own) for child in node.children) or _lists_things(node):
        below = [child.written or child.own for child in node.children]
        node.own = "\n".join([node.own, *below])
        node.written = "\n".join([node.written, *below])
        node.last = node.children[-1].last
        node.children = []


def _are_neighbours(node: Node) -> bool:
    """Whether all below are leaves that follow one another in the document without a gap."""
    end = node.last
    for child in node.children:
        if not child.is_leaf or child.block is not None or child.first != end + 1:
            return False
        end = child.last
    return True


def _lists_things(node: Node) -> bool:
    """An order with an object of its own, ended by a colon, above lines none of which is an order."""
    if not node.own.endswith(":"):
        return False
    parties = read_parties(node.own)
    rest = node.own[parties.rest :].strip(" :,")
    sentence = words(rest)
    if _OF_ITSELF.search(node.own) and _CARRY_OUT.match(rest):
        return False
    if not length_at(sentence, 0) or len(sentence) < _SHORTEST_ORDER:
        return False
    return not any(_is_task(child.own) for child in node.children)


def _is_task(text: str) -> bool:
    return bool(length_at(words(text[:120]), 0) or read_parties(text).lead or _FIGURE.search(text))
