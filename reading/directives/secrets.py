"""Documents marked MẬT, TỐI MẬT or TUYỆT MẬT are refused at the door (Law on State Secrets 2018; domain.md §0.11)."""

import re
from collections.abc import Iterable

from domain.errors import Refusal
from reading.directives.blocks import Block

_STANDING = re.compile(
    r"[\W_]*(?:(?:độ|dấu|mức)\s+(?:độ\s+)?mật\s*[:：-]\s*)?(?:T\s*U\s*Y\s*Ệ\s*T\s+M\s*Ậ\s*T|T\s*Ố\s*I\s+M\s*Ậ\s*T|M\s*Ậ\s*T|mật|tối mật|tuyệt mật)[\W_\d]*",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?<!\w)(?:TUYỆT|TỐI)\s+MẬT(?!\w)|[Đđ]ộ\s+(?:khẩn,?\s*)?[Mm]ật\s*[:：]\s*(?!không|thường)\w", re.UNICODE
)
_MARKED = re.compile(
    r"(?<!\w)(?<!BẢO )(?<!BÍ )(?<!CƠ )(?<!HỘ )(?<!ĐỘ )(?<!DẤU )MẬT(?!\w)(?! (?:ONG|MÃ|ĐỘ|KHẨU|VỤ|THIẾT|NGHỊ))"
)
_HEAD = 25  # blocks within which a mark may share its line with other words


def refuse_secrets(blocks: Iterable[Block]) -> None:
    """Refuse a document that carries a mark of secrecy; ordinary words such as "bảo vệ bí mật nhà nước" carry none."""
    for at, block in enumerate(blocks):
        if (
            _STANDING.fullmatch(block.text[:80])
            or any(_STANDING.fullmatch(cell) for cell in block.cells)
            or _LEVEL.search(block.text)
            or (at < _HEAD and _MARKED.search(block.text))
        ):
            detail = "Văn bản có dấu chỉ độ mật nên hệ thống không tiếp nhận và không lưu lại bất kỳ nội dung nào. Đề nghị xử lý theo quy định về bảo vệ bí mật nhà nước."
            raise Refusal("secret", "state-secret", detail)
