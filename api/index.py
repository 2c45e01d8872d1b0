"""`/api/scorecards`: the rules of the index, the points as they stand, their order, and what hangs on open work."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse, Response

from acts import figures
from acts.desk import Desk
from acts.publication import place_to_plain, publish
from api.deps import AtDesk, Key, Visitor, reply
from api.plain import plain
from api.schemas import Body, Day, Id, Line
from api.uploads import Sent, sent_file
from domain.remedy import lost_and_remedied
from domain.rights import Act, Scope, require
from domain.scorecard import (
    Scorecard,
    Stake,
    check,
    compare,
    decimal_text,
    score,
    score_to_plain,
    shift_to_plain,
    to_plain,
)
from reading.scorecards import read_scorecard
from storage.views import index, measurements, records
from storage.views.reviews import lost_points
from writing.scorecards import FORMS, write_card

router = APIRouter(prefix="/api", tags=["index"])
Unit = Annotated[str, Query(max_length=100)]
PeriodName = Annotated[str, Query(alias="period", max_length=100)]
Upload = Annotated[Sent, Depends(sent_file)]


class Publication(Body):
    """The document that announces the index of a period."""

    period: Id
    number: Line
    issued_on: Day


@router.get("/scorecards")
def list_scorecards(desk: AtDesk, _scope: Visitor) -> dict[str, Any]:
    """The versions of the rules."""
    with desk.memory.reading() as session:
        found = measurements.scorecards(session)
    return {"items": [_head(one, card) for one, card in found], "next": None}


def _head(id_: str, card: Scorecard) -> dict[str, Any]:
    names = ("key", "title", "year", "version", "subject", "level", "block", "disclaimer")
    return {"id": id_, **{name: getattr(card, name) for name in names}, "max": decimal_text(card.max)}


@router.post("/scorecards", status_code=201)
def take_scorecard(desk: AtDesk, scope: Visitor, key: Key, sent: Upload) -> JSONResponse:
    """Take in a version of the rules: YAML, XLSX or JSON. What contradicts itself is told and kept as it is."""
    require(scope, Act.SET_RULES)
    return reply(figures.take_scorecard(desk, scope, read_scorecard(sent.data, sent.name), key))


@router.get("/scorecards/{scorecard}")
def get_scorecard(desk: AtDesk, _scope: Visitor, scorecard: str) -> dict[str, Any]:
    """One version of the rules, whole, with what contradicts itself."""
    with desk.memory.reading() as session:
        card = index.card_of(session, scorecard)
    return {"id": scorecard, **to_plain(card), "contradictions": plain(check(card))}


@router.get("/scorecards/{scorecard}/file.{form}")
def get_file(desk: AtDesk, _scope: Visitor, scorecard: str, form: str) -> Response:
    """The card as a file that can be read in again: yaml, json or xlsx."""
    with desk.memory.reading() as session:
        card = index.card_of(session, scorecard)
    data = write_card(card, form)
    headers = {"Content-Disposition": f'attachment; filename="scorecard-{card.year}-{scorecard}.{form}"'}
    return Response(data, media_type=FORMS[form], headers=headers)


@router.get("/scorecards/{scorecard}/comparison")
def comparison(
    desk: AtDesk,
    scope: Visitor,
    scorecard: str,
    other: Annotated[str, Query(alias="with", max_length=100)],
    unit: Annotated[str | None, Query(max_length=100)] = None,
    period: Annotated[str | None, Query(max_length=100)] = None,
) -> dict[str, Any]:
    """What differs from this version to another; with a unit and a period also the same facts under both."""
    with desk.memory.reading() as session:
        old, new = index.card_of(session, scorecard), index.card_of(session, other)
        body: dict[str, Any] = {"changes": [{**plain(one), "label": one.label} for one in compare(old, new)]}
        if unit is not None and period is not None:
            facts = index.estimated(session, scope, scorecard, unit, period, desk.clock()).facts
            before, after = score(old, facts), score(new, facts)
            body |= {"before": score_to_plain(before), "after": score_to_plain(after)}
            body["diff"] = shift_to_plain(before, after)
    return body


@router.get("/scorecards/{scorecard}/estimate")
def estimate(desk: AtDesk, scope: Visitor, scorecard: str, unit: Unit, period: PeriodName) -> dict[str, Any]:
    """The points of a unit as they stand (điểm tạm tính), with every loss, its reason and where its records are read."""
    with desk.memory.reading() as session:
        found = index.estimated(session, scope, scorecard, unit, period, desk.clock())
    return {**score_to_plain(score(found.card, found.facts)), "links": index.links(found.facts)}


@router.get("/scorecards/{scorecard}/ranking")
def ranking(desk: AtDesk, scope: Visitor, scorecard: str, period: PeriodName) -> dict[str, Any]:
    """Units in their order, block by block. Before publication a unit sees its own points alone and no rank."""
    return in_order(desk, scope, scorecard, period)


def in_order(desk: Desk, scope: Scope, scorecard: str, period: str) -> dict[str, Any]:
    """The order that this scope may see: as published where it is, else as it stands now."""
    with desk.memory.reading() as session:
        published = index.publication(session, scorecard, period)
        if published is not None:
            document = {"number": published.number, "issued_on": published.issued_on.isoformat()}
            return {"published": document, "items": published.places}
        found = index.ranking(session, scorecard, period, desk.clock())
    places = [{"block": name, **place_to_plain(place)} for name, places in found.items() for place in places]
    return {"published": None, "items": [one for one in map(_shown_to(scope), places) if one]}


def _shown_to(scope: Scope) -> Any:
    """Who sees all units sees their order; a unit sees itself, without its place among others."""
    if scope.units is None:
        return lambda place: place
    return lambda place: {**place, "rank": None, "tied": False} if scope.sees(place["unit"]) else None


@router.post("/scorecards/{scorecard}/publication", status_code=201)
def publish_index(desk: AtDesk, scope: Visitor, key: Key, scorecard: str, body: Publication) -> JSONResponse:
    """Publish the index of a period: from then on every unit sees the scores of all."""
    return reply(publish(desk, scope, scorecard, body.period, body.number, body.issued_on, key))


@router.get("/scorecards/{scorecard}/trend")
def trend(desk: AtDesk, scope: Visitor, scorecard: str, unit: Unit) -> dict[str, Any]:
    """The frozen scores of a unit, period by period."""
    with desk.memory.reading() as session:
        return {"items": index.trend(session, scope, scorecard, unit), "next": None}


@router.get("/scorecards/{scorecard}/stakes")
def stakes(desk: AtDesk, scope: Visitor, scorecard: str, unit: Unit, period: PeriodName) -> dict[str, Any]:
    """What hangs on each open work of a unit, the cheapest points first; today, and if nothing more is done."""
    with desk.memory.reading() as session:
        found = index.stakes(session, scope, scorecard, unit, period, desk.clock())
    return {
        "as_of": found.now.as_of.isoformat(),
        "lost": decimal_text(found.now.lost),
        "lost_if_all_is_done_today": decimal_text(found.best.lost),
        "idle_on": found.idle.as_of.isoformat(),
        "lost_if_nothing_more_is_done": decimal_text(found.idle.lost),
        "items": [_stake(one) for one in found.stakes],
        "next": None,
    }


def _stake(stake: Stake) -> dict[str, Any]:
    work = stake.record
    return {
        "assignment": work.id,
        "directive": work.directive,
        "ref": work.ref,
        "text": work.text,
        "deadline": work.deadline.isoformat() if work.deadline else None,
        "regained": decimal_text(stake.regained),
        "threatened": decimal_text(stake.threatened),
        "points": decimal_text(stake.points),
        "criteria": [{"criterion": id_, "points": decimal_text(points)} for id_, points in stake.criteria],
    }


@router.get("/lost-points")
def list_lost_points(desk: AtDesk, scope: Visitor) -> dict[str, Any]:
    """Last year's lost points, each once, beside the work that should win them back."""
    with desk.memory.reading() as session:
        at = desk.clock()
        owed = records.records(session, scope, at)
        return lost_and_remedied(lost_points(session, at), owed, desk.today())
