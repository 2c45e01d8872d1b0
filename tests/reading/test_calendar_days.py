"""Days off and worked as XLSX and ICS: what is written is read again, and faults are told by their place."""

from datetime import UTC, date, datetime

import pytest

from domain.calendar import Decision
from domain.errors import Refusal
from domain.folding import fold
from reading.calendar_days import read_days
from tests.api.calls import a_table
from writing.calendar_days import write_days

NOW = datetime(2026, 3, 2, tzinfo=UTC)
DAYS = (
    Decision(date(2026, 1, 2), False, "TB 1/BNV, ngày 3/12", name="ngày nghỉ hoán đổi (làm bù ngày 10/01/2026)"),
    Decision(date(2026, 1, 10), True, "TB 1/BNV", name="ngày làm bù"),
    Decision(date(2026, 2, 16), False, "Điều 112", decided=False, name="Tết Nguyên đán"),
    Decision(date(2026, 2, 16), True, "QĐ 5", unit="tram-y-te", name="trực Tết"),
)
UNITS = {fold("tram-y-te"): "tram-y-te", fold("Trạm Y tế"): "tram-y-te"}
HEAD = ("Ngày", "Nghỉ hay làm", "Tên ngày", "Căn cứ", "Tình trạng")


@pytest.mark.parametrize("form", ["ics", "xlsx"])
def test_what_is_written_is_read_again(form: str) -> None:
    assert read_days(write_days(DAYS, form, NOW, {"tram-y-te": "Trạm Y tế"}), f"lich.{form}", UNITS) == DAYS


def test_a_unit_is_named_by_its_code_or_its_name_and_one_nobody_knows_is_told_by_its_place() -> None:
    head = (*HEAD, "Riêng đơn vị")
    row = ("02/01/2026", "nghỉ", "", "QĐ", "", "trạm y tế")
    assert [one.unit for one in read_days(a_table(head, row), "lich", UNITS)] == ["tram-y-te"]
    assert set(problems(a_table(head, (*row[:5], "Phòng lạ")))) == {"Lịch!F2"}
    assert set(problems(write_days(DAYS, "ics", NOW))) == {"VEVENT 4 (X-DONDOC-UNIT)"}


def problems(data: bytes) -> dict[str, str]:
    with pytest.raises(Refusal) as refused:
        read_days(data, "lich")
    return {one.field: one.message for one in refused.value.problems}


def test_each_fault_of_a_table_is_told_by_its_cell() -> None:
    found = problems(a_table(HEAD, ("32/01/2026", "nghỉ", "", "QĐ"), ("02/01/2026", "vắng", "", "")))
    assert set(found) == {"Lịch!A2", "Lịch!B3", "Lịch!D3"}
    assert "được nêu hai lần" in problems(a_table(HEAD, *[("02/01/2026", "nghỉ", "", "QĐ")] * 2))["02/01/2026"]
    assert set(problems(a_table(("Ngày",), ("02/01/2026",)))) == {"Lịch"}


def test_an_event_of_some_days_is_each_of_them_and_one_with_hours_is_refused() -> None:
    event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n{}\r\nSUMMARY:Nghỉ\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    days = read_days(event.format("DTSTART;VALUE=DATE:20260430\r\nDTEND;VALUE=DATE:20260502").encode(), "a.ics")
    assert [(one.day, one.works) for one in days] == [(date(2026, 4, 30), False), (date(2026, 5, 1), False)]
    assert "cả ngày" in problems(event.format("DTSTART:20260430T080000Z").encode())["VEVENT 1"]
    for strange in (b"khong phai lich", b"\xff\xfe", b""):
        assert "(cả tệp)" in problems(strange)
