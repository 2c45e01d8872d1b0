"""*Kiểm tra dự thảo* before signature, and the annex of a draft: its files, its number and date."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.desk import Desk
from acts.directives import ISSUED
from acts.signing import sign_annex
from api.annexes import Signature, drafted
from api.checking import checked, commented
from api.deps import AtDesk, Visitor
from api.pages.directives import PASTED, shown
from api.pages.forms import Form, attempt, shaped
from api.pages.shell import DIRECTIVES, go, page
from api.unit_names import names_of
from domain.errors import Problem, Refusal
from domain.rights import Scope
from storage.views import directives as view

router = APIRouter()
ONE = DIRECTIVES + "/{directive}"


@router.get(DIRECTIVES + "/kiem-tra")
def show_check(request: Request) -> Response:
    """The form to hand a draft in."""
    return page(request, "check.html", found=None)


@router.post(DIRECTIVES + "/kiem-tra")
def check(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Read a draft and show what to look at, or hand the Word file back with comments. Nothing is kept."""

    def deed() -> Response:
        text = sent.one("text")
        if sent.file is None and text is None:
            problem = Problem("file", "cần một trong hai: tệp hoặc nội dung dán vào")
            raise Refusal("invalid", "no-file", "Chưa có nội dung dự thảo.", (problem,))
        data, name = (sent.file.data, sent.file.name) if sent.file else ((text or "").encode(), PASTED)
        if sent.one("form") == "docx":
            return commented(desk, scope, data, name)
        return page(request, "check.html", found=checked(desk, scope, data, name))

    return attempt(deed, lambda trouble: page(request, "check.html", trouble=trouble, found=None), "check", sent)


def _is_issued(desk: Desk, scope: Scope, directive: str) -> bool:
    with desk.memory.reading() as session:
        return view.whole(session, scope, directive).line.state == ISSUED


def _refs(desk: Desk, scope: Scope, directive: str) -> dict[str, str]:
    with desk.memory.reading() as session:
        return {item.id: item.ref for item in view.whole(session, scope, directive).items}


@router.get(ONE + "/phu-luc/{document}")
def get_annex(desk: AtDesk, scope: Visitor, directive: str, document: str) -> Response:
    """The annex or its slip as a file."""
    return drafted(desk, scope, directive, document)


@router.post(ONE + "/phu-luc/ky")
def sign(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form) -> Response:
    """Enter number and date of the signed annex; after the issue what that moves is shown first."""

    def deed() -> Response:
        told = {"number": sent.one("number"), "issued_on": sent.day("issued_on"), "signer": sent.one("signer")}
        body = shaped(Signature, told)
        signed = (body.number, body.issued_on, body.signer)
        if sent.one("shown") is None and _is_issued(desk, scope, directive):
            found = sign_annex(desk, scope, directive, *signed, sent.version, dry_run=True).body
            return page(
                request,
                "binding.html",
                found=found,
                directive=directive,
                told=told,
                version=sent.version,
                units=names_of(desk).by_code,
                refs=_refs(desk, scope, directive),
                action=f"{DIRECTIVES}/{directive}/phu-luc/ky",
                hidden={**told, "shown": "true"},
            )
        sign_annex(desk, scope, directive, *signed, sent.version, sent.key)
        return go(f"{DIRECTIVES}/{directive}", "phu-luc-ky")

    return attempt(deed, lambda trouble: shown(request, desk, scope, directive, trouble), "sign", sent)
