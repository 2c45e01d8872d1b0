"""Days played in small offices, with real clocks, acts and mails: what happens, and that it happens again."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from domain.calendar import ZONE, Calendar
from proof.simulate.brief import Brief
from proof.simulate.play import play
from proof.simulate.result import write_result
from proof.simulate.stage import DATABASE
from proof.verify import holds, verify
from storage.database import Memory
from storage.tables import MeasurementRow
from storage.views.whole import Books, open_books
from tests.proof.simulate.briefs import ORDER, UNITS, a_brief

pytestmark = pytest.mark.temporal
NOBODY_REPORTS = """habits: {mixture: {on_time: 0, late: 0, never: 100}, extensions: {share: 0}}
releases: {release: 100, decline: 0, postpone: 0}
"""


def played(brief: Brief, folder: Path) -> tuple[dict[str, Any], Books]:
    """The summary and the rows of a play whose database breaks no promise."""
    folder.mkdir()
    result = play(brief, folder)
    memory = Memory(str(folder / DATABASE))
    try:
        summary = write_result(memory, brief, result, folder, 0.0)
        told = verify(memory, now=datetime.now(UTC))
        assert holds(told), [one for one in told if one.ok is False]
        with memory.reading() as session:
            books = open_books(session)
            assert not told_twice(books)
            return summary, books
    finally:
        memory.close()


def told_twice(books: Books) -> list[tuple[str, date, str, str]]:
    """What reached an addressee in two mails of one day, although it was the same kind of word on the same assignment."""
    sent = {message.id: message.sent_at for message in books.messages if message.sent_at is not None}
    mails: defaultdict[tuple[str, date, str, str], set[str]] = defaultdict(set)
    for notice in books.notices:
        if notice.state == "sent" and notice.message in sent and notice.assignment is not None:
            day = Calendar().local_date(sent[notice.message])
            mails[notice.addressee, day, notice.assignment, notice.kind].add(notice.message)
    return sorted(told for told, of in mails.items() if len(of) > 1)


def test_the_same_seed_gives_the_same_review_figures_and_another_seed_others(tmp_path: Path) -> None:
    brief = a_brief(tmp_path)
    first, _ = played(brief, tmp_path / "1")
    again, _ = played(brief, tmp_path / "2")
    other, _ = played(a_brief(tmp_path, seed=4), tmp_path / "3")
    assert first["reviews"] == again["reviews"]
    assert first["reviews"] != other["reviews"]
    assert first["steps"]["planned"] == sum(count for state, count in first["steps"].items() if state != "planned")


def test_the_clocks_take_the_steps_and_the_round_finds_nothing(tmp_path: Path) -> None:
    summary, books = played(a_brief(tmp_path, behaviour=NOBODY_REPORTS), tmp_path / "out")
    late = [s.taken_at - s.at for s in books.steps if s.state == "taken" and s.release == "auto" and s.taken_at]
    assert set(summary["taken_by"]) == {"clock", "person"}
    assert summary["taken_by"]["clock"] == len(late) > 5
    assert max(late).total_seconds() < 5


def test_nobody_reports_and_heads_are_told_after_release(tmp_path: Path) -> None:
    summary, books = played(a_brief(tmp_path, behaviour=NOBODY_REPORTS), tmp_path / "out")
    told = Counter(n.addressee for n in books.notices if n.kind == "escalation" and n.state == "sent")
    assert set(told) == {"head/kt", "head/vh"}
    assert summary["escalations"] == told.total()
    assert summary["completions"] == 0


def test_an_office_without_people_is_played_by_the_house_and_said(tmp_path: Path) -> None:
    summary, books = played(a_brief(tmp_path, units=UNITS), tmp_path / "out")
    assert {"no-official", "recorded", "no-lead"} <= {remark["code"] for remark in summary["remarks"]}
    assert {completion.recorded_for for completion in books.completions} <= {"kt", "vh"}
    assert summary["completions"] > 0


@pytest.mark.parametrize(
    ("since", "until", "assignments"),
    [
        pytest.param(date(2026, 3, 2), date(2026, 3, 2), 3, id="one day"),
        pytest.param(date(2026, 3, 7), date(2026, 3, 8), 3, id="a weekend"),
        pytest.param(date(2026, 2, 14), date(2026, 2, 22), 3, id="Tết, before the order's own day"),
    ],
)
def test_short_and_empty_spans_are_played(tmp_path: Path, since: date, until: date, assignments: int) -> None:
    summary, _ = played(a_brief(tmp_path, since, until), tmp_path / "out")
    assert summary["assignments"] == assignments
    assert summary["virtual_days"] == (until - since).days + 1


WORKED_LATE = """
happenings:
  announcements: [{announced_on: 2026-03-05, worked: 2026-03-14, basis: Công văn mẫu}]
"""


def test_mails_of_a_saturday_that_is_announced_as_worked_leave_when_the_office_opens(tmp_path: Path) -> None:
    order = ORDER.replace("12/3/2026", "14/3/2026")
    brief = a_brief(tmp_path, until=date(2026, 3, 14), order=order, behaviour=NOBODY_REPORTS + WORKED_LATE)
    _, books = played(brief, tmp_path / "played")
    saturday = date(2026, 3, 14)
    local = [one.sent_at.astimezone(ZONE) for one in books.messages if one.sent_at is not None]
    assert {f"{at:%H}" for at in local if at.date() == saturday} == {"07"}, "the office opens at 7:30"


def test_figures_for_nobody_are_left_aside_with_a_remark_and_keep_no_other_from_coming(tmp_path: Path) -> None:
    rows = (("1.4", "kt", "articles"), ("9.9", "kt", "articles"), ("1.4", "la", "articles"), ("1.4", "kt", "artcles"))
    figures = "".join(
        f"  - {{criterion: {criterion}, unit: {unit}, period: 2026-Q1, arrives_on: 2026-03-03, "
        f"values: {{{name}: 4}}, source: vp}}\n"
        for criterion, unit, name in rows
    )
    brief = a_brief(tmp_path, until=date(2026, 3, 4), behaviour=f"figures:\n{figures}")
    summary, _ = played(brief, tmp_path / "played")
    memory = Memory(str(tmp_path / "played" / DATABASE))
    with memory.reading() as session:
        kept = [(row.criterion, row.unit) for row in session.scalars(select(MeasurementRow))]
    memory.close()
    assert kept == [("1.4", "kt")]
    said = [one["message"] for one in summary["remarks"] if one["code"] == "figure"]
    assert len(said) == 3
    assert said[0].startswith("không có tiêu chí hay chỉ tiêu mã “9.9”; đang có: ")
    assert said[1] == "Số liệu của đơn vị la không có trong tệp đơn vị."
    assert said[2] == "tiêu chí “1.4” không dùng số liệu “artcles”; dùng: articles, rate"
