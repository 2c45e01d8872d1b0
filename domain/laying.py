"""Laying a ladder out over days, and anew when another comes in force: a step follows the version of its own day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain import ladder
from domain.calendar import Calendar
from domain.deadline import Deadline
from domain.ladder import ACCEPTOR_PHASES, Phase, Planned, Step, StepState
from domain.ladders import Chain, Version, reaches


def plan(
    deadline: Deadline, chain: Chain, calendar: Calendar, spread: timedelta, now: datetime, *, vertical: bool = False
) -> tuple[Planned, ...]:
    """The steps a deadline brings, each by the version in force on its day, as far as its basis reaches."""

    def of(version: Version) -> tuple[Planned, ...]:
        found = ladder.plan(deadline, version.ladder, calendar, spread, now, vertical=vertical)
        return tuple(step for step in found if reaches(deadline.basis, step.phase))

    return _laid(chain, of, calendar, spread)


def plan_acceptance(
    reported_on: date, chain: Chain, calendar: Calendar, spread: timedelta, report: int
) -> tuple[Planned, ...]:
    """The steps that chase whoever must answer report number `report`."""
    return _laid(
        chain,
        lambda version: ladder.plan_acceptance(reported_on, version.ladder, calendar, spread, report),
        calendar,
        spread,
    )


def _laid(
    chain: Chain, of: Callable[[Version], Iterable[Planned]], calendar: Calendar, spread: timedelta
) -> tuple[Planned, ...]:
    """The steps of each version that fall while it holds; a rung that two versions have is never lost between them."""
    found: dict[str, Planned] = {}
    left: set[str] = set()
    for version, until in chain.windows():
        ahead = set()
        for step in (step for step in of(version) if step.rung not in found):
            day = calendar.local_date(step.at + spread)
            if day > until:
                ahead.add(step.rung)
            elif day >= version.since:
                found[step.rung] = step
            elif step.rung in left:
                first = calendar.next_working_day(version.since)
                found[step.rung] = replace(step, at=calendar.opening(first) - spread)
        left = ahead
    return tuple(sorted(found.values(), key=lambda step: step.at))


@dataclass(frozen=True)
class Rewrite:
    """What another ladder makes of the steps of one assignment: some move or change, some go, some come."""

    moved: tuple[tuple[Step, Planned], ...] = ()
    dropped: tuple[Step, ...] = ()
    added: tuple[Planned, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.moved or self.dropped or self.added)


def rewrite(
    steps: Sequence[Step], wanted: Sequence[Planned], chain: Chain, now: datetime, calendar: Calendar, spread: timedelta
) -> Rewrite:
    """Lay `wanted` over the steps of one deadline or one report. What has happened, and what waits for a word, stays.

    A rung whose new day is past comes on the next working morning if it was still ahead, and not at all if it is new.
    """
    by_place = {(step.rung, step.occurrence): step for step in wanted}
    ahead = [step for step in steps if step.state.is_open and step.state is not StepState.AWAITING and step.at > now]
    anew = {step.id: _anew(step, by_place, chain, calendar) for step in ahead}
    morning = ladder.morning_after(now, calendar, spread)
    targets = [
        (step, new if new.at > now or new.phase in {Phase.BEFORE, Phase.DUE} else replace(new, at=morning))
        for step in ahead
        if (new := anew[step.id]) is not None
    ]
    known = {(step.rung, step.occurrence) for step in steps if step.state is not StepState.SUPERSEDED}
    return Rewrite(
        tuple((step, new) for step, new in targets if _as_planned(step) != new and new.at > now),
        tuple(step for step in ahead if anew[step.id] is None) + tuple(step for step, new in targets if new.at <= now),
        tuple(new for place, new in by_place.items() if place not in known and new.at > now),
    )


def _anew(step: Step, wanted: Mapping[tuple[str, int], Planned], chain: Chain, calendar: Calendar) -> Planned | None:
    """The step as it is wanted now; a repetition keeps its day as long as its rung still repeats."""
    if (step.rung, step.occurrence) in wanted:
        return wanted[step.rung, step.occurrence]
    rung = chain.on(calendar.local_date(step.at)).ladder.rung(step.rung)
    if step.phase in ACCEPTOR_PHASES or not step.occurrence or rung is None or rung.repeat_days is None:
        return None
    return Planned(step.rung, rung.phase, step.at, rung.release, rung.repeat_days, step.occurrence)


def _as_planned(step: Step) -> Planned:
    return Planned(step.rung, step.phase, step.at, step.release, step.repeat_days, step.occurrence)
