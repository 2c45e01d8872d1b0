"""Acts on a deadline: ask for more time, decide it, or write down a leader's word. Lateness that happened stays."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from acts.children import keep_before_parent
from acts.desk import Answer, Deed, Desk, expect_version, perform
from acts.first_days import by_word, confirm_word
from acts.movers import ASKED, ask_mover, must_move
from acts.moving import move_deadline
from acts.notices import Word, tell
from acts.owed import must_run, owed
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, absent, need_two, require
from domain.status import DelayClass, WorkState
from domain.wording.dates import plain
from storage.tables import AssignmentRow, ExtensionRow, ItemRow

GRANTED = "granted"
REFUSED = "refused"


@dataclass(frozen=True)
class Spoken:
    """A leader's word that moves a deadline at once: who said it, on which day, where ("giao ban tuần")."""

    by: str
    on: date
    where: str


def ask(
    desk: Desk,
    scope: Scope,
    assignment: str,
    until: date,
    reason: str,
    classed: DelayClass,
    authority: str | None = None,
    version: int | None = None,
    key: str | None = None,
    *,
    spoken: Spoken | None = None,
) -> Answer:
    """Ask to move a deadline, with the reason and whose cause it is; after it has passed the request is marked late.

    With `spoken` somebody who may decide writes a leader's word down: it works at once and waits for its document. A
    deadline that has passed is not moved by one person alone, so there it stays a request for another to decide. To work
    without a deadline a word gives the first one, which counts once its document is linked.
    """

    def deed(doing: Deed) -> Answer:
        row = owed(doing, scope, assignment, Act.ASK_EXTENSION, version)
        _may_be_asked(doing, row, until, spoken)
        late = row.deadline_at is not None and row.deadline_at <= doing.now
        asked = ExtensionRow(
            id=desk.ids(),
            assignment=row.id,
            until=until,
            before=row.deadline,
            reason=reason,
            classed=classed.value,
            authority=authority,
            late=late,
            spoken=_said(spoken, desk.today()) if spoken else None,
            state=ASKED,
            asked_by=scope.actor,
            asked_at=doing.now,
            version=1,
        )
        doing.session.add(asked)
        doing.session.flush()
        row.version += 1
        if spoken is not None:
            must_move(doing, scope, row)
        if spoken is not None and not late:
            _settle(doing, row, asked, granted=True, reason=reason)
        else:
            _submit(doing, row, asked)
        return Answer(_plain(asked), 201, str(asked.version))

    request = ["ask", assignment, until, reason, classed.value, authority, spoken]
    return perform(desk, scope, deed, key=key, request=request)


def _said(spoken: Spoken, today: date) -> dict[str, Any]:
    if spoken.on > today:
        raise Refusal("invalid", "future-day", "Ý kiến ở một ngày chưa đến.", (Problem("spoken.on", "đến hôm nay"),))
    return {**asdict(spoken), "on": spoken.on.isoformat()}


def _may_be_asked(doing: Deed, row: AssignmentRow, until: date, spoken: Spoken | None) -> None:
    must_run(row)
    today = doing.desk.today()
    if row.deadline is None:
        if spoken is not None:
            return  # a leader's word may give the first day as well
        detail = "Nhiệm vụ chưa xác định thời hạn nên không có hạn để gia hạn; đơn vị đăng ký hạn hoàn thành."
        raise Refusal("conflict", "no-deadline", detail, allowed=("registration",))
    if until <= max(row.deadline, today):
        problem = Problem("until", f"phải sau {plain(max(row.deadline, today))}")
        raise Refusal("invalid", "not-later", "Ngày đề nghị phải sau hạn hiện tại và sau hôm nay.", (problem,))
    keep_before_parent(doing.session, doing.session.get_one(ItemRow, row.item), until, "until")
    waiting = select(ExtensionRow.id).where(ExtensionRow.assignment == row.id, ExtensionRow.state == ASKED)
    if doing.session.scalar(waiting) is not None:
        raise Refusal("conflict", "asked-already", "Đang có một đề nghị gia hạn chờ quyết định.", allowed=("decision",))


def _submit(doing: Deed, row: AssignmentRow, asked: ExtensionRow) -> None:
    ask_mover(doing, row, asked)
    until = asked.until.isoformat()
    doing.note("extension.asked", f"assignment/{row.id}", extension=asked.id, until=until, late=asked.late, notices=1)


def decide(
    desk: Desk,
    scope: Scope,
    extension: str,
    *,
    granted: bool,
    reason: str,
    classed: DelayClass | None = None,
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Grant or refuse more time; `classed` is the class of the cause as the authority confirms it.

    Granted, the steps of the old deadline are set aside and those of the new one planned. Never by the unit that owes,
    and for a deadline that has passed never by whoever asked.
    """

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(ExtensionRow, extension, with_for_update=True)
        if row is None:
            raise absent()
        assignment = doing.session.get_one(AssignmentRow, row.assignment, with_for_update=True)
        if not scope.sees(assignment.unit):
            raise absent()
        if granted:
            must_move(doing, scope, assignment)
        else:
            require(scope, Act.DECIDE_EXTENSION, assignment.unit, lead=assignment.unit)
        expect_version(row.version, version)
        if row.state != ASKED:
            raise Refusal("conflict", "decided", "Đề nghị gia hạn này đã được quyết định.", allowed=("extensions",))
        if granted and assignment.deadline_at is not None and assignment.deadline_at <= doing.now:
            need_two(scope, row.asked_by)
        row.classed = classed.value if classed is not None else row.classed
        _settle(doing, assignment, row, granted=granted, reason=reason)
        return Answer(_plain(row), 201, str(row.version))

    request = ["decide", extension, granted, reason, classed.value if classed else None]
    return perform(desk, scope, deed, key=key, request=request)


def _settle(doing: Deed, row: AssignmentRow, extension: ExtensionRow, *, granted: bool, reason: str) -> None:
    extension.state, extension.decided_by = (GRANTED if granted else REFUSED), doing.scope.actor
    extension.decided_at, extension.decision = doing.now, reason
    extension.version += 1
    if granted and row.deadline is None and extension.spoken is not None:
        by_word(doing, row, extension)
        return
    if granted:
        if WorkState(row.work).is_closed:
            raise Refusal("conflict", "closed", "Nhiệm vụ đã kết thúc nên không còn hạn để lùi.")
        extension.before = row.deadline
        extension.after = move_deadline(doing, row, extension.until, "Hạn hoàn thành đã thay đổi").day
    facts = {
        "granted": granted,
        "note": reason,
        "previous": extension.before.isoformat() if granted and extension.before else None,
    }
    unit = f"unit/{row.unit}"
    word = Word(f"extension/{extension.id}", unit, "extension", row.id, None, facts, row.deadline_version)
    tell(doing.session, doing.desk, word, doing.now)
    spoken = extension.spoken is not None
    about = f"assignment/{row.id}"
    doing.note("extension.decided", about, extension=extension.id, granted=granted, spoken=spoken, notices=1)


def _plain(row: ExtensionRow) -> dict[str, Any]:
    awaits = row.state == GRANTED and row.spoken is not None and row.document is None
    return {
        "id": row.id,
        "state": row.state,
        "until": row.until.isoformat(),
        "late": row.late,
        "awaits_document": awaits,
        "version": row.version,
    }


def link_document(
    desk: Desk,
    scope: Scope,
    extension: str,
    document: Mapping[str, Any],
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Link the document that confirms a spoken extension: it no longer stands as "chờ văn bản"."""

    def deed(doing: Deed) -> Answer:
        row = doing.session.get(ExtensionRow, extension, with_for_update=True)
        if row is None or not scope.sees(doing.session.get_one(AssignmentRow, row.assignment).unit):
            raise absent()
        require(scope, Act.RECORD)
        expect_version(row.version, version)
        if row.state != GRANTED or row.spoken is None or row.document is not None:
            raise Refusal("conflict", "no-document-awaited", "Lần gia hạn này không chờ văn bản.")
        row.document, row.version = dict(document), row.version + 1
        if row.before is None:
            confirm_word(doing, doing.session.get_one(AssignmentRow, row.assignment, with_for_update=True), row)
        doing.note("extension.confirmed", f"assignment/{row.assignment}", extension=extension)
        return Answer(_plain(row), 201, str(row.version))

    return perform(desk, scope, deed, key=key, request=["link", extension, dict(document)])
