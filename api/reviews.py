"""`/api/reviews`: freeze a period, read it, take its documents, approve it, and let the signed file go out."""

from itertools import pairwise
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from acts import review_flow, review_publication, review_requests, reviews
from acts.desk import Desk
from api.deps import AtDesk, Key, MaybeSeen, Visitor, reply, versioned
from api.schemas import Body, Day, Line, ReasonBody
from domain.enclosure import EnclosureRule
from domain.errors import Refusal
from domain.outline import Section
from domain.review_changes import changes
from domain.rights import Act, Scope, absent, may
from storage.views import office, review_settings
from storage.views import reviews as view
from storage.views.review_requests import section_lines
from storage.views.word_templates import templates
from writing.review import MEDIA_TYPES, TEMPLATES, files, render, template_digest

router = APIRouter(prefix="/api/reviews", tags=["reviews"])
PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""The page of a review carries its own style and loads nothing."""
SHOWN = frozenset({"html", "pdf", "png"})
"""Formats a browser shows by itself; the others are saved."""


class Publication(Body):
    """What the registry gives after the signature. `file` is the id of the signed file as handed in."""

    number: Line
    issued_on: Day
    file: Line


class SectionBody(Body):
    """One section of the outline."""

    id: Line
    title: Line
    owner: Line | None = None


class Outline(Body):
    """The outline of the report to the superior."""

    sections: list[SectionBody]


class LetterheadBody(Body):
    """What an office says of the heads and feet of its documents; under `documents` the same for one kind alone."""

    superior: Line | None = None
    issuer: Line | None = None
    symbol: Line | None = None
    place: Line | None = None
    addressed_to: Line | None = None
    signature: list[Line] | None = None
    recipients: list[Line] | None = None
    documents: dict[Line, "LetterheadBody"] | None = None


class EnclosureRuleBody(Body):
    """Whether signed files are attached to mails, and up to how many megabytes; larger ones are fetched by their link."""

    attach: bool = True
    most_megabytes: int = 7


class ApprovalRequest(Body):
    """By when the content should be approved; two working days where left out."""

    due_on: Day | None = None


class SectionText(Body):
    """The text of one section."""

    text: str


@router.get("")
def list_reviews(desk: AtDesk, scope: Visitor) -> dict[str, Any]:
    """Frozen reviews without their figures; a unit sees those that have gone out."""
    return {"items": frozen(desk, scope), "next": None}


@router.get("/outline")
def get_outline(desk: AtDesk) -> dict[str, Any]:
    """The sections of the report to the superior, with the units that owe their text."""
    with desk.memory.reading() as session:
        return {"sections": [vars(section) for section in review_settings.outline(session)]}


@router.put("/outline")
def put_outline(desk: AtDesk, scope: Visitor, key: Key, body: Outline) -> JSONResponse:
    """Set the sections and who owes them."""
    told = [Section(one.id, one.title, one.owner) for one in body.sections]
    return reply(review_flow.set_outline(desk, scope, told, key))


@router.get("/letterhead")
def get_letterhead(desk: AtDesk) -> dict[str, Any]:
    """What the office has said of the heads and feet of its documents."""
    with desk.memory.reading() as session:
        return review_settings.letterhead(session)


@router.put("/letterhead")
def put_letterhead(desk: AtDesk, scope: Visitor, key: Key, body: LetterheadBody) -> JSONResponse:
    """Say it; what is left out is told from the office's name."""
    return reply(review_flow.set_letterhead(desk, scope, body.model_dump(exclude_none=True), key))


@router.get("/enclosures")
def get_enclosure_rule(desk: AtDesk) -> dict[str, Any]:
    """How signed files go out with mails."""
    with desk.memory.reading() as session:
        return review_settings.enclosure_rule(session).plain()


@router.put("/enclosures")
def put_enclosure_rule(desk: AtDesk, scope: Visitor, key: Key, body: EnclosureRuleBody) -> JSONResponse:
    """Set it; it holds for mails that have not left."""
    rule = EnclosureRule(body.attach, body.most_megabytes)
    return reply(review_publication.set_enclosure_rule(desk, scope, rule, key))


@router.post("/{period}", status_code=201)
def freeze(desk: AtDesk, scope: Visitor, key: Key, period: str) -> JSONResponse:
    """Freeze a period as it stands now; where facts have changed since the last time, as the next revision."""
    return reply(reviews.freeze(desk, scope, period, template=template_digest(), key=key))


@router.get("/{period}")
def get_review(desk: AtDesk, scope: Visitor, period: str) -> JSONResponse:
    """The frozen figures of a period; for a unit, what is known of a review that has gone out."""
    with desk.memory.reading() as session:
        out = view.published(session, period)
    found = out if out is not None and not reads(desk, scope) else read(desk, scope, period)
    return versioned(found, found["version"])


@router.get("/{period}/preview")
def get_preview(desk: AtDesk, scope: Visitor, period: str) -> dict[str, Any]:
    """The figures as they stand now, not frozen."""
    return preview(desk, scope, period)


@router.get("/{period}/preview/{document}")
def get_preview_document(desk: AtDesk, scope: Visitor, period: str, document: str) -> Response:
    """A document of the figures as they stand now."""
    return as_file(desk, preview(desk, scope, period), f"{period}-xem-truoc", document)


@router.get("/{period}/revisions")
def get_revisions(desk: AtDesk, scope: Visitor, period: str) -> dict[str, Any]:
    """Every revision, and what each changed against the one before: which figures, and which facts are why."""
    return {"items": revised(desk, scope, period), "next": None}


@router.get("/{period}/sections")
def get_sections(desk: AtDesk, scope: Visitor, period: str) -> dict[str, Any]:
    """The sections of a period's report and what has become of each; a unit sees its own."""
    return {"items": sections(desk, scope, period), "next": None}


@router.post("/{period}/requests", status_code=201)
def ask_sections(desk: AtDesk, scope: Visitor, key: Key, period: str) -> JSONResponse:
    """Ask the owner units for the sections that were neither asked for nor sent: assignments like any other."""
    return reply(review_requests.ask_sections(desk, scope, period, key))


@router.post("/{period}/approval-request", status_code=201)
def ask_approval(
    desk: AtDesk, scope: Visitor, key: Key, period: str, body: ApprovalRequest | None = None
) -> JSONResponse:
    """Lay the last revision before who approves: an assignment that the approval closes."""
    return reply(review_requests.ask_approval(desk, scope, period, body.due_on if body else None, key))


@router.put("/{period}/sections/{section}", status_code=201)
def put_section(desk: AtDesk, scope: Visitor, key: Key, period: str, section: str, body: SectionText) -> JSONResponse:
    """The text of one section of the report, by the unit that owes it or by the office."""
    return reply(review_flow.send_section(desk, scope, period, section, body.text, key))


@router.post("/{period}/approval")
def approve(desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, period: str) -> JSONResponse:
    """Approve the content of the last revision."""
    return reply(review_flow.approve(desk, scope, period, seen, key))


@router.post("/{period}/approval/withdrawal")
def withdraw_approval(
    desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, period: str, body: ReasonBody
) -> JSONResponse:
    """Take an approval back before its content has gone out."""
    return reply(review_flow.withdraw_approval(desk, scope, period, body.reason, seen, key))


@router.post("/{period}/publication")
def publish(desk: AtDesk, scope: Visitor, key: Key, period: str, body: Publication) -> JSONResponse:
    """Number, date and the signed file: from now on only that file goes out."""
    return reply(review_flow.publish(desk, scope, period, body.number, body.issued_on, body.file, key))


@router.post("/{period}/receipt", status_code=201)
def receive(desk: AtDesk, scope: Visitor, key: Key, period: str) -> JSONResponse:
    """Say that one's unit has received the published review."""
    return reply(review_flow.receive(desk, scope, period, key))


@router.get("/{period}/recipients")
def get_recipients(desk: AtDesk, scope: Visitor, period: str) -> dict[str, Any]:
    """Who has received what went out, which units have not said so yet, and what became of the mail to each."""
    return recipients(desk, scope, period)


@router.get("/{period}/{document}")
def get_document(desk: AtDesk, scope: Visitor, period: str, document: str) -> Response:
    """A document of a frozen period in one format: "bao-cao.pdf". Number, date and signature are blank."""
    return rendered(desk, scope, period, document)


def frozen(desk: Desk, scope: Scope) -> list[dict[str, Any]]:
    """Heads of the frozen reviews; who may not read drafts sees those that have gone out."""
    whole = reads(desk, scope)
    with desk.memory.reading() as session:
        return view.reviews(session, published=not whole)


def read(desk: Desk, scope: Scope, period: str) -> dict[str, Any]:
    """One frozen review with its figures. It is of the whole authority: a unit does not read it."""
    if not reads(desk, scope):
        raise absent()
    with desk.memory.reading() as session:
        found = view.review(session, scope, period)
    if found is None:
        raise absent()
    return found


def sections(desk: Desk, scope: Scope, period: str) -> list[dict[str, Any]]:
    """The sections of a period's report that this scope sees."""
    with desk.memory.reading() as session:
        desk.days.refresh(session, desk.seed)
        return section_lines(session, scope, desk.period(period).name, desk.clock())


def preview(desk: Desk, scope: Scope, period: str) -> dict[str, Any]:
    """The figures of a period as they stand at this moment, nothing frozen."""
    if not reads(desk, scope):
        raise absent()
    with desk.memory.reading() as session:
        desk.days.refresh(session, desk.seed)
        wanted = desk.period(period)
        if wanted.since > desk.today():
            raise Refusal("invalid", "period-ahead", f"Kỳ {wanted.name} chưa bắt đầu, chưa có số liệu.")
        return reviews.figures_of(session, desk.calendar, wanted, desk.clock())


def revised(desk: Desk, scope: Scope, period: str) -> list[dict[str, Any]]:
    """The revisions of a review without their snapshots, each with its changes; none for the first."""
    if not reads(desk, scope):
        raise absent()
    with desk.memory.reading() as session:
        told = view.revisions(session, period)
    if not told:
        raise absent()
    differences = [None, *(changes(old["snapshot"], new["snapshot"]) for old, new in pairwise(told))]
    return [
        {**{name: value for name, value in one.items() if name != "snapshot"}, "changes": difference}
        for one, difference in zip(told, differences, strict=True)
    ]


def recipients(desk: Desk, scope: Scope, period: str) -> dict[str, Any]:
    """Receipts of the published review beside the units it tells of."""
    found = read(desk, scope, period)
    if found["published"] is None:
        raise absent()
    with desk.memory.reading() as session:
        told = view.received(session, period, found["published"]["digest"])
        sent = view.handed_over(session, period)
    known = {one["unit"] for one in told}
    missing = [row["unit"] for row in found["snapshot"]["units"] if row["unit"] not in known]
    return {"items": told, "missing": missing, "sent": sent, "next": None}


def rendered(desk: Desk, scope: Scope, period: str, document: str) -> Response:
    """A document of a frozen review as a file."""
    return as_file(desk, read(desk, scope, period)["snapshot"], period, document)


def as_file(desk: Desk, snapshot: dict[str, Any], period: str, document: str) -> Response:
    """A document of a snapshot as a file; absent where the snapshot has none of that name."""
    if document not in files(snapshot):
        raise absent()
    name, _, form = document.rpartition(".")
    shown = "inline" if form in SHOWN else "attachment"
    headers = {
        "Content-Disposition": f'{shown}; filename="{period}-{document}"',
        "Content-Security-Policy": PAGE_POLICY,
    }
    with desk.memory.reading() as session:
        own = templates(session, snapshot.get("templates", {}).values())
    return Response(render(name, form, snapshot, {TEMPLATES: own}), media_type=MEDIA_TYPES[form], headers=headers)


def reads(desk: Desk, scope: Scope) -> bool:
    """Whether it reads reviews of the whole authority."""
    with desk.memory.reading() as session:
        root = office.authority(session)
    return may(scope, Act.READ_REVIEW, root.code if root else "")
