"""`dondoc up --demo`: a sample office whose past weeks have been played, once, into an empty folder."""

import shutil
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from acts.office import go_on
from cli.desk import at_desk
from domain.calendar import ZONE
from domain.directive import Cadence
from domain.errors import Refusal
from domain.period import Period, period_of
from domain.rights import SYSTEM
from domain.wording.dates import plain
from proof.simulate.brief import Files, read_brief
from proof.simulate.play import play
from proof.simulate.quiet import quietly
from proof.simulate.stage import DATABASE
from reading.directives import read
from settings import Settings

SAMPLE = Path(__file__).parents[1] / "samples" / "phuong-2026"
SEED = 2026
LEAST_PLAYED = timedelta(weeks=2)
"""An office whose quarter has only just begun has nothing to show."""
PLAYED_ELSEWHERE = timedelta(weeks=8)
"""How far into the sample's quarter today is put where it lies outside of it."""


def fill(settings: Settings) -> None:
    """Play the sample up to yesterday into the folder, unless there is an office in it already.

    Raises Refusal where a demonstration could reach real people or somebody's own database.
    """
    _refuse_the_real(settings)
    if Path(settings.database).exists():
        return
    print("Đang dựng cơ quan mẫu, mất khoảng một đến hai phút …", file=sys.stderr)
    quietly()
    quarter = _quarter()
    shift = _shift(_today(settings), quarter)
    if shift and settings.clock_offset is not None:
        raise Refusal(
            "invalid",
            "demo-elsewhere",
            f"Cơ quan mẫu diễn ra từ {plain(quarter.since)} đến {plain(quarter.until)}; "
            "đề nghị bỏ thiết lập DONDOC_CLOCK_OFFSET.",
        )
    scratch = Path(tempfile.mkdtemp(prefix=".demo-", dir=settings.data))
    try:
        files = {name: SAMPLE / f"{name}.yaml" for name in ("units", "scorecard", "annex", "behaviour", "calendar")}
        yesterday = _today(settings) + shift - timedelta(days=1)
        play(read_brief(Files(SAMPLE / "directive.txt", **files), quarter.since, yesterday, SEED), scratch)
        _keep(scratch, settings, shift)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    with at_desk(settings) as desk:
        go_on(desk, SYSTEM)


def _refuse_the_real(settings: Settings) -> None:
    if settings.database_url is not None or settings.smtp_url is not None:
        raise Refusal(
            "invalid",
            "demo-not-alone",
            "Cơ quan mẫu chỉ dựng với cơ sở dữ liệu và hộp thư trong thư mục; "
            "đề nghị bỏ thiết lập DONDOC_DATABASE_URL, DONDOC_SMTP_URL.",
        )


def _today(settings: Settings) -> date:
    return (datetime.now(UTC) + settings.offset).astimezone(ZONE).date()


def _quarter() -> Period:
    """The quarter the sample's directive was issued in."""
    file = SAMPLE / "directive.txt"
    issued_on = read(file.read_bytes(), file.name).issued_on
    assert issued_on is not None, "the sample bears its date"
    return period_of(Cadence.QUARTERLY, issued_on)


def _shift(today: date, quarter: Period) -> timedelta:
    """By how much today must be moved to lie well within the quarter: whole weeks, so that Monday stays Monday."""
    if quarter.since + LEAST_PLAYED <= today <= quarter.until:
        return timedelta()
    return timedelta(weeks=(quarter.since + PLAYED_ELSEWHERE - today) // timedelta(weeks=1))


def _keep(scratch: Path, settings: Settings, shift: timedelta) -> None:
    """Move what was played into the folder; the database comes last, as it says that all is there."""
    if shift:
        settings.kept_offset.write_text(f"{int(shift.total_seconds())}\n", "ascii")
    played = [path for path in scratch.iterdir() if not path.name.startswith(DATABASE)]
    settings.inbox.mkdir(parents=True, exist_ok=True)
    for path in played:
        path.rename(settings.inbox / path.name)
    (scratch / DATABASE).rename(settings.database)
