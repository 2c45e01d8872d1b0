"""What befalls the office of a simulation, as behaviour.yaml writes it."""

from datetime import date

from pydantic import Field, NaiveDatetime, model_validator

from domain.calendar import Decision
from domain.happenings import Announcement, Away, Happenings, Merger, Standstill
from reading.shapes import Code, Line, Shape


class AnnouncementShape(Shape):
    """A day off for a worked one, or one of both, of which the office hears on a day."""

    announced_on: date
    off: date | None = None
    worked: date | None = None
    basis: Line

    @model_validator(mode="after")
    def _names_a_day(self) -> "AnnouncementShape":
        if self.off is None and self.worked is None:
            raise ValueError("Cần ghi off (ngày được nghỉ), worked (ngày làm bù) hoặc cả hai.")
        return self

    def decisions(self) -> tuple[Decision, ...]:
        """Each day by itself."""
        days = ((self.off, False), (self.worked, True))
        return tuple(Decision(day, works=works, basis=self.basis) for day, works in days if day is not None)


class AbsenceShape(Shape):
    """Somebody away from the first day to the last one; `substitute` acts in their place."""

    official: Line
    since: date
    until: date
    substitute: Line | None = None


class MergerShape(Shape):
    """A unit whose open work goes to its successor."""

    on: date
    unit: Code
    successor: Code
    number: Line


class StandstillShape(Shape):
    """A time of the office's clock in which nothing of the house works."""

    since: NaiveDatetime
    until: NaiveDatetime

    @model_validator(mode="after")
    def _ends_later(self) -> "StandstillShape":
        if self.until <= self.since:
            raise ValueError("until phải sau since.")
        return self


class HappeningsShape(Shape):
    """Everything that befalls the office; may be left out."""

    announcements: tuple[AnnouncementShape, ...] = ()
    absences: tuple[AbsenceShape, ...] = ()
    mergers: tuple[MergerShape, ...] = ()
    standstills: tuple[StandstillShape, ...] = Field(default=(), description="In the order of their days.")

    def told(self) -> Happenings:
        """As the domain knows it."""
        return Happenings(
            tuple(Announcement(one.announced_on, one.decisions()) for one in self.announcements),
            tuple(Away(**dict(one)) for one in self.absences),
            tuple(Merger(**dict(one)) for one in self.mergers),
            tuple(Standstill(**dict(one)) for one in sorted(self.standstills, key=lambda one: one.since)),
        )
