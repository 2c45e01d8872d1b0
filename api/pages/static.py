"""Files of ours that pages load: kept by the browser for ever, as their address changes with them."""

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.pages.shell import STATIC

FOR_EVER = "public, max-age=31536000, immutable"
A_WHILE = "public, max-age=3600"


class Files(StaticFiles):
    """The folder of static files."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, told how long it may be kept: for ever only where its address names its content."""
        answer = await super().get_response(path, scope)
        answer.headers["Cache-Control"] = FOR_EVER if b"v=" in scope.get("query_string", b"") else A_WHILE
        return answer
