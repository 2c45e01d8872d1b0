"""*Thử phương án*: facts or maxima changed on a page, the index seen to move at once; trials kept, and two of them compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from acts.desk import Desk
from acts.scenarios import keep_scenario
from api.deps import AtDesk, Visitor
from api.pages.forms import Filled, Form, Trouble, attempt
from api.pages.score_choice import Asked, Chosen, chosen
from api.pages.shell import SCORES, go, page
from api.pages.trial_form import assumed, trial_form
from api.what_if import Tried, kept_form, tried_on
from domain.errors import Problem, Refusal
from domain.rights import Scope, absent
from domain.scorecard import CriterionScore, Shift, shifts, to_plain
from reading.trials import Assumed
from storage.views import index, office, scenarios
from storage.views.index import Estimated

router = APIRouter()
TRIAL, KEPT = SCORES + "/thu-phuong-an", SCORES + "/phuong-an"
KEEP = "luu"
LONGEST_NAME = 200


@dataclass(frozen=True)
class Shown:
    """A trial as its page tells it."""

    tried: Tried
    moved: tuple[Shift, ...]


@dataclass(frozen=True)
class Beside:
    """One criterion as it stands now, and under each of two trials."""

    id: str
    name: str
    rows: tuple[CriterionScore | None, ...]


@router.get(TRIAL)
def show(request: Request, desk: AtDesk, scope: Visitor, asked: Annotated[Asked, Depends()]) -> Response:
    """The form of a trial on one unit, filled in with how things stand."""
    return _form(request, desk, scope, asked)


@router.post(TRIAL)
def try_out(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """What the changed form would make of the index; kept under a name where that is asked."""
    asked = Asked(sent.one("bo_tieu_chi"), sent.one("ky"), sent.one("don_vi"))

    def deed() -> Response:
        picked, found = _found(desk, scope, asked)
        trial = assumed(sent, trial_form(found.card, found.facts), found.facts, _other(desk, sent))
        both = tried_on(found, trial)
        if sent.one("lam") != KEEP:
            return _form(request, desk, scope, asked, Shown(both, shifts(both.before, both.after)), sent)
        return go(f"{KEPT}/{_keep(desk, scope, picked, sent, trial)}", "phuong-an")

    return attempt(deed, lambda trouble: _form(request, desk, scope, asked, None, sent, trouble), "trial", sent)


@router.get(KEPT)
def list_kept(
    request: Request,
    desk: AtDesk,
    scope: Visitor,
    first: Annotated[str | None, Query(alias="a", max_length=100)] = None,
    second: Annotated[str | None, Query(alias="b", max_length=100)] = None,
) -> Response:
    """Kept trials, and two of them beside how things stand."""
    with desk.memory.reading() as session:
        kept = scenarios.scenarios(session, scope)
        names = {unit.code: unit.name for unit in office.units(session)}
    two = [_again(desk, scope, one) for one in (first, second) if one]
    return page(
        request,
        "scenarios.html",
        kept=kept,
        units=names,
        chosen=(first, second),
        two=two,
        beside=_beside(two),
    )


@router.get(KEPT + "/{scenario}")
def show_kept(request: Request, desk: AtDesk, scope: Visitor, scenario: str) -> Response:
    """A kept trial, tried anew on the facts of now."""
    head, both = _again(desk, scope, scenario)
    with desk.memory.reading() as session:
        names = {unit.code: unit.name for unit in office.units(session)}
    shown = Shown(both, shifts(both.before, both.after))
    return page(request, "scenario.html", head=head, shown=shown, units=names)


def _form(
    request: Request,
    desk: Desk,
    scope: Scope,
    asked: Asked,
    shown: Shown | None = None,
    sent: Filled | None = None,
    trouble: Trouble | None = None,
) -> Response:
    picked, found = _found(desk, scope, asked)
    return page(
        request,
        "trial.html",
        trouble=trouble,
        picked=picked,
        unit=found.facts.unit,
        form=trial_form(found.card, found.facts),
        shown=shown,
        sent=sent or Filled({}),
    )


def _found(desk: Desk, scope: Scope, asked: Asked) -> tuple[Chosen, Estimated]:
    """The card, period and unit that are tried on; the first unit where none is asked for."""
    picked = chosen(desk, scope, asked)
    if picked is None:
        raise absent()
    unit = picked.unit or next(iter(picked.units))
    with desk.memory.reading() as session:
        return picked, index.estimated(session, scope, picked.id, unit, picked.period.name, desk.clock())


def _other(desk: Desk, sent: Filled) -> Mapping[str, Any] | None:
    """Another version of the card that is tried in place of the one in use."""
    other = sent.one("khac")
    if other is None:
        return None
    with desk.memory.reading() as session:
        return to_plain(index.card_of(session, other))


def _keep(desk: Desk, scope: Scope, picked: Chosen, sent: Filled, trial: Assumed) -> str:
    name = sent.one("ten")
    if name is None or len(name) > LONGEST_NAME:
        problem = Problem("ten", f"cần tên phương án, không quá {LONGEST_NAME} ký tự")
        raise Refusal("invalid", "scenario-name", "Đề nghị đặt tên để lưu phương án.", (problem,))
    unit = sent.one("don_vi") or next(iter(picked.units))
    kept = keep_scenario(desk, scope, name, picked.id, unit, picked.period.name, kept_form(trial), sent.key)
    return str(kept.body["id"])


def _again(desk: Desk, scope: Scope, scenario: str) -> tuple[dict[str, Any], Tried]:
    with desk.memory.reading() as session:
        kept = scenarios.scenario(session, scope, scenario)
        found = index.estimated(session, scope, kept["scorecard"], kept["unit"], kept["period"], desk.clock())
    return kept, tried_on(found, Assumed.model_validate(kept["assumed"]))


def _beside(two: list[tuple[dict[str, Any], Tried]]) -> tuple[Beside, ...]:
    """Criteria on which the two differ from now or from each other; empty until two are chosen."""
    if len(two) < 2:  # noqa: PLR2004 - two are compared
        return ()
    scores = (two[0][1].before, *(one.after for _, one in two))
    rows = [{row.id: row for row in one.criteria} for one in scores]
    ids = dict.fromkeys(id_ for one in rows for id_ in one)
    found = (
        Beside(id_, next(one[id_].name for one in rows if id_ in one), tuple(r.get(id_) for r in rows)) for id_ in ids
    )
    return tuple(one for one in found if len({(r.points, r.max, r.state) if r else None for r in one.rows}) > 1)
