"""Windows of rounds that a change of the calendar moves, within its act: an end on a day that is worked no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.appraisal import windows_to_plain
from acts.desk import Deed
from domain.appraisal.windows import Windows, by_calendar
from domain.calendar import Calendar
from domain.subject import SubjectKind
from storage.tables import AppraisalRow
from storage.views import appraisals


@dataclass(frozen=True)
class MovedWindows:
    """The windows of a round before and after."""

    round: AppraisalRow
    before: Windows
    after: Windows

    @property
    def subject(self) -> str:
        """Whose windows they are."""
        return f"{SubjectKind.ROUND}/{self.round.id}"

    def plain(self) -> Iterator[dict[str, str]]:
        """Each end that moves, as it is shown before and after."""
        for state, one in self.before.items():
            closes = self.after[state].closes
            if one.closes is not None and closes is not None and closes != one.closes:
                told = {"from": one.closes.isoformat(), "to": closes.isoformat()}
                yield {"round": self.round.id, "step": state.value, **told}


def moved_windows(session: Session, before: Calendar, after: Calendar, now: datetime) -> tuple[MovedWindows, ...]:
    """The rounds with ends ahead that this change of the calendar moves; nothing is changed."""
    found = []
    for row in session.scalars(select(AppraisalRow).order_by(AppraisalRow.id)):
        windows = appraisals.windows_of(row)
        other = by_calendar(windows, before, after, now)
        if other != windows:
            found.append(MovedWindows(row, windows, other))
    return tuple(found)


def put(doing: Deed, found: MovedWindows) -> None:
    """Put the windows of one round where they are moved; the former ones stay in the log."""
    row = found.round
    before, row.windows = row.windows, windows_to_plain(found.after)
    row.version += 1
    doing.note("round.windows-moved", found.subject, before=before, after=row.windows)
