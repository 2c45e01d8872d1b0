"""Words of a sentence with their places, and the folding that makes two spellings of a name equal."""

import re
import unicodedata
from dataclasses import dataclass

# Capital letters for classes of a pattern: a range such as À-Ỹ would take in small letters as well.
CAPITALS = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x1EFA) if chr(code).isupper())
_WORD = re.compile(r"\w+|[^\w\s]|\n")


@dataclass(frozen=True, slots=True)
class Word:
    """One word or one sign: as written, in lower case, and where it stands."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_sign(self) -> bool:
        """Whether it is punctuation."""
        return not (self.text[0].isalnum() or self.text[0] == "_")

    @property
    def is_capital(self) -> bool:
        """Whether it opens with a capital letter or is a number, as the words of a name do."""
        return self.text[0].isupper() or self.text[0].isdigit()


def words(text: str) -> tuple[Word, ...]:
    """All words and signs of `text`, in order; the end of a line is a sign, which no name crosses."""
    return tuple(Word(m[0], m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(text))


def fold(text: str) -> str:
    """`text` without case, marks and repeated blanks, đ as d: for comparing, never for showing."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
