"""The first day of work that had none: registered by its unit, or given by a leader's word (domain.md §0.1)."""

from datetime import date

from acts.changes import tell_unit
from acts.children import keep_before_parent
from acts.desk import Answer, Deed, Desk, perform
from acts.moving import set_aside
from acts.notices import Word, tell
from acts.opening import policy_of, set_deadline
from acts.owed import must_run, owed
from domain.deadline import Basis, fix
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope
from domain.wording.dates import plain
from storage.tables import AssignmentRow, ExtensionRow, ItemRow

AUTHORITY = "ấn định hạn theo ý kiến lãnh đạo"
"""Who moved a day, where a word gave the first one."""


def register(
    desk: Desk, scope: Scope, assignment: str, due_on: date, version: int | None = None, key: str | None = None
) -> Answer:
    """The unit says by when it will have done work that carries no day. It is reminded of that day, and late by it for nobody."""

    def deed(doing: Deed) -> Answer:
        row = owed(doing, scope, assignment, Act.ASK_EXTENSION, version)
        must_run(row)
        refuse_dated(row)
        _put(doing, row, due_on, Basis.REGISTERED, "due_on")
        who = "Đơn vị đăng ký" if row.unit in scope.own_units else "Cơ quan ghi nhận thay đơn vị:"
        said = f"{who} hạn hoàn thành {plain(row.deadline or due_on)}"
        told = tell_unit(doing, row, f"registered/{row.id}/{row.version}", said)
        office = Word(f"registered/{row.id}/{row.version}", "office/", "remark", row.id, facts={"note": said})
        told += tell(doing.session, desk, office, doing.now)
        doing.note("assignment.day-registered", f"assignment/{row.id}", until=due_on.isoformat(), notices=told)
        return Answer(
            {
                "id": row.id,
                "deadline": row.deadline.isoformat() if row.deadline else None,
                "basis": row.basis,
                "version": row.version,
            },
            201,
            str(row.version),
        )

    return perform(desk, scope, deed, key=key, request=["register", assignment, due_on])


def by_word(doing: Deed, row: AssignmentRow, said: ExtensionRow) -> None:
    """Put the day of a leader's word in force: followed at once, and counted once its document is there."""
    _put(doing, row, said.until, Basis.WORD, "until")
    said.after, said.authority = row.deadline, AUTHORITY
    _tell(doing, row, f"word/{said.id}", f"Ấn định hạn hoàn thành {plain(said.after or said.until)}", said)
    doing.note("extension.decided", f"assignment/{row.id}", extension=said.id, granted=True, spoken=True, notices=1)


def confirm_word(doing: Deed, row: AssignmentRow, said: ExtensionRow) -> None:
    """The document of a leader's word has come: the first day it gave counts from now on, unless that day is over."""
    over = row.deadline_at is not None and row.deadline_at <= doing.now
    if row.basis != Basis.WORD.value or row.named is None or over:
        return
    _put(doing, row, row.named, Basis.WORD_CONFIRMED, "until")
    _tell(doing, row, f"word/{said.id}/confirmed", "Hạn hoàn thành được tính đúng hạn, trễ hạn từ khi có văn bản", said)


def refuse_dated(row: AssignmentRow) -> None:
    """A day that stands is moved by an extension, never given a second time."""
    if row.deadline is not None:
        detail = f"Nhiệm vụ đã có hạn hoàn thành {plain(row.deadline)}; thay đổi bằng đề nghị gia hạn."
        raise Refusal("conflict", "has-deadline", detail, allowed=("extensions",))


def _put(doing: Deed, row: AssignmentRow, named: date, basis: Basis, field: str) -> None:
    """A day with its basis, and the steps that both bring; those of an earlier basis give way."""
    item = doing.session.get_one(ItemRow, row.item)
    deadline = fix(named, doing.desk.calendar_of(row.unit), basis, policy_of(doing.desk, item, named, row.period))
    if deadline.instant <= doing.now:
        problem = Problem(field, f"từ hôm nay ({plain(doing.desk.today())}) trở đi")
        raise Refusal("invalid", "due-passed", "Hạn hoàn thành đã qua.", (problem,))
    keep_before_parent(doing.session, item, deadline.day, field)
    set_aside(doing, row, "Hạn hoàn thành có cơ sở mới")
    row.basis, row.counts = basis.value, basis.counts
    row.deadline_version += 1
    row.version += 1
    set_deadline(doing.session, doing.desk, row, deadline)


def _tell(doing: Deed, row: AssignmentRow, cause: str, what: str, said: ExtensionRow) -> None:
    word = said.spoken or {}
    whose = f"theo ý kiến của {word.get('by')} ({word.get('where')})"
    waits = "" if said.document else ", chờ văn bản"
    tell_unit(doing, row, cause, f"{what} {whose}{waits}")
