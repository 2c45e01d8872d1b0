"""The score sheet of a unit as it is shown: its lines with what each step said, the scores step by step, every move."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.appraisal.flow import BY_FIELD, State, moves_from
from domain.appraisal.marks import SPOKEN_FOR, in_force
from domain.rights import Scope
from domain.scorecard import Score, Survey, decimal_text, limits, score_to_plain
from storage.tables import AppraisalMarkRow, AppraisalMoveRow, AppraisalSessionRow
from storage.views.appraisals import Sheet, facts, marks_of, scored, session_told, sheet


def shown(session: Session, scope: Scope, round_id: str, unit: str, now: datetime) -> dict[str, Any]:
    """One sheet, whole. A unit sees what its appraisers say of a field once that field is closed."""
    found = sheet(session, scope, round_id, unit)
    seen = [row for row in found.marks if _is_shown(found, scope, row)]
    known = marks_of(row for row in seen if found.counts(row))
    base = facts(session, found, now)
    steps = [one for one in SPOKEN_FOR if known.get(one)]
    scores = {step: scored(found, base, in_force(known, step)) for step in steps}
    last = scored(found, base, in_force(known))
    return {
        "round": round_id,
        "unit": unit,
        "scorecard": found.round.scorecard,
        "period": found.round.period,
        "state": found.state,
        "label": found.state.label,
        "next": [{"name": one.name, "label": one.label} for one in moves_from(found.state)],
        "closed_fields": sorted(found.closed_fields),
        "version": found.row.version,
        "lines": _lines(found, seen, scores, last),
        "scores": {step: _head(one) for step, one in scores.items()},
        "score": score_to_plain(last),
        "history": [_mark(row) for row in seen],
        "moves": [_move(row, scope) for row in found.moves],
        "sessions": _sessions(session, found),
    }


def _is_shown(found: Sheet, scope: Scope, row: AppraisalMarkRow) -> bool:
    if scope.units is None or row.step not in BY_FIELD or row.step != found.state:
        return True
    return found.field_of(row.criterion) in found.closed_fields


def _lines(
    found: Sheet, seen: list[AppraisalMarkRow], scores: Mapping[State, Score], last: Score
) -> list[dict[str, Any]]:
    """Each scored criterion: its bounds, what each step said of it last, and what it comes to."""
    said: dict[str, dict[str, AppraisalMarkRow]] = {}
    for row in seen:
        if found.counts(row):
            said.setdefault(row.criterion, {})[row.step] = row
    earned = {step: {row.id: row.points for row in one.criteria} for step, one in scores.items()}
    rows = {row.id: row for row in last.criteria}
    return [
        {
            "criterion": leaf.id,
            "name": leaf.name,
            "field": above[0],
            "max": decimal_text(leaf.max),
            "lowest": decimal_text(limits(leaf).lowest),
            "survey": isinstance(leaf.rule, Survey),
            "wanted": leaf.evidence,
            "points": _text(rows[leaf.id].points),
            "why": rows[leaf.id].why,
            "steps": {
                step: {**_mark(row), "earned": _text(earned.get(State(step), {}).get(leaf.id))}
                for step, row in said.get(leaf.id, {}).items()
            },
        }
        for above, leaf in found.card.leaves()
    ]


def _text(points: Any) -> str | None:
    return None if points is None else decimal_text(points)


def _mark(row: AppraisalMarkRow) -> dict[str, Any]:
    where = {"step": row.step, "criterion": row.criterion, "session": row.session}
    return {**where, **row.body, "entered_by": row.entered_by, "entered_at": row.entered_at.isoformat()}


def _move(row: AppraisalMoveRow, scope: Scope) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("name", "source", "target", "field", "reason", "session", "made_by")}
    score = None if scope.units is not None and row.source in BY_FIELD and row.target == row.source else row.score
    return {**told, "made_at": row.made_at.isoformat(), "score": score}


def _head(one: Score) -> dict[str, Any]:
    return {name: value for name, value in score_to_plain(one).items() if name not in {"criteria", "groups", "losses"}}


def _sessions(session: Session, found: Sheet) -> list[dict[str, Any]]:
    """The sessions of the round in which something of this sheet was entered or closed."""
    named = {one for one in (*(m.session for m in found.marks), *(m.session for m in found.moves)) if one is not None}
    asked = select(AppraisalSessionRow).where(AppraisalSessionRow.id.in_(named)).order_by(AppraisalSessionRow.held_on)
    return [session_told(row) for row in session.scalars(asked)]
