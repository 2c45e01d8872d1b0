"""Orders that stand in no document of an office: given by word, by the house for its reviews, figures and the like."""

from datetime import date
from typing import Any

from acts.desk import Deed
from acts.directives import ISSUED
from acts.notices import Word, tell
from acts.opening import open_item
from domain.deadline import Basis
from domain.directive import Cadence
from domain.folding import fold
from storage.tables import AssignmentRow, DirectiveRow, ItemRow
from storage.views import office


def own_directive(
    doing: Deed, directive: str, kind: str, title: str, text: str = "", issuer: str | None = None
) -> DirectiveRow:
    """The directive such orders hang on, in force from today; issued by the office itself where nobody else is named."""
    root = office.authority(doing.session)
    row = DirectiveRow(
        id=directive,
        state=ISSUED,
        issued_on=doing.desk.today(),
        issuer=issuer or (root.name if root else None),
        title=title,
        kind=kind,
        text=text,
        notes=[],
        lost_points=[],
        warnings=[],
        created_at=doing.now,
        issued_at=doing.now,
        version=1,
    )
    doing.session.add(row)
    doing.session.flush()
    return row


def own_item(
    directive: DirectiveRow,
    item: str,
    text: str,
    lead: str,
    *,
    position: int = 0,
    cadence: Cadence = Cadence.ONCE,
    due_on: date | None = None,
    due_rule: dict[str, object] | None = None,
    basis: Basis = Basis.INTERNAL,
    read: dict[str, Any] | None = None,
) -> ItemRow:
    """One order of it, to one unit or group; `read` says what it stands for."""
    return ItemRow(
        id=item,
        directive=directive.id,
        position=position,
        ref=str(position + 1),
        text=text,
        folded=fold(text),
        state=ISSUED,
        lead=[],
        cooperating=[],
        lead_codes=[lead],
        cooperating_codes=[],
        acceptors=[],
        cadence=cadence.value,
        due_on=due_on,
        due_rule=due_rule,
        basis=basis.value,
        policy={},
        product=None,
        follow=True,
        criteria=[],
        remedies=[],
        read=read or {},
        weight=1,
        version=1,
    )


def give_order(doing: Deed, directive: DirectiveRow, item: ItemRow, units: list[str]) -> list[AssignmentRow]:
    """Open an order for units, and tell each of them."""
    doing.session.add(item)
    doing.session.flush()
    given = open_item(doing.session, doing.desk, directive, item, units, doing.desk.today())
    for row in given:
        tell(doing.session, doing.desk, Word(f"issued/{row.id}", f"unit/{row.unit}", "issued", row.id), doing.now)
    return given
