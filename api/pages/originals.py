"""*Bản đã ký*: the signed file of a directive, attached on its page and beside the text it is read from."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts.originals import attach_original
from api.deps import AtDesk, Visitor, doors
from api.pages.directives import ONE, shown
from api.pages.forms import Form, attempt
from api.pages.handed import kept
from api.pages.shell import DIRECTIVES, go
from api.signed_number import warnings_of
from domain.errors import Problem, Refusal

router = APIRouter()


@router.post(ONE + "/ban-da-ky")
def attach(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form) -> Response:
    """Attach the signed file, or one that takes its place."""

    def deed() -> Response:
        if sent.file is None:
            raise Refusal("invalid", "no-file", "Chưa chọn bản đã ký.", (Problem("file", "cần một tệp PDF đã ký"),))
        file = kept(request, desk, scope, sent.file, sent.key)
        attach_original(desk, scope, directive, file, sent.key)
        differs = warnings_of(doors(request), desk, scope, directive, file)
        return go(f"{DIRECTIVES}/{directive}", "ban-da-ky-khac-so" if differs else "ban-da-ky")

    return attempt(deed, lambda trouble: shown(request, desk, scope, directive, trouble), "original", sent)
