"""`dondoc up --demo`: an office to look at, made once, never near anybody real."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from cli import demo
from cli.desk import at_desk
from domain.errors import Refusal
from domain.period import Period
from settings import Settings
from storage.views.whole import open_books

QUARTER = Period("2026-Q4", date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("today", "weeks"),
    [
        (date(2026, 10, 15), 0),
        (date(2026, 12, 31), 0),
        (date(2026, 10, 14), 6),
        (date(2027, 3, 1), -14),
        (date(2025, 1, 1), 99),
    ],
)
def test_outside_its_quarter_today_moves_by_whole_weeks_into_it(today: date, weeks: int) -> None:
    shift = demo._shift(today, QUARTER)
    assert shift == timedelta(weeks=weeks)
    assert QUARTER.since + demo.LEAST_PLAYED <= today + shift <= QUARTER.until


def test_it_never_touches_a_real_database_or_mail_server(tmp_path: Path) -> None:
    for real in (
        Settings(data=tmp_path, database_url=SecretStr("postgresql://x")),
        Settings(data=tmp_path, smtp_url=SecretStr("smtp://mail.mau.example")),
    ):
        with pytest.raises(Refusal, match="DONDOC_SMTP_URL"):
            demo.fill(real)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_an_office_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "dondoc.db").write_bytes(b"somebody's office")
    demo.fill(Settings(data=tmp_path))
    assert (tmp_path / "dondoc.db").read_bytes() == b"somebody's office"
    assert [path.name for path in tmp_path.iterdir()] == ["dondoc.db"]


def test_the_kept_shift_is_found_again_unless_another_is_set(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    assert settings.offset == timedelta()
    settings.kept_offset.write_text("-604800\n", "ascii")
    assert Settings(data=tmp_path).offset == timedelta(weeks=-1)
    assert Settings(data=tmp_path, clock_offset=0).offset == timedelta()


def test_the_sample_is_played_up_to_yesterday_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A short stretch of it: the whole takes minutes."""
    monkeypatch.setattr(demo, "_today", lambda _settings: date(2026, 10, 16))
    settings = Settings(data=tmp_path)
    demo.fill(settings)
    with at_desk(settings) as desk, desk.memory.reading() as session:
        books = open_books(session)
    assert books.as_of is None  # it lives on, and is not looked at as of the end of the play
    assert books.completions
    assert books.messages
    assert len(list((tmp_path / "inbox" / "mails").iterdir())) > 10
    assert not list(tmp_path.glob(".demo-*"))
