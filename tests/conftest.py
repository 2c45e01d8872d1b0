"""Fixtures shared by the rooms: a database of each kind."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from storage.database import Memory
from tests.databases import KINDS, a_memory, a_postgres

settings.register_profile("quiet", deadline=None)  # no test is about the time an example takes
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("long", max_examples=5000, deadline=None)  # `make index`
# What lands must not depend on luck: in CI examples are drawn the same way each time.
settings.load_profile("ci" if os.environ.get("CI") else "quiet")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """One PostgreSQL server for the whole run of a test process."""
    with a_postgres() as url:
        yield url


@pytest.fixture(params=KINDS)
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """A fresh database: each test that takes it runs on both kinds."""
    server = request.getfixturevalue("postgres") if request.param == "postgres" else None
    with a_memory(request.param, tmp_path, server) as found:
        yield found
