"""Freezing a period: the figures of one instant, the same digest for the same facts."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from sqlalchemy import select

from acts import completions
from acts.completions import Report
from acts.figures import take_scorecard
from acts.reviews import freeze
from domain.errors import Refusal
from domain.rights import SYSTEM
from domain.scorecard import Criterion, Field, Mixed, Scorecard
from storage.database import Memory
from storage.tables import DirectiveRow
from storage.views.reviews import review, reviews
from tests.acts.house import CHIEF, OFFICIAL, House

TEMPLATE = "0" * 64
TASKS = Criterion("1.1", "Hoàn thành nhiệm vụ", Fraction(10), Mixed(floor=Fraction(0)), tasks="all")
CARD = Scorecard(
    "ubnd", "phường", 2026, "1", "MINH HỌA", max=Fraction(10), fields=(Field("1", "A", Fraction(10), (TASKS,)),)
)


def test_a_frozen_period_holds_its_figures_and_can_be_read_again(memory: Memory) -> None:
    house = House(memory)
    take_scorecard(house.desk, SYSTEM, CARD)
    house.directive({"lead_codes": ["phong"]})
    house.now = datetime(2026, 3, 19, 3, tzinfo=UTC)
    done = completions.complete(house.desk, OFFICIAL, Report((house.assignments("kt")[0].id,)))
    completions.accept(house.desk, CHIEF, done.body["id"])
    house.now = datetime(2026, 3, 30, 3, tzinfo=UTC)
    answer = freeze(house.desk, CHIEF, "2026-Q1", template=TEMPLATE)
    with memory.reading() as session:
        found = review(session, SYSTEM, "2026-Q1")
        assert [row["digest"] for row in reviews(session)] == [answer.body["digest"]]
    assert found is not None
    told = found["snapshot"]
    assert told["total"]["states"] | {"done-on-time": 1, "overdue": 1} == told["total"]["states"]
    assert told["authority"] == "UBND phường Mẫu"
    assert {(score["unit"], score["points"]) for score in told["scores"]} == {("kt", "10"), ("vh", "0")}
    assert sum(told["steps"].values()) == 16  # seven for each and two for the acceptor
    assert told["notices"]["issued"] == 2


def test_unchanged_facts_have_the_same_digest_and_another_template_another(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    first, again, other = (freeze(house.desk, CHIEF, "2026-Q1", template=t) for t in (TEMPLATE, TEMPLATE, "1" * 64))
    assert first.body == again.body
    assert (first.etag, again.etag, again.status) == ("1", "1", 200)
    assert other.body["digest"] != first.body["digest"]


def test_two_databases_with_equal_facts_have_the_same_digest(memory: Memory) -> None:
    house = House(memory)
    house.directive({}, {"lead_codes": ["vh"]})
    before = freeze(house.desk, CHIEF, "2026-Q1", template=TEMPLATE).body["digest"]
    other = House(memory)  # another desk draws other ids
    assert freeze(other.desk, CHIEF, "2026-Q1", template=TEMPLATE).body["digest"] == before


def test_lost_points_are_named_by_their_document_and_met_by_their_remedies(memory: Memory) -> None:
    house = House(memory)
    house.directive({"remedies": ["LP1"]})
    with memory.writing() as session:
        row = session.scalars(select(DirectiveRow)).one()
        row.lost_points = [
            {"id": "LP1", "text": "Một cửa", "points": 0.5, "parent": None, "field": None, "cause": None}
        ]
    freeze(house.desk, CHIEF, "2026-Q1", template=TEMPLATE)
    with memory.reading() as session:
        found = review(session, SYSTEM, "2026-Q1")
    assert found is not None
    (point,) = found["snapshot"]["remedies"]["points"]
    assert (point["id"], point["points"], [item["ref"] for item in point["items"]]) == ("12/CT-UBND#LP1", "0.50", ["1"])


def test_a_period_ahead_and_an_unknown_one_are_refused_and_a_unit_may_not_freeze(memory: Memory) -> None:
    house = House(memory)
    for scope, period, kind in (
        (CHIEF, "2026-Q3", "invalid"),
        (CHIEF, "quý I", "invalid"),
        (OFFICIAL, "2026-Q1", "forbidden"),
    ):
        with pytest.raises(Refusal) as refused:
            freeze(house.desk, scope, period, template=TEMPLATE)
        assert refused.value.kind == kind


def test_a_review_as_of_an_earlier_day_does_not_know_what_came_later(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    early = house.now
    house.now = datetime(2026, 3, 10, 3, tzinfo=UTC)
    completions.complete(house.desk, OFFICIAL, Report((house.assignments()[0].id,)))
    freeze(house.desk, CHIEF, "2026-Q1", template=TEMPLATE, as_of=early)
    with memory.reading() as session:
        found = review(session, SYSTEM, "2026-Q1")
    assert found is not None
    assert found["as_of"] == date(2026, 3, 2).isoformat()
    assert found["snapshot"]["total"]["states"]["waiting-acceptance"] == 0
