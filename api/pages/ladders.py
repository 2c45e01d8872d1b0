"""*Quy trình đôn đốc*: the versions of the office's ladders, a new one shown before it is put in force, one task's way."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from acts import foreseeing, ladder_choice, ladders
from acts.desk import Answer, Desk
from api.deps import AtDesk, Visitor
from api.ladders import ChoiceBody, file_of
from api.pages import words
from api.pages.forms import Filled, Form, Trouble, attempt, shaped
from api.pages.shell import ADMIN, go, page
from domain.errors import Problem, Refusal
from domain.ladders import AUDIENCES, RELEASE_WORDS, Priority
from domain.rights import SYSTEM, Act, Scope, may
from reading.ladders import read_ladders
from storage.views import assignments, directives
from storage.views import ladders as view

router = APIRouter()
LADDERS = ADMIN + "/quy-trinh"
WAY = "/nhiem-vu/{assignment}/quy-trinh"


@router.get(LADDERS)
def show(request: Request, desk: AtDesk) -> Response:
    """All versions, and the form for a new one."""
    return _shown(request, desk)


@router.get(LADDERS + "/{ladder}/{version}/tep.yaml")
def get_file(desk: AtDesk, ladder: str, version: int) -> Response:
    """A version as a file to edit."""
    return file_of(desk, ladder, version)


@router.post(LADDERS + "/xem-truoc")
def preview(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """What a file would bring; nothing is changed."""

    def deed() -> Response:
        told = _text(sent)
        found = ladders.take_ladders(desk, scope, read_ladders(told.encode(), _name(sent)), dry_run=True)
        return _shown(request, desk, found=found, told=told)

    return attempt(deed, lambda trouble: _shown(request, desk, trouble), "ladder", sent)


@router.post(LADDERS)
def take(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Put what was shown in force."""

    def deed() -> Response:
        versions = read_ladders((sent.one("text") or "").encode(), _name(sent))
        ladders.take_ladders(desk, scope, versions, sent.key)
        return go(LADDERS, "quy-trinh")

    return attempt(deed, lambda trouble: _shown(request, desk, trouble), "ladder", sent)


def _text(sent: Filled) -> str:
    if sent.file is not None:
        return sent.file.data.decode("utf-8-sig", "replace")
    if told := sent.one("text"):
        return told
    raise Refusal("invalid", "no-file", "Chưa chọn tệp.", (Problem("file", "cần một tệp ladders.yaml"),))


def _name(sent: Filled) -> str:
    return sent.file.name if sent.file is not None else "ladders.yaml"


def _shown(
    request: Request, desk: Desk, trouble: Trouble | None = None, found: Answer | None = None, told: str = ""
) -> Response:
    with desk.memory.reading() as session:
        listed = view.listed(session, desk.today())
    return page(
        request,
        "ladders.html",
        trouble=trouble,
        listed=listed,
        found=found.body if found else None,
        told=told,
        audiences=AUDIENCES,
        releases=RELEASE_WORDS,
    )


@router.get(WAY)
def show_way(
    request: Request,
    desk: AtDesk,
    scope: Visitor,
    assignment: str,
    quy_trinh: Annotated[str | None, Query(max_length=100)] = None,
) -> Response:
    """What will happen to one task, when, to whom; by its ladder or by another that could be chosen."""
    return _way(request, desk, scope, assignment, quy_trinh or None)


@router.post(WAY + "/chon")
def choose(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Choose a ladder or an urgency for the item of a task, or for its whole directive."""

    def deed() -> Response:
        with desk.memory.reading() as session:
            line = assignments.get(session, scope, assignment, desk.today())
        told = {"ladder": sent.one("ladder"), "priority": sent.one("priority")}
        choice = shaped(ChoiceBody, told).choice()
        if sent.one("pham_vi") == "van-ban":
            ladder_choice.choose_for_directive(desk, scope, line.directive, choice, key=sent.key)
        else:
            ladder_choice.choose_for_item(desk, scope, line.item, choice, sent.version, sent.key)
        return go(f"/nhiem-vu/{assignment}/quy-trinh", "chon-quy-trinh")

    return attempt(deed, lambda trouble: _way(request, desk, scope, assignment, None, trouble), "choice", sent)


def _way(
    request: Request, desk: Desk, scope: Scope, assignment: str, ladder: str | None, trouble: Trouble | None = None
) -> Response:
    with desk.memory.reading() as session:
        line = assignments.get(session, scope, assignment, desk.today())
        item = directives.item(session, SYSTEM, line.item)
        known = view.ladders_of(session)
    return page(
        request,
        "ladder_way.html",
        trouble=trouble,
        line=line,
        item=item,
        steps=foreseeing.foresee(desk, scope, assignment, ladder),
        shown=ladder,
        ladders={code: one.title for code, one in known.latest().items()},
        priorities=words.choices(Priority),
        may_choose=may(scope, Act.ASSIGN),
    )
