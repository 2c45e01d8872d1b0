"""The year a document without a date speaks of."""

import re
from collections import Counter
from collections.abc import Sequence

from reading.directives.blocks import Block
from reading.directives.citations import without_citations

_YEAR = re.compile(r"(?<!\d)năm\s+(?:học\s+)?(20\d{2})(?!\d)|quý\s+(?:[IV]+|\d)\s*[/-]\s*(20\d{2})", re.IGNORECASE)


def year_spoken_of(title: str | None, blocks: Sequence[Block]) -> int | None:
    """The latest year of the title; else the year the text speaks of most, citations left out."""
    if title and (years := [int(a or b) for a, b in _YEAR.findall(without_citations(title))]):
        return max(years)
    spoken = Counter(int(a or b) for block in blocks for a, b in _YEAR.findall(without_citations(block.text)))
    return max(spoken, key=lambda year: (spoken[year], year)) if spoken else None
