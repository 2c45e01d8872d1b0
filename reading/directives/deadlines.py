"""The deadline an order names or gives a rule for: a day, a month's end, days after something, a day of each period."""

import re
from collections.abc import Iterator
from datetime import timedelta

from domain.directive import Cadence, DueRule
from reading.directives.citations import without_citations
from reading.directives.days import DAY, DAYS, MONTHS, Era, build, day_from
from reading.directives.due import Due, WorkingDayAfter, after_weekends, said
from reading.directives.due_events import event_dues
from reading.directives.due_moon import moon_dues
from reading.directives.due_relative import periodic_dues, relative_dues
from reading.directives.due_spans import current_dues, half_dues, month_dues, quarter_dues, within_dues, year_dues
from reading.directives.due_tet import tet_dues
from reading.directives.due_weeks import explained_dues, part_dues, weekday_dues
from reading.directives.due_words import FROM, INTRO, LOOK_BACK, is_owed

_HOUR = r"(?:\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2})?(?:\s*phút)?(?:\s*(?:sáng|trưa|chiều|tối|đêm))?\s*,?\s*)?"
_WEEKDAY = r"(?:(?:sáng|chiều|tối)?\s*(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\s*,?\s*)?"
_OCCASION = (
    r"(?:khai giảng|khai mạc|bế mạc|bế giảng|bầu cử|tổng tuyển cử|hội nghị|đại hội|khánh thành|khởi công|lễ|giỗ tổ"
    r"|quốc khánh|kỷ niệm|nghỉ tết|nghỉ lễ)(?:\s+[^\W\d]+){0,2}?"
)  # "trước ngày khai giảng 05/9"
_ABSOLUTE = re.compile(
    rf"{INTRO}{_HOUR}{_WEEKDAY}(?P<dayword>(?:(?:thứ \w+|chủ nhật),?\s*)?(?:hết\s+)?ngày\s+(?:{_OCCASION}\s+\(?)?)?{DAY}",
    re.IGNORECASE,
)
_HANDED_IN = re.compile(
    (
        r"(?<!\w)(?:(?:gửi|nộp|trình|hoàn trả|bàn giao)\s(?:[^\W\d]+\.?\s){1,7}?"
        r"|(?:tổng duyệt|duyệt thử|ra quân|chạy thử|vận hành thử|nghiệm thu)\s(?:[^\W\d]+\.?\s){0,7}?)"
        rf"{_HOUR}(?P<dayword>(?:vào\s+)?ngày\s+){DAY}(?=\s*(?:[,.;)]|$))"
    ),
    re.IGNORECASE,
)
_RANGE_END = re.compile(
    (
        rf"(?<!\w)từ\s+(?:ngày\s+)?\d{{1,2}}(?:\s?[/.-]\s?\d{{1,2}}(?:\s?[/.-]\s?\d{{4}})?"
        rf"|\s+tháng\s+\d{{1,2}}(?:\s+năm\s+\d{{4}})?)?\s*(?:đến|tới|-|–)\s*(?:hết\s+)?{_HOUR}(?:ngày\s+)?{DAY}"
    ),
    re.IGNORECASE,
)
_BARE_PERIOD = re.compile(r"\s*(?:hết|cuối|trong|đến hết|trước khi hết)\s+(?:tháng|quý|năm|tuần)\W*", re.IGNORECASE)
_BARE_RANGE = re.compile(r"\s*\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?\s*(?:-|–|đến)\s*\d{1,2}[/.]\d{1,2}")
_TODAY = re.compile(
    rf"{INTRO}{_HOUR}(?P<day>(?:ngày )?hôm nay|(?:sáng|trưa|chiều|tối|đêm|ngày)\s+(?:nay|mai)|mai)(?!\w)", re.IGNORECASE
)
_SAME_DAY = re.compile(rf"{INTRO}{_HOUR}(?:trong\s+)?cùng ngày(?!\w)", re.IGNORECASE)
_ANY_DAY = re.compile(DAY)
# Hours alone are hours of the day the document was signed; "trước 16 giờ hàng ngày" has a rhythm and is none.
_HOUR_ALONE = re.compile(
    (
        r"(?<!\w)(?:trước|chậm nhất(?: là| vào| lúc)*|muộn nhất(?: là| vào| lúc)*|xong (?:trước"
        r"|lúc))\s+(?:(?:[01]?\d|2[0-3])\s*(?:giờ|h|g)(?:\s*[0-5]\d)?(?:\s*phút)?)(?!\w)(?!\s*,?\s*(?:\d|ngày|hôm"
        r"|sáng|trưa|chiều|tối|đêm|rạng|giao thừa|m[ùồ]ng|thứ|chủ nhật|cùng|mỗi|h[àằ]ng|các|khi|làm việc|kể|sau))"
    ),
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d\s?[hg]")
_BY_THE_MOON = re.compile(r"\s*\(?\s*(?:âm lịch|ÂL)(?!\w)", re.IGNORECASE)
_EVERY_YEAR = re.compile(r"\s*(?:h[àằ]ng|mỗi|của mỗi) năm", re.IGNORECASE)


def read_deadlines(
    text: str, era: Era, cadence: Cadence = Cadence.ONCE, working_day_after: WorkingDayAfter = after_weekends
) -> tuple[Due, ...]:
    """Every deadline of `text` in its order; spans do not overlap, the more exact reading wins."""
    clean = without_citations(text)
    taken: list[tuple[int, int]] = []
    found: list[Due] = []
    for due, end in _candidates(clean, text, era, cadence, working_day_after):
        if any(due.start < stop and start < end for start, stop in taken):
            continue
        taken.append((due.start, end))
        if due.on is not None and era.is_past(due.on):
            continue
        found.append(due)
    return tuple(sorted(found, key=lambda due: due.start))


def read_bare(
    cell: str, era: Era, working_day_after: WorkingDayAfter = after_weekends, cadence: Cadence = Cadence.ONCE
) -> tuple[Due, ...]:
    """The deadline of a table cell, where a day stands without any word before it."""
    if _BARE_PERIOD.fullmatch(cell):
        cell = f"{cell.strip()} này"  # "Hết tháng"
    if _BARE_RANGE.match(cell):
        cell = f"từ {cell}"
    listed = read_deadlines(cell, era, cadence, working_day_after)
    return listed or read_deadlines(f"trong {cell}", era, cadence, working_day_after)


def _candidates(
    clean: str, text: str, era: Era, cadence: Cadence, working_day_after: WorkingDayAfter
) -> Iterator[tuple[Due, int]]:
    """Readings from the most exact to the loosest; each with the end of its span."""
    low = clean.lower()  # each rare way of saying a day is looked for only where one of its words stands
    if "(" in low or " và " in low:
        yield from explained_dues(clean, text, era)
    if "thứ" in low or "chủ nhật" in low:
        yield from weekday_dues(clean, text, era)
    if any(word in low for word in ("tết", "chạp", "giêng", "rằm", "mùng", "mồng", "âm lịch", "âl")):
        yield from moon_dues(clean, text)
    yield from _absolute(clean, text, era, cadence)
    yield from periodic_dues(clean, text, cadence)
    yield from relative_dues(clean, text, era, working_day_after)
    if any(word in low for word in ("lễ", "lịch", "quốc", "chiến thắng")):
        yield from _feasts(clean, text, era)
    if "tết" in low:
        yield from tet_dues(clean, text, era)
    if any(word in low for word in ("cùng ngày", "nay", "mai", "giờ")) or _CLOCK.search(low):
        yield from _today(clean, text, era, cadence)
    if any(word in low for word in ("tuần", "nửa", "ngày đầu", "ngày cuối", "cuối cùng")):
        yield from part_dues(clean, text, era, cadence)
    yield from month_dues(clean, text, era, cadence)
    yield from quarter_dues(clean, text, era)
    yield from half_dues(clean, text, era)
    yield from year_dues(clean, text)
    yield from current_dues(clean, text, era)
    yield from within_dues(clean, text, era)
    if "trước " in low or "sau " in low:
        yield from event_dues(clean, text)


def _absolute(clean: str, text: str, era: Era, cadence: Cadence) -> Iterator[tuple[Due, int]]:
    for pattern in (_RANGE_END, _ABSOLUTE, _HANDED_IN):
        for match in pattern.finditer(clean):
            look = clean[max(0, match.start() - LOOK_BACK) : match.start()]
            spoken_day = pattern is _RANGE_END or match["dayword"] or match["m"]
            if (
                not spoken_day
                or not is_owed(look, match.groupdict().get("intro"))
                or (pattern is _ABSOLUTE and FROM.search(look))
            ):
                continue
            if int(match["m"] or match["m2"]) not in MONTHS or int(match["d"]) not in DAYS:
                continue
            if _BY_THE_MOON.match(clean, match.end()):
                continue
            every = _EVERY_YEAR.match(clean, match.end())
            if every or (cadence is Cadence.YEARLY and not (match["y"] or match["y2"])):
                rule = DueRule("day-of-period", int(match["d"]), "days", f"month-{int(match['m'] or match['m2'])}")
                yield Due(None, said(text, match), rule, match.start()), every.end() if every else match.end()
                continue
            day = day_from(match, era)
            yearless = day is None and not (match["y"] or match["y2"])
            if day is not None or yearless:
                yield Due(day, said(text, match), DueRule("fixed"), match.start(), yearless), match.end()


def _today(clean: str, text: str, era: Era, cadence: Cadence) -> Iterator[tuple[Due, int]]:
    """As in "trước 19 giờ hôm nay", "ngay trong ngày mai", "trước 17h cùng ngày": counted from the document's own day."""
    for match in _SAME_DAY.finditer(clean):
        named = [
            day_from(day, era)
            for day in _ANY_DAY.finditer(clean, 0, match.start())
            if int(day["m"] or day["m2"]) in MONTHS
        ]
        if not named:
            continue  # which day is the same is not said here
        day = named[-1]
        yield Due(day, said(text, match), DueRule("fixed"), match.start(), day is None), match.end()
    if era.issued_on is None:
        return
    for match in _TODAY.finditer(clean):
        day = era.issued_on + timedelta(days=match["day"].lower().endswith("mai"))
        yield Due(day, said(text, match), DueRule("fixed"), match.start()), match.end()
    for match in _HOUR_ALONE.finditer(clean) if cadence is Cadence.ONCE else ():
        yield Due(era.issued_on, said(text, match), DueRule("fixed"), match.start()), match.end()


_FEAST = re.compile(
    (
        rf"{INTRO}(?:dịp\s+|kỳ nghỉ\s+)*(?:Tết\s+)?(?:Dương lịch|Quốc khánh|Quốc tế Lao động|Chiến thắng"
        rf"|lễ)\s*(?:ngày\s+)?\(?(?:(?P<year>20\d{{2}})|{DAY})"
    ),
    re.IGNORECASE,
)


def _feasts(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    """As in "xong trước lễ 30/4/2026", "trước Tết Dương lịch 2026"."""
    for match in _FEAST.finditer(clean):
        if match["year"]:
            new_year = "dương lịch" in match[0].lower()
            day = build(int(match["year"]), 1, 1) if new_year else None
        else:
            day = day_from(match, era) if int(match["m"] or match["m2"]) in MONTHS else None
        if day is not None:
            yield Due(day, said(text, match), DueRule("fixed"), match.start()), match.end()
