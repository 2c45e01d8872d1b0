"""A report that the journal knows to have been accepted: where the database has forgotten it, a person confirms it.

It waits where the answers wait that came by mail: nothing that came from outside is a report by itself.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.completions import UNIT, Report
from acts.desk import Answer, Deed, Desk, perform
from acts.evidence import CLEAN
from acts.recovered_mails import report_of, tell_as_sent
from domain.journal import Accepted, File, Found, Sent, Told, Verdict
from domain.rights import SYSTEM
from domain.status import WorkState
from storage.files import Files
from storage.journal import plain, promise_of
from storage.tables import (
    AssignmentRow,
    CompletionRow,
    EvidenceRow,
    InboundRow,
    OfficialRow,
    StoredAnswerRow,
    UnitRow,
)
from storage.upsert import insert_or_ignore

PROPOSED = "proposed"
SOURCE = "journal"
"""The source of a report that was entered once more from the journal."""
SUBJECT = "Báo cáo đã tiếp nhận trước khi khôi phục dữ liệu"
NO_UNIT = "đơn vị này không có trong cơ sở dữ liệu"
NO_WORK = "nhiệm vụ không có trong cơ sở dữ liệu: được giao sau thời điểm sao lưu"
NOT_OPEN = "nhiệm vụ đã có báo cáo khác hoặc đã dừng"


def look_at_report(session: Session, report: Accepted) -> Found:
    """What this database makes of a report: recognised by its id, or by the key under which its client asked again."""
    if session.get(CompletionRow, report.id) is not None or _answered(session, report):
        return Found(report, Verdict.KNOWN)
    if (row := session.scalar(select(InboundRow).where(InboundRow.digest == _digest(report)))) is not None:
        return Found(report, Verdict.WAITS if row.state == PROPOSED else Verdict.KNOWN)
    if session.get(UnitRow, report.unit) is None:
        return Found(report, Verdict.LOST, NO_UNIT)
    known = _work(session, report)
    if not known:
        return Found(report, Verdict.LOST, NO_WORK)
    runs = any(WorkState(row.work).runs for row in known)
    return Found(report, Verdict.LEARNT) if runs else Found(report, Verdict.LOST, NOT_OPEN)


def learn_report(desk: Desk, report: Accepted, files: Files, mails: Sequence[Sent], state: str = CLEAN) -> Found:
    """Let a forgotten report wait for a person's word, with the mails that told of it; done twice it changes nothing.

    `state` is that of files whose rows are gone: where the office has a checker, they are checked once more.
    """
    with desk.memory.reading() as session:
        found = look_at_report(session, report)
    if found.verdict is Verdict.LEARNT:
        perform(desk, SYSTEM, lambda doing: _propose(doing, report, files, mails, state))
    return found


def kept_report(row: InboundRow) -> Accepted | None:
    """The report as the journal kept it; None where the row is of a mail that came in."""
    found = promise_of(row.promised["report"]) if row.promised else None
    return found if isinstance(found, Accepted) else None


def as_it_was(row: InboundRow, told: Report) -> Report:
    """A report as a person confirms it: what they left open is as it was accepted, under the same id."""
    kept = kept_report(row)
    if kept is None:
        return told
    unsaid = told.document is None and told.result_on is None
    document = {**(kept.document or {}), **(told.document or {})} or None
    return Report(
        assignments=told.assignments,
        document=document if unsaid or told.document else None,
        result_on=kept.result_on if unsaid else told.result_on,
        values=kept.values,
        note=told.note,
        evidence=told.evidence,
        recorded_for=told.recorded_for,
        source=SOURCE if kept.source == UNIT else kept.source,
        id=kept.id,
    )


def remember_mails(doing: Deed, row: InboundRow) -> None:
    """What a report told when it was accepted is not told again: its mails left.

    A notice names one of its tasks; where that one is gone, one that the person finds here.
    """
    for told in (row.promised or {}).get("mails", ()):
        mail = promise_of(told)
        if isinstance(mail, Sent):
            tell_as_sent(doing, mail, [(_about(doing.session, one, row), one.cause) for one in mail.notices])


def _about(session: Session, told: Told, row: InboundRow) -> Told:
    """A notice of a report with a task of it that is here."""
    if told.assignment is None or session.get(AssignmentRow, told.assignment) is not None:
        return told
    return replace(told, assignment=next(iter(row.assignments), None))


def remember_key(doing: Deed, row: InboundRow, answer: Answer) -> None:
    """Who asks once more under the key of a report gets the same answer as then."""
    kept = kept_report(row)
    if kept is not None and kept.key is not None:
        told = {"actor": kept.actor, "key": kept.key, "request": kept.request, "at": doing.now}
        answered = {"status": answer.status, "body": dict(answer.body), "etag": answer.etag}
        insert_or_ignore(doing.session, StoredAnswerRow, {**told, **answered})


def _propose(doing: Deed, report: Accepted, files: Files, mails: Sequence[Sent], state: str) -> Answer:
    here = [one for one in report.files if _is_here(doing.session, one, files)]
    by = doing.session.get(OfficialRow, report.actor)
    values = {
        "id": doing.desk.ids(),
        "digest": _digest(report),
        "state": PROPOSED,
        "sender": by.name if by is not None else report.actor,
        "subject": SUBJECT,
        "text": report.note,
        "unit": report.unit,
        "assignments": [row.id for row in _work(doing.session, report)],
        "evidence": [_keep(doing, one, report.unit, state) for one in here],
        "refused": [one.name for one in report.files if one not in here],
        "promised": {"report": plain(report), "mails": [plain(mail) for mail in mails]},
        "received_at": report.at,
        "version": 1,
    }
    if insert_or_ignore(doing.session, InboundRow, values):
        doing.note("inbound.proposed", f"inbound/{values['id']}", message=None, unit=report.unit)
    return Answer({})


def mails_about(report: Accepted, mails: Sequence[Sent]) -> list[Sent]:
    """Of mails that left, what they told of a report."""
    told = [(mail, tuple(one for one in mail.notices if report_of(one) == report.id)) for mail in mails]
    return [replace(mail, notices=notices) for mail, notices in told if notices]


def _work(session: Session, report: Accepted) -> list[AssignmentRow]:
    """The assignments of a report that this database knows as owed by the same unit."""
    found = (session.get(AssignmentRow, task.assignment) for task in report.tasks)
    return [row for row in found if row is not None and row.unit == report.unit]


def _answered(session: Session, report: Accepted) -> bool:
    return report.key is not None and session.get(StoredAnswerRow, (report.actor, report.key)) is not None


def _digest(report: Accepted) -> str:
    return hashlib.sha256(f"journal|{report.id}".encode()).hexdigest()


def _is_here(session: Session, file: File, files: Files) -> bool:
    return session.get(EvidenceRow, file.id) is not None or files.path(file.sha256).is_file()


def _keep(doing: Deed, file: File, unit: str, state: str) -> str:
    """A file that went along: its row, where that is gone, written once more under the same id."""
    row: dict[str, Any] = {
        "id": file.id,
        "sha256": file.sha256,
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "state": state,
        "unit": unit,
        "uploaded_by": file.uploaded_by,
        "uploaded_at": doing.now,
    }
    if insert_or_ignore(doing.session, EvidenceRow, row):
        doing.note("evidence.handed-in", f"evidence/{file.id}", sha256=file.sha256, size=file.size, state=state)
    return file.id
