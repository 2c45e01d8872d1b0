"""The items of a draft changed from a workbook: all of its lines or none, shown first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.correcting import EDITABLE, Correction, draft_of, put, settled, stored
from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.directives import must_be_draft
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, absent, require
from storage.tables import DirectiveRow, ItemRow


@dataclass(frozen=True)
class Change:
    """What one line changes of its item."""

    row: ItemRow
    to: dict[str, Any]

    def plain(self) -> dict[str, Any]:
        """Both sides, as they are shown before and after."""
        fields = {name: {"from": _said(getattr(self.row, name)), "to": _said(value)} for name, value in self.to.items()}
        return {"id": self.row.id, "ref": self.row.ref, "fields": fields}


def lay_sheet(
    desk: Desk,
    scope: Scope,
    directive: str,
    lines: Sequence[Correction],
    key: str | None = None,
    *,
    dry_run: bool = False,
) -> Answer:
    """Change the items that differ from the lines. One line a rule refuses, and nothing is changed.

    The refusal names each problem by item and field ("<id>/lead_codes"). With `dry_run` the same is worked out and
    nothing is written. A line that changes nothing may have been written from any version.
    """
    require(scope, Act.INTAKE)
    if dry_run:
        with desk.memory.reading() as session:
            row = session.get(DirectiveRow, directive)
            if row is None:
                raise absent()
            must_be_draft(row.state)
            return _answer(directive, _changes(session, directive, lines), len(lines), dry_run=True)

    def deed(doing: Deed) -> Answer:
        draft_of(doing, directive)
        changes = _changes(doing.session, directive, lines)
        answer = _answer(directive, changes, len(lines), dry_run=False)
        for one in changes:
            put(one.row, one.to)
        if changes:
            doing.note("items.corrected", f"directive/{directive}", items=[one.row.id for one in changes])
        return answer

    return perform(desk, scope, deed, key=key, request=["sheet", directive, list(lines)])


def _changes(session: Session, directive: str, lines: Sequence[Correction]) -> list[Change]:
    rows = {row.id: row for row in session.scalars(select(ItemRow).where(ItemRow.directive == directive))}
    problems: list[Problem] = []
    found: list[Change] = []
    for line in lines:
        row = rows.get(line.item)
        if row is None:
            problems.append(Problem(f"{line.item}/ref", "dự thảo không có mục này"))
            continue
        try:
            if to := _differing(session, row, line):
                found.append(Change(row, to))
        except Refusal as refusal:
            told = refusal.problems or (Problem("version", refusal.detail),)
            problems += [Problem(f"{line.item}/{one.field}", one.message) for one in told]
    if problems:
        raise Refusal("invalid", "rows", f"Còn {len(problems)} ô cần sửa; chưa ghi dòng nào.", tuple(problems))
    return found


def _differing(session: Session, row: ItemRow, line: Correction) -> dict[str, Any]:
    """What a line changes. A cell that says what stands is asked nothing: its unit may have gone since the export."""
    changes = {name: value for name, value in line.changes.items() if not _says(name, value, row)}
    changed = {name: value for name, value in settled(session, row, changes).items() if value != getattr(row, name)}
    if changed:
        expect_version(row.version, line.version)
    return changed


def _says(name: str, value: Any, row: ItemRow) -> bool:
    return name in EDITABLE and stored(name, value) == getattr(row, name)


def _answer(directive: str, changes: Sequence[Change], lines: int, *, dry_run: bool) -> Answer:
    told = [one.plain() for one in changes]
    return Answer({"dry_run": dry_run, "id": directive, "changed": told, "unchanged": lines - len(told)})


def _said(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
