"""Who is away and who acts for them: told, traced, within the days, and never judging their own (on both databases)."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from activities.post import Post
from acts import absences, assignments, completions, office, steps
from acts.absences import Leave
from acts.completions import Report
from acts.messages import Claimed, Delivery, Outcome, send_due
from domain.errors import Refusal
from domain.office import Grant, Role
from domain.rights import SYSTEM, Scope, scope_of
from domain.subject import Caller, Subject, SubjectKind
from proof.verify import holds, verify
from storage.database import Memory
from storage.log import everything
from storage.views import absences as view
from storage.views import people
from storage.views.office import decider, grants_of, reach
from tests.acts.house import House

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 6)
AFTER = datetime(2026, 3, 9, 1, tzinfo=UTC)


def signed_in(house: House, login: str) -> Scope:
    """The scope a token of that person opens today."""
    from acts.tokens import token_digest  # noqa: PLC0415

    secret = office.give_token(house.desk, SYSTEM, login)
    with house.memory.reading() as session:
        found = people.who(session, token_digest(secret), house.now, house.desk.today())
    assert found is not None
    return found


def refused(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as found:
        act()
    return found.value


def reached(house: House, addressee: str) -> str | None:
    with house.memory.reading() as session:
        return reach(session, addressee, house.desk.today()).address


def away(house: House, who: str, substitute: str | None, by: str = "dung", **leave: object) -> str:
    entered = Leave(FIRST, LAST, who, substitute, **leave)  # type: ignore[arg-type]
    found: str = absences.enter(house.desk, signed_in(house, by), entered).body["id"]
    return found


def sound(house: House) -> None:
    told = verify(house.memory, now=house.now)
    assert holds(told), [check for check in told if check.ok is False]


def test_a_substitute_is_told_gets_the_roles_mail_and_acts_with_a_trace_until_the_last_day(memory: Memory) -> None:
    house = House(memory)
    house.directive({"lead_codes": ["vh"]})
    (owed,) = house.assignments()
    binh, before = signed_in(house, "binh"), reached(house, "head/vh")
    assert refused(lambda: assignments.acknowledge(house.desk, binh, owed.id)).kind == "absent"
    away(house, "chi", "binh")
    (told,) = [notice for notice in house.notices() if notice.kind == "substitution"]
    assert told.addressee == f"person/{binh.actor}"
    assert "chị) Ngô Chi" in told.facts["said"]
    binh = signed_in(house, "binh")
    assignments.acknowledge(house.desk, binh, owed.id)
    with memory.reading() as session:
        event = [one for one in everything(session) if one.kind == "assignments.acknowledged"][-1]
        (absent,) = event.data["in_place_of"]
        assert (event.actor, people.person(session, absent).login) == (binh.actor, "chi")  # type: ignore[union-attr]
    house.now = AFTER
    gone = signed_in(house, "binh")
    assert not gone.sees("vh")
    assert refused(lambda: completions.complete(house.desk, gone, Report((owed.id,)))).kind == "absent"
    assert reached(house, "head/vh") == before
    send_due(house.desk, lambda _mail: Outcome(Delivery.SENT))
    sound(house)


def test_what_they_do_in_their_own_roles_names_nobody_else(memory: Memory) -> None:
    house = House(memory)
    house.directive({})
    away(house, "chi", "an")
    an = signed_in(house, "an")
    assignments.acknowledge(house.desk, an, house.assignments()[0].id)
    with memory.reading() as session:
        (event,) = [one for one in everything(session) if one.kind == "assignments.acknowledged"]
    assert "in_place_of" not in event.data


def test_mail_to_the_head_goes_to_who_stands_in_and_says_for_whom(memory: Memory) -> None:
    house = House(memory)
    away(house, "binh", "an")
    assert reached(house, "head/kt") == "an@mau.example"
    with memory.reading() as session:
        assert reach(session, "head/kt", FIRST).person.stands_for == "Trần Bình"  # type: ignore[union-attr]
    house.now = AFTER
    assert reached(house, "head/kt") == "binh@mau.example"


def test_without_a_substitute_the_role_is_bridged_like_a_vacancy(memory: Memory) -> None:
    house = House(memory)
    away(house, "binh", None)
    assert reached(house, "head/kt") == "kt@mau.example"


@pytest.mark.parametrize("leads", ["vp", "kt"])
def test_a_substitute_never_answers_for_their_own_unit_nor_for_that_of_who_is_away(memory: Memory, leads: str) -> None:
    """The official of kt stands in for the chief of the office: neither kt's nor the office's own report is theirs."""
    house = House(memory)
    house.directive({"lead_codes": [leads]})
    report = completions.complete(house.desk, SYSTEM, Report((house.assignments()[0].id,)))
    away(house, "dung", "an", "dung")
    an = signed_in(house, "an")
    assert refused(lambda: completions.accept(house.desk, an, report.body["id"])).code == "leads-itself"
    house.directive({"lead_codes": ["vh"]}, number="13/CT")
    other = completions.complete(house.desk, SYSTEM, Report((house.assignments("vh")[0].id,)))
    assert completions.accept(house.desk, an, other.body["id"]).status == 201
    with memory.reading() as session:
        (event,) = [one for one in everything(session) if one.kind == "completion.accepted"]
    assert event.data["in_place_of"] == [signed_in(house, "dung").actor]


def test_who_may_say_that_somebody_is_away(memory: Memory) -> None:
    house = House(memory)
    leave = Leave(FIRST, LAST, "an", "binh")
    assert refused(lambda: absences.enter(house.desk, signed_in(house, "chi"), leave)).kind == "absent"
    own = Leave(FIRST, LAST, None, "chi")
    assert refused(lambda: absences.enter(house.desk, signed_in(house, "an"), own)).code == "not-of-unit"
    to_oneself = Leave(FIRST, LAST, "an", "binh")
    assert refused(lambda: absences.enter(house.desk, signed_in(house, "binh"), to_oneself)).code == "names-oneself"
    assert absences.enter(house.desk, signed_in(house, "an"), Leave(FIRST, LAST, None, "binh")).status == 201


def test_days_are_checked_and_nobody_is_away_twice_or_stands_in_while_away(memory: Memory) -> None:
    house = House(memory)
    chief = signed_in(house, "dung")

    def enter(since: date, until: date, who: str = "an", substitute: str = "binh") -> object:
        return absences.enter(house.desk, chief, Leave(since, until, who, substitute))

    assert refused(lambda: enter(LAST, FIRST)).code == "bad-span"
    assert refused(lambda: enter(date(2026, 2, 2), date(2026, 2, 6))).code == "past-days"
    enter(FIRST, LAST)
    assert refused(lambda: enter(LAST, date(2026, 3, 20))).code == "absent-already"
    assert refused(lambda: enter(FIRST, LAST, "chi", "an")).code == "substitute-absent"
    enter(date(2026, 3, 7), date(2026, 3, 20))


def test_an_early_end_works_from_that_day_on_and_the_substitute_is_told_again(memory: Memory) -> None:
    house = House(memory)
    absence = away(house, "chi", "an")
    assert signed_in(house, "an").sees("vh")
    assert refused(lambda: absences.end(house.desk, signed_in(house, "an"), absence)).kind == "absent"
    absences.end(house.desk, signed_in(house, "chi"), absence, 1)
    assert not signed_in(house, "an").sees("vh")
    assert len([notice for notice in house.notices() if notice.kind == "substitution"]) == 2
    assert refused(lambda: absences.end(house.desk, signed_in(house, "chi"), absence, 2)).code == "absence-over"


def test_an_escalation_taken_while_the_head_is_away_reaches_the_substitute(memory: Memory) -> None:
    """Resolved when it is sent: the step names the role alone."""
    house = House(memory)
    house.directive({"due_on": "2026-03-02"})
    (owed,) = house.assignments()
    absences.enter(house.desk, signed_in(house, "dung"), Leave(FIRST, date(2026, 3, 20), "binh", "an"))
    addresses: list[tuple[str, str | None]] = []

    def post(mail: Claimed) -> Outcome:
        addresses.append((mail.addressee, reached(house, mail.addressee)))
        return Outcome(Delivery.SENT)

    for day in (3, 4, 5, 6, 9, 10):
        house.now = datetime(2026, 3, day, 3, tzinfo=UTC)
        steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), Caller.ROUND)
        send_due(house.desk, post)
    assert ("head/kt", "an@mau.example") in addresses
    sound(house)


def test_the_mail_to_a_substitute_is_whole_without_an_assignment(memory: Memory) -> None:
    house = House(memory)
    away(house, "chi", "an")
    mails = []

    class Kept(Post):
        def _send(self, message, address, subject):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
            mails.append((address, subject, message.get_body(("plain",)).get_content()))
            return Outcome(Delivery.SENT, "250", address, subject)

    send_due(house.desk, Kept(house.desk, "smtp://nowhere.example"))
    ((address, subject, text),) = mails
    assert address == "an@mau.example"
    assert subject == "Làm thay trong thời gian vắng mặt – Phòng Kinh tế"
    assert "từ ngày 02/3/2026 đến hết ngày 06/3/2026" in text
    assert "cử làm thay người vắng mặt" in text


def test_roles_of_the_absent_lapse_with_their_own_days_and_personal_ones_are_never_taken_over(memory: Memory) -> None:
    house = House(memory)
    with memory.reading() as session:
        held = grants_of(session, signed_in(house, "chi").actor)
    from domain.office import Absence, Validity  # noqa: PLC0415

    absence = Absence("chi", FIRST, LAST, "an")
    roles = (*held, Grant(Role.ADMIN), Grant(Role.HEAD, "vh", Validity(until=FIRST)))
    taken = absence.taken_over(roles)
    assert {grant.role for grant in taken} == {Role.OFFICIAL, Role.HEAD}
    assert {grant.role for grant in scope_of("an", taken, LAST).grants} == {Role.OFFICIAL}


def test_colleagues_and_the_office_see_who_is_away_and_another_unit_does_not(memory: Memory) -> None:
    house = House(memory)
    absence = away(house, "binh", "an")

    def seen(login: str, *, past: bool = False) -> list[str]:
        scope = signed_in(house, login)
        with memory.reading() as session:
            return [one.id for one in view.find(session, scope, house.desk.today(), past=past)]

    assert [seen(login) for login in ("an", "binh", "dung", "chi")] == [[absence], [absence], [absence], []]
    house.now = AFTER
    assert (seen("dung"), seen("dung", past=True)) == ([], [absence])


def test_who_stands_in_for_the_chief_belongs_to_the_chiefs_office_for_those_days(memory: Memory) -> None:
    """Work of the office itself is not laid before who acts as its chief: they could not decide it (domain.md §0.8)."""
    house = House(memory)
    away(house, "dung", "chi", by="dung")

    def decides(unit: str) -> str:
        with memory.reading() as session:
            return decider(session, "chief", unit, house.desk.today())

    assert (decides("vp"), decides("vh"), decides("kt")) == ("chief/vp", "chief/vh", "chief/")
    house.now = AFTER
    assert (decides("vp"), decides("vh")) == ("chief/vp", "chief/")
