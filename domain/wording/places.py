"""An item's place in its document as it is cited."""

NO_BREAK = "\u00a0"
"""Keeps a word and its number on one line."""


def place(ref: str, between: str = " ") -> str:
    """The place with its word, "mục 2.b"; one that says itself what it is ("Điều 3.1", "đoạn 1") needs no other word."""
    named, _, rest = ref.partition(" ")
    if rest and named.isalpha():
        return f"{named}{between}{rest}"
    return f"mục{between}{ref}" if ref else ""


def cited(directive: str, ref: str) -> str:
    """Document and place, for lists and tables: "07/CT-UBND, mục 2.b"."""
    return f"{directive}, {place(ref, NO_BREAK)}"
