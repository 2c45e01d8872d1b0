"""The act of attaching the signed file of a directive: what was read of a draft, and what was signed, lie side by side."""

from sqlalchemy import func, select

from acts.desk import Answer, Deed, Desk, perform
from acts.evidence import INFECTED
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, absent, require
from storage.tables import DirectiveRow, EvidenceRow, OriginalRow
from storage.views import evidence

SIGNED = "application/pdf"


def attach_original(desk: Desk, scope: Scope, directive: str, file: str, key: str | None = None) -> Answer:
    """Attach a signed file that was handed in, of a draft or an issued directive.

    Attached again, the last one is in force and the one before stays in the history: what was signed is never taken away.
    """
    require(scope, Act.REGISTER)

    def deed(doing: Deed) -> Answer:
        if doing.session.get(DirectiveRow, directive, with_for_update=True) is None:
            raise absent()
        kept = _signed(doing, scope, file)
        last = doing.session.scalar(select(func.max(OriginalRow.place)).where(OriginalRow.directive == directive)) or 0
        _refuse_same(doing, directive, last, kept)
        place = last + 1
        doing.session.add(
            OriginalRow(directive=directive, place=place, file=file, attached_by=scope.actor, attached_at=doing.now)
        )
        doing.note("directive.original-attached", f"directive/{directive}", file=file, sha256=kept.sha256, place=place)
        return Answer({"id": directive, "file": file, "sha256": kept.sha256, "place": place}, 201)

    return perform(desk, scope, deed, key=key, request=["attach original", directive, file])


def _signed(doing: Deed, scope: Scope, file: str) -> EvidenceRow:
    """The file: one that this scope handed in, a PDF, and not found to do harm."""
    row = doing.session.get(EvidenceRow, file)
    if row is None or not evidence.seen(doing.session, scope, [file]) or row.state == INFECTED:
        problem = Problem("file", "mã của tệp đã ký, đã tải lên và không có mã độc")
        raise Refusal("invalid", "no-file", "Không có tệp đã ký này.", (problem,))
    if row.media_type != SIGNED:
        problem = Problem("file", "cần tệp PDF: bản quét có chữ ký, dấu hoặc bản ký số")
        raise Refusal("invalid", "not-a-pdf", "Bản đã ký phải là tệp PDF.", (problem,))
    return row


def _refuse_same(doing: Deed, directive: str, last: int, kept: EvidenceRow) -> None:
    """The bytes already in force are not attached once more."""
    now = doing.session.get(OriginalRow, (directive, last))
    if now is not None and doing.session.get_one(EvidenceRow, now.file).sha256 == kept.sha256:
        raise Refusal("conflict", "known-original", "Bản đã ký này đã được đính kèm.", allowed=("read",))
