"""*Bàn giao*: the open work of a unit to its successor by a decision, shown first, then done."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import hand_over
from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.office import HandOverBody
from api.pages.forms import Filled, Form, Trouble, attempt, shaped
from api.pages.shell import ADMIN, go, page
from domain.errors import Problem, Refusal
from storage.views import office

router = APIRouter()
PAGE = ADMIN + "/ban-giao"


@router.get(PAGE)
def show(request: Request, desk: AtDesk) -> Response:
    """The form."""
    return _shown(request, desk)


@router.post(PAGE + "/xem-truoc")
def preview(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """What would move; nothing is changed."""

    def deed() -> Response:
        unit, decision = _asked(sent)
        found = hand_over.hand_over(desk, scope, unit, decision, dry_run=True).body
        return _shown(request, desk, found=found, told=sent)

    return attempt(deed, lambda trouble: _shown(request, desk, trouble), "hand-over", sent)


@router.post(PAGE)
def confirm(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Do it."""

    def deed() -> Response:
        unit, decision = _asked(sent)
        hand_over.hand_over(desk, scope, unit, decision, sent.key)
        return go(PAGE, "ban-giao")

    return attempt(deed, lambda trouble: _shown(request, desk, trouble), "hand-over", sent)


def _asked(sent: Filled) -> tuple[str, hand_over.Decision]:
    unit = sent.one("unit")
    if unit is None:
        problem = Problem("unit", "chọn đơn vị bàn giao")
        raise Refusal("invalid", "unit", "Chưa chọn đơn vị bàn giao.", (problem,))
    told = {"number": sent.one("number"), "issued_on": sent.day("issued_on"), "successor": sent.one("successor")}
    return unit, hand_over.Decision(**shaped(HandOverBody, told).model_dump())


def _shown(
    request: Request,
    desk: Desk,
    trouble: Trouble | None = None,
    found: Mapping[str, Any] | None = None,
    told: Filled | None = None,
) -> Response:
    with desk.memory.reading() as session:
        units = {unit.code: unit.name for unit in office.units(session) if unit.parent is not None}
    fields = ("unit", "successor", "number", "issued_on")
    kept = {name: (told.one(name) if told else None) or "" for name in fields}
    return page(request, "hand_over.html", trouble=trouble, units=units, found=found, kept=kept)
