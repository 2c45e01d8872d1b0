"""Whether a document records a meeting: its minutes, or a notice of what its chair concluded. A plan or an order never does."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from itertools import takewhile

from reading.directives.blocks import Block
from reading.directives.head import Head
from reading.directives.kinds import names_kind
from reading.directives.markers import split_marker
from reading.directives.words import fold

_MEETING = r"(?<!\w)(?:cuộc họp|buổi họp|phiên họp|họp|hội nghị|buổi làm việc|hội thảo|tọa đàm|giao ban)(?!\w)"
_MINUTES = re.compile(
    r"(?:bien ban|(?:ghi chep|ghi nhanh|tom tat|dien bien) (?:noi dung )?(?:cuoc|buoi|phien) (?:hop|lam viec))\b"
)
_NUMBERED_AS_MINUTES = re.compile(r"[/-]BB(?!\w)")
_GIVE_NOTICE = {None, "thông báo", "thông báo kết luận", "kết luận", "công văn"}
_TITLE = re.compile(rf"(?<!\w)(?:kết luận|ý kiến|kết quả|diễn biến)(?!\w).{{0,160}}{_MEETING}", re.IGNORECASE)
_OPENING = re.compile(
    rf"(?<!\w)(?:chủ trì|chủ tọa|diễn ra|tiến hành)(?!\w).{{0,120}}{_MEETING}"
    rf"|{_MEETING}.{{0,200}}(?<!\w)(?:do .{{1,60}} chủ trì|kết luận)(?!\w)",
    re.IGNORECASE,
)
_CARRIES_OUT = re.compile(r"(?:v/v |ve (?:viec )?)?(?:thuc hien|trien khai|can cu|theo|to chuc|chuan bi|moi)\b")
_HEAD_REACH = 30  # blocks
_OPENING_REACH = 3
_TITLE_LENGTH = 160


class Record(Enum):
    """What of a meeting a document records."""

    NONE = auto()
    NOTICE = auto()  # what its chair concluded, perhaps behind what was said
    MINUTES = auto()


def record_of(head: Head, blocks: Sequence[Block]) -> Record:
    """What of a meeting the document records, by its title, its number or its opening words."""
    if _is_minutes(head, blocks):
        return Record.MINUTES
    opening = " ".join(block.text for block in head.body[:_OPENING_REACH] if split_marker(block.text)[0] is None)
    told = head.kind in _GIVE_NOTICE and (_tells(_TITLE, head.title or "") or _tells(_OPENING, opening))
    return Record.NOTICE if told else Record.NONE


def _is_minutes(head: Head, blocks: Sequence[Block]) -> bool:
    titles: Iterable[Block] = takewhile(lambda block: not names_kind(block.text), blocks[:_HEAD_REACH])
    named = any(
        len(block.text) < _TITLE_LENGTH and not block.text.endswith((".", ";")) and _MINUTES.match(fold(block.text))
        for block in titles
    )
    return named or bool(_MINUTES.match(fold(head.title or "")) or _NUMBERED_AS_MINUTES.search(head.number or ""))


def _tells(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the words speak of the meeting itself, and not of carrying out what it concluded."""
    return not _CARRIES_OUT.match(fold(text[:60])) and pattern.search(text) is not None
