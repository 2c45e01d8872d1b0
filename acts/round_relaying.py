"""Laying the reminders of rounds anew by other ladders, within the act that takes those in."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Deed, Desk
from acts.plans import settle
from acts.round_steps import chain_of, role_of, steps_of, wanted_steps, write
from domain.appraisal.flow import State
from domain.appraisal.relaying import RUNGS, rewrite
from domain.appraisal.reminders import Knock, Reminder
from domain.ladder import Phase, Planned, Step, StepState
from domain.ladders import Ladders
from domain.laying import Rewrite
from domain.subject import Caller, SubjectKind
from storage.tables import AppraisalRow, AppraisalSheetRow, StepRow
from storage.views import appraisals
from storage.views.appraisals import ENDED

WHY = "Quy trình đôn đốc thay đổi"
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class RelaidRound:
    """A round, the last laid row of each place in it, and what another ladder makes of them, by the step they belong to."""

    round: AppraisalRow
    rows: dict[tuple[str, int], StepRow]
    rewrites: dict[State, Rewrite]

    @property
    def subject(self) -> str:
        """Whose clock is moved."""
        return f"{SubjectKind.ROUND}/{self.round.id}"

    def plain(self) -> dict[str, Any]:
        """As it is shown before and after."""
        found = self.rewrites.items()
        return {
            "round": self.round.id,
            "moved": [
                {"rung": f"{state}/{step.rung}", "from": step.at.isoformat(), "to": new.at.isoformat()}
                for state, one in found
                for step, new in one.moved
            ],
            "dropped": [f"{state}/{step.rung}" for state, one in found for step in one.dropped],
            "added": [
                {"rung": f"{state}/{new.rung}", "at": new.at.isoformat()} for state, one in found for new in one.added
            ],
        }


def relaid_rounds(session: Session, desk: Desk, known: Ladders) -> tuple[RelaidRound, ...]:
    """What these ladders would make of the rounds in which somebody still has to act; nothing is changed."""
    unfinished = select(AppraisalSheetRow.appraisal).where(AppraisalSheetRow.state.not_in(ENDED))
    rounds = session.scalars(select(AppraisalRow).where(AppraisalRow.id.in_(unfinished)).order_by(AppraisalRow.id))
    found = (_relaid(session, desk, known, row) for row in rounds)
    return tuple(one for one in found if one.rewrites)


def _relaid(session: Session, desk: Desk, known: Ladders, row: AppraisalRow) -> RelaidRound:
    rows = _last_laid(session, row.id)
    wanted = wanted_steps(session, desk, row, appraisals.windows_of(row), row.opened_at, known)
    rewrites = {}
    for state in State:
        laid = [_step(one) for one in rows.values() if _is_rung_of(one, state)]
        asked = [one for one in wanted if one.state is state]
        found = rewrite(laid, asked, chain_of(known), desk.clock(), desk.calendar, desk.spread(row.id))
        if not found.is_empty:
            rewrites[state] = found
    return RelaidRound(row, rows, rewrites)


def _last_laid(session: Session, round_id: str) -> dict[tuple[str, int], StepRow]:
    """Of the rows of one place, of which windows that were moved leave several, the one laid last."""
    rows = sorted(steps_of(session, round_id), key=lambda one: one.planned_at or LONG_AGO)
    return {(one.rung, one.occurrence): one for one in rows}


def _is_rung_of(row: StepRow, state: State) -> bool:
    return Knock(row.phase) in RUNGS and row.rung.partition("/")[0] == state.value


def _step(row: StepRow) -> Step:
    """The row as the domain reasons about a rung: without the step of the round it belongs to."""
    return Step(
        id=row.id,
        rung=row.rung.partition("/")[2],
        phase=Phase(row.phase),
        at=row.at,
        state=StepState(row.state),
        repeat_days=row.repeat_days,
        occurrence=row.occurrence,
    )


def carry_out(doing: Deed, found: RelaidRound) -> None:
    """Write down what becomes of one round."""
    by_id = {row.id: row for row in found.rows.values()}
    for state, one in found.rewrites.items():
        for step, new in one.moved:
            _put(doing, by_id[step.id], new)
        for step in one.dropped:
            settle(by_id[step.id], StepState.SUPERSEDED, WHY, doing.now, Caller.PERSON)
        for new in one.added:
            _add(doing, found, state, new)


def _add(doing: Deed, found: RelaidRound, state: State, new: Planned) -> None:
    """A new step; one that an earlier change had set aside comes back into its place."""
    aside = found.rows.get((f"{state}/{new.rung}", new.occurrence))
    if aside is None:
        reminder = Reminder(state, Knock(new.phase.value), new.at, new.rung, new.repeat_days, new.occurrence)
        write(doing, found.round, [reminder])
        return
    _put(doing, aside, new)
    aside.state, aside.reason, aside.taken_at, aside.taken_by = StepState.PENDING.value, None, None, None


def _put(doing: Deed, row: StepRow, new: Planned) -> None:
    row.at, row.phase, row.repeat_days = new.at, new.phase.value, new.repeat_days
    row.role = role_of(State(row.rung.partition("/")[0]), Knock(row.phase))
    row.version, row.planned_at = row.version + 1, doing.now
