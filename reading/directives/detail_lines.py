"""Lines that say something of the task above them: "Chủ trì: …", "Thời hạn: …"."""

import re

_DETAIL = re.compile(
    r"(?:\W*(?:(?:các )?(?:đơn vị|cơ quan)(?:, (?:đơn vị|cơ quan))?\s+)?(?:chủ trì|phối hợp|thực hiện|chủ trì thực hiện|phối hợp thực hiện|chủ trì tham mưu|đầu mối|chịu trách nhiệm|phụ trách)"
    r"|\W*(?:thời gian|thời hạn|hạn|tiến độ|lộ trình|sản phẩm|kết quả|kết quả đầu ra|hoàn thành|thời điểm)(?:\s+(?:thực hiện|hoàn thành|dự kiến|báo cáo|đầu ra|cần đạt|xong))*)(?:\s*\([^()]{0,30}\))?\s*:\s*\S",
    re.IGNORECASE,
)


def is_detail(text: str) -> bool:
    """Whether the line only says who, when or what comes out of the task it belongs to."""
    return bool(_DETAIL.match(text))
