"""A document as plain lines: what its reader reads, block by block."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from domain.telling.chair import chair
from domain.telling.letterhead import Letterhead
from domain.telling.results import results
from domain.telling.slip import slip
from domain.telling.superior import superior
from domain.telling.text import Block, Chart, Heading, Paragraph, ReviewText
from domain.telling.unit_notice import unit_notice

ROWS = 6
"""Of a longer table only so many rows and the last are kept: the rest says nothing new."""


def words_of(snapshot: Mapping[str, Any]) -> dict[str, str]:
    """The words of every document, one notice among them: that of the first unit with overdue work."""
    letterhead = Letterhead({}, snapshot["authority"], snapshot["office"], date.fromisoformat(snapshot["as_of"]).year)
    late = next(unit["unit"] for unit in snapshot["units"] if unit["states"]["overdue"])
    told = {
        "bao-cao": superior(snapshot, letterhead),
        "ket-qua": results(snapshot, letterhead),
        "phieu-trinh": slip(snapshot, letterhead),
        "trang-lanh-dao": chair(snapshot, letterhead),
        "thong-bao": unit_notice(snapshot, letterhead, late),
    }
    return {name: "\n".join(_lines(text)) + "\n" for name, text in told.items()}


def _lines(told: ReviewText) -> Iterator[str]:
    head = told.head
    yield from (f"{head.superior} | {head.issuer} | {head.symbol} | {head.place}", head.kind, head.abstract)
    yield from (f"Kính gửi: {line}" for line in head.to)
    for block in told.blocks:
        yield from _block(block)
    yield from (f"[ký] {line}" for line in told.signature)
    yield from (f"[nơi nhận] {line}" for line in told.recipients)
    for annex in told.annexes:
        yield from ("", f"== {annex.number}: {annex.title}")
        for block in annex.blocks:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield ("#" * block.level + " " if isinstance(block, Heading) else "") + block.text
        return
    assert not isinstance(block, Chart), "charts are added by who writes files"
    yield f"[bảng] {block.title or ''}".rstrip()
    rows = [tuple(column.title for column in block.columns), *block.rows]
    if len(rows) > ROWS + 2:
        rows = [*rows[: ROWS + 1], ("…",), rows[-1]]
    yield from (f"| {' | '.join(' '.join(cell.split()) for cell in row)} |" for row in rows)
