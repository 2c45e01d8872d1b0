"""`/api/directives/{id}/annex`: the annex of assignment drafted as a file, and put in force by its number and date."""

from collections.abc import Iterable, Mapping

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from acts.desk import Desk
from acts.signing import sign_annex
from api.deps import AtDesk, DryRun, Key, Seen, Visitor, reply
from api.schemas import Body, Day, Line
from domain.deadline import Basis
from domain.office import Role, Unit
from domain.rights import Act, Scope, absent, require
from domain.telling.assignment_annex import AnnexDraft, AnnexLine
from storage.views import directives as view
from storage.views import letters, office, review_settings
from storage.views.directives import ItemLine, WholeDirective
from storage.views.directory import directory
from writing.annexes import annex_files, render_annex
from writing.review import MEDIA_TYPES

router = APIRouter(prefix="/api/directives", tags=["directives"])


class Signature(Body):
    """Number and date of the signed annex, as the registry gave them."""

    number: Line
    issued_on: Day
    signer: Line | None = None


@router.get("/{directive}/annex/{document}")
def get_annex(desk: AtDesk, scope: Visitor, directive: str, document: str) -> Response:
    """The draft of the annex or of its slip: "phu-luc.docx", "phieu-trinh.pdf"."""
    return drafted(desk, scope, directive, document)


@router.post("/{directive}/annex/signature")
def sign(
    desk: AtDesk,
    scope: Visitor,
    key: Key,
    seen: Seen,
    directive: str,
    body: Signature,
    dry_run: DryRun = False,
) -> JSONResponse:
    """Enter number and date of the signed annex: the days it proposes come into force, also on work already owed."""
    told = (body.number, body.issued_on, body.signer)
    return reply(sign_annex(desk, scope, directive, *told, seen, key, dry_run=dry_run))


def drafted(desk: Desk, scope: Scope, directive: str, document: str) -> Response:
    """The draft as a file. Number, date and signature are blank."""
    require(scope, Act.INTAKE)
    if document not in annex_files():
        raise absent()
    with desk.memory.reading() as session:
        found = view.whole(session, scope, directive)
        units = office.units(session)
        groups = {code: told[0] for code, told in directory(session).groups.items() if told}
        authority, in_charge = letters.letterhead_of(session)
        said = review_settings.letterhead(session)
    names = {**groups, **{unit.code: unit.name for unit in units}}
    lines = tuple(_line(item, names) for item in found.items if item.follow)
    draft = AnnexDraft(_called(found), lines, _members(units, groups))
    content = render_annex(document, draft, desk.today(), authority, in_charge, said)
    headers = {"Content-Disposition": f'attachment; filename="{document}"'}
    return Response(content, media_type=MEDIA_TYPES[document.rpartition(".")[2]], headers=headers)


def _members(units: Iterable[Unit], groups: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Of each group that has a name, the names of its units."""
    return {name: frozenset(unit.name for unit in units if code in unit.groups) for code, name in groups.items()}


def _called(found: WholeDirective) -> str:
    line = found.line
    kind = (line.kind or "văn bản").capitalize()
    title = line.title or ""
    title = title[:1].lower() + title[1:] if title.startswith("Về ") else title
    return " ".join(part for part in (kind, f"số {line.number}" if line.number else "", title) if part)


def _line(item: ItemLine, names: dict[str, str]) -> AnnexLine:
    return AnnexLine(
        item.ref,
        item.text,
        item.product,
        [names.get(code, code) for code in item.lead_codes],
        [names.get(code, code) for code in item.cooperating_codes],
        item.cadence,
        item.due_on,
        item.due_text,
        Basis(item.basis),
        Role(item.mover) if item.mover else None,
    )
