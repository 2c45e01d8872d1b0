"""`dondoc review PERIOD --out DIR`: freeze a period if it is not frozen, write its documents, print their digest."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from acts.desk import Desk
from acts.reviews import freeze
from cli.desk import open_desk
from cli.places import said
from domain.rights import SYSTEM
from proof.documents import write_documents
from settings import Settings
from storage.views.reviews import review as find
from storage.views.whole import simulated_until
from storage.views.word_templates import templates
from writing.review import template_digest

REFUSED = 1


def review(settings: Settings, period: str, out: Path) -> int:
    """Print 64 hex digits over figures and template; the exit status. Raises Refusal for what is no period."""
    desk = _as_of_its_end(open_desk(settings))
    try:
        wanted = desk.period(period).name
        found = _found(desk, wanted)
        if found is None:
            freeze(desk, SYSTEM, wanted, template=template_digest())
            found = _found(desk, wanted)
        assert found is not None, "what was frozen is there"
        out.mkdir(parents=True, exist_ok=True)
        with desk.memory.reading() as session:
            own = templates(session, found["snapshot"].get("templates", {}).values())
        write_documents(found, out, own)
    except OSError as error:
        print(f"Không ghi được {said(error)}.", file=sys.stderr)
        return REFUSED
    finally:
        desk.memory.close()
    print(found["digest"])
    return 0


def _found(desk: Desk, period: str) -> Mapping[str, Any] | None:
    with desk.memory.reading() as session:
        return find(session, SYSTEM, period)


def _as_of_its_end(desk: Desk) -> Desk:
    """The desk of a database that a simulation left: its now is the instant at which that ended."""
    with desk.memory.reading() as session:
        ended = simulated_until(session)
    return desk if ended is None else replace(desk, clock=lambda: datetime.fromisoformat(ended))
