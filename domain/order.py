"""The orders a reader expects: references by their numbers, Vietnamese names by their letters."""

import re
import unicodedata


def reference_order(ref: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key of an item's reference in which numbers are read as numbers: "2.10" comes after "2.9"."""
    parts = re.findall(r"\d+|\D+", ref)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def name_order(name: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Sort key of a name: marks count last, đ stands behind d, and "Phường 10" comes after "Phường 2"."""
    folded = unicodedata.normalize("NFD", name.casefold().replace("đ", "d\u007f"))
    return reference_order("".join(mark for mark in folded if not unicodedata.combining(mark))), name
