"""Files and the office's clamd: nobody is given what was not found clean, and what waits is checked again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx2 import Response

from acts.evidence import check_again
from domain.errors import Refusal
from reading.clamd import Clamd, clamd_at
from storage.database import Memory
from storage.files import Files
from tests.api.doors import Opened, opened
from tests.api.test_evidence import PDF, hand_in
from tests.clamd import EICAR, MOST_BYTES, a_clamd
from tests.databases import a_memory, free_port

INFECTED = PDF + EICAR


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with a_memory("sqlite", tmp_path, None) as found:
        yield found


def taken(doors: Opened, answer: Response) -> int:
    return doors.as_("an").get(f"/api/evidence/{answer.json()['id']}").status_code


@pytest.mark.parametrize("unix", [True, False])
def test_a_clean_file_is_given_out_and_an_infected_one_not_even_kept(
    memory: Memory, tmp_path: Path, *, unix: bool
) -> None:
    with a_clamd(tmp_path, unix=unix) as address, opened(memory, checker=clamd_at(address)) as doors:
        assert clamd_at(address).answers()
        clean = hand_in(doors, "an", "a.pdf", PDF)
        assert (clean.status_code, clean.json()["state"], taken(doors, clean)) == (201, "clean", 200)
        infected = hand_in(doors, "an", "b.pdf", INFECTED)
        assert (infected.status_code, infected.json()["type"]) == (422, "/problems/infected")
        files: Files = doors.client.app.state.doors.files  # type: ignore[attr-defined]
        assert len([file for file in files.root.rglob("*") if file.is_file()]) == 1


def test_while_nobody_can_say_a_file_waits_and_is_checked_again(memory: Memory, tmp_path: Path) -> None:
    away = Clamd(host="127.0.0.1", port=free_port())
    with opened(memory, checker=away) as doors:
        good, bad = hand_in(doors, "an", "a.pdf", PDF), hand_in(doors, "an", "b.pdf", INFECTED)
        assert (good.json()["state"], bad.json()["state"]) == ("quarantined", "quarantined")
        assert (taken(doors, good), taken(doors, bad)) == (409, 409)
        files: Files = doors.client.app.state.doors.files  # type: ignore[attr-defined]
        assert check_again(doors.house.desk, files, away) == 0
        with a_clamd(tmp_path, unix=True) as address:
            assert check_again(doors.house.desk, files, clamd_at(address)) == 2
            assert check_again(doors.house.desk, files, clamd_at(address)) == 0
        assert (taken(doors, good), taken(doors, bad)) == (200, 409)


def test_what_it_does_not_check_or_cannot_find_is_not_clean(tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.write_bytes(b"x" * (MOST_BYTES + 1))
    with a_clamd(tmp_path, unix=True) as address:
        assert clamd_at(address)(large) is None
        assert clamd_at(address)(tmp_path / "missing") is None


@pytest.mark.parametrize("address", ["", "clamd", "unix:clamd.ctl", "tcp://", "http://127.0.0.1:3310"])
def test_an_address_that_is_none_is_refused_at_start(address: str) -> None:
    with pytest.raises(Refusal, match="mã độc"):
        clamd_at(address)
