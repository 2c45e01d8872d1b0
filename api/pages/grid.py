"""*Rà soát*: the source beside the items read from it, all cells of all items on one page, saved together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.correcting import Correction, correct_items
from acts.desk import Desk
from acts.directives import DRAFT
from acts.linking import answer_link
from acts.naming import name_unit
from acts.parting import merge_items, split_item
from api.deps import AtDesk, Visitor
from api.directives import ItemChanges
from api.doubts import doubts, gone
from api.links import LinkAnswer, found_links
from api.pages.cells import said
from api.pages.forms import Filled, Form, Trouble, attempt, shaped
from api.pages.shell import DIRECTIVES, go, page
from api.unit_names import Names, names_of
from domain.errors import Problem, Refusal
from domain.linking import Link, LinkKind, LinkState
from domain.passages import passages
from domain.rights import Act, Scope, require
from storage.views import directives as view
from storage.views.directives import ItemLine, WholeDirective

router = APIRouter()
ONE = DIRECTIVES + "/{directive}"
GRID = "/ra-soat"
AT_ONCE = 40
"""Items on one page: as many as a form may hold and a person looks through before saving."""
DOTTED = "."
UNIT_CELLS = frozenset({"lead_codes", "cooperating_codes", "acceptors"})
KINDS = {
    LinkKind.CRITERION: "Góp vào tiêu chí",
    LinkKind.LOST_POINT: "Khắc phục điểm bị trừ",
    LinkKind.OPEN_ITEM: "Trùng với việc đang theo dõi",
}
"""What a link says, in words."""


@dataclass(frozen=True)
class Row:
    """One item as the grid shows it: its cells as filled in, and what was wrong with them."""

    item: ItemLine
    cells: Mapping[str, str]
    wrong: Refusal | None = None
    links: tuple[Link, ...] = ()
    gone: tuple[str, ...] = ()

    def fault(self, cell: str) -> str | None:
        """What is wrong with a cell."""
        problems = self.wrong.problems if self.wrong else ()
        return next((one.message for one in problems if one.field == cell), None)

    @property
    def doubts(self) -> list[str]:
        """What a person should look at first."""
        return [*self.gone, *doubts(self.item)]


@router.get(ONE + GRID)
def show_grid(request: Request, desk: AtDesk, scope: Visitor, directive: str, trang: int = 1) -> Response:
    """The draft as a grid, a page of it at a time."""
    return _shown(request, desk, scope, directive, trang)


@router.post(ONE + GRID)
def save(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form, trang: int = 1) -> Response:
    """Save every row that was changed; rows that a rule refuses stay as they were filled in, with the reason."""

    def deed() -> Response:
        found, names = _draft(desk, scope, directive), names_of(desk)
        entered = _entered(sent)
        wrong: dict[str, Refusal] = {}
        tried = (_attempted(item, entered[item.id], names, wrong) for item in found.items if item.id in entered)
        rows = [change for change in tried if change is not None]
        if rows:
            wrong |= _refused(correct_items(desk, scope, directive, rows, sent.key).body["rows"])
        link = sent.one("link")
        if not wrong and link is not None:
            return _linked(desk, scope, directive, link, sent)
        if not wrong:
            return go(f"{DIRECTIVES}/{directive}{GRID}", "sua" if rows else "khong-doi", trang=str(trang))
        kept = {item: entered[item] for item in wrong}
        detail = f"Còn {len(wrong)} mục chưa lưu được; các mục khác đã lưu."
        trouble = Trouble(Refusal("invalid", "rows", detail), "grid", sent)
        return _shown(request, desk, scope, directive, trang, trouble, kept, wrong)

    return attempt(deed, lambda trouble: _shown(request, desk, scope, directive, trang, trouble), "grid", sent)


@router.post(ONE + "/ten-don-vi")
def name(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form) -> Response:
    """Say which unit an unrecognised name means."""

    def deed() -> Response:
        unit = sent.one("unit") or ""
        name_unit(desk, scope, directive, sent.one("written") or "", unit, sent.key)
        return go(f"{DIRECTIVES}/{directive}{GRID}", "ten-don-vi")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, directive, 1, trouble), "name", sent)


@router.get(ONE + "/muc/{item}/tach-gop")
def show_parting(request: Request, desk: AtDesk, scope: Visitor, directive: str, item: str) -> Response:
    """One item, to be taken apart or put together with another."""
    return _parting(request, desk, scope, directive, item)


@router.post(ONE + "/muc/{item}/tach")
def split(request: Request, desk: AtDesk, scope: Visitor, directive: str, item: str, sent: Form) -> Response:
    """Cut an item where lines were broken."""

    def deed() -> Response:
        parts = (sent.one("parts") or "").split("\n")
        made = split_item(desk, scope, directive, item, parts, sent.version, sent.key)
        return go(f"{DIRECTIVES}/{directive}{GRID}", "tach", muc=made.body["id"])

    return attempt(deed, lambda trouble: _parting(request, desk, scope, directive, item, trouble), "split", sent)


@router.post(ONE + "/muc/{item}/gop")
def merge(request: Request, desk: AtDesk, scope: Visitor, directive: str, item: str, sent: Form) -> Response:
    """Put another item into this one."""

    def deed() -> Response:
        merge_items(desk, scope, directive, item, sent.one("other") or "", sent.version, sent.key)
        return go(f"{DIRECTIVES}/{directive}{GRID}", "gop", muc=item)

    return attempt(deed, lambda trouble: _parting(request, desk, scope, directive, item, trouble), "merge", sent)


def _linked(desk: Desk, scope: Scope, directive: str, link: str, sent: Filled) -> Response:
    """Answer the link whose button was pressed: "item|kind|target|yes"."""
    item, kind, target, answer = [*link.split("|"), "", "", "", ""][:4]
    body = shaped(LinkAnswer, {"kind": kind, "target": target, "agreed": answer == "yes"})
    key = f"{sent.key} link"
    answer_link(desk, scope, directive, item, body.kind, body.target, None, key, agreed=body.agreed)
    return go(f"{DIRECTIVES}/{directive}{GRID}", "lien-ket-muc", muc=item)


def _entered(sent: Filled) -> dict[str, dict[str, str]]:
    """What was filled in, by item and cell; the version of a row says that the row was on the page."""
    told: dict[str, dict[str, str]] = {}
    for field, values in sent.fields.items():
        item, dot, cell = field.partition(DOTTED)
        if dot:
            told.setdefault(item, {})[cell] = values[0]
    return {item: cells for item, cells in told.items() if "version" in cells}


def _attempted(item: ItemLine, cells: Mapping[str, str], names: Names, wrong: dict[str, Refusal]) -> Correction | None:
    """What a row changes, None where it changes nothing; what cannot be understood goes to `wrong`."""
    try:
        return _change(item, cells, names)
    except Refusal as refusal:
        wrong[item.id] = refusal
        return None


def _change(item: ItemLine, cells: Mapping[str, str], names: Names) -> Correction | None:
    sent = Filled({cell: [value] for cell, value in cells.items()})
    shown = said(item, names)
    version = Filled({"version": [cells["version"]]}).version
    changed = {cell for cell in shown if cells.get(cell, "") != shown[cell]}
    if not changed:
        return None
    told: dict[str, Any] = {
        "due_on": sent.day("due_on"),
        "product": sent.one("product"),
        "cadence": sent.one("cadence"),
        "basis": sent.one("basis"),
        "follow": "follow" in cells,
        **{cell: names.codes(cell, cells.get(cell, "")) for cell in UNIT_CELLS & changed},
    }
    body = shaped(ItemChanges, told).model_dump(mode="json")
    return Correction(item.id, version, {cell: body[cell] for cell in sorted(changed)})


def _refused(rows: list[dict[str, Any]]) -> dict[str, Refusal]:
    """The rows of the act's answer that were not saved."""
    return {
        row["id"]: Refusal(
            "invalid",
            row["problem"]["code"],
            row["problem"]["detail"],
            tuple(Problem(**one) for one in row["problem"]["errors"]),
        )
        for row in rows
        if not row["saved"]
    }


def _draft(desk: Desk, scope: Scope, directive: str) -> WholeDirective:
    require(scope, Act.INTAKE)
    with desk.memory.reading() as session:
        found = view.whole(session, scope, directive)
    if found.line.state != DRAFT:
        raise Refusal("conflict", "already-issued", "Văn bản đã được giao; không sửa dự thảo được nữa.")
    return found


def _shown(
    request: Request,
    desk: Desk,
    scope: Scope,
    directive: str,
    number: int,
    trouble: Trouble | None = None,
    kept: Mapping[str, Mapping[str, str]] | None = None,
    wrong: Mapping[str, Refusal] | None = None,
) -> Response:
    found, names = _draft(desk, scope, directive), names_of(desk)
    pages, chosen = max(1, -(-len(found.items) // AT_ONCE)), request.query_params.get("muc")
    at = next((place for place, item in enumerate(found.items) if item.id == chosen), (number - 1) * AT_ONCE)
    number = min(max(1, at // AT_ONCE + 1), pages)
    first = (number - 1) * AT_ONCE
    links = found_links(desk, scope, directive)
    rows = [
        _row(item, names, kept or {}, wrong or {}, tuple(one for one in links if one.item == item.id))
        for item in found.items
    ]
    return page(
        request,
        "grid.html",
        trouble=trouble,
        found=found,
        rows=rows[first : first + AT_ONCE],
        doubtful=_gathered(rows),
        source=_source(found, rows, first),
        names=names,
        unknown=_unknown(found),
        number=number,
        pages=pages,
        chosen=chosen,
        proposed=sum(one.state is LinkState.PROPOSED for one in links),
        kinds=KINDS,
    )


def _gathered(rows: Sequence[Row]) -> dict[str, list[tuple[int, Row]]]:
    """What is doubted, with the items it is doubted of and their pages; what few items have stands first."""
    found: dict[str, list[tuple[int, Row]]] = {}
    for place, row in enumerate(rows):
        for doubt in row.doubts:
            found.setdefault(doubt, []).append((place // AT_ONCE + 1, row))
    return dict(sorted(found.items(), key=lambda told: len(told[1])))


def _row(
    item: ItemLine,
    names: Names,
    kept: Mapping[str, Mapping[str, str]],
    wrong: Mapping[str, Refusal],
    links: tuple[Link, ...],
) -> Row:
    shown = said(item, names)
    cells = {cell: kept[item.id].get(cell, "") for cell in shown} if item.id in kept else shown
    return Row(item, cells, wrong.get(item.id), links, tuple(gone(item, names.by_code)))


def _source(found: WholeDirective, rows: list[Row], first: int) -> list[tuple[str, list[Row], bool]]:
    """The document in its order: a paragraph, the rows of this page that begin in it, whether it belongs to an item."""
    of_page = range(first, first + AT_ONCE)
    told: list[tuple[str, list[Row], bool]] = []
    placed: set[int] = set()
    for one in passages(found.text, [row.item.text for row in rows]):
        begins = [place for place in one.begins if place in of_page]
        if one.begins and not begins:
            continue
        placed.update(begins)
        told.append((one.text, [rows[place] for place in begins], bool(one.begins or one.goes_on)))
    lost = [rows[place] for place in of_page if place < len(rows) and place not in placed]
    return [*told, *(("", [row], True) for row in lost)]


def _unknown(found: WholeDirective) -> list[str]:
    names = (name for item in found.items for name in item.read.get("unrecognised") or ())
    return list(dict.fromkeys(names))


def _parting(
    request: Request, desk: Desk, scope: Scope, directive: str, item: str, trouble: Trouble | None = None
) -> Response:
    found = _draft(desk, scope, directive)
    one = next((line for line in found.items if line.id == item), None)
    if one is None:
        raise Refusal("absent", "absent", "Không tìm thấy nội dung được yêu cầu.")
    others = {line.id: f"{line.ref} – {line.text[:90]}" for line in found.items if line.id != item}
    return page(request, "parting.html", trouble=trouble, item=one, others=others)
