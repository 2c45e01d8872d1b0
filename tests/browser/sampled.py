"""A sample laid into a database: its units, card and figures, and its assignments as an order that was issued and answered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import select

from acts import directives, issue
from acts.completions import Report, accept, complete
from acts.desk import Desk
from cli.imports import take_calendar, take_card, take_figures, take_units
from domain.calendar import ZONE, Calendar
from domain.office import Role
from domain.record import AssignmentRecord
from domain.rights import SYSTEM
from domain.scorecard import Facts, Score, score
from reading.figures import read_facts
from storage.database import Memory
from storage.tables import AssignmentRow, GrantRow, ItemRow, OfficialRow, ScorecardRow
from storage.views.index import estimated
from tests.acts.house import FORMS

SAMPLES = Path(__file__).parents[2] / "samples"
BEFORE = timedelta(days=120)
"""How long before its figures the order of a sample is issued: earlier than all its deadlines."""


@dataclass
class Sampled:
    """The desk of a sample on the day its figures are told of, with what the card says of each unit."""

    memory: Memory
    name: str
    now: datetime = field(init=False)
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        random = Random(1)
        facts = read_facts((SAMPLES / self.name / "facts.yaml").read_bytes(), "facts.yaml")
        as_of = _noon(facts[0].as_of)
        self.now = as_of - BEFORE
        self.desk = Desk(
            self.memory, lambda: self.now, lambda: UUID(int=random.getrandbits(128)).hex, Calendar(), lambda: FORMS
        )
        for file, take in (("units", take_units), ("calendar", take_calendar), ("scorecard", take_card)):
            take(self.desk, (SAMPLES / self.name / f"{file}.yaml").read_bytes(), f"{file}.yaml")
        owed = [record for one in facts for record in one.assignments if record.deadline is not None]
        self._order(owed)
        self.now = as_of
        take_figures(self.desk, (SAMPLES / self.name / "facts.yaml").read_bytes(), "facts.yaml")
        self._answer({record.id: record for record in owed})
        self.facts: list[Facts] = facts

    def _order(self, owed: Sequence[AssignmentRecord]) -> None:
        items = [
            {
                "ref": record.id,
                "text": f"Nhiệm vụ {record.id}.",
                "lead": [record.unit],
                "lead_codes": [record.unit],
                "due_on": record.deadline.isoformat() if record.deadline else None,
                "criteria": list(record.criteria),
            }
            for record in owed
        ]
        taken = directives.take_in(self.desk, SYSTEM, {"title": "Chỉ thị mẫu", "items": items}, "…", "0" * 64)
        issue.issue(self.desk, SYSTEM, taken.body["id"], "01/CT-UBND", self.desk.today())

    def _answer(self, owed: dict[str, AssignmentRecord]) -> None:
        with self.memory.reading() as session:
            asked = select(AssignmentRow.id, ItemRow.ref).join(ItemRow, ItemRow.id == AssignmentRow.item)
            rows = list(session.execute(asked).all())
        for id_, ref in rows:
            result_on = owed[ref].result_on
            if result_on is not None and result_on <= self.now.date():
                report = complete(self.desk, SYSTEM, Report((id_,), {"number": f"{ref}/BC"}, result_on))
                accept(self.desk, SYSTEM, report.body["id"])

    @property
    def chief(self) -> str:
        """The login of who sees the points of all units."""
        with self.memory.reading() as session:
            asked = select(OfficialRow.login).join(GrantRow, GrantRow.official == OfficialRow.id)
            found = session.scalars(asked.where(GrantRow.role == Role.CHIEF.value).order_by(OfficialRow.login)).first()
        assert found is not None
        return str(found)

    @property
    def card(self) -> str:
        """The id of its card."""
        with self.memory.reading() as session:
            return str(session.scalars(select(ScorecardRow.id)).one())

    def scores(self) -> dict[str, Score]:
        """The points of each unit of the sample as the rows give them, by its code."""
        with self.memory.reading() as session:
            found = {
                one.unit: estimated(session, SYSTEM, self.card, one.unit, one.period, self.now) for one in self.facts
            }
        return {unit: score(one.card, one.facts) for unit, one in found.items()}


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), ZONE).astimezone(UTC)
