"""The ladder (quy trình đôn đốc): from a policy to steps, and what becomes of each step when its instant comes.

Everything here is a pure function of steps, facts and `now`; `acts.steps.take_due` is the only one to carry it out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.calendar import Calendar
from domain.deadline import Deadline
from domain.shadow import BEFORE_GO_LIVE
from domain.status import WorkState

MAX_LATE = timedelta(days=30)
"""A step found this long after its instant is expired with its reason instead of surprising somebody."""
TOLD_WORKING_DAYS = 2
"""How long an escalation waits for the unit's own overdue notice to leave before it goes on all the same."""
LAST_NAG_WORKING_DAYS = 2
"""After so many working days without an answer a required release passes to the deputy."""
DAILY_NAGS = 5
"""So often a required release is asked for day by day; afterwards once a week, so that nobody stops reading."""
WEEK = 5
LEAST_AHEAD = 2
"""Working days that must lie between being given the work and a "before" reminder: sooner it would say the same again."""


class StepState(StrEnum):
    """Where a step stands; `planned` in a balance is the sum of all of these."""

    PENDING = "pending"
    TAKEN = "taken"
    COLLAPSED = "collapsed"
    SUPERSEDED = "superseded"
    HELD = "held"
    AWAITING = "awaiting"
    DECLINED = "declined"
    EXPIRED = "expired"

    @property
    def is_open(self) -> bool:
        """Whether something can still become of it."""
        return self in {StepState.PENDING, StepState.HELD, StepState.AWAITING}


class Phase(StrEnum):
    """What a rung is for, in rising order of weight."""

    BEFORE = "before"  # nhắc trước hạn
    DUE = "due"  # hôm nay đến hạn
    OVERDUE = "overdue"  # quá hạn, nhắc đơn vị
    HEAD = "head"  # báo cáo thủ trưởng đơn vị
    PROPOSAL = "proposal"  # đề xuất với cơ quan theo dõi
    CHAIR = "chair"  # trình lãnh đạo
    ACCEPT = "accept"  # nhắc người xác nhận
    ACCEPT_HEAD = "accept-head"  # báo cáo thủ trưởng của người xác nhận


class Release(StrEnum):
    """Who lets a step go: nobody needed, a working day for a veto, or a person's word."""

    AUTO = "auto"
    VETO = "veto"
    REQUIRED = "required"


class Told(StrEnum):
    """What became of the unit's own overdue notice."""

    NOT_YET = "not-yet"
    SENT = "sent"
    FAILED = "failed"


ACCEPTOR_PHASES = frozenset({Phase.ACCEPT, Phase.ACCEPT_HEAD})
ESCALATIONS = frozenset({Phase.HEAD, Phase.CHAIR})
REACH_ABOVE = ESCALATIONS | {Phase.ACCEPT_HEAD}
"""What reaches somebody above; it does not ripen while nothing may leave."""
BY_HAND = "hand"
"""The rung of a report to the head that somebody of the office asked for: of no ladder."""
NOTHING_LEAVES = "Thư bị tạm giữ khi mốc đến lượt"
RANK = {phase: rank for rank, phase in enumerate(Phase)}
_AUDIENCES = (
    {Phase.BEFORE, Phase.DUE, Phase.OVERDUE},
    {Phase.HEAD},
    {Phase.PROPOSAL},
    {Phase.CHAIR},
    {Phase.ACCEPT},
    {Phase.ACCEPT_HEAD},
)
"""Phases that reach one addressee: of several due at once the highest is taken."""


@dataclass(frozen=True)
class Rung:
    """One line of the policy: `offset` working days from the deadline (or from the report, for the acceptor)."""

    code: str
    phase: Phase
    offset: int
    release: Release = Release.AUTO
    repeat_days: int | None = None


@dataclass(frozen=True)
class Ladder:
    """A versioned policy: its rungs in order."""

    name: str
    rungs: tuple[Rung, ...]

    def rung(self, code: str) -> Rung | None:
        """The rung of that code."""
        return next((rung for rung in self.rungs if rung.code == code), None)


DEFAULT_LADDER = Ladder(
    "mac-dinh",
    (
        Rung("B5", Phase.BEFORE, -5),
        Rung("B3", Phase.BEFORE, -3),
        Rung("D0", Phase.DUE, 0),
        Rung("O1", Phase.OVERDUE, 1, repeat_days=7),
        Rung("H3", Phase.HEAD, 3, Release.VETO),
        Rung("P5", Phase.PROPOSAL, 5),
        Rung("C10", Phase.CHAIR, 10, Release.REQUIRED),
        Rung("A3", Phase.ACCEPT, 3),
        Rung("A5", Phase.ACCEPT_HEAD, 5),
    ),
)
"""The rhythm of domain.md §7: −5, −3, due day, +1 unit, +3 head, +5 the office proposes; overdue repeats weekly."""


@dataclass(frozen=True)
class Step:
    """One rung made concrete for one subject. `at` is when it falls due, `release_at` when a waiting one goes on."""

    id: str
    rung: str
    phase: Phase
    at: datetime
    release: Release = Release.AUTO
    state: StepState = StepState.PENDING
    release_at: datetime | None = None
    repeat_days: int | None = None
    occurrence: int = 0
    nags: int = 0

    @property
    def wakes_at(self) -> datetime | None:
        """When somebody should look at it again; None while only a person or an event can move it."""
        if self.state is StepState.PENDING:
            return self.at
        return self.release_at if self.state.is_open else None


@dataclass(frozen=True)
class Planned:
    """A step to be written: its rung, its instant and its place in a repetition."""

    rung: str
    phase: Phase
    at: datetime
    release: Release
    repeat_days: int | None
    occurrence: int = 0


@dataclass(frozen=True)
class Situation:
    """The facts of one assignment that its steps depend on.

    `held` while nothing may leave the house; `excused` where the deadline is from before it was live.
    """

    work: WorkState
    deadline: datetime | None
    unit_told: Told = Told.NOT_YET
    overdue_since: date | None = None
    held: bool = False
    excused: bool = False


@dataclass(frozen=True)
class Move:
    """What becomes of one step, and why; `next_one` is a repetition to be planned, `nag` a word to who must release."""

    step: str
    state: StepState
    reason: str | None = None
    release_at: datetime | None = None
    into: str | None = None
    next_one: Planned | None = None
    nag: bool = False


def plan(
    deadline: Deadline, ladder: Ladder, calendar: Calendar, spread: timedelta, now: datetime, *, vertical: bool = False
) -> tuple[Planned, ...]:
    """The steps a deadline brings. Vertical agencies are never escalated.

    "Before" reminders are planned only `LEAST_AHEAD` working days or more after `now`, when the deadline is told anyway:
    a weekly order given on Monday is not reminded of on Tuesday.
    `spread` is how long before the office opens this subject's steps are taken: it keeps a morning from being a herd.
    """
    return tuple(
        step
        for rung in ladder.rungs
        if rung.phase not in ACCEPTOR_PHASES and not (vertical and rung.phase in {*ESCALATIONS, Phase.PROPOSAL})
        for step in [_concrete(rung, deadline.day, calendar, spread)]
        if rung.phase is not Phase.BEFORE or _ahead(step.at + spread, now, calendar)
    )


def _ahead(day: datetime, now: datetime, calendar: Calendar) -> bool:
    return calendar.working_days_between(calendar.local_date(now), calendar.local_date(day)) >= LEAST_AHEAD


def plan_acceptance(
    reported_on: date, ladder: Ladder, calendar: Calendar, spread: timedelta, report: int
) -> tuple[Planned, ...]:
    """The steps that chase whoever must answer report number `report` of the assignment: it cannot lie unanswered."""
    return tuple(
        replace(_concrete(rung, reported_on, calendar, spread), occurrence=report)
        for rung in ladder.rungs
        if rung.phase in ACCEPTOR_PHASES
    )


def _concrete(rung: Rung, anchor: date, calendar: Calendar, spread: timedelta) -> Planned:
    """A rung at its working day, before the office opens. What needs a release is shown one working day ahead.

    A deadline on a day when the office is closed (a unit's own Saturday, a fixed day off) is told of on the last
    working day before it: on the day itself nothing leaves.
    """
    day = calendar.add_working_days(anchor, rung.offset) if rung.offset else calendar.previous_working_day(anchor)
    if rung.release is not Release.AUTO:
        day = calendar.previous_working_day(day, include=False)
    return Planned(rung.code, rung.phase, calendar.opening(day) - spread, rung.release, rung.repeat_days)


def morning_after(now: datetime, calendar: Calendar, spread: timedelta, working_days: int = 1) -> datetime:
    """This subject's moment before the office opens, so many working days after `now`."""
    return calendar.opening(calendar.add_working_days(calendar.local_date(now), working_days)) - spread


def replan(
    steps: Sequence[Step], wanted: Mapping[str, datetime], calendar: Calendar, spread: timedelta, now: datetime
) -> tuple[Step, ...]:
    """The open steps that another calendar moves although the deadline stays, at their new instants; none into the past.

    `wanted` is when each rung of the deadline falls by that calendar.
    """
    moved = []
    for step in (step for step in steps if step.state.is_open):
        at = step.at if step.at <= now else _anew(step, wanted, calendar, spread, now)
        again = (
            step.release_at
            if step.release_at is None or step.release_at <= now
            else _rolled(step.release_at, calendar, spread)
        )
        if (at, again) != (step.at, step.release_at):
            moved.append(replace(step, at=at, release_at=again))
    return tuple(moved)


def _anew(step: Step, wanted: Mapping[str, datetime], calendar: Calendar, spread: timedelta, now: datetime) -> datetime:
    """When the rung falls by this calendar; what has no place in the ladder (a repetition) keeps its day if it is worked."""
    if step.rung not in wanted or step.occurrence or step.phase in ACCEPTOR_PHASES:
        return _rolled(step.at, calendar, spread)
    at = wanted[step.rung]
    return at if at > now else morning_after(now, calendar, spread)


def _rolled(at: datetime, calendar: Calendar, spread: timedelta) -> datetime:
    day = calendar.local_date(at + spread)
    return at if calendar.works(day) else calendar.opening(calendar.next_working_day(day)) - spread


def decide(
    steps: Sequence[Step], situation: Situation, now: datetime, calendar: Calendar, spread: timedelta
) -> tuple[Move, ...]:
    """What becomes of the open steps at `now`. Asked twice without a change it answers nothing the second time."""
    opened = [step for step in steps if step.state.is_open]
    if situation.work.is_closed:
        return tuple(Move(step.id, StepState.SUPERSEDED, "Nhiệm vụ đã kết thúc theo dõi") for step in opened)
    moves = [*_hold(opened, situation.work)]
    settled = {move.step for move in moves}
    ahead = [step for step in opened if step.id not in settled and _looks_at(step, now)]
    return (*moves, *_take(ahead, opened, situation, now, calendar, spread))


def is_quiet(steps: Sequence[Step], work: WorkState, now: datetime) -> bool:
    """Whether nothing becomes of the steps at `now`, whatever else is known: most looks end here."""
    opened = [step for step in steps if step.state.is_open]
    if work.is_closed:
        return not opened
    return not any(_looks_at(step, now) for step in opened) and not any(_hold(opened, work))


def _looks_at(step: Step, now: datetime) -> bool:
    wakes = step.wakes_at
    return wakes is not None and wakes <= now


def _hold(opened: Sequence[Step], work: WorkState) -> Iterable[Move]:
    """While a report stands or work is paused the unit is left in peace; without a report nobody need accept."""
    for step in opened:
        for_acceptor = step.phase in ACCEPTOR_PHASES
        if for_acceptor and work is not WorkState.REPORTED:
            yield Move(step.id, StepState.SUPERSEDED, "Không còn báo cáo chờ xác nhận")
        elif not for_acceptor and not work.runs and (step.state, step.release_at) != (StepState.HELD, None):
            yield Move(step.id, StepState.HELD, _why_held(work))


def _why_held(work: WorkState) -> str:
    if work is WorkState.REPORTED:
        return "Đơn vị đã báo cáo, đang chờ xác nhận"
    return "Nhiệm vụ đang tạm dừng" if work is WorkState.SUSPENDED else "Đang chờ điều kiện bên ngoài"


def _take(
    due: Sequence[Step],
    opened: Sequence[Step],
    situation: Situation,
    now: datetime,
    calendar: Calendar,
    spread: timedelta,
) -> Iterable[Move]:
    alive: list[Step] = []
    for step in due:
        move = (
            _outlived(step, opened, situation, now)
            or _from_before(step, situation)
            or _waits_for_the_post(step, situation, now, calendar, spread)
            or _waits_for_the_unit(step, situation, now, calendar, spread)
            or _waits_for_a_word(step, now, calendar, spread)
        )
        if move is None:
            alive.append(step)
        else:
            yield move
    for audience in _AUDIENCES:
        yield from _highest([step for step in alive if step.phase in audience], calendar, spread, now)


def _highest(due: Sequence[Step], calendar: Calendar, spread: timedelta, now: datetime) -> Iterable[Move]:
    """Per addressee the highest due step is taken, and the lower ones collapse into it."""
    if not due:
        return
    top = max(due, key=lambda step: (RANK[step.phase], step.at, step.id))
    reason = "Không có ý kiến khác trong một ngày làm việc" if top.state is StepState.AWAITING else None
    yield Move(top.id, StepState.TAKEN, reason, next_one=_repetition(top, calendar, spread, now))
    for step in due:
        if step.id != top.id:
            yield Move(step.id, StepState.COLLAPSED, "Gộp vào mức nhắc cao hơn", into=top.id)


def _repetition(step: Step, calendar: Calendar, spread: timedelta, now: datetime) -> Planned | None:
    if step.repeat_days is None:
        return None
    day = calendar.next_working_day(calendar.local_date(now) + timedelta(days=step.repeat_days))
    at = calendar.opening(day) - spread
    return Planned(step.rung, step.phase, at, step.release, step.repeat_days, step.occurrence + 1)


def _outlived(step: Step, opened: Sequence[Step], situation: Situation, now: datetime) -> Move | None:
    """What is too late to be said: "before" or "today" after the deadline, or anything a month old."""
    if step.phase in {Phase.BEFORE, Phase.DUE} and situation.deadline is not None and now > situation.deadline:
        heir = next((other for other in opened if other.phase is Phase.OVERDUE), None)
        if heir is None:
            return Move(step.id, StepState.EXPIRED, "Hạn đã qua trước khi nhắc được")
        return Move(step.id, StepState.COLLAPSED, "Hạn đã qua, nhắc bằng thông báo quá hạn", into=heir.id)
    asks_on = step.state is StepState.AWAITING and step.release is Release.REQUIRED
    since = (step.release_at if step.state is StepState.AWAITING else None) or step.at
    if not asks_on and now - since > MAX_LATE:
        return Move(step.id, StepState.EXPIRED, "Quá 30 ngày so với thời điểm dự kiến")
    return None


def _from_before(step: Step, situation: Situation) -> Move | None:
    """Nothing from before the house was live is reported to anybody above (domain.md §0.10)."""
    if not situation.excused or step.phase not in {*ESCALATIONS, Phase.PROPOSAL}:
        return None
    return Move(step.id, StepState.SUPERSEDED, BEFORE_GO_LIVE)


def _waits_for_the_post(
    step: Step, situation: Situation, now: datetime, calendar: Calendar, spread: timedelta
) -> Move | None:
    """While nothing may leave, nothing ripens into telling somebody above: a veto nobody could be asked for is no yes."""
    if not situation.held or step.phase not in REACH_ABOVE:
        return None
    state = StepState.AWAITING if step.state is StepState.AWAITING else StepState.HELD
    return Move(step.id, state, NOTHING_LEAVES, release_at=morning_after(now, calendar, spread))


def _waits_for_the_unit(
    step: Step, situation: Situation, now: datetime, calendar: Calendar, spread: timedelta
) -> Move | None:
    """An escalation: first the unit itself must have been told, or that has failed, or two working days passed."""
    if step.phase not in ESCALATIONS or step.state is StepState.AWAITING or situation.unit_told is not Told.NOT_YET:
        return None
    if calendar.working_days_between(calendar.local_date(step.at), calendar.local_date(now)) >= TOLD_WORKING_DAYS:
        return None
    at = morning_after(now, calendar, spread)
    return Move(step.id, StepState.HELD, "Chờ thông báo quá hạn đến đơn vị", release_at=at)


def _waits_for_a_word(step: Step, now: datetime, calendar: Calendar, spread: timedelta) -> Move | None:
    """What needs a release: shown to the office first; a veto then leaves by itself, a required one keeps asking."""
    if step.release is Release.AUTO or (step.state is StepState.AWAITING and step.release is Release.VETO):
        return None
    apart = 1 if step.nags < DAILY_NAGS else WEEK
    return Move(step.id, StepState.AWAITING, release_at=morning_after(now, calendar, spread, apart), nag=True)


def next_instant(steps: Iterable[Step]) -> datetime | None:
    """When the first of the open steps wants to be looked at; None with nothing ahead."""
    return min((wakes for step in steps if (wakes := step.wakes_at) is not None), default=None)
