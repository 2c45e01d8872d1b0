"""`/api/directives/{id}/links`: what items of a draft may be linked to, with the reason; confirmed or refused by a person."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from acts.desk import Desk
from acts.linking import answer_link
from api.deps import AtDesk, Key, Seen, Visitor, reply
from api.plain import plain
from api.schemas import Body, Id, Line
from domain.directive import DraftItem
from domain.linking import Link, LinkKind, LinkState
from domain.rights import Act, Scope, require
from reading.directives.links import Surroundings, proposals
from reading.directives.open_items import OpenItem
from reading.directives.plain import lost_point
from storage.views import directives as view
from storage.views import links
from storage.views.directives import ItemLine, WholeDirective

router = APIRouter(prefix="/api/directives", tags=["directives"])


class LinkAnswer(Body):
    """What a person says of a link: to a criterion, a lost point, or work that is followed already."""

    kind: LinkKind
    target: Line
    agreed: bool


@router.get("/{directive}/links")
def get_links(desk: AtDesk, scope: Visitor, directive: str) -> dict[str, Any]:
    """Every link of the items of a draft: proposed with its reason, confirmed, refused."""
    return {"items": plain(found_links(desk, scope, directive))}


@router.post("/{directive}/items/{item}/links")
def answer(
    desk: AtDesk, scope: Visitor, key: Key, seen: Seen, directive: str, item: Id, body: LinkAnswer
) -> JSONResponse:
    """Confirm a link or refuse it. Confirmed it feeds the index and the review; work already followed is not owed twice."""
    return reply(answer_link(desk, scope, directive, item, body.kind, body.target, seen, key, agreed=body.agreed))


def found_links(desk: Desk, scope: Scope, directive: str) -> list[Link]:
    """The links of a directive's items in the order of its items."""
    require(scope, Act.INTAKE)
    with desk.memory.reading() as session:
        found = view.whole(session, scope, directive)
        around = _surroundings(found, links.criteria(session), links.followed(session, directive))
        answers = links.answered(session, directive)
    items = [DraftItem(item.id, item.text, item.lead, lead_codes=item.lead_codes) for item in found.items]
    known = {item.id: item for item in found.items}
    told = [_with_state(one, known[one.item], answers) for one in proposals(items, around)]
    proposed = {(one.item, one.kind, one.target) for one in told}
    return [*told, *(one for one in _standing(found, around) if (one.item, one.kind, one.target) not in proposed)]


def _surroundings(found: WholeDirective, criteria: dict[str, str], following: list[links.Followed]) -> Surroundings:
    return Surroundings(
        criteria,
        [lost_point(one) for one in found.lost_points],
        [OpenItem(one.id, one.text, one.lead) for one in following],
        {one.id: f"{one.called}: {one.text}" for one in following},
    )


def _with_state(one: Link, item: ItemLine, answers: links.Answers) -> Link:
    agreed = answers.get((one.item, one.kind.value, one.target))
    if one.target in _targets(item, one.kind):
        agreed = True
    if agreed is None:
        return one
    state = LinkState.CONFIRMED if agreed else LinkState.REJECTED
    return Link(one.item, one.kind, one.target, one.called, one.reason, one.share, state)


def _targets(item: ItemLine, kind: LinkKind) -> tuple[str, ...]:
    return {LinkKind.CRITERION: item.criteria, LinkKind.LOST_POINT: item.remedies}.get(kind, ())


def _standing(found: WholeDirective, around: Surroundings) -> list[Link]:
    """Links that nobody proposed: named by a person, or by the annex."""
    lost = {point.id: point.text for point in around.lost}
    named = [
        (item.id, kind, target)
        for item in found.items
        for kind in (LinkKind.CRITERION, LinkKind.LOST_POINT)
        for target in _targets(item, kind)
    ]
    return [
        Link(item, kind, target, _called(kind, target, around, lost), "đã ghi", 1.0, LinkState.CONFIRMED)
        for item, kind, target in named
    ]


def _called(kind: LinkKind, target: str, around: Surroundings, lost: dict[str, str]) -> str:
    if kind is LinkKind.CRITERION:
        return f"{target} – {around.criteria[target]}" if target in around.criteria else target
    return lost.get(target, target)
