"""Deadlines: golden cases over real years of holidays, and the rules that hold for any calendar."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import ZONE, Calendar, Decision, merge
from domain.deadline import (
    Basis,
    Boundary,
    Policy,
    Rolling,
    day_of_period,
    days_late,
    days_left,
    fix,
    judge,
    resolve,
    written_day,
    written_hour,
)
from domain.directive import DueRule
from domain.errors import Refusal
from domain.months import Moment, add_months, spoken
from domain.period import parse_period


def d(text: str) -> date:
    """A day written as in the tables below: 31/3/2023."""
    day, month, year = (int(part) for part in text.split("/"))
    return date(year, month, day)


def off(*texts: str, name: str) -> list[Decision]:
    return [Decision(d(text), False, "lịch nghỉ của năm", name=name) for text in texts]


# The days public offices did not work, 2023–2026, on weekdays; and the Saturdays they did.
HOLIDAYS = [
    *off("2/1/2023", "1/1/2024", "1/1/2025", "1/1/2026", name="Tết Dương lịch"),
    *off("20/1/2023", "23/1/2023", "24/1/2023", "25/1/2023", "26/1/2023", name="Tết Nguyên Đán"),
    *off("8/2/2024", "9/2/2024", "12/2/2024", "13/2/2024", "14/2/2024", name="Tết Nguyên Đán"),
    *off("27/1/2025", "28/1/2025", "29/1/2025", "30/1/2025", "31/1/2025", name="Tết Nguyên Đán"),
    *off("16/2/2026", "17/2/2026", "18/2/2026", "19/2/2026", "20/2/2026", name="Tết Nguyên Đán"),
    *off("18/4/2024", "7/4/2025", "27/4/2026", name="Giỗ Tổ Hùng Vương"),
    *off("1/5/2023", "2/5/2023", "3/5/2023", "30/4/2024", "1/5/2024", name="30/4 và 1/5"),
    *off("30/4/2025", "1/5/2025", "30/4/2026", "1/5/2026", name="30/4 và 1/5"),
    *off("1/9/2023", "4/9/2023", "2/9/2024", "3/9/2024", "1/9/2025", "2/9/2025", name="Quốc khánh"),
    *off("1/9/2026", "2/9/2026", name="Quốc khánh"),
    *off("24/11/2026", name="Ngày Văn hóa Việt Nam"),
    *off("29/4/2024", "2/5/2025", "2/1/2026", "31/8/2026", name="nghỉ hoán đổi"),
    *(Decision(d(day), True, "hoán đổi") for day in ("4/5/2024", "26/4/2025", "10/1/2026", "22/8/2026")),
]
CALENDAR = Calendar(decisions=merge(HOLIDAYS))

FORWARD, BACK, FIXED = Policy(), Policy(rolling=Rolling.BACK), Policy(rolling=Rolling.FIXED)
MAY_SLIP = Policy(keep_in_year=False)
DAY_BEFORE = Policy(boundary=Boundary.DAY_BEFORE)

GOLDEN = [
    # ordinary days and week ends
    ("31/3/2023", FORWARD, "31/3/2023"),
    ("30/9/2023", FORWARD, "2/10/2023"),
    ("1/10/2023", FORWARD, "2/10/2023"),
    ("15/4/2023", FORWARD, "17/4/2023"),
    ("15/4/2023", BACK, "14/4/2023"),
    ("15/4/2023", FIXED, "15/4/2023"),
    ("16/4/2023", BACK, "14/4/2023"),
    ("14/4/2023", BACK, "14/4/2023"),
    # holidays on their own
    ("30/4/2023", FORWARD, "4/5/2023"),
    ("29/4/2023", FORWARD, "4/5/2023"),
    ("3/5/2023", FORWARD, "4/5/2023"),
    ("30/4/2023", BACK, "28/4/2023"),
    ("2/9/2023", FORWARD, "5/9/2023"),
    ("1/9/2023", FORWARD, "5/9/2023"),
    ("4/9/2023", BACK, "31/8/2023"),
    ("18/4/2024", FORWARD, "19/4/2024"),
    ("2/9/2024", FORWARD, "4/9/2024"),
    ("31/8/2024", FORWARD, "4/9/2024"),
    ("7/4/2025", FORWARD, "8/4/2025"),
    ("30/8/2025", FORWARD, "3/9/2025"),
    ("26/4/2026", FORWARD, "28/4/2026"),
    ("24/11/2026", FORWARD, "25/11/2026"),
    ("24/11/2026", BACK, "23/11/2026"),
    # Tết of four years
    ("19/1/2023", FORWARD, "19/1/2023"),
    ("20/1/2023", FORWARD, "27/1/2023"),
    ("22/1/2023", FORWARD, "27/1/2023"),
    ("26/1/2023", FORWARD, "27/1/2023"),
    ("22/1/2023", BACK, "19/1/2023"),
    ("22/1/2023", FIXED, "22/1/2023"),
    ("7/2/2024", FORWARD, "7/2/2024"),
    ("8/2/2024", FORWARD, "15/2/2024"),
    ("10/2/2024", FORWARD, "15/2/2024"),
    ("14/2/2024", BACK, "7/2/2024"),
    ("25/1/2025", FORWARD, "3/2/2025"),
    ("31/1/2025", FORWARD, "3/2/2025"),
    ("2/2/2025", BACK, "24/1/2025"),
    ("14/2/2026", FORWARD, "23/2/2026"),
    ("16/2/2026", FORWARD, "23/2/2026"),
    ("22/2/2026", BACK, "13/2/2026"),
    # swap days: a Monday or Friday off, a Saturday worked
    ("29/4/2024", FORWARD, "2/5/2024"),
    ("27/4/2024", FORWARD, "2/5/2024"),
    ("4/5/2024", FORWARD, "4/5/2024"),
    ("5/5/2024", BACK, "4/5/2024"),
    ("26/4/2025", FORWARD, "26/4/2025"),
    ("2/5/2025", FORWARD, "5/5/2025"),
    ("2/5/2025", BACK, "29/4/2025"),
    ("27/4/2025", BACK, "26/4/2025"),
    ("2/1/2026", FORWARD, "5/1/2026"),
    ("10/1/2026", FORWARD, "10/1/2026"),
    ("11/1/2026", BACK, "10/1/2026"),
    ("31/8/2026", FORWARD, "3/9/2026"),
    ("22/8/2026", FORWARD, "22/8/2026"),
    ("29/8/2026", BACK, "28/8/2026"),
    # year ends
    ("31/12/2023", FORWARD, "29/12/2023"),
    ("30/12/2023", FORWARD, "29/12/2023"),
    ("31/12/2023", MAY_SLIP, "2/1/2024"),
    ("31/12/2024", FORWARD, "31/12/2024"),
    ("31/12/2022", FORWARD, "30/12/2022"),
    ("31/12/2022", MAY_SLIP, "3/1/2023"),
    ("31/12/2023", FIXED, "31/12/2023"),
    ("1/1/2024", FORWARD, "2/1/2024"),
    ("1/1/2024", BACK, "29/12/2023"),
    ("1/1/2026", FORWARD, "5/1/2026"),
    # 29 February and month ends
    ("29/2/2024", FORWARD, "29/2/2024"),
    ("29/2/2028", FORWARD, "29/2/2028"),
    ("28/2/2026", FORWARD, "2/3/2026"),
    ("28/2/2026", BACK, "27/2/2026"),
    # "trước ngày X" read as the day before
    ("31/3/2023", DAY_BEFORE, "30/3/2023"),
    ("1/3/2024", DAY_BEFORE, "29/2/2024"),
    ("15/4/2024", DAY_BEFORE, "15/4/2024"),
    ("1/1/2024", DAY_BEFORE, "29/12/2023"),
    ("27/1/2023", DAY_BEFORE, "27/1/2023"),
    ("23/1/2023", DAY_BEFORE, "27/1/2023"),
]


@pytest.mark.parametrize(("named", "policy", "due"), GOLDEN)
def test_a_named_day_becomes_the_day_that_binds(named: str, policy: Policy, due: str) -> None:
    deadline = fix(d(named), CALENDAR, Basis.ANNEX, policy)
    assert deadline.day == d(due)
    assert deadline.named == d(named)
    assert deadline.instant == CALENDAR.closing(d(due))


def test_there_are_enough_golden_cases() -> None:
    assert len(GOLDEN) >= 60
    assert len({(named, policy) for named, policy, _ in GOLDEN}) == len(GOLDEN)


def test_a_swap_announced_late_moves_the_deadline_planned_before() -> None:
    before = Calendar(decisions=merge(decision for decision in HOLIDAYS if decision.day != d("2/1/2026")))
    assert fix(d("2/1/2026"), before, Basis.DOCUMENT).day == d("2/1/2026")
    assert fix(d("2/1/2026"), CALENDAR, Basis.DOCUMENT).day == d("5/1/2026")


def test_the_instant_is_the_close_of_business_or_the_hour_the_order_names() -> None:
    assert fix(d("31/3/2023"), CALENDAR, Basis.ANNEX).instant == datetime(2023, 3, 31, 10, 30, tzinfo=UTC)
    noon = fix(d("25/3/2023"), CALENDAR, Basis.ANNEX, Policy(hour=time(12), rolling=Rolling.FIXED))
    assert noon.instant == datetime(2023, 3, 25, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("named", "policy", "sentence"),
    [
        ("31/3/2023", FORWARD, "31/3/2023 là ngày làm việc; tính đến 17:30 (hết giờ làm việc)."),
        ("30/9/2023", FORWARD, "30/9/2023 là thứ Bảy, chuyển sang 02/10/2023; tính đến 17:30 (hết giờ làm việc)."),
        ("2/1/2026", FORWARD, "02/01/2026 là nghỉ hoán đổi, chuyển sang 05/01/2026; tính đến 17:30 (hết giờ làm việc)."),
        ("15/4/2023", BACK, "15/4/2023 là thứ Bảy, chuyển lên 14/4/2023; tính đến 17:30 (hết giờ làm việc)."),
        (
            "31/12/2023",
            FORWARD,
            "31/12/2023 là Chủ nhật, chuyển lên để không sang năm sau, là 29/12/2023; tính đến 17:30 (hết giờ làm việc).",
        ),
        (
            "15/4/2023",
            Policy(rolling=Rolling.FIXED, hour=time(12)),
            "15/4/2023 là thứ Bảy, giữ nguyên ngày đã ấn định; tính đến 12:00.",
        ),
        (
            "31/3/2023",
            DAY_BEFORE,
            "“Trước ngày 31/3/2023” được tính đến hết ngày 30/3/2023; 30/3/2023 là ngày làm việc; tính đến 17:30 (hết giờ làm việc).",
        ),
    ],
)  # fmt: skip
def test_the_explanation_says_why_this_instant(named: str, policy: Policy, sentence: str) -> None:
    assert fix(d(named), CALENDAR, Basis.ANNEX, policy).explanation == sentence


def test_a_deadline_that_rests_on_an_expected_holiday_says_so() -> None:
    expected = Calendar(decisions=merge([Decision(d("8/2/2027"), False, "dự kiến", decided=False, name="Tết")]))
    touched = fix(d("8/2/2027"), expected, Basis.ANNEX)
    assert touched.provisional
    assert "dự kiến" in touched.explanation
    untouched = fix(d("10/2/2027"), expected, Basis.ANNEX)
    assert not untouched.provisional
    assert "dự kiến" not in untouched.explanation


def test_only_a_document_an_annex_and_a_confirmed_word_count() -> None:
    assert {basis for basis in Basis if basis.counts} == {Basis.DOCUMENT, Basis.ANNEX, Basis.WORD_CONFIRMED}


# Rules for any calendar

days = st.dates(date(2022, 1, 1), date(2028, 12, 31))
policies = st.builds(
    Policy,
    rolling=st.sampled_from(Rolling),
    boundary=st.sampled_from(Boundary),
    hour=st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    keep_in_year=st.booleans(),
)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    weekdays = draw(st.frozensets(st.integers(0, 6), min_size=1))
    decided = draw(st.dictionaries(days, st.booleans(), max_size=40))
    return Calendar(weekdays=weekdays, decisions={day: Decision(day, works, "x") for day, works in decided.items()})


@given(days, calendars(), policies)
def test_a_rolled_deadline_is_always_a_working_day(named: date, calendar: Calendar, policy: Policy) -> None:
    deadline = fix(named, calendar, Basis.ANNEX, policy)
    if policy.rolling is Rolling.FIXED:
        assert named - deadline.day in {timedelta(0), timedelta(days=1)}
    else:
        assert calendar.works(deadline.day)


@given(days, calendars(), policies)
def test_the_instant_lies_on_the_day(named: date, calendar: Calendar, policy: Policy) -> None:
    deadline = fix(named, calendar, Basis.ANNEX, policy)
    assert deadline.instant.tzinfo is UTC
    assert calendar.local_date(deadline.instant) == deadline.day


@given(days, calendars(), st.sampled_from(Rolling), st.sampled_from(Boundary))
def test_a_target_of_a_year_stays_in_its_year(
    named: date, calendar: Calendar, rolling: Rolling, boundary: Boundary
) -> None:
    deadline = fix(named, calendar, Basis.ANNEX, Policy(rolling=rolling, boundary=boundary, keep_in_year=True))
    assert deadline.day.year <= named.year


@given(days, days, calendars(), policies)
def test_a_later_named_day_never_binds_earlier(a: date, b: date, calendar: Calendar, policy: Policy) -> None:
    earlier, later = sorted((a, b))
    assert fix(earlier, calendar, Basis.ANNEX, policy).day <= fix(later, calendar, Basis.ANNEX, policy).day


@given(days, days)
def test_a_result_is_judged_by_the_date_of_its_document(named: date, result_on: date) -> None:
    deadline = fix(named, CALENDAR, Basis.ANNEX)
    assert judge(result_on, deadline) is (result_on <= deadline.day)
    assert judge(deadline.day, deadline)
    assert not judge(deadline.day + timedelta(days=1), deadline)


@pytest.mark.parametrize(
    ("on", "due", "left"),
    [
        ("2026-03-16", "2026-03-20", 4),
        ("2026-03-20", "2026-03-20", 0),
        ("2026-03-20", "2026-03-21", 1),  # a Saturday that binds is one more day, and Friday is not yet its day
        ("2026-03-16", "2026-03-21", 5),
        ("2026-03-21", "2026-03-21", 0),
        ("2026-03-23", "2026-03-21", -1),
    ],
)
def test_what_is_left_until_a_deadline_counts_the_day_that_binds(on: str, due: str, left: int) -> None:
    assert days_left(date.fromisoformat(on), date.fromisoformat(due), Calendar()) == left


def test_lateness_is_told_in_working_days() -> None:
    deadline = fix(d("28/4/2023"), CALENDAR, Basis.ANNEX)
    late = [days_late(d(day), deadline, CALENDAR) for day in ("27/4/2023", "28/4/2023", "3/5/2023", "4/5/2023")]
    assert late == [0, 0, 0, 1]


# What a rule resolves to


def relative(n: int, unit: str) -> DueRule:
    return DueRule("relative", n, unit, "issued_on")  # type: ignore[arg-type] # the table below writes units as text


@pytest.mark.parametrize(
    ("anchor", "n", "unit", "day"),
    [
        ("20/3/2023", 10, "days", "30/3/2023"),
        ("20/3/2023", 10, "working-days", "3/4/2023"),
        ("26/4/2023", 3, "working-days", "4/5/2023"),
        ("17/1/2023", 5, "working-days", "31/1/2023"),
        ("30/12/2025", 2, "working-days", "5/1/2026"),
        ("20/3/2023", 2, "weeks", "3/4/2023"),
        ("31/1/2023", 1, "months", "28/2/2023"),
        ("31/1/2024", 1, "months", "29/2/2024"),
        ("28/2/2023", 1, "months", "28/3/2023"),
        ("30/11/2023", 3, "months", "29/2/2024"),
        ("15/11/2023", 2, "months", "15/1/2024"),
        ("31/8/2023", 1, "quarters", "30/11/2023"),
        ("29/2/2024", 1, "years", "28/2/2025"),
        ("29/2/2024", 4, "years", "29/2/2028"),
        ("20/3/2023", 24, "hours", "21/3/2023"),
        ("20/3/2023", 8, "hours", "21/3/2023"),
        ("20/3/2023", 48, "hours", "22/3/2023"),
    ],
)
def test_a_relative_rule_counts_from_the_day_after_its_anchor(anchor: str, n: int, unit: str, day: str) -> None:
    assert resolve(relative(n, unit), d(anchor), CALENDAR, None) == d(day)


def test_hours_from_an_instant_run_by_the_wall_clock() -> None:
    evening = datetime(2023, 3, 20, 20, 0, tzinfo=ZONE)
    assert resolve(relative(3, "hours"), evening, CALENDAR, None) == d("20/3/2023")
    assert resolve(relative(4, "hours"), evening, CALENDAR, None) == d("21/3/2023")


def test_an_anchor_given_as_an_instant_is_taken_by_its_local_day() -> None:
    just_past_midnight = datetime(2023, 3, 19, 17, 5, tzinfo=UTC)
    assert resolve(relative(1, "days"), just_past_midnight, CALENDAR, None) == d("21/3/2023")


@pytest.mark.parametrize(
    ("period", "n", "day"),
    [
        ("2023-03", 20, "20/3/2023"),
        ("2023-02", 31, "28/2/2023"),
        ("2024-02", 30, "29/2/2024"),
        ("2023-03", None, "31/3/2023"),
        ("2023-Q1", 25, "25/3/2023"),
        ("2023-Q1", None, "31/3/2023"),
        ("2023-Q2", 31, "30/6/2023"),
        ("2023-H1", 15, "15/6/2023"),
        ("2023", 10, "10/12/2023"),
        ("2023-W05", 5, "3/2/2023"),
        ("2023-W05", 9, "5/2/2023"),
        ("2023-BC1", None, "20/3/2023"),
        ("2023-BC1", 18, "18/3/2023"),
    ],
)
def test_a_day_of_a_period(period: str, n: int | None, day: str) -> None:
    rule = DueRule("day-of-period", n)
    assert resolve(rule, None, CALENDAR, parse_period(period)) == d(day) == day_of_period(parse_period(period), n)


def test_a_fixed_rule_is_the_day_of_the_text() -> None:
    assert resolve(DueRule("fixed"), None, CALENDAR, None, due_on=d("30/9/2023")) == d("30/9/2023")


def test_what_cannot_be_known_yet_is_no_day() -> None:
    assert resolve(relative(5, "days"), None, CALENDAR, None) is None
    assert resolve(DueRule("by-event", anchor="khi Thành phố có chỉ đạo"), None, CALENDAR, None) is None
    assert resolve(DueRule("day-of-period", 20), None, CALENDAR, None) is None
    assert resolve(DueRule("fixed"), None, CALENDAR, None) is None


def test_an_event_that_has_come_anchors_its_rule() -> None:
    on = d("20/3/2023")
    assert resolve(DueRule("by-event", anchor="chỉ đạo"), on, CALENDAR, None) == on
    assert resolve(DueRule("by-event", 5, "working-days", "chỉ đạo"), on, CALENDAR, None) == d("27/3/2023")


@pytest.mark.parametrize(
    ("rule", "period"),
    [
        (relative(10**9, "days"), None),
        (relative(10**9, "months"), None),
        (relative(10**9, "working-days"), None),
        (relative(10**12, "hours"), None),
        (DueRule("day-of-period", 0), "2023-03"),
        (DueRule("day-of-period", -1), "2023-W05"),
    ],
)
def test_a_number_that_leads_to_no_day_is_refused(rule: DueRule, period: str | None) -> None:
    with pytest.raises(Refusal):
        resolve(rule, d("20/3/2023"), CALENDAR, parse_period(period) if period else None)


# Months


@given(days, st.integers(-60, 60))
def test_months_end_on_the_same_date_or_on_the_last_day(day: date, n: int) -> None:
    later = add_months(day, n)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == n
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (Moment.EARLY_MONTH, "1/2/2024"),
        (Moment.MID_MONTH, "15/2/2024"),
        (Moment.LATE_MONTH, "29/2/2024"),
        (Moment.EARLY_YEAR, "1/1/2024"),
        (Moment.MID_YEAR, "30/6/2024"),
        (Moment.LATE_YEAR, "31/12/2024"),
    ],
)
def test_spoken_days_are_those_of_the_law(moment: Moment, day: str) -> None:
    assert spoken(moment, d("8/2/2024")) == d(day)


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("chậm nhất 10 giờ 30 ngày 23/5/2026", time(10, 30)),
        ("trước 16h00 ngày 15/4", time(16)),
        ("trước 9 giờ 05 phút ngày 02/3/2026", time(9, 5)),
        ("trước 4 giờ chiều thứ sáu hằng tuần", time(16)),
        ("trước 12 giờ trưa ngày 20/3", time(12)),
        ("trước 16 giờ 15/4/2026", time(16)),  # the 15th, not a quarter past
        ("trước 10 giờ 5 phút ngày 20/3", time(10, 5)),
        ("trước 10 giờ 5/3", time(10)),  # the fifth of March
        ("trước 4 giờ rưỡi chiều 20/3", time(16, 30)),
        ("trước 1 giờ trưa ngày 20/3", time(13)),
        ("trước 11 giờ trưa ngày 20/3", time(11)),
        ("trước 7 giờ tối ngày 20/3", time(19)),
        ("trước 11 giờ đêm 20/3", time(23)),
        ("trước 2 giờ đêm 20/3", time(2)),
        ("trước 12 giờ đêm ngày 20/3", time(23, 59)),
        ("trong 4 giờ, trước 16 giờ ngày 20/3", time(16)),
        ("từ 8 giờ đến 17 giờ ngày 20/3", time(17)),
        ("trước ngày 23/5/2026", None),
        ("trong 48 giờ", None),
        ("trong vòng 8 giờ", None),
        ("sau 8 giờ", None),
        ("kể từ 8 giờ ngày 20/3", None),
        ("còn 6 giờ", None),
        ("chậm nhất 4 giờ kể từ khi nhận được văn bản", None),
        ("chậm nhất 8 giờ làm việc", None),
        ("trước giờ làm việc ngày 20/3", None),
    ],
)
def test_the_hour_a_deadline_names_is_read(words: str, hour: time | None) -> None:
    assert written_hour(words) == hour


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("ngày 10/02/2026", date(2026, 2, 10)),
        ("ngày 05 tháng 3 năm 2026", date(2026, 3, 5)),
        ("ngày 31/02/2026", None),
        ("ngày 10/02", None),
        ("khi có hướng dẫn", None),
    ],
)
def test_a_whole_day_that_an_anchor_writes_is_read(words: str, day: date | None) -> None:
    assert written_day(words) == day
