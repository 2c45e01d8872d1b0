"""Cards that never change once taken, and figures that arrive."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from acts.figures import Figure, take_measurements, take_scorecard
from domain.errors import Refusal
from domain.period import parse_period
from domain.rights import SYSTEM
from domain.scorecard import Criterion, Field, Measurement, Proportional, Scorecard, score
from storage.database import Memory
from storage.views.index import estimated
from storage.views.measurements import arrived, measurements_of, scorecards
from tests.acts.house import OFFICIAL, House

RATE = Criterion("1.1", "Tỷ lệ đúng hạn", Fraction(10), Proportional("on_time", "total"))
CARD = Scorecard(
    "ubnd", "phường", 2026, "1", "MINH HỌA", max=Fraction(10), fields=(Field("1", "A", Fraction(10), (RATE,)),)
)


def a_figure(on_time: int = 9, **changes: object) -> Figure:
    values = {"on_time": Fraction(on_time), "total": Fraction(10)}
    return replace(Figure("1.1", "kt", "2026-Q1", Measurement(values, source="vp")), **changes)  # type: ignore[arg-type]


def test_a_card_taken_twice_is_one_card(memory: Memory) -> None:
    house = House(memory)
    first = take_scorecard(house.desk, SYSTEM, CARD)
    assert take_scorecard(house.desk, SYSTEM, CARD).body == first.body
    with memory.reading() as session:
        assert scorecards(session) == [(first.body["id"], CARD)]


def test_another_body_under_the_same_version_is_refused(memory: Memory) -> None:
    house = House(memory)
    take_scorecard(house.desk, SYSTEM, CARD)
    with pytest.raises(Refusal) as refused:
        take_scorecard(house.desk, SYSTEM, replace(CARD, title="Khác"))
    assert (refused.value.kind, refused.value.allowed) == ("conflict", ("new-version",))
    take_scorecard(house.desk, SYSTEM, replace(CARD, title="Khác", version="2"))


def test_the_same_facts_are_scored_under_two_versions(memory: Memory) -> None:
    house = House(memory)
    cards = [
        CARD,
        replace(
            CARD,
            version="2",
            fields=(
                replace(
                    CARD.fields[0],
                    criteria=(replace(RATE, rule=Proportional("on_time", "total", floor=Fraction(95, 100))),),
                ),
            ),
        ),
    ]
    ids = [take_scorecard(house.desk, SYSTEM, card).body["id"] for card in cards]
    take_measurements(house.desk, SYSTEM, [a_figure()])
    with memory.reading() as session:
        found = [estimated(session, SYSTEM, one, "kt", "2026-Q1", house.now) for one in ids]
        points = [score(one.card, one.facts).points for one in found]
    assert points == [9, 0]


def test_a_later_figure_corrects_an_earlier_one_and_both_are_kept(memory: Memory) -> None:
    house = House(memory)
    take_measurements(house.desk, SYSTEM, [a_figure(5, arrived_on=date(2026, 3, 1))])
    take_measurements(house.desk, SYSTEM, [a_figure(8)])
    with memory.reading() as session:
        rows = arrived(session, parse_period("2026-Q1"), house.now)
        assert len(rows) == 2
        assert measurements_of(rows, "kt")["1.1"].values["on_time"] == 8


def test_a_level_and_what_is_not_applicable_come_back_as_they_went_in(memory: Memory) -> None:
    house = House(memory)
    given = Measurement({"a": Fraction(1, 3)}, level="Tốt", source="vp", note="ghi chú")
    take_measurements(
        house.desk,
        SYSTEM,
        [a_figure(measurement=given), a_figure(criterion="1.2", measurement=Measurement(not_applicable=True))],
    )
    with memory.reading() as session:
        found = measurements_of(arrived(session, parse_period("2026-Q1"), house.now), "kt")
    assert replace(found["1.1"], records=()) == given
    assert found["1.2"].not_applicable


def test_figures_with_one_wrong_row_are_refused_whole_with_every_place(memory: Memory) -> None:
    house = House(memory)
    rows = [a_figure(), a_figure(unit="la"), a_figure(period="quý I"), a_figure(arrived_on=date(2026, 4, 1))]
    with pytest.raises(Refusal) as refused:
        take_measurements(house.desk, SYSTEM, rows)
    assert [p.field for p in refused.value.problems] == ["rows[1].unit", "rows[3].arrived_on", "rows[2].period"]
    with memory.reading() as session:
        assert arrived(session, parse_period("2026-Q1"), house.now) == []


def test_figures_of_a_period_that_has_not_begun_and_under_unread_names_are_refused(memory: Memory) -> None:
    house = House(memory)
    take_scorecard(house.desk, SYSTEM, CARD)
    slipped = Measurement({"on_tme": Fraction(9), "total": Fraction(10)}, source="vp")
    with pytest.raises(Refusal) as refused:
        take_measurements(house.desk, SYSTEM, [a_figure(period="2026-Q2"), a_figure(measurement=slipped)])
    assert [(one.field, one.message) for one in refused.value.problems] == [
        ("rows[0].period", "kỳ “2026-Q2” chưa bắt đầu (từ ngày 01/4/2026)"),
        ("rows[1].values", "tiêu chí “1.1” không dùng số liệu “on_tme”; dùng: on_time, rate, total"),
    ]
    with memory.reading() as session:
        assert arrived(session, parse_period("2026-Q1"), house.now) == []


def test_a_unit_gives_no_figures_and_sees_no_other_units_estimate(memory: Memory) -> None:
    house = House(memory)
    card = take_scorecard(house.desk, SYSTEM, CARD).body["id"]
    with pytest.raises(Refusal) as refused:
        take_measurements(house.desk, OFFICIAL, [a_figure()])
    assert refused.value.kind == "forbidden"
    with memory.reading() as session, pytest.raises(Refusal) as refused:
        estimated(session, OFFICIAL, card, "vh", "2026-Q1", house.now)
    assert refused.value.kind == "absent"
