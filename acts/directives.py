"""Acts on a directive before it is issued: take it in as read, lay its annex beside it (its items: acts/correcting.py)."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from domain.annex import Annex, AnnexRow
from domain.deadline import Basis, policy_to_plain
from domain.directive import Cadence
from domain.errors import Problem, Refusal
from domain.folding import fold
from domain.rights import Act, Scope, absent, require
from storage.tables import DirectiveRow, ItemRow, UnitRow

DRAFT = "draft"
ISSUED = "issued"


def take_in(
    desk: Desk, scope: Scope, draft: Mapping[str, Any], text: str, source_digest: str, key: str | None = None
) -> Answer:
    """Store a directive as it was read (the shape of `dondoc parse --units`), to be looked at by a person."""
    require(scope, Act.INTAKE)

    def deed(doing: Deed) -> Answer:
        directive = desk.ids()
        doing.session.add(
            DirectiveRow(
                id=directive,
                state=DRAFT,
                number=draft.get("number"),
                issued_on=_day(draft.get("issued_on")),
                issuer=draft.get("issuer"),
                title=draft.get("title"),
                kind=draft.get("kind"),
                signer=draft.get("signer"),
                source_digest=source_digest,
                text=text,
                notes=list(draft.get("notes", [])),
                lost_points=list(draft.get("lost_points", [])),
                warnings=list(draft.get("warnings", [])),
                created_at=doing.now,
                version=1,
            )
        )
        doing.session.flush()
        for position, item in enumerate(draft["items"]):
            doing.session.add(_item(desk.ids(), directive, position, item))
        doing.note("directive.taken-in", f"directive/{directive}", items=len(draft["items"]), source=source_digest)
        return Answer({"id": directive, "state": DRAFT}, 201, "1")

    return perform(desk, scope, deed, key=key, request=[dict(draft), source_digest])


def _item(item_id: str, directive: str, position: int, item: Mapping[str, Any]) -> ItemRow:
    due_on = _day(item.get("due_on"))
    return ItemRow(
        id=item_id,
        directive=directive,
        position=position,
        ref=item["ref"],
        text=item["text"],
        folded=fold(item["text"]),
        state=DRAFT,
        lead=list(item.get("lead", [])),
        cooperating=list(item.get("cooperating", [])),
        lead_codes=list(item.get("lead_codes", [])),
        cooperating_codes=list(item.get("cooperating_codes", [])),
        acceptors=list(item.get("acceptors", [])),
        cadence=item.get("cadence", Cadence.ONCE.value),
        due_on=due_on,
        due_text=item.get("due_text"),
        due_rule=item.get("due_rule"),
        basis=item.get("basis") or (Basis.DOCUMENT if due_on or item.get("due_rule") else Basis.NONE).value,
        policy={},
        product=item.get("product"),
        follow=item.get("follow", True),
        criteria=list(item.get("criteria", [])),
        remedies=list(item.get("remedies", [])),
        read={
            name: item.get(name)
            for name in ("target", "condition", "parts", "citations", "source", "warnings", "unrecognised")
        },
        version=1,
    )


def lay_annex(desk: Desk, scope: Scope, directive: str, annex: Annex, key: str | None = None) -> Answer:
    """Give items the product, lead, deadline and basis that the annex of assignment names for them."""
    require(scope, Act.INTAKE)

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(DirectiveRow, directive, with_for_update=True)
        if row is None:
            raise absent()
        must_be_draft(row)
        items = {i.ref: i for i in doing.session.scalars(select(ItemRow).where(ItemRow.directive == directive))}
        problems = tuple(
            Problem(f"rows[{n}].ref", f"văn bản không có nhiệm vụ {line.ref!r}")
            for n, line in enumerate(annex.rows)
            if line.ref not in items
        )
        if problems:
            raise Refusal("invalid", "annex-mismatch", "Phụ lục có dòng không khớp với văn bản.", problems)
        for line in annex.rows:
            _lay(items[line.ref], line, annex)
        row.annex = {
            "number": annex.number,
            "issued_on": annex.issued_on.isoformat() if annex.issued_on else None,
            "signer": annex.signer,
        }
        row.version += 1
        doing.note("directive.annex-laid", f"directive/{directive}", rows=len(annex.rows), signed=annex.is_signed)
        return Answer({"id": directive, "rows": len(annex.rows)}, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=[directive, asdict(annex)])


def _lay(item: ItemRow, line: AnnexRow, annex: Annex) -> None:
    item.lead_codes = list(line.lead) or item.lead_codes
    item.cooperating_codes = list(line.cooperating) or item.cooperating_codes
    item.acceptors = list(line.acceptors)
    item.product, item.follow, item.weight = line.product, line.follow, line.weight
    item.criteria = list(line.criteria)
    item.cadence = line.cadence.value if line.cadence else item.cadence
    if line.due_on is not None or line.due_rule is not None:
        item.due_on = line.due_on
        item.due_rule = asdict(line.due_rule) if line.due_rule else None
        item.basis = annex.basis_of(line).value
        item.policy = policy_to_plain(line.policy) if line.policy else {}
    item.version += 1


def codes_and_groups(session: Session) -> dict[str, list[str]]:
    """Every code that may stand as a lead, with the units it means: a unit itself, or the units of a group."""
    known: dict[str, list[str]] = {}
    for row in session.scalars(select(UnitRow).order_by(UnitRow.code)):
        known[row.code] = [row.code]
        for group in row.body.get("groups", []):
            known.setdefault(group, []).append(row.code)
    return known


def must_be_draft(row: DirectiveRow) -> None:
    """Refuse what belongs before the issue once it is past."""
    if row.state != DRAFT:
        raise Refusal("conflict", "already-issued", "Văn bản đã được giao; đề nghị dùng chức năng điều chỉnh nhiệm vụ.")


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
