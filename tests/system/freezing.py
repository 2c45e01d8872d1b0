"""A process that takes the dates of a quarter and is killed by the kernel before its n-th statement; 0 is never.

`python -m tests.system.freezing URL INSTANT N`: the number of statements it came to is printed.
"""

import os
import signal
import sys
from datetime import datetime
from itertools import count
from typing import Any
from uuid import uuid4

from sqlalchemy import event

from acts.desk import Desk
from acts.review_steps import open_reviews
from acts.steps import take_due
from domain.calendar import Calendar
from domain.subject import Caller, Subject, SubjectKind
from storage.database import Memory
from writing.review import template_digest

PERIOD = "2026-Q1"


def main(url: str, instant: str, point: int) -> None:
    """Open what has begun and take what is due: all a worker does for a period."""
    memory, statements = Memory(url), count(1)

    @event.listens_for(memory.engine, "before_cursor_execute")
    def _(*_: Any) -> None:
        if next(statements) == point:
            os.kill(os.getpid(), signal.SIGKILL)

    now = datetime.fromisoformat(instant)
    desk = Desk(memory, lambda: now, lambda: uuid4().hex, Calendar(), template_digest)
    open_reviews(desk)
    take_due(desk, Subject(SubjectKind.REVIEW, PERIOD), Caller.CLOCK)
    sys.stdout.write(f"{next(statements) - 1}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
