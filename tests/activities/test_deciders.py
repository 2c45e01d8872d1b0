"""Who decides is never who leads: whom requests, veto lists and reports reach, how they are greeted, what they are told."""

from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from activities.post import Post
from acts import completions, extensions, movers, office, steps
from acts.completions import Report
from acts.messages import send_due
from domain.errors import Refusal
from domain.ladder import Release
from domain.office import Grant, Official, Role
from domain.rights import SYSTEM, Scope
from domain.status import DelayClass
from domain.subject import Caller, Subject, SubjectKind
from proof.sink import Sink
from storage.database import Memory
from storage.tables import AssignmentRow, ItemRow
from tests.acts.house import CHIEF, OFFICE, OFFICIAL, House

DEPUTY = Official(
    "em",
    "Vũ Em",
    "Phó Chủ tịch",
    "đồng chí",
    "em@mau.example",
    grants=(Grant(Role.DEPUTY_CHAIR), Grant(Role.HEAD, "kt")),
)
SECOND_DEPUTY = Official(
    "giang", "Hà Giang", "Phó Chủ tịch", "đồng chí", "giang@mau.example", grants=(Grant(Role.DEPUTY_CHAIR),)
)
OTHER_CHIEF = Official(
    "hai",
    "Mai Hải",
    "Trưởng phòng",
    "đồng chí",
    "hai@mau.example",
    grants=(Grant(Role.CHIEF, "vh"), Grant(Role.HEAD, "vh")),
)
WRITER = Official("oanh", "Tô Oanh", grants=(Grant(Role.OFFICIAL, "vp"), Grant(Role.SPECIALIST, "vp")), phone="0123")
OF_OFFICE = Scope("oanh", WRITER.grants)


class Told:
    """An office with a sink for its mails; `people` come beside those of the house."""

    def __init__(self, memory: Memory, folder: Path, *people: Official) -> None:
        self.house = House(memory)
        directory = replace(OFFICE, officials=(*OFFICE.officials, WRITER, *people))
        office.set_office(self.house.desk, SYSTEM, directory)
        self.sink = Sink(folder / "sink")

    def owed(self, unit: str, **changes: object) -> AssignmentRow:
        self.house.directive({"lead_codes": [unit], **changes})
        (row,) = self.house.assignments(unit)
        return row

    def until(self, day: date, owed: AssignmentRow) -> None:
        """Let the mornings up to `day` come, and send what is due each time."""
        calendar = self.house.desk.calendar
        while (morning := calendar.local_date(self.house.now)) < day:
            self.house.now = calendar.opening(calendar.next_working_day(morning, include=False))
            steps.take_due(self.house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.CLOCK)
            self.send()

    def send(self) -> None:
        send_due(self.house.desk, Post(self.house.desk, self.sink.url))

    def to(self, address: str) -> list[EmailMessage]:
        return [mail.message for mail in self.sink.messages if mail.rcpt_to == (address,)]


def text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def ask(told: Told, scope: Scope, owed: AssignmentRow) -> str:
    answer = extensions.ask(
        told.house.desk, scope, owed.id, date(2026, 3, 31), "Chờ số liệu của sở", DelayClass.OBJECTIVE
    )
    told.send()
    return str(answer.body["id"])


def test_a_request_for_more_time_says_the_day_asked_for_and_the_deadline_in_force(
    memory: Memory, tmp_path: Path
) -> None:
    told = Told(memory, tmp_path)
    with told.sink:
        ask(told, OFFICIAL, told.owed("kt"))
        (mail,) = told.to("dung@mau.example")
    assert str(mail["Subject"]).startswith(
        "Kính trình xem xét gia hạn đến 31/3: Rà soát thủ tục hành chính nội bộ – 12/CT"
    )
    assert "đề nghị gia hạn 01 nhiệm vụ đến ngày 31/3/2026" in text(mail)
    assert "Hạn hoàn thành: 20/3/2026" in text(mail)
    assert "Hạn đề nghị: 31/3/2026" in text(mail)
    assert "Chờ số liệu của sở" in text(mail)


@pytest.mark.parametrize(
    ("people", "address", "greeted"),
    [
        ((OTHER_CHIEF, DEPUTY), "hai@mau.example", "Đồng chí Mai Hải, Trưởng phòng Văn hóa"),
        ((DEPUTY,), "em@mau.example", "Đồng chí Vũ Em, Phó Chủ tịch UBND phường Mẫu"),
    ],
)
def test_what_the_office_in_charge_asks_for_itself_another_decides(
    memory: Memory, tmp_path: Path, people: tuple[Official, ...], address: str, greeted: str
) -> None:
    told = Told(memory, tmp_path, *people)
    with told.sink:
        extension = ask(told, OF_OFFICE, told.owed("vp"))
        (mail,) = told.to(address)
        assert not told.to("dung@mau.example")
    assert text(mail).startswith(f"Kính gửi: {greeted}\n")
    assert "đơn vị chủ trì không tự quyết định" in text(mail)
    with pytest.raises(Refusal, match="không tự quyết định hạn"):
        extensions.decide(told.house.desk, CHIEF, extension, granted=True, reason="Đồng ý")


def test_who_moves_a_deadline_is_asked_with_the_reason_and_nobody_else(memory: Memory, tmp_path: Path) -> None:
    told = Told(memory, tmp_path, DEPUTY, SECOND_DEPUTY)
    with told.sink:
        owed = told.owed("kt")
        movers.name_of_item(told.house.desk, SYSTEM, owed.item, Role.DEPUTY_CHAIR)
        ask(told, OFFICIAL, owed)
        (mail,) = told.to("giang@mau.example")
        assert not told.to("dung@mau.example")
    assert "đồng chí có thẩm quyền quyết định thay đổi thời hạn của nhiệm vụ nêu trên" in text(mail)


def test_its_own_report_is_answered_by_another_chief(memory: Memory, tmp_path: Path) -> None:
    told = Told(memory, tmp_path, OTHER_CHIEF, DEPUTY)
    with told.sink:
        owed = told.owed("vp")
        completions.complete(told.house.desk, OF_OFFICE, Report((owed.id,)))
        told.until(date(2026, 3, 10), owed)
        asked, above = told.to("hai@mau.example"), told.to("em@mau.example")
        assert not told.to("dung@mau.example")
    assert [str(mail["Subject"]).split(":")[0] for mail in asked] == ["Chờ xác nhận"]
    assert "báo cáo chờ xác nhận" in str(above[0]["Subject"])


def test_nobody_is_asked_to_stop_a_report_about_themselves(memory: Memory, tmp_path: Path) -> None:
    told = Told(memory, tmp_path, DEPUTY, SECOND_DEPUTY)
    with told.sink:
        owed = told.owed("vp")
        told.until(date(2026, 3, 24), owed)
        (mail,) = told.to("em@mau.example")
        assert not told.to("dung@mau.example")
        assert "Báo cáo tới: Thủ trưởng Văn phòng" in text(mail)
        waiting = next(step for step in told.house.steps(owed.id).values() if step.state == "awaiting")
        with pytest.raises(Refusal, match="việc báo cáo về nhiệm vụ của mình"):
            steps.decline(told.house.desk, CHIEF, waiting.id, "Không gửi")
        steps.decline(told.house.desk, Scope("em", DEPUTY.grants), waiting.id, "Đã trao đổi")


def test_a_deputy_who_heads_the_unit_gets_no_word_on_it(memory: Memory, tmp_path: Path) -> None:
    told = Told(memory, tmp_path, DEPUTY, SECOND_DEPUTY)
    with told.sink:
        owed = told.owed("kt")
        told.until(date(2026, 4, 9), owed)
        assert any("Chờ cho ý kiến" in str(mail["Subject"]) for mail in told.to("giang@mau.example"))
        assert not any("Chờ cho ý kiến" in str(mail["Subject"]) for mail in told.to("em@mau.example"))


def test_a_slip_lists_each_reminder_and_proposes(memory: Memory, tmp_path: Path) -> None:
    chair = Official("khoa", "Lý Khoa", "Chủ tịch", "đồng chí", "khoa@mau.example", grants=(Grant(Role.CHAIR),))
    told = Told(memory, tmp_path, chair)
    with told.sink:
        owed = told.owed("kt")
        told.until(date(2026, 4, 6), owed)
        waiting = next(
            step
            for step in told.house.steps(owed.id).values()
            if (step.state, step.release) == ("awaiting", Release.REQUIRED.value)
        )
        steps.release(told.house.desk, CHIEF, waiting.id)
        told.send()
        (mail,) = told.to("khoa@mau.example")
    said = " ".join(text(mail).split())
    assert "13/3/2026: nhắc việc trước hạn; 17/3/2026: nhắc việc trước hạn; 20/3/2026: nhắc việc ngày đến hạn" in said
    assert "23/3/2026: nhắc việc quá hạn; " in said
    assert "báo cáo thủ trưởng đơn vị" in said
    assert "Đề xuất: Có văn bản đôn đốc, xác định thời hạn mới." in said


def test_a_mail_is_dated_by_the_offices_own_clock(memory: Memory, tmp_path: Path) -> None:
    told = Told(memory, tmp_path)
    with told.sink:
        told.owed("kt")
        told.send()
        (mail,) = told.to("kt@mau.example")
    assert str(mail["Date"]).endswith("+0700")
    assert parsedate_to_datetime(str(mail["Date"])) == datetime(2026, 3, 2, 1, tzinfo=UTC)


def test_a_task_is_called_by_its_product_unless_the_periodic_form_answers_it(memory: Memory, tmp_path: Path) -> None:
    told = Told(memory, tmp_path)
    with told.sink:
        for cadence in ("once", "continuous"):
            told.house.directive(
                {"text": "Trong quý I, rà soát toàn bộ hồ sơ.", "product": "Báo cáo rà soát", "cadence": cadence}
            )
            with memory.writing() as session:
                for row in session.query(ItemRow):
                    row.product = "Báo cáo rà soát"
            told.send()
            told.house.now = told.house.desk.calendar.opening(
                told.house.desk.calendar.next_working_day(told.house.desk.today(), include=False)
            )
        once, always = told.to("kt@mau.example")
    assert "): Báo cáo rà soát – " in str(once["Subject"])
    assert "Sản phẩm: Báo cáo rà soát" in text(once)
    assert "1. Trong quý I, rà soát toàn bộ hồ sơ." in text(once)
    assert "Rà soát toàn bộ hồ sơ – " in str(always["Subject"])
    assert "Sản phẩm" not in text(always)
