"""Whom the role of a step means for an assignment, and before whom a step is laid that waits for a word."""

from datetime import date

from sqlalchemy.orm import Session

from acts.desk import Deed
from acts.notices import Word, tell
from domain import ladder
from storage.tables import AssignmentRow, StepRow
from storage.views.office import decider, reach


def addressee_of(session: Session, role: str, row: AssignmentRow, today: date) -> str:
    """Whom a role means for this assignment. Without a named acceptor a chief answers who does not belong to the unit.

    Who accepts is addressed as such: what waits for their answer never shares a mail with what their unit itself owes.
    """
    match role:
        case "unit" | "head":
            return f"{role}/{row.unit}"
        case "acceptor" | "acceptor-head" if row.acceptor is not None:
            return f"{role}/{row.acceptor}"
        case "acceptor":
            return decider(session, "chief", row.unit, today)
        case "acceptor-head":
            return _above(session, row.unit, today)
        case _:
            return f"{role}/"


def _above(session: Session, unit: str, today: date) -> str:
    """Above who answers for a unit's report: a deputy chair, and the chair where it is the deputy who must answer."""
    answers, above = (decider(session, role, unit, today) for role in ("chief", "deputy"))
    same = reach(session, answers, today).address == reach(session, above, today).address
    return "chair/" if same else above


def lay_before(doing: Deed, row: AssignmentRow, step: StepRow) -> int:
    """Show what waits for a word to who decides on it; unanswered, a required one passes to the deputy."""
    passes = step.release == ladder.Release.REQUIRED.value and step.nags > ladder.LAST_NAG_WORKING_DAYS
    word = Word(
        f"step/{step.id}/release-{step.nags}",
        decider(doing.session, "deputy" if passes else "chief", row.unit, doing.desk.today()),
        "release",
        row.id,
        step.phase,
        {"to": addressee_of(doing.session, step.role, row, doing.desk.today())},
        step.deadline_version,
    )
    return int(tell(doing.session, doing.desk, word, doing.now))
