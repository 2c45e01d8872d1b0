"""The deadline an order names or gives a rule for: a day, a month's end, days after something, a day of each period."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from domain.directive import Cadence, DueRule
from domain.months import Moment, add_months, spoken
from reading.directives.citations import without_citations
from reading.directives.days import (
    DAY,
    QUARTER,
    YEAR,
    Era,
    before,
    build,
    day_from,
    month_end,
    quarter_end,
    quarter_number,
)
from reading.directives.tet import day_before_tet
from reading.directives.words import CAPITALS

Unit = Literal["hours", "days", "working-days", "weeks", "months", "quarters", "years"]
WorkingDayAfter = Callable[[date, int], date]

_HOUR = r"(?:\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2})?(?:\s*phút)?\s*,?\s*)?"
_NOT_AFTER = r"(?:trước|chậm nhất|muộn nhất|đến hết|cho đến|hết|đến|xong|hoàn thành|hoàn tất|kết thúc|trong|vào|là|hạn|thời hạn|thời gian|hạn chót|thời điểm|không quá|tới|ngay)"
_LINK = (
    r"(?:\s*(?:nhất|là|vào|trước|trong|đến|hết|xong|cuối|thời điểm|khoảng|về|báo cáo|:|không quá|ngày làm việc))*\s*"
)
_INTRO = rf"(?<!\w)(?P<intro>{_NOT_AFTER}{_LINK})"
_ABSOLUTE = re.compile(rf"{_INTRO}{_HOUR}(?P<dayword>(?:thứ \w+,?\s*)?(?:hết\s+)?ngày\s+)?{DAY}", re.IGNORECASE)
_RANGE_END = re.compile(
    rf"(?<!\w)từ\s+(?:ngày\s+)?\d{{1,2}}(?:\s?[/.-]\s?\d{{1,2}}(?:\s?[/.-]\s?\d{{4}})?|\s+tháng\s+\d{{1,2}}(?:\s+năm\s+\d{{4}})?)?\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?{DAY}",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"(?<!\w)(?P<intro>{_NOT_AFTER}{_LINK})?(?P<part>đầu|giữa|cuối|trung tuần|hạ tuần|thượng tuần)?\s*tháng\s+(?P<mon>1[0-2]|0?[1-9]){YEAR}(?![\d/%]|\s*(?:lần|người))",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    rf"(?<!\w)(?P<intro>{_NOT_AFTER}{_LINK})?(?P<part>đầu|giữa|cuối)?\s*{QUARTER}{YEAR}", re.IGNORECASE
)
_HALF = re.compile(
    rf"(?<!\w)(?P<intro>{_NOT_AFTER}{_LINK})?(?P<n>0?6|sáu|0?9|chín|0?3|ba)\s+tháng\s+(?P<which>đầu|cuối)\s+năm(?:\s+(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?<!\w)(?P<intro>trong|hết|trước|đến hết|đến|chậm nhất(?: là)?(?: trong)?|hoàn thành(?: trong)?|kết thúc|ngay trong)?\s*(?P<part>đầu|giữa|cuối)?\s*năm\s+(?P<year>(?:19|20)\d{2})(?!\s*[-–]\s*\d{4}|\d)",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"(?<!\w)(?:(?P<intro>trong|hết|trước|ngay trong|đến hết|trước khi kết thúc|chậm nhất(?: là)?(?: vào| trong)?)\s+)?(?P<part>đầu|giữa|cuối)?\s*(?P<what>tháng|quý|năm|tuần)\s+(?P<rel>này|nay|hiện tại)(?!\w)|(?<!\w)(?P<bare>giữa năm|cuối năm|cuối quý này|cuối tháng này)(?!\s*\d)(?!\w)",
    re.IGNORECASE,
)
_TET = re.compile(
    rf"(?<!\w)trước\s+(?:dịp\s+|kỳ nghỉ\s+|khi nghỉ\s+)?Tết(?:\s+(?:Nguyên đán|cổ truyền|Âm lịch))*(?:\s+[{CAPITALS}]\w+\s+[{CAPITALS}]\w+)?(?:\s*(?:năm\s*)?(?P<year>20\d{{2}}))?",
    re.IGNORECASE,
)
_COUNT = r"(?:(?P<n>\d{1,4})|(?P<word>một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười lăm|mười|hai mươi|ba mươi))(?:\s*\((?:\d{1,4}|[^\W\d][^()]{0,20})\))?"
_RELATIVE = re.compile(
    rf"(?<!\w)(?P<intro>(?:chậm nhất|muộn nhất|không quá|tối đa|trong|trong vòng|trong thời hạn|trong thời gian|thời hạn|sau|ngay trong)(?:\s*(?:là|trong|vòng|sau|không quá|tối đa|thời hạn|:))*)\s+{_COUNT}\s+(?P<unit>ngày làm việc|ngày|giờ làm việc|giờ|tuần|tháng|quý|năm)(?!\w)"
    r"(?P<anchor>\s*,?\s*(?:kể từ|tính từ|kể|sau|từ|trước)\s+(?:(?:khi|ngày|lúc|thời điểm)\s+)*[^,.;:()]{2,90})?",
    re.IGNORECASE,
)
_DAY_OF_PERIOD = re.compile(
    r"(?<!\w)(?P<intro>(?:trước|chậm nhất|muộn nhất|đến|vào|định kỳ|hạn|gửi|xong)(?:\s*(?:nhất|là|vào|trước|định kỳ|:))*\s+(?:ngày\s+)?)?"
    r"(?:ngày\s+)?(?P<n>\d{1,2})\s*(?P<mid>(?:của\s+)?(?:(?:h[àằ]ng|mỗi|từng)\s+(?:tháng|quý|năm)|tháng\s+(?:cuối(?:\s+cùng)?(?:\s+của)?\s+(?:mỗi\s+|h[àằ]ng\s+|từng\s+)?quý|đầu(?:\s+tiên)?(?:\s+của)?\s+(?:mỗi\s+|h[àằ]ng\s+)?quý(?:\s+(?:sau|kế tiếp|tiếp theo|kế))?|sau|tiếp theo|kế tiếp|liền kề|cuối (?:của )?kỳ)|tháng\s+báo cáo|cuối\s+quý|quý\s+sau|của\s+(?:tháng|quý|kỳ)))",
    re.IGNORECASE,
)
_DAY_WITHOUT_MONTH = re.compile(
    r"(?<!\w)trước\s+ngày\s+(?P<n>\d{1,2})(?!\s*(?:[/.-]\s?\d|tháng\s+\d))(?!\d)", re.IGNORECASE
)
_WEEKDAY = re.compile(
    r"(?<!\w)(?:(?:trước|vào|chậm nhất|chiều|sáng)\s+)*(?:\d{1,2}(?:h|giờ)\d{0,2}\s+)?thứ\s+(?P<day>hai|ba|tư|năm|sáu|bảy)\s+(?:h[àằ]ng|mỗi)\s+tuần",
    re.IGNORECASE,
)
_END_OF_PERIOD = re.compile(
    r"(?<!\w)(?:vào\s+)?(?:ngày\s+)?(?:cuối|cuối cùng của)\s+(?:mỗi|h[àằ]ng|từng)\s+(?P<p>tháng|quý|năm|tuần)",
    re.IGNORECASE,
)
# Left of a day: what makes it a beginning, a cut-off of figures or the past, not something owed.
_NOT_OWED = re.compile(
    r"(?:tính|số liệu|kể|áp dụng|hiệu lực(?: thi hành)?|bắt đầu|sinh|năm học|thay thế)\s*(?:từ\s*|là\s*)?$",
    re.IGNORECASE,
)
_FORWARD = re.compile(r"trước|chậm|muộn|hạn|hoàn thành|đến hết|xong", re.IGNORECASE)
_REPORTED = re.compile(
    r"(?:bị trừ điểm|phát sinh|kết quả|tồn đọng|ban hành|ký|hạn chế|đạt được|tồn tại)\s*$", re.IGNORECASE
)
_FROM = re.compile(r"(?<!\w)(?:kể từ|bắt đầu từ|từ|sau)\s*$", re.IGNORECASE)
_OF_A_PLAN = re.compile(
    r"(?:kế hoạch|chủ đề|chương trình|dự toán|chỉ tiêu|nhiệm vụ|chỉ số|kết quả|tiêu chí|bộ chỉ số|báo cáo|số liệu|công tác|biên chế|kinh phí|thi đua|học kỳ|phong trào|nghị quyết|đề án|ngân sách|lễ|hội|ngày|tết|tháng cao điểm|đợt cao điểm)\s*$",
    re.IGNORECASE,
)
_WORDS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười lăm": 15,
    "hai mươi": 20,
    "ba mươi": 30,
}
_UNITS: dict[str, Unit] = {
    "ngày làm việc": "working-days",
    "ngày": "days",
    "giờ": "hours",
    "giờ làm việc": "hours",
    "tuần": "weeks",
    "tháng": "months",
    "quý": "quarters",
    "năm": "years",
}
_SIGNED = re.compile(
    r"(?:ngày|khi|thời điểm|từ)\s+(?:được\s+)?(?:ký|ban hành|phát hành)(?!\w)|ngày\s+(?:chỉ thị|công văn|văn bản|kế hoạch|quyết định|thông báo|công điện)[^,.;]{0,20}(?:ban hành|này|có hiệu lực)|(?:văn bản|chỉ thị|kế hoạch|công văn|quyết định|thông báo) này (?:được )?(?:ký|ban hành|có hiệu lực)",
    re.IGNORECASE,
)
_RECEIVED = re.compile(r"nhận (?:được )?(?:văn bản|công văn|chỉ thị|thông báo|kế hoạch|công điện)", re.IGNORECASE)
_VERB = re.compile(
    r"^(?:(?:hoàn thành|hoàn tất|kết thúc|xong|thời hạn|hạn chót|hạn|thời gian|là|vào)[\s:]+)+", re.IGNORECASE
)
_EVERY_YEAR = re.compile(r"\s*(?:h[àằ]ng|mỗi|của mỗi) năm", re.IGNORECASE)
_LOOK_BACK = 40
_FRIDAY = 4
_WORKING_WEEK = 5


@dataclass(frozen=True)
class Due:
    """What was found: the day if it can be had, the words, the rule, and where the words begin.

    `yearless` is set where a day is written whose year nothing tells.
    """

    on: date | None
    text: str
    rule: DueRule | None
    start: int
    yearless: bool = False


def after_weekends(day: date, n: int) -> date:
    """The `n`th day after `day` that is no Saturday or Sunday: the calendar of who knows no holidays."""
    day -= timedelta(days=max(0, day.weekday() - _FRIDAY))  # counting begins on the Monday all the same
    weeks, left = divmod(n, _WORKING_WEEK)
    over_weekend = day.weekday() + left > _FRIDAY
    return day + timedelta(weeks=weeks, days=left + (2 if over_weekend else 0))


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


def read_bare(cell: str, era: Era, working_day_after: WorkingDayAfter = after_weekends) -> tuple[Due, ...]:
    """The deadline of a table cell, where a day stands without any word before it."""
    listed = read_deadlines(cell, era, Cadence.ONCE, working_day_after)
    return listed or read_deadlines(f"trong {cell}", era, Cadence.ONCE, working_day_after)


def _candidates(
    clean: str, text: str, era: Era, cadence: Cadence, working_day_after: WorkingDayAfter
) -> Iterator[tuple[Due, int]]:
    """Readings from the most exact to the loosest; each with the end of its span."""
    yield from _absolute(clean, text, era)
    yield from _periodic(clean, text, cadence)
    yield from _relative(clean, text, era, working_day_after)
    yield from _tet(clean, text, era)
    yield from _months(clean, text, era)
    yield from _quarters(clean, text, era)
    yield from _halves(clean, text, era)
    yield from _years(clean, text, era)
    yield from _current(clean, text, era)


def _said(text: str, match: re.Match[str]) -> str:
    return _VERB.sub("", text[match.start() : match.end()]).strip(" ,:")


def _periodic(clean: str, text: str, cadence: Cadence) -> Iterator[tuple[Due, int]]:
    for match in _DAY_OF_PERIOD.finditer(clean):
        n = int(match["n"])
        if 1 <= n <= 31:  # noqa: PLR2004 - days of a month
            yield (
                Due(
                    None,
                    _said(text, match),
                    DueRule("day-of-period", n, "days", _which_month(match["mid"])),
                    match.start(),
                ),
                match.end(),
            )
    for match in _WEEKDAY.finditer(clean):
        n = ("hai", "ba", "tư", "năm", "sáu", "bảy").index(match["day"].lower()) + 1
        yield Due(None, _said(text, match), DueRule("day-of-period", n, "days", "week"), match.start()), match.end()
    for match in _END_OF_PERIOD.finditer(clean):
        yield (
            Due(None, _said(text, match), DueRule("day-of-period", 31, "days", "last-month"), match.start()),
            match.end(),
        )
    if cadence not in {Cadence.ONCE, Cadence.CONTINUOUS, Cadence.DAILY}:
        for match in _DAY_WITHOUT_MONTH.finditer(clean):
            if 1 <= int(match["n"]) <= 31:  # noqa: PLR2004
                yield (
                    Due(None, _said(text, match), DueRule("day-of-period", int(match["n"]), "days"), match.start()),
                    match.end(),
                )


def _which_month(words: str) -> str | None:
    low = words.lower()
    if any(word in low for word in ("sau", "tiếp", "kế", "liền")):
        return "next-period"
    return "last-month" if "cuối" in low else "first-month" if "đầu" in low else None


def _relative(clean: str, text: str, era: Era, working_day_after: WorkingDayAfter) -> Iterator[tuple[Due, int]]:
    for match in _RELATIVE.finditer(clean):
        anchor = (match["anchor"] or "").strip(" ,")
        unit = _UNITS[match["unit"].lower()]
        if anchor.lower().startswith("trước") or (
            match["intro"].lower() in {"trong", "sau"} and not anchor and unit != "working-days"
        ):
            continue
        n = int(match["n"]) if match["n"] else _WORDS[match["word"].lower()]
        named = _anchor(anchor)
        day = _count(era.issued_on, n, unit, working_day_after) if named == "issued_on" else None
        due = Due(day, _said(text, match), DueRule("relative", n, unit, named), match.start())
        yield due, match.end()


def _anchor(words: str) -> str | None:
    """The day of signature, of receipt, or the event in the text's own words."""
    if not words:
        return None
    if _SIGNED.search(words):
        return "issued_on"
    if _RECEIVED.search(words):
        return "received_on"
    return re.sub(r"^(?:kể từ|tính từ|kể|sau|từ)\s+", "", words, flags=re.IGNORECASE)


def _count(start: date | None, n: int, unit: Unit, working_day_after: WorkingDayAfter) -> date | None:
    """`n` units after a day that is itself not counted (Civil Code 2015 art. 147)."""
    if start is None:
        return None
    try:
        if unit == "working-days":
            return working_day_after(start, n)
        if unit in {"months", "quarters", "years"}:
            return add_months(start, n * {"months": 1, "quarters": 3, "years": 12}[unit])
        return start + timedelta(days=-(-n // 24) if unit == "hours" else n * (7 if unit == "weeks" else 1))
    except (OverflowError, ValueError):
        return None


def _absolute(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    for pattern in (_RANGE_END, _ABSOLUTE):
        for match in pattern.finditer(clean):
            look = clean[max(0, match.start() - _LOOK_BACK) : match.start()]
            spoken_day = pattern is _RANGE_END or match["dayword"] or match["m"]
            if not spoken_day or _NOT_OWED.search(look) or (pattern is _ABSOLUTE and _FROM.search(look)):
                continue
            if not 1 <= int(match["m"] or match["m2"]) <= 12 or not 1 <= int(match["d"]) <= 31:  # noqa: PLR2004
                continue
            if yearly := _EVERY_YEAR.match(clean, match.end()):
                rule = DueRule("day-of-period", int(match["d"]), "days", f"month-{int(match['m'] or match['m2'])}")
                yield Due(None, _said(text, match), rule, match.start()), yearly.end()
                continue
            day = day_from(match, era)
            yearless = day is None and not (match["y"] or match["y2"])
            if day is not None or yearless:
                yield Due(day, _said(text, match), DueRule("fixed"), match.start(), yearless), match.end()


def _tet(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    for match in _TET.finditer(clean):
        year = int(match["year"]) if match["year"] else None
        day = day_before_tet(year, era.issued_on) if year or era.issued_on else day_before_tet(era.year, None)
        yield Due(day, _said(text, match), DueRule("fixed"), match.start(), day is None), match.end()


def _owed(clean: str, match: re.Match[str]) -> bool:
    """Whether a month, quarter or year is when something is owed and not what a plan or a figure is of."""
    look = clean[max(0, match.start() - _LOOK_BACK) : match.start()]
    if _NOT_OWED.search(look) or _FROM.search(look):
        return False
    groups = match.groupdict()
    if _REPORTED.search(look) and not _FORWARD.match(groups.get("intro") or ""):
        return False
    return bool(groups.get("intro") or groups.get("part")) and not (_OF_A_PLAN.search(look) and not groups.get("intro"))


def _months(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    for match in _MONTH.finditer(clean):
        if not _owed(clean, match):
            continue
        month = int(match["mon"])
        year = int(match["year"]) if match["year"] else era.year_of(month, 31)
        end = month_end(year, month)
        due = None if end is None else _within_month(end, (match["part"] or "").lower(), match["intro"] or "")
        yield Due(due, _said(text, match), DueRule("fixed"), match.start(), end is None), match.end()


def _within_month(end: date, part: str, intro: str) -> date:
    if part in {"đầu", "thượng tuần"}:
        return spoken(Moment.EARLY_MONTH, end) if part == "đầu" else end.replace(day=10)
    if part in {"giữa", "trung tuần"}:
        return spoken(Moment.MID_MONTH, end) if part == "giữa" else end.replace(day=20)
    return before(end) if not part and re.fullmatch(r"(?:\w+\s+)*trước\s*", intro, re.IGNORECASE) else end


def _quarters(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    for match in _QUARTER.finditer(clean):
        if not _owed(clean, match):
            continue
        year = int(match["year"]) if match["year"] else era.year_of(quarter_number(match["q"]) * 3, 31)
        end = quarter_end(year, match["q"])
        if end is not None and not match["part"] and re.fullmatch(r"trước\s*", match["intro"] or "", re.IGNORECASE):
            end = before(add_months(end, -2))
        elif end is not None and (match["part"] or "").lower() in {"đầu", "giữa"}:
            end = (
                add_months(end, -2).replace(day=1)
                if match["part"].lower() == "đầu"
                else add_months(end, -1).replace(day=15)
            )
        yield Due(end, _said(text, match), DueRule("fixed"), match.start(), end is None), match.end()


def _halves(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    for match in _HALF.finditer(clean):
        if not match["intro"] or not _owed(clean, match):
            continue
        months = {"6": 6, "sáu": 6, "9": 9, "chín": 9, "3": 3, "ba": 3}[match["n"].lower().lstrip("0")]
        year = int(match["year"]) if match["year"] else era.this_year()
        day = month_end(year, months if match["which"].lower() == "đầu" else 12)
        yield Due(day, _said(text, match), DueRule("fixed"), match.start(), day is None), match.end()


def _years(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    for match in _YEAR.finditer(clean):
        if not _owed(clean, match):
            continue
        moment = {"đầu": Moment.EARLY_YEAR, "giữa": Moment.MID_YEAR}.get(
            (match["part"] or "").lower(), Moment.LATE_YEAR
        )
        year = int(match["year"]) - (
            match["intro"] is not None and match["intro"].lower() == "trước" and not match["part"]
        )
        day = build(year, 1, 1)
        yield Due(day and spoken(moment, day), _said(text, match), DueRule("fixed"), match.start()), match.end()


def _current(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    """ "trong tháng này", "cuối năm": read against the document's own date."""
    for match in _THIS.finditer(clean):
        if match["bare"]:
            what, part = match["bare"].lower().split()[1], match["bare"].lower().split()[0]
        elif match["intro"] or match["part"]:
            what, part = match["what"].lower(), (match["part"] or "").lower()
        else:
            continue
        year = era.this_year()
        day = _current_end(what, part, era.issued_on, year)
        yield Due(day, _said(text, match), DueRule("fixed"), match.start(), day is None), match.end()


def _current_end(what: str, part: str, issued_on: date | None, year: int | None) -> date | None:
    if what == "năm":
        return build(year, 6, 30) if part == "giữa" else build(year, 12, 31)
    if issued_on is None:
        return None
    if what == "tuần":
        return issued_on + timedelta(days=max(0, 4 - issued_on.weekday()))
    if what == "quý":
        return quarter_end(issued_on.year, str((issued_on.month + 2) // 3))
    end = month_end(issued_on.year, issued_on.month)
    return None if end is None else _within_month(end, part, "")
