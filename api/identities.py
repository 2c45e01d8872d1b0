"""`/api/officials/{login}/identities`: what an account is at the office's identity provider, for who administers."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import Field

from acts import identities
from api.deps import AtDesk, Doors, Key, Visitor, doors, reply
from api.schemas import Body, Line
from domain.errors import Problem, Refusal
from domain.identity import LONGEST_SUBJECT, Identity

router = APIRouter(prefix="/api/officials/{login}/identities", tags=["office"])


class IdentityBody(Body):
    """Issuer and subject (`iss`, `sub`) as the provider has them; the issuer is the office's own where left out."""

    subject: Annotated[Line, Field(max_length=LONGEST_SUBJECT)]
    issuer: Line | None = None


@router.post("", status_code=201)
def link(
    desk: AtDesk,
    scope: Visitor,
    key: Key,
    login: str,
    body: IdentityBody,
    opened: Annotated[Doors, Depends(doors)],
) -> JSONResponse:
    """Link an account: from now on it is signed in to with that identity as well."""
    issuer = body.issuer or (opened.provider.client.trust.issuer if opened.provider else None)
    if issuer is None:
        problem = Problem("issuer", "cần ghi issuer: hệ thống này chưa thiết lập đăng nhập bằng tài khoản cơ quan")
        raise Refusal("invalid", "invalid", "Chưa rõ tài khoản của hệ thống nào.", (problem,))
    return reply(identities.link(desk, scope, login, Identity(issuer, body.subject), key))


@router.delete("")
def unlink(desk: AtDesk, scope: Visitor, key: Key, login: str) -> JSONResponse:
    """Undo the links of an account; its sessions end."""
    return reply(identities.unlink(desk, scope, login, key))
