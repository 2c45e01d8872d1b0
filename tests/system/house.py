"""An installation of whole processes under a shifted clock, each of which a test can stop, kill and start again."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from httpx2 import Client, HTTPError
from pydantic import SecretStr

from acts.desk import Desk
from acts.directives import lay_annex
from acts.issue import issue
from acts.office import give_token, set_office
from cli.desk import at_desk
from cli.embedded import SINK_PORT
from cli.imports import draft_of
from cli.migrate import upgraded
from domain.calendar import ZONE
from domain.rights import SYSTEM
from proof.sink import Sink
from reading.annex import read_annex
from reading.office import read_directory
from rounds.children import Child
from rounds.engine import HOST, Engine, free_port
from settings import Settings
from tests.system.wire import Wire

SAMPLE = Path(__file__).parents[2] / "samples" / "quan-1-2023"
DONDOC = Path(sys.executable).with_name("dondoc")
PATIENCE = 300.0
"""Seconds a test waits at most for what comes in seconds on an idle machine: beside other tests it comes late, and does come."""


def local(text: str) -> datetime:
    """An instant from the office's local time in ISO form."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


class Installation:
    """One data folder with its four processes: doors, worker, Temporal, mail server. All start at a chosen instant.

    With a `database` (URL) the rows are there instead of in a file of the folder.
    """

    def __init__(self, folder: Path, database: str | None = None) -> None:
        self.folder = folder
        self._database = database
        self.engine = Engine(folder / "temporal")
        self.sink = Sink(folder / "inbox")
        self._port = free_port()
        self._offset = 0
        self.api = self._child("api")
        self.worker = self._child("worker")

    def it_is(self, at: datetime) -> None:
        """From the next start of a process on, its clock shows `at` now."""
        self._offset = round((at - datetime.now(UTC)).total_seconds())
        self.api, self.worker = self._child("api"), self._child("worker")

    @property
    def now(self) -> datetime:
        """What the clock of its processes shows."""
        return datetime.now(UTC) + timedelta(seconds=self._offset)

    @property
    def settings(self) -> Settings:
        url = SecretStr(self._database) if self._database else None
        return Settings(data=self.folder, port=self._port, clock_offset=self._offset, database_url=url)

    def environment(self) -> dict[str, str]:
        told = {
            "DONDOC_DATA": str(self.folder),
            "DONDOC_PORT": str(self._port),
            "DONDOC_CLOCK_OFFSET": str(self._offset),
        }
        return {**told, "DONDOC_DATABASE_URL": self._database} if self._database else told

    def _child(self, name: str) -> Child:
        return Child(name, [DONDOC, name], self.folder / f"{name}.log", self.environment())

    def another(self, name: str) -> tuple[Child, str]:
        """A second process of a kind beside the first, not yet started, and the address of its doors if it has any."""
        port = str(free_port())
        child = Child(name, [DONDOC, name], self.folder / f"{name}-2.log", {**self.environment(), "DONDOC_PORT": port})
        return child, f"http://{HOST}:{port}"

    def issue_the_sample(self, issued_on: date) -> int:
        """The sample office with its directive issued; how many assignments it brought."""
        upgraded(self.settings)
        with at_desk(self.settings) as desk:
            set_office(desk, SYSTEM, read_directory((SAMPLE / "units.yaml").read_bytes(), "units.yaml"))
            file = SAMPLE / "directive.txt"
            draft = str(draft_of(desk, file.read_bytes(), file.name).body["id"])
            lay_annex(desk, SYSTEM, draft, read_annex((SAMPLE / "annex.yaml").read_bytes(), "annex.yaml"))
            return int(issue(desk, SYSTEM, draft, "01/TB-UBND", issued_on).body["assignments"])

    def token(self, login: str) -> str:
        with at_desk(self.settings) as desk:
            return give_token(desk, SYSTEM, login)

    @contextmanager
    def at_desk(self) -> Iterator[Desk]:
        with at_desk(self.settings) as desk:
            yield desk

    def start(self, *, temporal: bool = True, wire: Wire | None = None) -> None:
        self.sink.start()
        if wire is not None:
            wire.port = self.sink.port
        (self.folder / SINK_PORT).write_text(f"{wire.address if wire else self.sink.port}\n", "ascii")
        if temporal:
            self.engine.start()
        self.api.start()
        self.worker.start()
        until(self.serves)

    def stop(self) -> None:
        self.worker.stop()
        self.api.stop()
        self.engine.stop()
        self.sink.stop()

    def kill(self, part: str) -> None:
        """kill -9 one process, and start it again."""
        if part == "temporal":
            self.engine.child.kill()
            self.engine.start()
            return
        child = {"api": self.api, "worker": self.worker}[part]
        child.kill()
        child.start()

    def kill_all(self, random: Random) -> None:
        """A power cut: everything ends at once, and comes back in any order."""
        for child in (self.api, self.worker, self.engine.child):
            child.kill()
        self.sink.stop()
        starts = [self.api.start, self.worker.start, self.engine.start, self.sink.start]
        for start in random.sample(starts, len(starts)):
            start()

    def serves(self, url: str | None = None) -> bool:
        try:
            with Client(base_url=url or self.url, timeout=2) as client:
                return client.get("/api/health").status_code == 200
        except HTTPError:
            return False

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._port}"

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """One command of the shell on this installation."""
        env = {**os.environ, **self.environment()}
        return subprocess.run([DONDOC, *command], capture_output=True, text=True, env=env, check=False)

    def verified(self) -> dict[str, Any]:
        """What `dondoc verify` says: each check by its name, with its violations."""
        told = self.run("verify", "--json")
        assert told.stdout, told.stderr
        return {check["name"]: check for check in json.loads(told.stdout)["checks"]}


def broken(checks: dict[str, Any]) -> dict[str, list[str]]:
    """The checks that do not hold, with what breaks them."""
    return {name: check["violations"] for name, check in checks.items() if check["ok"] is False}


def until(done: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait for it; a failure when patience ends."""
    ends = time.monotonic() + patience
    while not done():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.2)


@contextmanager
def running(
    folder: Path, at: datetime, *, temporal: bool = True, database: str | None = None
) -> Iterator[Installation]:
    """The sample office, issued, with every process running at an instant."""
    house = Installation(folder, database)
    house.it_is(at)
    house.issue_the_sample(at.astimezone(ZONE).date())
    try:
        house.start(temporal=temporal)
        yield house
    finally:
        house.stop()
