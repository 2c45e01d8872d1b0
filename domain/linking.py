"""What an item of a draft may be linked to: proposed by rule with its reason, confirmed or refused by a person."""

from dataclasses import dataclass
from enum import StrEnum


class LinkKind(StrEnum):
    """To what: a criterion it feeds, a lost point it would win back, work already followed that it repeats."""

    CRITERION = "criterion"
    LOST_POINT = "lost-point"
    OPEN_ITEM = "open-item"


class LinkState(StrEnum):
    """What became of a proposal."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Link:
    """One link of an item (by its id): to what, as it is called, why, and where it stands. `share` is from 0 to 1."""

    item: str
    kind: LinkKind
    target: str
    called: str
    reason: str
    share: float
    state: LinkState = LinkState.PROPOSED
