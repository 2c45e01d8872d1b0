"""Lines that say something of the task above them: "Chủ trì: …", "Thời hạn: …", "=> Đầu mối: … | Hạn: …"."""

import re

_WHO = (
    r"(?:chủ trì|phối hợp|thực hiện|chủ trì thực hiện|phối hợp thực hiện|chủ trì tham mưu|đầu mối|chịu trách nhiệm"
    r"|phụ trách|cùng làm|cùng thực hiện)"
)
_WHEN_OR_WHAT = (
    r"(?:thời gian|thời hạn|hạn|tiến độ|lộ trình|sản phẩm|kết quả|kết quả đầu ra|hoàn thành"
    r"|thời điểm)(?:\s+(?:thực hiện|hoàn thành|dự kiến|báo cáo|đầu ra|cần đạt|xong|chót|tổ chức))*"
)
_DETAIL = re.compile(
    (
        rf"(?:\W*(?:(?:các )?(?:đơn vị|cơ quan)(?:, (?:đơn vị|cơ quan))?\s+)?{_WHO}"
        rf"|\W*{_WHEN_OR_WHAT})(?:\s*\([^()]{{0,30}}\))?\s*:\s*\S"
    ),
    re.IGNORECASE,
)
_LED = re.compile(r"\W*(?:(?:đơn vị|cơ quan) )?chủ trì(?: (?:thực hiện|tham mưu))?\s*:\s*\w", re.IGNORECASE)
_BAR = re.compile(r"\s*[|¦]\s*")
_LABELLED = re.compile(r"\W*(?:[^\W\d]+\s+){0,4}[^\W\d]+\s*:\s*\S")


def is_detail(text: str) -> bool:
    """Whether the line only says who, when or what comes out of the task it belongs to."""
    return bool(_DETAIL.match(text)) or is_row_of_details(text)


def has_lead_below(text: str) -> bool:
    """Whether a line below the first says who leads it, "Chủ trì: …": a task, whatever verb it opens with."""
    return any(_LED.match(line) for line in text.split("\n")[1:])


def is_row_of_details(text: str) -> bool:
    """As in "Đầu mối: X | Cùng làm: Y | Hạn: 10/7": labels with bars between them, no row of a table."""
    fields = [field for field in _BAR.split(text) if field]
    return len(fields) > 1 and all(map(_LABELLED.match, fields)) and any(map(_DETAIL.match, fields))
