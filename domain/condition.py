"""Work that waits for something outside: what it waits for, and what it means that it has happened (domain.md §2, §6)."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from domain.errors import Problem, Refusal
from domain.wording.dates import plain

ISSUE, RECEIPT = "issued_on", "received_on"
"""Anchors of rules that are no events: the day of the order itself, known when it is issued, and that of its receipt."""
BY_EVENT, RELATIVE = "by-event", "relative"
UNNAMED = "mốc tính hạn mà văn bản không nêu rõ"


def hangs_on(condition: str | None, rule: Mapping[str, Any] | None) -> str | None:
    """What an item waits for, in the words of its document; None where it waits for nothing."""
    if condition:
        return condition
    if rule is None or rule["kind"] not in {BY_EVENT, RELATIVE} or rule.get("anchor") == ISSUE:
        return None
    if rule["kind"] == BY_EVENT and (rule.get("n") or 0) <= 0 and rule.get("n") is not None:
        return None  # it is owed before the event
    anchor = rule.get("anchor")
    return "ngày nhận được văn bản" if anchor == RECEIPT else anchor or UNNAMED


def must_have_happened(on: date, issued_on: date | None, today: date) -> None:
    """Refuse a day on which the condition of an order cannot have come about: after today, or before the order was given."""
    if on > today:
        raise Refusal(
            "invalid",
            "future-day",
            "Sự kiện ở một ngày chưa đến.",
            (Problem("fulfilled_on", "không được sau hôm nay"),),
        )
    if issued_on is not None and on < issued_on:
        problem = Problem("fulfilled_on", f"từ ngày {plain(issued_on)} trở đi")
        detail = "Sự kiện trước ngày ban hành văn bản không phải là điều kiện mà văn bản chờ."
        raise Refusal("invalid", "before-issue", detail, (problem,))


def called(condition: str, on: date, at: time | None = None) -> str:
    """A fulfilled condition as units are told of it."""
    hour = f"{at:%H:%M} " if at is not None else ""
    return f"Điều kiện “{condition}” đã có từ {hour}ngày {plain(on)}"
