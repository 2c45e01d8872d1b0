"""The windows of a round as steps: planned when it is opened, moved with its windows, taken by `take_due`.

A window opens and closes by its own instants, whether anybody looks or not; a step only tells of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from acts.notices import Word, tell
from acts.plans import Shift, settle, supersede
from domain.appraisal.flow import State
from domain.appraisal.reminders import TO_OFFICE, Knock, Reminder, fates, next_one, on_a_morning, planned
from domain.appraisal.turns import ASKED, OFFICE, OpenSheet, Turn, asked, outstanding, turns
from domain.appraisal.windows import Window, Windows
from domain.ladder import StepState
from domain.ladders import Chain, Ladders, Priority
from domain.rights import SYSTEM
from domain.subject import Caller, Outlook, SubjectKind
from storage.tables import AppraisalRow, StepRow
from storage.views import appraisals, index, office
from storage.views.appraisals import Sheet
from storage.views.ladders import ladders_of
from storage.views.round_turns import SCORING, appraisers, open_sheets, turns_in

MOVED = "Thời gian của các bước đã thay đổi"
NOBODY = "Không có phiếu điểm nào ở bước này"
ROLES = {State.ENDORSEMENT: "head", State.APPRAISAL: "appraiser", State.SECOND_APPRAISAL: "appraiser"}
"""Whom a step addresses where it is not the unit."""


def lay(doing: Deed, row: AppraisalRow) -> None:
    """Lay the steps of a round by its windows as they now are. What was taken stays, and is not told again."""
    wanted = {
        (one.rung, one.at): one for one in wanted_steps(doing.session, doing.desk, row, appraisals.windows_of(row))
    }
    known = [step for step in steps_of(doing.session, row.id) if step.state != StepState.SUPERSEDED.value]
    stays = wanted.keys() & {(step.rung, step.at) for step in known}
    rungs = {rung for rung, _ in stays}
    ahead = [step for step in known if step.state == StepState.PENDING.value and (step.rung, step.at) not in stays]
    supersede((step for step in ahead if not (step.occurrence and step.rung in rungs)), MOVED)
    write(doing, row, [one for place, one in wanted.items() if place not in stays])


def wanted_steps(
    session: Session,
    desk: Desk,
    row: AppraisalRow,
    windows: Windows,
    since: datetime | None = None,
    known: Ladders | None = None,
) -> tuple[Reminder, ...]:
    """The steps that these windows of a round bring by the ladders in force, or others `known`, as planned now or `since` then."""
    chain = chain_of(known or ladders_of(session))
    return planned(windows, chain, desk.calendar, desk.spread(row.id), row.opened_at, since or desk.clock())


def chain_of(known: Ladders) -> Chain:
    """The ladder that rounds follow: the one for what is not urgent."""
    return known.chosen(None, None, Priority.NORMAL)


def moved(session: Session, desk: Desk, now: datetime, windows: Mapping[str, Windows]) -> list[Shift]:
    """The steps of rounds ahead that the calendar of this desk puts at other moments; `windows` are those it moves too."""
    ahead = select(StepRow.subject).where(
        StepRow.subject_kind == SubjectKind.ROUND.value, StepRow.state == StepState.PENDING.value, StepRow.at > now
    )
    rounds = session.scalars(select(AppraisalRow).where(AppraisalRow.id.in_(ahead)).order_by(AppraisalRow.id))
    return [
        shift
        for row in rounds
        for shift in _moved_of(session, desk, row, now, windows.get(row.id) or appraisals.windows_of(row))
    ]


def _moved_of(session: Session, desk: Desk, row: AppraisalRow, now: datetime, windows: Windows) -> Iterator[Shift]:
    known = wanted_steps(session, desk, row, windows, row.opened_at)
    wanted = {one.rung: one.at for one in known}
    for step in steps_of(session, row.id):
        if step.state == StepState.PENDING.value and step.at > now:
            repeated = on_a_morning(step.at, desk.calendar, desk.spread(row.id))
            at = repeated if step.occurrence else wanted.get(step.rung, step.at)
            if at != step.at and at > now:
                yield Shift(step, at, None)


def write(doing: Deed, row: AppraisalRow, reminders: Sequence[Reminder]) -> None:
    """Write steps of a round as rows."""
    doing.session.add_all(
        StepRow(
            id=doing.desk.ids(),
            subject_kind=SubjectKind.ROUND.value,
            subject=row.id,
            rung=one.rung,
            phase=one.knock.value,
            role=role_of(one.state, one.knock),
            at=one.at,
            planned_at=doing.now,
            release="auto",
            state=StepState.PENDING.value,
            repeat_days=one.repeat_days,
            occurrence=one.occurrence,
            deadline_version=row.version,
        )
        for one in reminders
    )


def role_of(state: State, knock: Knock) -> str:
    """Whom a step addresses."""
    return "office" if knock in TO_OFFICE else ROLES.get(state, "unit")


def look(session: Session, desk: Desk, round_id: str) -> tuple[Outlook, bool]:
    """The outlook of a round, and whether one of its steps is due now."""
    ahead = [step for step in steps_of(session, round_id) if step.state == StepState.PENDING.value]
    if not ahead:
        return Outlook(closed=True), False
    return Outlook(wake_at=ahead[0].at), ahead[0].at <= desk.clock()


def take(desk: Desk, round_id: str, by: Caller) -> None:
    """Take the steps of a round that are due."""

    def deed(doing: Deed) -> Answer:
        row = doing.session.get_one(AppraisalRow, round_id, with_for_update=True)
        ahead = (step for step in steps_of(doing.session, row.id) if step.state == StepState.PENDING.value)
        due = {_reminder(step): step for step in ahead if step.at <= doing.now}
        told = 0
        for one, fate in fates(due, appraisals.windows_of(row), doing.now).items():
            step = due[one]
            settle(step, fate.state, fate.reason, doing.now, by)
            step.into = due[fate.into].id if fate.into is not None else None
            if fate.state is StepState.TAKEN:
                told += _carry_out(doing, row, one, step)
        if due:
            moves = {step.id: step.state for step in due.values()}
            doing.note("steps.taken", f"round/{row.id}", by=by.value, moves=moves, notices=told)
        return Answer({})

    perform(desk, SYSTEM, deed)


def steps_of(session: Session, round_id: str) -> list[StepRow]:
    """Every step of a round in its order, whatever became of it."""
    of_round = (StepRow.subject_kind == SubjectKind.ROUND.value) & (StepRow.subject == round_id)
    return list(session.scalars(select(StepRow).where(of_round).order_by(StepRow.at, StepRow.id)))


def _reminder(step: StepRow) -> Reminder:
    state, _, code = step.rung.partition("/")
    knock = Knock(step.phase)
    return Reminder(
        State(state), knock, step.at, "" if code == knock.value else code, step.repeat_days, step.occurrence
    )


def _carry_out(doing: Deed, row: AppraisalRow, one: Reminder, step: StepRow) -> int:
    """Tell whoever must act, or the office of who has not; how many notices it brought."""
    if one.knock in TO_OFFICE:
        left = tuple(sheet.unit for sheet in open_sheets(doing.session, row, one.state))
        found: Sequence[Turn] = [Turn(OFFICE, left)] if left else []
    else:
        found = turns_in(doing.session, row, one.state, doing.desk.today())
    told = sum(_tell(doing, row, f"step/{step.id}", one.state, one.knock, turn) for turn in found)
    again = next_one(one, doing.desk.calendar, doing.desk.spread(row.id), doing.now)
    if not found:
        step.no_notice = NOBODY
    elif again is not None:
        write(doing, row, [again])
    return told


def tell_turn(doing: Deed, found: Sheet, target: State, cause: str) -> int:
    """A sheet has come into a step: whoever acts in it is told, unless its window opens later and will tell them then."""
    if target not in ASKED or _opens_later(doing, found.round, target):
        return 0
    sheet = OpenSheet(found.row.unit, frozenset(field.id for field in found.card.fields))
    whose = turns(target, [sheet], appraisers(doing.session, found.card, doing.desk.today()))
    return sum(_tell(doing, found.round, cause, target, Knock.OPENS, turn) for turn in whose)


def tell_result(doing: Deed, row: AppraisalRow) -> int:
    """A result was announced: each unit hears of it and until when it may appeal, unless that time begins later and tells them."""
    if _opens_later(doing, row, State.PUBLISHED):
        return 0
    closes = appraisals.windows_of(row).get(State.PUBLISHED, Window()).closes
    knock = Knock.OPENS if closes is None or doing.now < closes else Knock.OVERDUE
    found = turns_in(doing.session, row, State.PUBLISHED, doing.desk.today())
    return sum(_tell(doing, row, f"publication/{row.id}", State.PUBLISHED, knock, turn) for turn in found)


def _opens_later(doing: Deed, row: AppraisalRow, state: State) -> bool:
    opens = appraisals.windows_of(row).get(state, Window()).opens
    return opens is not None and doing.now < opens


def _tell(doing: Deed, row: AppraisalRow, cause: str, state: State, knock: Knock, turn: Turn) -> int:
    window = appraisals.windows_of(row).get(state, Window())
    names = {unit.code: unit.name for unit in office.units(doing.session)}
    said = (
        outstanding(state, knock, turn.units, names) if knock in TO_OFFICE else asked(state, knock, turn, window, names)
    )
    last = None if window.closes is None else doing.desk.calendar.local_date(window.closes)
    facts = {
        "round": row.id,
        "step": state.value,
        "units": list(turn.units),
        "asked": said,
        "until": None if last is None else last.isoformat(),
        "label": f"{index.card_of(doing.session, row.scorecard).title}, {doing.desk.period(row.period).label}",
    }
    word = Word(cause, turn.addressee, SCORING, phase=knock.value, facts=facts)
    return int(tell(doing.session, doing.desk, word, doing.now))
