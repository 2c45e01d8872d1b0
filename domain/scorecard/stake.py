"""Points at stake: what each open assignment would win back, what it still may cost, and what comes if nothing more is done."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from domain.record import AssignmentRecord
from domain.scorecard.card import Scorecard
from domain.scorecard.facts import Facts
from domain.scorecard.given import standing
from domain.scorecard.result import Score
from domain.scorecard.scoring import rescore, score
from domain.scorecard.shifting import shifts
from domain.scorecard.trial import done, missed, with_work


@dataclass(frozen=True)
class Stake:
    """One open assignment of the unit.

    `regained` is by how much the total's loss falls if it is done today, `threatened` by how much it grows if it is
    never done; `criteria` are the two together, criterion by criterion.
    """

    record: AssignmentRecord
    regained: Fraction
    threatened: Fraction
    criteria: tuple[tuple[str, Fraction], ...] = ()

    @property
    def points(self) -> Fraction:
        """All that hangs on it."""
        return self.regained + self.threatened


@dataclass(frozen=True)
class Outlook:
    """The score today, if all open work were done today, and on a later day if nothing more were done."""

    now: Score
    best: Score
    idle: Score
    stakes: tuple[Stake, ...]


def outlook(card: Scorecard, facts: Facts, until: date) -> Outlook:
    """What hangs on the open work of the unit's facts; `until` is the day that the idle look ahead stops at.

    Stakes come cheapest first: most points won back, then most at risk, then the nearest day. Each is told as if
    the others stayed as they are, so that under a floor their sum may differ from what all of them together bring.
    """
    now = score(card, facts)
    open_ = [record for record in facts.assignments if standing(record, facts.as_of) in {"open", "missed"}]
    found = (_stake(card, facts, now, record) for record in open_)
    return Outlook(
        now,
        rescore(card, facts, now, with_work(facts, (done(record, facts.as_of) for record in open_))),
        score(card, replace(facts, as_of=max(until, facts.as_of))),
        tuple(sorted(found, key=_cheapest)),
    )


def _stake(card: Scorecard, facts: Facts, now: Score, record: AssignmentRecord) -> Stake:
    best = rescore(card, facts, now, with_work(facts, [done(record, facts.as_of)]))
    worst = rescore(card, facts, now, with_work(facts, [missed(record, facts.as_of)]))
    moves = ((shift.id, shift.lost) for shift in shifts(best, worst))
    return Stake(record, now.lost - best.lost, worst.lost - now.lost, tuple(move for move in moves if move[1]))


def _cheapest(stake: Stake) -> tuple[Fraction, Fraction, date, str]:
    return -stake.regained, -stake.threatened, stake.record.deadline or date.max, stake.record.id
