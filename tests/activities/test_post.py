"""Mails as they arrive at a real server: subjects, addressees, and what the ledger says of each fault."""

from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import select

from activities.post import Post
from acts import completions, extensions, handing, remarks, steps
from acts.completions import Report
from acts.messages import send_due
from domain.office import Grant, Role
from domain.rights import Scope
from domain.status import DelayClass
from domain.subject import Caller, Subject, SubjectKind
from proof.sink import Faults, Sink
from storage.database import Memory
from storage.tables import AssignmentRow, MessageRow, NoticeRow
from tests.acts.house import CHIEF, OFFICIAL, OTHER, House


def sent(sink: Sink) -> list[tuple[str, str]]:
    return [(received.rcpt_to[0], _subject(received.message)) for received in sink.messages]


def _subject(message: EmailMessage) -> str:
    return str(message["Subject"])


def ledger(house: House) -> list[MessageRow]:
    with house.memory.reading() as session:
        rows = list(session.scalars(select(MessageRow).order_by(MessageRow.created_at, MessageRow.id)))
        session.expunge_all()
    return rows


def test_an_issued_item_a_reminder_and_a_receipt_arrive_with_the_number_of_the_document(
    memory: Memory, tmp_path: Path
) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    with Sink(tmp_path / "sink") as sink:
        post = Post(house.desk, sink.url)
        send_due(house.desk, post)
        house.now = datetime(2026, 3, 17, 0, 45, tzinfo=UTC)
        steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.CLOCK)
        send_due(house.desk, post)
        report = Report((owed.id,), {"number": "45/BC-KT", "issued_on": "2026-03-17"}, date(2026, 3, 17))
        done = completions.complete(house.desk, OFFICIAL, report)
        send_due(house.desk, post)
        completions.accept(house.desk, CHIEF, done.body["id"])
        send_due(house.desk, post)
        mails = sent(sink)
    assert {address for address, _ in mails} == {"kt@mau.example"}
    assert len(mails) == 4
    assert "12/CT-UBND" in mails[0][1]
    assert mails[1][1].startswith("Hạn 20/3 (còn 03 ngày làm việc)")
    assert "45/BC-KT" in mails[2][1]


def test_a_reminder_written_before_a_report_is_dropped_and_the_empty_mail_never_sent(
    memory: Memory, tmp_path: Path
) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    with Sink(tmp_path / "sink") as sink:
        post = Post(house.desk, sink.url)
        send_due(house.desk, post)
        house.now = datetime(2026, 3, 16, 23, 59, tzinfo=UTC)
        steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.CLOCK)
        completions.complete(house.desk, OFFICIAL, Report((owed.id,)))
        house.now = datetime(2026, 3, 17, 1, tzinfo=UTC)
        send_due(house.desk, post)
        assert [subject.split(" ")[0] for _, subject in sent(sink)] == [sent(sink)[0][1].split(" ")[0], "Đã"]
    with memory.reading() as session:
        (dropped,) = session.scalars(select(NoticeRow).where(NoticeRow.state == "dropped"))
        assert (dropped.kind, dropped.reason) == ("digest", "Nhiệm vụ đã được báo cáo hoặc đã dừng")


def test_requests_for_more_time_made_together_are_one_mail_and_answers_of_one_kind_another(
    memory: Memory, tmp_path: Path
) -> None:
    house = House(memory)
    house.directive({}, {}, {}, {"lead_codes": ["vh"]})
    with Sink(tmp_path / "sink") as sink:
        post = Post(house.desk, sink.url)
        send_due(house.desk, post)
        before = len(sink.messages)
        until = date(2026, 4, 10)
        asked = [
            extensions.ask(house.desk, by, owed.id, until, "Chờ số liệu", DelayClass.OBJECTIVE).body["id"]
            for unit, by in (("kt", OFFICIAL), ("vh", OTHER))
            for owed in house.assignments(unit)
        ]
        send_due(house.desk, post)
        ((_, request),) = sent(sink)[before:]
        assert "4 nhiệm vụ" in request.replace("04", "4")
        assert "2 đơn vị" in request.replace("02", "2")
        for extension, granted in zip(asked, (True, False, True, True), strict=True):
            extensions.decide(house.desk, CHIEF, extension, granted=granted, reason="Đã xem xét")
        send_due(house.desk, post)
        answers = [subject for address, subject in sent(sink)[before + 1 :] if address == "kt@mau.example"]
    assert sorted(answer.split(":")[0].split(" (")[0] for answer in answers) == [
        "Chưa đồng ý gia hạn",
        "Đồng ý gia hạn",
    ]
    assert "2 nhiệm vụ" in next(one for one in answers if one.startswith("Đồng")).replace("02", "2")


def test_a_lost_answer_is_repeated_with_the_same_message_id_and_counted(memory: Memory, tmp_path: Path) -> None:
    house = House(memory)
    house.directive({})
    with Sink(tmp_path / "sink") as sink:
        sink.faults = Faults(lose_answer=True, times=1)
        post = Post(house.desk, sink.url)
        send_due(house.desk, post)
        (waiting,) = ledger(house)
        assert (waiting.state, waiting.unknown, waiting.attempts) == ("pending", 1, 1)
        house.now = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
        send_due(house.desk, post)
        ids = {received.message["Message-ID"] for received in sink.messages}
        assert (len(sink.messages), len(ids)) == (2, 1)
    (done,) = ledger(house)
    assert (done.state, done.unknown, done.attempts) == ("sent", 1, 2)


def test_a_refused_address_fails_for_good_and_stops_no_other_mail(memory: Memory, tmp_path: Path) -> None:
    house = House(memory)
    house.directive({"lead_codes": ["phong"]})
    with Sink(tmp_path / "sink") as sink:
        sink.faults = Faults(rcpt={"kt@mau.example": "550 5.1.1 No such user"})
        send_due(house.desk, Post(house.desk, sink.url))
        assert sorted(row.state for row in ledger(house)) == ["failed", "sent", "sent"]
        assert {one.rcpt_to[0] for one in sink.messages} == {"vh@mau.example", "an@mau.example"}


def test_an_unreachable_server_delays_and_loses_nothing(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    send_due(house.desk, Post(house.desk, "smtp://127.0.0.1:9"))
    (waiting,) = ledger(house)
    assert (waiting.state, waiting.unknown) == ("pending", 0)
    assert waiting.send_at > house.now


def test_what_waits_for_a_units_answer_shares_no_mail_with_what_it_owes_itself(memory: Memory, tmp_path: Path) -> None:
    house = House(memory)
    house.directive({}, {"lead_codes": ["vh"], "due_on": "2026-03-10"})
    mine, theirs = house.assignments("kt")[0].id, house.assignments("vh")[0].id
    with memory.writing() as session:
        session.get_one(AssignmentRow, mine).acceptor = "vh"
    with Sink(tmp_path / "sink") as sink:
        post = Post(house.desk, sink.url)
        send_due(house.desk, post)
        completions.complete(house.desk, OFFICIAL, Report((mine,)))
        for day in (5, 9):  # three and five working days after the report
            house.now = datetime(2026, 3, day, 0, 45, tzinfo=UTC)
            for one in (mine, theirs):
                steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, one), Caller.CLOCK)
            send_due(house.desk, post)
        told = [
            (_subject(mail.message), _text(mail.message))
            for mail in sink.messages
            if mail.rcpt_to == ("vh@mau.example",)
        ]
    own, asked, above = told[1], told[2], told[-1]
    assert own[0].startswith("Hạn 10/3")
    assert "chờ xác nhận" not in own[1]
    assert asked[0].startswith("Chờ xác nhận")
    assert asked[1].splitlines()[0] == "Kính gửi: Phòng Văn hóa"
    assert "có 01 báo cáo kết quả chờ xác nhận" in asked[1]
    assert "01 báo cáo chờ xác nhận" in above[0]
    assert "đã quá thời gian trả lời" in above[1]
    assert "quá hạn" not in above[1]


def test_a_unit_is_told_what_it_need_not_go_on_with_and_what_somebody_else_recorded_for_it(
    memory: Memory, tmp_path: Path
) -> None:
    house = House(memory)
    house.directive({}, {})
    moved, reported = house.assignments("kt")
    with Sink(tmp_path / "sink") as sink:
        post = Post(house.desk, sink.url)
        send_due(house.desk, post)
        handing.reassign(house.desk, CHIEF, moved.id, "vh", "Đúng chức năng")
        recorded = Report((reported.id,), {"number": "45/BC-KT", "issued_on": "2026-03-02"}, None, recorded_for="kt")
        completions.complete(house.desk, CHIEF, replace(recorded, source="document-system"))
        send_due(house.desk, post)
        told = {(mail.rcpt_to[0], _subject(mail.message).partition(":")[0]): mail.message for mail in sink.messages}
    former = told["kt@mau.example", "Điều chỉnh nhiệm vụ"]
    assert "đơn vị không phải gửi báo cáo." in _text(former)
    assert "Hạn hoàn thành: 20/3/2026" in [line.strip() for line in _text(former).splitlines()]  # without a countdown
    receipt = next(mail for (_, subject), mail in told.items() if subject.startswith("Đã tiếp nhận"))
    assert "đã được ghi nhận thay (nguồn: hệ thống quản lý văn bản)" in _text(receipt)
    assert "Nếu nội dung ghi nhận thay chưa đúng" in _text(receipt)


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_a_mail_says_rightly_why_it_reaches_who_does_not_owe_the_work(memory: Memory, tmp_path: Path) -> None:
    house = House(memory)
    house.directive({"cooperating_codes": ["ca"]})
    (owed,) = house.assignments()
    head = Scope("binh", (Grant(Role.HEAD, "kt"),))
    with Sink(tmp_path / "sink") as sink:
        post = Post(house.desk, sink.url)
        handing.delegate(house.desk, head, owed.id, "an")
        remarks.comment(house.desk, OFFICIAL, owed.id, "Xin số liệu", ("ca",))
        send_due(house.desk, post)
        handing.reassign(house.desk, CHIEF, owed.id, "vh", "Đúng chức năng")
        send_due(house.desk, post)
        mails = [(one.rcpt_to[0], one.message) for one in sink.messages]
    said = {(to, str(mail["Subject"]).split(" ")[0]): " ".join(_text(mail).split()) for to, mail in mails}
    assert "được thủ trưởng đơn vị phân công thực hiện" in said["an@mau.example", "Giao"]
    assert "đơn vị có liên quan hoặc được nhắc đến" in next(v for (to, _), v in said.items() if to == "ca@mau.example")
    assert "được giao chủ trì nhiệm vụ nêu trên trước khi chuyển" in said["kt@mau.example", "Điều"]
    gone = {
        to: b"CANCELLED" in part.get_payload(decode=True)
        for to, mail in mails
        if not str(mail["Subject"]).startswith("Ý kiến")
        for part in mail.walk()
        if part.get_content_type() == "text/calendar" and str(mail["Subject"]).startswith(("Điều", "Giao"))
    }
    assert gone["kt@mau.example"]
    assert not gone["vh@mau.example"]
