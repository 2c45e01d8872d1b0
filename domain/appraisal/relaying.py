"""What another version of the ladder makes of the reminders of a round: what lies ahead moves, goes or comes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain import laying
from domain.appraisal.reminders import Knock, Reminder
from domain.calendar import Calendar
from domain.deadline import Basis
from domain.ladder import Phase, Planned, Release, Step
from domain.ladders import Chain, reaches
from domain.laying import Rewrite

RUNGS = frozenset(knock for knock in Knock if knock.value in {phase.value for phase in Phase})
"""What comes from the ladder; a window opens and closes whatever the ladder says."""


def rewrite(
    laid: Sequence[Step], wanted: Sequence[Reminder], chain: Chain, now: datetime, calendar: Calendar, spread: timedelta
) -> Rewrite:
    """Lay the reminders wanted of one step over those that were laid, as for a deadline that binds nobody beyond the house."""
    rungs = [_planned(one) for one in wanted if one.knock in RUNGS]
    found = laying.rewrite(laid, rungs, chain, now, calendar, spread)
    stays = tuple((step, new) for step, new in found.moved if reaches(Basis.INTERNAL, new.phase))
    beyond = tuple(step for step, new in found.moved if not reaches(Basis.INTERNAL, new.phase))
    return Rewrite(stays, (*found.dropped, *beyond), found.added)


def _planned(one: Reminder) -> Planned:
    return Planned(one.code, Phase(one.knock.value), one.at, Release.AUTO, one.repeat_days, one.occurrence)
