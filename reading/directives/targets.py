"""Figures an order sets: 100%, từ 95% trở lên, không quá 2%, ít nhất 02 đợt."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from domain.directive import Target
from reading.directives.verbs import VERBS, length_at
from reading.directives.words import words

Op = Literal[">=", "<=", ">", "<", "="]
_FIGURE = r"(?P<n>\d{1,7}(?:[.,]\d{1,4})?)"
_SPELT = r"(?:\s*\([^()%]{1,30}\))?"
_PERCENT = re.compile(
    rf"(?<![\d.,/]){_FIGURE}(?:\s?%?\s?[-–]\s?\d{{1,3}}(?:[.,]\d+)?)?{_SPELT}\s?(?:%|phần trăm)", re.IGNORECASE
)
_COUNTED = (
    "ngày công|đợt|cuộc|lần|văn bản|hội nghị|mô hình|lớp|tin|bài|tin, bài|tin bài|sáng kiến|buổi|phường|xã|đơn vị|hồ sơ|thủ tục|thủ tục hành chính|TTHC|dịch vụ|công trình|giải pháp|người|hộ|điểm|vụ|chuyên đề|hội thảo|phóng sự|"
    "dự án|nhà|km|ha|cây|triệu đồng|tỷ đồng|doanh nghiệp|hợp tác xã|sản phẩm|bậc|phút|giờ|kênh|chuyên mục|cán bộ|công chức|học viên|đề tài|hạng mục|tuyến đường|tuyến|cơ sở|trường|thôn|khu phố|tổ"
)
_AT_LEAST = r"(?:ít nhất|tối thiểu|không dưới|không ít hơn|không thấp hơn|không nhỏ hơn|từ)"
_AT_MOST = r"(?:không quá|tối đa|không vượt quá|không cao hơn|nhiều nhất|không lớn hơn)"
_UNDER = r"(?:(?:trung bình|bình quân|xuống|còn|giảm|ở mức|tối đa)\s+(?:còn\s+)?(?:dưới|trên))"
_DOWN_TO = rf"(?:xuống còn|xuống|chỉ còn|còn)(?=\s+\d{{1,3}}{_SPELT}\s+(?:ngày|giờ|phút|tháng|tuần))"  # "rút ngắn … xuống còn 12 ngày"
_MONEY = r"(?:nghìn|triệu|tỷ) đồng|tấn|ha|km|doanh nghiệp"
# Whatever noun is counted; known ones of several words first. Times count only where something is to last that long.
_COUNT = re.compile(
    (
        rf"(?P<op>{_AT_LEAST}|{_AT_MOST}|{_UNDER}|{_DOWN_TO}|đạt(?=\s+[\d.,]+\s+(?:{_MONEY})))\s+(?:là\s+|có\s+"
        rf"|đạt\s+)?(?P<n>\d{{1,7}}(?:[.,]\d{{1,3}})*){_SPELT}\s+(?P<unit>ngày làm việc|{_COUNTED}"
        rf"|[^\W\d_]+)(?!\w)(?P<up>[^.;]{{0,30}}trở lên)?"
    ),
    re.IGNORECASE,
)
_TIMES = frozenset({"ngày làm việc", *"ngày giờ tháng năm tuần quý phút giây".split()})  # noqa: SIM905 - a list of words
_NO_UNITS = frozenset("tuổi tháng năm và hoặc đến trong của % mm cm mg m².".split())  # noqa: SIM905 - a list of words
_COSTS = re.compile(
    r"(?:kinh phí|dự toán|mức hỗ trợ|hỗ trợ|chi phí|giá trị|mức chi|mức thu|phạt|tổng mức)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
# "các trạm có mức mang tải trên 85%" says which ones are meant, not what is to be reached.
_QUALIFIES = re.compile(
    (
        r"(?<!\w)đối với [^;.:]{0,50}(?<!\w)có [^,;.:]{0,25}$|(?<!\w)(?:các|những|mỗi|với|tại) (?!.{0,40}(?:đạt"
        r"|bảo đảm|đảm bảo))[^,;.:]{0,40}(?<!\w)có [^,;.:]{0,25}$|(?<!\w)(?:đối với|của|những) (?:các "
        r"|những )?(?:dự án|đơn vị|cơ quan|địa phương|xã|phường|chủ đầu tư|lĩnh vực|trường hợp|công trình|hồ sơ"
        r"|hộ)[^,;.:]{0,30}(?:giải ngân|đạt|chậm|trễ hạn|nợ)[^,;.:]{0,10}(?:dưới|trên|thấp hơn)\s*$"
    ),
    re.IGNORECASE,
)
_HAVING = re.compile(
    r"(?<!\w)có\s*$", re.IGNORECASE
)  # "có trên 10 lao động"; but "có ít nhất 10 học sinh" is to be reached
_SURELY = re.compile(r"(?:ít nhất|tối thiểu|không dưới|không ít hơn)", re.IGNORECASE)
_LASTING = re.compile(
    (
        r"(?:(?:đủ|dùng|duy trì|chờ|kéo dài|bình quân|trung bình|thời lượng|dự trữ)[^.;]{0,30}|(?:thời gian"
        r"|thời hạn|rút ngắn|giảm|cắt giảm)[^.;]{0,80})$"
    ),
    re.IGNORECASE,
)
# A bare share is an aim where something is to reach it: behind a verb, a word of reaching, or at the opening.
_REACHING = re.compile(
    (
        r"(?:^|[:;,(]|đạt|lên|xuống|giảm|tăng|tăng thêm|còn|là|mức|tỷ lệ|tỉ lệ|bảo đảm|đảm bảo|được|cho|có|từ"
        r"|khoảng|thêm|với|quá)\s*$"
    ),
    re.IGNORECASE,
)
_BEFORE: tuple[tuple[str, Op], ...] = (
    (rf"{_AT_LEAST}|đạt từ|đạt|tăng thêm|lên", ">="),
    (_AT_MOST, "<="),
    ("không trên|không hơn", "<="),
    ("dưới|thấp hơn|ít hơn|nhỏ hơn", "<"),
    ("trên|hơn|cao hơn|lớn hơn|vượt", ">"),
)
_OPS = tuple(
    (re.compile(rf"(?:{said})\s*(?:là\s+|ở mức\s+|mức\s+|đạt\s+)?$", re.IGNORECASE), op) for said, op in _BEFORE
)
_AT_LEAST_NOT_UNDER = re.compile(r"không (?:dưới|thấp hơn|ít hơn|nhỏ hơn)\s*$", re.IGNORECASE)
_AT_MOST_NOT_OVER = re.compile(r"không (?:quá|vượt quá|vượt|trên|cao hơn|hơn|lớn hơn)\s*$", re.IGNORECASE)
_UPWARD = re.compile(r"\s*(?:[^.;,]{0,60}\s)?trở lên", re.IGNORECASE)
_DOWNWARD = re.compile(r"\s*(?:[^.;,]{0,40}\s)?trở xuống", re.IGNORECASE)
# What a figure is when it is no aim: a report of the past, a share of money or of weight.
_NO_AIM = re.compile(
    (
        r"(?:chưa đạt|mới đạt|đã đạt|chỉ đạt|hiện đạt|đạt được|mới được|chiếm|trọng số|giảm còn|so với mức|hỗ trợ"
        r"|ngân sách|phạt|lãi suất|bằng nguồn|trích|hiện mới|năm \d{4} đạt)\s*(?:tỷ lệ\s*)?$"
    ),
    re.IGNORECASE,
)
_UNSAID = re.compile(r"(?:tỷ lệ|tỉ lệ|đạt|bảo đảm|đảm bảo|mức)\s*$", re.IGNORECASE)
_SAID_AFTER = re.compile(
    (
        r"\s*(?:số|các|cán bộ|công chức|viên chức|hồ sơ|thủ tục|đơn vị|cơ quan|phường|xã|người|văn bản|dịch vụ"
        r"|TTHC|(?!và )\w+ (?:được|phải|có))(?!\w)"
    ),
    re.IGNORECASE,
)
_NAMED_SHARE = re.compile(r"(?:tỷ lệ|tỉ lệ)\s+(?!100|đạt|là|\d)[^,.;:]{3,}$", re.IGNORECASE)
_LOOK_BACK = 60
_WHOLE = 100


@dataclass(frozen=True)
class Aim:
    """The target found, where it stands, and whether the text leaves open what it is measured of."""

    target: Target
    start: int
    of_what_unsaid: bool = False


def read_targets(text: str) -> tuple[Aim, ...]:
    """Every figure to reach, in the order of the text."""
    aims = [aim for match in _PERCENT.finditer(text) if (aim := _percentage(text, match)) is not None]
    aims += [_count(match) for match in _COUNT.finditer(text) if _is_aim(text, match)]
    return tuple(sorted(aims, key=lambda aim: aim.start))


def _percentage(text: str, match: re.Match[str]) -> Aim | None:
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    whole = _value(match["n"]) == _WHOLE
    if _QUALIFIES.search(before) or _HAVING.search(before):
        return None
    if _NO_AIM.search(before) and not (whole and before.rstrip().endswith("mới đạt")):
        return None
    if not whole and not _reaches(before, text[match.end() : match.end() + 80]):
        return None
    after = text[match.end() : match.end() + 80]
    target = Target(_op(before, after), _value(match["n"]), "%")
    return Aim(target, match.start(), target.value == _WHOLE and _unsaid(text, before, match.end()))


def _reaches(before: str, after: str) -> bool:
    if _REACHING.search(before) or _UPWARD.match(after) or any(pattern.search(before) for pattern, _ in _OPS):
        return True
    last = words(before)[-3:]
    return any(length_at(last, at, VERBS) == len(last) - at for at in range(len(last)))


def _is_aim(text: str, match: re.Match[str]) -> bool:
    """Whether a counted figure is a floor or ceiling of the work and no age, no time to act in, no range."""
    if match["op"].lower() == "từ" and not match["up"]:
        return False
    before, unit = text[max(0, match.start() - _LOOK_BACK) : match.start()], match["unit"].lower()
    if _QUALIFIES.search(before) or (_HAVING.search(before) and not _SURELY.match(match["op"])):
        return False
    if _COSTS.search(before) and re.search(r"đồng|tiền|vốn", unit):
        return False
    if unit in _TIMES:
        return bool(_LASTING.search(text[max(0, match.start() - 2 * _LOOK_BACK) : match.start()])) and not re.match(
            r"\s*(?:làm việc|trước|kể từ)", text[match.end() :]
        )
    return unit not in _NO_UNITS


def _op(before: str, after: str) -> Op:
    if _AT_LEAST_NOT_UNDER.search(before):
        return ">="
    if _AT_MOST_NOT_OVER.search(before) or _DOWNWARD.match(after):
        return "<="
    said = next((op for pattern, op in _OPS if pattern.search(before)), None)
    if said not in {"<", ">"} and _UPWARD.match(after):
        return ">="
    return said or ">="


def _unsaid(text: str, before: str, end: int) -> bool:
    """Whether "100%" names no whole: nothing counted follows, and no named share stands before."""
    if not _UNSAID.search(before) or _SAID_AFTER.match(text[end : end + 40]):
        return False
    return not _NAMED_SHARE.search(before)


def _count(match: re.Match[str]) -> Aim:
    low = match["op"].lower()
    op: Op = (
        "<="
        if re.fullmatch(_AT_MOST, low) or low.endswith(("còn", "xuống"))
        else "<"
        if low.endswith("dưới") and not low.startswith("không")
        else ">"
        if low.endswith(" trên")
        else ">="
    )
    figure = match["n"].replace(".", "") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", match["n"]) else match["n"]
    return Aim(Target(op, _value(figure), match["unit"].lower()), match.start())


def _value(figure: str) -> Fraction:
    return Fraction(figure.replace(",", "."))
