"""To whom a document is addressed: the units after "Kính gửi:", or whom a telegram calls."""

import re
from collections.abc import Sequence

from reading.directives.blocks import Block
from reading.directives.markers import split_marker
from reading.directives.units import unit_list
from reading.directives.words import CAPITALS, words

_ADDRESSED = re.compile(
    rf"^\W*(?:[Kk]ính\s+(?:gửi|gởi)|KÍNH GỬI|[{CAPITALS} ,.;-]{{4,160}}\s(?:ĐIỆN|điện)(?=\s*:))\s*:?\s*(?P<who>.*)$",
    re.DOTALL,
)
LONG = 250


def find_addressees(blocks: Sequence[Block], begin: int) -> tuple[int, tuple[str, ...]]:
    """The units after "Kính gửi:", on its line or as a list below it."""
    for at in range(max(0, min(begin, len(blocks)) - 3), min(begin + 6, len(blocks))):
        match = _ADDRESSED.match(blocks[at].text)
        if match is None:
            continue
        found = [match["who"].strip(" .;")] if match["who"].strip(" .;") else []
        end = at + 1
        while end < len(blocks) and _is_addressee(blocks[end], bool(found)):
            found.append(split_marker(blocks[end].text)[1].strip(" .;"))
            end += 1
        return max(end, begin), tuple(name for text in found for name in _names(text))
    return begin, ()


def _is_addressee(block: Block, some: bool) -> bool:
    if block.cells:
        return False
    mark, rest = split_marker(block.text)
    if mark is not None and not mark.is_bullet:
        return False
    sentence = words(rest)
    listed = unit_list(rest, sentence, 0)
    whole = (
        listed is not None
        and rest[sentence[listed.end].start if listed.end < len(sentence) else len(rest) :].strip(" .;,") == ""
    )
    return len(rest) < LONG and (
        whole or (mark is not None and not some) or (mark is not None and block.text.rstrip().endswith((";", ".")))
    )


def _names(text: str) -> tuple[str, ...]:
    sentence = words(text)
    listed = unit_list(text, sentence, 0)
    return listed.names if listed is not None and listed.end >= len(sentence) - 1 else (text.lstrip("-–+• "),)
