"""Keeping what the last verification found, so that its keepers see it without running it."""

from collections.abc import Iterable

from acts.desk import Answer, Deed, Desk, perform
from domain.rights import SYSTEM
from storage.tables import SettingRow
from storage.views.operations import VERIFIED

MOST_KEPT = 20


def keep_verification(desk: Desk, checks: int, broken: Iterable[tuple[str, int]]) -> None:
    """Write down how many checks there were, and which do not hold with how many violations."""
    found = list(broken)[:MOST_KEPT]

    def deed(doing: Deed) -> Answer:
        body = {"at": doing.now.isoformat(), "checks": checks, "broken": [list(one) for one in found]}
        kept = doing.session.get(SettingRow, VERIFIED)
        if kept is not None and kept.body == body:
            return Answer({})
        doing.session.merge(SettingRow(name=VERIFIED, body=body))
        doing.note("house.verified", "house/verification", checks=checks, broken=len(found))
        return Answer({})

    perform(desk, SYSTEM, deed)
