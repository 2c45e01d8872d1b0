"""What happens to work between issue and closing: paused, handed on, amended, reopened, contested; on both databases."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from acts import (
    amending,
    assignments,
    completions,
    extensions,
    handing,
    items,
    objections,
    pauses,
    remarks,
    reopening,
    steps,
)
from acts.completions import Report
from acts.extensions import Spoken
from acts.messages import Claimed, Delivery, Outcome, send_due
from acts.remarks import Obstacle
from domain.errors import Refusal
from domain.office import Grant, Role
from domain.rights import Scope
from domain.status import DelayClass, TimeState
from domain.subject import Caller, Subject, SubjectKind
from proof.verify import holds, verify
from storage.database import Memory
from storage.tables import AssignmentRow, EventRow
from storage.views import assignments as view
from storage.views import office as office_view
from storage.views.assignments import get
from storage.views.measurements import arrived
from tests.acts.house import CHIEF, OFFICIAL, OTHER, House

HEAD = Scope("binh", (Grant(Role.HEAD, "kt"),))
CHAIR = Scope("hoa", (Grant(Role.CHAIR),))
DEPUTY = Scope("lan", (Grant(Role.DEPUTY_CHAIR),))
SPECIALIST = Scope("em", (Grant(Role.SPECIALIST, "vp"),))
LATE = datetime(2026, 3, 24, 3, tzinfo=UTC)


def an_assignment(memory: Memory, **item: object) -> tuple[House, AssignmentRow]:
    house = House(memory)
    house.directive(item)
    return house, house.assignments()[0]


def again(house: House, assignment: str) -> AssignmentRow:
    return next(row for row in house.assignments() if row.id == assignment)


def look(house: House, assignment: str) -> None:
    steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, assignment), Caller.ROUND)


def sent(house: House) -> list[Claimed]:
    mails: list[Claimed] = []

    def post(mail: Claimed) -> Outcome:
        mails.append(mail)
        return Outcome(Delivery.SENT, "250")

    send_due(house.desk, post)
    return mails


def refused(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as found:
        act()
    return found.value


def sound(house: House) -> None:
    told = verify(house.memory, now=house.now)
    assert holds(told), [check for check in told if check.ok is False]


def test_paused_work_is_left_in_peace_and_passed_steps_fall_on_the_next_working_morning(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    pauses.suspend(house.desk, CHIEF, owed.id, "Chờ hướng dẫn của Thành phố")
    assert again(house, owed.id).work == "suspended"
    house.now = LATE
    look(house, owed.id)
    assert {step.state for step in house.steps(owed.id).values()} == {"held"}
    assert refused(lambda: pauses.suspend(house.desk, CHIEF, owed.id, "lần nữa")).allowed == ("resumption", "comment")
    pauses.go_on(house.desk, CHIEF, owed.id)
    assert again(house, owed.id).work == "issued"
    house.now = datetime(2026, 3, 25, 1, tzinfo=UTC)
    look(house, owed.id)
    assert house.steps(owed.id)["O1"].state == "taken"
    assert house.steps(owed.id)["D0"].state == "collapsed"
    assert [n.addressee for n in house.notices() if n.kind == "changed"] == ["unit/kt", "unit/kt"]
    sent(house)
    sound(house)


def test_reassigned_work_goes_to_the_new_unit_with_its_steps_and_both_are_told(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    handing.reassign(house.desk, CHIEF, owed.id, "vh", "Đúng chức năng")
    moved = again(house, owed.id)
    assert (moved.unit, moved.work, moved.deadline) == ("vh", "issued", owed.deadline)
    told = {(n.kind, n.addressee) for n in house.notices()}
    assert {("changed", "unit/kt"), ("issued", "unit/vh")} <= told
    assert refused(lambda: completions.complete(house.desk, OFFICIAL, Report((owed.id,)))).kind == "absent"
    house.now = datetime(2026, 3, 23, 1, tzinfo=UTC)
    look(house, owed.id)
    assert [mail.addressee for mail in sent(house) if mail.kind == "digest"] == ["unit/vh"]
    sound(house)


def test_overdue_work_is_not_handed_on_before_more_time_is_decided(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    house.now = LATE
    found = refused(lambda: handing.reassign(house.desk, CHIEF, owed.id, "vh", "Chuyển"))
    assert (found.code, found.allowed) == ("overdue", ("extensions",))
    assert refused(lambda: handing.reassign(house.desk, CHIEF, owed.id, "ubnd", "Chuyển")).code == "unknown-unit"


def test_only_the_head_delegates_and_only_inside_the_unit(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    assert refused(lambda: handing.delegate(house.desk, OFFICIAL, owed.id, "an")).kind == "forbidden"
    assert refused(lambda: handing.delegate(house.desk, HEAD, owed.id, "chi")).code == "not-of-unit"
    handing.delegate(house.desk, HEAD, owed.id, "an")
    entrusted = again(house, owed.id).official
    assert entrusted is not None
    (told,) = [notice for notice in house.notices() if notice.addressee == f"person/{entrusted}"]
    assert (told.kind, told.assignment) == ("issued", owed.id)
    sent(house)
    sound(house)


def test_a_leaders_word_moves_a_deadline_at_once_and_waits_for_its_document(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    word = Spoken("Chủ tịch", date(2026, 3, 2), "Giao ban tuần")
    until = date(2026, 4, 15)
    asked = refused(
        lambda: extensions.ask(house.desk, OFFICIAL, owed.id, until, "x", DelayClass.OBJECTIVE, spoken=word)
    )
    assert asked.kind == "forbidden"
    given = extensions.ask(house.desk, CHIEF, owed.id, until, "Lùi hạn", DelayClass.OBJECTIVE, spoken=word)
    assert (given.body["state"], given.body["awaits_document"]) == ("granted", True)
    assert again(house, owed.id).deadline == until
    linked = extensions.link_document(house.desk, CHIEF, given.body["id"], {"number": "9/TB-UBND"})
    assert linked.body["awaits_document"] is False
    assert refused(lambda: extensions.link_document(house.desk, CHIEF, given.body["id"], {})).kind == "conflict"


def test_a_deadline_that_has_passed_is_moved_by_two_people_and_stays_missed(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    house.now = LATE
    until, word = date(2026, 4, 15), Spoken("Chủ tịch", date(2026, 3, 23), "Giao ban")
    asked = extensions.ask(house.desk, CHIEF, owed.id, until, "Lùi", DelayClass.OBJECTIVE, spoken=word)
    assert (asked.body["state"], asked.body["late"]) == ("asked", True)
    extension = asked.body["id"]
    found = refused(lambda: extensions.decide(house.desk, CHIEF, extension, granted=True, reason="Đồng ý"))
    assert found.code == "four-eyes"
    extensions.decide(house.desk, CHAIR, extension, granted=True, reason="Đồng ý")
    moved = again(house, owed.id)
    assert (moved.deadline, moved.missed, moved.original) == (until, owed.deadline, owed.deadline)
    completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    with memory.reading() as session:
        assert view.get(session, CHIEF, owed.id, house.desk.today()).time.value == "done-late"


def test_one_request_at_a_time_and_a_superiors_date_is_not_ours_to_move(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    until = date(2026, 4, 1)
    first = extensions.ask(house.desk, OFFICIAL, owed.id, until, "Chờ", DelayClass.OBJECTIVE)
    second = refused(lambda: extensions.ask(house.desk, OFFICIAL, owed.id, until, "Chờ", DelayClass.OBJECTIVE))
    assert second.code == "asked-already"
    with memory.writing() as session:
        session.connection().exec_driver_sql("UPDATE directive SET from_above = true")
    found = refused(lambda: extensions.decide(house.desk, CHIEF, first.body["id"], granted=True, reason=""))
    assert found.code == "from-above"


def test_amended_items_move_open_deadlines_keep_both_days_and_tell_the_unit(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    changes = {"text": "Rà soát và công bố thủ tục.", "due_on": "2026-03-31"}
    amending.amend(house.desk, CHIEF, owed.item, changes, "CV 20/UBND")
    moved = again(house, owed.id)
    assert (moved.deadline, moved.original, moved.deadline_version) == (date(2026, 3, 31), date(2026, 3, 20), 2)
    assert ("changed", "unit/kt") in {(n.kind, n.addressee) for n in house.notices()}
    assert refused(lambda: amending.amend(house.desk, CHIEF, owed.item, {"state": "x"}, "y")).code == "unknown-field"
    sound(house)


def test_accepted_work_is_reopened_only_with_a_day_ahead_and_never_by_who_leads(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    report = completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    completions.accept(house.desk, CHIEF, report.body["id"])
    assert refused(lambda: reopening.reopen(house.desk, OFFICIAL, owed.id, "x")).kind == "forbidden"
    house.now = LATE
    assert refused(lambda: reopening.reopen(house.desk, CHIEF, owed.id, "Số liệu sai")).code == "needs-deadline"
    reopening.reopen(house.desk, CHIEF, owed.id, "Số liệu sai", date(2026, 4, 10))
    back = again(house, owed.id)
    assert (back.work, back.closed_at, back.deadline) == ("redo", None, date(2026, 4, 10))
    assert house.steps(owed.id)["D0"] is not None
    sent(house)
    sound(house)


def test_a_report_recorded_for_a_unit_names_its_source_and_can_be_contested_for_three_days(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    assert refused(lambda: completions.complete(house.desk, SPECIALIST, Report((owed.id,)))).code == "source-missing"
    report = completions.complete(house.desk, SPECIALIST, Report((owed.id,), source="điện thoại"))
    named: str = report.body["id"]
    assert refused(lambda: objections.contest(house.desk, OTHER, named, "x")).kind == "absent"
    house.now = datetime(2026, 3, 6, 3, tzinfo=UTC)
    assert refused(lambda: objections.contest(house.desk, OFFICIAL, named, "Chưa xong")).code == "too-late"
    house.now = datetime(2026, 3, 5, 3, tzinfo=UTC)
    objections.contest(house.desk, OFFICIAL, named, "Chưa xong")
    back = again(house, owed.id)
    assert (back.work, back.completion) == ("received", None)
    assert house.steps(owed.id)["D0"].state == "pending"
    assert refused(lambda: completions.accept(house.desk, CHIEF, named)).code == "answered"
    sent(house)
    sound(house)


def test_a_unit_reports_for_itself_alone(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    other = Report((owed.id,), recorded_for="vh")
    assert refused(lambda: completions.complete(house.desk, OFFICIAL, other)).code == "other-unit"
    completions.complete(house.desk, OFFICIAL, Report((owed.id,), recorded_for="kt"))
    assert again(house, owed.id).work == "reported"


def test_a_report_brings_figures_of_the_criteria_its_tasks_feed_and_of_no_other(memory: Memory) -> None:
    house, owed = an_assignment(memory, criteria=["2.1"])
    strange = Report((owed.id,), values={"2.1": {"a": 1}, "9.9": {"a": 1}})
    refusal = refused(lambda: completions.complete(house.desk, OFFICIAL, strange))
    assert (refusal.code, [one.field for one in refusal.problems]) == ("other-criterion", ["values.9.9"])
    assert "2.1" in refusal.problems[0].message
    assert again(house, owed.id).work == "issued"


def test_a_receipt_is_contested_within_its_days_also_after_a_quick_confirmation(memory: Memory) -> None:
    house, owed = an_assignment(memory, criteria=["2.1"])
    told = Report((owed.id,), source="điện thoại", values={"2.1": {"a": 1}})
    named: str = completions.complete(house.desk, SPECIALIST, told).body["id"]
    completions.accept(house.desk, CHIEF, named)
    house.now = datetime(2026, 3, 5, 3, tzinfo=UTC)
    with memory.reading() as session:
        quarter = office_view.period(session, "2026-Q1")
        assert len(arrived(session, quarter, house.now)) == 1
    objections.contest(house.desk, OFFICIAL, named, "Chưa xong")
    back = again(house, owed.id)
    assert (back.work, back.completion, back.closed_at, back.deadline) == ("received", None, None, owed.deadline)
    assert {house.steps(owed.id)[rung].state for rung in ("D0", "O1", "H3")} == {"pending"}
    with memory.reading() as session:
        assert arrived(session, quarter, house.now) == [], "nor do its figures stand"
    completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    sent(house)
    sound(house)


@pytest.mark.parametrize("confirmed", [True, False], ids=["confirmed", "standing"])
def test_contested_work_that_is_followed_no_longer_stays_at_rest(memory: Memory, *, confirmed: bool) -> None:
    house, owed = an_assignment(memory)
    named: str = completions.complete(house.desk, SPECIALIST, Report((owed.id,), source="điện thoại")).body["id"]
    if confirmed:
        completions.accept(house.desk, CHIEF, named)
    assignments.withdraw(house.desk, CHIEF, owed.item, "Thay bằng văn bản khác")
    before = again(house, owed.id)
    assert objections.contest(house.desk, OFFICIAL, named, "Chưa xong").body["state"] == "contested"
    after = again(house, owed.id)
    assert (after.work, after.closed_at, after.deadline_version) == (
        "accepted" if confirmed else "withdrawn",
        before.closed_at,
        before.deadline_version,
    )
    assert not {step.state for step in house.steps(owed.id).values()} & {"pending", "held", "awaiting"}
    assert refused(lambda: objections.contest(house.desk, OFFICIAL, named, "x")).code == "answered"
    sent(house)
    sound(house)


def test_what_is_to_be_done_again_anyway_is_no_longer_contested(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    named: str = completions.complete(house.desk, SPECIALIST, Report((owed.id,), source="điện thoại")).body["id"]
    completions.accept(house.desk, CHIEF, named)
    reopening.reopen(house.desk, CHIEF, owed.id, "Số liệu sai")
    assert refused(lambda: objections.contest(house.desk, OFFICIAL, named, "x")).code == "answered"
    assert again(house, owed.id).work == "redo"


def test_work_that_was_late_stays_late_when_it_is_to_be_done_again(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    house.now = LATE
    report = completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    completions.accept(house.desk, CHIEF, report.body["id"])
    reopening.reopen(house.desk, CHIEF, owed.id, "Số liệu sai", date(2026, 4, 10))
    assert again(house, owed.id).missed == owed.deadline
    completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    with memory.reading() as session:
        assert get(session, CHIEF, owed.id, house.desk.today()).time is TimeState.DONE_LATE
    sent(house)
    sound(house)


def test_who_leads_neither_lets_its_work_rest_nor_stops_it_nor_moves_its_day(memory: Memory) -> None:
    house, owed = an_assignment(memory, lead_codes=["vp"])
    kept = (owed.deadline, owed.work)
    for act in (
        lambda: pauses.suspend(house.desk, CHIEF, owed.id, "x"),
        lambda: assignments.withdraw(house.desk, CHIEF, owed.item, "x"),
        lambda: amending.amend(house.desk, CHIEF, owed.item, {"due_on": "2026-04-10"}, "x"),
    ):
        assert refused(act).code == "leads-itself"
    assert (again(house, owed.id).deadline, again(house, owed.id).work) == kept
    amending.amend(house.desk, CHIEF, owed.item, {"product": "Tờ trình"}, "Ghi rõ")
    pauses.suspend(house.desk, DEPUTY, owed.id, "Chờ hướng dẫn")


def test_progress_names_what_blocks_tells_that_unit_and_ends_with_the_work(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    stands = Obstacle("vh", "Chưa có số liệu di tích", date(2026, 3, 1))
    said = remarks.progress(house.desk, OFFICIAL, owed.id, "Đã rà soát một nửa", 50, stands)
    assert again(house, owed.id).work == "in-progress"
    assert ("remark", "unit/vh") in {(n.kind, n.addressee) for n in house.notices()}
    completions.accept(house.desk, CHIEF, completions.complete(house.desk, OFFICIAL, Report((owed.id,))).body["id"])
    with memory.reading() as session:
        told = {one.id: one for one in view.whole(session, CHIEF, owed.id, house.desk.today()).remarks}
    assert told[said.body["obstacle"]].closed_at is not None


def test_a_mention_reaches_those_concerned_and_nobody_else(memory: Memory) -> None:
    house, owed = an_assignment(memory, cooperating_codes=["vh"])
    told = remarks.comment(house.desk, OFFICIAL, owed.id, "Đề nghị phối hợp", ("vh", "dung"))
    assert {"office/", "unit/vh"} < set(told.body["told"])
    assert refused(lambda: remarks.comment(house.desk, OFFICIAL, owed.id, "x", ("ca",))).code == "unknown-mention"
    assert {mail.addressee for mail in sent(house) if mail.kind == "remark"} == set(told.body["told"])


def test_a_cooperating_unit_hands_in_its_part_and_a_stranger_finds_nothing(memory: Memory) -> None:
    house, owed = an_assignment(memory, cooperating_codes=["vh"])
    remarks.contribute(house.desk, OTHER, owed.item, "Số liệu di tích kèm theo")
    assert ("remark", "unit/kt") in {(n.kind, n.addressee) for n in house.notices()}
    assert refused(lambda: remarks.contribute(house.desk, OFFICIAL, owed.item, "x")).kind == "absent"


def test_the_head_of_the_named_acceptor_answers_and_sees_the_work(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    with memory.writing() as session:
        session.get_one(AssignmentRow, owed.id).acceptor = "vh"
    acceptor = Scope("giang", (Grant(Role.HEAD, "vh"),))
    report = completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
    with memory.reading() as session:
        assert view.get(session, acceptor, owed.id, house.desk.today()).id == owed.id
    assert refused(lambda: completions.accept(house.desk, OTHER, report.body["id"])).kind == "absent"
    completions.accept(house.desk, acceptor, report.body["id"])
    assert again(house, owed.id).work == "accepted"


def test_a_withdrawn_item_tells_its_units(memory: Memory) -> None:
    house, owed = an_assignment(memory)
    assignments.withdraw(house.desk, CHIEF, owed.item, "Đã có văn bản thay thế")
    assert ("changed", "unit/kt") in {(n.kind, n.addressee) for n in house.notices()}
    assert refused(lambda: reopening.reopen(house.desk, CHIEF, owed.id, "x", date(2026, 4, 1))).code == "withdrawn"


def test_what_carries_a_mark_of_secrecy_is_refused_in_every_act_and_nothing_of_it_is_kept(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    marked = "TỐI MẬT\nRà soát phương án tác chiến"
    tries: tuple[Callable[[], object], ...] = (
        lambda: items.give(house.desk, CHIEF, marked, "vh", None, "Giao ban", "Chủ tịch"),
        lambda: remarks.comment(house.desk, OFFICIAL, owed.id, marked),
        lambda: remarks.progress(house.desk, OFFICIAL, owed.id, marked),
        lambda: extensions.ask(house.desk, OFFICIAL, owed.id, date(2026, 3, 31), marked, DelayClass.OBJECTIVE),
        lambda: completions.complete(house.desk, OFFICIAL, Report((owed.id,), note=marked)),
        lambda: amending.amend(house.desk, CHIEF, owed.item, {"text": marked}, "CV 2"),
    )
    with memory.reading() as session:
        before = session.scalar(select(func.count()).select_from(EventRow))
    assert [refused(one).code for one in tries] == ["state-secret"] * len(tries)
    with memory.reading() as session:
        assert session.scalar(select(func.count()).select_from(EventRow)) == before
