"""`/api/tokens`: tokens of programs, narrowed to what they are for."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from acts import tokens
from api.deps import AtDesk, Key, Visitor, reply
from api.plain import plain
from api.schemas import Body, Line
from storage.views import tokens as view

router = APIRouter(prefix="/api/tokens", tags=["tokens"])
Allowance = Literal["read", "report", "measure", "directives", "calendar"]


class Wanted(Body):
    """What it is called, what it may (left out: all its owner may), and for how many days."""

    name: Line
    may: Annotated[tuple[Allowance, ...], Field(min_length=1, max_length=5)] | None = None
    days: Annotated[int, Field(ge=1, le=tokens.LONGEST_DAYS)] = 90


@router.get("")
def list_tokens(desk: AtDesk, scope: Visitor) -> dict[str, Any]:
    """The tokens that work: one's own, for who administers everybody's."""
    with desk.memory.reading() as session:
        return {"items": plain(view.tokens(session, scope, desk.clock())), "next": None}


@router.post("")
def give(desk: AtDesk, scope: Visitor, key: Key, body: Wanted) -> JSONResponse:
    """A token for oneself; this answer alone holds it."""
    answer = tokens.give_own(desk, scope, body.name, body.may, body.days, key)
    return reply(replace(answer, body={**answer.body, "token": tokens.secret_of(desk, answer.body["id"])}))


@router.delete("/{token}")
def revoke(desk: AtDesk, scope: Visitor, key: Key, token: str) -> JSONResponse:
    """Revoke it: it stops working at once."""
    return reply(tokens.revoke(desk, scope, token, key))
