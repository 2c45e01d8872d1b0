"""The steps of a round: laid out by the ladder, gathered after a standstill, asked of whoever's turn it is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.appraisal.flow import State
from domain.appraisal.reminders import Knock, Reminder, fates, next_one, planned
from domain.appraisal.turns import Appraiser, OpenSheet, Turn, asked, outstanding, turns
from domain.appraisal.windows import Window, Windows
from domain.calendar import Calendar
from domain.ladder import Phase, Rung, StepState
from domain.ladders import BEGINNING, Chain, Ladders, Version

MONDAY = datetime(2026, 3, 2, 1, tzinfo=UTC)  # 08:00 in Hà Nội
CLOSES = datetime(2026, 3, 20, 10, tzinfo=UTC)  # Friday 17:00
DEFAULT = Ladders().chosen(None, None, "normal")
NO_SPREAD = timedelta()


def laid(windows: Windows, chain: Chain = DEFAULT) -> list[tuple[str, date]]:
    calendar = Calendar()
    found = planned(windows, chain, calendar, NO_SPREAD, MONDAY, MONDAY)
    return [(one.rung, calendar.local_date(one.at)) for one in found]


def test_a_window_is_followed_by_the_ladder_and_reaches_the_office_but_no_head() -> None:
    assert laid({State.SELF_SCORING: Window(None, CLOSES)}) == [
        ("self-scoring/opens", date(2026, 3, 2)),
        ("self-scoring/B5", date(2026, 3, 13)),
        ("self-scoring/B3", date(2026, 3, 17)),
        ("self-scoring/D0", date(2026, 3, 20)),
        ("self-scoring/closes", date(2026, 3, 20)),
        ("self-scoring/O1", date(2026, 3, 23)),
        ("self-scoring/P5", date(2026, 3, 27)),
    ]


def test_another_ladder_brings_other_days() -> None:
    rungs = (Rung("B1", Phase.BEFORE, -1), Rung("P2", Phase.PROPOSAL, 2))
    chain = Chain((Version("nhanh", 1, "Nhanh", BEGINNING, rungs),))
    assert laid({State.EXPLANATION: Window(MONDAY + timedelta(days=7), CLOSES)}, chain) == [
        ("self-scoring/opens", date(2026, 3, 2)),
        ("explanation/opens", date(2026, 3, 9)),
        ("explanation/B1", date(2026, 3, 19)),
        ("explanation/closes", date(2026, 3, 20)),
        ("explanation/P2", date(2026, 3, 24)),
    ]


def test_nobody_is_reminded_before_a_step_opens_or_after_it_closed_and_nobody_owes_an_appeal() -> None:
    short = Window(datetime(2026, 3, 18, 1, tzinfo=UTC), CLOSES)
    assert [rung for rung, _ in laid({State.APPRAISAL: short})][1:] == [
        "appraisal/opens",
        "appraisal/D0",
        "appraisal/closes",
        "appraisal/O1",
        "appraisal/P5",
    ]
    at_midnight = Window(None, datetime(2026, 3, 20, 17, tzinfo=UTC))  # 00:00 on Saturday: Friday is the last day
    assert ("self-scoring/D0", date(2026, 3, 20)) in laid({State.SELF_SCORING: at_midnight})
    assert laid({State.PUBLISHED: Window(CLOSES, CLOSES + timedelta(days=20))})[1:] == [
        ("published/opens", date(2026, 3, 20))
    ]


def one(knock: Knock, at: datetime, state: State = State.SELF_SCORING) -> Reminder:
    return Reminder(state, knock, at)


def test_of_several_found_late_the_last_is_told_to_each_audience() -> None:
    opens, before, due = (one(knock, MONDAY) for knock in (Knock.OPENS, Knock.BEFORE, Knock.DUE))
    found = fates([due, opens, before], {State.SELF_SCORING: Window(None, CLOSES)}, MONDAY)
    assert found[due].state is StepState.TAKEN
    assert [(found[x].state, found[x].into) for x in (opens, before)] == [(StepState.COLLAPSED, due)] * 2


def test_after_the_end_nothing_asks_for_what_had_to_be_done_before_it() -> None:
    windows = {State.SELF_SCORING: Window(None, CLOSES)}
    due, over = one(Knock.DUE, CLOSES - timedelta(hours=9)), one(Knock.OVERDUE, CLOSES)
    closes, proposal = one(Knock.CLOSES, CLOSES), one(Knock.PROPOSAL, CLOSES + timedelta(days=7))
    late = fates([due, over, closes, proposal], windows, CLOSES + timedelta(days=8))
    assert {x.knock: fate.state for x, fate in late.items()} == {
        Knock.DUE: StepState.EXPIRED,
        Knock.OVERDUE: StepState.TAKEN,
        Knock.CLOSES: StepState.COLLAPSED,
        Knock.PROPOSAL: StepState.TAKEN,
    }
    assert fates([due], windows, CLOSES - timedelta(seconds=1))[due].state is StepState.TAKEN
    assert fates([closes], windows, CLOSES + timedelta(days=31))[closes].state is StepState.EXPIRED


def test_steps_of_different_states_do_not_hide_each_other() -> None:
    first, second = one(Knock.CLOSES, MONDAY), one(Knock.OPENS, MONDAY, State.ENDORSEMENT)
    assert {fate.state for fate in fates([first, second], {}, MONDAY).values()} == {StepState.TAKEN}


def test_what_repeats_comes_again_on_a_working_day() -> None:
    over = Reminder(State.SELF_SCORING, Knock.OVERDUE, CLOSES, "O1", 7)
    again = next_one(over, Calendar(), NO_SPREAD, datetime(2026, 3, 23, 1, tzinfo=UTC))
    assert again is not None
    assert (again.occurrence, Calendar().local_date(again.at)) == (1, date(2026, 3, 30))
    assert next_one(one(Knock.OVERDUE, CLOSES), Calendar(), NO_SPREAD, MONDAY) is None


SHEETS = (OpenSheet("kt", frozenset({"1", "2"})), OpenSheet("vp", frozenset({"2"})))
ONE = Appraiser("mot", frozenset({"1"}), frozenset({"vp"}))
TWO = Appraiser("hai", frozenset({"2"}), frozenset({"vp"}))


def test_units_score_heads_endorse_and_appraisers_have_their_fields_but_never_their_own_unit() -> None:
    assert turns(State.SELF_SCORING, SHEETS, [ONE]) == (Turn("unit/kt", ("kt",)), Turn("unit/vp", ("vp",)))
    assert turns(State.ENDORSEMENT, SHEETS[:1], []) == (Turn("head/kt", ("kt",)),)
    assert turns(State.APPRAISAL, SHEETS, [ONE, TWO]) == (
        Turn("person/hai", ("kt",), ("2",)),
        Turn("person/mot", ("kt",), ("1",)),
        Turn("office/", ("vp",), ("2",)),
    )
    whole = Appraiser("ba", None, frozenset())
    assert turns(State.APPRAISAL, SHEETS, [whole]) == (Turn("person/ba", ("kt", "vp"), ("1", "2")),)
    assert turns(State.APPRAISAL, [], [ONE]) == ()


@pytest.mark.parametrize(
    ("knock", "said"),
    [
        (Knock.OPENS, "Giải trình, bổ sung tài liệu kiểm chứng, trước 17:00 ngày 20/3/2026"),
        (
            Knock.OVERDUE,
            (
                "Giải trình, bổ sung tài liệu kiểm chứng. Bước này đã khóa từ 17:00 ngày 20/3/2026; "
                "đề nghị liên hệ cơ quan tổng hợp"
            ),
        ),
    ],
)
def test_what_a_unit_reads(knock: Knock, said: str) -> None:
    assert asked(State.EXPLANATION, knock, Turn("unit/kt", ("kt",)), Window(None, CLOSES), {}) == said


def test_what_an_appraiser_and_the_office_read() -> None:
    names = {"kt": "Phòng Kinh tế"}
    turn = Turn("person/mot", ("kt", "vp"), ("1",))
    assert asked(State.APPRAISAL, Knock.DUE, turn, Window(), names) == (
        "Thẩm định lần 1 phiếu điểm của Phòng Kinh tế, vp; lĩnh vực 1"
    )
    assert outstanding(State.SELF_SCORING, Knock.CLOSES, ["kt"], names) == (
        "Bước “Tự chấm điểm và trình thủ trưởng đơn vị duyệt” đã hết thời gian: còn 01 phiếu chưa xong "
        "(Phòng Kinh tế). Đề nghị gia hạn hoặc chuyển bước"
    )
    assert outstanding(State.APPRAISAL, Knock.PROPOSAL, ["kt"], names).endswith("(Phòng Kinh tế). Đề nghị gia hạn")
