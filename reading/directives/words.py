"""Words of a sentence with their places, and the folding that makes two spellings of a name equal."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

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


# A horn lost by a scanner, and the two places of a tone mark and of y: each pair is one spelling of the same syllable.
_HORNS = str.maketrans("oóòỏõọOÓÒỎÕỌuU", "ơớờởỡợƠỚỜỞỠỢưƯ")
_LOST_HORN = re.compile(r"(?<=ư)[oóòỏõọ]|(?<=Ư)[OÓÒỎÕỌ]|(?<![qQ])[uU](?=[ơớờởỡợƠỚỜỞỠỢ]\w)")
_TONES = dict(
    zip(
        "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(),  # noqa: SIM905 - two rows to compare
        "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split(),  # noqa: SIM905
        strict=True,
    )
)
_TONES |= {old.title(): new.title() for old, new in _TONES.items()} | {
    old.upper(): new.upper() for old, new in _TONES.items()
}
_OLD_TONE = re.compile(rf"(?<![qQ])(?:{'|'.join(_TONES)})(?!\w)")
_BY_Y = {"quí": "quý", "kĩ": "kỹ", "kì": "kỳ", "lí": "lý", "tỉ": "tỷ"}
_WITH_I = re.compile(rf"(?<!\w)(?:{'|'.join(_BY_Y)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=2048)  # the parts of an order are read from the same passage
def spelt(text: str) -> str:
    """`text` in one spelling, at unchanged places: a lost horn ("trưóc"), the old place of a tone ("hoá"), y for i ("quí")."""
    text = _LOST_HORN.sub(lambda match: match[0].translate(_HORNS), text)
    text = _OLD_TONE.sub(lambda match: _TONES[match[0]], text)
    return _WITH_I.sub(lambda match: match[0][:-1] + _y_of(match[0]), text)


def _y_of(word: str) -> str:
    y = _BY_Y[word.lower()][-1]
    return y.upper() if word[-1].isupper() else y


def words(text: str) -> tuple[Word, ...]:
    """All words and signs of `text`, in order; the end of a line is a sign, which no name crosses."""
    plain = spelt(text).lower()
    if len(plain) != len(text):
        return tuple(Word(m[0], spelt(m[0]).lower(), m.start(), m.end()) for m in _WORD.finditer(text))
    return tuple(Word(m[0], plain[m.start() : m.end()], m.start(), m.end()) for m in _WORD.finditer(text))


def fold(text: str) -> str:
    """`text` without case, marks and repeated blanks, đ as d: for comparing, never for showing."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
