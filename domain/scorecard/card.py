"""The scorecard: the versioned rules of the index for one authority, level and year; never changed once used."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from fractions import Fraction
from typing import Literal

from domain.scorecard.numbers import HALF, TWO_PLACES, ZERO, Rounding
from domain.scorecard.rules import Bonus, Mixed, Penalty, Rule

Tasks = Literal["linked", "all", "from-above"]
"""Which assignments feed a criterion: those linked to it, all of the unit, or only those the superior gave."""

WhenNone = Literal["unmeasured", "full", "zero", "not-applicable"]
"""What holds where there is nothing to judge: no task has come due, or the denominator is nought."""


@dataclass(frozen=True)
class Criterion:
    """A criterion (tiêu chí) with its rule, or with `parts` (tiêu chí thành phần) whose maxima sum to its own.

    `labels` say in the office's words what a value of the rule is, by the value's name.
    """

    id: str
    name: str
    max: Fraction
    rule: Rule | None = None
    parts: tuple["Criterion", ...] = ()
    tasks: Tasks | None = None
    when_none: WhenNone = "unmeasured"
    source: str | None = None
    evidence: str | None = None
    labels: Mapping[str, str] = attribute(default_factory=dict, hash=False)

    @property
    def fed_by(self) -> Tasks | None:
        """Whose assignments are counted for it; a mixed rule counts the linked ones unless told otherwise."""
        return self.tasks or ("linked" if isinstance(self.rule, Mixed) else None)

    @property
    def is_extra(self) -> bool:
        """Whether it adds to or takes from the sum instead of being part of it (bonus, penalty)."""
        return isinstance(self.rule, Bonus | Penalty)

    @property
    def weight(self) -> Fraction:
        """Its part of the sum of maxima."""
        return ZERO if self.is_extra else self.max

    def leaves(self, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], "Criterion"]]:
        """Each criterion that is scored itself, with the ids of those it stands under, outermost first."""
        if not self.parts:
            yield above, self
        for part in self.parts:
            yield from part.leaves((*above, self.id))


@dataclass(frozen=True)
class Field:
    """A field of the index (lĩnh vực)."""

    id: str
    name: str
    max: Fraction
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True)
class Band:
    """A class of results (xếp loại): from `at_least` points on the card's full scale; of one `block` where it names one."""

    name: str
    at_least: Fraction
    block: str | None = None


@dataclass(frozen=True)
class Ties:
    """How equal totals are told apart in a ranking: by the fields or criteria in `by`, the first that differs.

    What is still equal shares its rank; the next takes the place after all of them (`standard`: 1, 2, 2, 4) or the very
    next (`dense`: 1, 2, 2, 3).
    """

    by: tuple[str, ...] = ()
    rank: Literal["standard", "dense"] = "standard"


@dataclass(frozen=True)
class Scorecard:
    """One version of the rules. `subject` says whether the office itself is scored or the units below it.

    `total_from` is the measured share from which a total is shown. `not_applicable: rebase` brings the rest back to the
    full scale; `leave-out` only lowers the maximum. `capped` keeps bonuses from lifting a total above the maximum.
    `survey_share` is what the card itself says of the part that a survey decides.
    """

    authority: str
    level: str
    year: int
    version: str
    title: str
    subject: Literal["self", "units"] = "units"
    block: str | None = None
    disclaimer: str | None = None
    max: Fraction = Fraction(100)
    rounding: Rounding = TWO_PLACES
    total_from: Fraction = HALF
    not_applicable: Literal["rebase", "leave-out"] = "rebase"
    capped: bool = False
    survey_share: Fraction | None = None
    ties: Ties = Ties()
    fields: tuple[Field, ...] = ()
    bands: tuple[Band, ...] = ()

    @property
    def key(self) -> str:
        """What names this version among all: authority, level, year, version."""
        return f"{self.authority}/{self.level}/{self.year}/{self.version}"

    def leaves(self) -> Iterator[tuple[tuple[str, ...], Criterion]]:
        """Each criterion that is scored itself, in the card's order, with the ids above it, its field first."""
        for field in self.fields:
            for criterion in field.criteria:
                yield from criterion.leaves((field.id,))

    def bands_for(self, block: str | None) -> tuple[Band, ...]:
        """The classes of a unit of that block: its block's own where there are any, else those of no block."""
        own = tuple(band for band in self.bands if band.block == block)
        return own or tuple(band for band in self.bands if band.block is None)

    def criterion(self, wanted: str) -> Criterion | None:
        """The scored criterion of that id, or None."""
        return next((leaf for _, leaf in self.leaves() if leaf.id == wanted), None)
