"""The year a document without a date speaks of."""

import re
from collections import Counter
from collections.abc import Sequence

from reading.directives.blocks import Block
from reading.directives.citations import without_citations

_YEAR = re.compile(r"(?<!\d)năm\s+(?:học\s+)?(20\d{2})(?!\d)|quý\s+(?:[IV]+|\d)\s*[/-]\s*(20\d{2})", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)\d{1,2}[/-]\d{1,2}[/-](20\d{2})(?!\d)")
# The line of place and date of a draft, its day left blank: "…, ngày … tháng 9 năm 2025".
_DATELINE = re.compile(r"(?:[^.;:]{0,40},\s*ngày\W*)?tháng\W*(?:\d{1,2})?\W*năm\s+(20\d{2})\W*", re.IGNORECASE)
_HEAD = 25  # blocks


def year_spoken_of(title: str | None, blocks: Sequence[Block]) -> int | None:
    """The latest year of the title; else that of a date line without a day; else the year the text speaks of and writes days of most, citations left out."""
    if title and (years := [int(a or b) for a, b in _YEAR.findall(without_citations(title))]):
        return max(years)
    if (dated := next((m for block in blocks[:_HEAD] if (m := _DATELINE.fullmatch(block.text))), None)) is not None:
        return int(dated[1])
    clean = [without_citations(block.text) for block in blocks]
    spoken = Counter(int(a or b) for text in clean for a, b in _YEAR.findall(text))
    spoken += Counter(int(year) for text in clean for year in _DAY.findall(text))
    return max(spoken, key=lambda year: (spoken[year], year)) if spoken else None
