"""Units in their order, with ties told apart as the card says."""

from dataclasses import replace
from fractions import Fraction

import pytest

from domain.scorecard import (
    Bonus,
    Field,
    Measurement,
    Place,
    Proportional,
    Rounding,
    Score,
    Scorecard,
    Ties,
    YesNo,
    full_scale,
    ranked,
    score,
)
from domain.scorecard.facts import Facts
from tests.domain.scorecards import TODAY, a_card, a_criterion, num, values


def a_tied_card(ties: Ties | None = None) -> Scorecard:
    parts = (
        a_criterion(Proportional(), 6),
        a_criterion(Proportional(), 4, id="1.2"),
        a_criterion(Bonus(), 1, id="1.3"),
    )
    return a_card(*parts, ties=ties or Ties())


def scored(card: Scorecard, **units: tuple[int, int] | None) -> list[Score]:
    """Scores of units by tenths done of 1.1 and 1.2; None has no figures."""
    found = []
    for unit, tenths in units.items():
        figures: dict[str, Measurement] = {"1.3": values(count=0)}
        if tenths:
            figures |= {f"1.{n}": values(done=done, total=10) for n, done in enumerate(tenths, 1)}
        found.append(score(card, Facts(unit, "2023", TODAY, figures)))
    return found


def told(places: tuple[Place, ...]) -> list[tuple[str, int | None, str | None, bool]]:
    return [(p.unit, p.rank, None if p.points is None else str(p.points), p.tied) for p in places]


def test_the_highest_total_is_first_and_who_has_none_is_last_without_a_rank() -> None:
    card = a_tied_card()
    scores = scored(card, d=None, a=(5, 5), c=(10, 10), b=(10, 5))
    assert [place.score.unit for place in ranked(card, scores)] == ["c", "b", "a", "d"]
    assert told(ranked(card, scores)) == [
        ("c", 1, "10", False),
        ("b", 2, "8", False),
        ("a", 3, "5", False),
        ("d", None, None, False),
    ]


@pytest.mark.parametrize(("rank", "places"), [("standard", [1, 2, 2, 4]), ("dense", [1, 2, 2, 3])])
def test_equal_totals_share_a_rank(rank: str, places: list[int]) -> None:
    card = a_tied_card(Ties(rank=rank))  # type: ignore[arg-type] # one of the two words
    found = ranked(card, scored(card, a=(5, 5), b=(5, 5), c=(10, 10), d=(0, 5)))
    assert [(p.unit, p.rank, p.tied) for p in found] == [
        ("c", places[0], False),
        ("a", places[1], True),
        ("b", places[2], True),
        ("d", places[3], False),
    ]


def test_the_tie_rule_of_the_card_tells_equal_totals_apart() -> None:
    # Both have 4: a from 1.1 alone would need 6.67 tenths, so: a = 4/10 of 6 + 4/10 of 4, b = 0 + 10/10 of 4.
    scores = {"a": (4, 4), "b": (0, 10)}
    first = a_tied_card(Ties(("1.1",)))
    second = a_tied_card(Ties(("1", "1.2")))
    assert [p.unit for p in ranked(first, scored(first, **scores))] == ["a", "b"]
    assert [p.unit for p in ranked(second, scored(second, **scores))] == ["b", "a"]
    assert [p.rank for p in ranked(second, scored(second, **scores))] == [1, 2]


def test_totals_are_compared_on_the_full_scale_as_they_are_printed() -> None:
    # a has 2/3 of what is measured of it (6 of 10): 6.67 of 10; b has 6.67 of all 10, by 6.67/10.
    card = a_card(a_criterion(Proportional(), 6), a_criterion(Proportional(), 4, id="1.2"))
    part = score(card, Facts("a", "2023", TODAY, {"1.1": values(done=2, total=3)}))
    whole = score(card, Facts("b", "2023", TODAY, {"1.1": values(rate="66.7%"), "1.2": values(rate="66.7%")}))
    assert [full_scale(card, one) for one in (part, whole)] == [num("6.67"), num("6.67")]
    assert [(p.rank, p.tied) for p in ranked(card, [whole, part])] == [(1, True), (1, True)]
    nothing = score(card, Facts("c", "2023", TODAY, {}))
    assert full_scale(card, nothing) == 0


def test_a_criterion_that_was_not_measured_is_below_one_with_nothing() -> None:
    card = a_card(a_criterion(YesNo(), 8), a_criterion(YesNo(), 2, id="1.2"), ties=Ties(("1.2",)), rounding=Rounding(0))
    none = Facts("a", "2023", TODAY, {"1.1": values(met=0)})
    nought = Facts("b", "2023", TODAY, {"1.1": values(met=0), "1.2": values(met=0)})
    assert [p.unit for p in ranked(card, [score(card, none), score(card, nought)])] == ["b", "a"]


def test_a_bonus_may_tell_apart() -> None:
    card = a_card(a_criterion(YesNo(), 8), a_criterion(Bonus(), 2, id="1.2"), capped=True, ties=Ties(("1.2",)))
    facts = [
        Facts(unit, "2023", TODAY, {"1.1": values(met=1), "1.2": values(count=count)})
        for unit, count in (("a", 0), ("b", 2))
    ]
    found = ranked(card, [score(card, one) for one in facts])
    assert [(p.unit, p.points) for p in found] == [("b", Fraction(8)), ("a", Fraction(8))]


def test_a_tie_is_told_apart_by_the_share_of_a_field_not_by_what_was_measured_of_it() -> None:
    # Both 60 % of all; in field 1 "a" earned 3 of 4 measured (75 %), "b" 6 of 10 (60 %): more points, a smaller share.
    card = replace(
        a_card(a_criterion(Proportional(), 4), a_criterion(Proportional(), 6, id="1.2")),
        ties=Ties(("1",)),
        total_from=Fraction(0),
        max=num(20),
    )
    second = a_criterion(Proportional(), 10, id="2.1")
    card = replace(card, fields=(*card.fields, Field("2", "Lĩnh vực", num(10), (second,))))
    a = Facts("a", "2023", TODAY, {"1.1": values(done=3, total=4), "2.1": values(done=54, total=100)})
    b = Facts("b", "2023", TODAY, {"1.1": values(rate="60%"), "1.2": values(rate="60%"), "2.1": values(rate="60%")})
    assert [(p.unit, p.rank, p.points) for p in ranked(card, (score(card, b), score(card, a)))] == [
        ("a", 1, num(12)),
        ("b", 2, num(12)),
    ]
