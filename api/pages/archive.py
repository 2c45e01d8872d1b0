"""*Hồ sơ* of a directive: what is handed to the archive, and what still runs."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api import archives
from api.deps import AtDesk, Visitor
from api.pages.shell import DIRECTIVES, page

router = APIRouter()


@router.get(DIRECTIVES + "/{directive}/ho-so")
def show(request: Request, desk: AtDesk, scope: Visitor, directive: str) -> Response:
    """The list of documents and files."""
    return page(request, "archive.html", found=archives.read(desk, scope, directive))
