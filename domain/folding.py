"""Text folded for searching: case, accents and đ do not count."""

import unicodedata


def fold_marks(text: str) -> str:
    """Without marks, đ as d, case and blanks kept."""
    stripped = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return stripped.replace("đ", "d").replace("Đ", "D")


def fold(text: str) -> str:
    """Lower case without marks, đ as d, blanks as one."""
    stripped = (c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(stripped).replace("đ", "d").split())
