"""Facts for classification are counted as they are, by hand below."""

from datetime import date

from domain.calendar import Calendar
from domain.classification import COLUMNS, classification, line_of
from domain.record import Move, Return
from domain.status import DelayClass, ReturnClass, WorkState
from tests.domain.scorecards import TODAY, an_assignment

CALENDAR = Calendar()
DAY = date(2023, 3, 10)
SERIOUS, SMALL = Return(ReturnClass.SERIOUS, DAY, "?"), Return(ReturnClass.INCOMPLETE, DAY, "?")
OBJECTIVE = Move(DAY, DAY, DAY, DelayClass.OBJECTIVE, "?")
OWN = Move(DAY, DAY, DAY, DelayClass.SUBJECTIVE, "?")


def test_an_assignment_is_told_with_every_fact_and_no_verdict() -> None:
    task = an_assignment("a", result_on=date(2023, 3, 25), returns=(SERIOUS, SMALL), moves=(OBJECTIVE, OWN), weight=3)
    line = line_of(task, "Lê An", TODAY, CALENDAR)
    assert list(line) == list(COLUMNS)
    told = {name: line[name] for name in ("weight", "state", "due", "done", "on_time", "delays", "days_late")}
    assert told == {
        "weight": 3,
        "state": "done-late",
        "due": 1,
        "done": 1,
        "on_time": 0,
        "delays": 1,
        "days_late": 4,
    }
    assert [line[name] for name in ("returns", "serious", "moved", "objective", "head")] == [2, 1, 2, 1, "Lê An"]


def test_paused_undated_and_later_facts_are_no_delays() -> None:
    later = Return(ReturnClass.SERIOUS, date(2023, 4, 2), "?")
    for task in (
        an_assignment("a", work=WorkState.SUSPENDED),
        an_assignment("b", deadline=None),
        an_assignment("c", counts=False),
        an_assignment("d", deadline=date(2023, 4, 3), returns=(later,)),
    ):
        line = line_of(task, None, TODAY, CALENDAR)
        assert (line["delays"], line["days_late"], line["serious"]) == (0, 0, 0)


def test_sums_are_by_unit_weighed_by_the_items_own_weights_and_without_what_was_withdrawn() -> None:
    # p-a: 3 assigned of weight 1 + 2 + 5; done 2 (weights 1, 2), on time 1 (weight 1), delays 2 (weights 2, 5).
    lines, sums = classification(
        [
            an_assignment("c", weight=5),
            an_assignment("a", result_on=DAY, returns=(SERIOUS, SERIOUS)),
            an_assignment("b", result_on=date(2023, 3, 30), weight=2),
            an_assignment("d", work=WorkState.WITHDRAWN),
            an_assignment("e", unit="p-b", result_on=DAY),
        ],
        {"p-b": "Trần Bình"},
        TODAY,
        CALENDAR,
    )
    assert [line["assignment"] for line in lines] == ["a", "b", "c", "e"]
    first, second = sums
    assert (first["unit"], first["head"], second["head"]) == ("p-a", None, "Trần Bình")
    names = ("assigned", "weight", "done", "done_weight", "on_time", "on_time_weight", "delays", "delays_weight")
    assert [first[name] for name in names] == [3, 8, 2, 3, 1, 1, 2, 7]
    assert (first["serious"], first["serious_weight"], first["days_late"]) == (2, 1, 17)  # 8 and 9 working days
