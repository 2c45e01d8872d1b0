"""One Chromium a test module (its loop would stand in the way of other tests); a house with its doors open for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from storage.database import Memory
from storage.files import Files
from storage.schema import migrate
from tests.acts.house import House
from tests.browser.chromium import a_browser, served


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with a_browser() as found:
        yield found


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    memory = Memory(str(tmp_path / "dondoc.db"))
    migrate(memory)
    yield House(memory)
    memory.close()


@pytest.fixture
def address(house: House, tmp_path: Path) -> Iterator[str]:
    with served(house, files=Files(tmp_path / "files")) as found:
        yield found
