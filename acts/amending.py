"""Changing an item that was issued: what it asks for, its day, its product; its open assignments follow."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from acts.changes import tell_unit
from acts.children import keep_before_parent
from acts.correcting import uncounted
from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.directives import ISSUED, codes_and_groups
from acts.extensions import GRANTED
from acts.movers import must_move
from acts.moving import move_deadline
from acts.owed import open_of
from domain.directive import Cadence
from domain.errors import Problem, Refusal
from domain.folding import fold
from domain.rights import Act, Scope, absent, require
from domain.status import DelayClass
from storage.tables import AssignmentRow, ExtensionRow, ItemRow

AMENDABLE = frozenset({"text", "product", "due_on", "cooperating_codes", "criteria", "weight"})


def amend(
    desk: Desk,
    scope: Scope,
    item: str,
    changes: Mapping[str, Any],
    reason: str,
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Change an issued item, with the reason (the amending document). A new day moves the deadlines that have not passed.

    Whoever may not grant more time moves no day this way either. What was done under the old words stays as it was; units
    with open work are told what changed.
    """
    require(scope, Act.ASSIGN)
    if strange := sorted(set(changes) - AMENDABLE):
        problems = tuple(Problem(name, "không điều chỉnh được ở đây") for name in strange)
        raise Refusal("invalid", "unknown-field", "Có trường không điều chỉnh được.", problems)
    if not changes:
        problem = Problem("changes", "nêu ít nhất một nội dung")
        raise Refusal("invalid", "empty", "Chưa nêu nội dung điều chỉnh.", (problem,))

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(ItemRow, item, with_for_update=True)
        if row is None:
            raise absent()
        expect_version(row.version, version)
        if row.state != ISSUED:
            raise Refusal("conflict", f"item-{row.state}", "Chỉ điều chỉnh được nhiệm vụ đã giao và đang theo dõi.")
        open_ones = open_of(doing, item)
        _apply(doing, row, changes)
        row.version += 1
        doing.session.flush()
        if "due_on" in changes:
            for one in open_ones:
                must_move(doing, scope, one)
                _move(doing, one, _day(changes["due_on"]), reason)
        told = sum(
            tell_unit(doing, one, f"amended/{item}/{row.version}/{one.id}", f"Điều chỉnh nhiệm vụ: {reason}")
            for one in open_ones
        )
        named = [one.id for one in open_ones]
        doing.note("item.amended", f"item/{item}", fields=sorted(changes), assignments=named, notices=told)
        return Answer({"id": item, "assignments": named, "version": row.version}, 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["amend", item, dict(changes), reason])


def _apply(doing: Deed, row: ItemRow, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        match name:
            case "text":
                row.text, row.folded = value, fold(value)
            case "due_on":
                if row.cadence != Cadence.ONCE.value:
                    problem = Problem("due_on", "chỉ dùng cho nhiệm vụ làm một lần")
                    raise Refusal("invalid", "recurring", "Nhiệm vụ theo kỳ không có một hạn chung.", (problem,))
                keep_before_parent(doing.session, row, _day(value), "due_on")
                row.due_on, row.due_rule = _day(value), uncounted(row.due_rule)
            case "cooperating_codes":
                known = codes_and_groups(doing.session)
                if unknown := [code for code in value if code not in known]:
                    raise Refusal("invalid", "unknown-unit", f"Không có đơn vị hoặc nhóm: {', '.join(unknown)}.")
                row.cooperating_codes = list(value)
            case _:
                setattr(row, name, value)


def _move(doing: Deed, row: AssignmentRow, until: date, reason: str) -> None:
    """Move one deadline by the amendment; kept like any other move, with both days."""
    if row.deadline_at is not None and row.deadline_at <= doing.now:
        detail = "Có đơn vị đã quá hạn: đề nghị quyết định gia hạn cho từng đơn vị thay vì điều chỉnh chung."
        raise Refusal("conflict", "overdue", detail, (Problem("due_on", row.unit),), allowed=("extensions",))
    if until < doing.desk.today():
        raise Refusal("invalid", "not-later", "Hạn mới đã qua.", (Problem("due_on", "cần một ngày từ hôm nay"),))
    before = row.deadline
    after = move_deadline(doing, row, until, "Nhiệm vụ được điều chỉnh").day
    doing.session.add(
        ExtensionRow(
            id=doing.desk.ids(),
            assignment=row.id,
            until=until,
            before=before,
            after=after,
            reason=reason,
            classed=DelayClass.OBJECTIVE.value,
            authority="điều chỉnh nhiệm vụ",
            state=GRANTED,
            asked_by=doing.scope.actor,
            asked_at=doing.now,
            decided_by=doing.scope.actor,
            decided_at=doing.now,
            decision=reason,
            version=1,
        )
    )


def _day(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
