"""The page a link in a mail leads to: one question, one button, and nothing done by looking (mail scanners follow links)."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import receipts
from acts.desk import Desk
from api.deps import AtDesk, refuse_foreign
from api.pages.forms import Filled, Form, Trouble
from api.pages.shell import go, page
from api.pages.sign_in import AtWicket, whence
from domain.errors import Refusal
from storage.views import receipts as view

router = APIRouter()
RECEIPT = "/xac-nhan"
LONGEST_WORD = 2000


@router.get(RECEIPT)
def show_receipt(request: Request, desk: AtDesk, ma: str = "", xong: str = "") -> Response:
    """What is to be confirmed, and by whom; nothing is changed by reading it."""
    if xong:
        return page(request, "receipt.html", order=None, people=(), word="")
    try:
        return _form(request, desk, ma[:LONGEST_WORD])
    except Refusal as refusal:
        return _told(request, refusal)


@router.post(RECEIPT)
def confirm(request: Request, desk: AtDesk, wicket: AtWicket, sent: Form) -> Response:
    """Confirm, once."""
    refuse_foreign(request)
    word, here = (sent.one("word") or "")[:LONGEST_WORD], whence(request)
    wicket.count_link(here)
    try:
        receipts.confirm(desk, word, sent.one("official"), here.address)
    except Refusal as refusal:
        receipts.write_refusal(desk, refusal.code, here.address)
        if refusal.kind == "invalid":
            return _form(request, desk, word, Trouble(refusal, "receipt", Filled(sent.fields)))
        return _told(request, refusal)
    return go(RECEIPT, "tiep-nhan")


def _form(request: Request, desk: Desk, word: str, trouble: Trouble | None = None) -> Response:
    link = receipts.read(desk, word)
    with desk.memory.reading() as session:
        order = view.order_of(session, link.assignment, link.unit)
        found = view.confirmers(session, link.unit, desk.today()) if link.official is None else []
    if order is None:
        raise Refusal("conflict", "received", "Không còn nội dung nào cần xác nhận tiếp nhận.")
    people = {person.id: f"{person.name}, {person.title}" if person.title else person.name for person in found}
    return page(request, "receipt.html", trouble=trouble, order=order, people=people, word=word)


def _told(request: Request, refusal: Refusal) -> Response:
    return page(request, "receipt.html", trouble=Trouble(refusal, "receipt"), order=None, people=(), word="")
