"""`take_due`: the only function that acts on time; and what a person may say to a step that waits for a word.

Level-triggered: it reads the rows and takes what is due, so a call lost, doubled, late or reordered changes no outcome.
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts import briefings, review_steps, round_steps
from acts.addressing import addressee_of, lay_before
from acts.bulk import Row, each
from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.escalating import said_by_hand
from acts.indicators import said_of_figures
from acts.issue import units_of
from acts.notices import Word, tell
from acts.opening import coming_period, open_period
from acts.periodic_forms import ask_next
from acts.plans import open_steps, settle, step_of, write
from domain import ladder
from domain.directive import ASKED_PERIODICALLY, Cadence
from domain.errors import Refusal
from domain.indicator import STEP as FIGURES
from domain.ladder import BY_HAND, Move, Phase, Situation, StepState
from domain.period import Period
from domain.rights import SYSTEM, Act, Scope, absent, require
from domain.status import WorkState
from domain.subject import Caller, Outlook, Subject, SubjectKind
from storage.tables import AssignmentRow, DirectiveRow, ItemRow, StepRow
from storage.views.before_heads import is_excused, unit_told
from storage.views.holds import gate

WITHDRAWN = "withdrawn"
KINDS = {
    Phase.BEFORE: "digest",
    Phase.DUE: "digest",
    Phase.OVERDUE: "digest",
    Phase.HEAD: "escalation",
    Phase.PROPOSAL: "proposal",
    Phase.CHAIR: "proposal",
    Phase.ACCEPT: "digest",
    Phase.ACCEPT_HEAD: "escalation",
}
LOOKS = {
    SubjectKind.REVIEW: review_steps.look,
    SubjectKind.BRIEFING: briefings.look,
    SubjectKind.ROUND: round_steps.look,
}
TAKES = {
    SubjectKind.REVIEW: review_steps.take,
    SubjectKind.BRIEFING: briefings.take,
    SubjectKind.ROUND: round_steps.take,
}
"""Who looks at, and who takes, the steps of what has dates of its own."""


def take_due(desk: Desk, subject: Subject, by: Caller) -> Outlook:
    """Take what is due of `subject` and say when to ask again. Opens a write transaction only when something is due."""
    with desk.memory.reading() as session:
        desk.days.refresh(session, desk.seed)
        outlook, due = _look(session, desk, subject)
    if not due:
        return outlook
    if subject.kind in TAKES:
        TAKES[subject.kind](desk, subject.id, by)
    else:
        _take_work(desk, subject, by)
    with desk.memory.reading() as session:
        return _look(session, desk, subject)[0]


def _take_work(desk: Desk, subject: Subject, by: Caller) -> None:
    """Take what is due of an item or an assignment."""

    def deed(doing: Deed) -> Answer:
        if subject.kind is SubjectKind.ITEM:
            _take_item(doing, desk, subject.id, by)
        else:
            _take_assignment(doing, desk, subject.id, by)
        return Answer({})

    perform(desk, SYSTEM, deed)


def _look(session: Session, desk: Desk, subject: Subject) -> tuple[Outlook, bool]:
    """The outlook as the rows stand, and whether something is due now."""
    now = desk.clock()
    if subject.kind in LOOKS:
        return LOOKS[subject.kind](session, desk, subject.id)
    if subject.kind is SubjectKind.ITEM:
        item = session.get(ItemRow, subject.id)
        if item is None or item.state == WITHDRAWN:
            return Outlook(closed=True), False
        steps = _item_steps(session, subject.id)
        if not steps:
            return Outlook(closed=True), False
        return Outlook(wake_at=steps[0].at), steps[0].at <= now
    row = session.get(AssignmentRow, subject.id)
    if row is None:
        return Outlook(closed=True), False
    rows = open_steps(session, row.id)
    steps_now = [step_of(step) for step in rows]
    if WorkState(row.work).is_closed and not rows:
        return Outlook(closed=True), False
    outlook = Outlook(wake_at=ladder.next_instant(steps_now))
    if ladder.is_quiet(steps_now, WorkState(row.work), now):
        return outlook, False
    moves = ladder.decide(steps_now, _situation(session, desk, row), now, desk.calendar, desk.spread(row.id))
    return outlook, bool(moves)


def _item_steps(session: Session, item: str) -> list[StepRow]:
    return list(
        session.scalars(
            select(StepRow)
            .where(
                StepRow.subject_kind == SubjectKind.ITEM.value,
                StepRow.subject == item,
                StepRow.state == StepState.PENDING.value,
            )
            .order_by(StepRow.at)
        )
    )


def _take_item(doing: Deed, desk: Desk, item_id: str, by: Caller) -> None:
    """Open the periods whose morning has come; after a long silence each of them, in order."""
    item = doing.session.get_one(ItemRow, item_id, with_for_update=True)
    directive = doing.session.get_one(DirectiveRow, item.directive)
    while (steps := _item_steps(doing.session, item_id)) and steps[0].at <= doing.now:
        step, period = steps[0], coming_period(item)
        settle(step, StepState.TAKEN, None, doing.now, by)
        opened = _open_next(doing, directive, item, period)
        for row in opened:
            tell(doing.session, desk, Word(f"step/{step.id}/{row.id}", f"unit/{row.unit}", "issued", row.id), doing.now)
        doing.note(
            "item.period-opened",
            f"item/{item_id}",
            period=period.name,
            step=step.id,
            assignments=[r.id for r in opened],
        )
        doing.session.flush()


def _open_next(doing: Deed, directive: DirectiveRow, item: ItemRow, period: Period) -> list[AssignmentRow]:
    """Open the period whose morning has come, or ask for its form."""
    if Cadence(item.cadence) in ASKED_PERIODICALLY:
        return ask_next(doing, directive, item, period)
    return open_period(doing.session, doing.desk, directive, item, units_of(doing.session, item), period)


def _take_assignment(doing: Deed, desk: Desk, assignment: str, by: Caller) -> None:
    row = doing.session.get_one(AssignmentRow, assignment, with_for_update=True)
    rows = {step.id: step for step in open_steps(doing.session, assignment)}
    spread = desk.spread(assignment)
    moves = ladder.decide(
        [step_of(step) for step in rows.values()],
        _situation(doing.session, desk, row),
        doing.now,
        desk.calendar,
        spread,
    )
    told = sum(_carry_out(doing, desk, row, rows[move.step], move, by) for move in moves)
    if moves:
        doing.note(
            "steps.taken",
            f"assignment/{assignment}",
            by=by.value,
            moves={move.step: move.state.value for move in moves},
            notices=told,
        )


def _carry_out(doing: Deed, desk: Desk, row: AssignmentRow, step: StepRow, move: Move, by: Caller) -> int:
    """Write one move down; how many notices it brought."""
    settle(step, move.state, move.reason, doing.now, by)
    step.release_at, step.into = move.release_at, move.into
    if move.next_one is not None:
        write(doing.session, desk, row, [move.next_one])
    if move.nag:
        step.nags += 1
        return lay_before(doing, row, step)
    return _notify(doing, desk, row, step) if move.state is StepState.TAKEN else 0


def _notify(doing: Deed, desk: Desk, row: AssignmentRow, step: StepRow) -> int:
    addressee = addressee_of(doing.session, step.role, row, desk.today())
    word = Word(
        f"step/{step.id}",
        addressee,
        KINDS[Phase(step.phase)],
        row.id,
        step.phase,
        _said(doing, row, step),
        deadline_version=step.deadline_version,
    )
    return int(tell(doing.session, desk, word, doing.now))


def _said(doing: Deed, row: AssignmentRow, step: StepRow) -> dict[str, str] | None:
    """What a step says besides: the figures that brought it, or the reason of who asked for it."""
    if step.rung.startswith(FIGURES):
        return said_of_figures(doing, row)
    return said_by_hand(doing, row, step) if step.rung == BY_HAND else None


def _situation(session: Session, desk: Desk, row: AssignmentRow) -> Situation:
    held, told = not gate(session, desk.instance()).mail, unit_told(session, row)
    return Situation(WorkState(row.work), row.deadline_at, told, held=held, excused=is_excused(session, row))


def release(desk: Desk, scope: Scope, step: str, version: int | None = None, key: str | None = None) -> Answer:
    """Let an escalation go now: a person's word."""

    def deed(doing: Deed) -> Answer:
        return _release(doing, scope, step, version)

    return perform(desk, scope, deed, key=key, request=["release", step])


def release_many(desk: Desk, scope: Scope, rows: Iterable[Row], key: str | None = None) -> Answer:
    """Let many escalations go at once, each for itself."""
    return each(desk, scope, rows, lambda doing, row: _release(doing, scope, row.id, row.version), key, "release many")


def _release(doing: Deed, scope: Scope, step: str, version: int | None) -> Answer:
    row, assignment = _waiting(doing, scope, step, version)
    settle(row, StepState.TAKEN, "Cho gửi", doing.now, Caller.PERSON)
    row.release_at = None
    told = _notify(doing, doing.desk, assignment, row)
    doing.note("step.released", f"assignment/{assignment.id}", step=step, notices=told)
    return _step_answer(row)


def postpone(
    desk: Desk,
    scope: Scope,
    step: str,
    working_days: int,
    reason: str,
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Put an escalation off by working days: "đã trao đổi điện thoại"."""

    def deed(doing: Deed) -> Answer:
        row, assignment = _waiting(doing, scope, step, version)
        spread = desk.spread(assignment.id)
        since = max(doing.now, row.release_at or doing.now)
        row.release_at = ladder.morning_after(since, desk.calendar, spread, working_days)
        row.reason, row.version = reason, row.version + 1
        doing.note("step.postponed", f"assignment/{assignment.id}", step=step, working_days=working_days)
        return _step_answer(row)

    return perform(desk, scope, deed, key=key, request=["postpone", step, working_days, reason])


def decline(
    desk: Desk, scope: Scope, step: str, reason: str, version: int | None = None, key: str | None = None
) -> Answer:
    """Do not send an escalation, with the reason."""

    def deed(doing: Deed) -> Answer:
        row, assignment = _waiting(doing, scope, step, version)
        settle(row, StepState.DECLINED, reason, doing.now, Caller.PERSON)
        row.release_at = None
        doing.note("step.declined", f"assignment/{assignment.id}", step=step)
        return _step_answer(row)

    return perform(desk, scope, deed, key=key, request=["decline", step, reason])


def _waiting(doing: Deed, scope: Scope, step: str, version: int | None) -> tuple[StepRow, AssignmentRow]:
    require(scope, Act.RELEASE)
    found = doing.session.get(StepRow, step)
    if found is None or found.subject_kind != SubjectKind.ASSIGNMENT.value:
        raise absent()
    assignment = doing.session.get_one(AssignmentRow, found.subject, with_for_update=True)
    require(scope, Act.RELEASE, lead=assignment.unit)
    row = doing.session.get_one(StepRow, step, with_for_update=True, populate_existing=True)
    expect_version(row.version, version)
    if row.state != StepState.AWAITING.value:
        raise Refusal("conflict", "not-awaiting", "Việc này không còn chờ ý kiến.", allowed=("escalate",))
    return row, assignment


def _step_answer(row: StepRow) -> Answer:
    return Answer({"id": row.id, "state": row.state, "version": row.version}, etag=str(row.version))
