"""Who may move a deadline: named for a directive or an item, asked whenever one is moved; on both databases."""

from datetime import date

from acts import amending, directives, extensions, movers
from acts.extensions import Spoken
from domain.office import Grant, Role
from domain.rights import MOVERS, SYSTEM, Act, Scope, may
from domain.status import DelayClass
from storage.database import Memory
from storage.views.assignments import get
from tests.acts.house import CHIEF, OFFICIAL, House, an_item
from tests.acts.test_changes import again, refused, sent, sound

CHAIR = Scope("hoa", (Grant(Role.CHAIR),))
DEPUTY = Scope("lan", (Grant(Role.DEPUTY_CHAIR),))
SPECIALIST = Scope("em", (Grant(Role.SPECIALIST, "vp"),))
UNTIL = date(2026, 4, 10)


def asked(house: House, assignment: str) -> str:
    found: str = extensions.ask(house.desk, OFFICIAL, assignment, UNTIL, "Chờ", DelayClass.OBJECTIVE).body["id"]
    return found


def test_only_who_is_named_or_above_grants_more_time_and_the_refusal_says_who(memory: Memory) -> None:
    house = House(memory)
    order = house.directive({})
    (owed,) = house.assignments()
    movers.name_of_directive(house.desk, CHIEF, order, Role.DEPUTY_CHAIR)
    extension = asked(house, owed.id)
    found = refused(lambda: extensions.decide(house.desk, CHIEF, extension, granted=True, reason="Đồng ý"))
    assert (found.kind, found.code) == ("forbidden", "not-the-mover")
    assert MOVERS[Role.DEPUTY_CHAIR] in found.detail
    extensions.decide(house.desk, DEPUTY, extension, granted=True, reason="Đồng ý")
    assert again(house, owed.id).deadline == UNTIL
    with memory.reading() as session:
        assert get(session, CHIEF, owed.id, house.desk.today()).mover == "deputy-chair"
    sent(house)
    sound(house)


def test_the_office_still_says_no_and_somebody_above_still_says_yes(memory: Memory) -> None:
    house = House(memory)
    order = house.directive({}, {})
    movers.name_of_directive(house.desk, CHIEF, order, Role.DEPUTY_CHAIR)
    first, second = house.assignments()
    extensions.decide(house.desk, CHIEF, asked(house, first.id), granted=False, reason="Không đủ lý do")
    extensions.decide(house.desk, CHAIR, asked(house, second.id), granted=True, reason="Đồng ý")
    assert [again(house, one.id).deadline for one in (first, second)] == [date(2026, 3, 20), UNTIL]


def test_a_spoken_word_and_an_amendment_go_the_same_way(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    movers.name_of_item(house.desk, CHIEF, owed.item, Role.CHAIR)
    spoken = Spoken("Chủ tịch", date(2026, 3, 2), "giao ban")
    by_word = refused(
        lambda: extensions.ask(house.desk, DEPUTY, owed.id, UNTIL, "Lùi", DelayClass.OBJECTIVE, spoken=spoken)
    )
    amended = refused(lambda: amending.amend(house.desk, CHIEF, owed.item, {"due_on": "2026-04-10"}, "CV 2"))
    assert {by_word.code, amended.code} == {"not-the-mover"}
    amending.amend(house.desk, CHIEF, owed.item, {"product": "Tờ trình"}, "CV 2")
    amending.amend(house.desk, CHAIR, owed.item, {"due_on": "2026-04-10"}, "CV 3")
    assert again(house, owed.id).deadline == UNTIL


def test_an_item_says_otherwise_than_its_directive_and_only_its_mover_gives_that_away(memory: Memory) -> None:
    house = House(memory)
    order = house.directive({}, {})
    first, second = house.assignments()
    movers.name_of_directive(house.desk, CHIEF, order, Role.CHAIR)
    assert refused(lambda: movers.name_of_item(house.desk, CHIEF, first.item, Role.CHIEF)).code == "not-the-mover"
    movers.name_of_item(house.desk, CHAIR, first.item, Role.CHIEF)
    extensions.decide(house.desk, CHIEF, asked(house, first.id), granted=True, reason="Đồng ý")
    waiting = asked(house, second.id)
    assert refused(lambda: extensions.decide(house.desk, CHIEF, waiting, granted=True, reason="x")).kind == "forbidden"
    assert refused(lambda: movers.name_of_directive(house.desk, CHIEF, order, None)).code == "not-the-mover"
    movers.name_of_directive(house.desk, CHAIR, order, None)
    extensions.decide(house.desk, CHIEF, waiting, granted=True, reason="Đồng ý")


def test_a_specialist_names_them_while_it_is_a_draft_and_not_afterwards(memory: Memory) -> None:
    house = House(memory)
    draft = {"title": "Chỉ thị", "items": [{"ref": "1", **an_item()}]}
    found = directives.take_in(house.desk, SYSTEM, draft, "…", "0" * 64).body["id"]
    assert movers.name_of_directive(house.desk, SPECIALIST, found, Role.CHAIR, 1).body["mover"] == "chair"
    assert refused(lambda: movers.name_of_directive(house.desk, SPECIALIST, found, None, 1)).kind == "stale"
    issued = house.directive({})
    assert refused(lambda: movers.name_of_directive(house.desk, SPECIALIST, issued, None)).code == "not-allowed"
    assert refused(lambda: movers.name_of_item(house.desk, CHIEF, "x", None)).kind == "absent"


def test_who_stands_in_for_the_chair_moves_what_the_chair_moves() -> None:
    stands_in = Scope("lan", (Grant(Role.DEPUTY_CHAIR), Grant(Role.CHAIR, stands_for="hoa")))
    assert may(stands_in, Act.DECIDE_EXTENSION, "kt", lead="kt", mover=Role.CHAIR)
    assert stands_in.leaned_on == {"hoa"}
    assert not may(DEPUTY, Act.DECIDE_EXTENSION, "kt", lead="kt", mover=Role.CHAIR)
