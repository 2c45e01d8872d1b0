"""Slow work in few threads of its own: who comes when too many wait already is told to come back."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from domain.limits import TooOften

T = TypeVar("T")
BUSY_SECONDS = 5


class Narrow:
    """A passage: `at_once` work in it, `queue` may wait."""

    def __init__(self, name: str, at_once: int, queue: int) -> None:
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix=name)
        self._room = at_once + queue
        self._inside = 0

    async def do(self, work: Callable[[], T]) -> T:
        """Do it when its turn comes; TooOften at once where there is no room to wait."""
        if self._inside >= self._room:
            raise TooOften(BUSY_SECONDS)
        self._inside += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._inside -= 1
