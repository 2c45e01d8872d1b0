"""Lines that a width or the end of a page broke: which go on, and what stands between two pages that is no text."""

import re
from collections.abc import Sequence
from itertools import pairwise

from reading.directives.markers import split_marker

COLUMNS = re.compile(r"\t+| {3,}")
_PAGE = re.compile(r"\s*(?:[-–—]\s*)?(?:trang\s+|page\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–—])?\s*", re.IGNORECASE)
_GAP_OF_PAGES = 8  # lines from the number of a page to the text on either side
_INDENT = 12  # blanks before a number that stands in the middle of its line
_STAMP = re.compile(
    r"\s*(?:Người ký|Ký bởi|Email|Thư điện tử|Cơ quan|Tổ chức|Chức vụ|Thời gian ký|Ngày ký|Đã ký số"
    r"|Signature Not Verified)\b.{0,120}"
)
_STAMPED = re.compile(r"\s*(?:Thời gian ký|Ngày ký)\s*:.{0,20}\d{1,2}:\d{2}")
_STAMP_LINES = 6
_TERMINAL = tuple(".;:!?…|")
_MIN_WRAPS = 3  # fewer broken lines may be chance
_SET_IN = 2  # blanks at least
_MOSTLY = 0.6
_FULL_SHARE = 0.75  # a line this near the usual width was broken by the width, not by its author


def without_pages(lines: list[str], width: int | None) -> list[str]:
    """The lines of pasted pages without stamps of signatures and page numbers, sentences broken by them closed up."""
    found = _without_stamps(lines)
    last = 1  # the first page carries no number
    for at, line in enumerate(lines):
        if not _PAGE.fullmatch(line) or not found[at]:
            continue
        above = next((n for n in range(at - 1, max(at - _GAP_OF_PAGES, -1), -1) if found[n].strip()), None)
        below = next((n for n in range(at + 1, min(at + _GAP_OF_PAGES, len(lines))) if found[n].strip()), None)
        if above is not None and below is not None and _goes_over(found[above].strip(), found[below].strip(), width):
            found[above] = f"{found[above].rstrip()} {found[below].strip()}"
            found[at] = found[below] = ""
        elif _is_number_of_page(found, at, last):
            found[at] = ""
        last += not found[at]
    return found


def _goes_over(above: str, below: str, width: int | None) -> bool:
    """Whether a sentence goes on behind the page: as anywhere, or with a figure where no sentence can end."""
    figure = below[0].isdigit() and not above.endswith(_TERMINAL) and not _marked(below) and not above.isupper()
    return figure or continues(above, below, width)


def _is_number_of_page(lines: list[str], at: int, last: int) -> bool:
    """Whether a line of one number is a page's: with a sign, or alone between blank lines and in the middle or next in turn."""
    number = lines[at].strip(" -–—")
    if not number.isdigit() or number != lines[at].strip():
        return True
    alone = not any(lines[n].strip() for n in (at - 1, at + 1) if 0 <= n < len(lines))
    return alone and (len(lines[at]) - len(lines[at].lstrip()) >= _INDENT or int(number) == last + 1)


def _without_stamps(lines: list[str]) -> list[str]:
    """The lines without the words a digital signature prints: who signed, where, and at what minute."""
    found = list(lines)
    for at, line in enumerate(lines):
        if _STAMPED.match(line):
            first = at
            while first > max(0, at - _STAMP_LINES) and _STAMP.fullmatch(lines[first - 1]):
                first -= 1
            found[first : at + 1] = [""] * (at + 1 - first)
    return found


def wrap_width(lines: list[str]) -> int | None:
    """The width lines were broken at, or None where each line is a paragraph of its own."""
    wraps = 0
    for above, below in pairwise(lines):
        upper, lower = above.strip(), below.strip()
        wraps += bool(upper and lower and lower[0].islower() and not upper.endswith(_TERMINAL) and not _marked(lower))
    if wraps < _MIN_WRAPS:
        return None
    widths = sorted(len(line.rstrip()) for line in lines if line.strip())
    return widths[int(len(widths) * 0.8)]


def continues(above: str, line: str, width: int | None = None) -> bool:
    """Whether `line` is the rest of the paragraph that `above` left open."""
    if line.startswith("|") or above.lstrip().startswith("|"):
        return False
    if _marked(line) or COLUMNS.search(line) or COLUMNS.search(above.strip()):
        return False
    if line[0].islower() and not above.endswith(_TERMINAL):
        return True
    if width is None or len(above) < width * _FULL_SHARE or above.isupper() != line.isupper():
        return False
    return not above.endswith((":", ";", "./."))


def sets_in(lines: list[str]) -> bool:
    """Whether paragraphs open with an indent here, as their marks and the rests of broken lines tell."""
    marked = [line for line in lines if _marked(line.strip())]
    broken = [line for line in lines if line[:1].islower()]
    indented = sum(line[:_SET_IN].isspace() for line in marked)
    return len(broken) >= _MIN_WRAPS and indented > _MOSTLY * len(marked) > 0


def falls_back(above: str, line: str, width: int | None) -> bool:
    """Whether `line` stands at the margin below a full line, in a text whose paragraphs are set in: it goes on, whatever sign ended the line above."""
    at_margin = not line[:1].isspace() and not _marked(line) and not line.isupper()
    full = width is not None and len(above) >= width * _FULL_SHARE
    return at_margin and full and above.endswith((";", ",", ":")) and not COLUMNS.search(line)


def opens_again(pending: Sequence[str], line: str) -> bool:
    """Whether `line` is set in behind a full stop at the margin, in a text whose paragraphs are set in: a paragraph of its own."""
    at_margin = len(pending) > 1 and not pending[-1][:1].isspace()
    return at_margin and pending[-1].endswith(".") and line[:_SET_IN].isspace()


def _marked(line: str) -> bool:
    return split_marker(line)[0] is not None
