"""A database of yesterday, and one that was copied elsewhere: no byte reaches the mail server before a person says so."""

import re
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from httpx2 import Client

from cli.embedded import READY, SINK_PORT
from proof.mailbox import copies_of
from tests.system.house import Installation, broken, running, until
from tests.system.test_faults import AFTER, BEFORE, CHIEF, OFFICIAL, Official, books, nothing_was_doubled, settled
from tests.system.wire import Wire

pytestmark = [pytest.mark.system, pytest.mark.temporal]
WATCHED = 4.0
"""Seconds in which an installation that may send would have sent everything."""


def snapshot(house: Installation) -> Path:
    """A whole copy of the database, as a backup makes it."""
    copy = house.folder / "backup.db"
    with closing(sqlite3.connect(house.folder / "dondoc.db")) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def outgoing(house: Installation) -> str:
    with Client(base_url=house.url, timeout=5) as client:
        return str(client.get("/api/health").json()["outgoing"])


def banner(house: Installation, login: str) -> str:
    """What every page of somebody says first."""
    with Client(base_url=house.url, headers={"Authorization": f"Bearer {house.token(login)}"}, timeout=10) as client:
        shown = re.sub(r"<[^>]+>", " ", client.get("/tai-khoan").text)
    return " ".join(shown.split())


def learnt_back(house: Installation, login: str) -> list[str]:
    """The reports the journal gives back, after somebody has confirmed each: by their old ids."""
    seen = house.run("import-journal").stdout
    assert "3 chờ ghi nhận, 0 phải nhập lại" in seen, seen
    assert "0 không khớp" in seen, seen
    assert "chưa ghi gì" in seen
    done = house.run("import-journal", "--apply")
    assert "3 chờ ghi nhận, 0 phải nhập lại" in done.stdout, done.stderr
    headers = {"Authorization": f"Bearer {house.token(login)}"}
    with Client(base_url=house.url, headers=headers, timeout=30) as client:
        waiting = client.get("/api/inbound", params={"state": "proposed"}).json()["items"]
        confirmed = [
            client.post(
                f"/api/inbound/{one['id']}/confirmation",
                json={"assignments": [task["assignment"] for task in one["tasks"]]},
                headers={"Idempotency-Key": one["id"], "If-Match": f'"{one["version"]}"'},
            )
            for one in waiting
        ]
    assert {answer.status_code for answer in confirmed} == {201}, confirmed[0].text
    again = house.run("import-journal", "--apply").stdout
    assert "0 chờ ghi nhận" in again, again
    assert " 0 ghi lại là đã gửi, 0 không khớp" in again, again
    return sorted(answer.json()["id"] for answer in confirmed)


def test_a_database_of_yesterday_sends_nothing_until_somebody_has_looked(tmp_path: Path) -> None:
    with running(tmp_path, BEFORE) as house:
        until(lambda: settled(house))
        backup = snapshot(house)
        official, chief = Official(house, OFFICIAL), Official(house, CHIEF)
        reported = [official.report(work) for work in official.open_work()[:3]]
        assert {chief.accept(one) for one in reported[:2]} == {201}
        until(lambda: settled(house))
    for file in tmp_path.glob("dondoc.db*"):
        file.unlink()
    shutil.copyfile(backup, tmp_path / "dondoc.db")
    house.it_is(AFTER)
    before = sum(copies_of(house.folder / "inbox").values())
    with Wire() as wire:
        try:
            house.start(wire=wire)
            until(lambda: outgoing(house) == "held")
            until(lambda: not [step for step in books(house).steps if step.state == "pending" and step.at <= AFTER])
            time.sleep(WATCHED)
            assert wire.sent == 0
            assert sum(copies_of(house.folder / "inbox").values()) == before
            assert "không thư nào được gửi đi" in banner(house, CHIEF)
            assert not broken(house.verified())
            told = house.run("hold", "show")
            waiting = [line.split()[0] for line in told.stdout.splitlines() if re.match(r"[0-9a-f]{32} ", line)]
            assert waiting, told.stdout
            assert learnt_back(house, CHIEF) == sorted(reported)
            assert Official(house, CHIEF).accept(reported[0]) == 201  # once more; nobody is told of it twice
            escalated = [s for s in books(house).steps if s.phase in {"head", "chair"} and s.state == "taken"]
            assert escalated == []
            done = house.run("hold", "release", "--reason", "Đã đối chiếu", "--without", waiting[0])
            assert done.returncode == 0, done.stderr
            until(lambda: settled(house))
            assert wire.sent > 0
            assert {row.id: row.state for row in books(house).messages}[waiting[0]] == "empty"
            nothing_was_doubled(house)
            house.kill("worker")  # at its start it looks again
            time.sleep(1)
            assert outgoing(house) == "ok"  # what was decided is not asked twice
        finally:
            house.stop()


def test_a_copy_on_another_place_sends_nothing_and_leaves_the_clocks_alone(tmp_path: Path) -> None:
    original, elsewhere = Installation(tmp_path / "original"), Installation(tmp_path / "copy")
    original.it_is(BEFORE)
    elsewhere.it_is(AFTER)
    original.issue_the_sample(BEFORE.date())
    shutil.copytree(original.folder, elsewhere.folder)  # the whole folder, its identity and its engine's port with it
    (elsewhere.folder / "temporal").mkdir(exist_ok=True)
    with Wire() as engine, Wire() as wire, elsewhere.sink:
        (elsewhere.folder / "temporal" / "temporal.port").write_text(f"{engine.address}\n", "ascii")
        (elsewhere.folder / SINK_PORT).write_text(f"{wire.address}\n", "ascii")
        wire.port = elsewhere.sink.port
        elsewhere.api.start()
        elsewhere.worker.start()
        try:
            until(elsewhere.serves)
            until((elsewhere.folder / READY).exists)
            time.sleep(WATCHED)
            assert (outgoing(elsewhere), wire.sent, engine.sent) == ("fenced", 0, 0)
            assert "không thư nào được gửi đi" in banner(elsewhere, OFFICIAL)
            assert [step for step in books(elsewhere).steps if step.taken_by is not None] == []
            assert "của bản cài đặt khác" in elsewhere.run("doctor").stdout
            assert elsewhere.run("instance", "show").returncode == 1
            assert original.run("instance", "show").returncode == 0
            assert original.run("instance", "fork", "--mail-to", "thu@ban-sao.example").returncode == 1
            forked = elsewhere.run("instance", "fork", "--mail-to", "thu@ban-sao.example")
            assert forked.returncode == 0, forked.stderr
            until(lambda: bool(elsewhere.sink.messages))
            assert wire.sent > 0
            assert {to.partition("+")[0] for mail in elsewhere.sink.messages for to in mail.rcpt_to} == {"thu"}
        finally:
            elsewhere.worker.stop()
            elsewhere.api.stop()
