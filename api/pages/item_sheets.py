"""*Bảng tính*: the template, a draft made of a filled-in one, items exported and brought back, shown before they are kept."""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.desk import Answer, Desk
from acts.directives import DRAFT
from api.deps import AtDesk, Visitor
from api.item_sheets import created, exported, imported, template
from api.pages.cells import told
from api.pages.forms import Filled, Form, Trouble, attempt
from api.pages.shell import DIRECTIVES, go, page
from api.unit_names import Names, names_of
from api.uploads import Sent
from domain.errors import Problem, Refusal
from domain.item_sheet import CELLS
from domain.rights import Scope
from storage.views import directives as view

router = APIRouter()
SHEET = "/bang-tinh"
ONE = DIRECTIVES + "/{directive}"
LARGEST = 700_000
"""Bytes of a workbook that is shown first: it comes back within a form, and five hundred items are a tenth of it."""


@router.get(DIRECTIVES + "/mau-nhiem-vu.xlsx")
def get_template(desk: AtDesk) -> Response:
    """The empty workbook."""
    return template(desk)


@router.get(DIRECTIVES + SHEET)
def show_creation(request: Request, desk: AtDesk) -> Response:
    """The form to hand a filled-in workbook in."""
    return _shown(request, desk)


@router.post(DIRECTIVES + SHEET)
def create(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Show what a workbook would become, then make a draft of it."""
    return _brought(
        request,
        desk,
        sent,
        None,
        lambda book, dry_run: created(desk, scope, book, sent.key, dry_run=dry_run),
        lambda answer: go(f"{DIRECTIVES}/{answer.body['id']}", "bang-tinh-moi"),
    )


@router.get(ONE + SHEET)
def show_import(request: Request, desk: AtDesk, scope: Visitor, directive: str) -> Response:
    """The items of a draft as a workbook, out and in."""
    return _shown(request, desk, _draft(desk, scope, directive))


@router.post(ONE + SHEET)
def bring_back(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form) -> Response:
    """Show what a workbook would change, then change it."""
    return _brought(
        request,
        desk,
        sent,
        _draft(desk, scope, directive),
        lambda book, dry_run: imported(desk, scope, directive, book, sent.key, dry_run=dry_run),
        lambda answer: go(f"{DIRECTIVES}/{directive}", "bang-tinh" if answer.body["changed"] else "khong-doi"),
    )


@router.get(ONE + "/nhiem-vu.xlsx")
def export(desk: AtDesk, scope: Visitor, directive: str) -> Response:
    """All items that the page of the directive shows."""
    return exported(desk, scope, directive)


def _brought(
    request: Request,
    desk: Desk,
    sent: Filled,
    about: Any,
    act: Callable[[Sent, bool], Answer],
    done: Callable[[Answer], Response],
) -> Response:
    """A file is shown first; the same bytes come back with the form that confirms them."""

    def deed() -> Response:
        book = _confirmed(sent)
        if book is not None:
            return done(act(book, False))
        if sent.file is None:
            raise Refusal("invalid", "no-file", "Chưa chọn tệp.", (Problem("file", "cần một tệp XLSX"),))
        if len(sent.file.data) > LARGEST:
            problem = Problem("file", f"nhiều nhất {LARGEST // 1000} kB; bỏ hình ảnh và các trang không dùng")
            raise Refusal("invalid", "too-large", "Tệp quá lớn.", (problem,))
        foreseen = act(sent.file, True).body
        carried = {"name": sent.file.name, "book": b64encode(sent.file.data).decode()}
        return _shown(request, desk, about, foreseen=foreseen, carried=carried)

    return attempt(deed, lambda trouble: _shown(request, desk, about, trouble), "sheet", sent)


def _confirmed(sent: Filled) -> Sent | None:
    book = sent.one("book")
    if book is None:
        return None
    try:
        return Sent(b64decode(book, validate=True), sent.one("name") or "bang-nhiem-vu.xlsx")
    except (Error, ValueError):
        problem = Problem("book", "đề nghị chọn lại tệp")
        raise Refusal("invalid", "invalid-file", "Nội dung tệp gửi lên bị hỏng.", (problem,)) from None


def _draft(desk: Desk, scope: Scope, directive: str) -> Any:
    with desk.memory.reading() as session:
        found = view.whole(session, scope, directive)
    if found.line.state != DRAFT:
        raise Refusal("conflict", "already-issued", "Văn bản đã được giao; không sửa dự thảo được nữa.")
    return found.line


def _shown(
    request: Request,
    desk: Desk,
    about: Any = None,
    trouble: Trouble | None = None,
    foreseen: Mapping[str, Any] | None = None,
    carried: Mapping[str, str] | None = None,
) -> Response:
    names = names_of(desk)
    return page(
        request,
        "sheet.html",
        trouble=trouble,
        about=about,
        foreseen=foreseen,
        carried=carried,
        names=names,
        changes=_changes(foreseen or {}, names),
    )


def _changes(foreseen: Mapping[str, Any], names: Names) -> list[tuple[str, str, str, str]]:
    """What changes: the item, the column, the words of before and after."""
    heads = {cell: head for head, cell in CELLS.items()}
    return [
        (one["ref"], heads[cell], told(cell, both["from"], names), told(cell, both["to"], names))
        for one in foreseen.get("changed", ())
        for cell, both in one["fields"].items()
    ]
