"""Who may move a deadline: named for a directive or an item, asked whenever one is moved; on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from acts import amending, directives, extensions, issue, movers, office
from acts.extensions import Spoken
from domain.annex import Annex, AnnexRow
from domain.office import Grant, Official, Role
from domain.rights import MOVERS, SYSTEM, Act, Scope, may
from domain.status import DelayClass
from storage.database import Memory
from storage.views.assignments import get
from storage.views.office import decider_on_days, reach
from tests.acts.house import CHIEF, OFFICE, OFFICIAL, House, an_item
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


def _asked_of(house: House, extension: str) -> list[str]:
    return [one.addressee for one in house.notices() if one.cause == f"extension/{extension}/asked"]


@pytest.mark.parametrize(
    ("mover", "whom"),
    [(None, "chief/"), (Role.CHIEF, "chief/"), (Role.DEPUTY_CHAIR, "deputy/kt"), (Role.CHAIR, "chair/")],
)
def test_a_request_is_laid_before_who_moves_that_deadline(memory: Memory, mover: Role | None, whom: str) -> None:
    house = House(memory)
    house.directive({})
    (owed,) = house.assignments()
    movers.name_of_item(house.desk, CHIEF, owed.item, mover)
    assert _asked_of(house, asked(house, owed.id)) == [whom]
    sound(house)


def test_a_request_that_waits_passes_on_to_who_is_named_and_is_told_once(memory: Memory) -> None:
    house = House(memory)
    order = house.directive({}, {})
    first, second = house.assignments()
    movers.name_of_item(house.desk, CHIEF, second.item, Role.CHIEF)
    moved, stays = asked(house, first.id), asked(house, second.id)
    movers.name_of_directive(house.desk, CHIEF, order, Role.CHAIR)
    movers.name_of_directive(house.desk, CHAIR, order, Role.CHAIR)
    assert sorted(_asked_of(house, moved)) == ["chair/", "chief/"]
    assert _asked_of(house, stays) == ["chief/"]
    sent(house)
    sound(house)


def test_nobody_below_is_asked_where_a_deputy_was_named_and_none_holds_the_office(memory: Memory) -> None:
    house = House(memory)
    people = (
        *OFFICE.officials,
        Official("hoa", "Vũ Hoa", "Chủ tịch", "đồng chí", "hoa@mau.example", grants=(Grant(Role.CHAIR),)),
    )
    office.set_office(house.desk, SYSTEM, replace(OFFICE, officials=people))
    with memory.reading() as session:
        whom = decider_on_days(session, Role.DEPUTY_CHAIR, "kt", house.desk.today())
        assert reach(session, whom, house.desk.today()).address == "hoa@mau.example"


def test_an_annex_names_who_moves_days_and_after_the_issue_no_longer(memory: Memory) -> None:
    house = House(memory)
    draft = {"title": "Chỉ thị", "items": [{"ref": str(n), **an_item()} for n in (1, 2)]}
    order = directives.take_in(house.desk, SYSTEM, draft, "…", "0" * 64).body["id"]
    annex = Annex(
        "12/CT-UBND", house.desk.today(), rows=(AnnexRow("1", mover=Role.CHAIR), AnnexRow("2")), mover=Role.CHIEF
    )
    directives.lay_annex(house.desk, SPECIALIST, order, annex)
    issue.issue(house.desk, SYSTEM, order, "12/CT-UBND", house.desk.today())
    with memory.reading() as session:
        owed = sorted(house.assignments(), key=lambda row: row.item)
        told = {get(session, CHIEF, row.id, house.desk.today()).mover for row in owed}
    assert told == {"chair", "chief"}
    signed = replace(annex, number="1/PL", issued_on=house.desk.today())
    directives.lay_annex(house.desk, CHIEF, order, signed)  # the same again says nothing new
    other = replace(signed, rows=(AnnexRow("1", mover=Role.CHIEF),), mover=Role.CHAIR)
    found = refused(lambda: directives.lay_annex(house.desk, CHIEF, order, other))
    assert [problem.field for problem in found.problems] == ["mover", "rows[0].mover"]
