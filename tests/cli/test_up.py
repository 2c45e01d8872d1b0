"""`dondoc up` as an operator meets it: one line when it serves, parts that come back, a clean stop, one folder."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = [pytest.mark.system, pytest.mark.temporal]
DONDOC = Path(sys.executable).with_name("dondoc")
PATIENCE = 60.0


def environment(folder: Path, **more: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
    return {**clean, "DONDOC_DATA": str(folder), "DONDOC_PORT": "0", **more}


@contextmanager
def running(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen([DONDOC, "up"], stdout=subprocess.PIPE, text=True, env=environment(folder))
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("ready http://127.0.0.1:")
        yield process, line.removeprefix("ready http://").strip()
        process.terminate()
        assert process.wait(PATIENCE) == 0
        assert process.stdout.read() == ""
    finally:
        process.kill()
        process.communicate()


def health(address: str) -> int:
    connection = http.client.HTTPConnection(address, timeout=2)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def until(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < ends
        time.sleep(0.1)


def children(pid: int) -> dict[str, int]:
    """Name and id of the parts below `pid`, from the process table."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            status = (entry / "stat").read_text()
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if len(words) > 1 and int(status.rpartition(")")[2].split()[1]) == pid:  # one that ended has no words left
            name = "temporal" if words[0].endswith(b"temporal") else words[-2].decode()
            found[name] = int(entry.name)
    return found


def test_it_serves_stops_and_finds_its_folder_again(tmp_path: Path) -> None:
    with running(tmp_path) as (process, address):
        assert health(address) == 200
        assert set(children(process.pid)) == {"temporal", "api", "worker"}
        parts = children(process.pid)
        port = (tmp_path / "temporal" / "temporal.port").read_text()
    assert not any(Path(f"/proc/{pid}").exists() for pid in parts.values())
    with running(tmp_path) as (_, address):
        assert health(address) == 200
        assert (tmp_path / "temporal" / "temporal.port").read_text() == port


@pytest.mark.parametrize("part", ["api", "worker", "temporal"])
def test_a_part_that_was_killed_comes_back(tmp_path: Path, part: str) -> None:
    with running(tmp_path) as (process, address):
        killed = children(process.pid)[part]
        os.kill(killed, signal.SIGKILL)
        until(lambda: children(process.pid).get(part) not in {None, killed})
        until(lambda: health(address) == 200)


def test_no_part_outlives_a_killed_house(tmp_path: Path) -> None:
    house = running(tmp_path)
    process, _ = house.__enter__()
    parts = children(process.pid)
    process.kill()
    with pytest.raises(AssertionError):  # it did not end by itself
        house.__exit__(None, None, None)
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in parts.values()))
    with running(tmp_path) as (_, address):
        assert health(address) == 200


def test_a_second_house_on_one_folder_is_refused(tmp_path: Path) -> None:
    with running(tmp_path):
        second = subprocess.run([DONDOC, "up"], capture_output=True, text=True, env=environment(tmp_path), check=False)
    assert (second.returncode, second.stdout) == (1, "")
    assert "đang chạy" in second.stderr


def test_a_shifted_clock_with_a_real_mail_server_is_refused(tmp_path: Path) -> None:
    shifted = environment(tmp_path, DONDOC_CLOCK_OFFSET="3600", DONDOC_SMTP_URL="smtp://mail.mau.example")
    told = subprocess.run([DONDOC, "up"], capture_output=True, text=True, env=shifted, check=False)
    assert told.returncode == 1
    assert "DONDOC_CLOCK_OFFSET" in told.stderr


def test_reconcile_prints_the_numbers_of_both_sides(tmp_path: Path) -> None:
    with running(tmp_path):
        told = subprocess.run(
            [DONDOC, "reconcile"], capture_output=True, text=True, env=environment(tmp_path), check=False
        )
    assert told.returncode == 0
    followed, running_now, started = map(int, re.findall(r"\d+", told.stdout))
    assert followed == running_now + started
    assert followed >= 2  # the channels of mails and webhooks at least


def test_a_port_that_another_program_holds_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [DONDOC, "up", "--demo"],
            capture_output=True,
            text=True,
            env=environment(tmp_path, DONDOC_PORT=port),
            timeout=PATIENCE,
            check=False,
        )
    assert (done.returncode, done.stdout) == (1, "")
    assert f"cổng {port}" in done.stderr
    assert "DONDOC_PORT" in done.stderr
    assert not (tmp_path / "dondoc.db").exists()
