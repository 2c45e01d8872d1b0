"""The desk an act is done at: one transaction with its rows, one event, and the answer stored under its key."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, is_dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from acts.days import OfficeDays
from domain.calendar import Calendar
from domain.errors import Refusal
from domain.journal import Promise
from domain.master_key import MasterKey
from domain.period import Period
from domain.reporting import Reporting
from domain.rights import Scope
from domain.secrecy import refuse_marked
from storage import log
from storage.database import Memory
from storage.tables import StoredAnswerRow
from storage.upsert import insert_or_ignore

SPREAD = timedelta(hours=2)
"""How long before the office opens the steps of a morning begin to be taken."""


@dataclass(frozen=True)
class Desk:
    """What every act needs and none may fetch for itself: memory, the time, fresh ids and the calendar.

    `wall` is the real time where `clock` is shifted: codes and words of others are of their time, not of a demonstration's.
    `key` is the installation's; a desk that is given none, in a simulation or a test, has one of its own. `seed` is the
    calendar without the office's own decisions on single days: those are rows, laid over it. `forms` gives the digest of
    the words and forms that documents are made with: it is part of what is frozen. `instance` names the installation
    this machine is, None where nothing is fenced; `mark` is told after a commit how far the log has come, `promise`
    right before it what an act promises: it is written outside the database too, before anybody hears of it.
    """

    memory: Memory
    clock: Callable[[], datetime]
    ids: Callable[[], str]
    seed: Calendar
    forms: Callable[[], str]
    key: MasterKey = field(default_factory=MasterKey.fresh, compare=False)
    wall: Callable[[], datetime] | None = field(default=None, compare=False)
    days: OfficeDays = field(default_factory=OfficeDays, compare=False)
    instance: Callable[[], str | None] = lambda: None
    mark: Callable[[int, str, datetime], object] = lambda _seq, _digest, _at: None
    promise: Callable[[Sequence[Promise]], object] = lambda _promises: None

    @property
    def calendar(self) -> Calendar:
        """The calendar with what the office has decided, as of the last act or look."""
        return self.days.known or self.days.read(self.memory, self.seed)

    def calendar_of(self, unit: str) -> Calendar:
        """The calendar that deadlines of a unit are counted by: the office's, unless it keeps hours of its own."""
        return self.days.of(unit, self.calendar)

    def real_now(self) -> datetime:
        """The time outside, whatever the installation's own is shifted by."""
        return (self.wall or self.clock)()

    @property
    def reporting(self) -> Reporting:
        """What the office reports of, as of the last act or look."""
        return self.days.reporting if self.days.known else self._asked()

    def _asked(self) -> Reporting:
        self.days.read(self.memory, self.seed)
        return self.days.reporting

    def period(self, name: str) -> Period:
        """The period of that name in the office's calendar; refused where it has none."""
        return self.reporting.period(name)

    def today(self) -> date:
        """The office's local day."""
        return self.calendar.local_date(self.clock())

    @staticmethod
    def spread(subject: str) -> timedelta:
        """How long before opening this subject's steps are taken, by a digest of its id: no herd on a morning."""
        share = int.from_bytes(hashlib.sha256(subject.encode()).digest()[:4], "big") / 2**32
        return timedelta(seconds=int(SPREAD.total_seconds() * share))


@dataclass(frozen=True)
class Answer:
    """What an act answers, and what a repeat under the same key gets again."""

    body: Mapping[str, Any]
    status: int = 200
    etag: str | None = None
    repeated: bool = False


@dataclass
class Deed:
    """An act in progress: its session, the facts it will leave in the log, and what it promises.

    `key` and `request` are the key it was asked for under, and the digest of what was asked.
    """

    session: Session
    desk: Desk
    scope: Scope
    now: datetime
    key: str | None = None
    request: str = ""
    facts: list[log.Fact] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)

    def note(self, kind: str, subject: str, /, **data: Any) -> None:
        """Say what changed: ids, days and digests only, no names and no text of people."""
        self.facts.append(log.Fact(kind, subject, data))


def perform(
    desk: Desk,
    scope: Scope,
    deed: Callable[[Deed], Answer],
    *,
    key: str | None = None,
    request: object = None,
    alone: bool = False,
) -> Answer:
    """Do `deed` in one transaction, append its events last, and keep its answer under `key`.

    A repeat of the same request under the same key gets the first answer; another request under it is refused.
    Refusals are not stored: nothing happened. What carries a mark of secrecy is refused before anything else is done,
    whoever hands it in. `alone` is for the act that changes the calendar: no other counts days meanwhile.
    """
    refuse_marked(request)
    reached, asked = None, _digest(request) if key is not None else ""
    with desk.memory.writing() as session:
        now = desk.clock()
        if key is not None and not _claim(session, scope.actor, key, asked, now):
            return _again(session.get_one(StoredAnswerRow, (scope.actor, key)), asked)
        desk.days.hold(session, desk.seed, alone=alone)
        doing = Deed(session, desk, scope, now, key, asked)
        answer = deed(doing)
        if key is not None:
            stored = session.get_one(StoredAnswerRow, (scope.actor, key))
            stored.status, stored.body, stored.etag = answer.status, dict(answer.body), answer.etag
        if doing.promises:
            desk.promise(doing.promises)
        if doing.facts:
            reached = log.append(session, scope.actor, doing.now, _in_whose_place(scope, doing.facts))
    if reached is not None:
        desk.mark(*reached, now)
    return answer


def _in_whose_place(scope: Scope, facts: list[log.Fact]) -> list[log.Fact]:
    """The facts of an act with the absent officials whose roles carried it: "B thay A"."""
    absent = sorted(scope.leaned_on)
    scope.leaned_on.clear()
    return [replace(fact, data={**fact.data, "in_place_of": absent}) for fact in facts] if absent else facts


def _claim(session: Session, actor: str, key: str, digest: str, now: datetime) -> bool:
    """Take the key before anything is done, so that of fifty at once one acts and the others wait for its answer."""
    place = {"actor": actor, "key": key, "request": digest, "status": 0, "body": {}, "etag": None, "at": now}
    return insert_or_ignore(session, StoredAnswerRow, place)


def _again(stored: StoredAnswerRow, digest: str) -> Answer:
    if stored.request != digest:
        raise Refusal(
            "invalid", "key-reused", "Khóa Idempotency-Key này đã dùng cho một yêu cầu khác; đề nghị dùng khóa mới."
        )
    return Answer(stored.body, stored.status, stored.etag, repeated=True)


def _digest(request: object) -> str:
    told = json.dumps(request, ensure_ascii=False, sort_keys=True, default=_told)
    return hashlib.sha256(told.encode()).hexdigest()


def _told(value: object) -> object:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def expect_version(found: int, wanted: int | None) -> None:
    """Refuse a change of something that has moved on since it was read."""
    if wanted is not None and wanted != found:
        raise Refusal(
            "stale",
            "stale",
            "Nội dung đã được người khác cập nhật; đề nghị tải lại trước khi sửa.",
            allowed=("reload",),
        )
