"""The table by which an office follows its work today (XLSX, XLS, ODS, CSV) → its lines; each wrong cell is told at once."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from domain.errors import Problem, Refusal
from domain.office import Directory
from domain.running import MOST_LINES, MOST_PAPERS, Duty, RunningSheet
from reading.directives.blocks import Block, Hidden
from reading.directives.formats import Format, format_of
from reading.directives.hidden import unread
from reading.directives.readers import read_file
from reading.directives.secrets import refuse_secrets
from reading.running_heads import Heads, heads_of
from reading.running_line import Lines, Office

_TABLES = frozenset({Format.XLSX, Format.OLD_SHEET, Format.CSV})
_HEADS_WITHIN = 15
"""Rows within which the heads stand: above them are a title, a date, who keeps the table."""
_COUNTS = re.compile(r"[\W_]*(?:[a-zA-Z]|[\d\s=+\-()]{1,12})[\W_]*")
_MOST_TOLD = 50


def read_running_sheet(data: bytes, name: str, directory: Directory, today: date) -> RunningSheet:
    """The lines of every sheet that has heads of such a table; Refusal with row and column of each cell that is wrong."""
    if format_of(data, name) not in _TABLES:
        raise Refusal("unsupported", "format", "Bảng theo dõi cần ở dạng .xlsx, .xls, .ods hoặc .csv.")
    reading = read_file(data, name)
    refuse_secrets(reading)
    tables = [
        (heads, _read(Lines(Office(directory, today), heads, sheet), rows))
        for sheet, blocks in groupby(reading.blocks, _sheet)
        if (found := _headed(list(blocks))) is not None
        for heads, rows in [found]
    ]
    if not tables:
        wrong = "cần một dòng tiêu đề có cột nội dung nhiệm vụ và cột đơn vị chủ trì (hoặc đơn vị thực hiện)"
        raise Refusal("invalid", "no-heads", f"Tệp {name} không phải bảng theo dõi.", (Problem("(cả tệp)", wrong),))
    problems = [problem for _, lines in tables for problem in lines.problems]
    if problems:
        raise refused(name, problems)
    return _joined(name, tables, [_unread(one) for one in reading.hidden])


def refused(name: str, problems: Sequence[Problem]) -> Refusal:
    """The refusal of a whole file, with its cells."""
    more = f" Dưới đây là {_MOST_TOLD} ô đầu tiên." if len(problems) > _MOST_TOLD else ""
    detail = f"Tệp {name} có {len(problems)} ô cần sửa; chưa ghi dòng nào.{more}"
    return Refusal("invalid", "invalid-file", detail, tuple(problems[:_MOST_TOLD]))


def _unread(hidden: Hidden) -> Problem:
    """What stands in the file and was not read, for a person to look at: a filter that was left on hides rows."""
    return Problem(hidden.sheet, unread(hidden))


def _sheet(block: Block) -> str:
    return block.cell.rpartition("!")[0] if block.cell is not None else ""


def _headed(blocks: Sequence[Block]) -> tuple[Heads, list[Block]] | None:
    """The heads of a sheet and what stands below them; None where it is no such table (a cover, a list of units)."""
    lines = [at for at, block in enumerate(blocks) if block.cells]
    for nth in range(len(lines[:_HEADS_WITHIN])):
        below = [blocks[one].cells for one in lines[nth : nth + 2]]
        if (heads := heads_of(below)) is not None:
            return heads, list(blocks[lines[nth + heads.rows - 1] + 1 :])
    return None


def _read(lines: Lines, blocks: Sequence[Block]) -> Lines:
    for block in _without_counts(blocks):
        if not block.cells:
            lines.heading(block.text, block.line)
        elif heads_of([block.cells]) is None:
            lines.take(block.cells, block.line)
    return lines


def _without_counts(blocks: Sequence[Block]) -> Iterator[Block]:
    """All but the row of "(1) (2) (3)" that many tables have below their heads."""
    first = next((block for block in blocks if block.cells), None)
    counts = first is not None and all(_COUNTS.fullmatch(cell) for cell in first.cells if cell)
    yield from (block for block in blocks if not (counts and block is first))


def _joined(name: str, tables: Sequence[tuple[Heads, Lines]], unread: Sequence[Problem]) -> RunningSheet:
    duties: tuple[Duty, ...] = tuple(duty for _, lines in tables for duty in lines.duties)
    if not duties:
        wrong = Problem("(cả tệp)", "dưới dòng tiêu đề chưa có dòng nhiệm vụ nào")
        raise Refusal("invalid", "empty", f"Tệp {name} chưa có nhiệm vụ.", (wrong,))
    papers = len({duty.paper.key for duty in duties})
    if len(duties) > MOST_LINES or papers > MOST_PAPERS:
        told = (
            f"mỗi lần nhiều nhất {MOST_LINES} dòng, {MOST_PAPERS} văn bản; tệp có {len(duties)} dòng, {papers} văn bản"
        )
        raise Refusal("invalid", "too-many-rows", "Bảng quá dài.", (Problem("(cả tệp)", told),))
    return RunningSheet(
        duties,
        tuple(dict.fromkeys(column for heads, _ in tables for column in heads.columns())),
        tuple(one for _, lines in tables for one in lines.headings),
        (*unread, *(one for _, lines in tables for one in lines.doubts)),
    )
