"""Facts for classifying agencies and heads (domain.md §2, a decree such as 335/2025): counted, never judged.

Each delay and each serious return is told with its weight and with what somebody with authority confirmed of its cause.
What follows from them (percentages, classes) is for whoever classifies.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from domain.calendar import Calendar
from domain.record import AssignmentRecord
from domain.status import DelayClass, ReturnClass, TimeState, WorkState

COLUMNS: Mapping[str, str] = {
    "unit": "Đơn vị",
    "head": "Thủ trưởng",
    "assignment": "Mã nhiệm vụ",
    "directive": "Văn bản",
    "ref": "Mục",
    "text": "Nhiệm vụ",
    "weight": "Trọng số",
    "state": "Trạng thái",
    "due": "Đã đến hạn",
    "done": "Hoàn thành",
    "on_time": "Đúng hạn",
    "delays": "Lần chậm",
    "days_late": "Số ngày làm việc chậm",
    "returns": "Lần đề nghị bổ sung",
    "serious": "Sai sót lớn",
    "moved": "Lần lùi hạn",
    "objective": "Nguyên nhân khách quan được xác nhận",
    "from_above": "Cấp trên giao",
}
"""What is told of each assignment, in order, in the office's words."""

SUMMED = ("due", "done", "on_time", "delays", "days_late", "returns", "serious", "moved", "objective")


_PAUSED = frozenset({WorkState.SUSPENDED, WorkState.WAITING})
"""Work the unit is not the one to move is no delay of its own."""


def line_of(record: AssignmentRecord, head: str | None, today: date, calendar: Calendar) -> dict[str, Any]:
    """One assignment as far as it can matter to a classification; counts are 0 or more, nothing is weighed up."""
    state = record.state(today)
    done = state in {TimeState.DONE, TimeState.DONE_LATE, TimeState.DONE_ON_TIME}
    late = state in {TimeState.DONE_LATE, TimeState.OVERDUE} and record.work not in _PAUSED
    returns = [one for one in record.returns if one.on <= today]
    moves = [one for one in record.moves if one.on <= today]
    return {
        "unit": record.unit,
        "head": head,
        "assignment": record.id,
        "directive": record.directive,
        "ref": record.ref,
        "text": record.text,
        "weight": record.weight,
        "state": state.value,
        "due": int(record.is_due(today)),
        "done": int(done),
        "on_time": int(state is TimeState.DONE_ON_TIME),
        "delays": int(late),
        "days_late": record.days_late(today, calendar) if late else 0,
        "returns": len(returns),
        "serious": sum(one.classed is ReturnClass.SERIOUS for one in returns),
        "moved": len(moves),
        "objective": sum(one.classed is DelayClass.OBJECTIVE for one in moves),
        "from_above": record.from_above,
    }


def classification(
    records: Iterable[AssignmentRecord], heads: Mapping[str, str], today: date, calendar: Calendar
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Lines of assignments by unit, and their sums by unit and head; withdrawn work is in neither."""
    kept = (record for record in records if record.work is not WorkState.WITHDRAWN)
    ordered = sorted(kept, key=lambda record: (record.unit, record.directive, record.ref, record.id))
    lines = [line_of(record, heads.get(record.unit), today, calendar) for record in ordered]
    return lines, _sums(lines)


def _sums(lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Assigned work of each unit, counted and weighed by the items' own weights."""
    sums: dict[str, dict[str, Any]] = {}
    for line in lines:
        row = sums.setdefault(line["unit"], {"unit": line["unit"], "head": line["head"], "assigned": 0, "weight": 0})
        row["assigned"] += 1
        row["weight"] += line["weight"]
        for name in SUMMED:
            row[name] = row.get(name, 0) + line[name]
        for name in ("done", "on_time", "delays", "serious"):
            row[f"{name}_weight"] = row.get(f"{name}_weight", 0) + min(line[name], 1) * line["weight"]
    return list(sums.values())
