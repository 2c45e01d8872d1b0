"""The way of a score sheet: who may do what when, windows, lines that fit, and which of them count."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from domain.appraisal.flow import MARKED_BY, MOVES, WINDOWED, State, field_closed, move_named, moves_from
from domain.appraisal.marks import (
    Citation,
    Mark,
    closed_from_records,
    closed_from_surveys,
    counted,
    in_force,
    refuse_marks,
    unscored,
)
from domain.appraisal.windows import Window, refuse_crossed, require_open, require_over
from domain.errors import Refusal
from domain.office import Grant, Role
from domain.rights import Act, Scope, may, require
from domain.scorecard import (
    Criterion,
    Deduct,
    Facts,
    Field,
    Level,
    Levels,
    Measurement,
    Penalty,
    Proportional,
    Scorecard,
    Survey,
    limits,
    score,
)

NOON = datetime(2026, 4, 1, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
PROOF = (Citation("45/BC-KT", section="II.1"),)
CARD = Scorecard(
    "ubnd",
    "phường",
    2026,
    "1",
    "MINH HỌA",
    max=Fraction(12),
    fields=(
        Field("1", "Chỉ đạo", Fraction(6), (Criterion("1.1", "Hồ sơ", Fraction(6), Proportional()),)),
        Field(
            "2",
            "Thể chế",
            Fraction(6),
            (
                Criterion(
                    "2.1", "Mức", Fraction(4), Levels((Level("tốt", share=Fraction(1)), Level("khá", Fraction(3))))
                ),
                Criterion("2.2", "Hài lòng", Fraction(2), Survey()),
            ),
        ),
    ),
)
RATE = Measurement({"rate": Fraction(1, 3)})
FACTS = Facts("kt", "2026", date(2026, 4, 1), {"1.1": RATE, "2.2": Measurement({"rate": Fraction(1, 2)})})


def refused(state: State, *marks: Mark) -> list[tuple[str, str]]:
    with pytest.raises(Refusal) as said:
        refuse_marks(CARD, state, marks, lambda number, part: f"rows[{number}].{part}")
    return [(one.field, one.message) for one in said.value.problems]


def test_every_state_but_the_last_can_be_left_and_every_state_can_be_reached() -> None:
    reached = {State.SELF_SCORING, State.PUBLISHED} | {move.target for move in MOVES}
    assert reached == set(State)
    # what is approved waits for the publication of the whole round
    assert {state for state in State if not moves_from(state)} == {State.APPROVED, State.SETTLED}


def test_a_sheet_goes_its_whole_way() -> None:
    state = State.SELF_SCORING
    for name in ("submit", "endorse", "close-field", "answer", "close-field", "approve"):
        state = move_named(name, state).target
    assert state is State.APPROVED
    assert move_named("settle", move_named("appeal", State.PUBLISHED).target).target is State.SETTLED


def test_what_is_not_allowed_now_is_refused_with_what_is() -> None:
    with pytest.raises(Refusal) as said:
        move_named("approve", State.ENDORSEMENT)
    assert (said.value.kind, said.value.allowed) == ("conflict", ("endorse", "send-back", "pass-on"))


def test_a_step_of_appraisal_ends_with_its_last_field() -> None:
    assert field_closed(State.APPRAISAL, ["1", "2"], [], "2") is State.APPRAISAL
    assert field_closed(State.APPRAISAL, ["1", "2"], ["2"], "1") is State.EXPLANATION
    assert field_closed(State.SECOND_APPRAISAL, ["1"], [], "1") is State.APPROVAL
    for field, code in (("2", "field-locked"), ("3", "unknown-field-of-card")):
        with pytest.raises(Refusal) as said:
            field_closed(State.APPRAISAL, ["1", "2"], ["2"], field)
        assert said.value.code == code


def test_nobody_appraises_another_field_or_their_own_unit() -> None:
    own = Scope("a", (Grant(Role.APPRAISER, "vp", field="1"),))
    assert may(own, Act.APPRAISE, "kt", lead="kt", field="1")
    assert not may(own, Act.APPRAISE, "kt", lead="kt", field="2")
    assert not may(own, Act.APPRAISE, "vp", lead="vp", field="1")
    assert may(Scope("b", (Grant(Role.APPRAISER),)), Act.APPRAISE, "kt", lead="kt", field="2")
    with pytest.raises(Refusal, match="chính đơn vị mình"):
        require(own, Act.APPRAISE, "vp", lead="vp", field="1")


def test_who_writes_in_a_step_is_not_who_ends_the_next() -> None:
    assert MARKED_BY[State.SELF_SCORING] is Act.SELF_SCORE
    assert move_named("endorse", State.ENDORSEMENT).act is Act.ENDORSE
    assert {one for one in State if one not in MARKED_BY} == {
        State.ENDORSEMENT,
        State.APPROVAL,
        State.APPROVED,
        State.SETTLED,
    }


def test_a_step_is_open_from_its_first_instant_up_to_its_last_and_then_locked() -> None:
    windows = {State.APPRAISAL: Window(NOON, NOON + HOUR)}
    require_open(windows, State.APPRAISAL, NOON)
    require_open(windows, State.EXPLANATION, NOON)
    for instant, words in ((NOON - HOUR, "mở từ 12:00 ngày 01/4/2026"), (NOON + HOUR, "khóa từ 13:00 ngày 01/4/2026")):
        with pytest.raises(Refusal, match=words):
            require_open(windows, State.APPRAISAL, instant)
    require_over(windows, State.APPRAISAL, NOON + HOUR)
    for state in (State.APPRAISAL, State.EXPLANATION):
        with pytest.raises(Refusal, match="còn thời gian"):
            require_over(windows, state, NOON)


def test_windows_that_cross_are_refused_together() -> None:
    refuse_crossed({state: Window(NOON + n * HOUR, NOON + 2 * n * HOUR + HOUR) for n, state in enumerate(WINDOWED)})
    with pytest.raises(Refusal) as said:
        refuse_crossed(
            {
                State.SELF_SCORING: Window(NOON, NOON),
                State.APPRAISAL: Window(NOON - HOUR),
                State.APPROVED: Window(NOON),
            }
        )
    assert [one.field for one in said.value.problems] == [
        "windows.approved",
        "windows.self-scoring.closes",
        "windows.appraisal.opens",
    ]


def test_a_self_score_needs_evidence_with_its_place_or_words() -> None:
    refuse_marks(CARD, State.SELF_SCORING, [Mark("1.1", Fraction(5), citations=PROOF)], lambda *_: "")
    refuse_marks(CARD, State.SELF_SCORING, [Mark("1.1", Fraction(5), note="Chưa phát sinh")], lambda *_: "")
    assert [place for place, _ in refused(State.SELF_SCORING, Mark("1.1", Fraction(5)))] == ["rows[0].evidence"]
    bare = Mark("1.1", Fraction(5), citations=(Citation("45/BC-KT"),))
    assert [place for place, _ in refused(State.SELF_SCORING, bare)] == ["rows[0].evidence[0]"]


def test_lines_that_do_not_fit_are_refused_all_together() -> None:
    found = refused(
        State.APPRAISAL,
        Mark("9"),
        Mark("2.2", Fraction(1)),
        Mark("1.1", Fraction(13, 2)),
        Mark("1.1", level="tốt"),
        Mark("2.1", level="kém"),
        Mark("2.1", Fraction(1), not_applicable=True),
    )
    assert [place for place, _ in found] == [
        "rows[0].criterion",
        "rows[1].criterion",
        "rows[2].points",
        "rows[3].level",
        "rows[3].criterion",
        "rows[4].level",
        "rows[5].points",
        "rows[5].criterion",
    ]
    assert dict(found)["rows[2].points"] == "điểm phải từ 0 đến 6"


def test_a_survey_is_never_scored_by_hand_and_its_result_counts() -> None:
    assert "điều tra" in refused(State.SELF_SCORING, Mark("2.2", Fraction(1), note="Tốt"))[0][1]
    told = score(CARD, counted(CARD, FACTS, {}, from_records=False))
    assert {row.id: row.points for row in told.criteria} == {"1.1": None, "2.1": None, "2.2": 1}


def test_the_later_step_counts_and_what_a_unit_asks_for_does_not() -> None:
    marks = {
        State.SELF_SCORING: {"1.1": Mark("1.1", Fraction(6)), "2.1": Mark("2.1", level="tốt")},
        State.APPRAISAL: {"1.1": Mark("1.1", Fraction(4))},
        State.EXPLANATION: {"1.1": Mark("1.1", Fraction(6), note="Có")},
        State.SECOND_APPRAISAL: {"1.1": Mark("1.1", Fraction(5)), "2.1": Mark("2.1", note="Giữ nguyên")},
    }
    for step, points in ((State.SELF_SCORING, 6 + 4), (State.APPRAISAL, 4 + 4), (State.SECOND_APPRAISAL, 5 + 4)):
        facts = counted(CARD, Facts("kt", "2026", FACTS.as_of), in_force(marks, step), from_records=False)
        told = score(CARD, facts)
        assert told.points == points
        assert sum(loss.points for loss in told.losses) == told.max - told.points


def test_what_the_records_say_is_closed_exactly_and_no_longer_moves() -> None:
    assert unscored(CARD, FACTS, {}) == ["2.1"]
    closed = closed_from_records(CARD, FACTS, {"2.1": Mark("2.1", level="khá")})
    assert [(one.criterion, one.points) for one in closed] == [("1.1", Fraction(2))]
    surveyed = closed_from_surveys(CARD, FACTS, {})
    assert [(one.criterion, one.points) for one in surveyed] == [("2.2", Fraction(1))]
    later = Facts("kt", "2026", FACTS.as_of, {"1.1": Measurement({"rate": Fraction(1)})})
    told = score(CARD, counted(CARD, later, {one.criterion: one for one in closed}, from_records=False))
    assert told.criteria[0].points == 2


def test_what_does_not_apply_by_the_records_stays_so_in_the_closed_sheet() -> None:
    out = Facts("kt", "2026", FACTS.as_of, {"1.1": Measurement(not_applicable=True, note="Không có hồ sơ")})
    (closed,) = closed_from_records(CARD, out, {})
    assert (closed.criterion, closed.points, closed.not_applicable) == ("1.1", None, True)
    told = score(CARD, counted(CARD, FACTS, {"1.1": closed}, from_records=False))
    assert told.criteria[0].state == "not-applicable"


def test_points_given_stand_in_place_of_the_rule_and_within_what_it_could_come_to() -> None:
    told = score(CARD, Facts("kt", "2026", FACTS.as_of, {"1.1": Measurement(points=Fraction(1), note="Thiếu mục 2.")}))
    assert (told.criteria[0].points, told.criteria[0].lost) == (Fraction(1), Fraction(5))
    assert told.criteria[0].why == "Điểm được chấm: 1 điểm. Thiếu mục 2."
    over = score(CARD, Facts("kt", "2026", FACTS.as_of, {"1.1": Measurement(points=Fraction(7))}))
    assert over.criteria[0].points is None
    below = Criterion("3", "Trừ", Fraction(2), Deduct(Fraction(1), lowest=Fraction(-1)))
    off = Criterion("4", "Phạt", Fraction(2), Penalty())
    assert [(limits(one).lowest, limits(one).highest) for one in (below, off)] == [
        (Fraction(-1), Fraction(2)),
        (Fraction(-2), Fraction(0)),
    ]
