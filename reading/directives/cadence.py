"""How often an order is owed: hàng quý, định kỳ 6 tháng, thường xuyên … (domain.md §3)."""

import re
from dataclasses import dataclass

from domain.directive import Cadence
from reading.directives.words import spelt

_EACH = (
    r"(?:h[àằ]ng|mỗi|trong mỗi|định kỳ theo|cáo theo|một(?= \w+ (?:\d|một|hai|ba|ít nhất))|(?<=[,;] )từng"
    r"|(?<=cáo )từng|(?<=nhật )từng)"
)
_ONCE_A = (
    r"(?:\d{1,2}|một|hai)\s*(?:\([^()]{1,10}\)\s*)?(?:lần|kỳ|buổi|đợt|cuộc|tin, bài|tin bài|bài|tin|lượt|phiên"
    r"|hội nghị|lớp|chuyến|số|bản tin|phóng sự|chuyên mục)(?:(?:\s+[^\W\d]+){1,4}(?=/))?\s*(?:/|trong|mỗi|trên"
    r"|trong một|trong 01)\s*(?:01\s+|1\s+|một\s+)?"
)
_NO_MONTH = (
    r"(?! \d{1,2}(?!\d*\s*(?:lần|kỳ|buổi|đợt|cuộc|bài|tin|lượt|phiên|hội nghị|chuyến|giờ|ngày|lớp|mô hình|văn bản"
    r"|người|điểm|đơn vị|xã|phường)))"
)  # "mỗi tháng 01 lần"
# "sơ kết 6 tháng trước ngày 10/7/2022" is held once: a day of one year.
_ON_A_DAY = r" (?:0?6|sáu) tháng (?:trước|chậm nhất|vào|xong|trong)[^;.,]{0,20}\d{1,2}[/.-]\d{1,2}[/.-]20\d\d"
_REPORT = r"(?:gửi|nộp|lập|thực hiện|chế độ|làm|duy trì) (?:chế độ )?(?:thông tin, )?báo cáo (?:định kỳ )?(?:kết quả )?"
_NO_NUMBER = (
    r"(?!\s*(?:[IVX]+\b|\d|này|trước|vừa|qua|một|hai|ba|tư|(?:hành động|cao điểm|thanh niên|công nhân|an toàn"
    r"|khuyến mại|lễ)\b))"
)  # "báo cáo tháng", but "báo cáo tháng 9"
_TABLE: tuple[tuple[str, Cadence], ...] = (
    ((
        rf"(?:{_EACH} ngày|(?<!học )(?<!dạy )(?:{_ONCE_A})ngày|cuối (?:mỗi )?ngày làm việc|hàng giờ|h[àằ]ng ngày"
        rf"|h[àằ]ng đêm|mỗi đêm|h[àằ]ng buổi|mỗi buổi|mỗi (?:sáng|chiều|tối)(?! thứ)|\d{{1,2}} giờ một lần"
        rf"|\d{{1,2}} giờ/lần|mỗi giờ|cứ \d{{1,2}} (?:giờ|tiếng))(?! tháng)"
    ), Cadence.DAILY),
    ((
        rf"(?:{_EACH} tuần|(?:vào |trước )?(?:(?:\d{{1,2}}(?:h| giờ) )?(?:chiều |sáng |ngày )*các ngày|mỗi"
        rf"|{_EACH}) (?:sáng |chiều )?thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])(?! \d)|{_REPORT}tuần{_NO_NUMBER}"
        rf"|(?<!\w)báo cáo tuần{_NO_NUMBER}|{_ONCE_A}tuần|ngày làm việc (?:đầu|cuối)(?: tiên"
        r"| cùng)? (?:của )?tuần(?! này| sau| tới| trước)|(?:thứ (?:hai|ba|tư|năm|sáu|bảy)"
        rf"|chiều thứ \w+) (?:{_EACH}) tuần)"
    ), Cadence.WEEKLY),
    ((
        rf"(?:{_EACH} tháng{_NO_MONTH}|(?<=[,;] )mỗi tháng|{_ONCE_A}tháng(?! \d)"
        rf"|định kỳ (?:vào )?(?:trước )?ngày \d{{1,2}} (?:của )?tháng(?! (?:đầu|cuối)[^.;]{{0,20}}quý)"
        rf"|ngày \d{{1,2}} (?:của )?tháng (?:sau|trước|kế tiếp|tiếp theo|liền kề)(?! \d)|giao ban tháng|thứ (?:hai"
        r"|ba|tư|năm|sáu|bảy|[2-7]) (?:tuần )?(?:đầu(?: tiên)?|cuối(?: cùng)?) (?:của )?tháng(?! \d| này| sau"
        r"| tới)|(?:ngày (?:làm việc )?|tuần )(?:đầu tiên|đầu|cuối cùng|cuối) (?:của |trong |mỗi )*tháng(?! \d"
        rf"| này| sau| tới| trước)|ngày \d{{1,2}} (?:của )?(?:{_EACH}) tháng|{_REPORT}tháng{_NO_NUMBER}"
        rf"|theo tháng{_NO_NUMBER})"
    ), Cadence.MONTHLY),
    ((
        rf"(?:{_EACH} quý(?! vị| cơ quan| đơn vị)|{_ONCE_A}quý(?!\s*[IV\d])|tháng (?:đầu|cuối)(?: tiên"
        r"| cùng)? (?:của )?(?:mỗi |h[àằ]ng )?quý(?!\s*[IV\d])|(?:định kỳ theo|báo cáo theo|định kỳ"
        r"|báo cáo) quý(?! vị| cơ quan| đơn vị|\s*(?:[IVX]+|[1-4])\b)|(?:03|3|ba) tháng một lần"
        r"|tháng cuối (?:của )?(?:mỗi )?quý|(?:ngày(?: làm việc)?|tuần) (?:đầu|cuối)(?: tiên| cùng)? (?:của "
        r"|trong )?(?:mỗi )?quý(?!\s*(?:[IVX]+|\d|này|sau|tới|trước|một|hai|ba|tư)\b)"
        rf"|{_REPORT}quý{_NO_NUMBER}(?! vị| cơ quan| đơn vị))"
    ), Cadence.QUARTERLY),
    ((
        rf"(?:{_EACH} 0?6 tháng|(?:định kỳ|(?:sơ kết|báo cáo)(?!{_ON_A_DAY})) (?:0?6|sáu) tháng(?!\s+(?:đầu|cuối) năm)|(?:0?6"
        r"|sáu) tháng(?: một lần|/lần|/01 lần|,\s*(?:và )?(?:h[àằ]ng )?năm| và (?:h[àằ]ng |cả )?năm)"
        rf"|nửa năm một lần|{_ONCE_A}0?6 tháng)"
    ), Cadence.HALF_YEARLY),
    ((
        rf"(?:(?:h[àằ]ng|mỗi|(?<=[,;] )từng) năm(?! học 20)|{_ONCE_A}năm(?!\s*(?:20|học))|thường niên"
        r"|định kỳ (?:vào )?(?:cuối )?năm)"
    ), Cadence.YEARLY),
)  # fmt: skip
_PERIODIC = tuple((re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), cadence) for pattern, cadence in _TABLE)
_CONTINUOUS = re.compile(
    r"(?<!không )(?<!chưa )(?<!\w)(?:thường xuyên|thường trực 24|liên tục|24/7|24/24)(?!\w)", re.IGNORECASE
)
_DEED = (
    r"(?:báo cáo|kiểm tra|rà soát|đánh giá|tổng hợp|họp|giao ban|thực hiện|sơ kết|thống kê|cập nhật|đôn đốc|theo dõi)"
)
_PERIODLESS = re.compile(rf"(?<!\w)(?:định kỳ\s+(?:{_DEED})|(?:{_DEED})\s+định kỳ)(?!\w)", re.IGNORECASE)
# Periods the program has no name for are read as the next shorter one, and said: "hai tuần một lần", "10 ngày/lần".
_ASIDE = r"(?:\s*\([^()]{1,10}\))?"
_SO_OFTEN = r"\s*(?:/\s*(?:01\s+)?lần|(?:một|01)\s+lần)"
_UNEVEN: tuple[tuple[re.Pattern[str], Cadence], ...] = tuple(
    (
        re.compile(rf"(?<!\w)(?:định kỳ\s+|mỗi\s+|cứ\s+)*(?:{n}){_ASIDE}\s+{unit}{_SO_OFTEN}(?!\w)", re.IGNORECASE),
        cadence,
    )
    for n, unit, cadence in (
        (r"0?[2-6]|hai|ba", "ngày", Cadence.DAILY),
        (r"0?[7-9]|1[0-5]|mười lăm|mười", "ngày", Cadence.WEEKLY),
        (r"0?[2-4]|hai|ba", "tuần", Cadence.WEEKLY),
        (r"0?2|hai", "tháng", Cadence.MONTHLY),
        (r"0?[45]|bốn", "tháng", Cadence.QUARTERLY),
    )
)
_ALL_DAY = re.compile(r"24/7|24/24|trực 24", re.IGNORECASE)
# "kế hoạch hàng năm", "dự toán hàng năm" say what kind of plan, not how often; "Trung tâm giáo dục thường xuyên" is a name.
_NAMED = re.compile(
    r"(?:kế hoạch|dự toán|ngân sách|chương trình|chương trình công tác|chỉ tiêu|quỹ tiền thưởng|học bổng|nghỉ phép|biên chế)\s*$",
    re.IGNORECASE,
)
_SCHOOL = re.compile(r"(?:giáo dục|chi|chế độ hội họp|sửa chữa|bảo dưỡng|nguồn chi)\s*$", re.IGNORECASE)
_LOOK_BACK = 30


@dataclass(frozen=True)
class Rhythm:
    """The cadence found, the words that say it, and where; `vague` where no period is named, `uneven` where a longer one is."""

    cadence: Cadence
    words: str | None = None
    start: int = 0
    vague: bool = False
    uneven: bool = False


def read_cadence(text: str) -> Rhythm:
    """The first period named; else continuous for "thường xuyên"; else once."""
    text = spelt(text)
    hits = [hit for pattern, cadence in _PERIODIC if (hit := _first(pattern, text, cadence)) is not None]
    hits += [
        Rhythm(cadence, match[0], match.start(), uneven=True)
        for pattern, cadence in _UNEVEN
        if (match := pattern.search(text)) is not None
    ]
    if hits:
        return min(hits, key=lambda rhythm: (rhythm.start, -len(rhythm.words or "")))
    for match in _CONTINUOUS.finditer(text):
        if not _SCHOOL.search(text[max(0, match.start() - _LOOK_BACK) : match.start()]):
            return Rhythm(Cadence.CONTINUOUS, match[0], match.start(), vague=_ALL_DAY.search(match[0]) is None)
    if (periodless := _PERIODLESS.search(text)) is not None:
        return Rhythm(Cadence.ONCE, periodless[0], periodless.start(), vague=True)
    return Rhythm(Cadence.ONCE)


def _first(pattern: re.Pattern[str], text: str, cadence: Cadence) -> Rhythm | None:
    for match in pattern.finditer(text):
        if not _NAMED.search(text[max(0, match.start() - _LOOK_BACK) : match.start()]):
            return Rhythm(cadence, match[0], match.start())
    return None
