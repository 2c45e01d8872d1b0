"""Which criteria of a scorecard an item bears on: by the telling words they share, for a person to confirm."""

from collections.abc import Mapping, Sequence

from domain.directive import DraftItem
from reading.directives.remedies import Likeness, likenesses

_ENOUGH = 2.4  # a criterion's name is short: one telling pair beside a common one
_SHARE = 0.4  # of all that the name says


def propose_criteria(items: Sequence[DraftItem], names: Mapping[str, str]) -> tuple[Likeness, ...]:
    """Links from items to criteria (`names`: id → name), best first for each criterion, with the shared words as the reason.

    Names that say nothing telling ("Hoàn thành nhiệm vụ được giao") get no link; nothing is decided here.
    """
    return tuple(likenesses(items, tuple(names.items()), _ENOUGH, _SHARE))
