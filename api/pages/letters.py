"""*Văn bản đôn đốc*: drafts of letters to late units with their slips, and what went out with number, date and file."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import letters as acts
from acts.desk import Desk
from api.deps import AtDesk, Visitor, doors
from api.evidence import take
from api.letters import LetterBody
from api.pages.forms import Form, Trouble, attempt, shaped
from api.pages.shell import LETTERS, go, page
from domain.rights import Scope
from storage.views import sent_letters as view
from storage.views.evidence import carried

router = APIRouter()


@router.get(LETTERS)
def show_letters(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """Units that owe, the drafts for them, and the letters they got."""
    return _shown(request, desk, scope)


@router.post(LETTERS + "/{unit}")
def enter(request: Request, desk: AtDesk, scope: Visitor, unit: str, sent: Form) -> Response:
    """Enter a letter that was signed and sent."""

    def deed() -> Response:
        told = {name: sent.one(name) for name in ("kind", "number", "signer")}
        body = shaped(LetterBody, {**told, "issued_on": sent.day("issued_on")})
        file = None
        if sent.file is not None:
            kept = take(doors(request), desk, scope, sent.file.name, [sent.file.data], f"{sent.key}-file")
            file = str(kept.body["id"])
        acts.enter(desk, scope, unit, body.kind, body.signed(file), sent.key)
        return go(LETTERS, "van-ban-don-doc")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, trouble), f"letter-{unit}", sent)


def _shown(request: Request, desk: Desk, scope: Scope, trouble: Trouble | None = None) -> Response:
    with desk.memory.reading() as session:
        units = view.by_unit(session, scope, desk.clock(), desk.calendar)
        files = carried(session, (line.file for unit in units for line in unit.letters if line.file))
    return page(request, "letters.html", trouble=trouble, units=units, files=files)
