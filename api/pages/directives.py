"""*Văn bản chỉ đạo*: taken in, looked at item by item, given its annex, and issued after seeing what that makes."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import directives as acts
from acts import issue as issuing
from acts import issue_preview as preview
from acts.correcting import correct_item
from acts.desk import Desk
from acts.originals import attach_original
from api.deps import AtDesk, Paging, Visitor, doors
from api.directives import Issue, ItemChanges, drafted
from api.doubts import doubts
from api.pages.forms import Filled, Form, Trouble, attempt, shaped
from api.pages.handed import kept
from api.pages.shell import DIRECTIVES, go, page
from domain.annex import waits_for_annex
from domain.errors import Problem, Refusal
from domain.rights import MOVERS, Act, Scope, may
from domain.same_number import CODE
from reading.annex import read_annex
from storage.views import directives as view
from storage.views import office
from storage.views.directives import HEAD, WholeDirective
from storage.views.directory import directory
from storage.views.same_number import warnings_of

router = APIRouter()
ONE = DIRECTIVES + "/{directive}"
PASTED = "van-ban.txt"


@router.get(DIRECTIVES)
def show_directives(request: Request, desk: AtDesk, scope: Visitor, paging: Paging) -> Response:
    """Directives, the newest first."""
    with desk.memory.reading() as session:
        found = view.find(session, scope, paging)
    return page(
        request, "directives.html", found=found, may_take_in=may(scope, Act.INTAKE), may_give=may(scope, Act.ASSIGN)
    )


@router.get(DIRECTIVES + "/moi")
def show_intake(request: Request) -> Response:
    """The form to take a document in."""
    return page(request, "intake.html")


@router.post(DIRECTIVES + "/moi")
def take_in(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Read a file or a pasted text into a draft, with the signed file beside it where there is one."""

    def deed() -> Response:
        text = sent.one("text")
        if sent.file is None and text is None:
            problem = Problem("file", "cần một trong hai: tệp hoặc nội dung dán vào")
            raise Refusal("invalid", "no-file", "Chưa có nội dung văn bản.", (problem,))
        data, name = (sent.file.data, sent.file.name) if sent.file else ((text or "").encode(), PASTED)
        signed = kept(request, desk, scope, sent.signed, sent.key) if sent.signed else None
        taken: str = drafted(desk, scope, data, name, sent.key).body["id"]
        if signed is not None:
            attach_original(desk, scope, taken, signed, f"{sent.key}-signed")
        return go(f"{DIRECTIVES}/{taken}")

    return attempt(deed, lambda trouble: page(request, "intake.html", trouble=trouble), "intake", sent)


@router.get(ONE)
def show_directive(request: Request, desk: AtDesk, scope: Visitor, directive: str) -> Response:
    """One directive with its items and warnings."""
    return shown(request, desk, scope, directive)


@router.post(ONE + "/phu-luc")
def lay_annex(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form) -> Response:
    """Give deadlines their basis from the file of the annex."""

    def deed() -> Response:
        if sent.file is None:
            raise Refusal("invalid", "no-file", "Chưa chọn tệp phụ lục.", (Problem("file", "cần một tệp"),))
        acts.lay_annex(desk, scope, directive, read_annex(sent.file.data, sent.file.name), sent.key)
        return go(f"{DIRECTIVES}/{directive}", "phu-luc")

    return attempt(deed, lambda trouble: shown(request, desk, scope, directive, trouble), "annex", sent)


@router.get(ONE + "/muc/{item}")
def show_item(request: Request, desk: AtDesk, scope: Visitor, directive: str, item: str) -> Response:
    """One item of a draft, to be corrected."""
    return _item(request, desk, scope, directive, item)


@router.post(ONE + "/muc/{item}")
def correct(request: Request, desk: AtDesk, scope: Visitor, directive: str, item: str, sent: Form) -> Response:
    """Correct what was read of an item."""

    def deed() -> Response:
        changes = _changes(sent)
        correct_item(desk, scope, directive, item, changes, sent.version, sent.key)
        return go(f"{DIRECTIVES}/{directive}", "sua")

    return attempt(deed, lambda trouble: _item(request, desk, scope, directive, item, trouble), "item", sent)


@router.get(ONE + "/phat-hanh")
def show_issue(request: Request, desk: AtDesk, scope: Visitor, directive: str, ngay: date | None = None) -> Response:
    """What issuing would make, before it is done; what is issued already is shown instead."""
    if _whole(desk, scope, directive).line.state != acts.DRAFT:
        return go(f"{DIRECTIVES}/{directive}")
    return _issue(request, desk, scope, directive, ngay)


@router.post(ONE + "/phat-hanh")
def issue(request: Request, desk: AtDesk, scope: Visitor, directive: str, sent: Form) -> Response:
    """Issue with the number and the date of the registry."""

    def deed() -> Response:
        body = shaped(Issue, {"number": sent.one("number"), "issued_on": sent.day("issued_on")})
        if sent.one("another") is None:
            _refuse_again(desk, directive, body)
        issuing.issue(desk, scope, directive, body.number, body.issued_on, sent.key)
        return go(f"{DIRECTIVES}/{directive}", "phat-hanh")

    return attempt(deed, lambda trouble: _issue(request, desk, scope, directive, None, trouble), "issue", sent)


def _refuse_again(desk: Desk, directive: str, body: Issue) -> None:
    """Ask once more where another directive bears the same number and date."""
    with desk.memory.reading() as session:
        if warnings_of(session, directive, body.number, body.issued_on):
            problem = Problem("another", "đánh dấu nếu đây là văn bản khác có cùng số, ngày")
            raise Refusal("invalid", CODE, "Số và ngày này đã có ở một văn bản đã phát hành.", (problem,))


def shown(request: Request, desk: Desk, scope: Scope, directive: str, trouble: Trouble | None = None) -> Response:
    """The page of one directive."""
    found = _whole(desk, scope, directive)
    draft = found.line.state == acts.DRAFT
    return page(
        request,
        "directive.html",
        trouble=trouble,
        found=found,
        draft=draft,
        units=may_lead(desk),
        may_correct=draft and may(scope, Act.INTAKE),
        may_sign=draft and may(scope, Act.ISSUE),
        may_sign_later=not draft
        and may(scope, Act.ISSUE)
        and any(
            item.parent is None and waits_for_annex(item.basis, item.due_on, item.due_rule) for item in found.items
        ),
        may_confirm=may(scope, Act.ISSUE),
        may_archive=may(scope, Act.READ_LOG),
        may_correct_annex=not draft and may(scope, Act.ISSUE) and any(item.follow for item in found.items),
        movers={role.value: called for role, called in MOVERS.items()},
        may_name=may(scope, Act.INTAKE if draft else Act.DECIDE_EXTENSION),
        may_declare=may(scope, Act.ASSIGN),
        may_amend=not draft and may(scope, Act.ASSIGN),
        helps=_helps(desk, scope, found),
        may_foresee=draft and (may(scope, Act.INTAKE) or may(scope, Act.ISSUE)),
        follows=scope.units is None,
        may_attach=doors(request).files is not None and may(scope, Act.REGISTER),
    )


def _helps(desk: Desk, scope: Scope, found: view.WholeDirective) -> frozenset[str]:
    """Items that a unit of who looks is named to cooperate in, by code or by a group it is in."""
    ours = {grant.unit for grant in scope.grants if grant.unit is not None and may(scope, Act.CONTRIBUTE, grant.unit)}
    with desk.memory.reading() as session:
        names = {name for unit in office.units(session) if unit.code in ours for name in (unit.code, *unit.groups)}
    return frozenset(
        item.id for item in found.items if names & set(item.cooperating_codes) and item.state == acts.ISSUED
    )


def _item(
    request: Request, desk: Desk, scope: Scope, directive: str, item: str, trouble: Trouble | None = None
) -> Response:
    with desk.memory.reading() as session:
        found = view.item(session, scope, item)
    if found.directive != directive:
        raise Refusal("absent", "absent", "Không tìm thấy nội dung được yêu cầu.")
    filled = trouble.entered if trouble else None
    leads = filled.every("lead_codes") if filled else list(found.lead_codes)
    helpers = filled.every("cooperating_codes") if filled else list(found.cooperating_codes)
    return page(
        request,
        "item.html",
        trouble=trouble,
        item=found,
        units=may_lead(desk),
        leads=leads,
        helpers=helpers,
        follow=(filled.one("follow") == "true") if filled else found.follow,
    )


def _issue(
    request: Request,
    desk: Desk,
    scope: Scope,
    directive: str,
    day: date | None,
    trouble: Trouble | None = None,
) -> Response:
    found = _whole(desk, scope, directive)
    issued_on = day or found.line.issued_on or desk.today()
    foreseen = preview.foresee(desk, scope, directive, issued_on)
    followed = [one for one in foreseen if one.follow]
    with desk.memory.reading() as session:
        again = warnings_of(session, directive, *_numbered(found, trouble))
    return page(
        request,
        "issue.html",
        again=again,
        trouble=trouble,
        found=found,
        issued_on=issued_on,
        foreseen=foreseen,
        may_issue=may(scope, Act.ISSUE),
        units=may_lead(desk),
        assignments=sum(len(one.units) for one in followed),
        dated=sum(len(one.units) for one in followed if one.deadline),
        without_lead=[one for one in followed if not one.units],
        reminders=preview.first_reminders(foreseen),
        open_warnings=[one["message"] for one in found.warnings if one["code"] not in {CODE, *HEAD}],
        open_doubts=[(item, told) for item in found.items if (told := doubts(item))],
        told_at=desk.calendar.next_open(desk.clock()),
    )


def _numbered(found: WholeDirective, trouble: Trouble | None) -> tuple[str | None, date | None]:
    """Number and date as they were typed, else as they were read."""
    if trouble is None:
        return found.line.number, found.line.issued_on
    told = {"number": trouble.entered.one("number"), "issued_on": trouble.entered.day("issued_on")}
    try:
        body = shaped(Issue, told)
    except Refusal:
        return None, None
    return body.number, body.issued_on


def _changes(sent: Filled) -> dict[str, Any]:
    """What the form of an item says: whole, so that an emptied field is emptied."""
    due_on, product = sent.day("due_on"), sent.one("product")
    criteria = [one for one in (sent.one("criteria") or "").replace(",", " ").split() if one]
    told = {
        "lead_codes": sent.every("lead_codes"),
        "cooperating_codes": sent.every("cooperating_codes"),
        "cadence": sent.one("cadence"),
        "basis": sent.one("basis"),
        "follow": sent.one("follow") == "true",
        "criteria": criteria,
        "due_on": due_on,
        "product": product,
    }
    body = shaped(ItemChanges, told)
    return {**body.model_dump(exclude_unset=True, mode="json"), "due_on": due_on, "product": product}


def _whole(desk: Desk, scope: Scope, directive: str) -> WholeDirective:
    with desk.memory.reading() as session:
        return view.whole(session, scope, directive)


def may_lead(desk: Desk) -> dict[str, str]:
    """Everything that may lead: units by name, then groups by the first name they are written by."""
    with desk.memory.reading() as session:
        units = [unit for unit in office.units(session) if unit.parent is not None]
        groups = directory(session).groups
    named = {unit.code: unit.name for unit in units}
    used = {group for unit in units for group in unit.groups}
    return {**{code: (groups.get(code) or (code,))[0] for code in sorted(used)}, **named}
