"""A process that makes the review of a quarter, killed by the kernel before its n-th step; 0 is never.

`python -m tests.system.freezing` learns the house once, then forks a child for each line `{"url", "instant", "folder",
"point", "at_once"}` of its standard input (as many as `at_once` together) and answers with how they ended and how many
steps they came to. A step is a statement sent to the database, or a document written or put in its place.
"""

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import event

from acts.desk import Desk
from acts.review_steps import open_reviews
from acts.steps import take_due
from domain.calendar import Calendar
from domain.rights import SYSTEM
from domain.subject import Caller, Subject, SubjectKind
from proof.documents import write_documents
from storage.database import Memory
from storage.views.reviews import review
from writing.review import template_digest

PERIOD = "2026-Q1"


def main() -> None:
    """Answer lines until there are no more."""
    template_digest()  # read once, before all forks
    for line in sys.stdin:
        asked = json.loads(line)
        children = [_forked(asked) for _ in range(asked["at_once"])]
        ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child, _ in children]
        steps = [int(os.read(told, 16) or 0) for _, told in children]
        for _, told in children:
            os.close(told)
        sys.stdout.write(f"{json.dumps({'ended': ended, 'steps': steps})}\n")
        sys.stdout.flush()


def _forked(asked: dict[str, Any]) -> tuple[int, int]:
    """A child that makes the review: its id, and where it says how many steps it took."""
    told, saying = os.pipe()
    child = os.fork()
    if child:
        os.close(saying)
        return child, told
    status = 1
    try:
        os.write(saying, b"%d" % make(asked["url"], asked["instant"], asked["folder"], asked["point"]))
        status = 0
    finally:
        os._exit(status)


def make(url: str, instant: str, folder: str | None, point: int) -> int:
    """Open what has begun, take what is due, write the documents: all that is done for a period; the steps it took."""
    memory, now = Memory(url), datetime.fromisoformat(instant)
    with _killed_before(memory, point, folder) as steps:
        desk = Desk(memory, lambda: now, lambda: uuid4().hex, Calendar(), template_digest)
        open_reviews(desk)
        take_due(desk, Subject(SubjectKind.REVIEW, PERIOD), Caller.CLOCK)
        if folder is not None:
            with memory.reading() as session:
                found = review(session, SYSTEM, PERIOD)
            assert found is not None, "it was frozen"
            write_documents(found, Path(folder))
    return next(steps) - 1


@contextmanager
def _killed_before(memory: Memory, point: int, folder: str | None) -> Iterator[Iterator[int]]:
    steps = count(1)

    def step() -> None:
        if next(steps) == point:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(name: str, told: tuple[Any, ...]) -> None:
        written = name == "open" and "w" in str(told[1] or "")
        if folder is not None and (written or name == "os.rename") and str(told[0]).startswith(folder):
            step()

    event.listen(memory.engine, "before_cursor_execute", lambda *_: step())
    sys.addaudithook(heard)
    yield steps


if __name__ == "__main__":
    main()
