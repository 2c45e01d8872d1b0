"""*Chỉ số*: the points of a unit as they stand, each loss with its records; what is at stake; the order of the units."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.index import in_order, list_lost_points
from api.pages.score_choice import Asked, Chosen, chosen
from api.pages.score_told import LostBefore, Told, remedies, told
from api.pages.score_trend import Trend, trend
from api.pages.shell import SCORES, page, sees_all
from domain.rights import Act, Scope, may, require
from domain.scorecard import labels, outlook
from storage.views import index, office, records
from storage.views.measurements import scorecards

router = APIRouter()


@router.get(SCORES)
def show_scores(request: Request, desk: AtDesk, scope: Visitor, asked: Annotated[Asked, Depends()]) -> Response:
    """The points of one unit, and the order of all of them for who may see it."""
    picked = chosen(desk, scope, asked)
    return page(
        request,
        "scores.html",
        picked=picked,
        told=_told(desk, scope, picked) if picked else None,
        trend=_trend(desk, scope, picked) if picked and picked.unit else None,
        order=_order(desk, scope, picked) if picked else None,
        before=_before(desk, scope) if may(scope, Act.READ_REVIEW) else (),
        units=_names(desk),
        follows=sees_all(scope),
    )


@router.get(SCORES + "/so-lieu/{measurement}")
def show_figure(request: Request, desk: AtDesk, scope: Visitor, measurement: str) -> Response:
    """One figure as it was handed in, with those it corrected or that corrected it."""
    with desk.memory.reading() as session:
        found = index.figure(session, scope, measurement)
        require(scope, Act.READ_INDEX, found["unit"])
        every = index.figures(session, scope, found["unit"], found["period"] or "", found["criterion"])
        cards = [card for _, card in scorecards(session)]
    known = [one for card in cards if (one := card.criterion(found["criterion"]))]
    return page(
        request,
        "measurement.html",
        found=found,
        every=every,
        criterion=next(iter(known), None),
        words={name: word for one in known for name, word in labels(one).items()},
        units=_names(desk),
    )


def _told(desk: Desk, scope: Scope, picked: Chosen) -> Told | None:
    if picked.unit is None:
        return None
    with desk.memory.reading() as session:
        found = index.estimated(session, scope, picked.id, picked.unit, picked.period.name, desk.clock())
    return told(found.card, outlook(found.card, found.facts, found.period.until), found.facts)


def _trend(desk: Desk, scope: Scope, picked: Chosen) -> Trend | None:
    with desk.memory.reading() as session:
        return trend(index.trend(session, scope, picked.id, picked.unit or ""))


def _order(desk: Desk, scope: Scope, picked: Chosen) -> dict[str, Any] | None:
    """The order of the units under a card for units: for who follows all, and for everybody once it is published."""
    if picked.card.subject == "self":
        return None
    found = in_order(desk, scope, picked.id, picked.period.name)
    shown = found["published"] is not None or (sees_all(scope) and picked.unit is None)
    return found if shown else None


def _before(desk: Desk, scope: Scope) -> tuple[LostBefore, ...]:
    """Last year's lost points; a unit sees those its own work remedies."""
    with desk.memory.reading() as session:
        owed = records.records(session, scope, desk.clock())
    found = remedies(list_lost_points(desk, scope), owed, desk.today())
    return found if sees_all(scope) else tuple(one for one in found if one.work)


def _names(desk: Desk) -> dict[str, str]:
    with desk.memory.reading() as session:
        return {unit.code: unit.name for unit in office.units(session)}
