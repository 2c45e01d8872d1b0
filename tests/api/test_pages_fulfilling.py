"""Điều kiện đã có: declared on the page of a directive, shown first, and taken back."""

from datetime import date

from tests.api.browsing import browser_of
from tests.api.calls import HANGING
from tests.api.doors import Opened


def test_what_an_item_waits_for_is_shown_declared_after_a_preview_and_taken_back(doors: Opened) -> None:
    doors.house.directive({**HANGING, "lead_codes": ["phong"]})
    owed = doors.house.assignments()[0]
    chief = browser_of(doors, "dung").open("/theo-doi")
    assert "Chờ điều kiện (1)" in chief.text
    chief.follow("Rà soát thủ tục")
    address = f"/van-ban/{owed.directive}/muc/{owed.item}"
    chief.send(f"{address}/dieu-kien", fulfilled_on="9/3/2026")
    assert chief.status == 422
    assert "Sự kiện ở một ngày chưa đến." in chief.text
    chief.send(f"{address}/dieu-kien", **{"fulfilled_on": "2/3/2026", "document.number": "8/UBND"})
    assert chief.status == 422, "a document has its day"
    chief.send(f"{address}/dieu-kien", **{"document.issued_on": "2/3/2026"})
    assert "2Thời hạn phát sinh" in chief.text
    assert doors.house.assignments()[0].deadline is None, "a preview writes nothing"
    chief.send(f"{address}/dieu-kien")
    assert "Đã công bố điều kiện đã có" in chief.text
    assert "(văn bản số 8/UBND ngày 02/3/2026)" in chief.text
    assert {row.deadline for row in doors.house.assignments()} == {date(2026, 3, 9)}
    chief.send(f"{address}/huy-dieu-kien", reason="Nhầm văn bản")
    assert "Đã hủy công bố điều kiện" in chief.text
    assert {row.deadline for row in doors.house.assignments()} == {None}


def test_a_unit_sees_what_it_waits_for_and_declares_nothing(doors: Opened) -> None:
    doors.house.directive(HANGING)
    unit = browser_of(doors, "an").open(f"/van-ban/{doors.house.assignments()[0].directive}")
    assert "chờ điều kiện có hướng dẫn" in unit.text
    assert "Điều kiện đã có" not in unit.text


def test_an_hour_is_asked_for_where_days_are_counted_in_hours(doors: Opened) -> None:
    hours = {"kind": "by-event", "n": 24, "unit": "hours", "anchor": "có công văn"}
    doors.house.directive({**HANGING, "due_rule": hours}, HANGING)
    hourly = doors.house.assignments("kt")[0]
    chief = browser_of(doors, "dung").open(f"/van-ban/{hourly.directive}")
    assert chief.text.count("Giờ điều kiện đã có") == 1
    address = f"/van-ban/{hourly.directive}/muc/{hourly.item}/dieu-kien"
    chief.send(address, fulfilled_on="2/3/2026", fulfilled_at="25:00")
    assert chief.status == 422
    chief.send(address, fulfilled_at="07:45")
    assert "07:45 ngày 02/3/2026" in chief.text
    assert "07:45 ngày 03/3/2026" in chief.text
    chief.press("Công bố")
    assert "đã có từ 07:45 ngày 02/3/2026" in chief.text
