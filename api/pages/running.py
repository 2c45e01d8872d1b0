"""*Nhập bảng theo dõi*: the table an office follows its work by today, shown as it was understood, then carried over."""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.pages.forms import Filled, Form, Trouble, attempt
from api.pages.shell import DIRECTIVES, go, page
from api.running import carried
from api.unit_names import names_of
from api.uploads import Sent
from domain.errors import Problem, Refusal

router = APIRouter()
PATH = DIRECTIVES + "/bang-theo-doi"
LARGEST = 700_000
"""Bytes of a table that is shown first: it comes back within a form."""
SHOWN = 300
"""Lines a page shows; what is left out is counted."""


@router.get(PATH)
def show(request: Request, desk: AtDesk) -> Response:
    """The form to hand a table in."""
    return _shown(request, desk)


@router.post(PATH)
def take(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Show what a table would become, then carry it over: the same bytes come back with the form that confirms them."""

    def deed() -> Response:
        book = _confirmed(sent)
        if book is not None:
            answer = carried(desk, scope, book, sent.key, dry_run=False)
            return go(DIRECTIVES, "bang-theo-doi" if answer.body["assignments"] else "bang-theo-doi-cu")
        if sent.file is None:
            raise Refusal("invalid", "no-file", "Chưa chọn tệp.", (Problem("file", "cần một tệp XLSX hoặc CSV"),))
        if len(sent.file.data) > LARGEST:
            problem = Problem("file", f"nhiều nhất {LARGEST // 1000} kB; bỏ hình ảnh và các trang không dùng")
            raise Refusal("invalid", "too-large", "Tệp quá lớn.", (problem,))
        foreseen = carried(desk, scope, sent.file, None, dry_run=True).body
        kept = {"name": sent.file.name, "book": b64encode(sent.file.data).decode()}
        return _shown(request, desk, None, foreseen, kept)

    return attempt(deed, lambda trouble: _shown(request, desk, trouble), "sheet", sent)


def _confirmed(sent: Filled) -> Sent | None:
    book = sent.one("book")
    if book is None:
        return None
    try:
        return Sent(b64decode(book, validate=True), sent.one("name") or "bang-theo-doi.xlsx")
    except (Error, ValueError):
        problem = Problem("book", "đề nghị chọn lại tệp")
        raise Refusal("invalid", "invalid-file", "Nội dung tệp gửi lên bị hỏng.", (problem,)) from None


def _shown(
    request: Request,
    desk: Desk,
    trouble: Trouble | None = None,
    foreseen: Mapping[str, Any] | None = None,
    kept: Mapping[str, str] | None = None,
) -> Response:
    return page(
        request,
        "running.html",
        trouble=trouble,
        foreseen=foreseen,
        kept=kept,
        names=names_of(desk),
        shown=SHOWN,
    )
