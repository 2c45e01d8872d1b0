"""Thử phương án: the index under changed facts or a changed card, kept only where asked; and what a decision would move."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse

from acts.scenarios import keep_scenario
from api.deps import AtDesk, Visitor, idempotency_key
from api.plain import plain
from api.schemas import Day, Id, Line
from domain.errors import Problem, Refusal
from domain.record import AssignmentRecord
from domain.scorecard import (
    Contradiction,
    Score,
    check,
    done,
    moved,
    score,
    score_to_plain,
    sent_back,
    shift_to_plain,
    tried,
    with_work,
)
from domain.status import DelayClass, ReturnClass
from reading.trials import Assumed
from storage.views import index, scenarios
from storage.views.index import Estimated

router = APIRouter(prefix="/api", tags=["index"])


class WhatIf(Assumed):
    """A trial on one unit and period; with `save_as` it is kept under that name."""

    unit: Id
    period: Id
    save_as: Line | None = None


@router.post("/scorecards/{scorecard}/what-if")
def what_if(
    request: Request,
    desk: AtDesk,
    scope: Visitor,
    scorecard: str,
    body: WhatIf,
    idempotency_header: Annotated[str | None, Header(alias="Idempotency-Key")] = None,
) -> JSONResponse:
    """Before, after and what moved, criterion by criterion. Nothing is stored unless `save_as` names a scenario."""
    with desk.memory.reading() as session:
        found = index.estimated(session, scope, scorecard, body.unit, body.period, desk.clock())
    compared = _tried(found, body)
    if body.save_as is None:
        return JSONResponse(compared)
    key = idempotency_key(request, idempotency_header)
    kept = keep_scenario(desk, scope, body.save_as, scorecard, body.unit, body.period, kept_form(body), key)
    headers = {"Idempotency-Replayed": "true"} if kept.repeated else None
    return JSONResponse({**compared, "scenario": kept.body["id"]}, kept.status, headers)


@router.get("/scenarios")
def list_scenarios(desk: AtDesk, scope: Visitor) -> dict[str, Any]:
    """Kept trials, the newest first."""
    with desk.memory.reading() as session:
        return {"items": scenarios.scenarios(session, scope), "next": None}


@router.get("/scenarios/{scenario}")
def get_scenario(desk: AtDesk, scope: Visitor, scenario: str) -> dict[str, Any]:
    """A kept trial, tried anew on the facts of now."""
    with desk.memory.reading() as session:
        kept = scenarios.scenario(session, scope, scenario)
        found = index.estimated(session, scope, kept["scorecard"], kept["unit"], kept["period"], desk.clock())
    return {**kept, **_tried(found, Assumed.model_validate(kept["assumed"]))}


@dataclass(frozen=True)
class Tried:
    """The index as it stands and as it would be, and what contradicts itself in a changed card."""

    before: Score
    after: Score
    contradictions: tuple[Contradiction, ...] = ()


def tried_on(found: Estimated, assumed: Assumed) -> Tried:
    """What a trial makes of the facts of now."""
    card = assumed.card(found.card)
    before, after = score(found.card, found.facts), score(card, tried(found.facts, assumed.trial(found.facts)))
    return Tried(before, after, check(card) if card is not found.card else ())


def kept_form(assumed: Assumed) -> dict[str, Any]:
    """What is assumed, as it is kept."""
    return assumed.model_dump(mode="json", exclude_unset=True, exclude={"unit", "period", "save_as"})


def _tried(found: Estimated, assumed: Assumed) -> dict[str, Any]:
    both = tried_on(found, assumed)
    return {
        "before": score_to_plain(both.before),
        "after": score_to_plain(both.after),
        "diff": shift_to_plain(both.before, both.after),
        "contradictions": plain(both.contradictions),
    }


@router.get("/assignments/{assignment}/effect")
def effect(
    desk: AtDesk,
    scope: Visitor,
    assignment: str,
    until: Annotated[Day | None, Query()] = None,
    cause: Annotated[Literal["objective", "subjective"], Query(alias="class")] = "objective",
    returned: Annotated[ReturnClass | None, Query()] = None,
    done_on: Annotated[Day | None, Query()] = None,
) -> dict[str, Any]:
    """What an extension (`until`), a return (`returned`) or a result (`done_on`) would move in the index of its unit."""
    if sum(one is not None for one in (until, returned, done_on)) != 1:
        problem = Problem("until", "hoặc returned, hoặc done_on: nêu đúng một quyết định để xem trước")
        raise Refusal("invalid", "one-decision", "Đề nghị nêu một quyết định để xem ảnh hưởng.", (problem,))

    def decided(record: AssignmentRecord) -> AssignmentRecord:
        if until is not None:
            return moved(record, until, DelayClass(cause), desk.today())
        return sent_back(record, returned, desk.today()) if returned else done(record, done_on or desk.today())

    with desk.memory.reading() as session:
        cards = index.cards_for(session, assignment, scope, desk.clock())
    rows = []
    for id_, found in cards:
        work = [decided(record) for record in found.facts.assignments if record.id == assignment]
        before, after = score(found.card, found.facts), score(found.card, with_work(found.facts, work))
        rows.append({"scorecard": id_, "title": found.card.title, "diff": shift_to_plain(before, after)})
    return {"assignment": assignment, "items": rows, "next": None}
