"""A house that lives through anything: its process is killed at any statement, its database set back to a copy.

Beside it stands the world it cannot forget with its database: what the mail server took, what people were answered.
"""

import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import event, select

from acts import holds
from acts.days import OfficeDays
from acts.messages import Claimed, Delivery, Outcome, send_due, wire_id
from acts.steps import take_due
from domain.errors import Refusal
from domain.outgoing import Mark
from domain.status import WorkState
from domain.subject import MAIL, Caller
from storage import log
from storage.database import Memory
from storage.tables import AssignmentRow, CompletionRow, MessageRow
from storage.views.holds import gate
from storage.views.subjects import overdue_subjects
from tests.acts.house import CHIEF, House
from tests.databases import a_folder, a_migrated_file, alike

T = TypeVar("T")

MINE = "i1"
UNIT_IS_REMINDED = {"before", "due", "overdue"}
ROUNDS = 6
"""How often the round may have to look until nothing is due: what one look plans for the past the next one takes."""


class Killed(BaseException):
    """The process is gone: nobody catches it, nothing is tidied up."""


class Life:
    """The office of the tests on a file of its own, with its post, its marks, and the ways to die."""

    def __init__(self) -> None:
        self._place = ExitStack()
        self.folder = self._place.enter_context(a_folder())
        shutil.copy(a_migrated_file(), self.file)
        self._fuse: int | None = None
        self._acting = False
        self._marks: list[Mark] = []
        self.deaths = 0
        self.writes = 0
        self.taken_in: Counter[str] = Counter()
        self.promised: set[str] = set()
        self._copy: set[str] | None = None
        self.house = House(self._opened())
        self.house.desk = replace(self.house.desk, instance=lambda: MINE, mark=self._mark)
        holds.found(self.house.desk, MINE)

    @property
    def file(self) -> Path:
        return self.folder / "dondoc.db"

    def end(self) -> None:
        self.house.memory.close()
        self._place.close()

    def _mark(self, seq: int, digest: str, at: datetime) -> None:
        self._marks.append(Mark(MINE, seq, digest, at))

    def _opened(self) -> Memory:
        memory = alike(Memory(str(self.file)))

        @event.listens_for(memory.engine, "before_cursor_execute")
        def burn(*_: Any) -> None:
            if self._fuse is None or not self._acting:
                return
            self._fuse -= 1
            if self._fuse == 0:
                self._fuse = None
                raise Killed

        @event.listens_for(memory.engine, "commit")
        def wrote(*_: Any) -> None:
            self.writes += 1

        return memory

    def _starts(self) -> None:
        """A new process on the same file: it knows nothing but what is written there, and looks back before it sends."""
        self.house.memory.close()
        self.house.memory = self._opened()
        self.house.desk = replace(self.house.desk, memory=self.house.memory, days=OfficeDays())
        holds.look_back(self.house.desk, self._marks)

    def will_die(self, statements: int) -> None:
        """The process begins so many more statements; the last of them never reaches the database.

        Only what it does counts, not what the test asks.
        """
        self._fuse = statements

    def tries(self, act: Callable[[], T]) -> T | None:
        """What an act answers; None where it was refused, or the process died before it could."""
        with suppress(Refusal):
            return self.survives(act)
        return None

    def survives(self, act: Callable[[], T]) -> T | None:
        """The same of anything else that is done; after a death there is a new process."""
        self._acting = True
        try:
            return act()
        except Killed:
            self._acting = False
            self.deaths += 1
            self._starts()
            return None
        finally:
            self._acting = False

    def goes_round(self, outcome: Delivery | None) -> None:
        """The round looks at all that is due and the post is tried, as often as the process has to be started for it.

        `outcome` is what the mail server says to each mail; None: the process dies with the mail handed over.
        """
        for what in (outcome, *[outcome or Delivery.SENT] * ROUNDS):
            before, due = self.deaths, self.survives(self._look)
            self.survives(partial(send_due, self.house.desk, partial(self._post, what)))
            if due == 0 and self.deaths == before:
                return

    def _look(self) -> int:
        with self.house.memory.reading() as session:
            due = [one for one in overdue_subjects(session, self.house.now, timedelta()) if one != MAIL]
        for subject in due:
            take_due(self.house.desk, subject, Caller.ROUND)
        return len(due)

    def _post(self, outcome: Delivery | None, mail: Claimed) -> Outcome:
        assert not self.is_held, "a mail left while everything is held"
        assert self.house.desk.calendar.is_open(self.house.now), "a mail left outside working hours"
        reminded = {one.assignment for one in mail.notices if one.kind == "digest" and one.phase in UNIT_IS_REMINDED}
        if reminded:
            with self.house.memory.reading() as session:
                works = session.execute(
                    select(AssignmentRow.id, AssignmentRow.work).where(AssignmentRow.id.in_(reminded))
                )
                answered = [one for one, work in works if not WorkState(work).runs]
            assert answered == [], "a unit is reminded of what it has reported"
        if outcome in {None, Delivery.SENT, Delivery.UNKNOWN}:
            self.taken_in[mail.message_id] += 1
        if outcome is None:
            raise Killed
        return Outcome(outcome)

    @property
    def is_held(self) -> bool:
        with self.house.memory.reading() as session:
            return not gate(session, MINE).mail

    def is_copied(self) -> None:
        """A backup, as the house makes one."""
        with closing(self.house.memory.engine.raw_connection()) as source:
            source.cursor().execute(f"VACUUM INTO '{self.folder / 'fresh.db'}'")
        (self.folder / "fresh.db").replace(self.folder / "copy.db")
        self._copy = set(self.promised)

    def is_set_back(self) -> bool:
        """The database is lost and the copy put in its place; whether there was one to come back to.

        What had been promised since then is gone with it: only then may it be, and only then is all mail held.
        """
        if self._copy is None:
            return False
        reached = self._head()
        self.house.memory.close()
        for file in self.folder.glob("dondoc.db*"):
            file.unlink()
        shutil.copy(self.folder / "copy.db", self.file)
        self.promised, self.taken_in = set(self._copy), Counter()
        self._fuse = None
        self.writes += 1
        self._starts()
        assert self.is_held or self._head() == reached, "a database that has lost something goes on as if it had not"
        return True

    def _head(self) -> tuple[int, str]:
        with self.house.memory.reading() as session:
            return log.head(session)

    def lets_go(self, *, but_one: bool) -> None:
        """Somebody has looked, and lets the mail go, all or without one."""
        with self.house.memory.reading() as session:
            held = [one.id for one in gate(session, MINE).holds]
            waiting = session.scalars(select(MessageRow.id).where(MessageRow.state == "pending").limit(1)).all()
        for one in held:
            self.tries(
                lambda one=one: holds.release(  # type: ignore[misc]
                    self.house.desk, CHIEF, one, "Đã đối chiếu", waiting if but_one else ()
                )
            )

    def forgotten(self) -> list[str]:
        """What was promised to somebody and is not in the database."""
        with self.house.memory.reading() as session:
            known = set(session.scalars(select(CompletionRow.id)))
        return sorted(self.promised - known)

    def unexplained(self) -> list[str]:
        """Mails the server took more often than an answer of it was lost."""
        with self.house.memory.reading() as session:
            told = {wire_id(row): row.unknown for row in session.scalars(select(MessageRow))}
        return [f"{one}: {n}, {told.get(one)}" for one, n in self.taken_in.items() if n > 1 + told.get(one, 0)]
