"""The items of a directive as a workbook: the template, what is exported, and what comes back filled in."""

import hashlib
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from acts import directives
from acts.correcting import Correction
from acts.desk import Answer, Desk
from acts.item_sheets import lay_sheet
from api.deps import AtDesk, DryRun, Key, Visitor, reply
from api.directives import FORM, Upload
from api.doubts import codes_of
from api.unit_names import Names, names_of
from api.uploads import Sent
from domain import item_sheet as columns
from domain.deadline import Basis
from domain.directive import Cadence
from domain.errors import Problem, Refusal
from domain.office import Role
from domain.rights import MOVERS, Act, Scope, require
from domain.wording.words import label
from reading.item_sheet import ItemSheet, SheetItem, read_item_sheet, refused
from storage.views import directives as view
from storage.views.directives import ItemLine, WholeDirective
from writing.item_sheet import ItemBook, write_item_sheet
from writing.score_sheet import XLSX

router = APIRouter(prefix="/api", tags=["directives"])
TEMPLATE = "mau-nhiem-vu.xlsx"
FILE = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": FORM}}}}
FIRST_FIELDS = ("number", "issued_on", "issuer", "kind", "title", "signer")


@router.get("/templates/items.xlsx")
def get_template(desk: AtDesk) -> Response:
    """The workbook to fill in: heads, instructions, and the names of units and groups to choose from."""
    return template(desk)


@router.get("/directives/{directive}/items.xlsx")
def export_items(desk: AtDesk, scope: Visitor, directive: str) -> Response:
    """All items of a directive that the caller sees, as a workbook that can be imported again while it is a draft."""
    return exported(desk, scope, directive)


@router.post("/directives/workbook", status_code=201, openapi_extra=FILE)
def create_from_workbook(desk: AtDesk, scope: Visitor, key: Key, sent: Upload, dry_run: DryRun = False) -> JSONResponse:
    """A draft of the lines of a filled-in template: all of them, or none with what is wrong in which cell."""
    return reply(created(desk, scope, sent, key, dry_run=dry_run))


@router.post("/directives/{directive}/items/workbook", openapi_extra=FILE)
def import_items(
    desk: AtDesk, scope: Visitor, key: Key, directive: str, sent: Upload, dry_run: DryRun = False
) -> JSONResponse:
    """Change the items of a draft from an exported workbook: all lines or none, with what is wrong in which cell."""
    return reply(imported(desk, scope, directive, sent, key, dry_run=dry_run))


def template(desk: Desk) -> Response:
    """The empty workbook."""
    told = ItemBook(names_of(desk).offered, desk.today())
    return _file(write_item_sheet(told), TEMPLATE)


def exported(desk: Desk, scope: Scope, directive: str) -> Response:
    """The workbook of a directive."""
    with desk.memory.reading() as session:
        found = view.whole(session, scope, directive)
    names = names_of(desk)
    rows = [_row(item, names) for item in found.items]
    told = ItemBook(names.offered, desk.today(), _about(found), rows)
    return _file(write_item_sheet(told), f"nhiem-vu-{found.line.id[:8]}.xlsx")


def created(desk: Desk, scope: Scope, sent: Sent, key: str, *, dry_run: bool) -> Answer:
    """A draft of a filled-in template, or what it would be."""
    require(scope, Act.INTAKE)
    names = names_of(desk)
    sheet = read_item_sheet(sent.data, sent.name, names.by_word, names.by_code)
    _refuse_unfinished(sent.name, sheet)
    items = [_drafted(item, number) for number, item in enumerate(sheet.items, 1)]
    if dry_run:
        alone = [item["ref"] for item in items if item["follow"] and not item["lead_codes"]]
        dated = sum(1 for item in items if item["due_on"])
        return Answer({"dry_run": True, **sheet.about, "items": items, "without_lead": alone, "dated": dated})
    text = "\n".join(f"{item['ref']}. {item['text']}" for item in items)
    draft = {**sheet.about, "items": items}
    return directives.take_in(desk, scope, draft, text, hashlib.sha256(sent.data).hexdigest(), key)


def imported(desk: Desk, scope: Scope, directive: str, sent: Sent, key: str, *, dry_run: bool) -> Answer:
    """The items of a draft changed from a workbook, or what would be changed."""
    require(scope, Act.INTAKE)
    with desk.memory.reading() as session:
        found = view.whole(session, scope, directive)
    names = names_of(desk).with_old(code for item in found.items for code in codes_of(item))
    sheet = read_item_sheet(sent.data, sent.name, names.by_word, names.by_code)
    lines = _matched(sent.name, sheet, found)
    corrections = [Correction(item, line.version, line.cells) for item, line in lines.items()]
    try:
        return lay_sheet(desk, scope, directive, corrections, key, dry_run=dry_run)
    except Refusal as refusal:
        if refusal.code != "rows":
            raise
        raise refused(sent.name, [_placed(one, lines) for one in refusal.problems]) from None


def _placed(problem: Problem, lines: Mapping[str, SheetItem]) -> Problem:
    """A problem of an item told at the cell it came from."""
    item, _, cell = problem.field.rpartition("/")
    return lines[item].problem(cell, problem.message)


def _matched(name: str, sheet: ItemSheet, found: WholeDirective) -> dict[str, SheetItem]:
    """Each line by the item it speaks of; refused where it speaks of none, or of other words."""
    if sheet.directive not in {None, found.line.id}:
        raise refused(name, [Problem(columns.ABOUT, "bảng này được xuất từ một văn bản khác")])
    known = {item.ref: item for item in found.items}
    problems: list[Problem] = []
    lines: dict[str, SheetItem] = {}
    for line in sheet.items:
        item = known.get(line.ref or "")
        if item is None:
            problems.append(line.problem("ref", f"dự thảo không có mục “{line.ref or ''}”"))
        elif line.text is not None and " ".join(line.text.split()) != " ".join(item.text.split()):
            problems.append(line.problem("text", "nguyên văn không sửa qua bảng; tách, gộp ở trang rà soát"))
        else:
            lines[item.id] = line
    if problems:
        raise refused(name, problems)
    return lines


def _refuse_unfinished(name: str, sheet: ItemSheet) -> None:
    problems = [item.problem("text", "cần nội dung nhiệm vụ") for item in sheet.items if not item.text]
    problems += [
        item.problem("basis", "có hạn thì chọn cơ sở của hạn")
        for item in sheet.items
        if item.cells.get("due_on") and item.cells.get("basis", Basis.NONE.value) == Basis.NONE.value
    ]
    problems += [
        item.problem("acceptors", "ghi thêm một đơn vị khác đơn vị chủ trì")
        for item in sheet.items
        if item.cells.get("acceptors") and set(item.cells["acceptors"]) <= set(item.cells.get("lead_codes", ()))
    ]
    if problems:
        raise refused(name, problems)


def _drafted(line: SheetItem, number: int) -> dict[str, Any]:
    """A line as a draft takes it in."""
    usual: dict[str, Any] = {
        "lead_codes": [],
        "due_on": None,
        "cadence": Cadence.ONCE.value,
        "basis": None,
        "follow": True,
    }
    place = {"cell": line.row.place(columns.TEXT)}
    return {"ref": line.ref or str(number), "text": line.text, **usual, **line.cells, "source": place}


def _about(found: WholeDirective) -> dict[str, Any]:
    keys = {field: key for key, field in columns.HEAD.items()}
    return {columns.ID: found.line.id, **{keys[field]: getattr(found.line, field) for field in FIRST_FIELDS}}


def _row(item: ItemLine, names: Names) -> dict[str, Any]:
    return {
        columns.REF: item.ref,
        columns.TEXT: item.text,
        columns.LEAD: names.words(item.lead_codes) or None,
        columns.COOPERATING: names.words(item.cooperating_codes) or None,
        columns.ACCEPTORS: names.words(item.acceptors) or None,
        columns.CADENCE: label(Cadence(item.cadence)),
        columns.DUE_ON: item.due_on,
        columns.DUE_TEXT: item.due_text,
        columns.BASIS: label(Basis(item.basis)),
        columns.MOVER: MOVERS[Role(item.mover)] if item.mover else None,
        columns.PRODUCT: item.product,
        columns.FOLLOW: columns.YES if item.follow else columns.NO,
        columns.CRITERIA: f"{columns.BETWEEN} ".join(item.criteria) or None,
        columns.VERSION: item.version,
    }


def _file(content: bytes, name: str) -> Response:
    return Response(content, media_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
