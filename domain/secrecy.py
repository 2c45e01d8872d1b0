"""Marks of secrecy: MẬT, TỐI MẬT, TUYỆT MẬT on a text, told from talk of secrets (Law on State Secrets 2018; domain.md §0.11)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from domain.errors import Refusal

_LEVELS = (
    r"T[\s.]*U[\s.]*Y[\s.]*Ệ[\s.]*T[\s.]*M[\s.]*Ậ[\s.]*T|T[\s.]*Ố[\s.]*I[\s.]*M[\s.]*Ậ[\s.]*T|M[\s.]*Ậ[\s.]*T"
    r"|(?:Tuyệt|Tối)\s+[Mm]ật|Mật"
)
# A line, a cell or a box that is nothing but the mark, perhaps named or numbered.
_STANDING = re.compile(
    rf"[\W_]*(?:(?:[Đđ]ộ|ĐỘ|[Dd]ấu|DẤU|[Mm]ức|MỨC)\s+(?:độ\s+)?(?:[Mm]ật|MẬT)\s*[:：-]\s*)?(?:{_LEVELS}"
    r"|(?<=[:：-] )(?:tuyệt mật|tối mật|mật))[\W_\d]*"
)
# A short line that ends by stating the level: "Độ khẩn: Hỏa tốc; độ mật: Tối mật".
_STATED = re.compile(r"độ\s+mật\s*[:：]\s*(?:tuyệt\s+mật|tối\s+mật|mật|[abc])\W*$", re.IGNORECASE)
# The mark in capitals among other words of one line.
_AMONG = re.compile(
    r"(?<!\w)(?:(?:TUYỆT\s+|TỐI\s+)?MẬT|(?:T\s+U\s+Y\s+Ệ\s+T\s+|T\s+Ố\s+I\s+)?M\s+Ậ\s+T)(?!\w)(?!\s+(?:ONG|MÃ"
    r"|ĐỘ|KHẨU|VỤ|THIẾT|NGHỊ))"
)
# Stamped in small letters beside a title of capitals: "CHỈ THỊ Tối mật".
_BESIDE = re.compile(r"(.{3,60})\s(?:Tối|Tuyệt)\s+[Mm]ật\W*")
# Words behind which it is talk of secrets and no mark, with the levels that may already stand between.
_TALK = re.compile(
    r"(?:BÍ|BẢO|CƠ|HỘ|ĐỘ|DẤU|MỨC|LOẠI|VĂN BẢN|TÀI LIỆU|HỒ SƠ|THÔNG TIN|CÔNG VĂN|DANH MỤC|NỘI DUNG|VẬT|TIN|KÊNH"
    r"|MẠNG|QUẢN LÝ|CHẾ ĐỘ|KHÔNG|NHÀ NƯỚC|THÂN)\W*(?:(?:TUYỆT MẬT|TỐI MẬT|MẬT|VÀ|HOẶC)\W*)*$"
)
SHORT = 120
"""Characters of a line that states its level, and of those before a mark that may make it talk."""
_OPENING = 12  # characters: "MẬT: …" at the very beginning of what somebody writes


def secret() -> Refusal:
    """Marked as a state secret; nothing of it is repeated."""
    return Refusal(
        "secret",
        "state-secret",
        "Văn bản có dấu chỉ độ mật nên hệ thống không tiếp nhận và không lưu lại bất kỳ nội dung nào. Đề nghị xử lý theo quy định về bảo vệ bí mật nhà nước.",
    )


def refuse_marked(told: object) -> None:
    """Refuse what somebody hands in when a text of it, however deep, carries a mark of secrecy."""
    if any(is_marked(text) for text in _texts(told)):
        raise secret()


def is_marked(text: str) -> bool:
    """Whether a text of a few lines carries a mark: alone on a line, at its very beginning, or the higher two anywhere."""
    return is_among(text.lstrip()[:_OPENING], head=True) or any(
        is_mark(line) or is_among(line, head=False) for line in text.splitlines()
    )


def _texts(told: object) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for part in told.values():
            yield from _texts(part)
    elif isinstance(told, (list, tuple, set, frozenset)):
        for part in told:
            yield from _texts(part)
    elif is_dataclass(told) and not isinstance(told, type):
        for field in fields(told):
            yield from _texts(getattr(told, field.name))


def is_mark(text: str) -> bool:
    """Whether a line, a cell or a box is nothing but the mark, or states its level."""
    return bool(_STANDING.fullmatch(text[:80]) or (len(text) < SHORT and _STATED.search(text)))


def is_among(text: str, *, head: bool) -> bool:
    """In the head any level counts, further down only the higher two, which nobody writes in capitals by chance."""
    beside = _BESIDE.fullmatch(text) if head else None
    if beside is not None and beside[1].isupper() and not _TALK.search(beside[1]):
        return True
    return any(
        (head or match[0].replace(" ", "") != "MẬT")
        and not _TALK.search(text[max(0, match.start() - SHORT) : match.start()])
        for match in _AMONG.finditer(text)
    )
