"""Where sentences and the separable pieces of an order end."""

import re

from reading.directives.words import CAPITALS

_END = re.compile(rf"[.!?…]+[”\"’)]*\s+(?=[{CAPITALS}“\"(0-9-])|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:TP|Tp|tp|TX|TT|Q|P|H|T|Th|ThS|TS|PGS|GS|BS|KS|Mr|St|Nxb|v\.v|tr|đ/c|Bs|Ths)|(?:\b[A-ZĐ]\.)+[A-ZĐ]?)$"
)
_OPEN, _CLOSE = "(“[", ")”]"
_LOOK_BACK = 12


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of `text`; a stop in an abbreviation or inside brackets ends none."""
    return _spans(text, semicolons=False)


def pieces(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of what could be owed separately: sentences, and their halves at a semicolon."""
    return _spans(text, semicolons=True)


def _spans(text: str, *, semicolons: bool) -> tuple[tuple[int, int], ...]:
    ends = {
        match.start(): match.end()
        for match in _END.finditer(text)
        if not _ABBREVIATED.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
    }
    found: list[tuple[int, int]] = []
    begin = depth = 0
    for at, sign in enumerate(text):
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(0, depth - 1)
        closed = at in ends and (depth == 0 or sign == "\n")
        if closed or (semicolons and sign == ";" and depth == 0):
            found.append((begin, at + 1))
            begin = ends.get(at, at + 1)
            depth = 0
    found.append((begin, len(text)))
    trimmed = (_trim(text, span) for span in found)
    return tuple(span for span in trimmed if span[0] < span[1])


def _trim(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
