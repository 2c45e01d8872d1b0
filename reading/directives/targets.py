"""Figures an order sets: 100%, từ 95% trở lên, không quá 2%, ít nhất 02 đợt."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from domain.directive import Target

Op = Literal[">=", "<=", ">", "<", "="]
_FIGURE = r"(?P<n>\d{1,7}(?:[.,]\d{1,4})?)"
_SPELT = r"(?:\s*\([^()%]{1,30}\))?"
_PERCENT = re.compile(
    rf"(?<![\d.,/]){_FIGURE}(?:\s?%?\s?[-–]\s?\d{{1,3}}(?:[.,]\d+)?)?{_SPELT}\s?(?:%|phần trăm)", re.IGNORECASE
)
_COUNTED = (
    "đợt|cuộc|lần|văn bản|hội nghị|mô hình|lớp|tin|bài|tin, bài|tin bài|sáng kiến|buổi|phường|xã|đơn vị|hồ sơ|thủ tục|thủ tục hành chính|TTHC|dịch vụ|công trình|giải pháp|người|hộ|điểm|vụ|chuyên đề|hội thảo|phóng sự|"
    "dự án|nhà|km|ha|cây|triệu đồng|tỷ đồng|doanh nghiệp|hợp tác xã|sản phẩm|bậc|phút|giờ|kênh|chuyên mục|cán bộ|công chức|học viên|đề tài|hạng mục|tuyến đường|tuyến|cơ sở|trường|thôn|khu phố|tổ"
)
_AT_LEAST = r"(?:ít nhất|tối thiểu|không dưới|không ít hơn|không thấp hơn|không nhỏ hơn|từ)"
_AT_MOST = r"(?:không quá|tối đa|không vượt quá|không cao hơn|nhiều nhất|không lớn hơn)"
_COUNT = re.compile(
    rf"(?P<op>{_AT_LEAST}|{_AT_MOST})\s+(?:là\s+|có\s+|đạt\s+)?(?P<n>\d{{1,7}}(?:[.,]\d{{1,3}})*){_SPELT}\s+(?P<unit>{_COUNTED})(?!\w)(?P<up>[^.;]{{0,30}}trở lên)?",
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
    (re.compile(rf"(?:{words})\s*(?:là\s+|ở mức\s+|mức\s+|đạt\s+)?$", re.IGNORECASE), op) for words, op in _BEFORE
)
_AT_LEAST_NOT_UNDER = re.compile(r"không (?:dưới|thấp hơn|ít hơn|nhỏ hơn)\s*$", re.IGNORECASE)
_AT_MOST_NOT_OVER = re.compile(r"không (?:quá|vượt quá|vượt|trên|cao hơn|hơn|lớn hơn)\s*$", re.IGNORECASE)
_UPWARD = re.compile(r"\s*(?:[^.;,]{0,60}\s)?trở lên", re.IGNORECASE)
_DOWNWARD = re.compile(r"\s*(?:[^.;,]{0,40}\s)?trở xuống", re.IGNORECASE)
# What a figure is when it is no aim: a report of the past, a share of money or of weight.
_NO_AIM = re.compile(
    r"(?:chưa đạt|mới đạt|đã đạt|chỉ đạt|hiện đạt|đạt được|mới được|chiếm|trọng số|giảm còn|so với mức|hỗ trợ|ngân sách|phạt|lãi suất|bằng nguồn|trích|hiện mới|năm \d{4} đạt)\s*(?:tỷ lệ\s*)?$",
    re.IGNORECASE,
)
_UNSAID = re.compile(r"(?:tỷ lệ|tỉ lệ|đạt|bảo đảm|đảm bảo|mức)\s*$", re.IGNORECASE)
_SAID_AFTER = re.compile(
    r"\s*(?:số|các|cán bộ|công chức|viên chức|hồ sơ|thủ tục|đơn vị|cơ quan|phường|xã|người|văn bản|dịch vụ|TTHC|(?!và )\w+ (?:được|phải|có))(?!\w)",
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
    aims += [_count(match) for match in _COUNT.finditer(text) if match["op"].lower() != "từ" or match["up"]]
    return tuple(sorted(aims, key=lambda aim: aim.start))


def _percentage(text: str, match: re.Match[str]) -> Aim | None:
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if _NO_AIM.search(before):
        return None
    after = text[match.end() : match.end() + 80]
    target = Target(_op(before, after), _value(match["n"]), "%")
    return Aim(target, match.start(), target.value == _WHOLE and _unsaid(text, before, match.end()))


def _op(before: str, after: str) -> Op:
    if _AT_LEAST_NOT_UNDER.search(before) or _UPWARD.match(after):
        return ">="
    if _AT_MOST_NOT_OVER.search(before) or _DOWNWARD.match(after):
        return "<="
    return next((op for pattern, op in _OPS if pattern.search(before)), ">=")


def _unsaid(text: str, before: str, end: int) -> bool:
    """Whether "100%" names no whole: nothing counted follows, and no named share stands before."""
    if not _UNSAID.search(before) or _SAID_AFTER.match(text[end : end + 40]):
        return False
    return not _NAMED_SHARE.search(before)


def _count(match: re.Match[str]) -> Aim:
    at_most = re.fullmatch(_AT_MOST, match["op"], re.IGNORECASE)
    figure = match["n"].replace(".", "") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", match["n"]) else match["n"]
    return Aim(Target("<=" if at_most else ">=", _value(figure), match["unit"].lower()), match.start())


def _value(figure: str) -> Fraction:
    return Fraction(figure.replace(",", "."))
