"""Texts of units in a document that blames nobody: names of units give way to what they are in the matter."""

import re
from collections.abc import Iterable

BODIES = ("ủy ban nhân dân", "uỷ ban nhân dân", "ubnd")
"""What a committee's name begins with, however it is written."""
_OF_WHERE = r"(?:\s+(?:phường|xã|đặc khu|quận|huyện|tỉnh|thành phố)(?:\s+(?:\d+|(?-i:[A-ZĐÀ-Ỹ])\w*))*(?!\w))?"
"""The place that an order adds to a name: "Phòng Nội vụ Quận 1", "Văn phòng phường"."""


def unnamed(text: str, names: Iterable[str], instead: str) -> str:
    """The text with `instead` in the place of each of the names, written in any case and with any form of "UBND"."""
    forms = sorted({form for name in names for form in _forms(name)}, key=len, reverse=True)
    if not forms:
        return text
    known = "|".join(r"\s+".join(map(re.escape, form.split())) for form in forms)
    return re.sub(rf"(?<!\w)(?:{known})(?!\w){_OF_WHERE}", instead, text, flags=re.IGNORECASE)


def _forms(name: str) -> Iterable[str]:
    """A name as it may be written."""
    flat = " ".join(name.split())
    body = next((body for body in BODIES if flat.casefold().startswith(f"{body} ")), None)
    if body is not None:
        yield from (f"{one}{flat[len(body) :]}" for one in BODIES)
    elif flat:
        yield flat
