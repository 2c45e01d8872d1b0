"""The office's days at a desk: its hours and decisions laid over the seed of the calendar, and its policy of deadlines."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar import Calendar, Decision, Hours
from domain.deadline import DEFAULT_POLICY, JudgedBy, Policy
from domain.reporting import DEFAULT_REPORTING, Reporting
from storage.database import Memory
from storage.tables import SettingRow
from storage.views import office

CALENDAR = "calendar"
"""The setting that counts the changes of the calendar; its row is there from the first migration on."""


@dataclass
class OfficeDays:
    """What this process knows of the calendar. Every act asks for its version first, so none counts by an old one."""

    version: int = -1
    known: Calendar | None = None
    policy: Policy = DEFAULT_POLICY
    judged_by: JudgedBy = JudgedBy.DOCUMENT
    reporting: Reporting = DEFAULT_REPORTING
    of_units: Mapping[str, Hours] = field(default_factory=dict)
    unit_days: tuple[Decision, ...] = ()
    units: dict[str, Calendar] = field(default_factory=dict)

    @property
    def own(self) -> frozenset[str]:
        """Units that work by a calendar of their own: hours they keep, or days decided for them alone."""
        return frozenset([*self.of_units, *(one.unit for one in self.unit_days if one.unit)])

    def of(self, unit: str, office: Calendar) -> Calendar:
        """The calendar a unit works by: its own hours and the days decided for it alone, laid over the office's."""
        if unit not in self.units:
            hours, days = self.of_units.get(unit), [one for one in self.unit_days if one.unit == unit]
            own = office.keeping(hours) if hours is not None else office
            self.units[unit] = own.deciding(days) if days else own
        return self.units[unit]

    def read(self, memory: Memory, seed: Calendar) -> Calendar:
        """The calendar as it stands, for whoever asks before the first act."""
        with memory.reading() as session:
            return self.refresh(session, seed)

    def refresh(self, session: Session, seed: Calendar) -> Calendar:
        """The calendar as this look sees it, or a later one: an act beside it may count by what has changed since."""
        row = session.get(SettingRow, CALENDAR)
        if self.known is not None and _version(row) < self.version:
            return self.known
        return self._laid(session, seed, row)

    def hold(self, session: Session, seed: Calendar, *, alone: bool = False) -> Calendar:
        """The calendar in force until this transaction ends.

        Acts share the row of its version, and a change of the calendar waits for them: no deadline is counted by a
        calendar that was already replaced.
        """
        asked = select(SettingRow).where(SettingRow.name == CALENDAR).with_for_update(read=not alone)
        return self._laid(session, seed, session.scalar(asked))

    def _laid(self, session: Session, seed: Calendar, row: SettingRow | None) -> Calendar:
        version = _version(row)
        if self.known is None or version != self.version:
            self.known, self.policy = office.calendar(session, seed), office.policy(session)
            self.reporting, self.of_units = office.reporting(session), office.hours_of_units(session)
            self.judged_by = office.judged_by(session)
            self.unit_days, self.units = office.decisions_of_units(session), {}
            self.version = version
        return self.known


def _version(row: SettingRow | None) -> int:
    return int(row.body["version"]) if row is not None else 0
