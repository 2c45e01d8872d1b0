"""The score sheet as a workbook: names of its sheets and columns, the same for who writes it and who reads it."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.appraisal.flow import State

LINES, ABOUT = "Phiếu điểm", "Thông tin"
KEY, VALUE = "Khóa", "Giá trị"
ROUND, UNIT = "Mã đợt", "Mã đơn vị"

ID, NAME, MAX = "Mã", "Tiêu chí", "Điểm tối đa"
DOCUMENT, SECTION, PAGE = "Văn bản kiểm chứng", "Mục", "Trang"
FINAL, WHY = "Điểm kết luận", "Diễn giải"
NOT_APPLICABLE = "không áp dụng"
"""What stands in a cell of points where the criterion does not concern the unit."""


@dataclass(frozen=True)
class Columns:
    """The columns of one step; without `points` it holds words alone."""

    points: str | None
    note: str
    cites: bool = False


STEPS: Mapping[State, Columns] = {
    State.SELF_SCORING: Columns("Điểm tự chấm", "Giải trình", cites=True),
    State.APPRAISAL: Columns("Điểm thẩm định lần 1", "Ý kiến thẩm định lần 1"),
    State.EXPLANATION: Columns(None, "Giải trình bổ sung"),
    State.SECOND_APPRAISAL: Columns("Điểm thẩm định lần 2", "Ý kiến thẩm định lần 2"),
}
"""What each step writes, and reads back while the sheet is in it."""


def heads() -> list[str]:
    """All columns in their order."""
    found = [ID, NAME, MAX]
    for columns in STEPS.values():
        found += [*([columns.points] if columns.points else []), *([DOCUMENT, SECTION, PAGE] if columns.cites else [])]
        found.append(columns.note)
    return [*found, FINAL, WHY]
