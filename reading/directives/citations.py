"""Other documents named in a text: their numbers, the dates given with them, and where they stand."""

import re
from dataclasses import dataclass
from functools import lru_cache

from domain.directive import Citation
from reading.directives.days import build
from reading.directives.words import spelt

_NUMBER = (
    r"\d{1,5}[A-Za-z]?(?:/\d{4})?[/-](?:[A-ZĐƯÂÔƠÊ]{1,8}\d{0,2}(?:[-&.–][A-ZĐƯÂÔƠÊa-zđ]{1,12}){0,4}"
    r"|[A-ZĐ][A-ZĐa-zđ]{1,8}(?:[/-][A-ZĐ][A-Za-zĐđ.]{1,10}){0,3})(?:/[A-ZĐ]{2,10})?"
)
_DATED = (
    r"(?:,?\s*(?:được\s+)?(?:ban hành\s+|ký\s+)?ngày\s+(\d{1,2})(?:\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})"
    r"|\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})))?"
)
_CITED = re.compile(rf"(?<![\w/-])({_NUMBER})(?![\w])(?:\s*\([^()]{{0,40}}\))?{_DATED}")
_YEAR_OF_NUMBER = re.compile(r"/((?:19|20)\d{2})/")
# Bare dates of laws and minutes ("Thông báo ngày 12/3/2024") are kept out of the deadlines by the word before them.
_ACTS = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Thông báo"
    r"|Kết luận|Báo cáo|Tờ trình|Công điện|Văn bản|Biên bản|Hướng dẫn|Chương trình|họp"
    r"|Hội nghị)[^.;:]{0,60}?\s(ngày\s+\d{1,2}(?:\s*[/-]\s*\d{1,2}\s*[/-]\s*\d{4}"
    r"|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))"
)
_OWED = re.compile(
    r"(?:trước|đến|tới|giờ|vào|hết)\s*$|chậm nhất\b|muộn nhất\b|gửi\b|hoàn thành\b|trình\b|từ ngày\b", re.IGNORECASE
)
_AS_VERB = re.compile(
    r"(?:Hướng dẫn|Báo cáo|Thông báo|Quyết định|Kết luận)\s+(?!số|của|này|chung)[a-zà-ỹđ]"
)  # it opens the order
_REMEMBERED = 2048  # deadlines, subjects and years ask about the same passage


@dataclass(frozen=True)
class Found:
    """A citation and the span of text it covers, its date included."""

    citation: Citation
    start: int
    end: int


def find_citations(text: str) -> tuple[Found, ...]:
    """All citations by number, in order; a date only where the text gives one right behind the number."""
    return tuple(Found(_citation(match), match.start(), match.end()) for match in _CITED.finditer(text))


def _citation(match: re.Match[str]) -> Citation:
    number, day, month, year, spoken_month, spoken_year = match.groups()
    if day is None:
        return Citation(number)
    return Citation(number, build(int(year or spoken_year), int(month or spoken_month), int(day)))


def year_of_number(number: str) -> int | None:
    """The year a number carries: 2018 in 61/2018/NĐ-CP."""
    match = _YEAR_OF_NUMBER.search(number)
    return int(match[1]) if match else None


@lru_cache(maxsize=_REMEMBERED)
def without_citations(text: str) -> str:
    """`text` with citations and the dates of acts blanked out, at unchanged places, so that no date of theirs is a deadline."""
    text = spelt(text)
    for found in find_citations(text):
        text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    if "ngày" not in text:
        return text
    pieces, at = [], 0
    for match in _ACTS.finditer(text):
        if _OWED.search(text[match.start() : match.start(1)]) or (match.start() == 0 and _AS_VERB.match(match[0])):
            continue
        pieces += [text[at : match.start(1)], " " * len(match[1])]
        at = match.end(1)
    return "".join(pieces) + text[at:]
