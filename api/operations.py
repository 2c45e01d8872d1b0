"""`/api/operations`: how the house is doing, and what it takes for too much at once."""

import shutil
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import Field

from acts.outages import set_storm_guard
from api.deps import AtDesk, Doors, Key, Visitor, doors, reply
from api.health import outgoing
from api.plain import plain
from api.schemas import Body
from domain.outage import StormGuard
from storage.views.operations import operations

router = APIRouter(prefix="/api/operations", tags=["system"])
MOST_MAILS = 100_000


class StormGuardBody(Body):
    """So many mails at once, or such a share of the open work in percent; beyond it a person lets them go, or one mail each."""

    mails: Annotated[int, Field(ge=1, le=MOST_MAILS)]
    share: Annotated[int, Field(ge=1, le=100)]
    wait: bool = False

    def guard(self) -> StormGuard:
        """As the rules take it."""
        return StormGuard(self.mails, self.share, self.wait)


@router.get("")
def show(desk: AtDesk, scope: Visitor, opened: Annotated[Doors, Depends(doors)]) -> dict[str, Any]:
    """The next fifty firings, what is late, the share of the round, the lag of the relay, parts, mails, outages, disk."""
    with desk.memory.reading() as session:
        found = operations(session, scope, desk.clock())
    parts = {name: probe() for name, probe in opened.probes.items()}
    more = {"clocks_sleep": found.clocks_sleep, "parts": parts, "outgoing": outgoing(desk), "disk": disk(opened)}
    return {**plain(found), **more}


@router.put("/storm-guard")
def set_guard(desk: AtDesk, scope: Visitor, key: Key, body: StormGuardBody) -> JSONResponse:
    """Say what the office takes for too much at once after a standstill."""
    return reply(set_storm_guard(desk, scope, body.guard(), key))


def disk(opened: Doors) -> dict[str, int] | None:
    """Bytes free and in all where files are kept; None where nobody said where."""
    if opened.files is None or not opened.files.root.exists():
        return None
    usage = shutil.disk_usage(opened.files.root)
    return {"free": usage.free, "total": usage.total}
