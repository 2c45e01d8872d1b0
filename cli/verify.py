"""`dondoc verify [--at INSTANT] [--json]`: whether the promises hold in this installation's database."""

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from temporalio.service import RPCError

from cli.desk import shifted
from cli.embedded import temporal_address
from domain.calendar import ZONE
from domain.errors import Refusal
from domain.subject import Subject
from proof.verify import Check, holds, to_plain
from proof.verify import verify as check
from rounds.reconcile import missing_clocks, on_their_way
from settings import Settings
from storage.database import Memory, UnsafeDatabase
from storage.schema import assert_current
from workflows.reach import connect

BROKEN = 1
REFUSED = 2
_MARKS = {True: "đạt", False: "KHÔNG ĐẠT", None: "chưa kiểm tra được"}


def verify(settings: Settings, at: str | None, *, as_json: bool) -> int:
    """Print every check; exit status 0 when none is false, 1 when one is, 2 where there is no database to read."""
    url = settings.database
    if "://" not in url and not Path(url).is_file():
        print(f"Không có cơ sở dữ liệu {url}.", file=sys.stderr)
        return REFUSED
    memory = Memory(url)
    try:
        when = _instant(at)
        assert_current(memory)
        told = check(
            memory,
            when,
            now=shifted(settings.offset)(),
            files=settings.files,
            missing=lambda subjects: _missing(settings, memory, subjects),
        )
    except (UnsafeDatabase, ValueError) as error:
        print(error, file=sys.stderr)
        return REFUSED
    finally:
        memory.close()
    print(json.dumps(to_plain(told), ensure_ascii=False, indent=1) if as_json else _as_text(told))
    return 0 if holds(told) else BROKEN


def _instant(text: str | None) -> datetime | None:
    """An instant in ISO form; one without a zone is the office's local time."""
    if text is None:
        return None
    found = datetime.fromisoformat(text)
    return (found if found.tzinfo else found.replace(tzinfo=ZONE)).astimezone(UTC)


def _missing(settings: Settings, memory: Memory, subjects: list[Subject]) -> list[Subject] | None:
    """Open subjects without a clock, and none on its way; None where no Temporal server is known or answers."""

    async def ask() -> list[Subject]:
        client = await connect(temporal_address(settings))
        coming = await on_their_way(memory, client)
        return [one for one in await missing_clocks(client, subjects) if one not in coming]

    try:
        return asyncio.run(ask())
    except (Refusal, RuntimeError, RPCError):
        return None


def _as_text(told: list[Check]) -> str:
    lines = []
    for one in told:
        why = f": {one.why}" if one.why else ""
        lines.append(f"{one.id:<4} {_MARKS[one.ok]:<19} {one.name} ({one.counted}){why}")
        lines += [f"     {violation}" for violation in one.violations]
    return "\n".join([*lines, "Tất cả đều đạt." if holds(told) else "Có điều kiện không đạt."])
