"""`/api/evidence`: files handed in as a stream, and handed out only to who may see them, never shown by the browser."""

from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, JSONResponse
from starlette.datastructures import UploadFile

from acts import evidence
from acts.desk import Answer, Desk
from api.deps import AtDesk, Doors, Key, Visitor, doors, reply
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, require
from domain.secrecy import refuse_marked
from reading.evidence import media_type_of
from reading.secret_files import refuse_secret_file
from storage.files import Files
from storage.views import evidence as view

router = APIRouter(prefix="/api/evidence", tags=["evidence"])
Opened = Annotated[Doors, Depends(doors)]
CHUNK = 2**18
LONGEST_NAME = 255
SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
}
FORM = {
    "multipart/form-data": {
        "schema": {
            "type": "object",
            "properties": {"file": {"type": "string", "format": "binary"}},
            "required": ["file"],
        }
    }
}


async def arriving(request: Request) -> AsyncIterator[UploadFile]:
    """The part `file` of a form; beyond a megabyte it lies on disk while it arrives."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise Refusal("unsupported", "media-type", "Đề nghị gửi tệp (multipart/form-data, mục file).")
    async with request.form(max_files=1, max_fields=10) as form:
        part = form.get("file")
        if not isinstance(part, UploadFile) or not part.filename:
            raise Refusal("invalid", "no-file", "Chưa chọn tệp.", (Problem("file", "cần một tệp"),))
        yield part


@router.post("", status_code=201, openapi_extra={"requestBody": {"required": True, "content": FORM}})
def hand_in(
    desk: AtDesk,
    scope: Visitor,
    key: Key,
    opened: Opened,
    part: Annotated[UploadFile, Depends(arriving, scope="function")],
) -> JSONResponse:
    """Hand in a file: pdf, docx, xlsx, odt, ods, jpg or png, at most 20 MB; its id goes into a report."""
    return reply(take(opened, desk, scope, part.filename or "", _chunks(part), key))


def take(opened: Doors, desk: Desk, scope: Scope, told: str, chunks: Iterable[bytes], key: str) -> Answer:
    """Put a file into the store and write down who handed it in; what it holds is looked at before it is kept."""
    require(scope, Act.ATTACH)
    files, name = _store(opened), _name(told)
    refuse_marked(name)
    arrived = files.arrive(chunks)
    try:
        media_type = media_type_of(arrived.path, name)
        refuse_secret_file(arrived.path, name)
        state = _state(opened, arrived.path)
        kept = files.keep(arrived)
    finally:
        arrived.drop()
    return evidence.hand_in(desk, scope, kept, name, media_type, state, key)


def _state(opened: Doors, path: Path) -> str:
    """Clean without a checker or by its word; in quarantine while it cannot say."""
    clean = True if opened.checker is None else opened.checker(path)
    if clean is False:
        raise Refusal("invalid", "infected", "Tệp không qua được kiểm tra mã độc.", (Problem("file", "có mã độc"),))
    return evidence.CLEAN if clean else evidence.QUARANTINED


def _store(opened: Doors) -> Files:
    if opened.files is None:
        raise Refusal("conflict", "no-store", "Hệ thống này chưa có nơi lưu tệp.")
    return opened.files


def _chunks(part: UploadFile) -> Iterator[bytes]:
    while chunk := part.file.read(CHUNK):
        yield chunk


def _name(raw: str) -> str:
    """The last part of a name, without what no eye sees: it is told, never used as a path."""
    last = raw.replace("\\", "/").rpartition("/")[2]
    shown = "".join(mark for mark in last if mark.isprintable()).strip() or "tep"
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"[-LONGEST_NAME:]


@router.get("/{evidence_id}", response_class=FileResponse)
def download(desk: AtDesk, scope: Visitor, opened: Opened, evidence_id: str) -> FileResponse:
    """The file as it was handed in, to be saved and not to be shown."""
    with desk.memory.reading() as session:
        found = view.get(session, scope, evidence_id)
    if found.state != evidence.CLEAN:
        raise Refusal("conflict", f"file-{found.state}", "Tệp đang chờ kiểm tra hoặc không qua được kiểm tra mã độc.")
    told = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
    return FileResponse(
        _store(opened).path(found.sha256),
        media_type="application/octet-stream",
        headers={**SAFE_HEADERS, "Content-Disposition": told},
    )
