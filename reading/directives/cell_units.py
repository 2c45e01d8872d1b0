"""The units of a cell: one by one where they are known, as written where they are not."""

import re

from reading.directives.parties import read_parties
from reading.directives.party import Parties
from reading.directives.units import unit_list
from reading.directives.words import fold, words

# A unit right behind another without a sign between; those above it that may be named after one are left alone: "Văn phòng Sở".
_UNIT_BEGINS = re.compile(
    r"(?<=[^\W_A-Z] )(?:Sở|UBND|Ủy ban|Các|Công an|Ban Quản lý|Hội|Thanh tra|Văn phòng|Phòng|Trung tâm|Chi cục"
    r"|Công ty|Bảo hiểm xã hội)\s"
)
_WHOLE_ABOVE = re.compile(
    r"(?:Sở|UBND|Ủy ban nhân dân|Các|Công an|Hội|Bảo hiểm xã hội|Thanh tra tỉnh|Văn phòng (?:UBND|Ủy ban"
    r"|HĐND)[^;,]* (?:tỉnh|xã|phường|thành phố))\s"
)


def labelled_units(cell: str) -> Parties:
    """As in "Chủ trì: Phòng A; Phối hợp: Phòng B" in one cell."""
    return read_parties(cell) if ":" in cell else Parties()


def units_of(cell: str) -> tuple[str, ...]:
    """The units of a cell, one by one where they are known; words that are no known unit stay as written."""
    parts = (part.strip(" -–+.:") for part in cell.replace("\n", ";").split(";"))
    return tuple(name for part in parts if part and fold(part) not in {"khong", "nhu tren"} for name in _listed(part))


def _listed(text: str) -> tuple[str, ...]:
    if (cut := _next_line(text)) is not None:
        return (*_listed(text[:cut].strip()), *_listed(text[cut:]))
    sentence = words(text)
    listed = unit_list(text, sentence, 0)
    if listed is None or (listed.end < len(sentence) and sentence[listed.end].text != ","):
        return (text,)
    rest = text[sentence[listed.end].end :] if listed.end < len(sentence) else ""
    return (*listed.names, *(name.strip() for name in rest.split(",") if name.strip()))


def _next_line(text: str) -> int | None:
    """Where a unit begins that stood on a line of its own in the cell: "Sở Nội vụ" over "Sở Tài chính"."""
    for match in _UNIT_BEGINS.finditer(text):
        above = text[: match.start()]
        sentence = words(above)
        listed = unit_list(above, sentence, 0) if _WHOLE_ABOVE.match(above) else None
        if listed is not None and listed.end == len(sentence):
            return match.start()
    return None
