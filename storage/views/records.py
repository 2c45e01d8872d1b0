"""What the rows say of assignments at one instant, and what the index makes of it: records, facts and estimates.

Later facts are left out: a report entered, an answer given or a deadline moved after the instant is not yet known.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.calendar import Calendar
from domain.directive import product_of
from domain.ladder import Phase
from domain.office import Unit
from domain.period import Period
from domain.record import AssignmentRecord, Move, Return
from domain.review import belongs
from domain.rights import Scope
from domain.scorecard import Facts
from domain.status import DelayClass, ReturnClass, WorkState
from storage.tables import (
    AnswerLineRow,
    AssignmentRow,
    CompletionRow,
    DirectiveRow,
    ExtensionRow,
    ItemRow,
    MeasurementRow,
    NoticeRow,
    UnitRow,
)
from storage.views import office
from storage.views.measurements import arrived, measurements_of
from storage.views.outage_credits import credited
from storage.views.review_requests import asked_for

ESCALATED = (Phase.HEAD.value, Phase.CHAIR.value)
TELLS = ("escalation", "proposal")
"""Kinds of notices by which a head or a leader is told; a question for release has the phase, but another kind."""
_local = Calendar().local_date


def records(
    session: Session,
    scope: Scope,
    as_of: datetime,
    *,
    units: Iterable[str] | None = None,
    directive: str | None = None,
) -> list[AssignmentRecord]:
    """Every assignment opened by `as_of` (UTC) that `scope` sees, of `units` or one directive where asked, by id.

    What a review itself asks for is left out: asking would change what is told.
    """
    wanted = _wanted(scope, units)
    asked = (
        select(AssignmentRow, ItemRow, DirectiveRow)
        .join(ItemRow, ItemRow.id == AssignmentRow.item)
        .join(DirectiveRow, DirectiveRow.id == AssignmentRow.directive)
        .where(AssignmentRow.opened_at <= as_of, AssignmentRow.id.not_in(asked_for()))
        .order_by(AssignmentRow.id)
    )
    if wanted is not None:
        asked = asked.where(AssignmentRow.unit.in_(wanted))
    if directive is not None:
        asked = asked.where(AssignmentRow.directive == directive)
    groups = _groups(session)
    stories = _stories(session, as_of)
    credit = credited(session, as_of)
    return [
        _record(assignment, item, order, stories[assignment.id], groups, credit, as_of)
        for assignment, item, order in session.execute(asked)
    ]


def facts_of(session: Session, unit: str, period: str, as_of: datetime) -> Facts:
    """All that a card is scored on: figures of the period arrived by `as_of`, and the unit's assignments told of in it.

    For the authority itself, which owes nothing, the assignments are those of all its units.
    """
    owed = records(session, _ALL, as_of)
    return facts_from(session, owed, unit, office.period(session, period), as_of)


def facts_from(session: Session, owed: Sequence[AssignmentRecord], unit: str, period: Period, as_of: datetime) -> Facts:
    """The facts of one unit out of records already read."""
    row = session.get(UnitRow, unit)
    is_root, block = (row.parent is None, row.body.get("block")) if row is not None else (False, None)
    return _facts(owed, arrived(session, period, as_of), unit, period, as_of, is_root=is_root, block=block)


def facts_with(
    owed: Sequence[AssignmentRecord], figures: Sequence[MeasurementRow], unit: Unit, period: Period, as_of: datetime
) -> Facts:
    """The facts of one unit out of records and figures already read: many units are scored on one reading."""
    is_root = unit.parent is None
    return _facts(owed, figures, unit.code, period, as_of, is_root=is_root, block=unit.block)


def _facts(
    owed: Sequence[AssignmentRecord],
    figures: Sequence[MeasurementRow],
    unit: str,
    period: Period,
    as_of: datetime,
    *,
    is_root: bool,
    block: str | None,
) -> Facts:
    kept = tuple(r for r in owed if (is_root or r.unit == unit) and belongs(r, period.since, period.until))
    return Facts(unit, period.name, _local(as_of), measurements_of(figures, unit), kept, block)


_ALL = Scope("index", is_system=True)
"""The index counts all that is there; who may see the result is asked where it is handed out."""


@dataclass
class _Story:
    """What happened to one assignment up to an instant; `goes_on` where something happened to it afterwards."""

    reports: list[tuple[AnswerLineRow, CompletionRow]] = field(default_factory=list)
    extensions: list[ExtensionRow] = field(default_factory=list)
    escalated: list[date] = field(default_factory=list)
    goes_on: bool = False


def _wanted(scope: Scope, units: Iterable[str] | None) -> list[str] | None:
    if units is None:
        return None if scope.units is None else sorted(scope.units)
    return sorted(unit for unit in units if scope.sees(unit))


def _groups(session: Session) -> dict[str, list[str]]:
    """Units of each group: whom "các phường" means."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for unit in session.scalars(select(UnitRow).order_by(UnitRow.code)):
        for group in unit.body.get("groups", ()):
            groups[group].append(unit.code)
    return dict(groups)


def _stories(session: Session, as_of: datetime) -> defaultdict[str, _Story]:
    stories: defaultdict[str, _Story] = defaultdict(_Story)
    lines = (
        select(AnswerLineRow, CompletionRow)
        .join(CompletionRow, CompletionRow.id == AnswerLineRow.completion)
        .order_by(CompletionRow.entered_at, CompletionRow.id)
    )
    for line, completion in session.execute(lines):
        story = stories[line.assignment]
        if completion.entered_at <= as_of:
            story.reports.append((line, completion))
        story.goes_on |= completion.entered_at > as_of or _after(line.answered_at, as_of)
    for extension in session.scalars(
        select(ExtensionRow).where(ExtensionRow.after.is_not(None)).order_by(ExtensionRow.decided_at, ExtensionRow.id)
    ):
        stories[extension.assignment].extensions.append(extension)
    for assignment, at in session.execute(_escalations(as_of)):
        stories[str(assignment)].escalated.append(_local(at))
    return stories


def _escalations(as_of: datetime) -> Select[str | None, datetime]:
    """What reached a head or a leader: a notice dropped before it left told nobody."""
    return (
        select(NoticeRow.assignment, NoticeRow.created_at)
        .where(
            NoticeRow.phase.in_(ESCALATED),
            NoticeRow.kind.in_(TELLS),
            NoticeRow.state != "dropped",
            NoticeRow.created_at <= as_of,
            NoticeRow.assignment.is_not(None),
        )
        .order_by(NoticeRow.created_at, NoticeRow.id)
    )


def _record(
    row: AssignmentRow,
    item: ItemRow,
    directive: DirectiveRow,
    story: _Story,
    groups: dict[str, list[str]],
    credit: Mapping[tuple[str, str], str],
    as_of: datetime,
) -> AssignmentRecord:
    work = _work(row, story, as_of)
    line, completion = story.reports[-1] if story.reports else (None, None)
    stands = completion if work in {WorkState.REPORTED, WorkState.ACCEPTED} else None
    accepted_at = line.answered_at if line is not None and work is WorkState.ACCEPTED else None
    named = directive.number or directive.title or directive.id
    return AssignmentRecord(
        id=row.id,
        unit=row.unit,
        item=item.id,
        ref=item.ref,
        text=item.text,
        directive=named,
        work=work,
        period=row.period or None,
        cadence=item.cadence,
        deadline=_deadline(row, story.extensions, as_of),
        original=row.original,
        missed=_missed(row, story.extensions, as_of),
        counts=row.counts,
        basis=row.basis,
        product=product_of(item.cadence, item.product),
        result_on=stands.result_on if stands else None,
        document=_document(stands),
        reported_at=stands.entered_at if stands else None,
        accepted_on=_local(accepted_at) if accepted_at else None,
        opened_on=_local(row.opened_at),
        criteria=tuple(item.criteria),
        remedies=tuple(lost_point_name(named, point) for point in item.remedies),
        cooperating=_opened_up(item.cooperating_codes, groups, row.unit),
        returns=_returns(story, as_of),
        moves=_moves(story.extensions, as_of),
        escalated_on=tuple(dict.fromkeys(story.escalated)),
        from_above=directive.from_above and item.parent is None,
        weight=item.weight,
        outage_credit=credit.get((stands.id, row.id)) if stands else None,
    )


def lost_point_name(directive: str, point: str) -> str:
    """A lost point among those of all directives: each document numbers its own."""
    return f"{directive}#{point}"


def _work(row: AssignmentRow, story: _Story, as_of: datetime) -> WorkState:
    """The work state as it stood; where nothing has happened since, as it stands."""
    if not (story.goes_on or _after(row.closed_at, as_of) or _after(row.acknowledged_at, as_of)):
        return WorkState(row.work)
    if story.reports:
        line, _ = story.reports[-1]
        if _after(line.answered_at, as_of) or line.answered_at is None:
            return WorkState.REPORTED
        return WorkState.ACCEPTED if line.state == "accepted" else WorkState.RETURNED
    received = row.acknowledged_at is not None and row.acknowledged_at <= as_of
    return WorkState.RECEIVED if received else WorkState.ISSUED


def _deadline(row: AssignmentRow, extensions: Sequence[ExtensionRow], as_of: datetime) -> date | None:
    """The deadline in force at that instant: what the first later decision moved it from."""
    later = next((extension for extension in extensions if _after(extension.decided_at, as_of)), None)
    return later.before if later is not None else row.deadline


def _missed(row: AssignmentRow, extensions: Sequence[ExtensionRow], as_of: datetime) -> date | None:
    """The deadline that had passed before it was moved, unless that decision was still to come."""
    later = next((extension for extension in extensions if _after(extension.decided_at, as_of)), None)
    if later is not None and row.missed is not None and (later.before is None or later.before <= row.missed):
        return None
    return row.missed


def _returns(story: _Story, as_of: datetime) -> tuple[Return, ...]:
    return tuple(
        Return(ReturnClass(line.classed), _local(line.answered_at), line.reason or "")
        for line, _ in story.reports
        if line.classed is not None and line.answered_at is not None and line.answered_at <= as_of
    )


def _moves(extensions: Sequence[ExtensionRow], as_of: datetime) -> tuple[Move, ...]:
    return tuple(
        Move(one.before, one.after, _local(one.decided_at), DelayClass(one.classed), one.reason)
        for one in extensions
        if one.before is not None and one.after is not None
        if one.decided_at is not None and one.decided_at <= as_of
    )


def _document(completion: CompletionRow | None) -> str | None:
    """The document of the result by its number."""
    return (completion.document or {}).get("number") if completion is not None else None


def _opened_up(codes: Iterable[str], groups: dict[str, list[str]], lead: str) -> tuple[str, ...]:
    units = (unit for code in codes for unit in groups.get(code, [code]))
    return tuple(dict.fromkeys(unit for unit in units if unit != lead))


def _after(at: datetime | None, as_of: datetime) -> bool:
    return at is not None and at > as_of
