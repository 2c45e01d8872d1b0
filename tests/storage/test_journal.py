"""The journal of promises: whole lines on a disk that fails, and no longer than it must be."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from domain.journal import KEPT, Accepted, File, Rung, Sent, Task, Told
from storage.journal import Journal, Line, Spoilt

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
REPORT = Accepted(
    id="c1",
    at=AT,
    actor="an",
    unit="kt",
    unit_name="Phòng Kinh tế",
    tasks=(Task("a1", "12/CT-UBND", "3.a"),),
    document={"number": "45/BC-KT", "issued_on": "2026-03-02"},
    result_on=date(2026, 3, 2),
    values={"I.1": {"done": "12"}},
    note="Đã rà soát",
    source="unit",
    recorded_for=None,
    files=(File("e1", "ab" * 32, "báo cáo.pdf", "application/pdf", 12, "an"),),
    key="POST /api/completions k1",
    request="0" * 64,
)
MAIL = Sent(
    message_id="m1",
    again=0,
    at=AT,
    channel="mail",
    addressee="unit/kt",
    kind="digest",
    address="kt@mau.example",
    subject="Nhắc việc",
    notices=(Told("step/s1", "unit/kt", "digest", "due", "a1", 1, Rung("assignment", "a1", "D0", 1, 0)),),
)


@contextmanager
def a_disk_with_room_for(size: int) -> Iterator[None]:
    """No file grows beyond so many bytes: a write ends in the middle, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_promise_is_read_as_it_was_written_by_its_owner_alone(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    assert list(journal.read()) == []
    assert journal.write("i1", [REPORT, MAIL])
    assert list(journal.read()) == [Line(1, "i1", REPORT), Line(2, "i1", MAIL)]
    assert journal.file.stat().st_mode & 0o777 == 0o600


def test_a_line_torn_by_a_power_cut_spoils_no_other_and_is_named(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.write("i1", [REPORT])
    with journal.file.open("ab") as file:
        file.write(b'{"instance":"i1","promise":{"what":"mail se')
    journal.write("i1", [MAIL])
    assert list(journal.read()) == [Line(1, "i1", REPORT), Spoilt(2), Line(3, "i1", MAIL)]


@pytest.mark.parametrize("room", [0, 40], ids=["full", "half-a-line"])
def test_a_full_disk_takes_no_half_line_and_what_follows_is_whole(tmp_path: Path, room: int) -> None:
    journal = Journal(tmp_path / "journal")
    journal.write("i1", [REPORT])
    with a_disk_with_room_for(journal.file.stat().st_size + room):
        assert not journal.write("i1", [MAIL])
    assert list(journal.read()) == [Line(1, "i1", REPORT)]
    assert journal.write("i1", [MAIL])
    assert list(journal.read()) == [Line(1, "i1", REPORT), Line(2, "i1", MAIL)]


def test_a_place_that_is_away_is_said_and_stops_nothing(tmp_path: Path) -> None:
    assert Journal(tmp_path / "journal").is_there()
    gone = Journal(tmp_path / "gone" / "journal")
    assert not gone.is_there()
    assert not gone.write("i1", [REPORT])


def test_what_every_backup_holds_is_let_go_of_once_a_day(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    days = [replace(MAIL, message_id=str(day), at=AT + timedelta(days=day)) for day in range(4)]
    for day in days:
        journal.write("i1", [day])
    journal.forget("i1", AT + KEPT + timedelta(hours=20))
    assert len(list(journal.read())) == len(days)  # not yet a day since the oldest could go
    journal.forget("i1", AT + KEPT + timedelta(days=1, hours=1))
    assert [line.promise for line in journal.read() if isinstance(line, Line)] == days[2:]
    assert journal.file.stat().st_mode & 0o777 == 0o600


def test_nothing_of_another_installation_goes_and_nothing_where_all_would(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    late = replace(MAIL, message_id="m2", at=AT + timedelta(days=20))
    journal.write("i1", [MAIL])
    journal.write("i2", [MAIL])
    journal.write("i1", [late])
    journal.forget("i1", AT + 3 * KEPT)
    assert [line.number for line in journal.read()] == [1, 2, 3]
    journal.forget("i1", AT + KEPT + timedelta(days=2))
    assert list(journal.read()) == [Line(1, "i2", MAIL), Line(2, "i1", late)]
