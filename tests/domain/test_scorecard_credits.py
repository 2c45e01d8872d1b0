"""Results let count as in time for a standstill of the house: a line each says what it brought, and points hold without it."""

from datetime import date
from fractions import Fraction

from domain.record import AssignmentRecord
from domain.scorecard import Mixed, Score, Scorecard, YesNo, score, score_to_plain
from tests.domain.scorecards import a_card, a_criterion, an_assignment, num, some_facts, values

LATE, TODAY = date(2023, 3, 22), date(2023, 3, 31)
CARD = a_card(a_criterion(Mixed(), 4), a_criterion(YesNo(), 2, id="1.2"))


def late(id_: str, outage: str | None = None) -> AssignmentRecord:
    return an_assignment(id_, result_on=LATE, outage_credit=outage)


def scored_on(*work: AssignmentRecord, card: Scorecard = CARD) -> Score:
    return score(card, some_facts({"1.2": values(met=1)}, *work, as_of=TODAY))


def test_each_standstill_has_a_line_with_what_it_alone_brought() -> None:
    # Four results late: 4 × 4/4 × 50% = 2. Each that counts as in time brings 4 × 1/4 × 50% = 0,5.
    found = scored_on(late("a", "o-2"), late("b", "o-1"), late("c", "o-1"), late("d"))
    assert found.points == num("3.5") + 2
    assert [(one.criterion, one.outage, one.points, one.records, one.why) for one in found.credits] == [
        (
            "1.1",
            "o-1",
            Fraction(1),
            ("b", "c"),
            "Hệ thống gián đoạn trước hạn: 2 nhiệm vụ được tính đúng hạn, thêm 1 điểm.",
        ),
        (
            "1.1",
            "o-2",
            num("0.5"),
            ("a",),
            "Hệ thống gián đoạn trước hạn: 1 nhiệm vụ được tính đúng hạn, thêm 0,5 điểm.",
        ),
    ]
    without = scored_on(late("a"), late("b"), late("c"), late("d"))
    assert found.points - without.points == sum(one.points for one in found.credits)


def test_what_brought_nothing_and_what_never_was_have_no_line() -> None:
    in_time = an_assignment("a", result_on=date(2023, 3, 10), outage_credit="o-1")
    assert scored_on(in_time).credits == ()
    assert "credits" not in score_to_plain(scored_on(in_time))
    assert scored_on(late("a")).credits == ()
    open_ = an_assignment("a", outage_credit="o-1")
    assert scored_on(open_).credits == ()


def test_a_line_is_told_whole_to_programs() -> None:
    assert score_to_plain(scored_on(late("a", "o-1")))["credits"] == [
        {
            "code": "OUTAGE_CREDIT",
            "criterion": "1.1",
            "outage": "o-1",
            "points": "2",
            "why": "Hệ thống gián đoạn trước hạn: 1 nhiệm vụ được tính đúng hạn, thêm 2 điểm.",
            "records": ["a"],
        }
    ]
