"""`/api/drafts/check`: a draft before its signature read as a directive would be; nothing is kept."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.responses import JSONResponse

from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.directives import TEXT, Upload, takes
from api.uploads import text_of
from domain.directive import DraftDirective, DraftItem
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, require
from reading.directives import read
from reading.directives.plain import to_plain
from reading.directives.recognition import recognise
from storage.views.directory import directory
from writing.docx_comments import Remark, with_comments
from writing.review import MEDIA_TYPES

router = APIRouter(prefix="/api/drafts", tags=["directives"])
WORD = ".docx"
ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Checked:
    """A draft as read, and what to look at in it."""

    draft: DraftDirective
    remarks: tuple[Remark, ...]


@router.post("/check", openapi_extra=takes(TEXT))
def check(
    desk: AtDesk, scope: Visitor, sent: Upload, form: Annotated[Literal["json", "docx"], Query()] = "json"
) -> Response:
    """Read a draft: items and warnings as JSON, or (`form=docx`) the drafter's Word file with comments. Nothing is kept."""
    data, name = text_of(sent) if sent.as_json else (sent.data, sent.name)
    if form == "docx":
        return commented(desk, scope, data, name)
    found = checked(desk, scope, data, name)
    remarks = [{"message": one.message, "item": one.item, "line": one.line} for one in found.remarks]
    return JSONResponse({**to_plain(found.draft, with_codes=True), "remarks": remarks})


def checked(desk: Desk, scope: Scope, data: bytes, name: str) -> Checked:
    """What the text would become, and the remarks on it: those of the whole first."""
    require(scope, Act.INTAKE)
    with desk.memory.reading() as session:
        known = directory(session)
    draft = recognise(read(data, name, working_day_after=desk.calendar.add_working_days), known)
    return Checked(draft, (*_of_whole(draft), *(one for item in draft.items for one in _of_item(item))))


def commented(desk: Desk, scope: Scope, data: bytes, name: str) -> Response:
    """The drafter's own Word file with the remarks as comments."""
    if not name.lower().endswith(WORD) or not data.startswith(ZIP):
        problem = Problem("file", "cần tệp Word (.docx); tệp khác xem kết quả trên trang")
        raise Refusal("unsupported", "not-word", "Chỉ ghi chú được vào tệp Word (.docx).", (problem,))
    content = with_comments(data, checked(desk, scope, data, name).remarks)
    headers = {"Content-Disposition": 'attachment; filename="du-thao-co-ghi-chu.docx"'}
    return Response(content, media_type=MEDIA_TYPES["docx"], headers=headers)


def _of_whole(draft: DraftDirective) -> list[Remark]:
    """Remarks on the draft; one on the line of an item stands at the item."""
    places: dict[Any, str] = {}
    for item in draft.items:
        places.setdefault(item.source, item.text)
    return [
        Remark(one.message, places.get(one.source) if one.source else None, one.source.line if one.source else None)
        for one in draft.warnings
    ]


def _of_item(item: DraftItem) -> list[Remark]:
    lost = [f"Chưa nhận ra đơn vị “{name}”; đề nghị ghi đúng tên." for name in item.unrecognised]
    told = [one.message for one in item.warnings]
    return [Remark(message, item.text, item.source.line) for message in (*lost, *told)]
