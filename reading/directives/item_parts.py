"""What could be owed separately inside one item, and what in it only exhorts."""

from collections.abc import Iterator

from reading.directives import orders
from reading.directives.detail_lines import is_detail
from reading.directives.party import Parties
from reading.directives.sentences import pieces

_SHORTEST = 2  # words: fewer are no order of their own


def parts_of(text: str, parties: Parties) -> tuple[str, ...]:
    """What could be owed separately: two or more pieces that each order something."""
    found = []
    for start, end in pieces(text):
        begin = max(start, parties.rest if start < parties.rest < end else start)
        piece = text[begin:end].strip(" ;.,:-–/")
        if (
            len(piece.split()) > _SHORTEST
            and not orders.exhorts(piece)
            and not orders.is_courtesy(piece)
            and not is_detail(piece)
        ):
            found.append(piece)
    return tuple(found) if len(found) > 1 else ()


def exhortations_in(text: str) -> Iterator[str]:
    """The pieces of an item that only exhort."""
    spans = pieces(text)
    for start, end in spans if len(spans) > 1 else ():
        piece = text[start:end].strip(" ;.,")
        if orders.exhorts(piece):
            yield piece
