"""The paragraphs above the first number, heading or table: why a document is written, not what it orders."""

import re

from reading.directives.outline import Node
from reading.directives.parties import read_parties
from reading.directives.times import Times

_REMARK = re.compile(r"\([^()]*\)[\s.;]*")
# When a sheet or a page was printed or brought up to date.
_STAMP = re.compile(
    r"(?:ngày |thời điểm |lần |số liệu )*(?:cập nhật|in|kết xuất|xuất|trích xuất|tính|chốt|tạo|lập biểu|đăng)"
    r"(?: (?:lần cuối|mới nhất|gần nhất|số liệu|dữ liệu|báo cáo|biểu|file|tệp|bảng|đến|lúc|vào|hết))*\s*:?\s*"
    r"(?:\d+|giờ|phút|giây|ngày|tháng|năm|lúc|h|sáng|chiều|[\s:/.,;-])*\d[\s.]*",
    re.IGNORECASE,
)


def is_remark(text: str) -> bool:
    """As in "(Cập nhật đến giao ban ngày 24/02)": a paragraph all in brackets that gives nothing to anybody, or a stamp: "Cập nhật: 8 giờ ngày 02/3"."""
    if _STAMP.fullmatch(text):
        return True
    return _REMARK.fullmatch(text) is not None and not read_parties(text).lead


def opening_of(node: Node) -> int:
    """The position of the first block that gives the whole document an order; 0 where none does, or below the top."""
    if node.parent is not None:
        return 0
    return next((n.first for n in node.children if n.marker is not None or n.heads or n.block is not None), 0)


def orders_all_the_same(text: str, times: Times) -> bool:
    """Whether such a paragraph tells somebody what to do, or names who owes something by a day."""
    parties = read_parties(text)
    return parties.opened or (bool(parties.lead) and times.owes_plainly(text))
