"""Whose turn it is in a round, as the rows stand: asked when a step is taken, and again when its mail leaves."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.appraisal.fields import fields_named
from domain.appraisal.flow import State
from domain.appraisal.turns import OFFICE, Appraiser, OpenSheet, Turn, turns
from domain.office import Role, Validity
from domain.rights import SYSTEM
from domain.scorecard import Scorecard
from storage.tables import AppraisalRow, GrantRow, OfficialRow
from storage.views import index
from storage.views.appraisals import sheet, sheets

SCORING = "scoring"
"""The kind of notice that tells somebody of their turn in a round."""


def open_sheets(session: Session, row: AppraisalRow, state: State) -> list[OpenSheet]:
    """The sheets that wait in a step, with what is left open in each."""
    here = [unit for unit, stands in sheets(session, SYSTEM, row) if stands is state]
    return [_open(session, row, unit) for unit in here]


def _open(session: Session, row: AppraisalRow, unit: str) -> OpenSheet:
    found = sheet(session, SYSTEM, row.id, unit)
    return OpenSheet(unit, frozenset(field.id for field in found.card.fields) - found.closed_fields)


def turns_in(session: Session, row: AppraisalRow, state: State, day: date) -> tuple[Turn, ...]:
    """Who must act in a step of the round now."""
    card = index.card_of(session, row.scorecard)
    return turns(state, open_sheets(session, row, state), appraisers(session, card, day))


BEFORE_APPROVAL = (
    State.SELF_SCORING,
    State.ENDORSEMENT,
    State.APPRAISAL,
    State.EXPLANATION,
    State.SECOND_APPRAISAL,
)


def unappraised(session: Session, row: AppraisalRow, day: date) -> Turn | None:
    """Units and fields still to be appraised that nobody is entrusted with: told while there is time to entrust somebody."""
    card = index.card_of(session, row.scorecard)
    fields = frozenset(field.id for field in card.fields)
    ahead = [OpenSheet(unit, fields) for unit, stands in sheets(session, SYSTEM, row) if stands in BEFORE_APPROVAL]
    found = turns(State.APPRAISAL, ahead, appraisers(session, card, day))
    return next((turn for turn in found if turn.addressee == OFFICE), None)


def appraisers(session: Session, card: Scorecard, day: date) -> list[Appraiser]:
    """Who appraises by a card on a day, each with all fields they may and all units they belong to."""
    asked = select(GrantRow).join(OfficialRow, OfficialRow.id == GrantRow.official).where(OfficialRow.active)
    held: dict[str, list[GrantRow]] = {}
    for grant in session.scalars(asked.order_by(GrantRow.id)):
        if Validity(grant.since, grant.until).covers(day):
            held.setdefault(grant.official, []).append(grant)
    return [_appraiser(who, grants, card) for who, grants in held.items() if any(_appraises(one) for one in grants)]


def _appraises(grant: GrantRow) -> bool:
    return grant.role == Role.APPRAISER.value


def _appraiser(official: str, grants: list[GrantRow], card: Scorecard) -> Appraiser:
    named = [grant.field for grant in grants if _appraises(grant)]
    fields = None if None in named else fields_named(card, filter(None, named))
    return Appraiser(official, fields, frozenset(grant.unit for grant in grants if grant.unit is not None))


def has_moved_on(session: Session, told: Mapping[str, Any]) -> bool:
    """Whether what a notice asks for is done: none of its sheets waits in that step any more."""
    row = session.get(AppraisalRow, told["round"])
    if row is None:
        return True
    return not any(unit in told["units"] and stands == told["step"] for unit, stands in sheets(session, SYSTEM, row))
