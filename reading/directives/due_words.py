"""The words before a day that make it a deadline, or make it something else."""

import re

NOT_AFTER = r"(?:trước|chậm nhất|muộn nhất|đến hết|cho đến|hết|đến|xong|hoàn thành|hoàn tất|kết thúc|trong|vào|là|báo cáo|gửi|nộp|trình|trả lời|hạn|thời hạn|thời gian|hạn chót|thời điểm|không quá|tới|ngay)"
LINK = r"(?:\s*(?:nhất|là|vào|trước|trong|đến|hết|xong|cuối|thời điểm|khoảng|về|báo cáo|kết quả|:|không quá|ngày làm việc))*\s*"
INTRO = rf"(?<!\w)(?P<intro>{NOT_AFTER}{LINK})"
# Left of a day: what makes it a beginning, a cut-off of figures or the past, not something owed.
NOT_OWED = re.compile(
    r"(?:tính|số liệu|kể|áp dụng|hiệu lực(?: thi hành)?|bắt đầu|sinh|năm học|thay thế)\s*(?:từ\s*|là\s*)?$",
    re.IGNORECASE,
)
FROM = re.compile(r"(?<!\w)(?:kể từ|bắt đầu từ|từ|sau)\s*$", re.IGNORECASE)
LOOK_BACK = 40
