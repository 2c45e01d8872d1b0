"""The two columns of a document's head and foot, which share lines: each column apart, from top to bottom."""

import re
from collections.abc import Sequence

from reading.directives.blocks import Block
from reading.directives.broken_lines import continues
from reading.directives.foot import AUTHORITY
from reading.directives.issuer import MOTTO
from reading.directives.kinds import names_kind
from reading.directives.pdf.lines import Line, Word

_GAP = 1.3  # of the size: wider parts columns
_NARROW = 0.45  # the same beside the motto, which nearly fills its column
_REACH = 16  # lines of a head
_CROSSES = 18.0  # points a line must reach over the gutter on both sides to be no part of a column
_ENDS = re.compile(r"\W*(?:Kính gửi|KÍNH GỬI|Căn cứ|Thực hiện|Theo )")
_DATED = re.compile(r"ngày .{0,12}tháng .{0,12}năm", re.IGNORECASE)
_BROKEN_DATE = re.compile(r"ngày\b.{0,20}$|ngày .{0,12}tháng(?: \d{1,2})?(?: năm)?$", re.IGNORECASE)
_RECIPIENTS = re.compile(r"\W*N[ơƠ][iI] (?:nhận|NHẬN|gửi|GỬI)\s*:?")
_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục|BIỂU|DANH MỤC|PHÂN CÔNG|BẢNG)\b")
_FOOT_GUTTER = 0.45  # of the width, where no line shows both columns


def head_of(lines: Sequence[Line]) -> tuple[list[Block], int]:
    """The blocks of a two-column head and how many lines it takes; none where there is no motto."""
    anchor, split = _motto(lines)
    if split is None:
        return [], 0
    gutter = split - 1
    left: list[Line] = []
    right: list[Line] = []
    end = 0
    for at, line in enumerate(lines[: anchor + _REACH]):
        pieces = _parted(line, gutter)
        if at > anchor and _is_below(pieces, gutter, right):
            break
        for piece in pieces:
            (left if _center(piece) < gutter else right).append(piece)
        end = at + 1
    return [*_blocks(left, 0), *_blocks(right, 1)], end


def _motto(lines: Sequence[Line]) -> tuple[int, float | None]:
    """The line with "Cộng hòa xã hội …" and where it begins, if there is something to its left or it stands right."""
    for at, line in enumerate(lines[:_REACH]):
        for n, word in enumerate(line.words):
            if not MOTTO.match(line.of(line.words[n:]).text):
                continue
            apart = n == 0 or word.x0 - line.words[n - 1].x1 > _NARROW * line.size
            beside = n > 0 or any(other.x1 < word.x0 + _CROSSES for other in lines[: at + 4] if other is not line)
            return (at, word.x0) if apart and beside else (at, None)
    return 0, None


def _parted(line: Line, gutter: float) -> list[Line]:
    """The pieces of a line: at wide gaps, or at any gap over the gutter."""
    found: list[list[Word]] = []
    for word in line.words:
        gap = word.x0 - found[-1][-1].x1 if found else 0.0
        over = bool(found) and found[-1][-1].x1 <= gutter + _CROSSES and word.x0 >= gutter - _CROSSES
        if found and not (gap > _GAP * line.size or (over and gap > _NARROW * line.size)):
            found[-1].append(word)
        else:
            found.append([word])
    return [line.of(words) for words in found]


def _is_below(pieces: Sequence[Line], gutter: float, right: Sequence[Line]) -> bool:
    """Whether the head has ended: the kind, the addressees, a line over both columns, or a line below place and date."""
    first = pieces[0]
    if len(pieces) > 1:
        return False
    if names_kind(first.text) or _ENDS.match(first.text):
        return True
    if first.x0 < gutter - _CROSSES and first.x1 > gutter + _CROSSES:
        return True
    return (
        _center(first) >= gutter
        and any(_DATED.search(line.text) for line in right)
        and not _is_rest_of_date(right[-1].text, first.text)
    )


def _center(line: Line) -> float:
    return (line.x0 + line.x1) / 2


def foot_of(lines: Sequence[Line], width: float) -> tuple[list[Block], int, int]:
    """The blocks of recipients and signature, and the span of lines they take; an empty span where there are none."""
    begin = next(
        (at for at, line in enumerate(lines) if any(_RECIPIENTS.match(p.text) for p in line.pieces(_GAP))), None
    )
    if begin is None:
        return [], 0, 0
    while begin > 0 and _signs(lines[begin - 1], width):
        begin -= 1
    gutter = _foot_gutter(lines[begin:], width)
    left: list[Line] = []
    right: list[Line] = []
    end = begin
    for line in lines[begin:]:
        pieces = _parted(line, gutter)
        if (
            _ANNEX.match(line.text)
            or names_kind(line.text)
            or any(p.x0 < gutter - _CROSSES and p.x1 > gutter + _CROSSES for p in pieces)
        ):
            break
        for piece in pieces:
            (left if _center(piece) < gutter else right).append(piece)
        end += 1
    return [*_blocks(left, 0), *_blocks(right, 1)], begin, end


def _signs(line: Line, width: float) -> bool:
    """Whether a line above "Nơi nhận:" is already the authority of the signature."""
    return line.x0 > width / 3 and bool(AUTHORITY.match(line.text))


def _foot_gutter(lines: Sequence[Line], width: float) -> float:
    both = [line.pieces(_GAP) for line in lines[:12]]
    rights = [pieces[-1].x0 for pieces in both if len(pieces) > 1]
    return min(rights) - 1 if rights else width * _FOOT_GUTTER


def _is_rest_of_date(above: str, line: str) -> bool:
    """As in "Bình Hòa, ngày 09 tháng 3 năm" over "2021"."""
    return bool(_BROKEN_DATE.search(above)) and line[:1].isdigit()


def _blocks(lines: Sequence[Line], column: int) -> list[Block]:
    """One block a line; what goes on in small letters is one with the line above."""
    found: list[Block] = []
    for line in lines:
        if found and (continues(found[-1].text, line.text) or _is_rest_of_date(found[-1].text, line.text)):
            above = found.pop()
            found.append(Block(f"{above.text} {line.text}", above.line, column=column, page=above.page))
        else:
            found.append(Block(line.text, line.number, column=column, page=line.page))
    return found
