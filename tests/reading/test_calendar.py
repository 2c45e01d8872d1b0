"""Reading calendars: the seed of public holidays, the office's file, and what a wrong file is told."""

import json
from datetime import date, datetime, time
from pathlib import Path

import pytest

from domain.calendar import ZONE, Calendar
from domain.deadline import Basis, Boundary, Policy, Rolling, fix
from domain.errors import Refusal
from domain.period import DEFAULT_WINDOWS, parse_period
from reading.calendar import BUILT_IN, CalendarFile, build, read_calendar, seed
from reading.calendar_shapes import calendar_schema

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "quan-1-2023" / "calendar.yaml"
SCHEMA = ROOT / "docs" / "schemas" / "calendar.schema.json"

CALENDAR = build(None, range(2022, 2028))


def read(text: str) -> CalendarFile:
    return read_calendar(text.encode(), "calendar.yaml")


def problems(text: str) -> list[tuple[str, str]]:
    with pytest.raises(Refusal) as refusal:
        read(text)
    return [(problem.field, problem.message) for problem in refusal.value.problems]


# The seed


@pytest.mark.parametrize(
    ("named", "due"),
    [
        (date(2023, 3, 31), date(2023, 3, 31)),
        (date(2023, 9, 30), date(2023, 10, 2)),
        (date(2023, 4, 30), date(2023, 5, 4)),
        (date(2023, 1, 22), date(2023, 1, 27)),
        (date(2023, 9, 2), date(2023, 9, 5)),
        (date(2026, 1, 2), date(2026, 1, 5)),
    ],
)
def test_the_office_s_own_vectors_hold_on_the_seed(named: date, due: date) -> None:
    assert fix(named, CALENDAR, Basis.DOCUMENT).day == due


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        (date(2024, 4, 29), date(2024, 5, 4)),
        (date(2025, 5, 2), date(2025, 4, 26)),
        (date(2026, 1, 2), date(2026, 1, 10)),
        (date(2026, 8, 31), date(2026, 8, 22)),
    ],
)
def test_swapped_days_change_places_and_say_for_which(off: date, worked: date) -> None:
    assert not CALENDAR.works(off)
    assert "hoán đổi" in (CALENDAR.why_off(off) or "")
    assert f"{worked.day:02d}" in (CALENDAR.why_off(off) or "")
    assert CALENDAR.works(worked)


def test_the_known_gap_of_the_library_is_closed_by_data_with_its_basis() -> None:
    by_day = {decision.day: decision for decision in seed([2026])}
    assert "12729/VPCP-KGVX" in by_day[date(2026, 1, 2)].basis
    assert by_day[date(2026, 1, 10)].works
    assert "2026-01-10" in BUILT_IN.read_text("utf-8")


def test_a_built_in_announcement_overrides_what_the_library_says_of_the_same_day() -> None:
    by_day = {decision.day: decision for decision in seed([2024])}
    assert "2450/VPCP-KGVX" in by_day[date(2024, 4, 29)].basis
    assert "2450/VPCP-KGVX" in by_day[date(2024, 5, 4)].basis


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2023, 1, 20), date(2023, 1, 26)),
        (date(2024, 2, 8), date(2024, 2, 14)),
        (date(2025, 1, 25), date(2025, 2, 2)),
        (date(2026, 2, 14), date(2026, 2, 22)),
    ],
)
def test_tet_of_the_announced_years(first: date, last: date) -> None:
    assert CALENDAR.working_days_between(first, last) == 0
    assert not CALENDAR.works(first)
    assert CALENDAR.works(CALENDAR.add_working_days(first, -1))
    assert (last - CALENDAR.add_working_days(last, 1)).days == -1


def test_a_future_tet_is_expected_and_a_future_new_year_is_law() -> None:
    by_day = {decision.day: decision for decision in seed([2027])}
    assert not by_day[date(2027, 2, 8)].decided
    assert not by_day[date(2027, 4, 16)].decided, "Giỗ Tổ follows the moon"
    assert not by_day[date(2027, 9, 3)].decided, "the second day of National Day is announced year by year"
    assert all(by_day[day].decided for day in (date(2027, 1, 1), date(2027, 9, 2), date(2027, 5, 3)))


def test_an_office_may_say_that_a_year_has_been_announced() -> None:
    assert all(decision.decided for decision in seed([2027], decided_until=2027))
    assert build(read("decided_until: 2027"), [2027]).decisions[date(2027, 2, 8)].decided


def test_every_seeded_day_has_a_basis_and_stands_once_in_order() -> None:
    days = [decision.day for decision in seed(range(2010, 2031))]
    assert days == sorted(set(days))
    assert all(decision.basis and decision.name for decision in seed(range(2010, 2031)))


def test_a_saturday_worked_in_one_year_for_a_day_off_in_another_is_not_lost() -> None:
    worked = {decision.day for decision in seed([2014, 2015]) if decision.works}
    assert date(2014, 12, 27) in worked
    assert date(2014, 12, 27) not in {decision.day for decision in seed([2015])}


@pytest.mark.parametrize("year", [1900, 2101])
def test_a_year_without_known_holidays_is_refused(year: int) -> None:
    with pytest.raises(Refusal, match=str(year)):
        seed([year])


# The file


def test_an_empty_mapping_is_the_default_calendar() -> None:
    assert read("{}") == CalendarFile()
    assert build(read("{}"), [2023]) == build(None, [2023])
    assert build(None, [2023]).sessions == Calendar().sessions


def test_what_the_file_says_reaches_the_domain() -> None:
    file = read(
        """
        sessions:
          - {start: "08:00", end: "12:00"}
          - {start: "13:00", end: "17:00"}
        weekdays: [mon, tue, wed, thu, fri, sat]
        decisions:
          - {day: 2023-03-31, works: false, basis: "Thông báo 1/TB", name: ngày hội của phường}
        windows:
          - {code: BC9T, since: "12-15", until: "09-14", due: "09-20", label: báo cáo 9 tháng}
        spread_minutes: 30
        policy: {rolling: back, boundary: day-before, hour: "16:30", keep_in_year: false}
        """
    )
    calendar = build(file, [2023])
    assert calendar.works(date(2023, 4, 1))
    assert calendar.why_off(date(2023, 3, 31)) == "ngày hội của phường"
    assert calendar.closing(date(2023, 4, 3)) == datetime(2023, 4, 3, 17, 0, tzinfo=ZONE)
    assert file.policy.policy() == Policy(Rolling.BACK, Boundary.DAY_BEFORE, time(16, 30), keep_in_year=False)
    assert parse_period("2023-BC9T", file.window_table()).since == date(2022, 12, 15)
    assert file.spread_minutes == 30


def test_a_decision_of_the_office_overrides_a_public_holiday() -> None:
    file = read("decisions: [{day: 2023-05-02, works: true, basis: Lệnh trực}]")
    assert build(file, [2023]).works(date(2023, 5, 2))
    assert not CALENDAR.works(date(2023, 5, 2))


def test_a_swap_of_the_office_makes_two_decisions() -> None:
    file = read("swaps: [{off: 2023-06-09, worked: 2023-06-10, basis: Thông báo 2/TB}]")
    calendar = build(file, [2023])
    assert not calendar.works(date(2023, 6, 9))
    assert calendar.works(date(2023, 6, 10))
    assert calendar.why_off(date(2023, 6, 9)) == "ngày nghỉ hoán đổi (làm bù ngày 10/6/2023)"


def test_a_decision_for_one_unit_binds_nobody_else() -> None:
    file = read("decisions: [{day: 2023-06-09, works: false, basis: Lễ hội, unit: p-ben-nghe}]")
    assert build(file, [2023]).works(date(2023, 6, 9))
    assert build(file, [2023], unit="p-da-kao").works(date(2023, 6, 9))
    assert not build(file, [2023], unit="p-ben-nghe").works(date(2023, 6, 9))


def test_hours_of_a_unit_reach_the_domain_and_its_calendar() -> None:
    hours = 'units: {hcc: {sessions: [{start: "08:00", end: "12:00"}], on: {sat: [{start: "08:00", end: "10:00"}]}}, vp: null}'
    file = read(hours)
    assert file.hours_of_units()["vp"] is None
    own = build(file, [2023], unit="hcc")
    assert own.closing(date(2023, 6, 10)) == datetime(2023, 6, 10, 10, 0, tzinfo=ZONE)
    assert own.works(date(2023, 6, 10))
    assert build(file, [2023], unit="vp") == build(file, [2023])


@pytest.mark.parametrize(
    ("text", "field", "says"),
    [
        ('units: {hcc: {sessions: [{start: "13:30", end: "11:30"}]}}', "units.hcc.sessions[0].end", "phải sau giờ"),
        ("units: {hcc: {sessions: []}}", "units.hcc.sessions", ""),
        ("units: {hcc: {weekdays: [mon]}}", "units.hcc.sessions", "Thiếu mục “sessions”"),
        ('sessions: [{start: "13:30", end: "11:30"}]', "sessions[0].end", "phải sau giờ bắt đầu 13:30"),
        ('sessions: [{start: 730, end: "11:30"}]', "sessions[0].start", "ví dụ 07:30"),
        ('sessions: [{start: "7:30", end: "11:30"}]', "sessions[0].start", "ví dụ 07:30"),
        (
            'sessions: [{start: "13:30", end: "17:30"}, {start: "07:30", end: "11:30"}]',
            "sessions[1].start",
            "xếp các buổi theo thứ tự",
        ),
        ("sessions: []", "sessions", "ít nhất một buổi"),
        ("weekdays: []", "weekdays", "ví dụ [mon"),
        ("weekdays: [mon, mon]", "weekdays", "chỉ ghi một lần"),
        ("weekdays: [monday]", "weekdays[0]", "Cần một trong"),
        ("decisions: [{day: 2023-06-09, works: false}]", "decisions[0].basis", "Thiếu mục “basis”"),
        ("decisions: [{day: hôm qua, works: false, basis: a}]", "decisions[0].day", "ví dụ 2023-03-31"),
        (
            "decisions: [{day: 2023-06-09, works: true, basis: a}, {day: 2023-06-09, works: false, basis: b}]",
            "decisions[1].day",
            "đã có ở dòng thứ 1",
        ),
        ("swaps: [{off: 2023-06-10, worked: 2023-06-17, basis: a}]", "swaps[0].off", "là thứ Bảy, vốn đã là ngày nghỉ"),
        ("swaps: [{off: 2023-06-09, worked: 2023-06-12, basis: a}]", "swaps[0].worked", "là thứ Hai"),
        (
            "swaps: [{off: 2023-06-09, worked: 2023-06-10, basis: a}, {off: 2023-06-08, worked: 2023-06-10, basis: a}]",
            "swaps[1].worked",
            "dòng thứ 1 của swaps",
        ),
        (
            'windows: [{code: Q1, since: "12-15", until: "03-14", due: "03-20", label: a}]',
            "windows[0].code",
            "BC",
        ),
        (
            'windows: [{code: BC1, since: "02-29", until: "03-14", due: "03-20", label: a}]',
            "windows[0].since",
            "ở mọi năm",
        ),
        (
            'windows: [{code: BC1, since: "12-15", until: "03-14", due: "03-10", label: a}]',
            "windows[0].due",
            "trước ngày chốt số liệu",
        ),
        (
            (
                'windows: [{code: BC1, since: "12-15", until: "03-14", due: "03-20", label: a, last_year: 2026}, '
                '{code: BC1, since: "01-01", until: "03-31", due: "04-05", label: a, first_year: 2026}]'
            ),
            "windows[1].code",
            "một lần trong một năm",
        ),
        (
            'windows: [{code: BC1, since: "12-15", until: "03-14", due: "03-20", label: a, first_year: 2027, last_year: 2026}]',
            "windows[0].last_year",
            "đứng trước năm đầu 2027",
        ),
        ("spread_minutes: -1", "spread_minutes", "không nhỏ hơn 0"),
        ("policy: {rolling: sideways}", "policy.rolling", "Cần một trong"),
        ("holidays: []", "holidays", "không có trong mẫu"),
    ],
)
def test_a_wrong_file_is_told_where_and_what_would_be_right(text: str, field: str, says: str) -> None:
    found = problems(text)
    assert [place for place, _ in found] == [field]
    assert says in found[0][1]
    assert found[0][1].startswith("Dòng 1: ")


def test_the_line_of_the_row_is_named() -> None:
    text = "weekdays: [mon]\ndecisions:\n  - day: 2023-06-09\n    works: true\n    basis: a\n  - day: 2023-06-09\n    works: true\n    basis: a\n"
    assert problems(text)[0][1].startswith("Dòng 6: ")


def test_several_faults_are_told_at_once() -> None:
    text = 'sessions: [{start: "13:30", end: "11:30"}]\nweekdays: []\nspread_minutes: 5\n'
    assert [field for field, _ in problems(text)] == ["sessions[0].end", "weekdays"]


# What is kept on disk


def test_the_sample_is_a_calendar_and_spells_out_the_defaults() -> None:
    file = read_calendar(SAMPLE.read_bytes(), SAMPLE.name)
    assert file == CalendarFile()
    assert file.window_table() == DEFAULT_WINDOWS


def test_the_built_in_decisions_are_a_calendar_file_too() -> None:
    assert read_calendar(BUILT_IN.read_bytes(), BUILT_IN.name).decided_until == 2026


def test_the_schema_on_disk_is_the_generated_one() -> None:
    assert SCHEMA.read_text("utf-8") == json.dumps(calendar_schema(), ensure_ascii=False, indent=2) + "\n"
