"""The act of saying which unit a name in a document means: kept as an alias, so that the next document is read by itself."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.correcting import draft_of
from acts.desk import Answer, Deed, Desk, perform
from domain.errors import Problem, Refusal
from domain.folding import fold
from domain.rights import Act, Scope, require
from storage.tables import ItemRow, SettingRow, UnitRow
from storage.views.directory import GROUPS
from storage.views.office import LEARNED


def name_unit(desk: Desk, scope: Scope, directive: str, written: str, unit: str, key: str | None = None) -> Answer:
    """Keep `written` as an alias of `unit`, and fill it in wherever the items of this draft write it."""
    require(scope, Act.INTAKE)
    name = " ".join(written.split())

    def deed(doing: Deed) -> Answer:
        draft_of(doing, directive)
        row = doing.session.get(UnitRow, unit, with_for_update=True)
        if row is None:
            raise Refusal(
                "invalid", "unknown-unit", "Không có đơn vị này.", (Problem("unit", f"không có mã “{unit}”"),)
            )
        _refuse_taken(doing.session, name, unit)
        known = row.body.get(LEARNED, [])
        if name not in known:
            row.body = {**row.body, LEARNED: [*known, name]}
        filled = [item.id for item in _items(doing.session, directive) if _fill(item, name, unit)]
        doing.note("unit.named", f"unit/{unit}", directive=directive, items=filled)
        return Answer({"unit": unit, "items": filled}, 201)

    return perform(desk, scope, deed, key=key, request=["name", directive, name, unit])


def _refuse_taken(session: Session, name: str, unit: str) -> None:
    """A name that means another unit, or several, would from then on mean none."""
    folded = fold(name)
    if not folded:
        raise Refusal("invalid", "empty", "Chưa nêu tên.", (Problem("written", "cần tên như văn bản viết"),))
    rows = session.scalars(select(UnitRow).where(UnitRow.code != unit).order_by(UnitRow.code))
    other = next((row.name for row in rows if folded in {fold(one) for one in _names(row)}), None)
    setting = session.get(SettingRow, GROUPS)
    groups = setting.body.values() if setting is not None else ()
    if other is None and any(folded == fold(one) for names in groups for one in names):
        other = "một nhóm đơn vị"
    if other is not None:
        problem = Problem("written", f"tên này đang là tên của {other}")
        raise Refusal("conflict", "name-taken", f"“{name}” đã là tên của {other}.", (problem,), allowed=("correct",))


def _names(row: UnitRow) -> Iterator[str]:
    body = row.body
    yield from (row.name, *([body["short_name"]] if body.get("short_name") else ()))
    yield from (*body.get("aliases", ()), *body.get(LEARNED, ()))


def _items(session: Session, directive: str) -> list[ItemRow]:
    return list(session.scalars(select(ItemRow).where(ItemRow.directive == directive).with_for_update()))


def _fill(item: ItemRow, name: str, unit: str) -> bool:
    """Put the unit where the item writes the name; whether it did."""
    folded, lost = fold(name), list(item.read.get("unrecognised") or [])
    left = [one for one in lost if fold(one) != folded]
    if left == lost:
        return False
    if any(fold(one) == folded for one in item.lead):
        item.lead_codes = list(dict.fromkeys([*item.lead_codes, unit]))
        item.cooperating_codes = [code for code in item.cooperating_codes if code != unit]
    elif unit not in (*item.lead_codes, *item.cooperating_codes):
        item.cooperating_codes = [*item.cooperating_codes, unit]
    item.read = {**item.read, "unrecognised": left}
    item.version += 1
    return True
