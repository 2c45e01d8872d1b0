"""*Bộ tiêu chí*: the versions of the rules, one taken in with the places of its faults, and two compared on the same facts."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from acts import figures
from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.pages.forms import Form, Trouble, attempt
from api.pages.score_choice import Asked, chosen
from api.pages.shell import SCORES, go, page
from api.pages.trials import Shown
from api.what_if import Tried
from domain.errors import Problem, Refusal
from domain.period import parse_period
from domain.rights import Act, Scope, may, require
from domain.scorecard import Change, Scorecard, check, compare, labels, rule_told, score, shifts
from reading.scorecards import read_scorecard
from storage.views import index, office
from storage.views.measurements import scorecards

router = APIRouter()
CARDS = SCORES + "/bo-tieu-chi"
MOST = 100


@dataclass(frozen=True)
class Versions:
    """Which two versions are compared, and on whose facts."""

    truoc: Annotated[str, Query(max_length=MOST)]
    sau: Annotated[str, Query(max_length=MOST)]
    don_vi: Annotated[str | None, Query(max_length=MOST)] = None
    ky: Annotated[str | None, Query(max_length=MOST)] = None


@router.get(CARDS)
def list_cards(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """The versions of the rules, and the form that takes one in."""
    return _list(request, desk, scope)


@router.post(CARDS)
def take_card(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Take a version in; what cannot be read is told by its place, what contradicts itself is shown with the card."""

    def deed() -> Response:
        require(scope, Act.SET_RULES)
        if sent.file is None:
            raise Refusal("invalid", "file-missing", "Chưa chọn tệp bộ tiêu chí.", (Problem("file", "chọn tệp"),))
        taken = figures.take_scorecard(desk, scope, read_scorecard(sent.file.data, sent.file.name), sent.key)
        return go(f"{CARDS}/{taken.body['id']}", "bo-tieu-chi")

    return attempt(deed, lambda trouble: _list(request, desk, scope, trouble), "bo-tieu-chi", sent)


@router.get(CARDS + "/so-sanh")
def compare_cards(request: Request, desk: AtDesk, scope: Visitor, two: Annotated[Versions, Depends()]) -> Response:
    """What differs from one version to another; with a unit and a period also the same facts under both."""
    with desk.memory.reading() as session:
        old, new = index.card_of(session, two.truoc), index.card_of(session, two.sau)
        names = {unit.code: unit.name for unit in office.units(session)}
    seen = chosen(desk, scope, Asked())
    return page(
        request,
        "card_comparison.html",
        two=two,
        old=old,
        new=new,
        changes=_told(compare(old, new)),
        shown=_scored(desk, scope, two, old, new),
        units={code: names[code] for code in (seen.units if seen else {})},
    )


@router.get(CARDS + "/{card}")
def show_card(request: Request, desk: AtDesk, _scope: Visitor, card: str) -> Response:
    """One version, whole: each criterion with its rule in words, and what contradicts itself."""
    with desk.memory.reading() as session:
        found = index.card_of(session, card)
    rules = {leaf.id: rule_told(leaf.rule, leaf.max, labels(leaf)) for _, leaf in found.leaves() if leaf.rule}
    return page(request, "card.html", id=card, card=found, rules=rules, contradictions=check(found))


def _list(request: Request, desk: Desk, scope: Scope, trouble: Trouble | None = None) -> Response:
    with desk.memory.reading() as session:
        found = scorecards(session)
    return page(
        request,
        "cards.html",
        trouble=trouble,
        cards={id_: (card, len(check(card))) for id_, card in found},
        names={id_: f"{card.title} ({card.year}, bản {card.version})" for id_, card in found},
        may_take=may(scope, Act.SET_RULES),
    )


def _scored(desk: Desk, scope: Scope, two: Versions, old: Scorecard, new: Scorecard) -> Shown | None:
    if two.don_vi is None or not two.ky:
        return None
    period = parse_period(two.ky).name
    with desk.memory.reading() as session:
        facts = index.estimated(session, scope, two.truoc, two.don_vi, period, desk.clock()).facts
    both = Tried(score(old, facts), score(new, facts))
    return Shown(both, shifts(both.before, both.after))


def _told(changes: tuple[Change, ...]) -> list[tuple[Change, str, str]]:
    """Each difference with its two values as people read them."""
    return [(one, _words(one.before), _words(one.after)) for one in changes]


def _words(value: Any) -> str:
    match value:
        case None | () | []:
            return "–"
        case bool():
            return "có" if value else "không"
        case dict():
            return ", ".join(f"{name} {_words(one)}" for name, one in value.items())
        case list():
            return "; ".join(map(_words, value))
        case _:
            return str(value)
