"""Reads one file from standard input and answers on standard output: run as a process of its own by `confined`."""

import json
import resource
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict

from domain.errors import Refusal
from reading.directives.blocks import Reading
from reading.directives.formats import Format
from reading.directives.old_sheet import read_old_sheet
from reading.directives.pdf import read_pdf

_MEMORY = 2_000_000_000
_SECONDS = 150  # of the processor
_READERS: Mapping[str, Callable[[bytes], Reading]] = {Format.PDF: read_pdf, Format.OLD_SHEET: read_old_sheet}


def main(format_: str) -> None:
    """The reading or the refusal as JSON; whatever else goes wrong ends the process and is told by its exit status."""
    _limit(resource.RLIMIT_AS, _MEMORY)
    _limit(resource.RLIMIT_CPU, _SECONDS)
    try:
        answer = asdict(_READERS[format_](sys.stdin.buffer.read()))
    except Refusal as refusal:
        answer = {"refused": {"kind": refusal.kind, "code": refusal.code, "detail": refusal.detail}}
    json.dump(answer, sys.stdout)


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main(sys.argv[1])
