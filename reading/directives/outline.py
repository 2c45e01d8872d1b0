"""Blocks → the tree of a directive: which paragraph stands under which, whatever style of numbering it uses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.directive import Place
from reading.directives.announcing import announces, as_chapeau
from reading.directives.blocks import Block
from reading.directives.detail_lines import is_detail
from reading.directives.foot import opens_enclosed
from reading.directives.markers import BULLET_RANK, NUMBER_RANK, Marker, split_marker
from reading.directives.parties import read_parties
from reading.directives.verbs import VERBS, length_at
from reading.directives.words import fold, words

_UNMARKED_RANK = 8.5  # a heading without number opens a list of bullets
_CHAPEAU_LEAD = 0.05  # an unnumbered chapeau stands just above the numbers it opens
_BELOW_ROMAN = 3.5  # the rank of a capital letter that divides a Roman part
_DEEPEST = 16  # no directive is deeper; what pretends to be is laid flat
_TITLE_WORDS = 20
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d+)?\s?%")
_LABEL = re.compile(
    (
        r"(?<!\w)(?:chủ trì|phối hợp|thực hiện|thời gian|thời hạn|hạn|tiến độ|sản phẩm|kết quả"
        r"|hoàn thành)(?: (?:thực hiện|hoàn thành))?:$"
    ),
    re.IGNORECASE,
)
_SHORT = 130
_ORDER_WORDS = 4  # fewer behind the units are a title: "Phòng Nội vụ chủ trì thực hiện"
_CLOSING = re.compile(
    (
        r"(?:trên đây|trong quá trình|chỉ thị này|công văn này|kế hoạch này|thông báo này|quyết định này|nhận được"
        r"|giao .{0,60}(?:theo dõi|đôn đốc|kiểm tra)|(?:kính |trân trọng )?đề nghị|yêu cầu|căn cứ"
        r"|văn phòng .{0,60}thông báo|ủy ban nhân dân .{0,60}(?:đề nghị|yêu cầu|giao|thông báo)"
        r"|ubnd .{0,40}(?:đề nghị|yêu cầu|giao)"
        r"|(?:chỉ thị|công văn|kế hoạch|thông báo|quyết định|nghị quyết)(?: này)? có hiệu lực)"
    ),
    re.IGNORECASE,
)


@dataclass
class Node:
    """One place in the outline. `own` is its text without the mark; `line` is where it begins."""

    marker: Marker | None
    own: str
    line: int
    rank: float
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    block: Block | None = None
    heads: bool = False  # an unnumbered heading or chapeau
    written: str = ""  # with its mark, as it stands in the source
    last: int = 0  # position of its last block: only neighbours are ever joined
    first: int = 0
    listed: tuple[int, int] | None = None
    page: int | None = None

    def __post_init__(self) -> None:
        """A new node is one block."""
        self.first = self.last

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(line=self.line, page=self.page)

    @property
    def is_leaf(self) -> bool:
        """Whether nothing stands below."""
        return not self.children

    def path(self) -> list["Node"]:
        """From the topmost ancestor down to the node itself, the root left out."""
        above = self.parent.path() if self.parent is not None and self.parent.parent is not None else []
        return [*above, self]


def build(blocks: Sequence[Block]) -> Node:
    """The tree; its root has no text."""
    return _Builder(blocks).build()


class _Builder:
    """Walks the blocks once, keeping the open nodes as a stack."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.marks = [(None, block.text) if block.cells else split_marker(block.text) for block in blocks]
        self.stack = [Node(None, "", 0, -1.0)]
        self.last_marked = max((n for n, (mark, _) in enumerate(self.marks) if mark is not None), default=-1)

    def build(self) -> Node:
        for at, block in enumerate(self.blocks):
            mark, rest = self.marks[at]
            if block.cells:
                self._leaf(Node(None, block.text, block.line, 99.0, block=block, last=block.position, page=block.page))
            elif mark is not None:
                self._marked(mark, rest, block)
            elif self._is_heading(at):
                self._heading(at)
            else:
                self._paragraph(at)
        return self.stack[0]

    def _push(self, node: Node) -> None:
        del self.stack[_DEEPEST:]
        node.parent = self.stack[-1]
        self.stack[-1].children.append(node)
        self.stack.append(node)

    def _leaf(self, node: Node) -> None:
        self._push(node)
        self.stack.pop()

    def _pop_to(self, depth: int) -> None:
        del self.stack[max(depth, 1) :]

    def _marked(self, mark: Marker, rest: str, block: Block) -> None:
        mark = self._below_roman(self._settle(mark))
        sisters = [
            n
            for n, node in enumerate(self.stack)
            if node.marker is not None and node.marker.style == mark.style and _deeper(node, block) in {0, None}
        ]
        sisters = sisters or self._continued(mark, block)
        if sisters and self._begins_inner_list(mark, sisters[-1]):
            pass  # it stands below the open letter, whatever its usual depth
        elif sisters:
            self._pop_to(sisters[-1])
        else:
            while self.stack[-1].rank > mark.rank and (_deeper(self.stack[-1], block) or 0) <= 0:
                self.stack.pop()
        self._push(
            Node(
                mark,
                rest,
                block.line,
                mark.rank,
                written=block.text,
                last=block.position,
                page=block.page,
                listed=block.listed,
            )
        )

    def _continued(self, mark: Marker, block: Block) -> list[int]:
        """A number that goes on from one of another style, "6)" after "5.", is its sister."""
        return [
            n
            for n, node in enumerate(self.stack)
            if node.marker is not None
            and node.marker.rank == mark.rank
            and mark.label.isdigit()
            and node.marker.label.isdigit()
            and int(mark.label) == int(node.marker.label) + 1
            and _deeper(node, block) in {0, None}
        ][-1:]

    def _settle(self, mark: Marker) -> Marker:
        """Tell a letter from a Roman figure by the sister before: h) i) k) against i) ii) iii); C. D. after B."""
        before = self._sister_labels({"letter", "letter-paren", "letter-dot", "letter-comma"})
        if (
            mark.style == "letter"
            and mark.label in {"i", "v", "x"}
            and before not in {"h", "u", "t", "o"}
            and mark.label == "i"
            and before != "h"
        ):
            return Marker("roman-low", mark.label, 8.0)
        return mark

    def _below_roman(self, mark: Marker) -> Marker:
        """Capital letters usually stand above Roman figures; where they first come below one, they stay there."""
        if mark.style != "upper":
            return mark
        open_styles = [node.marker.style for node in self.stack if node.marker is not None]
        below = "roman" in open_styles and (
            "upper" not in open_styles or open_styles.index("roman") < open_styles.index("upper")
        )
        return Marker(mark.style, mark.label, _BELOW_ROMAN) if below else mark

    def _sister_labels(self, styles: set[str]) -> str | None:
        found = [node.marker.label for node in self.stack if node.marker is not None and node.marker.style in styles]
        return found[-1] if found else None

    def _begins_inner_list(self, mark: Marker, sister: int) -> bool:
        """Whether "1." opens a list inside the open "3.": a restart right below a letter or heading of it."""
        deeper = self.stack[sister + 1 :]
        return (
            mark.label == "1"
            and mark.rank == NUMBER_RANK
            and any(
                node.marker is not None and node.marker.rank > mark.rank and node.marker.rank < BULLET_RANK
                for node in deeper
            )
            and self.stack[-1].own.endswith(":")
        )

    def _is_heading(self, at: int) -> bool:
        """Whether an unnumbered paragraph opens what follows: a chapeau with a colon, a line of units, a line of capitals."""
        text = self.blocks[at].text
        if at + 1 >= len(self.blocks) or (self.blocks[at + 1].cells and not text.isupper() and not _opens_list(text)):
            return False
        if is_detail(text):
            return False
        if _opens_list(text):
            return True
        if len(text) > _SHORT or text.endswith((".", ";", ",")):
            return False
        parties = read_parties(text)
        return (
            bool(parties.lead and parties.rest >= len(text.rstrip(" .:")))
            or (text.isupper() and len(text.split()) > 1)
            or self._introduces(at)
        )

    def _introduces(self, at: int) -> bool:
        """A short line without a stop before a marked paragraph is a heading: "Về công tác tuyên truyền"."""
        following = self.marks[at + 1][0]
        sentence = words(self.blocks[at].text)
        return following is not None and not length_at(sentence, 0, VERBS) and len(sentence) < _TITLE_WORDS

    def _heading(self, at: int) -> None:
        block = self.blocks[at]
        text = as_chapeau(block.text)
        if opens_enclosed(block.text):
            self._pop_to(1)  # what is enclosed has an outline of its own
        following = self.marks[at + 1][0]
        rank = _UNMARKED_RANK if following is None else min(following.rank - _CHAPEAU_LEAD, _UNMARKED_RANK)
        top = self.stack[-1]
        continues = top.marker is not None and top.is_leaf and top.rank < rank and _is_bare(top.own)
        if following is not None and following.is_bullet and continues:
            self._push(Node(None, text, block.line, rank, heads=True, last=block.position, page=block.page))
            return
        open_styles = {node.marker.style for node in self.stack if node.marker is not None}
        if (
            following is not None
            and not following.is_bullet
            and following.style in open_styles
            and not _restarts(following)
        ):
            while self.stack[-1].rank >= following.rank:
                self.stack.pop()
            self._leaf(Node(None, text, block.line, rank, heads=True, last=block.position, page=block.page))
            return
        while self.stack[-1].rank >= rank:
            self.stack.pop()
        self._push(Node(None, text, block.line, rank, heads=True, last=block.position, page=block.page))

    def _paragraph(self, at: int) -> None:
        """A paragraph without a mark: the end of the document's body, more of the open node, or a leaf of its own."""
        block = self.blocks[at]
        top = self.stack[-1]
        if at > self.last_marked >= 0 and _closes(top, block.text) and not _is_bare_heading(top):
            self._pop_to(1)
            self._leaf(Node(None, block.text, block.line, NUMBER_RANK, last=block.position, page=block.page))
            return
        if (
            top.marker is not None
            and top.is_leaf
            and block.position == top.last + 1
            and (
                is_detail(block.text)
                or _awaits_detail(top.own)
                or _breaks_off(top.own, block.text)
                or (not _is_bare(top.own) and not _opens_order(block.text))
            )
        ):
            top.own = f"{top.own}\n{block.text}"
            top.written = f"{top.written}\n{block.text}"
            top.last = block.position
            return
        while self.stack[-1].marker is not None and not _is_bare(self.stack[-1].own):
            self.stack.pop()
        self._leaf(Node(None, block.text, block.line, 98.0, last=block.position, page=block.page))


def _opens_list(text: str) -> bool:
    return text.endswith(":") or announces(text)


def _closes(top: Node, text: str) -> bool:
    """Whether a paragraph behind the last number is the end of the body: a formula, or words that go on with nothing."""
    if _CLOSING.match(text):
        return True
    return top.own.endswith(".") and not is_detail(text) and not length_at(words(text[:80]), 0) and text[:1].isupper()


def _breaks_off(text: str, following: str) -> bool:
    """Whether a line ends in the middle of its sentence and the next goes on: "đạt từ" – "80% trở lên"."""
    return text[-1:].isalnum() and not text.isupper() and (following[:1].islower() or bool(_SHARE.match(following)))


def _awaits_detail(text: str) -> bool:
    """Whether a line of detail was broken behind its colon: "Chủ trì: X. Thời gian:"."""
    return text.endswith(":") and text.count(":") > 1 and bool(_LABEL.search(text))


def _deeper(node: Node, block: Block) -> int | None:
    """How many levels the block stands below `node` where the file itself counts both in one list."""
    if node.listed is None or block.listed is None or node.listed[0] != block.listed[0]:
        return None
    return block.listed[1] - node.listed[1]


def _restarts(mark: Marker) -> bool:
    return mark.label in {"1", "I", "a", "A", "1.1"}


def _is_bare(text: str) -> bool:
    """Whether a marked line is only a heading: units, capitals, a colon, or a title without a stop."""
    if text.endswith((":", "…")) or text.isupper():
        return True
    if text.endswith((".", ";", ",")):
        return False
    parties = read_parties(text)
    if parties.lead and parties.rest >= len(text.rstrip(" .:")):
        return True
    rest = words(text[parties.rest :])
    if parties.lead and len(rest) > _ORDER_WORDS and length_at(rest, 0):
        return False  # a whole order whose stop was forgotten
    return len(text) < _SHORT and "." not in text


def _is_bare_heading(node: Node) -> bool:
    return node.marker is not None and node.is_leaf and _is_bare(node.own)


def _opens_order(text: str) -> bool:
    """Whether the paragraph names who is ordered, so that it is no mere continuation."""
    return bool(read_parties(text).lead) or fold(text).startswith(("tren day", "trong qua trinh"))
