"""The words before a day that make it a deadline, or make it something else."""

import re

NOT_AFTER = (
    r"(?:trước|chậm nhất|muộn nhất|đến hết|cho đến|hết|đến|xong|hoàn thành|hoàn tất|kết thúc|trong|vào|là|báo cáo"
    r"|gửi|nộp|trình|trả lời|hạn|thời hạn|thời gian|hạn chót|thời điểm|không quá|không (?:muộn|chậm|trễ) hơn|tới"
    r"|ngay|tiến độ(?:\s+\w+){0,2}\s*:)"
)
LINK = (
    r"(?:\s*(?:nhất|là|vào|trước|trong|đến|hết|xong|cuối|thời điểm|khoảng|về|báo cáo|kết quả|sáng|chiều|tối|trưa|:"
    r"|không quá|ngày làm việc|thực hiện|hoàn thành|dự kiến|các|cuối giờ|đầu giờ|hết giờ|giờ hành chính"
    r"|giờ làm việc|làm việc))*\s*"
)
INTRO = rf"(?<!\w)(?P<intro>{NOT_AFTER}{LINK})"
# Left of a day: what makes it a beginning, a cut-off of figures or the past, not something owed.
_NOT_OWED = re.compile(
    (
        r"(?:(?<!máy )tính|số liệu|kể|áp dụng|(?<!còn )hiệu lực(?: thi hành)?|bắt đầu|năm học|thay thế|phát sinh"
        r"|dự kiến(?:\s+(?:tổ chức|khai mạc|diễn ra|họp|khởi công))?"
        r"|(?<!học )(?<!vệ )(?<!thí )(?<!an )(?<!dân )(?<!tuyển )(?<!hộ )(?<!cứu )(?<!giáo )(?<!môi )(?<!vi )(?<!khai )(?<!hậu )(?<!ký )(?<!thú )(?<!\w)sinh)\s*(?:từ\s*"
        r"|là\s*|vào\s*)?$"
    ),
    re.IGNORECASE,
)
# Before a plain "trước", "chậm nhất" only these: "cập nhật số liệu trước ngày 05/6" is owed.
_PAST_ALL_THE_SAME = re.compile(
    r"(?:(?<!còn )hiệu lực(?: thi hành)?|bắt đầu|phát sinh|thay thế|sinh ra)\s*$", re.IGNORECASE
)
_FIRM = re.compile(r"(?:trước|chậm|muộn|hoàn|xong|hạn)", re.IGNORECASE)
FROM = re.compile(r"(?<!\w)(?:kể từ|bắt đầu từ|từ|sau)\s*$", re.IGNORECASE)
LOOK_BACK = 40


def is_owed(look: str, intro: str | None) -> bool:
    """Whether a day introduced by `intro` and behind the words `look` is one by which something is owed."""
    firm = bool(intro and _FIRM.match(intro.strip()))
    return not (_PAST_ALL_THE_SAME if firm else _NOT_OWED).search(look)
