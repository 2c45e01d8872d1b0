"""Text folded for searching: case, accents and đ do not count."""

import unicodedata


def fold(text: str) -> str:
    """Lower case without marks, đ as d, blanks as one."""
    stripped = (c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(stripped).replace("đ", "d").split())
