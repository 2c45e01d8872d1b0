"""Two items of a draft that were read as one, and one that was read as two: verbatim text is cut or joined, never rewritten."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from acts.correcting import draft_of, item_of
from acts.desk import Answer, Deed, Desk, expect_version, perform
from domain.errors import Problem, Refusal
from domain.folding import fold
from domain.rights import Act, Scope, require
from storage.tables import ItemLinkRow, ItemRow

FEWEST, MOST = 2, 50
AGREEING = {"cadence": "chế độ", "due_on": "hạn", "due_rule": "cách tính hạn", "basis": "cơ sở của hạn"}
"""What two items must have in common to be one, and how people call it."""
UNITED = ("lead", "cooperating", "lead_codes", "cooperating_codes", "acceptors", "criteria", "remedies")
PARTED_BY = "/"


def split_item(
    desk: Desk,
    scope: Scope,
    directive: str,
    item: str,
    parts: Sequence[str],
    version: int | None,
    key: str | None = None,
) -> Answer:
    """Cut an item into parts that together are its text; each part keeps who owes it and by when."""
    require(scope, Act.INTAKE)

    def deed(doing: Deed) -> Answer:
        row = _seen(doing, directive, item, version)
        texts = [" ".join(part.split()) for part in parts if part.strip()]
        _check_parts(row.text, texts)
        rows = _of_directive(doing.session, directive)
        taken, ref = {one.ref for one in rows}, row.ref
        names = [f"{ref}{PARTED_BY}{n}" for n in range(1, len(texts) + len(taken) + 1)]
        free = [name for name in names if name not in taken or name == ref][: len(texts)]
        for later in rows:
            if later.position > row.position:
                later.position += len(texts) - 1
        _say(row, free[0], texts[0])
        fresh = [_part(row, desk.ids(), place, *told) for place, told in enumerate(zip(free, texts, strict=True))][1:]
        doing.session.add_all(fresh)
        made = [row.id, *(one.id for one in fresh)]
        doing.note("item.split", f"item/{item}", into=made)
        return Answer({"id": item, "items": made, "version": row.version}, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=["split", directive, item, list(parts)])


def merge_items(
    desk: Desk, scope: Scope, directive: str, item: str, other: str, version: int | None, key: str | None = None
) -> Answer:
    """Put `other` into `item`: texts in the order of the document, units of both. They must agree on when."""
    require(scope, Act.INTAKE)

    def deed(doing: Deed) -> Answer:
        row, gone = _seen(doing, directive, item, version), item_of(doing.session, directive, other)
        _check_agreeing(row, gone)
        first, second = sorted((row, gone), key=lambda one: one.position)
        ref, text = _ref_of_both(doing.session, first, second), f"{first.text} {second.text}"
        position = first.position
        _unite(row, first, second)
        doing.session.execute(delete(ItemLinkRow).where(ItemLinkRow.item == gone.id))
        doing.session.delete(gone)
        doing.session.flush()
        _say(row, ref, text)
        row.position = position
        doing.note("item.merged", f"item/{item}", gone=other)
        return Answer({"id": item, "version": row.version}, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=["merge", directive, item, other])


def _seen(doing: Deed, directive: str, item: str, version: int | None) -> ItemRow:
    draft_of(doing, directive)
    row = item_of(doing.session, directive, item)
    expect_version(row.version, version)
    return row


def _of_directive(session: Session, directive: str) -> list[ItemRow]:
    return list(session.scalars(select(ItemRow).where(ItemRow.directive == directive).order_by(ItemRow.position)))


def _check_parts(text: str, parts: Sequence[str]) -> None:
    """Parts are the text cut, not another text: nothing is lost and nothing added."""
    if not FEWEST <= len(parts) <= MOST:
        problem = Problem("parts", f"cần từ {FEWEST} đến {MOST} phần, mỗi phần một dòng")
        raise Refusal("invalid", "parts", "Chưa tách thành các phần.", (problem,))
    if "".join("".join(parts).split()) != "".join(text.split()):
        problem = Problem("parts", "chỉ xuống dòng ở chỗ cần tách, giữ nguyên văn mọi chữ")
        raise Refusal("invalid", "not-verbatim", "Các phần ghép lại không đúng nguyên văn của mục.", (problem,))


def _say(row: ItemRow, ref: str, text: str) -> None:
    row.ref, row.text, row.folded = ref, text, fold(text)
    row.version += 1


def _part(row: ItemRow, item: str, place: int, ref: str, text: str) -> ItemRow:
    """A further part: as the item stands, without the figures and citations that were found in all of its text."""
    kept = {c.key: getattr(row, c.key) for c in ItemRow.__table__.columns}
    read: dict[str, Any] = {name: row.read.get(name) for name in ("source", "due_on")}
    read["unrecognised"] = row.read.get("unrecognised", [])
    own = {"id": item, "position": row.position + place, "ref": ref, "text": text, "folded": fold(text)}
    return ItemRow(**{**kept, **own, "read": read, "version": 1})


def _check_agreeing(one: ItemRow, other: ItemRow) -> None:
    if one.id == other.id:
        problem = Problem("other", "chọn một mục khác")
        raise Refusal("invalid", "same-item", "Không gộp một mục với chính nó.", (problem,))
    differing = [word for name, word in AGREEING.items() if getattr(one, name) != getattr(other, name)]
    if differing:
        problem = Problem("other", f"thống nhất {', '.join(differing)} của hai mục trước khi gộp")
        raise Refusal("conflict", "merge-differs", "Hai mục khác nhau về thời hạn.", (problem,), allowed=("correct",))


def _ref_of_both(session: Session, first: ItemRow, second: ItemRow) -> str:
    """The first's; what had been cut and is whole again is called as before."""
    whole = first.ref.rpartition(PARTED_BY)[0]
    if not whole or second.ref.rpartition(PARTED_BY)[0] != whole:
        return first.ref
    others = {row.ref for row in _of_directive(session, first.directive) if row.id not in {first.id, second.id}}
    parts_left = any(ref == whole or ref.startswith(f"{whole}{PARTED_BY}") for ref in others)
    return first.ref if parts_left else whole


def _unite(row: ItemRow, first: ItemRow, second: ItemRow) -> None:
    for name in UNITED:
        setattr(row, name, list(dict.fromkeys([*getattr(first, name), *getattr(second, name)])))
    row.cooperating_codes = [code for code in row.cooperating_codes if code not in row.lead_codes]
    row.product = "; ".join(dict.fromkeys(one.product for one in (first, second) if one.product)) or None
    row.follow, row.weight = first.follow or second.follow, max(first.weight, second.weight)
    row.read = _read_of_both(first.read, second.read)


def _read_of_both(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """Lists of both, single things of the first that has them."""
    names = dict.fromkeys([*first, *second])
    return {
        name: [*(first.get(name) or []), *(second.get(name) or [])]
        if isinstance(first.get(name) or second.get(name), list)
        else first.get(name) or second.get(name)
        for name in names
    }
