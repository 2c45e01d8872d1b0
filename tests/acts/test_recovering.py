"""A database set back learns from the journal what it has forgotten: no mail goes twice, no report is lost unseen."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from acts import extensions, holds, inbound, pauses
from acts.completions import Report, complete
from acts.evidence import hand_in
from acts.messages import Claimed, Delivery, Outcome, send_due
from acts.recovered_mails import learn_mail, look_at_mail
from acts.recovered_reports import NO_UNIT, NO_WORK, NOT_OPEN, SOURCE, learn_report, look_at_report, mails_about
from acts.steps import take_due
from domain.journal import Accepted, Promise, Sent, Task, Verdict
from domain.status import DelayClass
from domain.subject import Caller, Subject, SubjectKind
from proof.verify import holds as verified
from proof.verify import verify
from storage.database import Memory
from storage.files import Files
from storage.tables import CompletionRow, EvidenceRow, InboundRow, MessageRow, NoticeRow
from storage.views.holds import gate
from tests.acts.house import CHIEF, OFFICIAL, House
from tests.databases import a_copy

REPORT = Report(("",), {"number": "45/BC-KT", "signer": "Trần Bình"}, date(2026, 3, 23), note="Đã rà soát 12 thủ tục")


class World:
    """A house, what it promises outside, the keys of the mails that really went out, and a copy of its database."""

    def __init__(self, memory: Memory, folder: Path) -> None:
        self.house, self.files = House(memory), Files(folder / "files")
        self.promises: list[Promise] = []
        self.sent: list[tuple[str, tuple[str, ...]]] = []
        object.__setattr__(self.house.desk, "promise", self.promises.extend)

    def post(self, mail: Claimed) -> Outcome:
        self.sent.append((mail.message_id, tuple(one.notice for one in mail.notices)))
        return Outcome(Delivery.SENT, address="kt@mau.example", subject="Nhắc việc")

    def a_day_goes_by(self) -> None:
        """The steps of the day are taken, and its mails leave."""
        for owed in self.house.assignments():
            take_due(self.house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.ROUND)
        send_due(self.house.desk, self.post)

    def learn(self) -> Counter[Verdict]:
        """What `dondoc import-journal --apply` does."""
        mails = [one for one in self.promises if isinstance(one, Sent)]
        reports = [one for one in self.promises if isinstance(one, Accepted)]
        found = [learn_report(self.house.desk, one, self.files, mails_about(one, mails)) for one in reports]
        waiting = {one.promise.id for one in found if isinstance(one.promise, Accepted)}
        found += [learn_mail(self.house.desk, one, waiting) for one in mails]
        return Counter(one.verdict for one in found)


@pytest.fixture
def world(memory: Memory, tmp_path: Path) -> World:
    """An office with one order, told of it, on the day after its deadline."""
    world = World(memory, tmp_path)
    world.house.directive({}, {"lead_codes": ["vh"]})
    send_due(world.house.desk, world.post)
    world.house.now = world.house.now.replace(day=20)
    world.a_day_goes_by()
    return world


def test_every_mail_that_left_after_the_backup_is_known_and_none_goes_again(world: World) -> None:
    house, known = world.house, len(world.sent)
    set_back = a_copy(house.memory)
    house.now += timedelta(days=3)  # a Monday: the overdue notices of both
    world.a_day_goes_by()
    house.now += timedelta(days=1)
    world.a_day_goes_by()
    set_back()
    holds.hold(house.desk, CHIEF, "Đối chiếu sau khôi phục")
    gone = len(world.sent)
    assert gone > known
    assert world.learn() == Counter({Verdict.KNOWN: known, Verdict.LEARNT: gone - known})
    assert world.learn() == Counter({Verdict.KNOWN: gone})
    release(house)
    world.a_day_goes_by()
    assert len(world.sent) == gone
    assert verified(verify(house.memory, now=house.now))


def test_a_mail_the_house_has_written_anew_meanwhile_goes_without_what_was_told(world: World) -> None:
    house = world.house
    set_back = a_copy(house.memory)
    house.now += timedelta(days=3)
    world.a_day_goes_by()
    set_back()
    holds.hold(house.desk, CHIEF, "Đối chiếu sau khôi phục")
    told_before = told(house)
    for owed in house.assignments():  # the worker goes on while everything is held
        take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.ROUND)
    assert told(house) != told_before
    world.learn()
    gone = len(world.sent)
    release(house)
    send_due(house.desk, world.post)
    assert len(world.sent) == gone
    assert verified(verify(house.memory, now=house.now))


def test_what_was_never_told_leaves_in_a_mail_of_its_own(world: World) -> None:
    house = world.house
    house.now += timedelta(days=3)
    for owed in house.assignments("kt"):
        take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.ROUND)
    set_back = a_copy(house.memory)
    send_due(house.desk, world.post)
    set_back()
    house.directive({"text": "Việc giao sau sao lưu."}, number="13/CT-UBND")
    later = next(one for one in house.notices() if one.state == "waiting" and one.kind == "issued")
    (mail,) = [one for one in world.promises if isinstance(one, Sent) and one.kind == "digest" and one.at == house.now]
    with house.memory.writing() as session:  # both wait in one row, as two digests do
        row = session.scalars(select(MessageRow).where(MessageRow.message_id == mail.message_id)).one()
        session.get_one(NoticeRow, later.id).message = row.id
    assert learn_mail(house.desk, mail).verdict is Verdict.LEARNT
    gone = len(world.sent)
    send_due(house.desk, world.post)
    assert [notices for _, notices in world.sent[gone:]] == [(later.id,)]


def test_a_reminder_of_another_day_is_not_taken_for_one_that_was_mailed(world: World) -> None:
    house = world.house
    (owed,) = house.assignments("kt")
    set_back = a_copy(house.memory)
    moved(house, owed.id, date(2026, 3, 27))
    house.now += timedelta(days=4)
    world.a_day_goes_by()
    assert any(told.rung is not None and told.rung.rung == "B3" for mail in mails(world) for told in mail.notices)
    set_back()
    holds.hold(house.desk, CHIEF, "Đối chiếu sau khôi phục")
    moved(house, owed.id, date(2026, 4, 17))
    world.learn()
    release(house)
    gone = len(world.sent)
    house.now = datetime(2026, 4, 14, 1, 0, tzinfo=UTC)
    world.a_day_goes_by()
    reminder = next(step for step in house.steps(owed.id).values() if (step.rung, step.deadline_version) == ("B3", 2))
    (notice,) = [one.id for one in house.notices() if one.cause == f"step/{reminder.id}"]
    assert any(notice in notices for _, notices in world.sent[gone:])


def test_a_step_made_anew_is_known_by_when_it_fell_due(world: World) -> None:
    (mail, told) = next((mail, told) for mail in mails(world) for told in mail.notices if told.rung is not None)
    rung = told.rung
    assert rung is not None
    assert rung.at is not None

    def verdict(at: datetime | None, sent_at: datetime = mail.at) -> Verdict:
        other = replace(told, cause="step/gone", rung=replace(rung, at=at))
        with world.house.memory.reading() as session:
            return look_at_mail(session, replace(mail, message_id="m2", at=sent_at, notices=(other,)))

    assert verdict(rung.at) is Verdict.LEARNT
    assert verdict(rung.at - timedelta(days=1)) is Verdict.LOST
    assert verdict(None) is Verdict.LEARNT  # a line of before the instant was kept
    assert verdict(None, rung.at - timedelta(days=1)) is Verdict.LOST


@pytest.mark.parametrize("meanwhile", [True, False], ids=["before", "after"])
def test_a_change_of_the_same_count_as_one_that_was_mailed_is_told(world: World, *, meanwhile: bool) -> None:
    house = world.house
    (owed,) = house.assignments("kt")
    set_back = a_copy(house.memory)
    house.now += timedelta(hours=1)
    pauses.suspend(house.desk, CHIEF, owed.id, "Chờ kinh phí")
    send_due(house.desk, world.post)
    set_back()
    house.now += timedelta(hours=1)
    holds.hold(house.desk, CHIEF, "Đối chiếu sau khôi phục")
    if meanwhile:
        pauses.suspend(house.desk, CHIEF, owed.id, "Chờ quy hoạch")
    world.learn()
    release(house)
    if not meanwhile:
        pauses.suspend(house.desk, CHIEF, owed.id, "Chờ quy hoạch")
    send_due(house.desk, world.post)
    (notice,) = [one.id for one in house.notices() if one.kind == "changed"]
    assert notice in world.sent[-1][1]


def test_a_mail_that_is_learnt_only_in_part_leaves_its_key_to_it(world: World) -> None:
    house = world.house
    (owed,) = house.assignments("kt")
    set_back = a_copy(house.memory)
    house.now += timedelta(hours=1)
    pauses.suspend(house.desk, CHIEF, owed.id, "Chờ kinh phí")
    send_due(house.desk, world.post)
    set_back()
    mail = mails(world)[-1]
    (one,) = mail.notices
    assert learn_mail(house.desk, mail).verdict is Verdict.LOST
    with_more = replace(mail, notices=(one, replace(one, cause="word/w1")))
    assert learn_mail(house.desk, with_more).verdict is Verdict.LEARNT
    house.now += timedelta(hours=1)
    pauses.suspend(house.desk, CHIEF, owed.id, "Chờ quy hoạch")
    send_due(house.desk, world.post)
    key, (notice,) = world.sent[-1]
    assert key != mail.message_id
    assert next(row.cause for row in house.notices() if row.id == notice) == one.cause


def test_a_change_that_the_backup_holds_is_not_told_twice(world: World) -> None:
    house = world.house
    (owed,) = house.assignments("kt")
    pauses.suspend(house.desk, CHIEF, owed.id, "Chờ kinh phí")
    set_back = a_copy(house.memory)
    send_due(house.desk, world.post)
    set_back()
    assert world.learn()[Verdict.LEARNT] == 1
    gone = len(world.sent)
    send_due(house.desk, world.post)
    assert len(world.sent) == gone


def test_a_report_one_of_whose_tasks_is_lost_is_entered_for_the_other(world: World) -> None:
    house = world.house
    (owed,) = house.assignments("kt")
    set_back = a_copy(house.memory)
    house.directive({"text": "Việc giao sau sao lưu."}, number="13/CT-UBND")
    (later,) = [one for one in house.assignments("kt") if one.id != owed.id]
    complete(house.desk, OFFICIAL, replace(REPORT, assignments=(later.id, owed.id), result_on=None))
    send_due(house.desk, world.post)
    (receipt,) = [told for mail in mails(world) for told in mail.notices if told.kind == "received"]
    assert receipt.assignment == later.id
    set_back()
    world.learn()
    inbound.confirm(house.desk, CHIEF, waiting(house).id, Report((owed.id,)))
    assert [one.assignment for one in house.notices() if one.cause == receipt.cause] == [owed.id]
    assert verified(verify(house.memory, now=house.now))


def test_a_forgotten_report_waits_for_a_person_and_comes_back_as_it_was(world: World) -> None:
    house = world.house
    (owed,) = house.assignments("kt")
    set_back = a_copy(house.memory)
    house.now += timedelta(days=3)
    world.files.root.mkdir()
    kept = world.files.keep(world.files.arrive([b"%PDF-1.7 ket qua"]))
    file = str(hand_in(house.desk, OFFICIAL, kept, "kết quả.pdf", "application/pdf").body["id"])
    first = complete(house.desk, OFFICIAL, replace(REPORT, assignments=(owed.id,), evidence=(file,)), key="k1")
    send_due(house.desk, world.post)  # the receipt
    set_back()
    holds.hold(house.desk, CHIEF, "Đối chiếu sau khôi phục")
    assert world.learn()[Verdict.LEARNT] == 2  # the report, and its receipt
    assert [row.work for row in house.assignments("kt")] == ["issued"]
    house.now += timedelta(hours=2)
    waits = waiting(house)
    assert (waits.sender, waits.unit, waits.text) == ("an", "kt", "Đã rà soát 12 thủ tục")
    inbound.confirm(house.desk, CHIEF, waits.id, Report((owed.id,)))
    with house.memory.reading() as session:
        row = session.get_one(CompletionRow, first.body["id"])
        assert (row.document, row.result_on, row.note) == (REPORT.document, REPORT.result_on, REPORT.note)
        assert (row.evidence, row.source, row.recorded_for) == ([file], SOURCE, "kt")
        assert session.get_one(EvidenceRow, file).sha256 == kept.sha256
    again = complete(house.desk, OFFICIAL, replace(REPORT, assignments=(owed.id,), evidence=(file,)), key="k1")
    assert (again.repeated, again.body["id"]) == (True, first.body["id"])
    assert set(world.learn()) == {Verdict.KNOWN}
    gone = len(world.sent)
    release(house)
    world.a_day_goes_by()
    about = {one.id: one.assignment for one in house.notices()}
    after = {about[one] for _, notices in world.sent[gone:] for one in notices}
    assert after == {house.assignments("vh")[0].id}  # its own overdue notice; nothing of what was reported
    assert verified(verify(house.memory, now=house.now, files=world.files.root))


def test_what_the_person_says_of_a_forgotten_report_counts(world: World) -> None:
    house = world.house
    (owed,) = house.assignments("kt")
    set_back = a_copy(house.memory)
    house.now += timedelta(days=3)
    complete(house.desk, OFFICIAL, replace(REPORT, assignments=(owed.id,)))
    set_back()
    world.learn()
    waits = waiting(house)
    told = Report((owed.id,), {"number": "46/BC-KT"}, date(2026, 3, 22))
    done = inbound.confirm(house.desk, CHIEF, waits.id, told)
    with house.memory.reading() as session:
        row = session.get_one(CompletionRow, done.body["id"])
        assert (row.document, row.result_on) == ({"number": "46/BC-KT", "signer": "Trần Bình"}, date(2026, 3, 22))


def test_what_fits_nothing_is_left_with_the_reason(world: World) -> None:
    house = world.house
    (owed,) = house.assignments("kt")
    complete(house.desk, OFFICIAL, replace(REPORT, assignments=(owed.id,), result_on=None))
    report = next(one for one in world.promises if isinstance(one, Accepted))
    mail = next(one for one in world.promises if isinstance(one, Sent))
    strange = replace(report, id="r2", tasks=(Task("nobody", "20/CT-UBND", "1"),))
    gone = tuple(replace(one, assignment="nobody") for one in mail.notices)
    with house.memory.reading() as session:
        assert look_at_report(session, report).verdict is Verdict.KNOWN
        assert look_at_report(session, strange).why == NO_WORK
        assert look_at_report(session, replace(report, id="r3", unit="xx")).why == NO_UNIT
        assert look_at_report(session, replace(report, id="r4")).why == NOT_OPEN
        assert look_at_mail(session, replace(mail, message_id="m2", notices=gone)) is Verdict.LOST


def test_a_report_its_client_has_handed_in_again_is_recognised_by_its_key(world: World) -> None:
    house = world.house
    (owed,) = house.assignments("kt")
    set_back = a_copy(house.memory)
    complete(house.desk, OFFICIAL, replace(REPORT, assignments=(owed.id,), result_on=None), key="k1")
    set_back()
    complete(house.desk, OFFICIAL, replace(REPORT, assignments=(owed.id,), result_on=None), key="k1")
    with house.memory.reading() as session:
        reports = [one for one in world.promises if isinstance(one, Accepted)]
        assert {look_at_report(session, one).verdict for one in reports} == {Verdict.KNOWN}
    assert len({one.id for one in reports}) == len(reports) == len([one for one in reports if one.key == "k1"])


def mails(world: World) -> list[Sent]:
    return [one for one in world.promises if isinstance(one, Sent)]


def moved(house: House, assignment: str, until: date) -> None:
    """A deadline moved at its unit's request."""
    asked = extensions.ask(house.desk, OFFICIAL, assignment, until, "Chờ số liệu", DelayClass.OBJECTIVE)
    extensions.decide(house.desk, CHIEF, str(asked.body["id"]), granted=True, reason="Đồng ý")


def told(house: House) -> set[str]:
    return {one.cause for one in house.notices()}


def waiting(house: House) -> InboundRow:
    """The one report that waits for a person."""
    with house.memory.reading() as session:
        row = session.scalars(select(InboundRow)).one()
        session.expunge(row)
    return row


def release(house: House) -> None:
    with house.memory.reading() as session:
        (held,) = gate(session, None).holds
    holds.release(house.desk, CHIEF, held.id, "Đã đối chiếu")
