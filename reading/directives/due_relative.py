"""Deadlines counted from something or owed in each period: "trong 10 ngày kể từ …", "trước ngày 20 hàng tháng"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from domain.directive import Cadence, DueRule
from domain.months import add_months
from reading.directives.days import DAY, DAYS, MONTHS, Era, day_from
from reading.directives.due import Due, Unit, WorkingDayAfter, said

COUNT = (
    r"(?:(?P<n>\d{1,4})|(?P<word>một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười lăm|mười|hai mươi"
    r"|ba mươi))(?:\s*\((?:\d{1,4}|[^\W\d][^()]{0,20})\))?"
)
"""A number in figures (`n`) or words (`word`), perhaps said again in brackets."""
_RELATIVE = re.compile(
    r"(?<!\w)(?P<intro>(?:chậm nhất|muộn nhất|không quá|tối đa|trong|trong vòng|trong thời hạn|trong thời gian"
    r"|thời hạn|sau|ngay trong)(?:\s*(?:là|trong|vòng|sau|không quá|tối đa|thời hạn"
    rf"|:))*)\s+{COUNT}\s+(?P<unit>ngày làm việc|ngày|giờ làm việc|giờ|tuần|tháng|quý|năm)(?!\w)"
    r"(?P<anchor>\s*,?\s*(?:kể từ|tính từ|kể|sau|từ|trước)\s+(?:(?:khi|ngày|lúc|thời điểm)\s+)*[^,.;:()]{2,90}|\s+tới(?!\w))?",
    re.IGNORECASE,
)
_DAY_OF_PERIOD = re.compile(
    r"(?<!\w)(?P<intro>(?:trước|chậm nhất|muộn nhất|đến|vào|định kỳ|hạn|gửi|xong)(?:\s*(?:nhất|là|vào|trước"
    r"|định kỳ|:))*\s+(?:ngày\s+)?)?"
    r"(?:ngày\s+)?(?P<n>\d{1,2})\s*(?P<mid>(?:của\s+)?(?:(?:h[àằ]ng|mỗi|từng)\s+(?:tháng|quý|năm)"
    r"|tháng\s+(?:cuối(?:\s+cùng)?(?:\s+của)?\s+(?:mỗi\s+|h[àằ]ng\s+|từng\s+)?quý"
    r"|đầu(?:\s+tiên)?(?:\s+của)?\s+(?:mỗi\s+|h[àằ]ng\s+)?quý(?:\s+(?:sau|kế tiếp|tiếp theo|kế))?|sau"
    r"|tiếp theo|kế tiếp|liền kề|cuối (?:của )?kỳ)|tháng\s+báo cáo|cuối\s+quý|quý\s+sau|của\s+(?:tháng|quý"
    r"|kỳ)))",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(?:định kỳ\s+)?(?:0?6|0?3|0?9)\s+tháng", re.IGNORECASE)  # "định kỳ 6 tháng báo cáo"
_DAY_WITHOUT_MONTH = re.compile(
    r"(?<!\w)trước\s+ngày\s+(?P<n>\d{1,2})(?!\s*(?:[/.-]\s?\d|tháng\s+\d))(?!\d)", re.IGNORECASE
)
_WEEKDAY = re.compile(
    (
        r"(?<!\w)(?:(?:trước|vào|chậm nhất|chiều|sáng)\s+)*(?:\d{1,2}(?:h|giờ)\d{0,2}\s+)?thứ\s+(?P<day>hai|ba|tư"
        r"|năm|sáu|bảy|[2-7])\s+(?:h[àằ]ng|mỗi)\s+tuần"
    ),
    re.IGNORECASE,
)
_END_OF_PERIOD = re.compile(
    r"(?<!\w)(?:vào\s+)?(?:ngày\s+)?(?:cuối|cuối cùng của)\s+(?:mỗi|h[àằ]ng|từng)\s+(?P<p>tháng|quý|năm|tuần)",
    re.IGNORECASE,
)
WORDS = {
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
UNITS: dict[str, Unit] = {
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
    (
        r"(?:ngày|khi|thời điểm|từ)\s+(?:được\s+)?(?:ký|ban hành|phát hành|ra (?:thông báo|văn bản|công văn"
        r"|chỉ thị|công điện|kết luận))(?!\w)|ngày\s+(?:chỉ thị|công văn|văn bản|kế hoạch|quyết định|thông báo"
        r"|công điện)[^,.;]{0,20}(?:ban hành|này|có hiệu lực)|(?:văn bản|chỉ thị|kế hoạch|công văn|quyết định"
        r"|thông báo) này (?:được )?(?:ký|ban hành|có hiệu lực)"
    ),
    re.IGNORECASE,
)
_DAY = re.compile(rf"(?<![\w/.-]){DAY}", re.IGNORECASE)
_SOON = timedelta(days=300)  # a day without a year further ahead may be one that has just passed
_RECEIVED = re.compile(r"nhận (?:được )?(?:văn bản|công văn|chỉ thị|thông báo|kế hoạch|công điện)", re.IGNORECASE)


def periodic_dues(clean: str, text: str, cadence: Cadence) -> Iterator[tuple[Due, int]]:
    """A day of each period: day 20 of every month, every Friday, the end of each quarter."""
    for match in _DAY_OF_PERIOD.finditer(clean):
        n = int(match["n"])
        if n in DAYS and (match["intro"] or "ngày" in match[0].lower()) and not _SPAN.match(match[0]):
            yield (
                Due(
                    None,
                    said(text, match),
                    DueRule("day-of-period", n, "days", _which_month(match["mid"])),
                    match.start(),
                ),
                match.end(),
            )
    for match in _WEEKDAY.finditer(clean):
        day = match["day"].lower()
        n = int(day) - 1 if day.isdigit() else ("hai", "ba", "tư", "năm", "sáu", "bảy").index(day) + 1
        yield Due(None, said(text, match), DueRule("day-of-period", n, "days", "week"), match.start()), match.end()
    for match in _END_OF_PERIOD.finditer(clean):
        yield (
            Due(None, said(text, match), DueRule("day-of-period", 31, "days", "last-month"), match.start()),
            match.end(),
        )
    if cadence not in {Cadence.ONCE, Cadence.CONTINUOUS, Cadence.DAILY}:
        for match in _DAY_WITHOUT_MONTH.finditer(clean):
            if int(match["n"]) in DAYS:
                yield (
                    Due(None, said(text, match), DueRule("day-of-period", int(match["n"]), "days"), match.start()),
                    match.end(),
                )


def _which_month(words: str) -> str | None:
    low = words.lower()
    if any(word in low for word in ("sau", "tiếp", "kế", "liền")):
        return "next-period"
    return "last-month" if "cuối" in low else "first-month" if "đầu" in low else None


def relative_dues(clean: str, text: str, era: Era, working_day_after: WorkingDayAfter) -> Iterator[tuple[Due, int]]:
    """A number of days, weeks or months after something."""
    for match in _RELATIVE.finditer(clean):
        anchor = (match["anchor"] or "").strip(" ,")
        unit = UNITS[match["unit"].lower()]
        if anchor == "tới" and unit == "hours":
            continue  # "bão đổ bộ trong 48 giờ tới"
        if anchor.lower().startswith("trước") or (
            match["intro"].lower() in {"trong", "sau"} and not anchor and unit != "working-days"
        ):
            continue
        n = int(match["n"]) if match["n"] else WORDS[match["word"].lower()]
        named = _anchor(anchor)
        day = _count(_start(named, era), n, unit, working_day_after)
        due = Due(day, said(text, match), DueRule("relative", n, unit, named), match.start())
        yield due, match.end()


def _anchor(words: str) -> str | None:
    """The day of signature, of receipt, or the event in the text's own words."""
    if not words:
        return None
    if words == "tới" or _SIGNED.search(words):
        return "issued_on"
    if _RECEIVED.search(words):
        return "received_on"
    return re.sub(r"^(?:kể từ|tính từ|kể|sau|từ)\s+", "", words, flags=re.IGNORECASE)


def _start(named: str | None, era: Era) -> date | None:
    """The day to count from, where the anchor is the document's own day or a day that it writes."""
    if named == "issued_on":
        return era.issued_on
    match = _DAY.search(named or "")
    if match is None or int(match["m"] or match["m2"] or 0) not in MONTHS:
        return None
    day = day_from(match, era)
    far = day and era.issued_on and not (match["y"] or match["y2"]) and day - era.issued_on > _SOON
    return None if far else day


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
