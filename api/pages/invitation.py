"""The page an invitation leads to: set one's first password."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.deps import refuse_foreign
from api.pages.forms import Form, Trouble
from api.pages.shell import go, page
from api.pages.sign_in import SIGN_IN, AtWicket, chosen, whence
from domain.errors import Refusal

router = APIRouter()
LONGEST_WORD = 100


@router.get("/dat-mat-khau")
def show_invitation(request: Request, ma: str = "") -> Response:
    """The form; whether the invitation still holds is said when it is used."""
    return page(request, "invitation.html", word=ma[:LONGEST_WORD])


@router.post("/dat-mat-khau")
async def accept(request: Request, wicket: AtWicket, sent: Form) -> Response:
    """Set the password, and on to the sign-in."""
    refuse_foreign(request)
    word = (sent.one("word") or "")[:LONGEST_WORD]
    try:
        await wicket.accept_invitation(word, chosen(sent), whence(request))
    except Refusal as refusal:
        return page(request, "invitation.html", trouble=Trouble(refusal, "password"), word=word)
    return go(SIGN_IN, "dat-mat-khau")
