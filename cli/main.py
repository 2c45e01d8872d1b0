"""`dondoc …`: one module a command, loaded when it is called, so that a short command stays quick."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from settings import Settings

REFUSED = 1

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Đôn Đốc: theo dõi, đôn đốc văn bản chỉ đạo.",
)
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
UnitsFile = Annotated[
    Path | None, typer.Option("--units", exists=True, dir_okay=False, help="Tệp đơn vị để nhận ra tên.")
]
At = Annotated[str | None, typer.Option("--at", help="Thời điểm kiểm tra, dạng ISO 8601.")]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


@app.command()
def score(card: File, facts: File, as_json: Json = False) -> None:
    """Chấm điểm các số liệu theo một bộ tiêu chí, nêu rõ từng điểm bị trừ."""
    from cli.score import score as run

    raise typer.Exit(run(card, facts, as_json))


@app.command()
def parse(file: File, units: UnitsFile = None, as_json: Json = False) -> None:
    """Đọc một văn bản chỉ đạo: ai phải làm gì, đến khi nào, và những chỗ cần xem lại."""
    from cli.parse import parse as run

    raise typer.Exit(run(file, as_json, units))


@app.command()
def verify(at: At = None, as_json: Json = False) -> None:
    """Kiểm tra các bất biến trên cơ sở dữ liệu; chỉ đọc."""
    from cli.verify import verify as run

    _with_settings(lambda settings: run(settings, at, as_json=as_json), clean=False)


@app.command()
def up() -> None:
    """Khởi động toàn bộ hệ thống trên máy này; in một dòng ready khi đã phục vụ."""
    from cli.up import up as run

    _with_settings(run)


@app.command()
def api() -> None:
    """Chạy riêng phần tiếp nhận (API và các trang)."""
    from cli.api import api as run

    _with_settings(run)


@app.command()
def worker() -> None:
    """Chạy riêng phần đôn đốc: đồng hồ, chuyển tin và tuần tra."""
    from cli.worker import worker as run

    _with_settings(run, clean=False)


@app.command()
def migrate() -> None:
    """Đưa cơ sở dữ liệu lên phiên bản này."""
    from cli.migrate import migrate as run

    _with_settings(run)


@app.command()
def reconcile() -> None:
    """Đối chiếu và khởi động lại đồng hồ của mọi nhiệm vụ đang mở; chạy lúc nào cũng được."""
    from cli.reconcile import reconcile as run

    _with_settings(run, clean=False)


def _with_settings(run: "Callable[[Settings], int]", *, clean: bool = True) -> None:
    """Run a command of an installation. Those that spoke to Temporal leave without clearing up (`clean` False)."""
    from pydantic import ValidationError

    from cli.leaving import leave
    from domain.errors import Refusal
    from settings import Settings
    from storage.database import UnsafeDatabase

    try:
        status = run(Settings())
    except (Refusal, UnsafeDatabase, ValidationError) as refused:
        print(refused, file=sys.stderr)
        status = REFUSED
    if clean:
        raise typer.Exit(status)
    leave(status)


def main() -> None:
    """Run the command line."""
    app()
