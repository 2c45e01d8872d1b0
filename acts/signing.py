"""The act by which the dates of an annex of assignment come into force: its number and date, as the registry gave them."""

from datetime import date

from sqlalchemy import select

from acts.correcting import draft_of
from acts.desk import Answer, Deed, Desk, expect_version, perform
from domain.deadline import Basis
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, require
from storage.tables import ItemRow


def sign_annex(
    desk: Desk,
    scope: Scope,
    directive: str,
    number: str,
    issued_on: date,
    signer: str | None,
    version: int | None,
    key: str | None = None,
) -> Answer:
    """Say that the annex was signed: days that were a plan of the office bind from then on. Before it they bind nobody."""
    require(scope, Act.ISSUE)

    def deed(doing: Deed) -> Answer:
        row = draft_of(doing, directive)
        expect_version(row.version, version)
        if issued_on > desk.today():
            problem = Problem("issued_on", "không được sau hôm nay")
            raise Refusal("invalid", "future-day", "Ngày ký phụ lục ở tương lai.", (problem,))
        bound = [
            item
            for item in doing.session.scalars(select(ItemRow).where(ItemRow.directive == directive))
            if _planned(item)
        ]
        for item in bound:
            item.basis = Basis.ANNEX.value
            item.version += 1
        row.annex = {"number": number, "issued_on": issued_on.isoformat(), "signer": signer}
        row.version += 1
        doing.note("directive.annex-signed", f"directive/{directive}", items=[item.id for item in bound])
        return Answer({"id": directive, "in_force": len(bound), "version": row.version}, etag=str(row.version))

    request = ["sign", directive, number, issued_on.isoformat(), signer]
    return perform(desk, scope, deed, key=key, request=request)


def _planned(item: ItemRow) -> bool:
    """Whether a day of the office's own plan waits for the annex."""
    return item.basis == Basis.INTERNAL.value and (item.due_on is not None or item.due_rule is not None)
