"""The doors of a small office, on both databases."""

from collections.abc import Iterator

import pytest

from storage.database import Memory
from tests.api.doors import Opened, opened


@pytest.fixture
def doors(memory: Memory) -> Iterator[Opened]:
    with opened(memory) as found:
        yield found
