"""Passages that talk to a program reading the document: told to a person, cut out, never obeyed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.directive import Place
from reading.directives.blocks import Block
from reading.directives.orders import addresses_machine
from reading.directives.sentences import sentences


def without_machine_talk(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Place, ...]]:
    """The blocks without such passages, and where they stood; what a paragraph says before one is kept."""
    kept: list[Block] = []
    places: list[Place] = []
    for block in blocks:
        if not addresses_machine(block.text):
            kept.append(block)
            continue
        places.append(Place(line=block.line, page=block.page, cell=block.cell))
        if block.cells:
            cells = tuple("" if addresses_machine(cell) else cell for cell in block.cells)
            kept.append(replace(block, text=" | ".join(cells), cells=cells))
        elif before := _before(block.text):
            kept.append(replace(block, text=before))
    return tuple(kept), tuple(places)


def _before(text: str) -> str:
    """The sentences before the first that talks to a program."""
    for start, end in sentences(text):
        if addresses_machine(text[start:end]):
            return text[:start].strip()
    return ""


def hidden_talk(outside: Iterable[str]) -> tuple[Place, ...]:
    """A place for each text outside the body (hidden, running heads, boxes) that talks to a program."""
    return tuple(Place() for text in dict.fromkeys(outside) if addresses_machine(text))
