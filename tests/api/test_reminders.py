"""Reminders outside of mail: words for a chat, a slip on paper, deadlines for a calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from activities.post import Post
from acts import extensions
from acts.messages import send_due
from domain.status import DelayClass
from domain.telling.zalo import LONGEST, Reminded, zalo_text
from proof.sink import Sink
from proof.verify import verify
from tests.acts.house import CHIEF, OFFICIAL
from tests.api.browsing import browser_of
from tests.api.doors import Opened

TASK = Reminded(
    "Rà soát thủ tục hành chính. " * 40, None, "12/CT-UBND", "1.a", "Phòng Kinh tế", date(2026, 3, 20), -2, "", ""
)


@pytest.mark.parametrize("left", [None, -12, 0, 3])
@pytest.mark.parametrize("unit", ["Phòng Kinh tế", "Ủy ban nhân dân phường " + "rất dài " * 30])
@pytest.mark.parametrize("number", ["", "12/CT-UBND", "1" * 400])
def test_words_for_a_chat_are_short_and_hold_what_matters(left: int | None, unit: str, number: str) -> None:
    told = Reminded(
        TASK.text, None, number, "1.a", unit, date(2026, 3, 20) if left is not None else None, left, "Lê Hà", "0901"
    )
    text = zalo_text(told)
    assert len(text) <= LONGEST
    assert "Liên hệ: Lê Hà 0901." in text
    assert "\n" not in text


def test_a_reminder_by_zalo_is_offered_on_the_page_and_counts_among_the_reminders(doors: Opened) -> None:
    doors.house.directive({})
    doors.house.now = datetime(2026, 3, 30, 3, tzinfo=UTC)
    (owed,) = doors.house.assignments()
    chief = browser_of(doors, "dung").open(f"/nhiem-vu/{owed.id}")
    assert "Nhắc việc Phòng Kinh tế" in chief.page.xpath("string(//textarea[@id='zalo-text'])")
    chief.send(f"/nhiem-vu/{owed.id}/zalo")
    assert "Đã ghi nhận nhắc qua Zalo." in chief.text
    slip = doors.as_("dung").get("/api/units/kt/letters/phieu-trinh-don-doc.html").text
    assert "30/3/2026: nhắc qua Zalo" in slip
    (mail,) = doors.as_("dung").get("/api/messages", kind="zalo").json()["items"]
    assert doors.as_("dung").post(f"/api/messages/{mail['id']}/resend").status_code == 409
    assert doors.as_("an").post(f"/api/assignments/{owed.id}/zalo").status_code == 403
    told = {check.id: check.ok for check in verify(doors.house.memory, now=doors.house.now)}
    assert (told["V4"], told["V5"]) == (True, True)


def test_the_slip_lists_what_is_overdue_and_what_comes_and_nothing_of_other_units(doors: Opened) -> None:
    doors.house.directive(
        {"due_on": "2026-03-03"}, {"due_on": "2026-03-16"}, {"due_on": "2026-06-30"}, {"lead_codes": ["vh"]}
    )
    doors.house.now = datetime(2026, 3, 6, 3, tzinfo=UTC)
    slip = doors.as_("an").get("/api/units/kt/reminder-slip.html").text
    assert "PHIẾU NHẮC VIỆC" in slip
    assert "quá hạn 03 ngày làm việc" in slip
    assert "còn 06 ngày làm việc" in slip
    assert "Phòng Văn hóa" not in slip
    assert "02 nhiệm vụ" in slip
    assert doors.as_("an").get("/api/units/kt/reminder-slip.pdf").content[:5] == b"%PDF-"
    assert doors.as_("an").get("/api/units/vh/reminder-slip.pdf").status_code == 404
    doors.house.now = datetime(2026, 3, 2, 3, tzinfo=UTC)


def test_deadlines_come_as_entries_that_move_with_them(doors: Opened, tmp_path_factory: pytest.TempPathFactory) -> None:
    house = doors.house
    house.directive({"due_on": "2026-03-20"})
    (owed,) = house.assignments()
    with Sink(tmp_path_factory.mktemp("sink")) as sink:
        post = Post(house.desk, sink.url)
        send_due(house.desk, post)
        asked = extensions.ask(house.desk, OFFICIAL, owed.id, date(2026, 4, 10), "Chờ", DelayClass.OBJECTIVE)
        extensions.decide(house.desk, CHIEF, asked.body["id"], granted=True, reason="Đồng ý")
        send_due(house.desk, post)
        parts = [
            part for one in sink.messages for part in one.message.walk() if part.get_content_type() == "text/calendar"
        ]
    assert {part.get_param("method") for part in parts} == {"PUBLISH"}
    entries = [event for part in parts for event in Calendar.from_ical(str(part.get_content())).walk("VEVENT")]
    first, last = entries[0], entries[-1]
    assert first["UID"] == last["UID"]
    assert [str(one["SEQUENCE"]) for one in (first, last)] == ["0", "1"]
    assert first.decoded("DTEND").isoformat() == "2026-03-20T17:30:00+07:00"
    assert last.decoded("DTEND").date() == date(2026, 4, 10)
    assert first.decoded("DTEND").utcoffset() == timedelta(hours=7)


def test_a_calendar_program_reads_ones_own_deadlines_with_a_token_for_nothing_else(doors: Opened) -> None:
    doors.house.directive({}, {"lead_codes": ["vh"], "text": "Việc của phòng khác."})
    official = doors.as_("an")
    narrow = official.post("/api/tokens", {"name": "Lịch", "may": ["calendar"]}).json()["token"]
    feed = doors.client.get("/api/calendar/deadlines.ics", params={"token": narrow})
    (event,) = Calendar.from_ical(feed.content).walk("VEVENT")
    assert "Rà soát thủ tục hành chính" in str(event["SUMMARY"])
    assert doors.client.get("/api/calendar/deadlines.ics", params={"token": official.token}).status_code == 404
    assert doors.client.get("/api/calendar/deadlines.ics", params={"token": "x"}).status_code == 404
