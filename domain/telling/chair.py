"""The leader's page: one A4 before the briefing, what stands against the period before, and what waits for a word."""

from collections.abc import Iterable, Mapping
from typing import Any

from domain.office import UnitKind
from domain.review_rows import Row, standing_as
from domain.scorecard import State
from domain.tally import Standing
from domain.telling import annexes, parts
from domain.telling.letterhead import Letterhead
from domain.telling.proposal import proposed
from domain.telling.text import Block, Column, Head, Heading, Paragraph, ReviewText, Table
from domain.wording import orders
from domain.wording.numbers import UNMEASURED, count, decimal, figure
from domain.wording.phrases import listed, points, points_moved, rate_cell
from domain.wording.places import cited

Snapshot = Mapping[str, Any]

OLDEST, _AT_RISK, _WAITING = 5, 4, 5
"""How many are shown of each, so that all of it stays on one page."""
_WORDS = 110
"""Letters of a task's words in the table; the whole stands in the report."""

_FIGURES = (
    Column("Chỉ tiêu", 60, "left"),
    Column("Kỳ này", 20),
    Column("Kỳ so sánh", 20),
    Column("Tăng, giảm", 20),
)
_LINES: tuple[tuple[str, str | None, str], ...] = (
    ("Nhiệm vụ được giao", None, "assigned"),
    ("Đến hạn", None, "due"),
    ("Hoàn thành đúng hạn (trong số đến hạn)", "due_states", Standing.DONE_ON_TIME.value),
    ("Quá hạn", "states", Standing.OVERDUE.value),
)
_TASKS = (
    Column("TT", 8),
    Column("Đơn vị", 30, "left"),
    Column("Nội dung", 64, "left"),
    Column("Hạn", 20),
    Column("Quá hạn (ngày làm việc)", 14),
    Column("Đề xuất", 40, "left"),
)


def chair(snapshot: Snapshot, letterhead: Letterhead) -> ReviewText:
    """Four figures, the five oldest with a proposal, points at risk, and what waits for an opinion."""
    period = parts.period_of(snapshot)
    return ReviewText(
        head=Head(
            letterhead.issuer if letterhead.in_charge else letterhead.superior,
            letterhead.in_charge or letterhead.issuer,
            "",
            "",
            letterhead.year,
            "TRANG LÃNH ĐẠO",
            f"Tình hình thực hiện nhiệm vụ {period} (đến ngày {parts.day(snapshot['as_of'])})",
            is_internal=True,
        ),
        blocks=(
            figures(snapshot),
            *_trend(snapshot),
            *_oldest(snapshot),
            *_at_risk(snapshot),
            *_waiting(snapshot),
        ),
        signature=(),
        recipients=(),
    )


def figures(snapshot: Snapshot) -> Table:
    """Given, due, in time and overdue, against the period before."""
    now, past = snapshot["total"], parts.before(snapshot)
    rows = (*(_line(name, group, of, now, past) for name, group, of in _LINES), _rates(now, past))
    against = f" (so với {parts.than(snapshot)})" if past else " (chưa có số liệu kỳ so sánh)"
    return Table(_FIGURES, rows, title=f"1. Số liệu chung{against}")


def _line(name: str, group: str | None, figure_of: str, now: Row, past: Row | None) -> tuple[str, ...]:
    """One figure of now and of then, and how it moved."""
    value, old = ((told[group] if group else told)[figure_of] for told in (now, past or now))
    if past is None:
        return name, figure(value), UNMEASURED, UNMEASURED
    moved = value - old
    return name, figure(value), figure(old), f"{'+' if moved > 0 else ''}{figure(moved)}"


def _rates(now: Row, past: Row | None) -> tuple[str, ...]:
    rate, old = (told["rates"]["on_time_of_due"] if told else None for told in (now, past))
    shown = (rate_cell(one) if one else UNMEASURED for one in (rate, old))
    moved = points_moved(now["rates"]["on_time_of_due"], old)
    told = UNMEASURED if moved is None else f"{'+' if moved > 0 else '-' if moved < 0 else ''}{points(abs(moved))}"
    return "Tỷ lệ đúng hạn trên số đến hạn", *shown, told


def _oldest(snapshot: Snapshot) -> Iterable[Block]:
    rows = standing_as(snapshot, Standing.OVERDUE)
    if not rows:
        yield Paragraph("2. Không có nhiệm vụ nào quá hạn.")
        return
    cells = tuple(
        (
            str(place),
            row["unit_name"],
            f"{_short(orders.title(row['text'], row.get('product')))} ({annexes.place_of(row)})",
            annexes.day_of(row["deadline"]),
            figure(row["days_late"]),
            proposal_of(row, snapshot),
        )
        for place, row in enumerate(rows[:OLDEST], start=1)
    )
    rest = f" trong {count(len(rows))} nhiệm vụ quá hạn" if len(rows) > len(cells) else ""
    yield Table(_TASKS, cells, title=f"2. {count(len(cells))} nhiệm vụ quá hạn lâu nhất{rest}")


def proposal_of(row: Row, snapshot: Snapshot) -> str:
    """What the office proposes for one of its overdue tasks."""
    kinds = {unit["unit"]: unit["kind"] for unit in snapshot["units"]}
    return proposal(row, vertical=kinds.get(row["unit"]) == UnitKind.VERTICAL.value)


def proposal(row: Row, *, vertical: bool) -> str:
    """What the office proposes for one overdue task, by what has been done about it so far."""
    return proposed(
        vertical=vertical,
        obstacle=_short(row["obstacle"]) if row["obstacle"] else None,
        escalated=bool(row["escalated_on"]),
        days_late=row["days_late"],
    )


def _trend(snapshot: Snapshot) -> Iterable[Block]:
    """The rate on time of what was due, period by period, in one line."""
    told = [*snapshot["history"], {**snapshot["total"], "label": parts.period_of(snapshot)}]
    rates = [
        (str(one.get("label", one.get("name"))).removeprefix("báo cáo "), one["rates"]["on_time_of_due"])
        for one in told
    ]
    known = [f"{label} {rate_cell(rate)}" for label, rate in rates if rate["of"]]
    if len(known) > 1:
        yield Paragraph(f"Tỷ lệ đúng hạn trên số đến hạn qua các kỳ: {'; '.join(known)}.")


def at_risk(snapshot: Snapshot) -> list[str]:
    """Criteria whose points open work may cost, the authority's own first, each in a line."""
    rows = [
        (score, one)
        for score in snapshot["scores"]
        for one in score.get("criteria", ())
        if one["state"] == State.AT_RISK.value
    ]
    names = {unit["unit"]: unit["unit_name"] for unit in snapshot["units"]}
    rows.sort(key=lambda pair: (pair[0]["unit"] in names, pair[0]["unit"], pair[1]["id"]))
    return [
        f"{names.get(score['unit'], snapshot['authority'])}: {one['id']} {_short(one['name'])} "
        f"(điểm tối đa {decimal(one['max'])})"
        for score, one in rows
    ]


def _at_risk(snapshot: Snapshot) -> Iterable[Block]:
    rows = at_risk(snapshot)
    if not rows:
        yield Paragraph("3. Chưa ghi nhận tiêu chí nào có nguy cơ bị trừ điểm.")
        return
    yield Heading(f"3. {count(len(rows))} tiêu chí có nguy cơ bị trừ điểm", 2)
    for told in rows[:_AT_RISK]:
        yield Paragraph(f"- {told}.")


def _waiting(snapshot: Snapshot) -> Iterable[Block]:
    rows = snapshot["escalations"]["unreleased"]
    if not rows:
        yield Paragraph("4. Không có việc nào chờ ý kiến.")
        return
    yield Heading(f"4. {count(len(rows))} việc chờ ý kiến", 2)
    names = {unit["unit"]: unit["unit_name"] for unit in snapshot["units"]}
    told = [f"{names.get(row['unit'], row['unit'])}: {cited(row['directive'], row['ref'])}" for row in rows]
    yield Paragraph(f"{listed(told, _WAITING, 'việc')}.")


def _short(text: str) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= _WORDS:
        return text.rstrip(".; ")
    return f"{text[:_WORDS].rsplit(' ', 1)[0].rstrip(',;. ')}…"
