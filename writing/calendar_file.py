"""The office's calendar as a calendar.yaml, in the shape it is read in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from domain.calendar import Decision, Hours, Session
from domain.deadline import JudgedBy, Policy, policy_to_plain
from domain.reporting import Reporting, reporting_to_plain

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Told:
    """What the file says: hours, days, policy and reports of everybody, hours of units, the day that judges a result."""

    hours: Hours
    days: Iterable[Decision]
    policy: Policy
    reporting: Reporting
    of_units: Mapping[str, Hours]
    judged_by: JudgedBy


def calendar_yaml(office: Told) -> bytes:
    """The file."""
    reports = reporting_to_plain(office.reporting)
    told = {
        **_hours(office.hours),
        "decisions": [_day(one) for one in office.days],
        "windows": reports["windows"],
        "slices": reports["slices"],
        "report_days": reports["days"],
        "policy": {**policy_to_plain(office.policy), "hour": _hour(office.policy)},
        "units": {unit: {**_hours(own), "on": _on(own)} for unit, own in sorted(office.of_units.items())},
        "judged_by": office.judged_by.value,
    }
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120).encode()


def _hours(hours: Hours) -> dict[str, Any]:
    return {"sessions": _sessions(hours.sessions), "weekdays": [WEEKDAYS[day] for day in sorted(hours.weekdays)]}


def _hour(policy: Policy) -> str | None:
    return f"{policy.hour:%H:%M}" if policy.hour else None


def _on(hours: Hours) -> dict[str, Any]:
    return {WEEKDAYS[day]: _sessions(told) for day, told in sorted(hours.on.items())}


def _sessions(sessions: Iterable[Session]) -> list[dict[str, str]]:
    return [{"start": f"{one.start:%H:%M}", "end": f"{one.end:%H:%M}"} for one in sessions]


def _day(one: Decision) -> dict[str, Any]:
    said = {"day": one.day, "works": one.works, "basis": one.basis, "decided": one.decided, "name": one.name}
    return said if one.unit is None else {**said, "unit": one.unit}
