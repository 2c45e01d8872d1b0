"""`dondoc …`: one module a command, loaded when it is called, so that a short command stays quick."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Đôn Đốc: theo dõi, đôn đốc văn bản chỉ đạo.",
)
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
Json = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


@app.callback()
def root() -> None:
    """Keep the commands named even while there is only one."""


@app.command()
def score(card: File, facts: File, as_json: Json = False) -> None:
    """Chấm điểm các số liệu theo một bộ tiêu chí, nêu rõ từng điểm bị trừ."""
    from cli.score import score as run

    raise typer.Exit(run(card, facts, as_json))


def main() -> None:
    """Run the command line."""
    app()
