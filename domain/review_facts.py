"""What of a snapshot are facts: what somebody wrote down, and not what only the passing of days made of it."""

from collections.abc import Mapping
from typing import Any

from domain.tally import Standing

Snapshot = Mapping[str, Any]

_WHOLE = ("authority", "letterhead", "office", "sections", "remarks", "templates")
_OF_TIME = frozenset({"state", "due", "days_late", "escalated_on"})
"""Of a row: what the day decides, and what the ladder did since. An escalation after the period is no correction of it."""
_OPEN = frozenset({Standing.OVERDUE.value, Standing.NOT_YET_DUE.value})


def facts(snapshot: Snapshot) -> dict[str, Any]:
    """The facts of a period: the same however many days later they are looked at."""
    period = snapshot["period"]
    return {
        **{name: snapshot.get(name) for name in _WHOLE},
        "period": {name: period.get(name) for name in ("name", "label", "since", "until")},
        "assignments": [_row(one) for one in snapshot["assignments"]],
        "lost_points": [_lost(one) for one in snapshot["remedies"]["points"]],
    }


def only_days_went_by(before: Snapshot, after: Snapshot) -> bool:
    """Whether nothing that documents of the period tell was written down since `before` was frozen.

    While the period still runs, work that has meanwhile become due or overdue is news as well.
    """
    if facts(before) != facts(after):
        return False
    ended = before["as_of"] >= before["period"]["until"]
    return bool(ended or before["total"] == after["total"])


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    stands = "open" if row["state"] in _OPEN else row["state"]
    return {**{name: value for name, value in row.items() if name not in _OF_TIME}, "stands": stands}


def _lost(point: Mapping[str, Any]) -> dict[str, Any]:
    """A lost point with the items that remedy it; how these stand is told by their own rows."""
    told = {name: value for name, value in point.items() if name not in {"state", "items"}}
    return {**told, "items": [[one["directive"], one["ref"]] for one in point["items"]]}
