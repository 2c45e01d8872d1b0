"""`/api/running-work`: the table by which an office follows its work today, shown first, then carried over in one act."""

import hashlib
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from acts.desk import Answer, Desk
from acts.running import carry_over
from api.deps import AtDesk, DryRun, Key, Visitor, reply
from api.directives import FORM, Upload
from api.uploads import Sent
from domain.rights import Act, Scope, require
from domain.running import CALLED, Duty, Meaning, RunningSheet
from domain.status import WorkState
from domain.wording.words import label
from reading.running_sheet import read_running_sheet
from storage.views.directory import directory

router = APIRouter(prefix="/api", tags=["directives"])
FILE = {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": FORM}}}}


@router.post("/running-work", status_code=201, openapi_extra=FILE)
def carry(desk: AtDesk, scope: Visitor, key: Key, sent: Upload, dry_run: DryRun = False) -> JSONResponse:
    """Carry over what is not here yet: all of the table or nothing, with what is wrong in which cell."""
    return reply(carried(desk, scope, sent, key, dry_run=dry_run))


def carried(desk: Desk, scope: Scope, sent: Sent, key: str | None, *, dry_run: bool) -> Answer:
    """What a table becomes, or has become. Foreseen, every line and every column are told as they were understood."""
    require(scope, Act.ISSUE)
    with desk.memory.reading() as session:
        known = directory(session)
    sheet = read_running_sheet(sent.data, sent.name, known, desk.today())
    digest = hashlib.sha256(sent.data).hexdigest()
    answer = carry_over(desk, scope, sheet.duties, digest, key, dry_run=dry_run)
    return Answer({**answer.body, **_understood(sheet)}, answer.status) if dry_run else answer


def _understood(sheet: RunningSheet) -> dict[str, Any]:
    return {
        "lines": [_line(duty) for duty in sheet.duties],
        "columns": [{"head": head, "read_as": _read_as(meaning)} for head, meaning in sheet.columns],
        "headings": [{"field": one.field, "message": one.message} for one in sheet.headings],
        "doubts": [{"field": one.field, "message": one.message} for one in sheet.doubts],
    }


def _read_as(meaning: Meaning | WorkState | None) -> str | None:
    if isinstance(meaning, WorkState):
        return f"đánh dấu: {label(meaning)}"
    return CALLED[meaning] if meaning is not None else None


def _line(duty: Duty) -> Mapping[str, Any]:
    paper, result = duty.paper, duty.result
    return {
        "row": duty.row,
        "place": duty.place,
        "number": paper.number,
        "issued_on": paper.issued_on.isoformat() if paper.issued_on else None,
        "title": paper.title,
        "text": duty.text,
        "leads": list(duty.leads),
        "due_on": duty.due_on.isoformat() if duty.due_on else None,
        "extended_to": duty.extended_to.isoformat() if duty.extended_to else None,
        "cadence": duty.recurs.value,
        "state": duty.state.value,
        "result_on": result.on.isoformat() if result else None,
        "result": result.number if result else None,
    }
