"""`/api/directives/{directive}/archive`: hồ sơ of a directive as JSON, as a workbook, and with its files as one ZIP."""

from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import Response, StreamingResponse

from acts.desk import Desk
from api.deps import AtDesk, Doors, Visitor, doors
from api.plain import plain
from domain.errors import Refusal
from domain.rights import Scope
from storage.views.archive import Archive, archive
from writing.archive import Entry, archive_xlsx, name_in_zip, zip_stream
from writing.review import MEDIA_TYPES

router = APIRouter(prefix="/api/directives", tags=["directives"])


@router.get("/{directive}/archive")
def get_archive(desk: AtDesk, scope: Visitor, directive: str) -> dict[str, Any]:
    """Documents and files of a directive in the order of their days; `open` is how many assignments still run."""
    found = read(desk, scope, directive)
    return {"directive": found.directive, "open": found.open, "items": plain(found.papers), "next": None}


@router.get("/{directive}/archive.xlsx", response_class=Response)
def get_list(desk: AtDesk, scope: Visitor, directive: str) -> Response:
    """The list as a workbook."""
    found = read(desk, scope, directive)
    return Response(_listed(found), media_type=MEDIA_TYPES["xlsx"], headers=_saved(found, "xlsx"))


@router.get("/{directive}/archive.zip", response_class=StreamingResponse)
def get_files(
    desk: AtDesk, scope: Visitor, opened: Annotated[Doors, Depends(doors)], directive: str
) -> StreamingResponse:
    """The list and every file, as a stream."""
    found = read(desk, scope, directive)
    if opened.files is None:
        raise Refusal("conflict", "no-store", "Hệ thống này chưa có nơi lưu tệp.")
    store = opened.files
    files = [(name_in_zip(place, one.name), store.path(one.sha256)) for place, one in enumerate(found.files, start=1)]
    return StreamingResponse(
        zip_stream(_listed(found), files), media_type="application/zip", headers=_saved(found, "zip")
    )


def read(desk: Desk, scope: Scope, directive: str) -> Archive:
    """The file of a directive, for who follows all of it."""
    with desk.memory.reading() as session:
        return archive(session, scope, directive)


def _listed(found: Archive) -> bytes:
    return archive_xlsx(found.title, list(_entries(found)))


def _entries(found: Archive) -> Iterator[Entry]:
    """A line for each file of a paper, and one for a paper without files."""
    places = {one.id: name_in_zip(place, one.name) for place, one in enumerate(found.files, start=1)}
    for paper in found.papers:
        told = (paper.kind, paper.number, paper.issued_on, paper.by, paper.about)
        yield from (Entry(*told, places.get(one.id), one.sha256) for one in paper.files)
        if not paper.files:
            yield Entry(*told)


def _saved(found: Archive, form: str) -> dict[str, str]:
    name = quote(f"ho-so-{(found.number or found.directive).replace('/', '-')}.{form}", safe="")
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "private, no-store"}
