"""Documents marked MẬT, TỐI MẬT or TUYỆT MẬT are refused at the door (Law on State Secrets 2018; domain.md §0.11)."""

import re

from reading.directives import refusals
from reading.directives.blocks import Reading

_STANDING = re.compile(
    r"[\W_]*(?:(?:độ|dấu|mức)\s+(?:độ\s+)?mật\s*[:：-]\s*)?(?:T\s*U\s*Y\s*Ệ\s*T\s*M\s*Ậ\s*T|T\s*Ố\s*I\s*M\s*Ậ\s*T|M\s*Ậ\s*T|mật|tối mật|tuyệt mật)[\W_\d]*",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?<!\w)(?:TUYỆT|TỐI)\s+MẬT(?!\w)|[Đđ]ộ\s+(?:khẩn,?\s*)?[Mm]ật\s*[:：]\s*(?!không|thường)\w", re.UNICODE
)
_MARKED = re.compile(
    r"(?<!\w)(?<!BẢO )(?<!BÍ )(?<!CƠ )(?<!HỘ )(?<!ĐỘ )(?<!DẤU )MẬT(?!\w)(?! (?:ONG|MÃ|ĐỘ|KHẨU|VỤ|THIẾT|NGHỊ))"
)
_HEAD = 25  # blocks within which a mark may share its line with other words


def refuse_secrets(reading: Reading) -> None:
    """Refuse a document that carries a mark of secrecy; ordinary words such as "bảo vệ bí mật nhà nước" carry none."""
    if any(_is_mark(text) for text in reading.outside) or any(
        any(_is_mark(text) for text in (block.text, *block.cells)) or (at < _HEAD and _MARKED.search(block.text))
        for at, block in enumerate(reading.blocks)
    ):
        raise refusals.secret()


def _is_mark(text: str) -> bool:
    return bool(_STANDING.fullmatch(text[:80]) or _LEVEL.search(text))
