"""Acts that say something of an assignment and change nothing of what is owed: comments, progress, obstacles, help."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from acts.desk import Answer, Deed, Desk, perform
from acts.evidence import must_be_known
from acts.notices import Word, tell
from acts.owed import must_run, owed
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, absent, require
from domain.status import WorkState
from storage.tables import AssignmentRow, ItemRow, OfficialRow, RemarkRow, UnitRow
from storage.views.office import grants_of, in_charge

OBSTACLE = "obstacle"


@dataclass(frozen=True)
class Obstacle:
    """A vướng mắc: which unit holds the work up, what it is, since when."""

    unit: str
    what: str
    since: date


def remark(doing: Deed, row: AssignmentRow, kind: str, text: str, mentions: Iterable[str] = ()) -> RemarkRow:
    """Write down what was said of an assignment, by whom and from which unit."""
    said = RemarkRow(
        id=doing.desk.ids(),
        assignment=row.id,
        kind=kind,
        text=text,
        by=doing.scope.actor,
        by_unit=next((grant.unit for grant in doing.scope.grants if grant.unit is not None), None),
        mentions=list(mentions),
        evidence=[],
        at=doing.now,
    )
    doing.session.add(said)
    return said


def comment(
    desk: Desk, scope: Scope, assignment: str, text: str, mentions: tuple[str, ...] = (), key: str | None = None
) -> Answer:
    """Say something to those concerned: the other side hears of it, and whoever is mentioned by code or login."""

    def deed(doing: Deed) -> Answer:
        row = owed(doing, scope, assignment, Act.COMMENT)
        addressees = dict.fromkeys((_other_side(scope, row), *(_mentioned(doing, row, one) for one in mentions)))
        said = remark(doing, row, "comment", text, mentions)
        told = sum(_tell(doing, row, said, addressee) for addressee in addressees)
        doing.note("assignment.commented", f"assignment/{row.id}", remark=said.id, notices=told)
        return Answer({"id": said.id, "told": list(addressees)}, 201)

    return perform(desk, scope, deed, key=key, request=["comment", assignment, text, mentions])


def _other_side(scope: Scope, row: AssignmentRow) -> str:
    ours = any(grant.unit == row.unit for grant in scope.grants)
    return "office/" if ours else f"unit/{row.unit}"


def _mentioned(doing: Deed, row: AssignmentRow, name: str) -> str:
    """Whom a mention reaches: only units and people who see the assignment anyway."""
    concerned = _concerned(doing, row)
    if name in concerned:
        return f"unit/{name}"
    official = doing.session.scalar(select(OfficialRow).where(OfficialRow.login == name, OfficialRow.active))
    if official is not None:
        today = doing.desk.today()
        units = {grant.unit for grant in grants_of(doing.session, official.id) if grant.validity.covers(today)}
        if units & concerned:
            return f"person/{official.id}"
    problem = Problem("mentions", f"không có {name!r} trong những đơn vị, cá nhân liên quan đến nhiệm vụ này")
    raise Refusal("invalid", "unknown-mention", "Không nhắc được người hoặc đơn vị này.", (problem,))


def _concerned(doing: Deed, row: AssignmentRow) -> set[str]:
    office = in_charge(doing.session)
    item = doing.session.get_one(ItemRow, row.item)
    named = {row.unit, row.acceptor, office.code if office else None, *item.cooperating_codes}
    return {code for code in named if code is not None and doing.session.get(UnitRow, code) is not None}


def _tell(doing: Deed, row: AssignmentRow, said: RemarkRow, addressee: str) -> int:
    word = Word(f"remark/{said.id}", addressee, "remark", row.id, facts={"note": said.text})
    return int(tell(doing.session, doing.desk, word, doing.now))


def progress(
    desk: Desk,
    scope: Scope,
    assignment: str,
    text: str,
    percent: int | None = None,
    obstacle: Obstacle | None = None,
    cleared: tuple[str, ...] = (),
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Say how far the work has come. An obstacle stands beside it until it is cleared, and the blocking unit is told."""

    def deed(doing: Deed) -> Answer:
        row = owed(doing, scope, assignment, Act.PROGRESS, version)
        must_run(row)
        if WorkState(row.work) in {WorkState.ISSUED, WorkState.RECEIVED}:
            row.work = WorkState.IN_PROGRESS.value
            row.acknowledged_at = row.acknowledged_at or doing.now
        row.version += 1
        said = remark(doing, row, "progress", text)
        said.percent = percent
        _clear(doing, row, cleared)
        blocked = _block(doing, row, obstacle) if obstacle is not None else None
        told = _tell(doing, row, blocked, f"unit/{blocked.blocks}") if blocked is not None else 0
        doing.note("assignment.progressed", f"assignment/{row.id}", remark=said.id, cleared=len(cleared), notices=told)
        body = {"id": said.id, "work": row.work, "obstacle": blocked.id if blocked else None, "version": row.version}
        return Answer(body, 201, str(row.version))

    request = ["progress", assignment, text, percent, obstacle, cleared]
    return perform(desk, scope, deed, key=key, request=request)


def _block(doing: Deed, row: AssignmentRow, obstacle: Obstacle) -> RemarkRow:
    if doing.session.get(UnitRow, obstacle.unit) is None or obstacle.unit == row.unit:
        problem = Problem("obstacle.unit", "nêu đơn vị khác đang giải quyết vướng mắc")
        raise Refusal("invalid", "unknown-unit", "Chưa rõ đơn vị liên quan đến vướng mắc.", (problem,))
    if obstacle.since > doing.desk.today():
        raise Refusal(
            "invalid", "future-day", "Ngày phát sinh ở tương lai.", (Problem("obstacle.since", "đến hôm nay"),)
        )
    said = remark(doing, row, OBSTACLE, obstacle.what, (obstacle.unit,))
    said.blocks, said.since = obstacle.unit, obstacle.since
    return said


def _clear(doing: Deed, row: AssignmentRow, cleared: tuple[str, ...]) -> None:
    for one in cleared:
        found = doing.session.get(RemarkRow, one)
        if found is None or found.assignment != row.id or found.kind != OBSTACLE:
            raise Refusal("invalid", "unknown-obstacle", "Không có vướng mắc này.", (Problem("cleared", one),))
        found.closed_at = found.closed_at or doing.now


def close_obstacles(doing: Deed, assignment: str) -> None:
    """Obstacles end with the work they stood in the way of."""
    asked = select(RemarkRow).where(
        RemarkRow.assignment == assignment, RemarkRow.kind == OBSTACLE, RemarkRow.closed_at.is_(None)
    )
    for found in doing.session.scalars(asked):
        found.closed_at = doing.now


def contribute(
    desk: Desk, scope: Scope, item: str, text: str, evidence: tuple[str, ...] = (), key: str | None = None
) -> Answer:
    """A cooperating unit hands in its part: it stands beside the open assignments of the item, and their units are told."""

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(ItemRow, item)
        helping = _helping(doing, scope, row) if row is not None else frozenset()
        if row is None or not helping:
            raise absent()
        for unit in helping:
            require(scope, Act.CONTRIBUTE, unit)
        must_be_known(doing, scope, evidence)
        asked = select(AssignmentRow).where(AssignmentRow.item == item, AssignmentRow.closed_at.is_(None))
        open_ones = list(doing.session.scalars(asked.order_by(AssignmentRow.id).with_for_update()))
        if not open_ones:
            raise Refusal("conflict", "closed", "Nhiệm vụ không còn phần việc nào đang mở.")
        told = 0
        for one in open_ones:
            said = remark(doing, one, "contribution", text)
            said.evidence = list(evidence)
            told += _tell(doing, one, said, f"unit/{one.unit}")
        doing.note("item.contributed", f"item/{item}", units=sorted(helping), notices=told)
        return Answer({"id": item, "assignments": len(open_ones)}, 201)

    return perform(desk, scope, deed, key=key, request=["contribute", item, text, evidence])


def _helping(doing: Deed, scope: Scope, item: ItemRow) -> frozenset[str]:
    """The caller's units that the item names as cooperating, by code or by a group they are in."""
    ours = {grant.unit for grant in scope.grants if grant.unit is not None}
    helping = set()
    for unit in ours:
        row = doing.session.get(UnitRow, unit)
        groups = row.body.get("groups", []) if row is not None else []
        if {unit, *groups} & set(item.cooperating_codes):
            helping.add(unit)
    return frozenset(helping)
