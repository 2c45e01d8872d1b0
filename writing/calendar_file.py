"""The office's calendar as a calendar.yaml, in the shape it is read in."""

from collections.abc import Iterable
from typing import Any

import yaml

from domain.calendar import Decision, Hours
from domain.deadline import Policy, policy_to_plain
from domain.reporting import Reporting, reporting_to_plain

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def calendar_yaml(hours: Hours, days: Iterable[Decision], policy: Policy, reporting: Reporting) -> bytes:
    """The file."""
    reports = reporting_to_plain(reporting)
    told = {
        "sessions": [{"start": f"{one.start:%H:%M}", "end": f"{one.end:%H:%M}"} for one in hours.sessions],
        "weekdays": [WEEKDAYS[day] for day in sorted(hours.weekdays)],
        "decisions": [_day(one) for one in days],
        "windows": reports["windows"],
        "slices": reports["slices"],
        "report_days": reports["days"],
        "policy": {**policy_to_plain(policy), "hour": f"{policy.hour:%H:%M}" if policy.hour else None},
    }
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120).encode()


def _day(one: Decision) -> dict[str, Any]:
    return {"day": one.day, "works": one.works, "basis": one.basis, "decided": one.decided, "name": one.name}
