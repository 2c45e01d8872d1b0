"""The act of taking in versions of ladders (quy trình đôn đốc): each in force from its day, immutable once stored."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from acts.relaying import Effect, carry_out, effect, open_work
from acts.round_relaying import relaid_rounds
from domain.errors import Problem, Refusal
from domain.ladders import Ladders, Priority, Version
from domain.rights import Act, Scope, require
from storage.tables import LadderRow
from storage.views.ladders import forget, ladders_of, to_plain

MOST = 20
"""Versions that one file brings."""


def take_ladders(
    desk: Desk, scope: Scope, versions: Sequence[Version], key: str | None = None, *, dry_run: bool = False
) -> Answer:
    """Put versions of ladders in force, each from its day on: the steps ahead of open work are laid out anew.

    A version that is there already with the same content changes nothing; with another it is refused. With `dry_run`
    the same is worked out and thrown away.
    """
    require(scope, Act.SET_RULES)
    if not 0 < len(versions) <= MOST:
        raise Refusal("invalid", "no-ladder", "Chưa nêu quy trình nào.", (Problem("ladders", f"từ 1 đến {MOST}"),))
    if dry_run:
        with desk.memory.reading() as session:
            desk.days.refresh(session, desk.seed)
            fresh = _fresh(ladders_of(session), versions)
            known = Ladders((*ladders_of(session).versions, *fresh))
            found = _effect(session, desk, known)
            return Answer({"dry_run": True, "taken": _named(fresh), **found.plain()})

    def deed(doing: Deed) -> Answer:
        fresh = _fresh(ladders_of(doing.session), versions)
        doing.session.add_all(_row(doing, one) for one in fresh)
        doing.session.flush()
        forget(doing.session)
        if fresh:
            doing.note("ladders.taken", "office/ladders", versions=_named(fresh))
        found = _effect(doing.session, desk, ladders_of(doing.session))
        carry_out(doing, desk, found)
        return Answer({"dry_run": False, "taken": _named(fresh), **found.plain()}, 201)

    return perform(desk, scope, deed, key=key, request=["ladders", list(versions)], alone=True)


def _effect(session: Session, desk: Desk, known: Ladders) -> Effect:
    """What these ladders make of all that follows one: open work, and rounds in which somebody still has to act."""
    work = effect(session, desk, known, open_work(session))
    return replace(work, rounds=relaid_rounds(session, desk, known))


def _fresh(known: Ladders, versions: Sequence[Version]) -> list[Version]:
    """Those that are new; refused where one contradicts what is stored."""
    stored = {(one.code, one.version): one for one in known.versions}
    problems = [
        Problem(f"ladders[{place}].version", "phiên bản này đã có với nội dung khác; ghi số phiên bản mới")
        for place, one in enumerate(versions)
        if stored.get((one.code, one.version), one) != one
    ]
    highest = {code: one.version for code, one in known.latest().items()}
    problems += [
        Problem(f"ladders[{place}].version", f"phải lớn hơn phiên bản {highest[one.code]} đang có")
        for place, one in enumerate(versions)
        if (one.code, one.version) not in stored and one.version <= highest.get(one.code, 0)
    ]
    if problems:
        told = "Phiên bản quy trình đã ban hành không sửa được; đề nghị ghi số phiên bản mới."
        raise Refusal("conflict", "ladder-immutable", told, tuple(problems), allowed=("new-version",))
    fresh = [one for one in versions if (one.code, one.version) not in stored]
    _refuse_shared_priority(Ladders((*known.versions, *fresh)))
    return fresh


def _refuse_shared_priority(known: Ladders) -> None:
    """Two ladders for one urgency would leave it to chance which is followed."""
    for priority in Priority:
        codes = [code for code, one in known.latest().items() if priority in one.priorities]
        if len(codes) > 1:
            problem = Problem("priorities", f"{priority.value}: {', '.join(codes)}")
            told = "Một độ khẩn chỉ dùng một quy trình; đề nghị bỏ độ khẩn này ở quy trình còn lại."
            raise Refusal("conflict", "priority-shared", told, (problem,), allowed=("new-version",))


def _row(doing: Deed, one: Version) -> LadderRow:
    return LadderRow(
        id=doing.desk.ids(),
        code=one.code,
        version=one.version,
        title=one.title,
        since=one.since,
        basis=one.basis,
        body=to_plain(one),
        taken_by=doing.scope.actor,
        taken_at=doing.now,
    )


def _named(versions: Sequence[Version]) -> list[dict[str, object]]:
    return [{"code": one.code, "version": one.version} for one in versions]
