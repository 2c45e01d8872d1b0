"""A small office to act in: a desk whose clock the test moves, units, people and one directive."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select

from acts import directives, issue, office
from acts.desk import Desk
from domain.calendar import Calendar
from domain.office import Directory, Grant, Official, Role, Unit, UnitKind
from domain.rights import SYSTEM, Scope
from storage.database import Memory
from storage.tables import AssignmentRow, NoticeRow, StepRow

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 08:00 in Hà Nội

FORMS = "0" * 64
"""The digest of the forms of documents: no test of an act writes one."""

OFFICE = Directory(
    units=(
        Unit("ubnd", "UBND phường Mẫu", UnitKind.AUTHORITY),
        Unit("vp", "Văn phòng", UnitKind.OFFICE, "ubnd", in_charge=True, mailbox="vp@mau.example"),
        Unit("kt", "Phòng Kinh tế", UnitKind.DEPARTMENT, "ubnd", mailbox="kt@mau.example", groups=("phong",)),
        Unit("vh", "Phòng Văn hóa", UnitKind.DEPARTMENT, "ubnd", mailbox="vh@mau.example", groups=("phong",)),
        Unit("ca", "Công an phường", UnitKind.VERTICAL, "ubnd", mailbox="ca@mau.example"),
    ),
    officials=(
        Official("an", "Lê An", grants=(Grant(Role.OFFICIAL, "kt"),), email="an@mau.example"),
        Official("binh", "Trần Bình", "Trưởng phòng", "đồng chí", "binh@mau.example", grants=(Grant(Role.HEAD, "kt"),)),
        Official("chi", "Ngô Chi", grants=(Grant(Role.OFFICIAL, "vh"),), email="chi@mau.example"),
        Official(
            "dung", "Đỗ Dung", "Chánh Văn phòng", "đồng chí", "dung@mau.example", grants=(Grant(Role.CHIEF, "vp"),)
        ),
    ),
)

OFFICIAL = Scope("an", (Grant(Role.OFFICIAL, "kt"),))
OTHER = Scope("chi", (Grant(Role.OFFICIAL, "vh"),))
CHIEF = Scope("dung", (Grant(Role.CHIEF, "vp"),))


@dataclass
class House:
    """The desk and its clock."""

    memory: Memory
    now: datetime = MONDAY
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        random = Random(1)
        self.desk = Desk(
            self.memory, lambda: self.now, lambda: UUID(int=random.getrandbits(128)).hex, Calendar(), lambda: FORMS
        )
        office.set_office(self.desk, SYSTEM, OFFICE)

    def directive(self, *items: dict[str, Any], number: str = "12/CT-UBND", **head: Any) -> str:
        """An issued directive with the given items; the id."""
        draft = {
            "title": "Chỉ thị mẫu",
            **head,
            "items": [{"ref": str(n), **an_item(), **item} for n, item in enumerate(items, 1)],
        }
        taken = directives.take_in(self.desk, SYSTEM, draft, "…", "0" * 64)
        found: str = taken.body["id"]
        issue.issue(self.desk, SYSTEM, found, number, self.desk.today())
        return found

    def assignments(self, unit: str | None = None) -> list[AssignmentRow]:
        """All assignments, in order of their opening."""
        with self.memory.reading() as session:
            rows = list(session.scalars(select(AssignmentRow).order_by(AssignmentRow.opened_at, AssignmentRow.id)))
            session.expunge_all()
        return [row for row in rows if unit is None or row.unit == unit]

    def steps(self, assignment: str) -> dict[str, StepRow]:
        """The steps of an assignment by rung and occurrence: "O1", "O1.1"."""
        with self.memory.reading() as session:
            rows = list(session.scalars(select(StepRow).where(StepRow.subject == assignment)))
            session.expunge_all()
        return {f"{row.rung}.{row.occurrence}" if row.occurrence else row.rung: row for row in rows}

    def notices(self) -> list[NoticeRow]:
        """All notices."""
        with self.memory.reading() as session:
            rows = list(session.scalars(select(NoticeRow).order_by(NoticeRow.created_at, NoticeRow.id)))
            session.expunge_all()
        return rows


def an_item(**changes: Any) -> dict[str, Any]:
    """One item as the parser gives it: led by the Phòng Kinh tế, due in three weeks."""
    return {
        "text": "Rà soát thủ tục hành chính nội bộ.",
        "lead": ["Phòng Kinh tế"],
        "lead_codes": ["kt"],
        "due_on": date(2026, 3, 20).isoformat(),
        **changes,
    }
