"""A file that came with a form, put into the store of files like any other that is handed in."""

from fastapi import Request

from acts.desk import Desk
from api.deps import doors
from api.evidence import take
from api.uploads import Sent
from domain.rights import Scope


def kept(request: Request, desk: Desk, scope: Scope, file: Sent, key: str) -> str:
    """Keep it, checked for what it is and for marks of secrecy; its id."""
    return str(take(doors(request), desk, scope, file.name, [file.data], f"{key}-file").body["id"])
