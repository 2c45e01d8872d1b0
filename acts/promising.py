"""What an act promises outside the database too: a report that was accepted, a mail that was handed over."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select

from acts.desk import Deed
from domain.journal import Accepted, File, Rung, Sent, Task, Told
from storage.tables import (
    AssignmentRow,
    CompletionRow,
    DirectiveRow,
    EvidenceRow,
    ItemRow,
    MessageRow,
    NoticeRow,
    StepRow,
    UnitRow,
)

STEP = "step"
"""How the cause of a notice begins that a step has brought."""


def promise_report(doing: Deed, row: CompletionRow, about: Iterable[AssignmentRow], result_on: date) -> None:
    """Promise a report; `result_on` is the day its unit named, before it is judged."""
    session = doing.session
    doing.promises.append(
        Accepted(
            id=row.id,
            at=row.entered_at,
            actor=row.recorded_by,
            unit=row.unit,
            unit_name=session.get_one(UnitRow, row.unit).name,
            tasks=tuple(_task(doing, one) for one in about),
            document=row.document,
            result_on=result_on,
            values=row.values,
            note=row.note,
            source=row.source,
            recorded_for=row.recorded_for,
            files=tuple(_file(session.get_one(EvidenceRow, one)) for one in row.evidence),
            key=doing.key,
            request=doing.request,
        )
    )


def promise_mail(doing: Deed, row: MessageRow, notices: Sequence[str]) -> None:
    """Promise that a mail left with these notices."""
    told = doing.session.scalars(select(NoticeRow).where(NoticeRow.id.in_(notices)).order_by(NoticeRow.id))
    doing.promises.append(
        Sent(
            message_id=row.message_id,
            again=row.again,
            at=doing.now,
            channel=row.channel,
            addressee=row.addressee,
            kind=row.kind,
            address=row.address,
            subject=row.subject,
            notices=tuple(_told(doing, one) for one in told),
        )
    )


def _task(doing: Deed, row: AssignmentRow) -> Task:
    item = doing.session.get_one(ItemRow, row.item)
    return Task(row.id, doing.session.get_one(DirectiveRow, row.directive).number, item.ref)


def _file(row: EvidenceRow) -> File:
    return File(row.id, row.sha256, row.name, row.media_type, row.size, row.uploaded_by)


def _told(doing: Deed, row: NoticeRow) -> Told:
    return Told(
        cause=row.cause,
        addressee=row.addressee,
        kind=row.kind,
        phase=row.phase,
        assignment=row.assignment,
        deadline_version=row.deadline_version,
        rung=_rung(doing, row.cause),
    )


def _rung(doing: Deed, cause: str) -> Rung | None:
    kind, _, rest = cause.partition("/")
    step = doing.session.get(StepRow, rest.partition("/")[0]) if kind == STEP else None
    if step is None:
        return None
    return Rung(step.subject_kind, step.subject, step.rung, step.deadline_version, step.occurrence, step.at)
