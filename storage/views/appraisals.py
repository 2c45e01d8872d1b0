"""Rounds of appraisal as they are read: the round, the sheet of a unit, its lines in force, and approved scores."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.appraisal.flow import State
from domain.appraisal.marks import Citation, Mark, Marks, counted, in_force
from domain.appraisal.windows import Window, Windows
from domain.calendar import Calendar
from domain.errors import Problem, Refusal
from domain.rights import Scope, absent
from domain.scorecard import Facts, Place, Score, Scorecard, ranked, score
from storage.tables import AppraisalMarkRow, AppraisalMoveRow, AppraisalRow, AppraisalSessionRow, AppraisalSheetRow
from storage.views import index, office

ENDED = frozenset({State.APPROVED, State.APPEAL, State.SETTLED})
"""States a sheet is in once its result is approved."""


@dataclass(frozen=True)
class Sheet:
    """The sheet of one unit with all that was ever entered in it and every move it made, in their order."""

    row: AppraisalSheetRow
    round: AppraisalRow
    card: Scorecard
    state: State
    marks: tuple[AppraisalMarkRow, ...]
    moves: tuple[AppraisalMoveRow, ...]

    @property
    def in_force(self) -> Marks:
        """The last mark of each step and criterion; what was read from records before the sheet came back is passed over."""
        return marks_of(row for row in self.marks if self.counts(row))

    def counts(self, row: AppraisalMarkRow) -> bool:
        """Whether a line still says something: what was read from records does not once the sheet has come back."""
        came_back = max((m.turn for m in self.moves if m.target == State.SELF_SCORING), default=0)
        return row.turn > came_back or not row.body["from_records"]

    def field_of(self, criterion: str) -> str | None:
        """The field a criterion stands in."""
        return next((above[0] for above, leaf in self.card.leaves() if leaf.id == criterion), None)

    @property
    def is_closed(self) -> bool:
        """Whether the self-score was closed: from then on only what stands in the sheet counts."""
        return self.state is not State.SELF_SCORING

    @property
    def closed_fields(self) -> frozenset[str]:
        """Fields closed in the step the sheet is in, since it last came into it."""
        came_in = max((m.turn for m in self.moves if m.target == self.state != m.source), default=0)
        here = (m for m in self.moves if m.turn > came_in and m.name == "close-field" and m.source == self.state)
        return frozenset(m.field for m in here if m.field is not None)


def marks_of(rows: Iterable[AppraisalMarkRow]) -> Marks:
    """Rows in their order as marks by step and criterion: a later one stands over an earlier."""
    found: dict[State, dict[str, Mark]] = {}
    for row in rows:
        found.setdefault(State(row.step), {})[row.criterion] = mark_of(row)
    return found


def mark_of(row: AppraisalMarkRow) -> Mark:
    """A row as the domain knows it."""
    body = row.body
    return Mark(
        criterion=row.criterion,
        points=None if body["points"] is None else Fraction(body["points"]),
        level=body["level"],
        not_applicable=body["not_applicable"],
        citations=tuple(Citation(**one) for one in body["evidence"]),
        note=body["note"],
        from_records=body["from_records"],
    )


def rounds(session: Session) -> list[AppraisalRow]:
    """All rounds, the newest first."""
    return list(session.scalars(select(AppraisalRow).order_by(AppraisalRow.opened_at.desc(), AppraisalRow.id)))


def round_of(session: Session, round_id: str) -> AppraisalRow:
    """The round of that id; refused as absent."""
    row = session.get(AppraisalRow, round_id)
    if row is None:
        raise absent()
    return row


def round_for(session: Session, scorecard: str, period: str) -> AppraisalRow | None:
    """The round of a card and a period, where there is one."""
    asked = select(AppraisalRow).where(AppraisalRow.scorecard == scorecard, AppraisalRow.period == period)
    return session.scalar(asked)


def sessions(session: Session, round_id: str) -> list[dict[str, Any]]:
    """The sessions held in a round, the last one first."""
    asked = select(AppraisalSessionRow).where(AppraisalSessionRow.appraisal == round_id)
    rows = session.scalars(asked.order_by(AppraisalSessionRow.held_on.desc(), AppraisalSessionRow.id))
    return [session_told(row) for row in rows]


def session_told(row: AppraisalSessionRow) -> dict[str, Any]:
    """A session as it was written down."""
    return {
        "id": row.id,
        "held_on": row.held_on.isoformat(),
        "place": row.place,
        "minutes": row.minutes,
        "file": row.file,
        "present": row.present,
    }


def windows_of(row: AppraisalRow) -> Windows:
    """The windows of a round."""
    instants = {
        State(name): {end: None if at is None else datetime.fromisoformat(at) for end, at in one.items()}
        for name, one in row.windows.items()
    }
    return {state: Window(**ends) for state, ends in instants.items()}


def is_published(session: Session, row: AppraisalRow) -> bool:
    """Whether the result of the round was announced."""
    return index.publication(session, row.scorecard, row.period) is not None


def sheets(session: Session, scope: Scope, row: AppraisalRow) -> list[tuple[str, State]]:
    """Units of the round with where their sheets stand: one's own, and those of all once published."""
    published = is_published(session, row)
    asked = select(AppraisalSheetRow).where(AppraisalSheetRow.appraisal == row.id).order_by(AppraisalSheetRow.unit)
    return [
        (one.unit, _state(one, published=published))
        for one in session.scalars(asked)
        if published or scope.sees(one.unit)
    ]


def told(session: Session, scope: Scope, row: AppraisalRow) -> dict[str, Any]:
    """A round with its windows, and where the sheets one sees stand."""
    found = sheets(session, scope, row)
    return {
        "id": row.id,
        "scorecard": row.scorecard,
        "period": row.period,
        "windows": row.windows,
        "opened_by": row.opened_by,
        "opened_at": row.opened_at.isoformat(),
        "version": row.version,
        "sheets": [{"unit": unit, "state": state, "label": state.label} for unit, state in found],
    }


def _state(row: AppraisalSheetRow, *, published: bool) -> State:
    state = State(row.state)
    return State.PUBLISHED if published and state is State.APPROVED else state


def sheet(session: Session, scope: Scope, round_id: str, unit: str, *, for_update: bool = False) -> Sheet:
    """The sheet of a unit; absent where it is not there, or another's before publication."""
    row = round_of(session, round_id)
    published = is_published(session, row)
    found = session.get(AppraisalSheetRow, (round_id, unit), with_for_update=for_update)
    if found is None or not (published or scope.sees(unit)):
        raise absent()
    return _sheet(session, row, found, published=published)


def _sheet(session: Session, row: AppraisalRow, found: AppraisalSheetRow, *, published: bool) -> Sheet:
    marks = (
        select(AppraisalMarkRow)
        .where(AppraisalMarkRow.appraisal == row.id, AppraisalMarkRow.unit == found.unit)
        .order_by(AppraisalMarkRow.turn, AppraisalMarkRow.criterion)
    )
    moves = (
        select(AppraisalMoveRow)
        .where(AppraisalMoveRow.appraisal == row.id, AppraisalMoveRow.unit == found.unit)
        .order_by(AppraisalMoveRow.turn)
    )
    return Sheet(
        row=found,
        round=row,
        card=index.card_of(session, row.scorecard),
        state=_state(found, published=published),
        marks=tuple(session.scalars(marks)),
        moves=tuple(session.scalars(moves)),
    )


def scored(found: Sheet, facts: Facts, marks: Mapping[str, Mark]) -> Score:
    """The score of a sheet on these marks; the records count only until the self-score is closed."""
    return score(found.card, counted(found.card, facts, marks, from_records=not found.is_closed))


def facts(session: Session, found: Sheet, as_of: datetime) -> Facts:
    """What is known of the unit: counted before the self-score is closed, afterwards only for its surveys."""
    scope = Scope("index", is_system=True)
    return index.estimated(session, scope, found.round.scorecard, found.row.unit, found.round.period, as_of).facts


def approved_ranking(session: Session, scorecard: str, period: str) -> dict[str, tuple[Place, ...]] | None:
    """Units in the order of their approved scores, block by block; None where there is no round; refused before its end."""
    row = round_for(session, scorecard, period)
    if row is None:
        return None
    asked = select(AppraisalSheetRow).where(AppraisalSheetRow.appraisal == row.id).order_by(AppraisalSheetRow.unit)
    found = [_sheet(session, row, one, published=False) for one in session.scalars(asked)]
    _refuse_unfinished(found)
    blocks = {unit.code: unit.block or "" for unit in office.units(session)}
    scores = [approved(one, blocks[one.row.unit] or None) for one in found]
    names = sorted({blocks[one.unit] for one in scores})
    card = index.card_of(session, scorecard)
    return {name: ranked(card, (one for one in scores if blocks[one.unit] == name)) for name in names}


def approved(found: Sheet, block: str | None, up_to: State | None = None) -> Score:
    """The score of an approved sheet: everything it counts stands in it; `up_to` a step leaves later lines out."""
    approved_at = next(m.made_at for m in reversed(found.moves) if m.target == State.APPROVED)
    bare = Facts(found.row.unit, found.round.period, Calendar().local_date(approved_at), block=block)
    return scored(found, bare, in_force(found.in_force, up_to))


def _refuse_unfinished(found: list[Sheet]) -> None:
    open_ = [one for one in found if one.state not in ENDED]
    if open_:
        problems = tuple(Problem(f"sheets.{one.row.unit}", one.state.label) for one in open_)
        raise Refusal("conflict", "round-unfinished", "Còn phiếu điểm chưa được phê duyệt, chưa thể công bố.", problems)
