"""Documents marked MẬT, TỐI MẬT or TUYỆT MẬT are refused at the door (Law on State Secrets 2018; domain.md §0.11)."""

import re
from collections.abc import Sequence

from domain.secrecy import SHORT, is_among, is_mark, secret
from reading.directives.blocks import Reading

# A hidden list to choose from names the plain level too, or several: "Thường, Mật, Tối mật, Tuyệt mật".
_PLAIN = re.compile(r"(?:thường|bình thường|không(?: mật)?)", re.IGNORECASE)
_HEAD = 25  # blocks within which a mark may share its line with other words


def refuse_secrets(reading: Reading) -> None:
    """Refuse a document that carries a mark of secrecy; ordinary words such as "bảo vệ bí mật nhà nước" carry none."""
    if any(is_mark(text) or is_among(text[:SHORT], head=True) for text in reading.outside) or any(
        any(is_mark(text) for text in (block.text, *block.cells)) or is_among(block.text, head=at < _HEAD)
        for at, block in enumerate(reading.blocks)
    ):
        raise secret()


def unless_a_choice(hidden: Sequence[str]) -> tuple[str, ...]:
    """What stands in one hidden place, without the levels of secrecy where they are only listed to choose from."""
    marks = {" ".join(text.split()).casefold() for text in hidden if is_mark(text)}
    chosen_from = len(marks) > 1 or (bool(marks) and any(_PLAIN.fullmatch(text.strip()) for text in hidden))
    return tuple(text for text in hidden if not (chosen_from and is_mark(text)))
