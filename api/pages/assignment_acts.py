"""What is done to one assignment between issue and closing: how far it is, a word, another unit, a pause, once more."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import extensions, first_days, handing, objections, pauses, remarks, reopening
from api.deps import AtDesk, Visitor
from api.pages.assignment import ASSIGNMENT, shown
from api.pages.forms import Filled, Form, attempt, shaped
from api.pages.shell import go
from api.schemas import (
    CommentBody,
    DelegationBody,
    Document,
    ExtensionBody,
    NoteBody,
    ProgressBody,
    ReasonBody,
    ReassignmentBody,
    RegistrationBody,
    ReopeningBody,
    SuspensionBody,
)

router = APIRouter()


@router.post(ASSIGNMENT + "/tien-do")
def progress(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Say how far it has come, and what stands in its way."""

    def deed() -> None:
        body = shaped(ProgressBody, _progress(sent))
        stands = (
            remarks.Obstacle(body.obstacle.unit, body.obstacle.what, body.obstacle.since) if body.obstacle else None
        )
        remarks.progress(
            desk, scope, assignment, body.text, body.percent, stands, tuple(body.cleared), sent.version, sent.key
        )

    return _done(deed, request, desk, scope, assignment, sent, "tien-do")


@router.post(ASSIGNMENT + "/y-kien")
def comment(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Say something to those concerned."""

    def deed() -> None:
        body = shaped(CommentBody, {"text": sent.one("text"), "mentions": sent.every("mentions")})
        remarks.comment(desk, scope, assignment, body.text, tuple(body.mentions), sent.key)

    return _done(deed, request, desk, scope, assignment, sent, "y-kien")


@router.post(ASSIGNMENT + "/chuyen")
def reassign(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Hand it to another unit."""

    def deed() -> None:
        body = shaped(ReassignmentBody, {"unit": sent.one("unit"), "reason": sent.one("reason")})
        handing.reassign(desk, scope, assignment, body.unit, body.reason, sent.version, sent.key)

    return _done(deed, request, desk, scope, assignment, sent, "chuyen")


@router.post(ASSIGNMENT + "/tam-dung")
def suspend(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Pause it, or let it wait for an event outside."""

    def deed() -> None:
        body = shaped(SuspensionBody, {"reason": sent.one("reason"), "waiting": sent.one("waiting") == "true"})
        pauses.suspend(desk, scope, assignment, body.reason, sent.version, sent.key, waiting=body.waiting)

    return _done(deed, request, desk, scope, assignment, sent, "tam-dung")


@router.post(ASSIGNMENT + "/tiep-tuc")
def go_on(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Let it go on."""

    def deed() -> None:
        body = shaped(NoteBody, {"reason": sent.one("reason")})
        pauses.go_on(desk, scope, assignment, body.reason, sent.version, sent.key)

    return _done(deed, request, desk, scope, assignment, sent, "tiep-tuc")


@router.post(ASSIGNMENT + "/mo-lai")
def reopen(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Ask for closed work to be done again."""

    def deed() -> None:
        body = shaped(ReopeningBody, {"reason": sent.one("reason"), "until": sent.day("until")})
        reopening.reopen(desk, scope, assignment, body.reason, body.until, sent.version, sent.key)

    return _done(deed, request, desk, scope, assignment, sent, "mo-lai")


@router.post(ASSIGNMENT + "/phan-cong")
def delegate(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Entrust somebody of the unit with it."""

    def deed() -> None:
        body = shaped(DelegationBody, {"official": sent.one("official")})
        handing.delegate(desk, scope, assignment, body.official, sent.version, sent.key)

    return _done(deed, request, desk, scope, assignment, sent, "phan-cong")


@router.post(ASSIGNMENT + "/dang-ky-han")
def register(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Say by when work that carries no day will be done."""

    def deed() -> None:
        body = shaped(RegistrationBody, {"due_on": sent.day("due_on")})
        first_days.register(desk, scope, assignment, body.due_on, sent.version, sent.key)

    return _done(deed, request, desk, scope, assignment, sent, "dang-ky-han")


@router.post(ASSIGNMENT + "/lui-han")
def moved_by_word(request: Request, desk: AtDesk, scope: Visitor, assignment: str, sent: Form) -> Response:
    """Write a leader's word down that moves the deadline."""

    def deed() -> None:
        said = {name: sent.one(f"spoken.{name}") for name in ("by", "where")}
        told = {"until": sent.day("until"), "reason": sent.one("reason"), "class": sent.one("class")}
        body = shaped(ExtensionBody, {**told, "spoken": {**said, "on": sent.day("spoken.on")}})
        assert body.spoken is not None
        spoken = extensions.Spoken(body.spoken.by, body.spoken.on, body.spoken.where)
        extensions.ask(
            desk,
            scope,
            assignment,
            body.until,
            body.reason,
            body.classed,
            body.spoken.by,
            sent.version,
            sent.key,
            spoken=spoken,
        )

    return _done(deed, request, desk, scope, assignment, sent, "y-kien-lui-han")


@router.post(ASSIGNMENT + "/lui-han/{extension}/van-ban")
def link_document(
    request: Request, desk: AtDesk, scope: Visitor, assignment: str, extension: str, sent: Form
) -> Response:
    """Link the document that confirms a leader's word."""

    def deed() -> None:
        told = {"number": sent.one("number"), "issued_on": sent.day("issued_on"), "signer": sent.one("signer")}
        document = shaped(Document, told).model_dump(mode="json")
        extensions.link_document(desk, scope, extension, document, sent.version, sent.key)

    return _done(deed, request, desk, scope, assignment, sent, "van-ban-lui-han", f"van-ban-lui-han-{extension}")


@router.post(ASSIGNMENT + "/ghi-nhan-thay/{completion}/y-kien")
def contest(request: Request, desk: AtDesk, scope: Visitor, assignment: str, completion: str, sent: Form) -> Response:
    """Say that a report recorded for the unit is not its own."""

    def deed() -> None:
        body = shaped(ReasonBody, {"reason": sent.one("reason")})
        objections.contest(desk, scope, completion, body.reason, sent.version, sent.key)

    return _done(deed, request, desk, scope, assignment, sent, "ghi-nhan-thay")


def _progress(sent: Filled) -> dict[str, object]:
    """The form as the body of the same call over JSON: an obstacle is there as soon as one of its fields is."""
    obstacle = {
        "unit": sent.one("obstacle.unit"),
        "what": sent.one("obstacle.what"),
        "since": sent.day("obstacle.since"),
    }
    stands = {name: value for name, value in obstacle.items() if value is not None}
    return {
        "text": sent.one("text"),
        "percent": sent.one("percent"),
        "obstacle": stands or None,
        "cleared": sent.every("cleared"),
    }


def _done(
    deed: Callable[[], None],
    request: Request,
    desk: AtDesk,
    scope: Visitor,
    assignment: str,
    sent: Filled,
    word: str,
    form: str | None = None,
) -> Response:
    """Do it and say so on the page of the assignment; a refusal opens its form again, `word` where it has no name of its own."""

    def answered() -> Response:
        deed()
        return go(f"/nhiem-vu/{assignment}", word)

    return attempt(answered, lambda trouble: shown(request, desk, scope, assignment, trouble), form or word, sent)
