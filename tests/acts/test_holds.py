"""Holding everything back and letting it go; a database that was set back; a copy that is not the original."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from acts import holds
from acts.forking import fork
from acts.messages import Claimed, Delivery, Outcome, claim, outlook, send_due
from acts.steps import take_due
from domain.errors import Refusal
from domain.outgoing import HoldKind, Mark
from domain.rights import SYSTEM
from domain.subject import MAIL, Caller, Outlook, Subject, SubjectKind
from proof.verify import holds as verified
from proof.verify import verify
from storage import log
from storage.database import Memory
from storage.marks import Marks
from storage.tables import MessageRow, NoticeRow, OfficialRow, UnitRow
from storage.views.holds import gate, instance, would_leave
from storage.views.subjects import subjects_of
from tests.acts.house import CHIEF, OFFICIAL, House


def head(house: House) -> tuple[int, str]:
    with house.memory.reading() as session:
        return log.head(session)


def messages(house: House) -> list[MessageRow]:
    with house.memory.reading() as session:
        rows = list(session.scalars(select(MessageRow)))
        session.expunge_all()
    return rows


def test_while_held_no_mail_is_claimed_and_the_channel_waits_for_a_word(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    held = holds.hold(house.desk, CHIEF, "Kiểm tra máy chủ thư").body["id"]
    assert claim(house.desk) is None
    assert outlook(house.desk) == Outlook()
    with memory.reading() as session:
        assert len(would_leave(session, CHIEF, house.now, house.desk.today())) == 1
    house.now += timedelta(days=2)
    assert verified(verify(memory, now=house.now))  # held is not overlooked
    holds.release(house.desk, CHIEF, held, "Đã kiểm tra")
    with memory.reading() as session:
        (event,) = [one for one in log.everything(session) if one.kind == "hold.released"]
        assert MAIL in subjects_of(session, event)
    sent: list[str] = []

    def post(mail: Claimed) -> Outcome:
        sent.append(mail.addressee)
        return Outcome(Delivery.SENT)

    send_due(house.desk, post)
    assert sent == ["unit/kt"]


def test_what_is_named_at_release_never_leaves_and_the_reason_stands(memory: Memory) -> None:
    house = House(memory)
    house.directive({}, {"lead_codes": ["vh"]})
    held = holds.hold(house.desk, CHIEF, "Đối chiếu").body["id"]
    first, second = messages(house)
    with pytest.raises(Refusal, match="không còn chờ gửi"):
        holds.release(house.desk, CHIEF, held, "Xong", ["nobody"])
    holds.release(house.desk, CHIEF, held, "Xong", [first.id])
    send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))
    assert {one.id: one.state for one in messages(house)} == {first.id: "empty", second.id: "sent"}
    with memory.reading() as session:
        dropped = session.scalars(select(NoticeRow).where(NoticeRow.message == first.id)).one()
        assert (dropped.state, dropped.reason) == ("dropped", "Không gửi theo quyết định khi mở lại thư: Xong")
    assert verified(verify(memory, now=house.now))


def test_nothing_ripens_into_telling_a_head_while_nothing_may_leave(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    subject = Subject(SubjectKind.ASSIGNMENT, owed.id)
    for day in (23, 24):
        house.now = house.now.replace(day=day, hour=3)
        take_due(house.desk, subject, Caller.ROUND)
        send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))
    assert house.steps(owed.id)["H3"].state == "awaiting"  # leaves tomorrow unless somebody says no
    held = holds.hold(house.desk, CHIEF, "Máy chủ thư hỏng").body["id"]
    house.now = house.now.replace(day=27)
    look = take_due(house.desk, subject, Caller.ROUND)
    step = house.steps(owed.id)["H3"]
    assert (step.state, step.reason) == ("awaiting", "Thư bị tạm giữ khi mốc đến lượt")
    assert look.wake_at is not None
    assert look.wake_at > house.now
    holds.release(house.desk, CHIEF, held, "Đã sửa")
    assert step.release_at is not None
    house.now = step.release_at
    take_due(house.desk, subject, Caller.ROUND)
    assert house.steps(owed.id)["H3"].state == "taken"


def test_one_hold_of_a_person_stands_and_only_who_may_sets_it(memory: Memory) -> None:
    house = House(memory)
    with pytest.raises(Refusal, match="không có quyền"):
        holds.hold(house.desk, OFFICIAL, "Không thích")
    held = holds.hold(house.desk, CHIEF, "Một").body["id"]
    with pytest.raises(Refusal, match="đang được tạm giữ"):
        holds.hold(house.desk, CHIEF, "Hai")
    kept = holds.keep(house.desk, CHIEF, held, "Còn chờ", version=1)
    with pytest.raises(Refusal, match="người khác cập nhật"):
        holds.release(house.desk, CHIEF, held, "Xong", version=1)
    holds.release(house.desk, CHIEF, held, "Xong", version=kept.body["version"])
    with pytest.raises(Refusal, match="mở lại trước đó"):
        holds.release(house.desk, CHIEF, held, "Xong")


@pytest.fixture
def marked(memory: Memory, tmp_path: Path) -> tuple[House, Marks]:
    """A house that marks each commit in a file."""
    house, marks = House(memory), Marks(tmp_path / "high-water")
    object.__setattr__(house.desk, "instance", lambda: "i1")
    object.__setattr__(house.desk, "mark", lambda seq, digest, at: marks.write(Mark("i1", seq, digest, at)))
    holds.found(house.desk, "i1")
    return house, marks


def test_every_commit_is_marked_and_a_database_that_holds_its_marks_is_left_alone(
    marked: tuple[House, Marks],
) -> None:
    house, marks = marked
    house.directive({})
    *_, last = marks.read()
    assert (last.seq, last.digest) == head(house)
    assert not holds.look_back(house.desk, marks.read())


@pytest.mark.parametrize("digest", [None, "f" * 64], ids=["shorter", "another-past"])
def test_a_database_that_lost_what_was_marked_holds_everything_until_it_is_decided(
    marked: tuple[House, Marks], digest: str | None
) -> None:
    house, marks = marked
    house.directive({})
    seq, known = head(house)
    marks.write(Mark("i1", seq + 5 if digest is None else seq, digest or known, house.now))
    assert holds.look_back(house.desk, marks.read())
    holds.look_back(house.desk, marks.read())  # found again or not: held once
    with house.memory.reading() as session:
        (held,) = gate(session, "i1").holds
    assert held.kind is HoldKind.ROLLED_BACK
    assert claim(house.desk) is None
    house.now += timedelta(minutes=1)
    holds.release(house.desk, CHIEF, held.id, "Đã đối chiếu")
    assert not holds.look_back(house.desk, marks.read())
    house.now += timedelta(minutes=1)
    marks.write(Mark("i1", head(house)[0] + 9, "0" * 64, house.now))  # set back once more
    assert holds.look_back(house.desk, marks.read())


def test_what_another_process_commits_during_the_look_is_no_loss(marked: tuple[House, Marks]) -> None:
    house, marks = marked

    def read_while_another_commits() -> Iterator[Mark]:
        house.directive({})
        yield from marks.read()

    assert not holds.look_back(house.desk, read_while_another_commits())


def test_marks_of_another_instance_say_nothing(marked: tuple[House, Marks]) -> None:
    house, marks = marked
    marks.write(Mark("i2", 10_000, "0" * 64, house.now))
    assert not holds.look_back(house.desk, marks.read())


def test_a_copy_is_fenced_until_it_is_taken_over_or_made_its_own(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    holds.found(house.desk, "original")
    assert holds.found(house.desk, "another") == "original"
    object.__setattr__(house.desk, "instance", lambda: "elsewhere")
    with memory.reading() as session:
        assert gate(session, "elsewhere").fenced
    assert claim(house.desk) is None
    assert outlook(house.desk) == Outlook()
    fork(house.desk, SYSTEM, "elsewhere", "thu@ban-sao.example")
    with memory.reading() as session:
        assert instance(session) == "elsewhere"
        told = [*session.scalars(select(OfficialRow.email)), *session.scalars(select(UnitRow.mailbox))]
    assert {one.partition("+")[0] for one in told if one} == {"thu"}
    assert len({one for one in told if one}) == len([one for one in told if one])
    assert claim(house.desk) is not None


def test_an_address_that_is_none_is_refused_and_changes_nothing(memory: Memory) -> None:
    house = House(memory)
    with pytest.raises(Refusal, match="chưa đúng"):
        fork(house.desk, SYSTEM, "x", "không phải địa chỉ")
    with memory.reading() as session:
        assert instance(session) is None


def test_marks_outlive_a_torn_line_a_cut_and_a_place_that_is_away(tmp_path: Path) -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    marks = Marks(tmp_path / "high-water")
    assert list(marks.read()) == []
    for seq in range(12_000):
        marks.write(Mark("i", seq, "d" * 64, at))
    marks.file.write_bytes(marks.file.read_bytes() + b'["i", 999')
    marks.settle()
    assert max(mark.seq for mark in marks.read()) == 11_999
    assert marks.file.stat().st_size < 100_000
    assert not Marks(tmp_path / "gone" / "high-water").write(Mark("i", 1, "d", at))
