"""Acts on absences: who is away on which days, and who acts in their place meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.notices import Word, tell
from domain.errors import Problem, Refusal
from domain.office import Absence, Grant, Validity
from domain.rights import Act, Scope, absent, may_substitute, names_anybody, require
from domain.wording.dates import plain
from storage.tables import AbsenceRow, OfficialRow, UnitRow
from storage.views.absences import absence_of
from storage.views.office import grants_of

LONGEST = 366
"""Days; who is away longer has left the post, which is a change of roles."""
MEANS = (
    "Trong những ngày này, thư nhắc việc gửi người vắng mặt được gửi đến người làm thay; nội dung làm thay được ghi rõ "
    "là làm thay. Người làm thay không xác nhận kết quả của đơn vị mình và của đơn vị có người vắng mặt."
)
"""What a substitution brings, as the substitute reads it."""


@dataclass(frozen=True)
class Leave:
    """What is entered: who (None: oneself), from when to when, who acts for them, in which unit (None: everywhere)."""

    since: date
    until: date
    official: str | None = None
    substitute: str | None = None
    unit: str | None = None
    reason: str = ""


def enter(desk: Desk, scope: Scope, leave: Leave, key: str | None = None) -> Answer:
    """Write an absence down and tell the substitute. On its days, and on no other, they hold the roles of who is away."""

    def deed(doing: Deed) -> Answer:
        official = _official(doing, scope, leave.official)
        _check_days(leave, desk.today())
        roles = _roles(doing, official.id, leave)
        if not may_substitute(scope, official.id, roles):
            require(scope, Act.SUBSTITUTE, next((role.unit for role in roles if role.unit is not None), None))
            raise absent()
        substitute = _substitute(doing, scope, official.id, leave, roles)
        away = Absence(official.id, leave.since, leave.until, substitute, leave.unit)
        _refuse_overlap(doing, away)
        row = AbsenceRow(
            id=desk.ids(),
            official=official.id,
            substitute=substitute,
            unit=leave.unit,
            since=leave.since,
            until=leave.until,
            reason=leave.reason,
            entered_by=scope.actor,
            entered_at=doing.now,
            version=1,
        )
        doing.session.add(row)
        doing.session.flush()
        told = _tell(doing, row, f"{_said(doing, row)}. {MEANS}")
        doing.note(
            "absence.entered", f"absence/{row.id}", official=row.official, substitute=substitute, notices=int(told)
        )
        return Answer({"id": row.id, "version": 1, "notices": int(told)}, 201, "1")

    return perform(desk, scope, deed, key=key, request=["absence", leave])


def end(desk: Desk, scope: Scope, absence: str, version: int | None = None, key: str | None = None) -> Answer:
    """They are back before the last day, or do not leave after all: from today on nobody acts in their place."""

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(AbsenceRow, absence, with_for_update=True)
        if row is None or not may_substitute(scope, row.official, _concerned(doing, row.official, row.unit)):
            raise absent()
        expect_version(row.version, version)
        today = desk.today()
        if row.ended_on is not None or row.until < today:
            raise Refusal("conflict", "absence-over", "Thời gian vắng mặt này đã kết thúc.", allowed=("read",))
        row.ended_on, row.version = today, row.version + 1
        told = _tell(doing, row, f"{_said(doing, row)}: nay kết thúc từ ngày {plain(today)}.")
        doing.note("absence.ended", f"absence/{row.id}", official=row.official, notices=int(told))
        return Answer({"id": row.id, "ended_on": today.isoformat(), "version": row.version}, 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["end of absence", absence])


def _official(doing: Deed, scope: Scope, login: str | None) -> OfficialRow:
    """Who is away, locked: two absences of one person are entered one after the other."""
    named = OfficialRow.id == scope.actor if login is None else OfficialRow.login == login
    found = doing.session.scalar(select(OfficialRow).where(named, OfficialRow.active).with_for_update())
    if found is None:
        raise absent()
    return found


def _check_days(leave: Leave, today: date) -> None:
    if leave.until < leave.since or (leave.until - leave.since).days >= LONGEST:
        problem = Problem("until", f"không trước since và không quá {LONGEST} ngày")
        raise Refusal("invalid", "bad-span", "Khoảng ngày không hợp lệ.", (problem,))
    if leave.until < today:
        problem = Problem("until", "từ hôm nay trở đi")
        raise Refusal("invalid", "past-days", "Thời gian vắng mặt đã qua.", (problem,))


def _roles(doing: Deed, official: str, leave: Leave) -> list[Grant]:
    """The roles that are to be held by another; refused where the person has none in the unit named."""
    found = _concerned(doing, official, leave.unit)
    roles = [role for role in found if _meets(role.validity, leave)]
    if leave.unit is not None and not roles:
        problem = Problem("unit", "chọn đơn vị mà người vắng mặt đang có vai trò, hoặc bỏ trống")
        raise Refusal("invalid", "no-role", "Người vắng mặt không có vai trò tại đơn vị này.", (problem,))
    return roles


def _concerned(doing: Deed, official: str, unit: str | None) -> list[Grant]:
    return [role for role in grants_of(doing.session, official) if unit in {None, role.unit}]


def _meets(validity: Validity, leave: Leave) -> bool:
    begun = validity.since is None or validity.since <= leave.until
    return begun and (validity.until is None or leave.since <= validity.until)


def _substitute(doing: Deed, scope: Scope, official: str, leave: Leave, roles: Iterable[Grant]) -> str | None:
    """The substitute's id: a colleague of every unit concerned, or whom the office names; never who names them."""
    if leave.substitute is None:
        return None
    asked = select(OfficialRow.id).where(OfficialRow.login == leave.substitute, OfficialRow.active)
    found = doing.session.scalar(asked)
    places = {role.unit for role in grants_of(doing.session, found)} if found is not None else set()
    if found is None or not (names_anybody(scope) or {role.unit for role in roles} <= places):
        problem = Problem("substitute", "chọn người đang công tác tại cùng đơn vị, hoặc đề nghị văn phòng cử người")
        raise Refusal("invalid", "not-of-unit", "Người được cử thay không thuộc đơn vị của người vắng mặt.", (problem,))
    if found in {official, scope.actor}:
        problem = Problem("substitute", "chọn người khác")
        raise Refusal("invalid", "names-oneself", "Không ai tự cử mình làm thay người khác.", (problem,))
    return found


def _refuse_overlap(doing: Deed, away: Absence) -> None:
    """Nobody is away twice at once, and nobody stands in while away."""
    concerned = [one for one in (away.official, away.substitute) if one is not None]
    rows = doing.session.scalars(select(AbsenceRow).where(AbsenceRow.official.in_(concerned)))
    for other in (absence_of(row) for row in rows if row.ended_on is None):
        if other.official == away.official and away.meets(other):
            raise Refusal("conflict", "absent-already", "Đã ghi vắng mặt trong những ngày này.", allowed=("end",))
        if other.official == away.substitute and away.since <= other.until and other.since <= away.until:
            raise Refusal("conflict", "substitute-absent", "Người được cử thay cũng vắng mặt trong những ngày này.")


def _said(doing: Deed, row: AbsenceRow) -> str:
    """Whom the substitute acts for, where, and on which days."""
    person = doing.session.get_one(OfficialRow, row.official)
    unit = doing.session.get_one(UnitRow, row.unit).name if row.unit else ""
    place = f" tại {unit}" if unit else ""
    days = f"từ ngày {plain(row.since)} đến hết ngày {plain(row.until)}"
    return f"Làm thay {person.form} {person.name}{place} trong thời gian vắng mặt, {days}"


def _tell(doing: Deed, row: AbsenceRow, said: str) -> bool:
    if row.substitute is None:
        return False
    word = Word(f"absence/{row.id}/{row.version}", f"person/{row.substitute}", "substitution", facts={"said": said})
    return tell(doing.session, doing.desk, word, doing.now)
