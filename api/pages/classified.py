"""*Dữ kiện phục vụ xếp loại*: what is counted of each unit in a period, to read and to take out; no verdict comes from here."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.classification import facts_of
from api.deps import AtDesk, Visitor
from api.pages.shell import SCORES, page
from domain.directive import Cadence
from domain.period import period_of
from domain.rights import Act, require
from storage.views import office

router = APIRouter()
SLICES = ("Q1", "Q2", "Q3", "Q4", "H1", "H2")


@router.get(SCORES + "/du-kien-xep-loai")
def show(
    request: Request, desk: AtDesk, scope: Visitor, ky: Annotated[str | None, Query(max_length=20)] = None
) -> Response:
    """The sums of the units one sees, and the files with every line behind them."""
    require(scope, Act.READ_INDEX)
    wanted, _, sums = facts_of(desk, scope, ky or period_of(Cadence.QUARTERLY, desk.today()).name)
    year = desk.today().year
    begun = (desk.period(f"{one}-{part}") for one in (year, year - 1) for part in SLICES)
    with desk.memory.reading() as session:
        units = {unit.code: unit.name for unit in office.units(session)}
    return page(
        request,
        "classified.html",
        period=wanted,
        periods={one.name: one.label for one in (*(one for one in begun if one.since <= desk.today()), wanted)},
        sums=sums,
        units=units,
    )
