"""Handing in a file: its bytes are on disk already, the act writes who handed in what, and lets it go from quarantine."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from acts.desk import Answer, Deed, Desk, perform
from acts.tries import Try, take_within
from domain.errors import Problem, Refusal
from domain.limits import UPLOADED, UPLOADS
from domain.rights import SYSTEM, Act, Scope, require
from storage.files import Files, Kept
from storage.tables import EvidenceRow

CLEAN = "clean"
QUARANTINED = "quarantined"
INFECTED = "infected"

Checker = Callable[[Path], bool | None]
"""Whether a file is clean; None where the checker could not say, and then nobody is given the file."""


def must_be_known(doing: Deed, scope: Scope, evidence: tuple[str, ...]) -> None:
    """Refuse files that were not handed in, or by somebody whose files this scope does not see."""
    for place, one in enumerate(evidence):
        found = doing.session.get(EvidenceRow, one)
        if found is None or not (found.uploaded_by == scope.actor or (found.unit and scope.sees(found.unit))):
            problem = Problem(f"evidence[{place}]", "tải tệp lên trước (POST /api/evidence) và dùng id nhận được")
            raise Refusal("invalid", "unknown-evidence", "Không có tệp này.", (problem,))


def hand_in(
    desk: Desk, scope: Scope, kept: Kept, name: str, media_type: str, state: str = CLEAN, key: str | None = None
) -> Answer:
    """Write down a file that lies in the store: its name as it was handed in, never as a path."""
    require(scope, Act.ATTACH)

    def deed(doing: Deed) -> Answer:
        unit = next((grant.unit for grant in scope.grants if grant.unit is not None), None)
        _not_too_many(doing, scope, unit, kept.size)
        evidence = desk.ids()
        doing.session.add(
            EvidenceRow(
                id=evidence,
                sha256=kept.sha256,
                name=name,
                media_type=media_type,
                size=kept.size,
                state=state,
                unit=unit,
                uploaded_by=scope.actor,
                uploaded_at=doing.now,
            )
        )
        doing.note("evidence.handed-in", f"evidence/{evidence}", sha256=kept.sha256, size=kept.size, state=state)
        return Answer({"id": evidence, "sha256": kept.sha256, "size": kept.size, "state": state}, 201)

    return perform(desk, scope, deed, key=key, request=["hand in", kept.sha256, name])


def _not_too_many(doing: Deed, scope: Scope, unit: str | None, size: int) -> None:
    wanted = {f"uploads of {scope.actor}": Try(UPLOADS), f"bytes of {unit or 'the authority'}": Try(UPLOADED, size)}
    take_within(doing, wanted)


def check_again(desk: Desk, files: Files, checker: Checker) -> int:
    """Ask the checker about what is in quarantine; how many files got their answer. Idempotent, for a calendar job."""
    with desk.memory.reading() as session:
        asked = select(EvidenceRow.id, EvidenceRow.sha256).where(EvidenceRow.state == QUARANTINED)
        waiting = list(session.execute(asked.order_by(EvidenceRow.id)).all())
    answered = 0
    for evidence, sha256 in waiting:
        clean = checker(files.path(sha256))
        if clean is not None:
            _let_go(desk, evidence, CLEAN if clean else INFECTED)
            answered += 1
    return answered


def _let_go(desk: Desk, evidence: str, state: str) -> None:
    def deed(doing: Deed) -> Answer:
        row = doing.session.get_one(EvidenceRow, evidence, with_for_update=True)
        if row.state == QUARANTINED:
            row.state = state
            doing.note("evidence.checked", f"evidence/{evidence}", state=state)
        return Answer({})

    perform(desk, SYSTEM, deed)
