"""The notice (thông báo) to one unit: its own rows and its own points, and nobody else's."""

from collections.abc import Iterable, Mapping
from typing import Any

from domain.office import UnitKind
from domain.review_rows import Row, standing_as
from domain.tally import Standing
from domain.telling import annexes, estimates, parts
from domain.telling.letterhead import Letterhead
from domain.telling.text import Block, Column, Paragraph, ReviewText, Table
from domain.wording import orders, words
from domain.wording.numbers import count, decimal, figure
from domain.wording.phrases import rate, some, those

Snapshot = Mapping[str, Any]

_COLUMNS = (
    Column("TT", 8),
    Column("Văn bản, mục", 27, "left"),
    Column("Nội dung nhiệm vụ", 66, "left"),
    Column("Hạn hoàn thành", 22),
    Column("Tình trạng", 30, "left"),
)
_OWED = (Standing.OVERDUE, Standing.NOT_YET_DUE, Standing.UNDATED, Standing.PAUSED, Standing.WAITING)
"""What still asks something of somebody, in the order a unit reads it."""
_AHEAD = (Standing.NOT_YET_DUE, Standing.UNDATED)
"""What a unit that is late with one thing has still to do in time."""


def unit_notice(snapshot: Snapshot, letterhead: Letterhead, unit: str) -> ReviewText:
    """How the unit's work stands and what is asked of it. KeyError where the unit owes nothing in the period."""
    own = {row["unit"]: row for row in snapshot["units"]}[unit]
    period, name = parts.period_of(snapshot), own["unit_name"]
    return ReviewText(
        head=letterhead.of_authority("THÔNG BÁO", "TB", f"Kết quả thực hiện nhiệm vụ {period} của {name}"),
        blocks=(
            Paragraph(
                f"{letterhead.issuer} thông báo kết quả thực hiện nhiệm vụ {period} của {name} "
                f"({parts.span_of(snapshot)}) như sau:"
            ),
            *_figures(own),
            *_owed(snapshot, unit),
            *_points(snapshot, unit),
            Paragraph(_request(own)),
        ),
        signature=letterhead.signed_for_leader(),
        recipients=letterhead.recipients(f"{name};"),
    )


def _figures(own: Row) -> Iterable[Block]:
    yield Paragraph(f"1. {parts.stands(own)}")
    yield Paragraph(rate("Tỷ lệ hoàn thành đúng hạn", own["rates"]["on_time_of_due"], "nhiệm vụ đến hạn"))
    facts = (
        some(own["returned"], "nhiệm vụ", "phải bổ sung hồ sơ, thực hiện lại"),
        some(own["extended"], "nhiệm vụ", "được gia hạn"),
    )
    yield Paragraph(f"Trong đó {'; '.join(facts)}.")


def _owed(snapshot: Snapshot, unit: str) -> Iterable[Block]:
    rows = [row for state in _OWED for row in standing_as(snapshot, state) if row["unit"] == unit]
    if not rows:
        yield Paragraph("2. Đơn vị không còn nhiệm vụ nào phải thực hiện, báo cáo.")
        return
    yield Paragraph(f"2. Nhiệm vụ còn phải thực hiện hoặc đang chờ xác nhận ({count(len(rows))} nhiệm vụ):")
    yield Table(_COLUMNS, tuple(_row(str(place), row) for place, row in enumerate(rows, start=1)))


def _row(place: str, row: Row) -> tuple[str, ...]:
    state = Standing(row["state"])
    late = f" {figure(row['days_late'])} ngày làm việc" if state is Standing.OVERDUE else ""
    dated = annexes.foreseen if state is Standing.UNDATED else annexes.deadline_of
    deadline = dated(row) if row["deadline"] else words.cadence_label(row["cadence"])
    return place, annexes.place_of(row), orders.told(row["text"]), deadline, f"{words.heading(state)}{late}"


def _points(snapshot: Snapshot, unit: str) -> Iterable[Block]:
    """Its estimate, which is not the index; nothing where nothing was estimated."""
    for score in (one for one in snapshot["scores"] if one["unit"] == unit):
        shown = f"{decimal(score['points'])} điểm" if estimates.is_shown(score) else "chưa thể đánh giá"
        losses = "; ".join(estimates.losses_of(score))
        lost = f" Điểm bị trừ theo tiêu chí: {losses}." if losses else ""
        yield Paragraph(
            f"3. Điểm tạm tính (chưa thẩm định): {shown}; điểm tối đa của các tiêu chí đã đo là "
            f"{decimal(score['max'])} điểm.{lost}"
        )


def _request(own: Row) -> str:
    overdue, name = own["states"][Standing.OVERDUE.value], own["unit_name"]
    if own["kind"] == UnitKind.VERTICAL.value:
        owed = sum(own["states"][state.value] for state in _OWED)
        return f"Đề nghị {name} tiếp tục phối hợp thực hiện {those(owed, 'nội dung nêu trên')}./."
    if overdue:
        left = sum(own["states"][state.value] for state in _AHEAD)
        ahead = f" và thực hiện đúng hạn {those(left, 'nhiệm vụ còn lại')}" if left else ""
        return (
            f"Đề nghị {name} hoàn thành {count(overdue)} nhiệm vụ quá hạn, báo cáo kết quả{ahead}; trường hợp có khó "
            "khăn, vướng mắc, đề nghị phản ánh bằng văn bản để được xem xét./."
        )
    return f"Đề nghị {name} tiếp tục thực hiện đúng hạn các nhiệm vụ được giao./."
