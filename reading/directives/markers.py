"""The marks that open a numbered paragraph: I. 1. 1.1 a) đ) - + • Điều 3. Thứ nhất, … and how deep each usually lies."""

import re
from dataclasses import dataclass

from reading.directives.words import CAPITALS

BULLET_RANK = 9.0
NUMBER_RANK = 5.0


@dataclass(frozen=True)
class Marker:
    """One mark: its style (which sisters share), its label as cited, and its usual depth (small is high)."""

    style: str
    label: str
    rank: float

    @property
    def is_bullet(self) -> bool:
        """Whether the mark carries no number of its own, so that a person counts."""
        return self.rank == BULLET_RANK


_ORDINALS = "nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười"
_ROMAN = "XX|XIX|XVIII|XVII|XVI|XV|XIV|XIII|XII|XI|IX|VIII|VII|VI|IV|III|II|I|V|X"
_COUNTED = "Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười"
_BULLETS = "•●·‣►➢➤✓❖◆◇\uf0b7\uf0d8\uf076\uf0fc"

# Each row: pattern, style, rank. The label is group 1; the first row that fits wins.
_PATTERNS: tuple[tuple[re.Pattern[str], str, float], ...] = tuple(
    (re.compile(pattern), style, rank)
    for pattern, style, rank in (
        (r"PHẦN (?:THỨ )?([IVX]+|\d{1,2}|[A-Z]|NHẤT|HAI|BA|TƯ|NĂM|SÁU|BẢY)\s*[.:]?\s+(?!\S*\d)", "part", 0.0),
        (rf"(Phần (?:thứ (?:{_ORDINALS})|[IVX]+|\d{{1,2}}|[A-Z]))\s*[.:]?\s*(?!\S*\d)", "part", 0.0),
        (r"(Chương (?:[IVX]+|\d{1,2}))\s*[.:]?\s+", "chapter", 1.0),
        (r"(?:Mục )(\d{1,2}|[IVX]+)\s*[.:]\s+", "section", 2.5),
        (r"(Điều \d{1,3})\s*[.:]\s*", "article", 4.0),
        (r"(Khoản \d{1,2})\s*[.:]\s+", "clause", 5.0),
        (r"([A-HĐ]\.\d{1,2}\.\d{1,2})[.)]?\s+(?=[^\W\d])", "upper-decimal-3", 5.2),
        (r"([A-HĐ]\.\d{1,2})[.)]?\s+(?=[^\W\d])", "upper-decimal-2", NUMBER_RANK),
        (  # a mark that repeats the ones above it: "II.1.a)", "1.b)", "2a."
            (
                rf"((?:(?:{_ROMAN})[./-]|[A-HĐ]\.)?\d{{1,2}}(?:\.\d{{1,2}})?(?:[./][a-zđ]|(?<!\d\d)[a-eđ]))"
                rf"(?:[.)/]\s*(?=[^\W\d])|(?<=\.\w)\s+(?=[{CAPITALS}]))"
            ),
            "path-letter",
            7.0,
        ),
        (rf"((?:{_ROMAN})[./-]\d{{1,2}}\.\d{{1,2}})(?:[.)/]\s*|\s+)(?=[^\W\d])", "path-decimal-2", 5.1),
        (rf"((?:{_ROMAN})[./-]\d{{1,2}})(?:[.)/]\s*|\s+)(?=[^\W\d])", "path-decimal", NUMBER_RANK),
        (rf"({_ROMAN})\s?(?:[.)-]|/(?!\s?\d|v\b))\s*(?=\S)", "roman", 3.0),
        (r"([A-HĐ])\s?[.)/]\s+", "upper", 2.0),
        (r"(\d{1,2}\.\d{1,2}\.\d{1,2})(?:\s?[-–]|[.)])?\s+(?!\d)", "decimal-3", 5.2),
        (r"(\d{1,2}\.\d{1,2})(?:[.)/]\s*(?=\D)|(?:\s?[-–])?\s+(?=[^\W\d]|[“\"(]))", "decimal-2", 5.1),
        (r"(\d{1,2})\.(?:\s*(?=[^\d\s/.])|\s+(?=\d))", "decimal", NUMBER_RANK),
        (r"([1-9]\d{2})\.\s+(?=[^\W\d])", "decimal", NUMBER_RANK),  # a long list; "100.000" is a figure
        (r"(\d{1,2}|[1-9]\d{2}(?=\)\s))\)\s*(?=\S)", "decimal-paren", NUMBER_RANK),
        (r"(\d{1,2})/\s*(?=[^\d\s])", "decimal-slash", NUMBER_RANK),
        (r"(\d{1,2})\s?-\s+(?=[^\W\d])", "decimal-dash", NUMBER_RANK),
        (r"\((\d{1,2})\)\s*(?=\S)", "paren", 5.5),
        (r"\(([ivx]{1,4})\)\s*(?=\S)", "roman-low", 8.0),
        (r"(ii|iii|iv|vi|vii|viii)[.)]\s*(?=\S)", "roman-low", 8.0),
        (r"\(([a-zđ])\)\s*(?=\S)", "letter-paren", 7.5),
        (r"([a-zđ]\d?)\s?[)/]\s*(?=\S)", "letter", 7.0),
        (r"([a-zđ])\.\s+(?=\S)", "letter-dot", 7.0),
        (rf"([a-zđ]),\s+(?=[{CAPITALS}])", "letter-comma", 7.0),
        (rf"(Thứ (?:{_ORDINALS}))\s*[,:.]\s+", "ordinal", 5.0),
        (rf"((?:{_COUNTED}) là)\s*[,:]\s*", "counted", 5.0),
        (rf"({_COUNTED})\s*[,:.]\s+(?=[^\W\d])", "counted-bare", 5.0),
        (r"([-–—−])\s*(?=[^\s\d–—−-]|\d{2,}\D)", "dash", BULLET_RANK),
        (r"([+])\s*(?=[^\s+])", "plus", BULLET_RANK),
        (r"([*])\s*(?=[^\s*])", "star", BULLET_RANK),
        (rf"([{_BULLETS}])\s*(?=\S)", "dot", BULLET_RANK),
        (rf"(o)\s+(?=[{CAPITALS}])", "ring", BULLET_RANK),
        (r"([◦○])\s*(?=\S)", "ring", BULLET_RANK),
        (r"([▪▫■□\uf0a7])\s*(?=\S)", "square", BULLET_RANK),
    )
)
_LONGEST = 40  # no mark is longer; bounds the work on a long line


def split_marker(text: str) -> tuple[Marker | None, str]:
    """The mark `text` opens with, if any, and the rest without it."""
    text = text.lstrip()
    head = text[:_LONGEST]
    for pattern, style, rank in _PATTERNS:
        if match := pattern.match(head):
            rest = text[match.end() :].lstrip()
            if rest:
                return Marker(style, match[1], rank), rest
    if match := re.fullmatch(r"(Điều \d{1,3}|[IVX]+|\d{1,2})\.", text):
        return Marker("article" if text[0] == "Đ" else "roman" if text[0] in "IVX" else "decimal", match[1], 4.0), ""
    return None, text
