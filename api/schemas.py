"""The bodies callers send: every field checked before an act is asked, strangers refused by name."""

import re
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from acts.bulk import MOST_ROWS, Row
from acts.fulfilling import Declared
from acts.passing_down import MOST as MOST_TASKS
from acts.passing_down import Task
from api.deps import LARGEST_VERSION
from domain.office import Role
from domain.status import DelayClass, ReturnClass

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years of days that are told; periods end with the same one."""
WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _without_nul(text: str) -> str:
    """PostgreSQL knows no NUL within a text."""
    if "\x00" in text:
        raise ValueError("ký tự NUL")
    return text


def _written(day: object) -> object:
    """A day is written, as year-month-day: a bare number would be taken for seconds since 1970."""
    if isinstance(day, int | float) or (isinstance(day, str) and not WRITTEN.match(day.strip())):
        raise PydanticCustomError("date_written", "a day is written as text")
    return day


def _within_reach(day: date) -> date:
    """Calendars, periods and reminders end somewhere; a slip of typing in the year lies beyond."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise PydanticCustomError("day_beyond", "no year this system knows")
    return day


def _of_the_office(hour: time) -> time:
    """An hour is the office's own: one with a zone of its own could not be compared with it."""
    if hour.tzinfo is not None:
        raise PydanticCustomError("time_zone", "an hour is written without a zone")
    return hour


Hour = Annotated[time, AfterValidator(_of_the_office)]
Day = Annotated[date, BeforeValidator(_written, json_schema_input_type=date), AfterValidator(_within_reach)]
NoNul = AfterValidator(_without_nul)
Id = Annotated[str, Field(min_length=1, max_length=100), NoNul]
Line = Annotated[str, Field(min_length=1, max_length=500), NoNul]
Reason = Annotated[str, Field(min_length=1, max_length=4000), NoNul]
Note = Annotated[str, Field(max_length=20_000), NoNul]
Version = Annotated[int, Field(ge=1, le=LARGEST_VERSION)]
Figure = Annotated[Decimal, Field(max_digits=20, allow_inf_nan=False)]


class Body(BaseModel):
    """A body of a call."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Document(Body):
    """The document that carries a result, as the registry knows it."""

    number: Line
    issued_on: Day
    signer: Annotated[str, Field(max_length=500), NoNul] | None = None


class ResultDocument(Document):
    """The document of a result, with the day it arrived where it is recorded for a unit."""

    arrived_on: Day | None = None

    def plain(self) -> dict[str, str | None]:
        """As the act takes it."""
        return self.model_dump(mode="json", exclude=None if self.arrived_on else {"arrived_on"})


class CompletionBody(Body):
    """One report for one or many assignments of a unit.

    `versions` names the version seen of each assignment, as If-Match does in their order. `result_on` is the
    day of the result where there is no document. `values` are figures by criterion and name.
    """

    assignments: Annotated[list[Id], Field(min_length=1, max_length=200)]
    versions: Annotated[dict[Id, Version], Field(max_length=200)] = {}
    document: ResultDocument | None = None
    result_on: Day | None = None
    values: Annotated[dict[Id, Annotated[dict[Id, Figure], Field(max_length=50)]], Field(max_length=200)] = {}
    note: Note = ""
    evidence: Annotated[list[Id], Field(max_length=10)] = []
    recorded_for: Id | None = None
    source: Line = "unit"


class RowBody(Body):
    """One thing to act on, in the version that was seen."""

    id: Id
    version: Version


class RowsBody(Body):
    """Many things to act on at once, each for itself."""

    rows: Annotated[list[RowBody], Field(min_length=1, max_length=MOST_ROWS)]

    def asked(self) -> tuple[Row, ...]:
        """As the acts take them."""
        return tuple(Row(one.id, one.version) for one in self.rows)


class ReturnBody(Body):
    """Why a report goes back: its class, and what is missing."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, populate_by_name=True)
    classed: Annotated[ReturnClass, Field(alias="class")]
    reason: Reason


class ReasonBody(Body):
    """A reason in words."""

    reason: Reason


class NoteBody(Body):
    """A remark that may be left out."""

    reason: Note = ""


class SuspensionBody(ReasonBody):
    """Why work pauses; `waiting` where it waits for an event outside ("chờ sự kiện bên ngoài")."""

    waiting: bool = False


class OriginBody(Body):
    """Whether a superior gave a directive, and who did."""

    from_above: bool
    issuer: Line | None = None


class MoverBody(Body):
    """The role named to move deadlines; null is nobody in particular."""

    mover: Literal["chief", "deputy-chair", "chair"] | None

    def role(self) -> Role | None:
        """As the act takes it."""
        return Role(self.mover) if self.mover else None


class TaskBody(Body):
    """One child task: what, by which unit or group, by which internal day."""

    text: Annotated[str, Field(min_length=1, max_length=20_000), NoNul]
    lead: Id
    due_on: Day | None = None


class TasksBody(Body):
    """Child tasks of one assignment."""

    tasks: Annotated[list[TaskBody], Field(min_length=1, max_length=MOST_TASKS)]

    def asked(self) -> tuple[Task, ...]:
        """As the act takes them."""
        return tuple(Task(one.text, one.lead, one.due_on) for one in self.tasks)


class ReassignmentBody(ReasonBody):
    """To which unit, and why."""

    unit: Id


class DelegationBody(Body):
    """To whom inside the unit, by login."""

    official: Line


class ReopeningBody(ReasonBody):
    """Why closed work is opened again, and by when it is to be done."""

    until: Day | None = None


class CommentBody(Body):
    """A comment; `mentions` are codes of units or logins of those concerned."""

    text: Reason
    mentions: Annotated[list[Line], Field(max_length=20)] = []


class ObstacleBody(Body):
    """A vướng mắc: the unit that holds the work up, what it is, since when."""

    unit: Id
    what: Reason
    since: Day


class ProgressBody(Body):
    """How far the work has come, what stands in its way, and which obstacles are cleared."""

    text: Reason
    percent: Annotated[int, Field(ge=0, le=100)] | None = None
    obstacle: ObstacleBody | None = None
    cleared: Annotated[list[Id], Field(max_length=20)] = []


class ContributionBody(Body):
    """The part of a cooperating unit, with files handed in before."""

    text: Reason
    evidence: Annotated[list[Id], Field(max_length=10)] = []


class SpokenBody(Body):
    """A leader's word: who, on which day, where."""

    by: Line
    on: Day
    where: Line


class ExtensionBody(Body):
    """A request for more time: until when, why, whose cause, and who has confirmed that; or a leader's word."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, populate_by_name=True)
    until: Day
    reason: Reason
    classed: Annotated[DelayClass, Field(alias="class")] = DelayClass.SUBJECTIVE
    authority: Line | None = None
    spoken: SpokenBody | None = None


class RegistrationBody(Body):
    """By when a unit will have done work that carries no day."""

    due_on: Day


class DecisionBody(Body):
    """The decision on a request, with the class of the cause as the authority confirms it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, populate_by_name=True)
    granted: bool
    reason: Reason
    classed: Annotated[DelayClass | None, Field(alias="class")] = None


class ItemBody(Body):
    """Work given without a document: one line, to a unit or a group; who gave it, and where it was said."""

    text: Annotated[str, Field(min_length=1, max_length=20_000), NoNul]
    lead: Id
    due_on: Day | None = None
    source: Line
    giver: Line


class FulfilmentBody(Body):
    """That what an item waited for came about: on which day and hour, by which document or note one knows."""

    fulfilled_on: Day
    fulfilled_at: Hour | None = None
    document: Document | None = None
    note: Note = ""

    def declared(self) -> Declared:
        """As the act takes it."""
        document = self.document.model_dump(mode="json") if self.document else None
        return Declared(self.fulfilled_on, document, self.note, self.fulfilled_at)


class AmendmentBody(ReasonBody):
    """What changes of an issued item; what is left out stays."""

    text: Annotated[str, Field(min_length=1, max_length=20_000), NoNul] | None = None
    product: Line | None = None
    due_on: Day | None = None
    cooperating_codes: Annotated[list[Id], Field(max_length=200)] | None = None
    criteria: Annotated[list[Id], Field(max_length=50)] | None = None
    weight: Annotated[int, Field(ge=1, le=100)] | None = None
