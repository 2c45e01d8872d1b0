"""Issued directives that bear a number and a date, for who is about to issue another of the same."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.same_number import Issued, same_number, told
from storage.tables import DirectiveRow

ISSUED = "issued"


def warnings_of(session: Session, directive: str, number: str | None, issued_on: date | None) -> list[dict[str, str]]:
    """A warning for each other directive issued under this number and date; none while one of the two is unknown."""
    if not number or issued_on is None:
        return []
    rows = session.scalars(
        select(DirectiveRow)
        .where(DirectiveRow.state == ISSUED, DirectiveRow.issued_on == issued_on, DirectiveRow.id != directive)
        .order_by(DirectiveRow.issued_at, DirectiveRow.id)
    )
    others = [Issued(row.id, row.number, issued_on, row.title, row.issuer) for row in rows if row.number]
    return [told(one) for one in same_number(number, others)]
