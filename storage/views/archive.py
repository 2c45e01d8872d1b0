"""Hồ sơ of a directive: every document and file that came of it, in the order of their days, for the archive."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.rights import Scope, absent
from domain.status import WorkState
from domain.wording.dates import plain
from storage.tables import AnswerLineRow, AssignmentRow, CompletionRow, DirectiveRow, ExtensionRow, ItemRow
from storage.views import office
from storage.views.evidence import EvidenceLine, carried
from storage.views.originals import originals

CLEAN = "clean"


@dataclass(frozen=True)
class Paper:
    """One document of the file: what it is, its number and day as the registry knows them, of whom, about which items."""

    kind: str
    number: str | None
    issued_on: date | None
    by: str
    about: str
    files: tuple[EvidenceLine, ...] = ()


@dataclass(frozen=True)
class Archive:
    """All papers of a directive; `open` counts the assignments that are not finished: until none is, it may grow."""

    directive: str
    number: str | None
    title: str
    papers: tuple[Paper, ...]
    open: int

    @property
    def files(self) -> tuple[EvidenceLine, ...]:
        """Every file once, in the order of the papers that carry it; only what was found clean is handed out."""
        found = {one.id: one for paper in self.papers for one in paper.files if one.state == CLEAN}
        return tuple(found.values())


def archive(session: Session, scope: Scope, directive: str) -> Archive:
    """The file of one issued directive; absent for who does not follow the work of all units."""
    row = session.get(DirectiveRow, directive)
    if row is None or row.issued_at is None or scope.units is not None:
        raise absent()
    refs = {one.id: one.ref for one in session.scalars(select(ItemRow).where(ItemRow.directive == directive))}
    owed = list(session.scalars(select(AssignmentRow).where(AssignmentRow.directive == directive)))
    about = {one.id: refs[one.item] for one in owed}
    later = [*_answers(session, about), *_extensions(session, about)]
    return Archive(
        directive=row.id,
        number=row.number,
        title=row.title or row.number or row.id,
        papers=(
            *_head(session, row),
            *sorted(later, key=lambda one: (one.issued_on or date.max, one.kind, one.number or "")),
        ),
        open=sum(not WorkState(one.work).is_closed for one in owed),
    )


def _head(session: Session, row: DirectiveRow) -> Iterator[Paper]:
    """The directive itself with its signed file, and the annex that was laid beside it."""
    kind = (row.kind or "văn bản chỉ đạo").capitalize()
    in_force = [one.file for one in originals(session, row.id) if one.in_force]
    files = tuple(carried(session, in_force).values())
    yield Paper(kind, row.number, row.issued_on, row.issuer or "", row.title or "", files)
    if row.annex and row.annex.get("number"):
        signed = row.annex.get("issued_on")
        day = date.fromisoformat(signed) if signed else None
        yield Paper("Phụ lục phân công", row.annex["number"], day, row.issuer or "", "Phân công thực hiện")


def _answers(session: Session, about: Mapping[str, str]) -> Iterator[Paper]:
    """Reports of units with their files; what was sent back stays in the file and says so."""
    lines = defaultdict(list)
    asked = select(AnswerLineRow).where(AnswerLineRow.assignment.in_(sorted(about)))
    for line in session.scalars(asked.order_by(AnswerLineRow.completion, AnswerLineRow.assignment)):
        lines[line.completion].append(line)
    names = {unit.code: unit.name for unit in office.units(session)}
    rows = list(session.scalars(select(CompletionRow).where(CompletionRow.id.in_(sorted(lines)))))
    files = carried(session, (one for row in rows for one in row.evidence))
    for row in rows:
        document = row.document or {}
        items = ", ".join(dict.fromkeys(about[line.assignment] for line in lines[row.id]))
        back = " (đã đề nghị bổ sung)" if any(line.state == "returned" for line in lines[row.id]) else ""
        yield Paper(
            "Báo cáo kết quả" if document else "Kết quả không có văn bản",
            document.get("number"),
            _day(document) or row.result_on,
            names.get(row.unit, row.unit),
            f"Mục {items}{back}",
            tuple(files[one] for one in row.evidence if one in files),
        )


def _extensions(session: Session, about: Mapping[str, str]) -> Iterator[Paper]:
    """Documents that moved deadlines."""
    asked = select(ExtensionRow).where(ExtensionRow.assignment.in_(sorted(about)), ExtensionRow.after.is_not(None))
    for row in session.scalars(asked.order_by(ExtensionRow.id)):
        assert row.after is not None  # as asked for
        document = row.document or {}
        moved = f"Mục {about[row.assignment]}: hạn đến {plain(row.after)}"
        day = _day(document) or (row.decided_at or row.asked_at).date()
        yield Paper("Gia hạn", document.get("number"), day, row.authority or "", moved)


def _day(document: Mapping[str, Any]) -> date | None:
    told = document.get("issued_on")
    return date.fromisoformat(told) if isinstance(told, str) else None
