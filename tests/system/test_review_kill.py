"""The generation of a review ended by kill -9 wherever it stands, and begun again: one review, one digest."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from proof.verify import verify
from storage.database import Memory
from storage.tables import ReviewPastRow, ReviewRow
from tests.acts.house import House
from tests.databases import KINDS, a_memory

AFTER = datetime(2026, 4, 3, 3, tzinfo=UTC)  # three days after the last of the quarter
SHORT, LONG = (0.3, 0.9), tuple(place / 10 + 0.04 for place in range(10))
"""Where it is killed, as shares of its statements."""

pytestmark = pytest.mark.system


def freeze(memory: Memory, point: int) -> subprocess.CompletedProcess[str]:
    url = memory.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.system.freezing", url, AFTER.isoformat(), str(point)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@contextmanager
def a_house(request: pytest.FixtureRequest, kind: str, folder: Path) -> Iterator[Memory]:
    """A fresh database with the same office and work each time."""
    server = request.getfixturevalue("postgres") if kind == "postgres" else None
    folder.mkdir()
    with a_memory(kind, folder, server) as memory:
        house = House(memory)
        house.directive({}, {"lead_codes": ["vh"], "due_on": "2026-03-12"})
        yield memory


def frozen(memory: Memory) -> list[tuple[int, str]]:
    with memory.reading() as session:
        assert list(session.scalars(select(ReviewPastRow))) == []
        return [(row.revision, row.digest) for row in session.scalars(select(ReviewRow))]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "shares", [pytest.param(SHORT, id="short"), pytest.param(LONG, id="ten", marks=pytest.mark.chaos)]
)
def test_killed_at_any_statement_and_begun_again_it_is_one_review(
    kind: str, shares: tuple[float, ...], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    with a_house(request, kind, tmp_path / "unharmed") as memory:
        statements = int(freeze(memory, 0).stdout)
        ((_, digest),) = frozen(memory)
    for share in shares:
        with a_house(request, kind, tmp_path / str(share)) as memory:
            assert freeze(memory, round(statements * share)).returncode == -signal.SIGKILL
            assert frozen(memory) in ([], [(1, digest)])
            assert freeze(memory, 0).returncode == 0
            assert frozen(memory) == [(1, digest)]
            wrong = {check.id for check in verify(memory, now=AFTER) if check.ok is False}
            assert wrong <= {"V2"}  # no clock ran but that of the review
