"""Acts on a directive before it is issued: take it in as read, lay its annex beside it (its items: acts/correcting.py)."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts import binding
from acts.desk import Answer, Deed, Desk, expect_version, perform
from domain.annex import ANOTHER, Annex, AnnexRow, called, of_another, signed
from domain.deadline import Basis, policy_to_plain
from domain.directive import Cadence
from domain.errors import Problem, Refusal
from domain.folding import fold
from domain.rights import Act, Scope, absent, require
from storage.tables import DirectiveRow, ItemRow, UnitRow

DRAFT = "draft"
ISSUED = "issued"
FROM_ABOVE = "Hạn này do cấp trên ấn định; cơ quan không tự lùi được, chỉ có thể đề nghị cấp trên."


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
        mover=item.get("mover"),
        product=item.get("product"),
        follow=item.get("follow", True),
        criteria=list(item.get("criteria", [])),
        remedies=list(item.get("remedies", [])),
        read={
            **{
                name: item.get(name)
                for name in ("target", "condition", "parts", "citations", "source", "warnings", "unrecognised")
            },
            "due_on": due_on.isoformat() if due_on else None,
        },
        version=1,
    )


def lay_annex(
    desk: Desk,
    scope: Scope,
    directive: str,
    annex: Annex,
    key: str | None = None,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> Answer:
    """Give items the product, lead, deadline and basis that the annex of assignment names for them.

    After the issue an annex that was signed corrects days and products, and only those: its days come into force on open
    work, and each unit is told once. `dry_run` says what that would be; `version` is that of the directive as it was shown.
    """
    require(scope, Act.INTAKE)
    if dry_run:
        with desk.memory.reading() as session:
            row = session.get(DirectiveRow, directive)
            if row is None:
                raise absent()
            expect_version(row.version, version)
            laid = _laid(session, desk, directive, annex, issued=row.state == ISSUED)
            told = _in_force(session, desk, row, laid, annex).plain() if row.state == ISSUED else {}
            return Answer({"dry_run": True, "id": directive, "rows": len(annex.rows), **told})

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(DirectiveRow, directive, with_for_update=True)
        if row is None:
            raise absent()
        expect_version(row.version, version)
        issued = row.state == ISSUED
        if issued:
            require(scope, Act.ISSUE)
        laid = _laid(doing.session, desk, directive, annex, issued=issued)
        told_of = {
            "number": annex.number,
            "issued_on": annex.issued_on.isoformat() if annex.issued_on else None,
            "signer": annex.signer,
            "directive": annex.named.plain(),
        }
        row.annex = signed(row.annex, told_of)
        row.version += 1
        if issued and annex.number is not None and annex.issued_on is not None:
            found = _in_force(doing.session, desk, row, laid, annex)
            told = found.plain()
            binding.carry_out(doing, row, laid, found, called(annex.number, annex.issued_on))
            doing.note("directive.annex-laid", f"directive/{directive}", rows=len(annex.rows), signed=True)
            return Answer({"id": directive, "rows": len(annex.rows), **told}, etag=str(row.version))
        doing.note("directive.annex-laid", f"directive/{directive}", rows=len(annex.rows), signed=annex.is_signed)
        return Answer({"id": directive, "rows": len(annex.rows)}, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=[directive, asdict(annex)])


def _laid(session: Session, desk: Desk, directive: str, annex: Annex, *, issued: bool) -> list[ItemRow]:
    """The items that the rows of the annex speak of, changed as they say; refused whole where a row does not fit."""
    items = {i.ref: i for i in session.scalars(select(ItemRow).where(ItemRow.directive == directive))}
    problems = [
        Problem(f"rows[{n}].ref", f"văn bản không có nhiệm vụ {line.ref!r}")
        for n, line in enumerate(annex.rows)
        if line.ref not in items
    ]
    order = session.get_one(DirectiveRow, directive)
    if order.from_above:
        problems += _of_superior(annex, items)
    if issued:
        _refuse_another(order, annex)
        problems += _not_after_issue(order, annex, items)
        if annex.issued_on is not None:
            binding.refuse_ahead(desk, annex.issued_on)
    if problems:
        raise Refusal("invalid", "annex-mismatch", "Phụ lục có dòng không khớp với văn bản.", tuple(problems))
    if annex.mover is not None:
        order.mover = annex.mover.value
    for line in annex.rows:
        _lay(items[line.ref], line, annex, day_stays=order.from_above and _has_day_of_document(items[line.ref]))
    return [items[line.ref] for line in annex.rows]


def _of_superior(annex: Annex, items: Mapping[str, ItemRow]) -> Iterator[Problem]:
    """A day that a superior's document sets is not ours to move, by an annex as little as by a word (domain.md §0.9)."""
    for n, line in enumerate(annex.rows):
        item = items.get(line.ref)
        if item is None or not _has_day_of_document(item):
            continue
        rule = asdict(line.due_rule) if line.due_rule else None
        same = line.due_on in {None, item.due_on} and rule in (None, item.due_rule)
        if not same:
            yield Problem(f"rows[{n}].due_on", f"{FROM_ABOVE} Phần giao xuống đơn vị: dùng chức năng Giao việc con.")


def _has_day_of_document(item: ItemRow) -> bool:
    return item.basis == Basis.DOCUMENT.value and (item.due_on is not None or item.due_rule is not None)


def _refuse_another(order: DirectiveRow, annex: Annex) -> None:
    """Rows of another directive's annex may bear the same references: its number and date tell it apart."""
    if problems := of_another(annex.named, order.number, order.issued_on):
        raise Refusal("invalid", ANOTHER, "Phụ lục này ghi là của văn bản khác.", problems)


def _not_after_issue(order: DirectiveRow, annex: Annex, items: Mapping[str, ItemRow]) -> Iterator[Problem]:
    """What an annex no longer changes once the work is owed: there are acts for each, by which units are told."""
    if not annex.is_signed:
        yield Problem("number", "văn bản đã giao: phụ lục cần số và ngày ký")
    if annex.mover is not None and annex.mover.value != order.mover:
        yield Problem("mover", "văn bản đã giao: dùng chức năng Ai được lùi hạn")
    for n, line in enumerate(annex.rows):
        item = items.get(line.ref)
        if item is None:
            continue
        if line.lead and set(line.lead) != set(item.lead_codes):
            yield Problem(f"rows[{n}].lead", "nhiệm vụ đã giao: dùng chức năng chuyển đơn vị")
        if line.cadence is not None and line.cadence.value != item.cadence:
            yield Problem(f"rows[{n}].cadence", "nhiệm vụ đã giao: không đổi chế độ thực hiện")
        if line.follow != item.follow:
            yield Problem(f"rows[{n}].follow", "nhiệm vụ đã giao: dùng chức năng thôi theo dõi")
        if line.mover is not None and line.mover.value != (item.mover or order.mover):
            yield Problem(f"rows[{n}].mover", "nhiệm vụ đã giao: dùng chức năng Ai được lùi hạn")
        undated = line.due_on is None and line.due_rule is None
        if undated and line.policy is not None and policy_to_plain(line.policy) != item.policy:
            yield Problem(f"rows[{n}].policy", "nhiệm vụ đã giao: ghi kèm thời hạn (due_on) tính theo cách này")


def _in_force(session: Session, desk: Desk, order: DirectiveRow, items: list[ItemRow], annex: Annex) -> binding.Effect:
    """What the days of a signed annex do to open work."""
    dated = [item for item in items if item.basis == Basis.ANNEX.value]
    return binding.effect(session, desk, order, dated, annex.issued_on or desk.today(), desk.clock())


def _lay(item: ItemRow, line: AnnexRow, annex: Annex, *, day_stays: bool) -> None:
    item.lead_codes = list(line.lead) or item.lead_codes
    item.cooperating_codes = list(line.cooperating) or item.cooperating_codes
    item.acceptors = list(line.acceptors) or item.acceptors
    item.product, item.follow, item.weight = line.product or item.product, line.follow, line.weight or item.weight
    item.criteria = list(line.criteria) or item.criteria
    item.cadence = line.cadence.value if line.cadence else item.cadence
    if not day_stays and (line.due_on is not None or line.due_rule is not None):
        item.due_on = line.due_on
        item.due_rule = asdict(line.due_rule) if line.due_rule else None
        item.basis = annex.basis_of(line).value
    if line.policy is not None:
        item.policy = policy_to_plain(line.policy)
    item.mover = line.mover.value if line.mover else item.mover
    item.version += 1


def codes_and_groups(session: Session) -> dict[str, list[str]]:
    """Every code that may stand as a lead, with the units it means: a unit itself, or the units of a group."""
    known: dict[str, list[str]] = {}
    for row in session.scalars(select(UnitRow).order_by(UnitRow.code)):
        known[row.code] = [row.code]
        for group in row.body.get("groups", []):
            known.setdefault(group, []).append(row.code)
    return known


def must_be_draft(state: str) -> None:
    """Refuse what belongs before the issue once it is past."""
    if state != DRAFT:
        raise Refusal("conflict", "already-issued", "Văn bản đã được giao; đề nghị dùng chức năng điều chỉnh nhiệm vụ.")


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
