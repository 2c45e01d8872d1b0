"""Processes that die or are away: nothing that was said yes to is lost, nothing is told twice, and all comes back."""

import asyncio
import shutil
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import Client, HTTPError

from domain.subject import Subject, SubjectKind
from proof.mailbox import copies_of
from proof.sink import Faults
from rounds.children import GRACE
from storage.views.whole import Books, open_books
from tests.system.house import PATIENCE, Installation, broken, local, running, until
from workflows.reach import connect, has_clock

pytestmark = [pytest.mark.system, pytest.mark.temporal]
BEFORE = local("2023-03-20T09:00")
"""A working morning in the quarter of the sample: much is owed, little is late."""
AFTER = local("2023-04-04T09:00")
"""Two working days into the next quarter: reminders, notices of what is overdue, and new periods are due at once."""

OFFICIAL, CHIEF = "p-ben-nghe.dau-moi", "pnv.truong-phong"


class Official:
    """Somebody who reports over HTTP, and repeats under the same key until there is an answer."""

    def __init__(self, house: Installation, login: str, url: str | None = None) -> None:
        self._url = url or house.url
        self._headers = {"Authorization": f"Bearer {house.token(login)}"}

    def open_work(self) -> list[dict[str, Any]]:
        with Client(base_url=self._url, headers=self._headers, timeout=10) as client:
            found: list[dict[str, Any]] = client.get("/api/assignments", params={"limit": 100}).json()["items"]
        return [one for one in found if one["work"] in {"issued", "received", "in-progress", "returned"}]

    def report(self, work: dict[str, Any]) -> str:
        """Report until it is taken; the id of the completion."""
        body = {"assignments": [work["id"]], "versions": {work["id"]: work["version"]}, "note": "Đã thực hiện."}
        key = uuid4().hex
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            try:
                with Client(base_url=self._url, headers=self._headers, timeout=10) as client:
                    answer = client.post("/api/completions", json=body, headers={"Idempotency-Key": key})
            except HTTPError:
                time.sleep(0.2)
                continue
            if answer.status_code == 201:
                return str(answer.json()["id"])
            assert answer.status_code >= 500, answer.text
        raise AssertionError("never answered")

    def try_report(self, work: dict[str, Any]) -> int:
        """Report once under a key of its own; the status of the answer."""
        body = {"assignments": [work["id"]], "versions": {work["id"]: work["version"]}, "note": "Đã thực hiện."}
        headers = {**self._headers, "Idempotency-Key": uuid4().hex}
        with Client(base_url=self._url, headers=headers, timeout=30) as client:
            return client.post("/api/completions", json=body).status_code

    def accept(self, completion: str) -> int:
        headers = {**self._headers, "Idempotency-Key": uuid4().hex, "If-Match": '"1"'}
        with Client(base_url=self._url, headers=headers, timeout=10) as client:
            return client.post(f"/api/completions/{completion}/acceptance").status_code


def books(house: Installation) -> Books:
    with house.at_desk() as desk, desk.memory.reading() as session:
        return open_books(session)


def settled(house: Installation) -> bool:
    """Every mail and step that is due has been dealt with, and every open subject has its clock.

    The promises alone allow what is due some minutes of grace: a test that counts mails waits for the last of them.
    """
    told, now = books(house), house.now
    waits = [row for row in told.messages if row.state == "pending" and row.send_at <= now]
    due = [row for row in told.steps if row.state == "pending" and row.at <= now]
    return not waits and not due and not broken(house.verified())


def nothing_was_doubled(house: Installation) -> None:
    """The mail server took each mail once, and at most once more for each answer that was lost on the way."""
    taken = {name.strip("<>").partition("@")[0]: many for name, many in copies_of(house.folder / "inbox").items()}
    sent = {row.message_id: 1 + row.unknown for row in books(house).messages if row.state == "sent"}
    assert sent, "no mail was sent at all"
    assert [one for one, most in sent.items() if not 1 <= taken.get(one, 0) <= most] == []


def test_a_report_is_taken_while_temporal_is_away_and_its_clock_closes_afterwards(tmp_path: Path) -> None:
    with running(tmp_path, BEFORE) as house:
        until(lambda: settled(house))
        official, chief = Official(house, OFFICIAL), Official(house, CHIEF)
        house.engine.stop()
        work = official.open_work()[0]
        assert chief.accept(official.report(work)) == 201
        house.engine.start()
        until(lambda: not clock_runs(house, work["id"]))
        until(lambda: settled(house))


def test_with_temporals_data_gone_reconcile_brings_every_clock_back(tmp_path: Path) -> None:
    with running(tmp_path, BEFORE) as house:
        until(lambda: settled(house))
        house.worker.kill()  # it would reconcile by itself when it starts
        house.engine.stop()
        forget_the_clocks(house)
        house.engine.start()
        lost = house.verified()["Mỗi việc đang mở có một đồng hồ đang chạy"]
        assert len(lost["violations"]) > 1
        told = house.run("reconcile")
        assert (told.returncode, "đang chạy 0" in told.stdout) == (0, True), told.stdout + told.stderr
        house.worker.start()
        until(lambda: settled(house))


def test_without_temporal_the_round_alone_takes_every_step(tmp_path: Path) -> None:
    with running(tmp_path, BEFORE) as house:
        until(lambda: settled(house))
    shutil.rmtree(tmp_path / "temporal")
    house.it_is(AFTER)
    house.engine._port_file.parent.mkdir()
    house.engine._port_file.write_text("1\n")  # nobody listens there
    try:
        house.start(temporal=False)
        until(lambda: settled(house))
        taken = Counter(step.taken_by for step in books(house).steps if step.state == "taken")
        assert taken["round"] > 0
        assert set(taken) <= {"round", "clock", "nudge"}
        nothing_was_doubled(house)
    finally:
        house.worker.stop()
        house.api.stop()
        house.sink.stop()


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(("api", "worker", "temporal", "all"), id="each-once"),
        pytest.param(("all",) * 20, id="all", marks=pytest.mark.chaos),
        pytest.param(("api",) * 6, id="api", marks=pytest.mark.chaos),
        pytest.param(("worker",) * 6, id="worker", marks=pytest.mark.chaos),
        pytest.param(("temporal",) * 6, id="temporal", marks=pytest.mark.chaos),
        pytest.param(("worker", "temporal", "api", "temporal", "worker", "api"), id="in-turn", marks=pytest.mark.chaos),
    ],
)
def test_killed_in_the_middle_of_work_it_loses_and_doubles_nothing(tmp_path: Path, parts: tuple[str, ...]) -> None:
    with running(tmp_path, BEFORE) as house:
        until(lambda: settled(house))
    forget_the_clocks(house)
    house.it_is(AFTER)
    try:
        house.start()
        promised = reported_while(house, lambda: kill_in_turn(house, parts))
        until(lambda: settled(house))
        stored = Counter(row.id for row in books(house).completions)
        assert promised
        assert {one: stored[one] for one in promised} == dict.fromkeys(promised, 1)
        nothing_was_doubled(house)
    finally:
        house.stop()


def test_a_worker_that_is_asked_to_end_with_its_hands_full_ends_what_it_began(tmp_path: Path) -> None:
    """A5: the rest is done after its next start, and no mail's answer was lost on the way."""
    with running(tmp_path, BEFORE) as house:
        until(lambda: settled(house))
    forget_the_clocks(house)
    house.it_is(AFTER)
    try:
        house.sink.faults = Faults(delay=0.2)  # a mail is always on its way
        house.start()
        already = len(copies_of(house.folder / "inbox"))
        until(lambda: len(copies_of(house.folder / "inbox")) > already)
        waits = [row for row in books(house).messages if row.state != "sent" and row.send_at <= house.now]
        assert waits, "its hands were empty"
        begun = time.monotonic()
        house.worker.stop()
        assert time.monotonic() - begun < GRACE.total_seconds(), "it had to be killed"
        assert [row.id for row in books(house).messages if row.state == "sending"] == []
        house.worker.start()
        until(lambda: settled(house))
        assert {row.unknown for row in books(house).messages} == {0}
        nothing_was_doubled(house)
    finally:
        house.stop()


def test_with_temporal_set_back_no_mail_goes_twice_and_every_clock_is_right(tmp_path: Path) -> None:
    """H3: what its older data does not know has happened since. A clock of closed work ends once it is compared."""
    with running(tmp_path, BEFORE) as house:
        until(lambda: settled(house))
        house.engine.stop()
        shutil.copytree(tmp_path / "temporal", tmp_path / "older")
        house.engine.start()
        official, chief = Official(house, OFFICIAL), Official(house, CHIEF)
        closed = official.open_work()[0]
        assert chief.accept(official.report(closed)) == 201
        until(lambda: not clock_runs(house, closed["id"]))
        until(lambda: settled(house))
        sent = copies_of(house.folder / "inbox")
        house.worker.stop()
        house.engine.stop()
        shutil.rmtree(tmp_path / "temporal")
        (tmp_path / "older").rename(tmp_path / "temporal")
        house.engine.start()
        assert clock_runs(house, closed["id"]), "the older data knows nothing of the report"
        house.worker.start()
        until(lambda: not clock_runs(house, closed["id"]))
        until(lambda: settled(house))
        assert copies_of(house.folder / "inbox") == sent


def forget_the_clocks(house: Installation) -> None:
    """Temporal's data is disposable: with none, every clock starts anew and finds all that is due."""
    for file in (house.folder / "temporal").glob("temporal.db*"):
        file.unlink()


def kill_in_turn(house: Installation, parts: tuple[str, ...]) -> None:
    random = Random(len(parts))
    for part in parts:
        time.sleep(1.5)
        if part == "all":
            house.kill_all(random)
            until(house.serves)
        else:
            house.kill(part)


def reported_while(house: Installation, happens: Callable[[], None]) -> list[str]:
    """Completions that a unit was promised while something happens: each of its open assignments, reported once."""
    official = Official(house, OFFICIAL)
    todo = official.open_work()
    with ThreadPoolExecutor(1) as elsewhere:
        reporting = elsewhere.submit(lambda: [official.report(work) for work in todo])
        happens()
        return reporting.result(PATIENCE)


def clock_runs(house: Installation, assignment: str) -> bool:
    async def ask() -> bool:
        return await has_clock(await connect(house.engine.address), Subject(SubjectKind.ASSIGNMENT, assignment))

    return asyncio.run(ask())
