"""The company: what all simulated people share, and how a deed that is refused is remarked instead of ending the play."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from acts.desk import Desk
from domain.behaviour import Behaviour, Plan
from domain.errors import Refusal
from domain.office import Directory
from domain.rights import SYSTEM
from proof.simulate.agenda import Agenda, Moment, at
from proof.simulate.cast import Cast
from proof.simulate.remarks import Remarks
from storage.views import assignments as view
from storage.views.assignments import AssignmentLine


@dataclass(frozen=True)
class Company:
    """The desk they act at, who they are, how they behave, and what they mean to do."""

    desk: Desk
    directory: Directory
    cast: Cast
    behaviour: Behaviour
    seed: int
    agenda: Agenda
    remarks: Remarks

    def plan(self, line: AssignmentLine) -> Plan:
        """What will happen to an assignment."""
        return self.behaviour.plan(key_of(line), line.unit, line.ref, line.period or None, line.deadline, self.seed)

    def line(self, assignment: str) -> AssignmentLine:
        """An assignment as it stands."""
        with self.desk.memory.reading() as session:
            return view.get(session, SYSTEM, assignment, self.desk.today())

    def mean_to(self, day: date, moment: Moment, key: str, do: Callable[[], None]) -> None:
        """Put a deed on the agenda: at that moment of the first working day from `day` on."""
        self.agenda.put(at(self.desk.calendar, day, moment), key, do)

    def opened_on(self, line: AssignmentLine) -> date:
        """The day an assignment was opened."""
        return self.desk.calendar.local_date(line.opened_at)

    def working_day(self, day: date, working_days: int) -> date:
        """The working day so many after `day`, which counts itself as the first one it can be."""
        return self.desk.calendar.add_working_days(self.desk.calendar.next_working_day(day), working_days)

    @contextmanager
    def minding_refusals(self, told: str) -> Iterator[None]:
        """A rule said no: the person reads it and goes on; it is remarked."""
        try:
            yield
        except Refusal as refusal:
            self.remarks.say("refused", f"{told}: {refusal.detail}")


def key_of(line: AssignmentLine) -> str:
    """The stable name by which people are drawn: the same in every database that holds the same order."""
    return f"{line.ref}/{line.unit}/{line.period}"


def instant_of(company: Company, day: date, moment: Moment) -> datetime:
    """The instant of a moment of the first working day from `day` on."""
    return at(company.desk.calendar, day, moment)
