"""Orders in force at once, that were never a draft here: given by word, by the house itself, or carried over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Head:
    """What is known of the document such orders rest on; of those given by word and of the house's own hardly anything."""

    kind: str | None
    title: str | None
    text: str = ""
    issuer: str | None = None
    number: str | None = None
    issued_on: date | None = None
    source_digest: str | None = None


@dataclass(frozen=True)
class OwnItem:
    """One order: its words, the units or groups that lead and help, its day or rule; `read` says what it stands for."""

    text: str
    leads: Sequence[str]
    cooperating: Sequence[str] = ()
    position: int = 0
    ref: str | None = None
    cadence: Cadence = Cadence.ONCE
    due_on: date | None = None
    due_rule: Mapping[str, object] | None = None
    due_text: str | None = None
    basis: Basis = Basis.INTERNAL
    product: str | None = None
    parent: str | None = None
    read: Mapping[str, Any] = field(default_factory=dict)


def own_directive(
    doing: Deed, directive: str, kind: str, title: str, text: str = "", issuer: str | None = None
) -> DirectiveRow:
    """A directive of today; issued by the office itself where nobody else is named."""
    root = office.authority(doing.session)
    named = issuer or (root.name if root else None)
    return in_force(doing, directive, Head(kind, title, text, named, issued_on=doing.desk.today()))


def in_force(doing: Deed, directive: str, head: Head) -> DirectiveRow:
    """The directive such orders hang on."""
    row = DirectiveRow(
        id=directive,
        state=ISSUED,
        number=head.number,
        issued_on=head.issued_on,
        issuer=head.issuer,
        title=head.title,
        kind=head.kind,
        source_digest=head.source_digest,
        text=head.text,
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


def own_item(directive: DirectiveRow, item: str, told: OwnItem) -> ItemRow:
    """One order of it."""
    return ItemRow(
        id=item,
        directive=directive.id,
        position=told.position,
        ref=told.ref or str(told.position + 1),
        text=told.text,
        folded=fold(told.text),
        state=ISSUED,
        lead=[],
        cooperating=[],
        lead_codes=list(told.leads),
        cooperating_codes=list(told.cooperating),
        acceptors=[],
        cadence=told.cadence.value,
        due_on=told.due_on,
        due_rule=dict(told.due_rule) if told.due_rule else None,
        due_text=told.due_text,
        basis=told.basis.value,
        policy={},
        product=told.product,
        follow=True,
        criteria=[],
        remedies=[],
        read=dict(told.read),
        parent=told.parent,
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
