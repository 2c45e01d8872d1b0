"""Tables of every format: whether their columns hold tasks or only place things, and cells of several lines."""

import re
from collections.abc import Sequence

from reading.directives.columns import columns_of
from reading.directives.words import fold

_LAYOUT_WIDTH = 2
_LAYOUT_ROWS = 6  # no head or foot of a document has more
_HEADS_WITHIN = 4  # rows: the heads of a table stand that high
_HEAD_OR_FOOT = re.compile(r"(?:cong hoa xa hoi chu nghia|dang cong san viet nam|doc lap\s?-\s?tu do|\W*noi nhan\s*:)")


def places_things(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table only places things: the two columns of a head, recipients beside a signature, a frame."""
    if any(columns_of(tuple(row)) is not None for row in rows[:_HEADS_WITHIN]):
        return False
    if max((len(row) for row in rows), default=0) <= _LAYOUT_WIDTH:
        return True
    return len(rows) <= _LAYOUT_ROWS and any(_HEAD_OR_FOOT.search(fold(cell[:400])) for row in rows for cell in row)


# A line that is only the kind of a body is named on the next: "Văn phòng" over "HĐND và UBND".
_ONLY_KIND = re.compile(
    r"(?:.*[;,] )?(?:Văn phòng|Sở|Phòng|Ban|Ban Quản lý|UBND|Ủy ban nhân dân|Trung tâm|Công ty|Chi cục|Cục|Vụ"
    r"|Hội|Trường|Bệnh viện|Tổ|Đảng ủy|Đoàn|Công an|Thanh tra|Chi nhánh)"
)


def one_line(lines: Sequence[str]) -> str:
    """The lines of a cell on one: a semicolon stands where a line ends without a sign and no word goes on."""
    joined = ""
    for line in lines:
        if joined:
            goes_on = line[:1].islower() or _ONLY_KIND.fullmatch(joined)
            joined += " " if joined.endswith((".", ";", ":", ",")) or goes_on else "; "
        joined += line
    return joined
