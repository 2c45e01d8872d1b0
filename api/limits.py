"""How often something may be tried: counts of the last minutes, kept in this process."""

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from threading import Lock

from domain.errors import Refusal

MOST_KEYS = 50_000
"""Keys remembered at once; beyond that the oldest are forgotten, so that a flood of names cannot fill the memory."""


class TooOften(Refusal):
    """Too many tries; `retry_after` seconds from now there is room again."""

    def __init__(self, retry_after: int) -> None:
        minutes = ceil(retry_after / 60)
        super().__init__(
            "conflict", "too-often", f"Đã thử quá nhiều lần. Đề nghị chờ khoảng {minutes} phút rồi thử lại."
        )
        self.retry_after = retry_after


@dataclass(frozen=True)
class Limit:
    """At most so many within a span."""

    most: int
    span: timedelta


class Tries:
    """The tries of the last span by key. `clock` is the time limits are kept by."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._made: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def take(self, wanted: dict[str, Limit]) -> None:
        """Count one try under each key, or raise TooOften and count none."""
        now = self._clock()
        with self._lock:
            waits = [self._wait(key, limit, now) for key, limit in wanted.items()]
            if any(waits):
                raise TooOften(max(1, ceil(max(waits))))
            for key in wanted:
                self._made.setdefault(key, deque()).append(now)
                self._made.move_to_end(key)
            while len(self._made) > MOST_KEYS:
                self._made.popitem(last=False)

    def forget(self, *keys: str) -> None:
        """Forget the tries under these keys: what came of them was right."""
        with self._lock:
            for key in keys:
                self._made.pop(key, None)

    def _wait(self, key: str, limit: Limit, now: datetime) -> float:
        """Seconds until there is room under a key; 0 where there is."""
        made = self._made.get(key, deque())
        while made and made[0] <= now - limit.span:
            made.popleft()
        return (made[-limit.most] + limit.span - now).total_seconds() if len(made) >= limit.most else 0.0
