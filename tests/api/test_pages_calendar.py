"""*Lịch*: a decision is shown with what it moves, then holds; a swap is two days; a file is taken the same way."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from acts import appraisal, figures
from domain.appraisal.flow import State
from domain.appraisal.windows import Window
from domain.calendar import Decision
from domain.rights import SYSTEM
from storage.database import Memory
from tests.acts.test_round_steps import CARD
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.databases import a_memory
from writing.calendar_days import write_days


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory("sqlite", tmp_path, None) as found:
        yield found


def test_a_swap_is_shown_then_applied_and_stands_in_month_and_year(doors: Opened) -> None:
    doors.house.directive({})
    chief = browser_of(doors, "dung").open("/lich")
    assert "20 1 hạn" in " ".join(chief.page.xpath("string(//table[contains(@class,'month')])").split()).replace(
        "201 hạn", "20 1 hạn"
    )
    chief.send("/lich/xem-truoc", day="20/3/2026", swap="28/3/2026", basis="QĐ 5/QĐ-UBND", name="Nghỉ hoán đổi")
    assert "1 hạn hoàn thành dời" in chief.text
    assert "1 đơn vị được báo, mỗi đơn vị một lần" in chief.text
    assert [row.deadline for row in doors.house.assignments()] == [date(2026, 3, 20)]
    chief.press("Áp dụng")
    assert "Đã áp dụng" in chief.text
    assert [row.deadline for row in doors.house.assignments()] == [date(2026, 3, 23)]
    assert "28/3/2026: ngày làm bù" in chief.text
    assert "QĐ 5/QĐ-UBND" in chief.text
    unit = browser_of(doors, "an").open("/lich?thang=2026-03")
    assert "Nghỉ hoán đổi" in unit.text
    assert "Xem trước" not in unit.text


def test_a_file_goes_the_same_way_and_a_fault_changes_nothing(doors: Opened) -> None:
    doors.house.directive({})
    chief = browser_of(doors, "dung").open("/lich")
    days = (Decision(date(2026, 3, 20), False, "QĐ 6", name="Nghỉ"),)
    chief.upload("/lich/xem-truoc", "lich.ics", write_days(days, "ics", doors.house.now))
    chief.press("Áp dụng")
    assert [row.deadline for row in doors.house.assignments()] == [date(2026, 3, 23)]
    chief.open("/lich").upload("/lich/xem-truoc", "lich.ics", b"gi do")
    assert chief.status == 422
    assert "tệp lịch (.ics)" in chief.text
    chief.open("/lich").send("/lich/xem-truoc", day="20/3/2026")
    assert chief.status == 422
    assert chief.open("/lich?thang=khong").status == 200
    assert chief.client.get("/lich/2026/tep.ics", headers=chief.headers).text.count("BEGIN:VEVENT") == 1
    assert browser_of(doors, "an").post("/lich", [("key", "k"), ("days", "[]")]).status == 403


def test_hours_of_a_unit_are_shown_with_what_they_move_and_put_in_force(doors: Opened) -> None:
    doors.house.directive({"due_on": "2026-03-21"})
    chief = browser_of(doors, "dung").open("/lich").follow("Giờ làm việc riêng của đơn vị")
    assert "Mọi đơn vị theo giờ chung." in chief.text
    hours = {"morning.start": "08:00", "morning.end": "12:00", "saturday": "morning"}
    chief.send("/lich/don-vi/xem-truoc", unit="kt", **{**hours, "morning.end": "7:00"})
    assert chief.status == 422
    chief.send("/lich/don-vi/xem-truoc", **hours)
    assert "1 hạn hoàn thành dời" in chief.text
    assert [row.deadline for row in doors.house.assignments()] == [date(2026, 3, 23)]
    chief.press("Áp dụng")
    assert [row.deadline for row in doors.house.assignments()] == [date(2026, 3, 21)]
    chief.open("/lich/don-vi")
    assert "Phòng Kinh tế: 08:00–12:00" in chief.text
    assert "thứ Bảy (08:00–12:00)" in chief.text
    told = doors.as_("an").get("/api/calendar/units").json()["items"]
    assert [(one["unit"], one["on"]) for one in told] == [("kt", {"sat": [{"start": "08:00", "end": "12:00"}]})]
    chief.send("/lich/don-vi/xem-truoc", unit="kt", own="false").press("Áp dụng")
    assert [row.deadline for row in doors.house.assignments()] == [date(2026, 3, 23)]


def test_a_day_of_one_unit_is_shown_with_what_it_moves_and_comes_out_of_the_files_again(doors: Opened) -> None:
    doors.house.directive({"lead_codes": ["phong"]})
    chief = browser_of(doors, "dung").open("/lich")
    chief.send("/lich/xem-truoc", day="20/3/2026", basis="QĐ 9", name="Ngày hội", unit="kt")
    assert "riêng Phòng Kinh tế" in chief.text
    assert "1 hạn hoàn thành dời" in chief.text
    chief.press("Áp dụng")
    assert {row.unit: row.deadline for row in doors.house.assignments()} == {
        "kt": date(2026, 3, 23),
        "vh": date(2026, 3, 20),
    }
    cell = "//td[contains(@class,'off')]/b[text()='20']"
    assert not chief.open("/lich?thang=2026-03").page.xpath(cell), "the office works"
    assert browser_of(doors, "an").open("/lich?thang=2026-03").page.xpath(cell), "the unit does not"
    for form in ("xlsx", "ics"):
        kept = chief.client.get(f"/lich/2026/tep.{form}", headers=chief.headers).content
        chief.open("/lich").upload("/lich/xem-truoc", f"lich.{form}", kept)
        assert "riêng Phòng Kinh tế" in chief.text
        assert "0 hạn hoàn thành dời" in chief.text


def test_windows_of_a_round_that_end_later_are_shown_before(doors: Opened) -> None:
    desk, until = doors.house.desk, datetime(2026, 3, 20, 10, tzinfo=UTC)
    card = figures.take_scorecard(desk, SYSTEM, CARD).body["id"]
    opened = appraisal.open_round(desk, SYSTEM, card, "2026-Q1", {State.PUBLISHED: Window(None, until)}).body
    chief = browser_of(doors, "dung").open("/lich")
    chief.send("/lich/xem-truoc", day="20/3/2026", basis="QĐ 5/QĐ-UBND")
    assert "Kiến nghị sau công bố: 17:00 ngày 20/3/2026 → 17:00 ngày 23/3/2026" in chief.text
    assert chief.page.xpath(f"//a[@href='/chi-so/dot/{opened['id']}']")
