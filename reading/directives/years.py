"""The year a document without a date speaks of."""

import re
from collections import Counter
from collections.abc import Sequence

from reading.directives.blocks import Block
from reading.directives.citations import without_citations

_YEAR = re.compile(r"(?<!\d)năm\s+(?:học\s+)?(20\d{2})(?!\d)|quý\s+(?:[IV]+|\d)\s*[/-]\s*(20\d{2})", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)\d{1,2}[/-]\d{1,2}[/-](20\d{2})(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}[/-]\d{1,2}[/-](20\d{2})(?!\d)")


def year_spoken_of(title: str | None, blocks: Sequence[Block]) -> int | None:
    """The latest year of the title; else the year the text speaks of most, citations left out; else that of the days it writes."""
    if title and (years := [int(a or b) for a, b in _YEAR.findall(without_citations(title))]):
        return max(years)
    clean = [without_citations(block.text) for block in blocks]
    spoken = Counter(int(a or b) for text in clean for a, b in _YEAR.findall(text))
    spoken = spoken or Counter(int(year) for text in clean for year in _DAY.findall(text))
    return max(spoken, key=lambda year: (spoken[year], year)) if spoken else None
