"""`/api/ladders`: the versions of the office's ladders, a new one taken in, chosen for a directive or an item, foreseen."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse, Response

from acts import foreseeing, ladder_choice, ladders
from acts.ladder_choice import Choice
from api.deps import AtDesk, Key, Seen, Visitor, reply
from api.plain import plain
from api.schemas import Body, Id
from api.uploads import Sent, sent_file
from domain.ladders import AUDIENCES, CLASSES, RELEASE_WORDS, Priority, Version
from domain.rights import Act, absent, require
from reading.ladders import read_ladders
from storage.views import ladders as view
from writing.ladders import write_ladder

router = APIRouter(prefix="/api", tags=["ladders"])
Upload = Annotated[Sent, Depends(sent_file)]
DryRun = Annotated[bool, Query(description="only show what would move")]


class ChoiceBody(Body):
    """Which ladder is followed (left out: by urgency or the default one), and how urgent it is (left out: as it is)."""

    ladder: Id | None = None
    priority: Priority | None = None

    def choice(self) -> Choice:
        """As the act takes it."""
        return Choice(self.ladder, self.priority)


@router.get("/ladders")
def list_ladders(desk: AtDesk, _scope: Visitor) -> dict[str, Any]:
    """Every version of every ladder with its rungs; `state` is in-force, ahead or past today."""
    with desk.memory.reading() as session:
        found = view.listed(session, desk.today())
    return {"items": [{**told(one.version), "state": one.state} for one in found], "next": None}


def told(version: Version) -> dict[str, Any]:
    """A version as it is shown, in the words of its file."""
    return {
        "code": version.code,
        "version": version.version,
        "title": version.title,
        "since": version.since.isoformat() if version.version else None,
        "basis": version.basis,
        "priorities": list(version.priorities),
        "rungs": [
            {
                "code": rung.code,
                "offset": rung.offset,
                "audience": AUDIENCES[rung.phase],
                "class": CLASSES[AUDIENCES[rung.phase]],
                "phase": rung.phase.value,
                "release": RELEASE_WORDS[rung.release],
                "repeat_days": rung.repeat_days,
            }
            for rung in version.rungs
        ],
    }


@router.post("/ladders", status_code=201)
def take_ladders(desk: AtDesk, scope: Visitor, key: Key, sent: Upload, dry_run: DryRun = False) -> JSONResponse:
    """Take in versions (YAML or JSON): the steps ahead are laid out anew. `dry_run` answers 200 and changes nothing."""
    require(scope, Act.SET_RULES)
    return reply(ladders.take_ladders(desk, scope, read_ladders(sent.data, sent.name), key, dry_run=dry_run))


@router.get("/ladders/{ladder}/{version}/file.yaml")
def get_file(desk: AtDesk, _scope: Visitor, ladder: str, version: int) -> Response:
    """A version as a file that can be edited and taken in again under a new number."""
    return file_of(desk, ladder, version)


def file_of(desk: AtDesk, ladder: str, version: int) -> Response:
    """The file of a version; absent where there is none."""
    with desk.memory.reading() as session:
        found = [one.version for one in view.listed(session, desk.today())]
    wanted = next((one for one in found if (one.code, one.version) == (ladder, version)), None)
    if wanted is None:
        raise absent()
    headers = {"Content-Disposition": f'attachment; filename="{ladder}-{version}.yaml"'}
    return Response(write_ladder(wanted), media_type="application/yaml", headers=headers)


@router.get("/assignments/{assignment}/ladder")
def foresee(
    desk: AtDesk, scope: Visitor, assignment: str, ladder: Annotated[str | None, Query(max_length=100)] = None
) -> dict[str, Any]:
    """What would happen when, to whom, by the ladder the assignment follows or by another; nothing is changed."""
    return {"items": plain(foreseeing.foresee(desk, scope, assignment, ladder)), "next": None}


@router.post("/items/{item}/ladder", status_code=201)
def choose_for_item(
    desk: AtDesk, scope: Visitor, key: Key, seen: Seen, item: str, body: ChoiceBody, dry_run: DryRun = False
) -> JSONResponse:
    """Say which ladder an item follows; the steps ahead are laid out anew."""
    return reply(ladder_choice.choose_for_item(desk, scope, item, body.choice(), seen, key, dry_run=dry_run))


@router.post("/directives/{directive}/ladder", status_code=201)
def choose_for_directive(
    desk: AtDesk, scope: Visitor, key: Key, seen: Seen, directive: str, body: ChoiceBody, dry_run: DryRun = False
) -> JSONResponse:
    """Say which ladder the items of a directive follow where they have no choice of their own."""
    return reply(ladder_choice.choose_for_directive(desk, scope, directive, body.choice(), seen, key, dry_run=dry_run))
