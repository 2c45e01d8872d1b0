"""*Mẫu Word*: the office's own templates of its documents, taken, changed in Word and handed in again."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import word_templates as acts
from acts.desk import Desk
from api import word_templates
from api.deps import AtDesk, Visitor
from api.pages.forms import Form, Trouble, attempt
from api.pages.shell import REVIEWS, go, page
from domain.errors import Problem, Refusal
from writing.docx_template import BLOCKS, OPTIONAL

router = APIRouter()
TEMPLATES = REVIEWS + "/mau-word"


@router.get(TEMPLATES)
def show(request: Request, desk: AtDesk, _scope: Visitor) -> Response:
    """The kinds of documents with their templates."""
    return _shown(request, desk)


@router.post(TEMPLATES + "/{kind}")
def take(request: Request, desk: AtDesk, scope: Visitor, kind: str, sent: Form) -> Response:
    """Put a template in force, or go back to the usual one."""

    def deed() -> Response:
        if sent.one("usual"):
            acts.drop_template(desk, scope, kind, sent.key)
            return go(TEMPLATES, "bo-mau")
        if sent.file is None:
            raise Refusal("invalid", "no-file", "Chưa chọn tệp mẫu.", (Problem("file", "cần một tệp .docx"),))
        word_templates.set_checked(desk, scope, kind, sent.file, sent.key)
        return go(TEMPLATES, "dat-mau")

    return attempt(deed, lambda trouble: _shown(request, desk, trouble), f"template-{kind}", sent)


def _shown(request: Request, desk: Desk, trouble: Trouble | None = None) -> Response:
    return page(
        request,
        "word_templates.html",
        trouble=trouble,
        kinds=word_templates.kinds(desk),
        blocks={f"{{{{ {name} }}}}": (said, name in OPTIONAL) for name, said in BLOCKS.items()},
    )
