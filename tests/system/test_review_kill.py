"""The generation of a review ended by kill -9 wherever it stands, and begun again: one review, one digest, whole files."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from proof.documents import UNFINISHED
from proof.verify import verify
from storage.database import Memory
from storage.tables import ReviewPastRow, ReviewRow
from tests.acts.house import House
from tests.databases import KINDS, a_memory

ENDED = datetime(2026, 3, 31, 17, tzinfo=UTC)  # the first minute after the quarter in Hà Nội
LATE = datetime(2026, 4, 3, 3, tzinfo=UTC)  # three days after the last of the quarter
SHORT, LONG = (0.3, 0.9), tuple(place / 10 + 0.04 for place in range(10))
"""Where it is killed, as shares of its steps."""

pytestmark = pytest.mark.system
Make = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def maker() -> Iterator[Make]:
    """Asks the process that makes reviews; it lives as long as the tests of this file."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.system.freezing"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        given, told = process.stdin, process.stdout
        assert given is not None
        assert told is not None

        def make(
            memory: Memory, folder: Path | None, point: int = 0, *, at_once: int = 1, at: datetime = LATE
        ) -> dict[str, Any]:
            url = memory.engine.url.render_as_string(hide_password=False)
            where = str(folder) if folder is not None else None
            asked = {"url": url, "instant": at.isoformat(), "folder": where, "point": point, "at_once": at_once}
            given.write(f"{json.dumps(asked)}\n")
            given.flush()
            answered: dict[str, Any] = json.loads(told.readline())
            return answered

        yield make
        given.close()


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


def whole(folder: Path) -> dict[str, str]:
    """The digests of the documents in a folder, without what was not finished."""
    files = (path for path in folder.iterdir() if path.name.startswith("review-") and path.suffix != UNFINISHED)
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "shares", [pytest.param(SHORT, id="short"), pytest.param(LONG, id="ten", marks=pytest.mark.chaos)]
)
def test_killed_at_any_step_and_begun_again_it_is_one_review(
    kind: str, shares: tuple[float, ...], request: pytest.FixtureRequest, tmp_path: Path, maker: Make
) -> None:
    with a_house(request, kind, tmp_path / "unharmed") as memory:
        (steps,) = maker(memory, tmp_path / "unharmed")["steps"]
        ((_, digest),) = frozen(memory)
        documents = whole(tmp_path / "unharmed")
    for share in shares:
        folder = tmp_path / str(share)
        with a_house(request, kind, folder) as memory:
            assert maker(memory, folder, round(steps * share))["ended"] == [-signal.SIGKILL]
            assert frozen(memory) in ([], [(1, digest)])
            assert whole(folder).items() <= documents.items()
            assert maker(memory, folder)["ended"] == [0]
            assert frozen(memory) == [(1, digest)]
            assert whole(folder) == documents
            wrong = {check.id for check in verify(memory, now=LATE) if check.ok is False}
            assert wrong <= {"V2"}  # no clock ran but that of the review


@pytest.mark.parametrize("kind", KINDS)
def test_started_by_two_processes_at_once_or_three_days_late_it_is_one_review(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, maker: Make
) -> None:
    digests = set()
    for place, (at, at_once) in enumerate([(ENDED, 1), (ENDED, 2), (LATE, 2)]):
        with a_house(request, kind, tmp_path / str(place)) as memory:
            assert maker(memory, None, at_once=at_once, at=at)["ended"] == [0] * at_once
            ((revision, digest),) = frozen(memory)
            assert revision == 1
            digests.add(digest)
    assert len(digests) == 1
