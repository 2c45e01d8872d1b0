"""The office's words: complete, in its own spelling, and never a green that was not earned."""

from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from domain.directive import Cadence
from domain.office import Role, UnitKind
from domain.remedy import RemedyState
from domain.scorecard import State
from domain.status import DelayClass, ReturnClass, TimeState, WorkState
from domain.tally import Standing
from domain.wording import dates, numbers, words
from domain.wording.places import NO_BREAK, cited, place

ALL: list[StrEnum] = [
    state
    for kind in (WorkState, TimeState, Standing, RemedyState, State, Cadence, ReturnClass, DelayClass, UnitKind, Role)
    for state in kind
]
ROOT = Path(__file__).parents[2]
ROOMS = ("acts", "activities", "api", "cli", "domain", "reading", "storage", "workflows", "writing")
GREEN = (
    TimeState.ON_TRACK,
    TimeState.DONE_ON_TIME,
    Standing.DONE_ON_TIME,
    State.FULL,
)  # a set would hold one of the two alike


class DescribeWords:
    @pytest.mark.parametrize("state", ALL, ids=lambda s: f"{type(s).__name__}.{s.name}")
    def it_has_a_word_for_each_state(self, state: StrEnum) -> None:
        assert words.label(state)
        assert words.heading(state)[0].isupper() or words.heading(state)[0].isdigit()

    def it_uses_the_words_of_the_office(self) -> None:
        assert words.label(WorkState.ACCEPTED) == "xác nhận hoàn thành"
        assert words.label(WorkState.RETURNED) == "đề nghị bổ sung"
        assert words.label(WorkState.REDO) == "yêu cầu thực hiện lại"
        assert words.label(WorkState.WITHDRAWN) == "thôi theo dõi"

    def it_refuses_a_bare_string_which_could_be_two_things(self) -> None:
        with pytest.raises(KeyError):
            words.label(Stranger.RETURNED)

    @pytest.mark.parametrize("state", ALL, ids=lambda s: f"{type(s).__name__}.{s.name}")
    def it_shows_green_only_what_was_earned(self, state: StrEnum) -> None:
        expected = any(type(state) is type(green) and state == green for green in GREEN)
        assert (words.tone(state) == "green") is expected

    def it_shows_overdue_red_soon_orange_and_undated_black(self) -> None:
        tones = [words.tone(state) for state in (TimeState.OVERDUE, TimeState.SOON, TimeState.UNDATED)]
        assert tones == ["red", "orange", "black"]

    def it_names_periods_and_leaves_an_offices_own_name_alone(self) -> None:
        assert words.period_label("2023-Q1") == "quý I năm 2023"
        assert words.period_label("đợt 1") == "đợt 1"

    def it_names_cadences_and_leaves_an_offices_own_alone(self) -> None:
        assert words.cadence_label("monthly") == "hàng tháng"
        assert words.cadence_label("theo đợt") == "theo đợt"


class Stranger(StrEnum):
    RETURNED = "returned"


class DescribeDates:
    def it_pads_days_below_ten_and_the_first_two_months_only(self) -> None:
        assert dates.plain(date(2023, 4, 6)) == "06/4/2023"
        assert dates.plain(date(2023, 2, 16)) == "16/02/2023"
        assert dates.plain(date(2023, 10, 31)) == "31/10/2023"
        assert dates.spelled(date(2023, 2, 5)) == "ngày 05 tháng 02 năm 2023"
        assert dates.spelled(date(2023, 11, 5)) == "ngày 05 tháng 11 năm 2023"

    def it_is_the_one_place_that_forms_a_day(self) -> None:
        found = [
            str(file.relative_to(ROOT))
            for room in ROOMS
            for file in [*(ROOT / room).rglob("*.py"), *(ROOT / room).rglob("*.html"), *(ROOT / room).rglob("*.j2")]
            if file.relative_to(ROOT).parts[:2] != ("reading", "directives")  # keeps what stands in a document
            if any(form in file.read_text("utf-8") for form in ("%d/%m", "[8:10]"))
        ]
        assert found == []

    def it_leaves_the_year_out_only_where_it_is_this_year(self) -> None:
        assert dates.near(date(2023, 3, 31), date(2023, 1, 1)) == "31/3"
        assert dates.near(date(2023, 3, 31), date(2022, 12, 1)) == "31/3/2023"

    def it_leaves_day_and_month_to_the_registry(self) -> None:
        assert dates.blank(2023) == "ngày      tháng      năm 2023"

    @pytest.mark.parametrize(
        ("left", "said"), [(3, "còn 03 ngày làm việc"), (0, "đến hạn hôm nay"), (-12, "quá hạn 12 ngày làm việc")]
    )
    def it_counts_working_days(self, left: int, said: str) -> None:
        assert dates.distance(left) == said


class DescribeNumbers:
    def it_writes_a_decimal_comma_and_points_between_thousands(self) -> None:
        assert numbers.decimal("1234.50") == "1.234,50"
        assert numbers.decimal("-0.25") == "-0,25"
        assert numbers.percent("66.67") == "66,67%"

    def it_never_makes_a_figure_of_nothing(self) -> None:
        assert numbers.percent(None) == numbers.decimal(None) == "–"

    def it_pads_small_counts(self) -> None:
        assert [numbers.count(n) for n in (0, 3, 12, 1204)] == ["00", "03", "12", "1.204"]


@pytest.mark.parametrize(
    ("ref", "told"), [("2.b", "mục_2.b"), ("Điều 3.1.a", "Điều_3.1.a"), ("đoạn 1", "đoạn_1"), ("I.2", "mục_I.2")]
)
def test_a_place_that_says_what_it_is_gets_no_second_word(ref: str, told: str) -> None:
    assert place(ref) == told.replace("_", " ")
    assert cited("07/CT-UBND", ref) == f"07/CT-UBND, {told}".replace("_", NO_BREAK)


def test_no_place_is_no_word() -> None:
    assert not place("")
