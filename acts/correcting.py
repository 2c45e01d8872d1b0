"""Acts on the items of a draft as a person looks at them: one corrected, many at once, one taken apart, two put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.directives import codes_and_groups, must_be_draft
from domain.deadline import Basis
from domain.directive import Cadence
from domain.errors import Problem, Refusal
from domain.office import Role
from domain.rights import Act, Scope, absent, require
from storage.tables import DirectiveRow, ItemRow, UnitRow

EDITABLE = frozenset(
    {
        "lead_codes",
        "cooperating_codes",
        "acceptors",
        "due_on",
        "cadence",
        "basis",
        "mover",
        "product",
        "follow",
        "criteria",
    }
)
MOST_ROWS = 500


@dataclass(frozen=True)
class Correction:
    """What a person changes of one item, having seen `version` of it; `changes` may name what EDITABLE lists."""

    item: str
    version: int | None
    changes: Mapping[str, Any]


def correct_item(
    desk: Desk,
    scope: Scope,
    directive: str,
    item: str,
    changes: Mapping[str, Any],
    version: int | None,
    key: str | None = None,
) -> Answer:
    """Change what was read of one item, while the directive is a draft."""
    require(scope, Act.INTAKE)
    if not changes:
        problem = Problem("body", f"ghi ít nhất một trong: {', '.join(sorted(EDITABLE))}")
        raise Refusal("invalid", "nothing-changed", "Chưa nêu nội dung cần sửa.", (problem,))

    def deed(doing: Deed) -> Answer:
        draft_of(doing, directive)
        row = _correct(doing.session, directive, Correction(item, version, changes))
        doing.note("item.corrected", f"item/{item}", fields=sorted(changes))
        return Answer({"id": item, "version": row.version}, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=[directive, item, dict(changes)])


def correct_items(
    desk: Desk, scope: Scope, directive: str, corrections: Sequence[Correction], key: str | None = None
) -> Answer:
    """Change many items of a draft in one transaction. Each row is saved or refused by itself, and says which."""
    require(scope, Act.INTAKE)
    if not 0 < len(corrections) <= MOST_ROWS:
        raise Refusal("invalid", "rows", "Chưa nêu dòng nào.", (Problem("rows", f"cần từ 1 đến {MOST_ROWS} dòng"),))
    _refuse_twice([one.item for one in corrections])

    def deed(doing: Deed) -> Answer:
        draft_of(doing, directive)
        rows = [_outcome(doing.session, directive, one) for one in corrections]
        saved = [row["id"] for row in rows if row["saved"]]
        if saved:
            doing.note("items.corrected", f"directive/{directive}", items=saved)
        return Answer({"id": directive, "saved": len(saved), "refused": len(rows) - len(saved), "rows": rows})

    return perform(desk, scope, deed, key=key, request=[directive, list(corrections)])


def _outcome(session: Session, directive: str, one: Correction) -> dict[str, Any]:
    """What became of one row; a refused one was not touched."""
    try:
        return {"id": one.item, "saved": True, "version": _correct(session, directive, one).version}
    except Refusal as refusal:
        problems = [{"field": problem.field, "message": problem.message} for problem in refusal.problems]
        said = {"code": refusal.code, "detail": refusal.detail, "errors": problems}
        return {"id": one.item, "saved": False, "problem": said}


def _correct(session: Session, directive: str, one: Correction) -> ItemRow:
    """One item changed, or refused before anything of it is."""
    row = item_of(session, directive, one.item)
    expect_version(row.version, one.version)
    put(row, settled(session, row, one.changes))
    return row


def put(row: ItemRow, changes: Mapping[str, Any]) -> None:
    """Change one item as was settled."""
    if changes.get("due_on") not in {None, row.due_on}:
        row.due_rule = uncounted(row.due_rule)
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1


def uncounted(rule: dict[str, Any] | None) -> dict[str, Any] | None:
    """What stays of a rule once somebody names the day: a day that a person named stands instead of a count."""
    return None if rule and rule["kind"] == "relative" else rule


def settled(session: Session, row: ItemRow, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes as they are stored, each known to be possible."""
    strange = sorted(set(changes) - EDITABLE)
    if strange:
        problems = tuple(Problem(name, "không sửa được ở đây") for name in strange)
        raise Refusal("invalid", "unknown-field", "Có trường không sửa được.", problems)
    known = codes_and_groups(session)
    for name in ("lead_codes", "cooperating_codes"):
        _refuse_unknown(name, changes.get(name, ()), known)
    told = {name: stored(name, value) for name, value in changes.items()}
    units = set(session.scalars(select(UnitRow.code)))
    _refuse_unknown("acceptors", told.get("acceptors", ()), dict.fromkeys(units))
    _check_acceptors(told.get("acceptors", row.acceptors), told.get("lead_codes", row.lead_codes), known)
    return told


def stored(name: str, value: Any) -> Any:
    """A value of a cell as the row holds it."""
    match name:
        case "due_on":
            return date.fromisoformat(value) if isinstance(value, str) else value
        case "cadence":
            return Cadence(value).value
        case "basis":
            return Basis(value).value
        case "mover":
            return Role(value).value if value is not None else None
        case "lead_codes" | "cooperating_codes" | "acceptors" | "criteria":
            return list(dict.fromkeys(value))
        case _:
            return value


def _refuse_unknown(name: str, codes: Sequence[str], known: Mapping[str, Any]) -> None:
    if unknown := [code for code in codes if code not in known]:
        told = f"Không có đơn vị hoặc nhóm: {', '.join(unknown)}."
        problem = Problem(name, f"danh bạ không có: {', '.join(unknown)}; đề nghị chọn đơn vị, nhóm khác")
        raise Refusal("invalid", "unknown-unit", told, (problem,))


def _check_acceptors(acceptors: Sequence[str], leads: Sequence[str], known: Mapping[str, Sequence[str]]) -> None:
    """Each leading unit has somebody who accepts and is not itself (domain.md §0.8)."""
    alone = [unit for code in leads for unit in known.get(code, ()) if acceptors and not set(acceptors) - {unit}]
    if alone:
        problem = Problem("acceptors", "ghi thêm một đơn vị khác đơn vị chủ trì")
        raise Refusal("invalid", "leads-itself", "Đơn vị chủ trì không tự xác nhận kết quả của mình.", (problem,))


def draft_of(doing: Deed, directive: str) -> DirectiveRow:
    """The directive, held for this act; refused where it is not there or no longer a draft."""
    row = doing.session.get(DirectiveRow, directive, with_for_update=True)
    if row is None:
        raise absent()
    must_be_draft(row.state)
    return row


def item_of(session: Session, directive: str, item: str) -> ItemRow:
    """An item of this directive, held for this act."""
    row = session.get(ItemRow, item, with_for_update=True)
    if row is None or row.directive != directive:
        raise absent()
    return row


def _refuse_twice(items: Sequence[str]) -> None:
    twice = sorted({one for one in items if items.count(one) > 1})
    if twice:
        problem = Problem("rows", f"mỗi nhiệm vụ một dòng: {', '.join(twice)}")
        raise Refusal("invalid", "same-row", "Có nhiệm vụ được nêu hai lần.", (problem,))
