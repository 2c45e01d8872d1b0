"""Clocks of the machines an installation runs on: by how much they differ, and what is said of it."""

from collections.abc import Iterable
from dataclasses import dataclass

APART = 5.0
"""Seconds by which clocks may differ."""
FRESH = 90.0
"""Seconds after which a reading says nothing any more: each part tells its clock every half minute."""
DATABASE, TEMPORAL, WORKER, API = "database", "temporal", "worker", "api"
_NAMES = {DATABASE: "cơ sở dữ liệu", TEMPORAL: "Temporal", WORKER: "phần đôn đốc", API: "phần tiếp nhận"}
_RIGHT_FIRST = (DATABASE, WORKER, API, TEMPORAL)
"""Whose clock the others are measured by: the database's, else that by which steps are taken."""


@dataclass(frozen=True)
class Reading:
    """By how many seconds a clock is ahead of one that all of them see; `host` is the machine, where it is one of ours."""

    part: str
    host: str
    ahead: float

    @property
    def name(self) -> str:
        """As it is called to people."""
        return f"{_NAMES[self.part]}{f' (máy {self.host})' if self.host else ''}"


@dataclass(frozen=True)
class Difference:
    """A clock that is not as it should be: by how many seconds it is ahead of which other."""

    part: str
    host: str
    ahead: float
    said: str


def is_fresh(at: float, now: float) -> bool:
    """Whether a reading taken at `at` still says something at `now`, both on the clock that all parts see alike.

    One from the future was taken by another such clock, as after a restore on another machine: it says nothing.
    """
    return 0 <= now - at < FRESH


def differences(readings: Iterable[Reading]) -> tuple[Difference, ...]:
    """Every clock that differs by more than may be from the one the others are measured by."""
    told = sorted(readings, key=lambda one: (_RIGHT_FIRST.index(one.part), one.host))
    if not told:
        return ()
    right, *others = told
    return tuple(_difference(one, right) for one in others if abs(one.ahead - right.ahead) > APART)


def _difference(one: Reading, right: Reading) -> Difference:
    ahead = one.ahead - right.ahead
    how = "nhanh hơn" if ahead > 0 else "chậm hơn"
    said = f"Đồng hồ {one.name} {how} đồng hồ {right.name} {round(abs(ahead))} giây"
    return Difference(one.part, one.host, round(ahead, 1), said)
