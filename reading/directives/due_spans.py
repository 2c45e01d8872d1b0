"""Deadlines at the end of a month, quarter, half or year: "trong quý II", "cuối năm", "trong tháng này"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from domain.directive import Cadence, DueRule
from domain.months import Moment, add_months, spoken
from reading.directives.days import QUARTER, YEAR, Era, before, build, month_end, quarter_end, quarter_number
from reading.directives.due import Due, said
from reading.directives.due_words import FROM, LINK, LOOK_BACK, NOT_AFTER, is_owed

_MONTH = re.compile(
    (
        rf"(?<!\w)(?P<intro>{NOT_AFTER}{LINK})?(?P<last>ngày\s+cuối(?:\s+cùng)?\s+(?:của\s+)?)?(?P<part>đầu|giữa"
        r"|cuối|trung tuần|hạ tuần|thượng tuần)?\s*tháng\s+(?:(?:1[0-2]|0?[1-9])\s*(?:,|và|đến|-|–)\s*(?:tháng\s+"
        r"|(?=(?:(?:1[0-2]|0?[1-9])\s*(?:,|và)\s*)?(?:1[0-2]|0?[1-9])\s*[/-]\s*20\d\d)))*(?P<mon>1[0-2]"
        rf"|0?[1-9]){YEAR}(?![\d/%]|\s*(?:lần|người))"
    ),
    re.IGNORECASE,
)
_QUARTER = re.compile(rf"(?<!\w)(?P<intro>{NOT_AFTER}{LINK})?(?P<part>đầu|giữa|cuối)?\s*{QUARTER}{YEAR}", re.IGNORECASE)
_HALF = re.compile(
    (
        rf"(?<!\w)(?P<intro>{NOT_AFTER}{LINK})?(?:(?P<n>0?6|sáu|0?9|chín|0?3|ba)\s+tháng"
        rf"|(?P<half>nửa))\s+(?P<which>đầu|cuối)(?:\s+của)?\s+năm(?:\s+(?P<year>\d{{4}}))?"
    ),
    re.IGNORECASE,
)
_YEAR = re.compile(
    (
        r"(?<!\w)(?P<intro>trong|hết|trước|đến hết|đến|chậm nhất(?: là)?(?: trong)?|hoàn thành(?: trong)?|kết thúc"
        r"|ngay trong)?\s*(?P<part>đầu|giữa|cuối)?\s*năm\s+(?P<year>(?:19|20)\d{2})(?!\s*[-–]\s*\d{4}|\d)"
    ),
    re.IGNORECASE,
)
_THIS = re.compile(
    (
        r"(?<!\w)(?:(?P<intro>trong|hết|trước|ngay trong|đến hết|trước khi kết thúc|chậm nhất(?: là)?(?: vào"
        r"| trong)?)\s+)?(?P<part>đầu|giữa|cuối)?\s*(?P<what>tháng|quý|năm|tuần)\s+(?P<rel>này|nay|hiện tại|tới"
        r"|sau|kế tiếp|tiếp theo)(?!\w)|(?<!\w)(?P<bare>giữa năm|cuối năm|cuối quý này"
        r"|cuối tháng này)(?!\s*\d)(?!\w)"
    ),
    re.IGNORECASE,
)
# "xong trong tuần": the week, month or quarter the document falls in.
_WITHIN = re.compile(
    (
        r"(?<!\w)(?:xong|hoàn thành|hoàn tất|báo cáo|gửi|nộp|trình)\s+(?:ngay\s+)?trong\s+(?P<what>tuần|tháng|quý"
        r"|năm)(?=\s*(?:[.;,)]|$))"
    ),
    re.IGNORECASE,
)
_AVOIDED = re.compile(r"(?<!\w)(?:không để|tránh|hạn chế|khắc phục tình trạng)\s[^,;.]*$", re.IGNORECASE)
_NAMES_A_REPORT = re.compile(r"\s*(?:(?:gửi|nộp|trình)\s+)?(?:(?:báo cáo|kết quả)\s*:?\s*)+", re.IGNORECASE)
_FORWARD = re.compile(r"trước|chậm|muộn|hạn|hoàn thành|đến hết|xong", re.IGNORECASE)
_REPORTED = re.compile(
    (
        r"(?:bị trừ điểm|phát sinh|kết quả|tồn đọng|(?:văn bản|quyết định|kế hoạch|nghị quyết|chỉ thị|công văn"
        r"|thông tư|thông báo|được|đã)(?: đã| được)* (?:ban hành|ký)|hạn chế|đạt được|tồn tại)\s*$"
    ),
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?:báo cáo|gửi|thông báo|công bố|công khai|đánh giá|tổng hợp)\s+(?:\w+\s+)?kết quả\s*$", re.IGNORECASE
)
# "kỳ họp cuối năm", "bình xét cuối năm" name an occasion, no day.
_MEETS = re.compile(
    r"(?:(?:kỳ họp|phiên họp|hội nghị)(?:\s+\w+){0,3}|dịp|tổng kết|thi đua|bình xét|xếp loại|đánh giá|thưởng)\s*$",
    re.IGNORECASE,
)
_SESSION = re.compile(r"(?:kỳ họp|phiên họp)(?:\s+\w+){0,3}\s*$", re.IGNORECASE)
_OF_A_PLAN = re.compile(
    (
        r"(?:kế hoạch|chủ đề|chương trình|dự toán|chỉ tiêu|nhiệm vụ|chỉ số|kết quả|tiêu chí|bộ chỉ số|báo cáo"
        r"|số liệu|công tác|biên chế|kinh phí|thi đua|học kỳ|phong trào|nghị quyết|đề án|ngân sách|lễ|hội|ngày|tết"
        r"|tháng cao điểm|đợt cao điểm)\s*$"
    ),
    re.IGNORECASE,
)


# "quy hoạch sử dụng đất đến năm 2030 tại trụ sở": how far a plan reaches, unless it is what must be reached by then.
_REACHES = re.compile(
    r"(?:quy hoạch|chiến lược|đề án|chương trình|định hướng|tầm nhìn)(?!\w)[^,;.:]{0,60}$", re.IGNORECASE
)
_REACHED = re.compile(r"\s*(?:[,;.:]|đạt|hoàn thành|có|phải|xong|$)", re.IGNORECASE)


def _owed(clean: str, match: re.Match[str]) -> bool:
    """Whether a month, quarter or year is when something is owed and not what a plan or a figure is of."""
    look = clean[max(0, match.start() - LOOK_BACK) : match.start()]
    groups = match.groupdict()
    if not is_owed(look, groups.get("intro")) or FROM.search(look):
        return False
    if _REPORTED.search(look) and not _TOLD.search(look) and not _FORWARD.match(groups.get("intro") or ""):
        return False
    if _is_avoided(look, groups.get("intro")):
        return False
    if _NAMES_A_REPORT.fullmatch(groups.get("intro") or ""):
        return False  # "báo cáo tháng 9" is what it is called
    return any(groups.get(word) for word in ("intro", "part", "last")) and not (
        _OF_A_PLAN.search(look) and not groups.get("intro")
    )


def _is_avoided(look: str, intro: str | None) -> bool:
    """As in "không để dồn vào cuối năm": when something must not happen."""
    return (intro or "vào").strip().lower() == "vào" and bool(_AVOIDED.search(look))


def month_dues(clean: str, text: str, era: Era, cadence: Cadence = Cadence.ONCE) -> Iterator[tuple[Due, int]]:
    """The end, the start or the middle of a month; of each year where the order is yearly and no year is named."""
    for match in _MONTH.finditer(clean):
        if not _owed(clean, match):
            continue
        month = int(match["mon"])
        if cadence is Cadence.YEARLY and not match["year"]:
            rule = DueRule("day-of-period", 31, "days", f"month-{month}")
            yield Due(None, said(text, match), rule, match.start()), match.end()
            continue
        year = int(match["year"]) if match["year"] else era.year_of(month, 31)
        end = month_end(year, month)
        due = (
            None
            if end is None
            else _within_month(end, (match["part"] or match["last"] or "").lower(), match["intro"] or "")
        )
        yield Due(due, said(text, match), DueRule("fixed"), match.start(), end is None), match.end()


def _within_month(end: date, part: str, intro: str) -> date:
    if part in {"đầu", "thượng tuần"}:
        return spoken(Moment.EARLY_MONTH, end) if part == "đầu" else end.replace(day=10)
    if part in {"giữa", "trung tuần"}:
        return spoken(Moment.MID_MONTH, end) if part == "giữa" else end.replace(day=20)
    return before(end) if not part and re.fullmatch(r"(?:\w+\s+)*trước\s*", intro, re.IGNORECASE) else end


def quarter_dues(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    """The end of a calendar quarter."""
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
        yield Due(end, said(text, match), DueRule("fixed"), match.start(), end is None), match.end()


def half_dues(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    """The end of the first or last three, six or nine months of a year."""
    for match in _HALF.finditer(clean):
        if not match["intro"] or not _owed(clean, match):
            continue
        months = {"6": 6, "sáu": 6, "9": 9, "chín": 9, "3": 3, "ba": 3, "nửa": 6}[
            (match["n"] or match["half"]).lower().lstrip("0")
        ]
        year = int(match["year"]) if match["year"] else era.this_year()
        day = month_end(year, months if match["which"].lower() == "đầu" else 12)
        yield Due(day, said(text, match), DueRule("fixed"), match.start(), day is None), match.end()


def year_dues(clean: str, text: str) -> Iterator[tuple[Due, int]]:
    """The end or the middle of a named year."""
    for match in _YEAR.finditer(clean):
        if not _owed(clean, match) or _is_reach_of_plan(clean, match) or _names_session(clean, match):
            continue
        moment = {"đầu": Moment.EARLY_YEAR, "giữa": Moment.MID_YEAR}.get(
            (match["part"] or "").lower(), Moment.LATE_YEAR
        )
        year = int(match["year"]) - (
            match["intro"] is not None and match["intro"].lower() == "trước" and not match["part"]
        )
        day = build(year, 1, 1)
        yield Due(day and spoken(moment, day), said(text, match), DueRule("fixed"), match.start()), match.end()


def _names_session(clean: str, match: re.Match[str]) -> bool:
    """As in "trước ngày khai mạc kỳ họp cuối năm 2027": which session it is, no day."""
    look = clean[max(0, match.start() - LOOK_BACK) : match.start()]
    return not match["intro"] and bool(match["part"]) and _SESSION.search(look) is not None


def _is_reach_of_plan(clean: str, match: re.Match[str]) -> bool:
    return (
        (match["intro"] or "").lower() == "đến"
        and _REACHES.search(clean[max(0, match.start() - 2 * LOOK_BACK) : match.start()]) is not None
        and not _REACHED.match(clean, match.end())
    )


def current_dues(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    """As in "trong tháng này", "cuối năm": read against the document's own date."""
    for match in _THIS.finditer(clean):
        look = clean[max(0, match.start() - LOOK_BACK) : match.start()]
        if match["bare"] and (_MEETS.search(look) or _is_avoided(re.sub(r"vào\s*$", "", look), None)):
            continue
        if match["bare"]:
            what, part = match["bare"].lower().split()[1], match["bare"].lower().split()[0]
        elif match["intro"] or (match["part"] and match["rel"].lower() in {"này", "nay", "hiện tại"}):
            what, part = match["what"].lower(), (match["part"] or "").lower()
        else:
            continue
        year = era.this_year()
        ahead = (match["rel"] or "").lower() in {"tới", "sau", "kế tiếp", "tiếp theo"}
        day = _current_end(
            what,
            part,
            _next(era.issued_on, what) if ahead else era.issued_on,
            year and year + (ahead and what == "năm"),
        )
        yield Due(day, said(text, match), DueRule("fixed"), match.start(), day is None), match.end()


def within_dues(clean: str, text: str, era: Era) -> Iterator[tuple[Due, int]]:
    """As in "xong trong tuần", "gửi trong tháng": the period that the document falls in."""
    for match in _WITHIN.finditer(clean):
        day = _current_end(match["what"].lower(), "", era.issued_on, era.this_year())
        yield Due(day, said(text, match), DueRule("fixed"), match.start(), day is None), match.end()


def _next(day: date | None, what: str) -> date | None:
    """A day in the next week, month or quarter."""
    if day is None:
        return None
    return (
        day + timedelta(days=7)
        if what == "tuần"
        else add_months(day.replace(day=1), {"tháng": 1, "quý": 3}.get(what, 0))
    )


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
