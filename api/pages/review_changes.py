"""What a revision of a review changed against the one before: each figure with its reason, each fact before and after."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api import reviews
from api.deps import AtDesk, Visitor
from api.pages.shell import REVIEWS, page
from domain.rights import absent
from domain.tally import Standing
from domain.wording import words
from domain.wording.places import cited
from storage.views import office

router = APIRouter()
FACTS: Mapping[str, str] = {
    "state": "Tình trạng",
    "deadline": "Hạn hoàn thành",
    "result_on": "Ngày của văn bản kết quả",
    "document": "Văn bản kết quả",
    "obstacle": "Khó khăn, vướng mắc",
    "escalated_on": "Đã báo cáo thủ trưởng, lãnh đạo",
    "moves": "Gia hạn",
    "returns": "Yêu cầu bổ sung",
    "text": "Nội dung",
}
"""How a fact of an assignment is called."""


@router.get(REVIEWS + "/{period}/thay-doi")
def show(
    request: Request,
    desk: AtDesk,
    scope: Visitor,
    period: str,
    lan: Annotated[int | None, Query(ge=2, le=10_000)] = None,
) -> Response:
    """The changes of one revision, of the last one unless told."""
    told = [one for one in reviews.revised(desk, scope, period) if one["changes"] is not None]
    found = next((one for one in reversed(told) if lan in {None, one["revision"]}), None)
    if found is None:
        raise absent()
    with desk.memory.reading() as session:
        units = {unit.code: unit.name for unit in office.units(session)}
    return page(
        request,
        "review_changes.html",
        period=desk.period(period),
        found=found,
        others=[one["revision"] for one in told],
        units=units,
        rows=[_row(one, units) for one in found["changes"]["assignments"]],
        place=_place,
    )


def _place(row: Mapping[str, Any]) -> str:
    period = f", kỳ {words.period_label(row['period'])}" if row["period"] else ""
    return f"{cited(row['directive'], row['ref'])}{period}"


def _row(row: Mapping[str, Any], units: Mapping[str, str]) -> dict[str, Any]:
    """An assignment with its facts before and after, in words; one that came or went says so."""
    old, new = row["before"] or {}, row["after"] or {}
    return {
        "unit": units.get(row["unit"], row["unit"]),
        "place": _place(row),
        "came": row["before"] is None,
        "went": row["after"] is None,
        "facts": [(FACTS[name], _said(name, old.get(name)), _said(name, new.get(name))) for name in new or old],
    }


def _said(name: str, value: Any) -> str:
    if value in (None, "", []):
        return "–"
    if name == "state":
        return words.label(Standing(value))
    if name in {"deadline", "result_on"}:
        return _day(value)
    if name == "escalated_on":
        return ", ".join(_day(day) for day in value)
    if name == "moves":
        return "; ".join(f"{_day(move[0]) if move[0] else 'chưa có hạn'} → {_day(move[1])}" for move in value)
    if name == "returns":
        return "; ".join(f"{_day(one[0])}: {one[2]}" for one in value)
    return str(value)


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"
