"""Deadlines said by the week or by part of a month: "thứ Sáu tuần này", "tuần thứ hai của tháng 5", "nửa đầu tháng"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from domain.directive import Cadence, DueRule
from domain.months import add_months, day_of_month
from reading.directives.days import DAY, DAYS, MONTHS, QUARTER, YEAR, Era, day_from, month_end, quarter_end
from reading.directives.due import Due, said
from reading.directives.due_words import FROM, LINK, LOOK_BACK, NOT_AFTER, is_owed

_INTRO = rf"(?P<intro>{NOT_AFTER}{LINK})"
_HOUR = r"(?:\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2})?(?:\s*phút)?\s*,?\s*)?"
_NAMED_WEEKDAY = r"(?P<weekday>thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_WHICH_WEEK = r"(?P<week>(?:trong\s+)?tuần\s+(?:này|nay|tới|sau|kế tiếp|tiếp theo)|này|tới|sau)"
_WEEKDAY = re.compile(
    (
        rf"(?<!\w)(?:{_INTRO})?{_HOUR}(?:(?:sáng|chiều|tối|trưa|hết|cuối|ngày"
        rf"|giờ làm việc)\s+)*{_NAMED_WEEKDAY}(?!\w)(?:\s*,?\s*{_WHICH_WEEK}(?!\w))?(?:\s*[,(-]?\s*(?:(?:tức(?: là)?"
        rf"|nhằm|ngày)\s+)*(?P<day>{DAY})\s*\)?)?"
    ),
    re.IGNORECASE,
)
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5, "nhật": 6}  # fmt: skip
_EACH_WEEK = re.compile(r"\s*(?:,\s*)?(?:h[àằ]ng|mỗi|các|của\s+(?:h[àằ]ng|mỗi))\s*(?:tuần|tháng)", re.IGNORECASE)
_EACH_BEFORE = re.compile(r"(?:các|mỗi|h[àằ]ng tuần,?(?:\s+vào)?|và)\s+(?:ngày\s+|chiều\s+|sáng\s+)?$", re.IGNORECASE)
# A day explained in brackets behind another way to say it: "23 tháng Chạp (nhằm ngày 10/02/2026)", "lễ 30/4 (ngày 29/4/2026)".
_EXPLAINED = re.compile(
    (
        rf"(?<!\w){_INTRO}(?:ngày\s+)?(?:mùng|mồng|rằm|\d{{1,2}}|hôm|cuối tuần"
        rf"|tuần)\s[^.;:()]{{0,40}}?\(\s*(?:(?:tức(?: là)?|nhằm|là|vào|ngày)\s+)*{DAY}\s*\)"
    ),
    re.IGNORECASE,
)
_BOTH_DAYS = re.compile(
    (
        r"(?<!\w)(?P<intro>trong|vào)\s+(?:(?:hai|ba|02|03|2|3"
        rf"|các)\s+)?ngày\s+\d{{1,2}}(?:[/.-]\d{{1,2}}(?:[/.-]\d{{4}})?)?\s*(?:,\s*\d{{1,2}}(?:[/.-]\d{{1,2}})?\s*)*(?:và"
        rf"|,)\s*(?:ngày\s+)?{DAY}"
    ),
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?<!\w)(?:{_INTRO})?(?:(?P<week>tuần(?:\s+lễ)?\s+(?:thứ\s+)?(?P<nth>nhất|hai|ba|tư|năm|đầu(?:\s+tiên)?"
    rf"|cuối(?:\s+cùng)?|[1-5]))|nửa\s+(?P<half>đầu|cuối|sau)|(?P<n>\d{{1,2}}|mười)\s+ngày\s+(?P<end>đầu"
    r"|cuối)(?:\s+cùng|\s+tiên)?|ngày\s+(?:làm việc\s+)?(?P<last>cuối cùng))"
    rf"\s+(?:của\s+|trong\s+)?(?:(?P<each>h[àằ]ng|mỗi|từng)\s+)?(?:(?P<quarter>{QUARTER})"
    rf"|tháng(?:\s+(?:(?P<mon>1[0-2]|0?[1-9])(?![\d%])|(?P<rel>này|nay|tới|sau)(?!\w)))?){YEAR}",
    re.IGNORECASE,
)
_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5}
_WEEK = 7
_LATE = 31  # the last day, whichever it is
_HALF = 15


def weekday_dues(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    """A day of this or of the next week, and any day given beside the name of the weekday."""
    for match in _WEEKDAY.finditer(clean):
        look = clean[max(0, match.start() - LOOK_BACK) : match.start()]
        if _EACH_WEEK.match(clean, match.end()) or _EACH_BEFORE.search(look) or FROM.search(look):
            continue
        if not (match["intro"] or match["week"] or match["day"]) or not is_owed(look, match["intro"]):
            continue
        if match["day"] and int(match["m"] or match["m2"]) in MONTHS and int(match["d"]) in DAYS:
            day = day_from(match, era)
        elif match["week"]:
            day = _day_of_week(match["weekday"], match["week"], era.issued_on)
        else:
            continue  # which week is not said
        yield Due(day, said(text, match), DueRule("fixed"), match.start(), day is None), match.end()


def _day_of_week(weekday: str, week: str, issued_on: date | None) -> date | None:
    if issued_on is None:
        return None
    at = _WEEKDAYS[weekday.lower().split()[-1]]
    if "tuần" not in week.lower():  # "thứ Sáu này", "thứ Hai tới": the next one
        return issued_on + timedelta(days=(at - issued_on.weekday()) % _WEEK or _WEEK)
    monday = issued_on - timedelta(days=issued_on.weekday())
    later = not week.lower().endswith(("này", "nay"))
    return monday + timedelta(days=at + _WEEK * later)


def explained_dues(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    """A day given in brackets for one said by the moon or by a feast, and the last of several days in a row."""
    for pattern in (_EXPLAINED, _BOTH_DAYS):
        for match in pattern.finditer(clean):
            if int(match["m"] or match["m2"]) in MONTHS and int(match["d"]) in DAYS:
                day = day_from(match, era)
                yield Due(day, said(text, match), DueRule("fixed"), match.start(), day is None), match.end()


def part_dues(clean: str, text: str, era: Era, cadence: Cadence) -> Iterator[tuple[Due, int]]:
    """The end of a week, a half or some days of a month; of each month where the order is owed in each."""
    for match in _PART.finditer(clean):
        look = clean[max(0, match.start() - LOOK_BACK) : match.start()]
        if not is_owed(look, match["intro"]) or FROM.search(look):
            continue
        named = match["mon"] or match["quarter"] or match["rel"]
        last = _last_day(match)
        if match["each"] or (not named and cadence is not Cadence.ONCE):
            rule = DueRule("day-of-period", last, "days")
            yield Due(None, said(text, match), rule, match.start()), match.end()
            continue
        day = _within(match, last, era)
        yield Due(day, said(text, match), DueRule("fixed"), match.start(), day is None), match.end()


def _last_day(match: re.Match[str]) -> int:
    """The last day of the part, counted in its month."""
    if match["nth"]:
        word = match["nth"].lower().split()[0]
        nth = int(word) if word.isdigit() else _ORDINALS.get(word, 1)
        return _LATE if word == "cuối" else _WEEK * nth
    if match["half"]:
        return _HALF if match["half"].lower() == "đầu" else _LATE
    if match["n"] and (match["end"] or "").lower() == "đầu":
        return int(match["n"]) if match["n"].isdigit() else 10
    return _LATE


def _within(match: re.Match[str], last: int, era: Era) -> date | None:
    """The day in the month or quarter that is named, else in the month of the document."""
    if match["quarter"]:
        year = int(match["year"]) if match["year"] else era.this_year()
        end = quarter_end(year, match["q"])
        return end if end is None or last == _LATE else day_of_month(add_months(end, -2), last)
    if match["mon"]:
        month = int(match["mon"])
        end = month_end(int(match["year"]) if match["year"] else era.year_of(month, last), month)
    elif era.issued_on is None:
        end = None
    else:
        ahead = (match["rel"] or "").lower() in {"tới", "sau"}
        end = day_of_month(add_months(era.issued_on.replace(day=1), int(ahead)), _LATE)
    if end is None:
        return None
    before = match["week"] and re.fullmatch(r"(?:\w+\s+)*trước\s*", match["intro"] or "", re.IGNORECASE)
    return day_of_month(end, max(1, last - _WEEK) if before and last != _LATE else last)
