"""A quarter of a sample office: its directive given to its units, each task standing as its place says."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from domain.calendar import Calendar
from domain.directive import Cadence
from domain.outline import DEFAULT_OUTLINE, filled
from domain.period import period_of
from domain.record import AssignmentRecord, Move
from domain.report_dates import preceding, same_moment
from domain.review import earlier, snapshot
from domain.status import DelayClass, WorkState
from proof.simulate.brief import Brief, Files, members, read_brief

SAMPLES = Path(__file__).parents[2] / "samples"
QUARTERS = {"quan-1-2023": date(2023, 3, 31), "phuong-2026": date(2026, 12, 31), "so-noi-vu-2026": date(2026, 3, 31)}
"""The last day of the quarter each sample is told of."""
OBSTACLES = ("Phần mềm dùng chung chưa kết nối", "Chờ hướng dẫn của cơ quan cấp trên")
WEEK = timedelta(days=7)
NUMBER = "07/CT-UBND"
"""Of a sample whose number the registry has still to give."""


def quarter_of(sample: str) -> dict[str, Any]:
    """The snapshot of the sample's quarter, against the one before, in which less was asked for."""
    folder, last = SAMPLES / sample, QUARTERS[sample]
    files = Files(*(folder / name for name in ("directive.txt", "units.yaml", "scorecard.yaml", "annex.yaml")))
    period = period_of(Cadence.QUARTERLY, last)
    brief = read_brief(files, period.since, period.until, 1)
    before = preceding(period)
    assert before is not None
    as_of = last + WEEK
    past = tuple(_work(brief, before.until))[::2]
    root = next(unit for unit in brief.directory.units if unit.parent is None)
    return snapshot(
        period.name,
        period.since,
        period.until,
        as_of,
        root.name,
        brief.directory.units,
        tuple(_work(brief, last)),
        brief.draft.lost_points,
        (),
        {"digest": 12, "issued": 3},
        {"unreleased": []},
        calendar=Calendar(),
        label=period.label,
        sections=filled(DEFAULT_OUTLINE, {"the-che": "Đã ban hành 02 văn bản."}, {}),
        history=(
            earlier(before.name, before.label, before.since, before.until, same_moment(period, before, as_of), past),
        ),
    )


def _work(brief: Brief, last: date) -> Iterator[AssignmentRecord]:
    places, groups = count(), members(brief.directory)
    for item in brief.draft.items:
        for unit in dict.fromkeys(one for code in item.lead_codes for one in groups.get(code, [code])):
            facts = _facts(next(places), last)
            yield AssignmentRecord(
                id=f"{item.ref}/{unit}",
                unit=unit,
                item=item.ref,
                ref=item.ref,
                text=item.text,
                directive=brief.draft.number or NUMBER,
                remedies=item.remedies,
                opened_on=last - 10 * WEEK,
                cooperating=item.cooperating_codes,
                **facts,
            )


def _facts(place: int, last: date) -> dict[str, Any]:
    """How the task at a place stands: seven tasks in turn meet every state."""
    due = last - (place % 5 + 1) * WEEK
    accepted = {"work": WorkState.ACCEPTED, "deadline": due}
    moved = Move(due, due + WEEK, due - WEEK, DelayClass.OBJECTIVE, "Chờ số liệu")
    return (
        {**accepted, "result_on": due},
        {**accepted, "result_on": due + WEEK, "document": f"{place}/BC"},
        {"work": WorkState.REPORTED, "deadline": due},
        {"work": WorkState.IN_PROGRESS, "deadline": due, "obstacle": OBSTACLES[place % 2]},
        {"work": WorkState.IN_PROGRESS, "deadline": last + 4 * WEEK},
        {"work": WorkState.ISSUED, "deadline": None, "cadence": "continuous"},
        {**accepted, "deadline": due + WEEK, "original": due, "result_on": due + WEEK, "moves": (moved,)},
    )[place % 7]
