"""`dondoc reconcile`: give every open subject its clock, from the rows; harmless at any time."""

import asyncio
import sys

from temporalio.service import RPCError

from cli.desk import open_desk
from cli.embedded import temporal_address
from rounds.reconcile import Reconciled
from rounds.reconcile import reconcile as give_clocks
from settings import Settings
from storage.database import Memory
from workflows.reach import connect

AWAY = 2


def reconcile(settings: Settings) -> int:
    """Print the numbers of both sides; the exit status, 2 while Temporal is away."""
    desk, address = open_desk(settings), temporal_address(settings)
    try:
        found = asyncio.run(_reconcile(desk.memory, address))
    except (RuntimeError, RPCError, ExceptionGroup) as error:
        print(f"Không kết nối được Temporal tại {address}: {error}", file=sys.stderr)
        return AWAY
    coming = f" · đang khởi động theo đợt {found.coming}" if found.coming else ""
    ended = f" · cho kết thúc {found.ended}" if found.ended else ""
    print(f"Đang theo dõi {found.open} · đang chạy {found.running} · khởi động lại {found.started}{coming}{ended}")
    return 0


async def _reconcile(memory: Memory, address: str) -> Reconciled:
    return await give_clocks(memory, await connect(address))
