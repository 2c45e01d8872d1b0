"""A copy of an installation looks on: the journal of the one it was made from stays whole."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from acts import holds
from cli.watch import forget
from domain.journal import KEPT, Sent
from settings import Settings
from storage.database import Memory
from storage.journal import Journal
from tests.acts.house import MONDAY, House

MAIL = Sent("m1", 0, MONDAY, "mail", "unit/kt", "digest", "kt@mau.example", "Nhắc việc", ())


@pytest.mark.parametrize(("mine", "left"), [("original", 1), ("copy", 2), ("", 2)])
def test_only_the_installation_itself_lets_go_of_its_promises(
    memory: Memory, tmp_path: Path, mine: str, left: int
) -> None:
    house, settings = House(memory), Settings(data=tmp_path)
    holds.found(house.desk, "original")
    journal = Journal(settings.promises)
    journal.write("original", [MAIL, replace(MAIL, message_id="m2", at=MONDAY + KEPT)])
    house.now = MONDAY + KEPT + timedelta(days=2)
    object.__setattr__(house.desk, "instance", lambda: mine)
    forget(settings, house.desk)
    assert len(list(journal.read())) == left
