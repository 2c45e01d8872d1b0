"""Days as Vietnamese documents write them: 15/4/2024, ngày 15 tháng 4 năm 2024, tháng 6, quý II, 6 tháng đầu năm."""

import re
from dataclasses import dataclass
from datetime import date

from domain.months import add_months, day_of_month

MONTHS = range(1, 13)
DAYS = range(1, 32)
_YEARS = range(1945, 2100)  # the state that writes these documents began in 1945
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

# One day: "15/4/2024", "15-04-2024", "15 tháng 4 năm 2024", "15/4"; groups d, m, y.
DAY = (
    r"(?P<d>\d{1,2})\s?(?:[/.-]\s?(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>\d{4}))?(?!\d|[/.-]\d)"
    r"|tháng\s+(?P<m2>\d{1,2})(?:\s*(?:năm|/|-)\s*(?P<y2>\d{4}))?)"
)
YEAR = r"(?:\s*(?:/|-|năm|,\s*năm)\s*(?P<year>\d{4}))?"
# Of several, "quý II, III", the last.
QUARTER = (
    r"quý\s*(?:(?:IV|III|II|I|[1-4])\s*(?:,|và|-|–|đến)\s*(?:quý\s*)?(?=(?:IV|III|II|I)\b"
    r"|[1-4]\s*[/-]\s*20))*(?P<q>IV|III|II|I|[1-4])\b"
)
_WRITTEN = re.compile(DAY, re.IGNORECASE)
_WITH_DAY_WORD = re.compile(rf"(?<![\w/.-])(?P<word>ngày\s+)?{DAY}", re.IGNORECASE)
_LEAP = 2028  # where no year is written, 29 February is a day


@dataclass(frozen=True)
class Era:
    """What a document without years is read against: its date, else the year its title speaks of."""

    issued_on: date | None = None
    year: int | None = None

    def year_of(self, month: int, day: int = 28) -> int | None:
        """The year of a day named without one: the first on or after the document's date, else the title's."""
        if self.issued_on is None:
            return self.year
        past = (month, day) < (self.issued_on.month, self.issued_on.day)
        return self.issued_on.year + past

    def this_year(self) -> int | None:
        """The year the document was issued in, else the title's."""
        return self.issued_on.year if self.issued_on else self.year

    def is_past(self, day: date) -> bool:
        """Whether `day` lies before the document, so that nothing can be owed by it."""
        return self.issued_on is not None and day < self.issued_on


def build(year: int | None, month: int, day: int) -> date | None:
    """A date, or None where the numbers name none."""
    if year is None or year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_from(match: re.Match[str], era: Era) -> date | None:
    """The day that a match of DAY names; an omitted year comes from `era`."""
    month, year = match["m"] or match["m2"], match["y"] or match["y2"]
    if int(month) not in MONTHS:
        return None
    return build(int(year) if year else era.year_of(int(month), int(match["d"])), int(month), int(match["d"]))


def written_day(text: str) -> date | None:
    """The first whole day (with its year) that `text` writes."""
    for match in _WRITTEN.finditer(text):
        if (match["y"] or match["y2"]) and (day := day_from(match, Era())) is not None:
            return day
    return None


def impossible_days(text: str) -> tuple[str, ...]:
    """Days that `text` writes and no calendar has: "30/02/2028", "ngày 31/4"."""
    found = []
    for match in _WITH_DAY_WORD.finditer(text):
        day, month, year = int(match["d"]), int(match["m"] or match["m2"]), match["y"] or match["y2"]
        meant = bool(match["word"]) or (bool(year) and day in DAYS and month in MONTHS)
        if meant and build(int(year or _LEAP), month, day) is None:
            found.append(match[0][len(match["word"] or "") :])
    return tuple(found)


def month_end(year: int | None, month: int) -> date | None:
    """The last day of a month."""
    first = build(year, month, 1) if month in MONTHS else None
    return None if first is None else day_of_month(first, 31)


def quarter_end(year: int | None, quarter: str) -> date | None:
    """The last day of a calendar quarter, written in Roman or Arabic figures."""
    return month_end(year, quarter_number(quarter) * 3)


def quarter_number(quarter: str) -> int:
    """1 to 4."""
    return _ROMAN.get(quarter.lower()) or int(quarter)


def before(day: date) -> date:
    """The last day of the month before `day`'s: "trước tháng 7" ends with June."""
    return day_of_month(add_months(day.replace(day=1), -1), 31)
