"""A paragraph that only says that something follows, though a stop and no colon ends it: "… phân công như sau."."""

import re

_ANNOUNCES = re.compile(
    r"(?<!\w)(?:như (?:sau|sau đây|dưới đây)|(?:nhiệm vụ|nội dung|việc|phần việc|giải pháp|biện pháp|yêu cầu|vấn đề"
    r"|đơn vị|cá nhân)(?: (?:cụ thể|chủ yếu|trọng tâm|chính|cơ bản))? (?:sau|sau đây|dưới đây))\s*\.$",
    re.IGNORECASE,
)
_OWED_BY = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|đến hết)(?: là| vào)?(?: ngày)? \d{1,2}(?:/\d| tháng)", re.IGNORECASE
)


def announces(text: str) -> bool:
    """Whether nothing but what follows is meant; an order with a day of its own is more."""
    return _ANNOUNCES.search(text) is not None and _OWED_BY.search(text) is None


def as_chapeau(text: str) -> str:
    """The paragraph with the colon it should have."""
    return f"{text[:-1].rstrip()}:" if announces(text) else text
