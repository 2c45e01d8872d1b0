"""Keeping what the last comparison of rows and clocks found, so that its keepers see it."""

from acts.desk import Answer, Deed, Desk, perform
from domain.rights import SYSTEM
from storage.tables import SettingRow
from storage.views.operations import RECONCILED


def keep_reconciled(desk: Desk, *, opened: int, running: int, started: int, coming: int) -> None:
    """Write down how many subjects are open, how many had a clock, and how many were given one."""

    def deed(doing: Deed) -> Answer:
        found = {"open": opened, "running": running, "started": started, "coming": coming}
        doing.session.merge(SettingRow(name=RECONCILED, body={"at": doing.now.isoformat(), **found}))
        doing.note("house.reconciled", "house/clocks", **found)
        return Answer({})

    perform(desk, SYSTEM, deed)
