"""The desk an act is done at: one transaction with its rows, one event, and the answer stored under its key."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from domain.calendar import Calendar
from domain.errors import Refusal
from domain.ladder import DEFAULT_LADDER, Ladder
from domain.rights import Scope
from storage import log
from storage.database import Memory
from storage.tables import StoredAnswerRow

SPREAD = timedelta(hours=2)
"""How long before the office opens the steps of a morning begin to be taken."""


@dataclass(frozen=True)
class Desk:
    """What every act needs and none may fetch for itself: memory, the time, fresh ids, the calendar and the ladder."""

    memory: Memory
    clock: Callable[[], datetime]
    ids: Callable[[], str]
    calendar: Calendar
    ladder: Ladder = DEFAULT_LADDER

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
    """An act in progress: its session and the facts it will leave in the log."""

    session: Session
    desk: Desk
    scope: Scope
    now: datetime
    facts: list[log.Fact] = field(default_factory=list)

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
) -> Answer:
    """Do `deed` in one transaction, append its events last, and keep its answer under `key`.

    A repeat of the same request under the same key gets the first answer; another request under it is refused.
    Refusals are not stored: nothing happened.
    """
    digest = _digest(request)
    with desk.memory.writing() as session:
        if key is not None and (stored := session.get(StoredAnswerRow, (scope.actor, key))) is not None:
            return _again(stored, digest)
        doing = Deed(session, desk, scope, desk.clock())
        answer = deed(doing)
        if key is not None:
            session.add(
                StoredAnswerRow(
                    actor=scope.actor,
                    key=key,
                    request=digest,
                    status=answer.status,
                    body=dict(answer.body),
                    etag=answer.etag,
                    at=doing.now,
                )
            )
        if doing.facts:
            log.append(session, scope.actor, doing.now, doing.facts)
        return answer


def _again(stored: StoredAnswerRow, digest: str) -> Answer:
    if stored.request != digest:
        raise Refusal(
            "invalid", "key-reused", "Khóa Idempotency-Key này đã dùng cho một yêu cầu khác; đề nghị dùng khóa mới."
        )
    return Answer(stored.body, stored.status, stored.etag, repeated=True)


def _digest(request: object) -> str:
    told = json.dumps(request, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def expect_version(found: int, wanted: int | None) -> None:
    """Refuse a change of something that has moved on since it was read."""
    if wanted is not None and wanted != found:
        raise Refusal(
            "stale",
            "stale",
            "Nội dung đã được người khác cập nhật; đề nghị tải lại trước khi sửa.",
            allowed=("reload",),
        )
