"""Reporting: one document for one or many tasks of a unit; by the unit, or recorded for it by the office in charge."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from acts import completions as acts
from acts.desk import Desk
from api.completions import report_of
from api.deps import AtDesk, Visitor, doors
from api.evidence import take
from api.pages import figures
from api.pages.forms import Filled, Form, Trouble, attempt, shaped
from api.pages.my_work import days_left, shown
from api.pages.shell import FOLLOW_UP, MY_WORK, go, page
from api.pages.words import SOURCES
from api.schemas import CompletionBody
from domain.deadline import JudgedBy
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, may, require
from storage.views import assignments as view
from storage.views import evidence
from storage.views.assignments import AssignmentLine

router = APIRouter()
REPORT = "/bao-cao-ket-qua"
MOST_AT_ONCE = 200


@router.get(REPORT)
def show_report(
    request: Request,
    desk: AtDesk,
    scope: Visitor,
    viec: Annotated[list[str] | None, Query(max_length=MOST_AT_ONCE)] = None,
) -> Response:
    """The form for the tasks chosen."""
    if not viec:
        return shown(request, desk, scope, Trouble(_nothing_chosen(), "page"))
    return _form(request, desk, scope, tuple(dict.fromkeys(viec)))


@router.post(REPORT)
def report(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Report; shown again with what was entered, and the files that have arrived, where a rule says no."""
    handed = list(dict.fromkeys(sent.every("evidence")))

    def deed() -> Response:
        for place, file in enumerate(sent.files):
            answer = take(doors(request), desk, scope, file.name, [file.data], f"{sent.key} tep {place}")
            handed.append(str(answer.body["id"]))
        body = shaped(CompletionBody, {**_told(sent), "evidence": handed})
        for_others = body.recorded_for is not None
        acts.complete(desk, scope, report_of(body), sent.key, _versions(sent))
        return go(FOLLOW_UP if for_others else MY_WORK, "bao-cao")

    chosen = tuple(dict.fromkeys(sent.every("assignment")))
    return attempt(deed, lambda trouble: _form(request, desk, scope, chosen, trouble, handed), "report", sent)


def _nothing_chosen() -> Refusal:
    how = "đánh dấu ô ở đầu dòng của từng việc cần báo cáo rồi bấm lại, hoặc bấm “Báo cáo” ở dòng của một việc"
    return Refusal("invalid", "nothing-chosen", "Chưa chọn việc nào để báo cáo.", (Problem("viec", how),))


def _told(sent: Filled) -> dict[str, object]:
    """The form as the body of the same call over JSON."""
    number, issued_on, signer = sent.one("number"), sent.day("issued_on"), sent.one("signer")
    document = {"number": number, "issued_on": issued_on, "signer": signer, "arrived_on": sent.day("arrived_on")}
    named = number is not None or issued_on is not None or signer is not None
    return {
        "assignments": sent.every("assignment"),
        "document": {name: value for name, value in document.items() if value is not None} if named else None,
        "result_on": sent.day("result_on"),
        "note": sent.one("note"),
        "values": figures.told(sent),
        "recorded_for": sent.one("recorded_for"),
        "source": sent.one("source"),
    }


def _versions(sent: Filled) -> dict[str, int]:
    return {name: int(value) for name, value in sent.under("version-").items() if value.isdecimal()}


def _form(
    request: Request,
    desk: Desk,
    scope: Scope,
    chosen: tuple[str, ...],
    trouble: Trouble | None = None,
    handed: Sequence[str] = (),
) -> Response:
    today = desk.today()
    with desk.memory.reading() as session:
        lines = [view.get(session, scope, one, today) for one in chosen]
        files = evidence.seen(session, scope, handed)
        desk.days.refresh(session, desk.seed)
    for line in lines:
        if not may(scope, Act.REPORT, line.unit):
            require(scope, Act.RECORD, line.unit)
    if not lines:
        raise Refusal("invalid", "nothing-reported", "Báo cáo chưa nêu nhiệm vụ.")
    on_behalf = not may(scope, Act.REPORT, lines[0].unit)
    return page(
        request,
        "report.html",
        trouble=trouble or _not_together(lines),
        lines=lines,
        left=days_left(desk, lines),
        wanted=figures.wanted(desk, [line.item for line in lines]),
        on_behalf=on_behalf,
        judged_by_arrival=desk.days.judged_by is JudgedBy.ARRIVAL,
        attach=doors(request).files is not None and may(scope, Act.ATTACH),
        handed=files,
        sources={code: said for code, said in SOURCES.items() if code != "unit"},
    )


def _not_together(lines: list[AssignmentLine]) -> Trouble | None:
    """Said before anything is typed: tasks of several units are not answered by one report."""
    if len({line.unit for line in lines}) == 1:
        return None
    return Trouble(Refusal("invalid", "several-units", "Một báo cáo chỉ gồm nhiệm vụ của một đơn vị."), "report")
