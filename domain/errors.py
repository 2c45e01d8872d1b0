"""What a rule says when it says no: a refusal is an answer, not a fault."""

from dataclasses import dataclass, field
from typing import Literal

RefusalKind = Literal["absent", "forbidden", "conflict", "invalid", "stale", "missing-version", "secret", "unsupported"]


@dataclass(frozen=True)
class Problem:
    """One thing wrong in what was handed in: where (a field, a row, a line), and what would be right."""

    field: str
    message: str


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - the house calls it a refusal; it is no error
    """A rule said no. `detail` is for a person, in Vietnamese; `code` is stable and for programs.

    `allowed` names what the state allows instead, so that nobody has to guess.
    """

    kind: RefusalKind
    code: str
    detail: str
    problems: tuple[Problem, ...] = ()
    allowed: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        """Read as its sentence followed by its problems, for logs and for the command line."""
        return "\n".join([self.detail, *(f"- {problem.field}: {problem.message}" for problem in self.problems)])
