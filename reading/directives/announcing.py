"""A paragraph that only says that something follows, though a stop and no colon ends it: "… phân công như sau."."""

import re

_ANNOUNCES = re.compile(
    r"(?:như sau|như dưới đây|sau đây|dưới đây|(?:nhiệm vụ|nội dung|việc|phần việc|giải pháp|biện pháp|yêu cầu|vấn đề"
    r"|đơn vị|cá nhân) sau)\s*\.$",
    re.IGNORECASE,
)


def announces(text: str) -> bool:
    """Whether nothing but what follows is meant."""
    return _ANNOUNCES.search(text) is not None


def as_chapeau(text: str) -> str:
    """The paragraph with the colon it should have."""
    return f"{text[:-1].rstrip()}:" if announces(text) else text
