"""Acts on one score sheet: enter lines in the step it is in, and move it on. What was entered is never overwritten."""

from collections.abc import Callable, Sequence
from typing import Any

from acts import round_steps
from acts.appraisal import refuse_other_session
from acts.desk import Answer, Deed, Desk, expect_version, perform
from domain.appraisal import flow
from domain.appraisal.fields import granted_as
from domain.appraisal.flow import BY_FIELD, MARKED_BY, Move, State
from domain.appraisal.marks import Mark, closed_from_records, closed_from_surveys, in_force, refuse_marks, unscored
from domain.appraisal.windows import require_open, require_over
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, require
from domain.scorecard import Scorecard, score_to_plain
from storage.tables import AppraisalMarkRow, AppraisalMoveRow
from storage.views import appraisals, evidence
from storage.views.appraisals import Sheet

MOST_MARKS = 500
"""Lines of one call; the longest card has some two hundred criteria."""


def in_rows(number: int, part: str) -> str:
    """Where a line stands in a call: `rows[2].points`."""
    return f"rows[{number}].{part}"


def enter(
    desk: Desk,
    scope: Scope,
    round_id: str,
    unit: str,
    marks: Sequence[Mark],
    session: str | None = None,
    version: int | None = None,
    place: Callable[[int, str], str] = in_rows,
    key: str | None = None,
) -> Answer:
    """Enter lines in the step the sheet is in, all of them or none; who may depends on the step and the field."""
    if not 0 < len(marks) <= MOST_MARKS:
        problem = Problem("rows", f"cần từ 1 đến {MOST_MARKS} dòng")
        raise Refusal("invalid", "rows", "Phiếu điểm không có dòng nào để ghi hoặc quá dài.", (problem,))

    def deed(doing: Deed) -> Answer:
        found = appraisals.sheet(doing.session, scope, round_id, unit, for_update=True)
        expect_version(found.row.version, version)
        _require_entry(found, scope, marks, doing)
        refuse_marks(found.card, found.state, marks, place)
        refuse_other_session(doing, round_id, session)
        for file in {one.file for mark in marks for one in mark.citations if one.file is not None}:
            evidence.get(doing.session, scope, file)
        _write(doing, found, found.state, marks, session)
        doing.note("round.marked", f"round/{round_id}", unit=unit, step=found.state, lines=len(marks))
        return _answer(found, 201)

    return perform(desk, scope, deed, key=key, request=["enter", round_id, unit, [*marks], session])


def _require_entry(found: Sheet, scope: Scope, marks: Sequence[Mark], doing: Deed) -> None:
    """Refuse who may not, a sheet that is locked, a step outside its window, and fields already closed."""
    act = MARKED_BY.get(found.state)
    if act is None:
        raise flow.wrong_state(found.state)
    fields = _fields_of(found.card)
    named = {fields[mark.criterion] for mark in marks if mark.criterion in fields}
    _require(scope, act, found)
    for field in sorted(named):
        _require(scope, act, found, field)
    require_open(appraisals.windows_of(found.round), found.state, doing.now)
    if found.state in BY_FIELD:
        for field in sorted(named & found.closed_fields):
            raise flow.locked(field)


def _require(scope: Scope, act: Act, found: Sheet, field: str | None = None) -> None:
    """An appraiser needs the field, and never appraises their own unit."""
    unit, named = found.row.unit, None if field is None else granted_as(scope.grants, found.card, field)
    require(scope, act, unit, lead=unit if act is Act.APPRAISE else None, field=named)


def _fields_of(card: Scorecard) -> dict[str, str]:
    """The field of each scored criterion."""
    return {leaf.id: above[0] for above, leaf in card.leaves()}


def _write(doing: Deed, found: Sheet, step: State, marks: Sequence[Mark], session: str | None = None) -> None:
    found.row.version += 1
    doing.session.add_all(
        AppraisalMarkRow(
            id=doing.desk.ids(),
            appraisal=found.round.id,
            unit=found.row.unit,
            step=step,
            criterion=mark.criterion,
            turn=found.row.version,
            body=mark_to_plain(mark),
            session=session,
            entered_by=doing.scope.actor,
            entered_at=doing.now,
        )
        for mark in marks
    )
    doing.session.flush()


def mark_to_plain(mark: Mark) -> dict[str, Any]:
    """A mark as it is stored: exact fractions as text."""
    return {
        "points": None if mark.points is None else str(mark.points),
        "level": mark.level,
        "not_applicable": mark.not_applicable,
        "evidence": [
            {"document": one.document, "section": one.section, "page": one.page, "file": one.file}
            for one in mark.citations
        ],
        "note": mark.note,
        "from_records": mark.from_records,
    }


def move(
    desk: Desk,
    scope: Scope,
    round_id: str,
    unit: str,
    name: str,
    field: str | None = None,
    reason: str = "",
    session: str | None = None,
    version: int | None = None,
    key: str | None = None,
) -> Answer:
    """Move the sheet on, and keep who did it, when, why, and the score as it stood."""

    def deed(doing: Deed) -> Answer:
        found = appraisals.sheet(doing.session, scope, round_id, unit, for_update=True)
        expect_version(found.row.version, version)
        wanted = flow.move_named(name, found.state)
        _require_move(found, scope, wanted, field, reason, doing)
        refuse_other_session(doing, round_id, session)
        _close(doing, found, wanted)
        found = appraisals.sheet(doing.session, scope, round_id, unit)
        target = _target(found, wanted, field)
        kept = _keep(doing, found, wanted, target, field, reason, session)
        told = round_steps.tell_turn(doing, found, target, f"move/{kept}") if target is not found.state else 0
        doing.note(
            "round.moved", f"round/{round_id}", unit=unit, move=name, source=found.state, target=target, notices=told
        )
        found.row.state = target
        return _answer(found)

    return perform(desk, scope, deed, key=key, request=["move", round_id, unit, name, field, reason, session])


def _require_move(found: Sheet, scope: Scope, wanted: Move, field: str | None, reason: str, doing: Deed) -> None:
    if wanted.name == "close-field" and field is None:
        raise _missing("field", "mã lĩnh vực cần chốt")
    _require(scope, wanted.act, found, field)
    windows = appraisals.windows_of(found.round)
    if wanted.after_window:
        require_over(windows, found.state, doing.now)
    else:
        require_open(windows, found.state, doing.now)
    if wanted.needs_reason and not reason:
        raise _missing("reason", f"lý do {wanted.label}")
    if wanted.name == "settle":
        _need_other_hands(found, scope)


def _missing(field: str, message: str) -> Refusal:
    return Refusal("invalid", "incomplete", "Thiếu nội dung để thực hiện việc này.", (Problem(field, message),))


def _need_other_hands(found: Sheet, scope: Scope) -> None:
    """Four eyes: points corrected after publication are corrected by somebody who did not give them (domain.md §7)."""
    corrected = {row.criterion for row in found.marks if row.step == State.APPEAL}
    gave = {row.entered_by for row in found.marks if row.step in BY_FIELD and row.criterion in corrected}
    if scope.actor in gave:
        raise Refusal(
            "forbidden",
            "four-eyes-score",
            "Người đã chấm điểm tiêu chí này không tự trả lời kiến nghị về chính điểm đó.",
        )


def _close(doing: Deed, found: Sheet, wanted: Move) -> None:
    """At the end of self-scoring what the records say, and at approval what the surveys say, is written into the sheet."""
    facts, marks = appraisals.facts(doing.session, found, doing.now), in_force(found.in_force)
    if found.state is State.SELF_SCORING:
        if wanted.name == "submit":
            _refuse_unscored(unscored(found.card, facts, marks))
        _write(doing, found, State.SELF_SCORING, closed_from_records(found.card, facts, marks))
    elif wanted.name == "approve":
        _write(doing, found, State.APPROVAL, closed_from_surveys(found.card, facts, marks))


def _refuse_unscored(left: Sequence[str]) -> None:
    if left:
        problems = tuple(Problem(f"criteria.{id_}", "chưa tự chấm và chưa có số liệu") for id_ in left)
        raise Refusal("conflict", "not-scored", "Còn tiêu chí chưa tự chấm.", problems)


def _target(found: Sheet, wanted: Move, field: str | None) -> State:
    if wanted.name != "close-field" or field is None:
        return wanted.target
    return flow.field_closed(found.state, (one.id for one in found.card.fields), found.closed_fields, field)


def _keep(
    doing: Deed, found: Sheet, wanted: Move, target: State, field: str | None, reason: str, session: str | None
) -> str:
    """Write a move down; its id."""
    facts = appraisals.facts(doing.session, found, doing.now)
    found.row.version += 1
    move_id = doing.desk.ids()
    doing.session.add(
        AppraisalMoveRow(
            id=move_id,
            appraisal=found.round.id,
            unit=found.row.unit,
            name=wanted.name,
            source=found.state,
            target=target,
            turn=found.row.version,
            field=field,
            reason=reason,
            score=score_to_plain(appraisals.scored(found, facts, in_force(found.in_force))),
            session=session,
            made_by=doing.scope.actor,
            made_at=doing.now,
        )
    )
    return move_id


def _answer(found: Sheet, status: int = 200) -> Answer:
    version = found.row.version
    body = {"round": found.round.id, "unit": found.row.unit, "state": found.row.state, "version": version}
    return Answer(body, status, etag=str(version))
