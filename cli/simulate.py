"""`dondoc simulate DIRECTIVE …`: play the days of a directive with the real parts, and leave everything in one folder."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from cli.places import database_said, said
from domain.errors import Problem, Refusal
from domain.wording.dates import plain
from proof.simulate.brief import Files, read_brief
from proof.simulate.play import play
from proof.simulate.quiet import quietly
from proof.simulate.result import write_result
from proof.simulate.stage import DATABASE
from storage.database import OWN_MISTAKES, DatabaseFault, Memory

REFUSED = 1
USABLE = 0o755


def simulate(files: Files, since: str, until: str, out: Path, seed: int) -> int:
    """Print the summary in a few lines; the exit status, 1 where something was refused and nothing was written."""
    quietly()
    began = time.monotonic()
    try:
        brief = read_brief(files, _day("--from", since), _day("--to", until), seed)
        with _fresh(out) as folder:
            played = play(brief, folder, _progress)
            memory = Memory(str(folder / DATABASE))
            try:
                summary = write_result(memory, brief, played, folder, time.monotonic() - began)
            finally:
                memory.close()
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    except OSError as error:
        print(f"Không mở hoặc không ghi được {said(error)}.", file=sys.stderr)
        return REFUSED
    except OWN_MISTAKES:
        raise
    except DatabaseFault as error:
        print(f"Không ghi được kết quả vào {out}: {database_said(error)}.", file=sys.stderr)
        return REFUSED
    _tell(summary, out)
    return 0


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        problem = Problem(option, f"ghi ngày theo dạng năm-tháng-ngày, ví dụ 2023-01-03, đang ghi “{text}”")
        raise Refusal("invalid", "day", "Ngày không hợp lệ.", (problem,)) from None


@contextmanager
def _fresh(out: Path) -> Iterator[Path]:
    """A folder beside `out` that takes its name when everything in it is whole; an `out` with content is refused."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Refusal(
            "conflict",
            "out-exists",
            f"{out} đã có nội dung; đề nghị chọn thư mục mới hoặc dọn thư mục này trước (kết quả cũ không bị ghi đè).",
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        yield folder
        folder.chmod(USABLE)
        folder.rename(out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _progress(day: date) -> None:
    """On a terminal, the day that is being played."""
    if sys.stderr.isatty():
        print(f"\r{plain(day)}", end="", file=sys.stderr, flush=True)


def _tell(summary: dict[str, Any], out: Path) -> None:
    steps = summary["steps"]
    done = ", ".join(f"{name} {count}" for name, count in steps.items() if name != "planned" and count)
    print(
        f"{summary['items']} mục, {summary['assignments']} nhiệm vụ được giao, {summary['completions']} báo cáo\n"
        f"{steps['planned']} mốc: {done} (do: {_takers(summary['taken_by'])})\n"
        f"{summary['notices']} thông báo, {summary['messages']} thư, {summary['escalations']} lần báo cáo thủ trưởng, lãnh đạo\n"
        f"{_budget(summary['budget'])}\n"
        f"Kỳ đã chốt: {', '.join(summary['reviews'])}\n"
        f"{summary['virtual_days']} ngày trong {summary['wall_seconds']} giây; kết quả tại {os.fspath(out)}"
    )
    for remark in summary["remarks"]:
        times = f" ({remark['times']} lần)" if remark["times"] > 1 else ""
        print(f"Lưu ý: {remark['message']}{times}", file=sys.stderr)


def _budget(told: dict[str, Any]) -> str:
    """How many mails an address gets on a day, and the worst."""
    if told["most"] is None:
        return "Không có thư nào được gửi"
    days = ", ".join(f"{many} thư: {count} lần" for many, count in told["days"].items())
    most = told["most"]
    day = plain(date.fromisoformat(most["day"]))
    return f"Số thư một địa chỉ nhận trong một ngày: {days}; nhiều nhất {most['messages']} thư ({most['address']}, ngày {day})"


def _takers(takers: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in takers.items()) or "không có"
