"""*Điều chỉnh phụ lục*: days and products of an issued directive by another signed annex; what moves is shown, then done."""

import json

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.desk import Desk
from acts.directives import ISSUED, lay_annex
from api.deps import AtDesk, Visitor
from api.pages.annex_form import AnnexForm, turned_to
from api.pages.forms import Filled, Form, Trouble, attempt
from api.pages.shell import DIRECTIVES, go, page
from api.unit_names import names_of
from domain.errors import Refusal
from domain.rights import Act, Scope, require
from reading.annex import read_annex
from storage.views import annexes
from storage.views import directives as view
from storage.views.directives import WholeDirective

router = APIRouter()
ONE = DIRECTIVES + "/{directive}"
CORRECTION = "/dieu-chinh-phu-luc"
FILE = "phu-luc.yaml"
"""What the shown annex is called where it is read again as it is confirmed."""


@router.get(ONE + CORRECTION)
def show_correction(request: Request, desk: AtDesk, scope: Visitor, directive: str) -> Response:
    """The days and products in force, to be corrected a page at a time, and the annexes so far."""
    return _shown(request, desk, scope, directive, Filled({}))


@router.post(ONE + CORRECTION + "/xem-truoc")
def preview(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form) -> Response:
    """What the corrected annex would move: deadlines, steps, who is told. Nothing is written.

    Turning to another page of the form comes here too: what was typed is read, and goes along.
    """

    def deed() -> Response:
        require(scope, Act.ISSUE)
        found = _issued(desk, scope, directive)
        form = AnnexForm(found, sent)
        if (turned := turned_to(sent)) is not None:
            form.check()
            return _shown(request, desk, scope, directive, sent, page_number=turned)
        text = sent.file.data if sent.file else json.dumps(form.annex(), ensure_ascii=False).encode()
        annex = read_annex(text, sent.file.name if sent.file else FILE)
        effect = lay_annex(desk, scope, directive, annex, version=sent.version, dry_run=True).body
        told = {"number": annex.number, "issued_on": annex.issued_on}
        refs = {item.id: item.ref for item in found.items}
        return page(
            request,
            "binding.html",
            found=effect,
            directive=directive,
            told=told,
            version=sent.version,
            units=names_of(desk).by_code,
            refs=refs,
            action=DIRECTIVES + f"/{directive}{CORRECTION}",
            hidden={"annex": text.decode("utf-8-sig")},
        )

    where = "file" if sent.file else "correction"
    return attempt(deed, lambda trouble: _shown(request, desk, scope, directive, sent, trouble), where, sent)


@router.post(ONE + CORRECTION)
def correct(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form) -> Response:
    """Put the annex that was shown in force."""

    def deed() -> Response:
        annex = read_annex((sent.one("annex") or "").encode(), FILE)
        lay_annex(desk, scope, directive, annex, sent.key, version=sent.version)
        return go(f"{DIRECTIVES}/{directive}{CORRECTION}", "phu-luc-sua")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, directive, sent, trouble), "correction", sent)


def _shown(
    request: Request,
    desk: Desk,
    scope: Scope,
    directive: str,
    sent: Filled,
    trouble: Trouble | None = None,
    page_number: int = 1,
) -> Response:
    require(scope, Act.ISSUE)
    found = _issued(desk, scope, directive)
    with desk.memory.reading() as session:
        history = annexes.signed_annexes(session, scope, directive)
    form = AnnexForm(found, sent)
    number = form.page(page_number) if trouble is None else form.page_of(trouble.refusal)
    return page(
        request,
        "annex_correction.html",
        trouble=trouble,
        found=found,
        rows=form.rows(number),
        elsewhere=form.elsewhere(number),
        number=number,
        pages=form.pages,
        signature=(sent.one("number"), form.signed_on if trouble is None else None, sent.one("signer")),
        version=(trouble is None and sent.version) or found.line.version,
        history=history,
        units=names_of(desk).by_code,
    )


def _issued(desk: Desk, scope: Scope, directive: str) -> WholeDirective:
    with desk.memory.reading() as session:
        found = view.whole(session, scope, directive)
    if found.line.state != ISSUED:
        detail = "Văn bản chưa phát hành; đề nghị áp dụng phụ lục ở trang của văn bản."
        raise Refusal("conflict", "not-issued", detail, allowed=("annex",))
    return found
