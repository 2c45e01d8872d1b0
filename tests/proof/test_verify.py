"""Verification holds in a database the acts wrote, and sees each thing a hand has spoilt in it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from acts import completions, steps
from acts.access import anchor
from acts.completions import Report
from acts.messages import Claimed, Delivery, Outcome, send_due
from acts.review_steps import open_reviews
from acts.reviews import freeze
from acts.sessions import Whence, refuse_session
from domain.review import SHAPE
from domain.status import ReturnClass
from domain.subject import Caller, Subject, SubjectKind
from proof.verify import Check, holds, to_plain, verify
from storage.database import Memory
from storage.tables import AnswerLineRow, AssignmentRow, NoticeRow, ReviewRow, SettingRow, StepRow
from storage.views.whole import AS_OF
from tests.acts.house import CHIEF, OFFICIAL, House

NAMES = {
    "completions": "V1",
    "overlooked": "V2",
    "told": "V3",
    "cause": "V4",
    "lost": "V5",
    "peace": "V6",
    "closed": "V7",
    "balance": "V8",
    "losses": "V9",
    "chain": "V10",
    "recomputed": "V11",
    "files": "V12",
    "clocks": "V13",
    "access": "V14",
    "periods": "V15",
    "sheets": "V16",
}


def a_month(house: House) -> None:
    """One item returned and accepted, one that goes overdue and is escalated, and the review of the quarter."""
    house.directive({}, {"lead_codes": ["vh"], "cadence": "quarterly"})
    mine, theirs = house.assignments("kt")[0].id, house.assignments("vh")[0].id
    owed = [Subject(SubjectKind.ASSIGNMENT, one) for one in (mine, theirs)]
    reported = [Subject(SubjectKind.REVIEW, one) for one in open_reviews(house.desk)]

    def post(mail: Claimed) -> Outcome:
        return Outcome(Delivery.SENT, f"250 {mail.id}")

    for day in (2, *range(12, 31)):
        for hour in (0, 2):
            house.now = datetime(2026, 3, day, hour, 45, tzinfo=UTC)
            for one in (*owed, *reported):
                steps.take_due(house.desk, one, Caller.CLOCK)
            send_due(house.desk, post)
        if day == 17:
            report = completions.complete(house.desk, OFFICIAL, Report((mine,)), key="a")
            completions.send_back(house.desk, CHIEF, report.body["id"], ReturnClass.INCOMPLETE, "Thiếu biểu")
        if day == 24:
            report = completions.complete(house.desk, OFFICIAL, Report((mine,)), key="b")
        if day == 25:
            refuse_session(house.desk, None, Whence("192.0.2.7"), "unknown")
            anchor(house.desk)
        if day == 26:
            completions.accept(house.desk, CHIEF, report.body["id"])
    freeze(house.desk, CHIEF, "2026-Q1", template="0" * 64)


def failed(told: list[Check]) -> set[str]:
    return {check.id for check in told if check.ok is False}


def test_a_month_of_acts_breaks_no_promise(memory: Memory) -> None:
    house = House(memory)
    a_month(house)
    told = verify(memory, now=house.now)
    assert failed(told) == set()
    assert holds(told)
    assert all(
        check.counted > 0 for check in told if check.id not in {NAMES["losses"], NAMES["files"], NAMES["sheets"]}
    )
    assert {check.id for check in told if check.ok is None} == {NAMES["files"], NAMES["clocks"]}


def test_it_says_what_contracts_say(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    told = to_plain(verify(memory, now=house.now))
    assert told["ok"] is True
    assert set(told["checks"][0]) == {"id", "name", "ok", "why", "counted", "violations"}


def _a_step(session: Session, **wanted: str) -> StepRow:
    of_work = {"subject_kind": SubjectKind.ASSIGNMENT.value}
    found = session.scalars(select(StepRow).filter_by(**{**of_work, **wanted}).order_by(StepRow.id)).first()
    assert found is not None
    return found


def _forget_a_date(session: Session) -> None:
    session.delete(_a_step(session, subject_kind="review", subject="2026-BC6T", rung="cut-off"))


def _lose_a_completion_line(session: Session) -> None:
    session.execute(delete(AnswerLineRow).where(AnswerLineRow.state == "accepted"))


def _forget_a_step(session: Session) -> None:
    _a_step(session, state="taken").state = "pending"


def _lose_a_notice(session: Session) -> None:
    step = _a_step(session, state="taken", phase="overdue")
    session.execute(delete(NoticeRow).where(NoticeRow.cause == f"step/{step.id}"))


def _invent_a_cause(session: Session) -> None:
    session.scalars(select(NoticeRow)).first().cause = "step/khong-co"  # type: ignore[union-attr]


def _unsend(session: Session) -> None:
    session.scalars(select(NoticeRow).where(NoticeRow.state == "sent")).first().message = None  # type: ignore[union-attr]


def _take_while_reported(session: Session) -> None:
    line = session.scalars(select(AnswerLineRow).where(AnswerLineRow.state == "accepted")).one()
    assert line.answered_at is not None
    step = _a_step(session, subject=line.assignment, state="taken", phase="before")
    step.taken_at = line.answered_at - timedelta(hours=1)


def _reopen_a_step_of_closed_work(session: Session) -> None:
    done = session.scalars(select(AssignmentRow).where(AssignmentRow.work == "accepted")).one()
    _a_step(session, subject=done.id, state="superseded").state = "held"


def _strange_state(session: Session) -> None:
    _a_step(session, state="collapsed" if _has(session, "collapsed") else "superseded").state = "lost"


def _has(session: Session, state: str) -> bool:
    return session.scalars(select(StepRow).filter_by(state=state, subject_kind="assignment")).first() is not None


def _forge_the_log(session: Session) -> None:
    postgres = session.get_bind().dialect.name == "postgresql"
    session.execute(text(f"DROP TRIGGER event_no_update{' ON event' if postgres else ''}"))
    session.execute(text("UPDATE event SET actor = 'nobody' WHERE seq = 3"))


def _forge_the_access_log(session: Session) -> None:
    postgres = session.get_bind().dialect.name == "postgresql"
    session.execute(text(f"DROP TRIGGER access_no_update{' ON access' if postgres else ''}"))
    session.execute(text("UPDATE access SET official = 'nobody' WHERE seq = 1"))


def _cut_the_access_log(session: Session) -> None:
    """What a hand with the whole database would do: a shorter log whose head agrees with it."""
    postgres = session.get_bind().dialect.name == "postgresql"
    session.execute(text(f"DROP TRIGGER access_no_delete{' ON access' if postgres else ''}"))
    session.execute(text("DELETE FROM access"))
    session.execute(text(f"UPDATE access_head SET seq = 0, digest = '{'0' * 64}'"))


def _touch_up_a_score(session: Session) -> None:
    review = session.get_one(ReviewRow, "2026-Q1")
    loss = {"criterion": "1.1", "points": "2", "why": "", "records": []}
    score = {"scorecard": "x", "unit": "kt", "max": "10", "points": "9", "losses": [loss]}
    review.snapshot = {**review.snapshot, "scores": [score]}


@pytest.mark.parametrize(
    ("spoil", "seen"),
    [
        (_lose_a_completion_line, {"completions"}),
        (_forget_a_step, {"overlooked"}),
        (_lose_a_notice, {"told"}),
        (_invent_a_cause, {"cause"}),
        (_unsend, {"lost"}),
        (_take_while_reported, {"peace"}),
        (_reopen_a_step_of_closed_work, {"closed"}),
        (_strange_state, {"balance"}),
        (_forget_a_date, {"periods"}),
        (_forge_the_log, {"chain"}),
        (_forge_the_access_log, {"access"}),
        (_cut_the_access_log, {"access"}),
        (_touch_up_a_score, {"losses", "recomputed"}),
    ],
)
def test_it_sees_what_a_hand_has_spoilt(memory: Memory, spoil: Callable[[Session], None], seen: set[str]) -> None:
    house = House(memory)
    a_month(house)
    with memory.writing() as session:
        spoil(session)
    told = verify(memory, now=house.now)
    assert {NAMES[name] for name in seen} <= failed(told)
    assert not holds(told)


def test_a_house_asleep_is_seen_at_the_instant_asked_for(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    assert failed(verify(memory, now=house.now)) == set()
    assert failed(verify(memory, house.now + timedelta(days=30), now=house.now)) == {NAMES["overlooked"]}


def test_work_given_after_its_day_is_overlooked_only_some_time_after_it_was_given(memory: Memory) -> None:
    house = House(memory)
    house.directive({"due_on": "2026-02-20"})
    assert failed(verify(memory, now=house.now)) == set()
    assert failed(verify(memory, house.now + timedelta(hours=1), now=house.now)) == {NAMES["overlooked"]}


def test_the_end_of_a_simulation_is_its_default_instant_and_its_clocks_are_not_asked_for(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    with memory.writing() as session:
        session.add(SettingRow(name=AS_OF, body={"at": house.now.isoformat()}))
    told = verify(memory, now=house.now + timedelta(days=400), missing=lambda subjects: subjects)
    assert failed(told) == set()
    assert told[12].ok is None


def test_a_subject_without_a_clock_is_named_and_no_server_is_no_fault(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    asleep = verify(memory, now=house.now, missing=lambda subjects: subjects[:1])[12]
    assert (asleep.ok, asleep.violations) == (False, ("channel/mail: không có đồng hồ",))
    assert verify(memory, now=house.now, missing=lambda _subjects: None)[12].ok is None
    assert verify(memory, now=house.now, missing=lambda _subjects: [])[12].ok is True


def test_a_kept_file_that_changed_is_named(memory: Memory, tmp_path: Path) -> None:
    house = House(memory)
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / empty).touch()
    assert verify(memory, now=house.now, files=tmp_path / "files")[11].ok is True
    (tmp_path / "files" / empty).write_text("khác")
    assert verify(memory, now=house.now, files=tmp_path / "files")[11].ok is False


def test_scores_that_a_later_version_words_otherwise_are_the_same_scores(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(memory)
    a_month(house)

    def score(points: str, why: str, records: tuple[str, ...] = ()) -> dict[str, object]:
        loss = {"criterion": "1.1", "points": points, "why": why, "records": list(records)}
        return {"unit": "kt", "max": "10", "points": str(10 - int(points)), "losses": [loss]}

    with memory.writing() as session:
        review = session.get_one(ReviewRow, "2026-Q1")
        review.snapshot = {**review.snapshot, "scores": [score("3", "Chưa có số liệu “count”.")]}
    for found, seen in ((score("3", "Chưa có số liệu “Số trường hợp”."), False), (score("4", "…"), True)):
        monkeypatch.setattr("proof.verify.figures_of", lambda *_, found=found: {"scores": (found,)})
        told = next(check for check in verify(memory, now=house.now) if check.id == NAMES["recomputed"])
        assert any("2026-Q1" in one for one in told.violations) is seen
    monkeypatch.setattr("proof.verify.figures_of", lambda *_: {"scores": (score("3", "…", ("số liệu",)),)})
    for shape, seen in ((SHAPE, True), ("review/4", False)):
        with memory.writing() as session:
            review = session.get_one(ReviewRow, "2026-Q1")
            review.snapshot = {**review.snapshot, "shape": shape}
        told = next(check for check in verify(memory, now=house.now) if check.id == NAMES["recomputed"])
        assert any("2026-Q1" in one for one in told.violations) is seen
