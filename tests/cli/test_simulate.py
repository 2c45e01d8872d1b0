"""`dondoc simulate`, `verify` and `review` as a person calls them: weeks of the sample office, and what is refused."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from cli.simulate import simulate as run
from domain.calendar import ZONE
from proof.simulate.brief import Files
from tests.cli.happenings import with_happenings

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "quan-1-2023"
DONDOC = Path(sys.executable).with_name("dondoc")
SPAN = ("--from", "2023-01-03", "--to", "2023-02-03")
"""Four weeks with Tết in them, two deadlines of a month, and the first escalations."""
MADE_UP = "2023-01-14"
"""The Saturday that is worked for the Friday before it, announced eight days ahead."""
MOST_A_DAY = 8
"""Mails that an address gets on its worst day: one of each kind that is not gathered."""
DOWN = ("2023-01-16T03:00", "2023-01-19T03:00")
"""The three days (UTC) in which nothing works."""


def call(*arguments: str | Path, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "DONDOC_DATA": str(data)} if data else dict(os.environ)
    return subprocess.run(
        [DONDOC, *map(str, arguments)], env=env, capture_output=True, text=True, timeout=170, check=False
    )


def simulate(
    out: Path, directive: Path = SAMPLE / "directive.txt", *more: str | Path
) -> subprocess.CompletedProcess[str]:
    files = [f"--{name}={SAMPLE / name}.yaml" for name in ("units", "scorecard", "annex", "calendar")]
    behaviour = with_happenings(SAMPLE / "behaviour.yaml", out.parent)
    return call("simulate", directive, *files, "--behaviour", behaviour, *SPAN, "--out", out, *more)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("simulated") / "out"
    done = simulate(out)
    assert done.returncode == 0, done.stderr
    return out


def read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


@pytest.mark.system
@pytest.mark.temporal
class TestSimulation:
    """One simulation, looked at from outside."""

    def test_the_summary_balances(self, played: Path) -> None:
        summary = read(played / "summary.json")
        steps = summary["steps"]
        assert steps["planned"] == sum(count for name, count in steps.items() if name != "planned") > 0
        assert (summary["items"], summary["virtual_days"]) == (23, 32)
        assert summary["assignments"] > summary["items"]
        assert summary["messages"] == len(list((played / "mails").glob("*.eml"))) > 0
        assert summary["escalations"] > 0
        assert summary["as_of"].startswith("2023-02-03T16:59")

    def test_nothing_is_broken(self, played: Path) -> None:
        told = call("verify", "--json", data=played)
        assert told.returncode == 0, told.stdout
        checks = {check["id"]: check for check in json.loads(told.stdout)["checks"]}
        assert all(checks[f"V{n}"]["counted"] > 0 for n in range(1, 12))

    def test_the_log_and_the_index_are_there(self, played: Path) -> None:
        events = [json.loads(line) for line in (played / "events.jsonl").read_text("utf-8").splitlines()]
        assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
        scores = read(played / "index.json")
        assert {"scorecard", "unit", "period", "points", "max", "criteria", "losses"} <= set(scores[0])
        assert {score["period"] for score in scores} == {"2023-Q1"}

    def test_what_befalls_the_office_is_done_and_survived(self, played: Path) -> None:
        events = [json.loads(line) for line in (played / "events.jsonl").read_text("utf-8").splitlines()]
        told = {event["kind"]: event for event in events}
        assert told["calendar.decided"]["data"]["days"] == ["2023-01-13", MADE_UP]
        assert told["calendar.moved"]["data"]["steps"] > 0
        assert told["absence.entered"]["data"]["notices"] == 1
        assert told["unit.handed-over"]["data"]["assignments"]
        assert told["outage.found"]["data"]["minutes"] == pytest.approx(3 * 24 * 60, abs=1)
        caught_up = told["outage.caught-up"]
        assert caught_up["data"]["assignments"] > 0
        meanwhile = [event["kind"] for event in events if DOWN[0] < event["at"] < DOWN[1]]
        assert meanwhile == []

    def test_what_an_address_gets_on_a_day_is_told_with_the_worst(self, played: Path) -> None:
        told = read(played / "summary.json")["budget"]
        each = Counter(
            (mail["To"].addresses[0].addr_spec, mail["Date"].datetime.astimezone(ZONE).date()) for mail in mails(played)
        )
        assert told["days"] == {str(many): n for many, n in sorted(Counter(each.values()).items())}
        assert told["most"]["messages"] == max(each.values()) <= MOST_A_DAY

    def test_mails_leave_in_working_hours(self, played: Path) -> None:
        for mail in mails(played):
            sent = mail["Date"].datetime.astimezone(ZONE)
            assert sent.weekday() < 5 or sent.date().isoformat() == MADE_UP
            assert sent.date().isoformat() != "2023-01-13"
            assert (7, 30) <= (sent.hour, sent.minute) < (17, 30)
            assert not "2023-01-20" <= sent.date().isoformat() <= "2023-01-26"  # Tết

    def test_a_review_is_written_again_under_the_same_digest(self, played: Path, tmp_path: Path) -> None:
        told = call("review", "2023-Q1", "--out", tmp_path, data=played)
        assert re.fullmatch(r"[0-9a-f]{64}\n", told.stdout), told.stderr
        assert told.stdout.strip() == read(played / "summary.json")["reviews"]["2023-Q1"]
        written = sorted(path.name for path in tmp_path.iterdir())
        assert written == sorted(path.name for path in played.glob("review-2023-Q1-*"))
        assert "review-2023-Q1-bao-cao.docx" in written

    def test_a_period_not_yet_frozen_is_frozen_as_of_the_end(self, played: Path, tmp_path: Path) -> None:
        first, again = (call("review", "2023-01", "--out", tmp_path, data=played) for _ in range(2))
        assert re.fullmatch(r"[0-9a-f]{64}\n", first.stdout), first.stderr
        assert first.stdout == again.stdout

    def test_a_period_that_is_none_is_refused_with_the_right_forms(self, played: Path, tmp_path: Path) -> None:
        told = call("review", "quý 1", "--out", tmp_path / "none", data=played)
        assert (told.returncode, told.stdout) == (1, "")
        assert "2023-Q1" in told.stderr
        assert not (tmp_path / "none").exists()

    def test_a_folder_with_content_is_left_alone(self, played: Path) -> None:
        told = simulate(played)
        assert told.returncode == 1
        assert "đã có nội dung" in told.stderr


def mails(folder: Path) -> Iterator[Any]:
    for path in sorted((folder / "mails").glob("*.eml")):
        yield message_from_bytes(path.read_bytes(), policy=default)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"until": "2023-01-02"}, "trước ngày bắt đầu"),
        ({"until": "2029-01-02"}, "dài hơn"),
        ({"since": "3/1/2023"}, "năm-tháng-ngày"),
        ({"units": Path("nowhere.yaml")}, "nowhere.yaml: không có tệp hoặc thư mục này"),
        ({"units": SAMPLE / "scorecard.yaml"}, "chỗ cần sửa"),
        ({"scorecard": SAMPLE / "units.yaml"}, "chỗ cần sửa"),
        ({"annex": SAMPLE / "directive.txt"}, "directive.txt"),
        ({"directive": SAMPLE}, "quan-1-2023: đây là thư mục"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else value,
)
def test_what_cannot_be_played_is_refused_in_words_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any], words: str
) -> None:
    span = {"since": "2023-01-03", "until": "2023-02-03", **changes}
    files = Files(
        changes.get("directive", SAMPLE / "directive.txt"),
        changes.get("units", SAMPLE / "units.yaml"),
        changes.get("scorecard", SAMPLE / "scorecard.yaml"),
        changes.get("annex", SAMPLE / "annex.yaml"),
    )
    assert run(files, span["since"], span["until"], tmp_path / "out", 1) == 1
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
