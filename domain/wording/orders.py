"""An order as it is called in a subject or a list, and as it is read in full: its words without what stands beside them."""

import re

_LABEL = (
    r"(?:(?:cơ quan|đơn vị|cấp|bộ phận|người)\s+)?(?:được giao\s+)?(?:chủ trì|phối hợp|thực hiện|phụ trách|theo dõi)"
    r"(?:\s+thực hiện|\s+chính)?|thời (?:hạn|gian|điểm)(?:\s+(?:hoàn thành|thực hiện|báo cáo|trình))?|sản phẩm"
    r"(?:\s+(?:đầu ra|dự kiến|hoàn thành))?|kết quả(?:\s+(?:đầu ra|dự kiến|đạt được))?|tiến độ|lộ trình|ghi chú"
)
_BESIDE = re.compile(rf"\s*[-–+•*(]*\s*(?:{_LABEL})\s*:", re.IGNORECASE)
"""A line of its own that says who, when or what comes of it: the mail shows these as facts."""
_CALLED = re.compile(
    r"\s*[-–+•*]*\s*(?:nội dung|nhiệm vụ|tên nhiệm vụ|nội dung (?:nhiệm vụ|công việc))\s*:\s*", re.IGNORECASE
)
_MARK = re.compile(r"\s*[-–+•*]\s+")
_ADDRESSED = re.compile(
    r"(?:(?:đề nghị|giao|yêu cầu)\s+)?(?:các|thủ trưởng|hiệu trưởng|giám đốc|chủ tịch|trưởng|người đứng đầu|phòng|ban|sở|"
    r"văn phòng|trung tâm|trường|ủy ban|uỷ ban|ubnd|trạm|công an|chi cục|thanh tra|bảo hiểm|kho bạc)\b[^:;.]{0,160}:\s+",
    re.IGNORECASE,
)
"""Whom an order opens with: "Hiệu trưởng các trường: …"."""
_TIME = (
    r"(?:trong|vòng|thời|hạn|gian|trước|sau|chậm|nhất|muộn|là|đến|tới|hết|từ|nay|kể|định|kỳ|hàng|hằng|mỗi|vào|lúc|ngay|"
    r"ngày|tháng|quý|năm|tuần|giờ|làm|việc|đầu|cuối|giữa|và|hoặc|của|này|thứ|hai|ba|tư|sáu|bảy|chủ|nhật|một|lần|lịch|"
    r"[ivx]+|\d[\d/.:-]*)"
)
_CLAUSE = re.compile(
    rf"(?:trong|trước|chậm|muộn|đến|từ|kể|hết|định|hàng|hằng|mỗi|vào|ngay)(?:[\s,]+{_TIME}){{1,25}}"
    r"(?:\s+(?:ban hành|ký|nhận|có hiệu lực|tiếp nhận|được)\b[^,;.]{0,80})?\s*,\s+",
    re.IGNORECASE,
)
"""When an order opens with its time: every word of the clause is one of time, so that no word of the work is lost."""
_LEAST = 3
"""Words that must remain: less is no order."""
_END = " \t\n.;,:/"


def told(text: str) -> str:
    """The order in full, as one reads it beside its deadline and its unit: without lines that only repeat those."""
    lines = text.strip().splitlines()
    kept = [line for place, line in enumerate(lines) if line.strip() and not (place and _BESIDE.match(line))]
    return "\n".join(line if place else _uncalled(line) for place, line in enumerate(kept))


def title(text: str, product: str | None = None) -> str:
    """What an order is called: the product its annex names, else its own beginning, from the work itself on."""
    if product and product.strip():
        return _upfirst(" ".join(product.split()).rstrip(_END))
    said = " ".join(_unmarked(told(text)).split())
    for opening in (_ADDRESSED, _CLAUSE):
        if (match := opening.match(said)) and len(said[match.end() :].split()) >= _LEAST:
            said = said[match.end() :]
    return _upfirst(said.rstrip(_END))


def _uncalled(line: str) -> str:
    return line[match.end() :] if (match := _CALLED.match(line)) else line


def _unmarked(text: str) -> str:
    return text[match.end() :] if (match := _MARK.match(text)) else text


def _upfirst(text: str) -> str:
    return text[:1].upper() + text[1:]
