"""What is known of one unit in one period: figures of sources, and the assignments it owed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from domain.record import AssignmentRecord


@dataclass(frozen=True)
class Measurement:
    """Figures for one criterion: values by name, the level an appraiser gave, where they come from.

    A value that is not there is missing, never nought. `records` are ids of what a reader can open to check. `points`
    are given in a round of appraisal and stand in place of what the rule would find; `note` then says why.
    """

    values: Mapping[str, Fraction] = field(default_factory=lambda: MappingProxyType({}))
    records: tuple[str, ...] = ()
    source: str | None = None
    note: str | None = None
    not_applicable: bool = False
    level: str | None = None
    points: Fraction | None = None


@dataclass(frozen=True)
class Facts:
    """All that a card is scored on, for one unit and period, as of a day. Each assignment stands in it once.

    `block` is the group of comparable units that the unit belongs to.
    """

    unit: str
    period: str
    as_of: date
    measurements: Mapping[str, Measurement] = field(default_factory=lambda: MappingProxyType({}))
    assignments: tuple[AssignmentRecord, ...] = ()
    block: str | None = None

    def __post_init__(self) -> None:
        ids = [record.id for record in self.assignments]
        if len(set(ids)) != len(ids):
            raise ValueError(f"an assignment stands twice in the facts of {self.unit}")
