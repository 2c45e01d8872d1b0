"""The office as it stands on a day: its units and people, and whom a role at a unit reaches."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar import Calendar, Decision, Hours, merge
from domain.calendar import Session as Hour
from domain.deadline import DEFAULT_POLICY, JudgedBy, Policy, policy_from_plain
from domain.office import Absence, Grant, Role, Unit, UnitKind, Validity
from domain.period import Period
from domain.reporting import DEFAULT_REPORTING, Reporting, reporting_from_plain
from domain.rights import Scope
from storage.tables import CalendarRow, GrantRow, OfficialRow, SettingRow, UnitCalendarRow, UnitRow
from storage.views import absences

HOURS = "hours"
"""The setting that holds the sessions and the worked days of an ordinary week."""
UNIT_HOURS = "unit-hours"
"""The setting that holds the hours of units that keep their own, by code."""
LEARNED = "learned"
"""Where a unit's body keeps aliases learned from documents, apart from those its file states."""
POLICY = "deadline-policy"
"""The setting that holds how named days become deadlines."""
JUDGING = "judging"
"""The setting that says by which day of its document a result is judged."""
REPORTING = "reporting"
"""The setting that holds the windows of reports, the slices of the calendar that are reported, and their rhythm."""


@dataclass(frozen=True)
class Person:
    """An official as a mail or a page names them; `stands_for` is the name of whom they act for that day."""

    id: str
    name: str
    title: str
    form: str
    email: str | None
    phone: str | None
    stands_for: str | None = None


@dataclass(frozen=True)
class Reached:
    """Whom a role at a unit reaches on a day: the person, if one holds it, and the address a mail goes to."""

    role: str
    unit: Unit | None
    person: Person | None
    address: str | None


def units(session: Session) -> list[Unit]:
    """All units, by code."""
    return [_unit(row) for row in session.scalars(select(UnitRow).order_by(UnitRow.code))]


def unit_called(session: Session, code: str | None) -> Unit | None:
    """The unit of that code, or None."""
    row = session.get(UnitRow, code) if code else None
    return _unit(row) if row else None


def authority(session: Session) -> Unit | None:
    """The root of the tree."""
    row = session.scalar(select(UnitRow).where(UnitRow.parent.is_(None)).order_by(UnitRow.code).limit(1))
    return _unit(row) if row else None


def in_charge(session: Session) -> Unit | None:
    """The office in charge of reform; where none is marked, the authority itself."""
    row = session.scalar(select(UnitRow).where(UnitRow.in_charge).order_by(UnitRow.code).limit(1))
    return _unit(row) if row else authority(session)


def decisions(session: Session) -> tuple[Decision, ...]:
    """What the office has decided on single days."""
    rows = session.scalars(select(CalendarRow).order_by(CalendarRow.day))
    return tuple(Decision(row.day, row.works, row.basis, row.decided, name=row.name) for row in rows)


def decisions_of_units(session: Session) -> tuple[Decision, ...]:
    """What was decided on single days of one unit, by unit and day."""
    rows = session.scalars(select(UnitCalendarRow).order_by(UnitCalendarRow.unit, UnitCalendarRow.day))
    return tuple(Decision(row.day, row.works, row.basis, row.decided, row.unit, row.name) for row in rows)


def calendar(session: Session, seed: Calendar) -> Calendar:
    """The office's calendar: its hours, and its decisions laid over the public holidays of `seed`."""
    row = session.get(SettingRow, HOURS)
    told = _hours(row.body) if row is not None else Hours(seed.sessions, seed.weekdays, seed.on)
    return Calendar(told.sessions, told.weekdays, merge(seed.decisions.values(), decisions(session)), told.on)


def hours_of_units(session: Session) -> dict[str, Hours]:
    """Units that keep hours of their own, by code."""
    row = session.get(SettingRow, UNIT_HOURS)
    return {unit: _hours(body) for unit, body in row.body.items()} if row is not None else {}


def policy(session: Session) -> Policy:
    """How the office turns a named day into a deadline."""
    row = session.get(SettingRow, POLICY)
    return policy_from_plain(row.body) if row is not None else DEFAULT_POLICY


def judged_by(session: Session) -> JudgedBy:
    """By which day of its document a result is judged."""
    row = session.get(SettingRow, JUDGING)
    return JudgedBy(row.body["by"]) if row is not None else JudgedBy.DOCUMENT


def reporting(session: Session) -> Reporting:
    """What the office reports of."""
    row = session.get(SettingRow, REPORTING)
    return reporting_from_plain(row.body) if row is not None else DEFAULT_REPORTING


def period(session: Session, name: str) -> Period:
    """The period of that name in the office's calendar; refused where it has none."""
    return reporting(session).period(name)


def hours_to_plain(hours: Hours) -> dict[str, Any]:
    """Hours as they are stored."""
    return {
        "sessions": _sessions_to_plain(hours.sessions),
        "weekdays": sorted(hours.weekdays),
        **({"on": {str(day): _sessions_to_plain(told) for day, told in sorted(hours.on.items())}} if hours.on else {}),
    }


def _sessions_to_plain(sessions: Iterable[Hour]) -> list[list[str]]:
    return [[one.start.isoformat("minutes"), one.end.isoformat("minutes")] for one in sessions]


def _hours(body: dict[str, Any]) -> Hours:
    on = {int(day): _sessions(told) for day, told in body.get("on", {}).items()}
    return Hours(_sessions(body["sessions"]), frozenset(body["weekdays"]), on)


def _sessions(told: Iterable[tuple[str, str]]) -> tuple[Hour, ...]:
    return tuple(Hour(time.fromisoformat(start), time.fromisoformat(end)) for start, end in told)


def holders(session: Session, role: Role, unit: str | None, day: date) -> list[Person]:
    """Active officials who hold a role at a unit on a day, by login; in the place of who is away, who acts for them."""
    asked = (
        select(OfficialRow, GrantRow)
        .join(GrantRow, GrantRow.official == OfficialRow.id)
        .where(OfficialRow.active, GrantRow.role == role.value)
        .order_by(OfficialRow.login)
    )
    asked = asked.where(GrantRow.unit.is_(None)) if unit is None else asked.where(GrantRow.unit == unit)
    away = absences.on(session, day)
    held = [row for row, grant in session.execute(asked) if Validity(grant.since, grant.until).covers(day)]
    present = [_present(session, row, unit, away) for row in held]
    return list({person.id: person for person in present if person is not None}.values())


def _present(session: Session, row: OfficialRow, unit: str | None, away: list[Absence]) -> Person | None:
    """The official, or who acts for them; None where nobody does, or that one is away as well: there is no chain."""
    absence = next((one for one in away if one.official == row.id and one.concerns(unit)), None)
    if absence is None:
        return _person(row)
    other = session.get(OfficialRow, absence.substitute) if absence.substitute else None
    if other is None or not other.active or any(one.official == other.id for one in away):
        return None
    return replace(_person(other), stands_for=row.name)


def heads(session: Session, day: date) -> dict[str, str]:
    """Who heads each unit on a day, by the unit's code; of several the first by login."""
    asked = (
        select(OfficialRow.name, GrantRow)
        .join(GrantRow, GrantRow.official == OfficialRow.id)
        .where(OfficialRow.active, GrantRow.role == Role.HEAD.value, GrantRow.unit.is_not(None))
        .order_by(OfficialRow.login.desc())
    )
    found = session.execute(asked)
    return {str(grant.unit): name for name, grant in found if Validity(grant.since, grant.until).covers(day)}


def reach(session: Session, addressee: str, day: date) -> Reached:
    """Resolve `role/unit`: asked when a step is taken and again when its mail is sent.

    A vacancy is bridged: without a head the unit's mailbox, without a chief the office's, without a chair the deputy.
    `chief/kt` and `deputy/kt` are who decides on work of that unit without belonging to it (`decider`).
    """
    role, _, code = addressee.partition("/")
    office = in_charge(session)
    unit = unit_called(session, code) if code else office
    match role:
        case "unit" | "acceptor":
            return _mailbox(session, role, unit, Role.OFFICIAL, day)
        case "head" | "acceptor-head":
            return _first(session, role, unit, [(Role.HEAD, code)], day)
        case "office":
            return _first(session, role, office, [(Role.SPECIALIST, _code(office))], day)
        case "chief" | "deputy" if code:
            return _beside(session, role, code, day)
        case "chief":
            return _first(session, role, office, [(Role.CHIEF, _code(office)), (Role.HEAD, _code(office))], day)
        case "deputy":
            return _first(session, role, office, [(Role.DEPUTY_CHAIR, None), (Role.CHIEF, _code(office))], day)
        case "person":
            return _person_reached(session, code, day)
        case "chair":
            return _first(session, role, authority(session), [(Role.CHAIR, None), (Role.DEPUTY_CHAIR, None)], day)
        case _:
            raise ValueError(f"nobody is called {addressee!r}")


def _person_reached(session: Session, official: str, day: date) -> Reached:
    """Somebody by id, at the unit of a role they hold today; gone, at that unit's mailbox."""
    row = session.get(OfficialRow, official)
    codes = {grant.unit for grant in grants_of(session, official) if grant.validity.covers(day)}
    unit = unit_called(session, min((code for code in codes if code is not None), default=None))
    active = row is not None and row.active and row.email is not None
    mailbox = unit.mailbox if unit else None
    return Reached("person", unit, _person(row) if row and active else None, row.email if row and active else mailbox)


def _code(unit: Unit | None) -> str | None:
    return unit.code if unit else None


def _mailbox(session: Session, role: str, unit: Unit | None, holder: Role, day: date) -> Reached:
    """A unit is reached at its own mailbox, and where it has none at its official's address."""
    person = next(iter(holders(session, holder, _code(unit), day)), None)
    mailbox = unit.mailbox if unit else None
    return Reached(role, unit, person, mailbox or (person.email if person else None))


def _first(
    session: Session,
    role: str,
    unit: Unit | None,
    asked: Iterable[tuple[Role, str | None]],
    day: date,
    beside: str | None = None,
) -> Reached:
    """The first who holds one of the roles and can be written to, with the unit they hold it in; never one of `beside`."""
    for wanted, code in asked:
        for person in holders(session, wanted, code, day):
            if person.email and not _belongs(session, person.id, beside, day):
                return Reached(role, _held_in(session, code, unit), person, person.email)
    return Reached(role, unit, None, unit.mailbox if unit else None)


def _held_in(session: Session, code: str | None, asked: Unit | None) -> Unit | None:
    """Where a role is held: in its unit, and without one in the whole authority, whoever asked for it."""
    if code is None:
        return authority(session)
    return asked if asked and asked.code == code else unit_called(session, code) or asked


def decider(session: Session, role: str, lead: str, day: date) -> str:
    """The addressee who decides, as `role`, on work that `lead` owes: who leads never decides (domain.md §0.8).

    `chief/` or `deputy/`, as for everybody; where whom that reaches belongs to the unit, another: `chief/kt`.
    """
    usual = reach(session, f"{role}/", day)
    office = in_charge(session)
    own = _belongs(session, usual.person.id, lead, day) if usual.person else office is not None and office.code == lead
    return f"{role}/{lead}" if own else f"{role}/"


def decider_on_days(session: Session, mover: Role | None, lead: str, day: date) -> str:
    """The addressee who decides on moving a deadline of `lead`: the role named for it, or above where nobody holds it.

    Where none is named, whoever decides on work of that unit.
    """
    match mover:
        case Role.CHAIR:
            return "chair/"
        case Role.DEPUTY_CHAIR:
            return f"deputy/{lead}"
        case _:
            return decider(session, "chief", lead, day)


def _beside(session: Session, role: str, lead: str, day: date) -> Reached:
    """Another chief, the office's first; else a deputy chair, else the chair; a deputy is never bridged downwards."""
    office, root = _code(in_charge(session)), authority(session)
    grants = session.scalars(select(GrantRow.unit).where(GrantRow.role == Role.CHIEF.value, GrantRow.unit.is_not(None)))
    codes = sorted({str(code) for code in grants}, key=lambda code: (code != office, code))
    chiefs: list[tuple[Role, str | None]] = [(Role.CHIEF, code) for code in codes] if role == "chief" else []
    found = _first(session, role, root, [*chiefs, (Role.DEPUTY_CHAIR, None), (Role.CHAIR, None)], day, lead)
    spare = root.mailbox if root and root.mailbox else next((u.mailbox for u in units(session) if u.in_charge), None)
    return found if found.address else replace(found, address=spare)


def _belongs(session: Session, official: str, unit: str | None, day: date) -> bool:
    """Whether somebody holds a role in a unit that day, their own or in the place of who is away."""
    if unit is None:
        return False
    away = (one for one in absences.on(session, day) if one.substitute == official and one.concerns(unit))
    roles = [*grants_of(session, official), *(role for one in away for role in grants_of(session, one.official))]
    return any(role.unit == unit and role.validity.covers(day) for role in roles)


def _person(row: OfficialRow) -> Person:
    return Person(row.id, row.name, row.title, row.form, row.email, row.phone)


def _unit(row: UnitRow) -> Unit:
    body = row.body
    since, until = body.get("since"), body.get("until")
    return Unit(
        code=row.code,
        name=row.name,
        kind=UnitKind(row.kind),
        parent=row.parent,
        short_name=body.get("short_name"),
        aliases=(*body.get("aliases", ()), *body.get(LEARNED, ())),
        groups=tuple(body.get("groups", ())),
        mailbox=row.mailbox,
        phone=body.get("phone"),
        block=body.get("block"),
        in_charge=row.in_charge,
        validity=Validity(date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None),
        successor=body.get("successor"),
    )


def grants_of(session: Session, official: str) -> tuple[Grant, ...]:
    """The roles of an official, whatever their days."""
    rows = session.scalars(select(GrantRow).where(GrantRow.official == official).order_by(GrantRow.id))
    return tuple(Grant(Role(row.role), row.unit, Validity(row.since, row.until), row.field) for row in rows)


@dataclass(frozen=True)
class Place:
    """A role held at a unit (None: the whole authority), the login of who holds it, and whether they can sign in."""

    role: Role
    unit: str | None
    login: str | None
    has_password: bool = False


def places(session: Session, day: date) -> list[Place]:
    """Every role held on a day, in the order of roles, units (the office in charge first) and logins."""
    asked = (
        select(OfficialRow.login, OfficialRow.password, GrantRow)
        .join(GrantRow, GrantRow.official == OfficialRow.id)
        .outerjoin(UnitRow, UnitRow.code == GrantRow.unit)
        .where(OfficialRow.active)
        .order_by(UnitRow.in_charge.is_(True).desc(), GrantRow.unit, OfficialRow.login)
    )
    held = [
        Place(Role(grant.role), grant.unit, login, has_password=password is not None)
        for login, password, grant in session.execute(asked)
        if Validity(grant.since, grant.until).covers(day)
    ]
    ranks = tuple(Role)
    return sorted(held, key=lambda place: ranks.index(place.role))


def addresses_of(session: Session, scope: Scope) -> frozenset[str]:
    """Where mails to somebody go: their own address, and the mailboxes of the units they hold a role in."""
    person = session.get(OfficialRow, scope.actor)
    own = {person.email} if person is not None else set()
    codes = {grant.unit for grant in scope.grants if grant.unit is not None}
    boxes = session.scalars(select(UnitRow.mailbox).where(UnitRow.code.in_(sorted(codes))))
    return frozenset(address for address in (*own, *boxes) if address)
