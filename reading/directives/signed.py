"""The number and date that a signed file writes of itself: nothing where it is a picture, or does not write them."""

from datetime import date

from domain.errors import Refusal
from reading.directives.read import read


def number_and_date(data: bytes, name: str) -> tuple[str | None, date | None]:
    """What stands at the head of the file; a file that cannot be read says neither."""
    try:
        found = read(data, name)
    except Refusal:
        return None, None
    return found.number, found.issued_on
