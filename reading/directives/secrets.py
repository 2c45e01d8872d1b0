"""Documents marked MẬT, TỐI MẬT or TUYỆT MẬT are refused at the door (Law on State Secrets 2018; domain.md §0.11)."""

import re
from collections.abc import Sequence

from reading.directives import refusals
from reading.directives.blocks import Reading

_LEVELS = r"T[\s.]*U[\s.]*Y[\s.]*Ệ[\s.]*T[\s.]*M[\s.]*Ậ[\s.]*T|T[\s.]*Ố[\s.]*I[\s.]*M[\s.]*Ậ[\s.]*T|M[\s.]*Ậ[\s.]*T|(?:Tuyệt|Tối)\s+[Mm]ật|Mật"
# A line, a cell or a box that is nothing but the mark, perhaps named or numbered.
_STANDING = re.compile(
    rf"[\W_]*(?:(?:[Đđ]ộ|ĐỘ|[Dd]ấu|DẤU|[Mm]ức|MỨC)\s+(?:độ\s+)?(?:[Mm]ật|MẬT)\s*[:：-]\s*)?(?:{_LEVELS}|(?<=[:：-] )(?:tuyệt mật|tối mật|mật))[\W_\d]*"
)
# A short line that ends by stating the level: "Độ khẩn: Hỏa tốc; độ mật: Tối mật".
_STATED = re.compile(r"độ\s+mật\s*[:：]\s*(?:tuyệt\s+mật|tối\s+mật|mật|[abc])\W*$", re.IGNORECASE)
# The mark in capitals among other words of one line.
_AMONG = re.compile(
    r"(?<!\w)(?:(?:TUYỆT\s+|TỐI\s+)?MẬT|(?:T\s+U\s+Y\s+Ệ\s+T\s+|T\s+Ố\s+I\s+)?M\s+Ậ\s+T)(?!\w)(?!\s+(?:ONG|MÃ|ĐỘ|KHẨU|VỤ|THIẾT|NGHỊ))"
)
# Stamped in small letters beside a title of capitals: "CHỈ THỊ Tối mật".
_BESIDE = re.compile(r"(.{3,60})\s(?:Tối|Tuyệt)\s+[Mm]ật\W*")
# Words behind which it is talk of secrets and no mark, with the levels that may already stand between.
_TALK = re.compile(
    r"(?:BÍ|BẢO|CƠ|HỘ|ĐỘ|DẤU|MỨC|LOẠI|VĂN BẢN|TÀI LIỆU|HỒ SƠ|THÔNG TIN|CÔNG VĂN|DANH MỤC|NỘI DUNG|VẬT|TIN|KÊNH|MẠNG|QUẢN LÝ|CHẾ ĐỘ|KHÔNG|NHÀ NƯỚC|THÂN)\W*(?:(?:TUYỆT MẬT|TỐI MẬT|MẬT|VÀ|HOẶC)\W*)*$"
)
# A hidden list to choose from names the plain level too, or several: "Thường, Mật, Tối mật, Tuyệt mật".
_PLAIN = re.compile(r"(?:thường|bình thường|không(?: mật)?)", re.IGNORECASE)
_HEAD = 25  # blocks within which a mark may share its line with other words
_SHORT = 120  # characters of a line that states its level


def refuse_secrets(reading: Reading) -> None:
    """Refuse a document that carries a mark of secrecy; ordinary words such as "bảo vệ bí mật nhà nước" carry none."""
    if any(_is_mark(text) or _is_among(text[:_SHORT], head=True) for text in reading.outside) or any(
        any(_is_mark(text) for text in (block.text, *block.cells)) or _is_among(block.text, head=at < _HEAD)
        for at, block in enumerate(reading.blocks)
    ):
        raise refusals.secret()


def unless_a_choice(hidden: Sequence[str]) -> tuple[str, ...]:
    """What stands in one hidden place, without the levels of secrecy where they are only listed to choose from."""
    marks = {" ".join(text.split()).casefold() for text in hidden if _is_mark(text)}
    chosen_from = len(marks) > 1 or (bool(marks) and any(_PLAIN.fullmatch(text.strip()) for text in hidden))
    return tuple(text for text in hidden if not (chosen_from and _is_mark(text)))


def _is_mark(text: str) -> bool:
    return bool(_STANDING.fullmatch(text[:80]) or (len(text) < _SHORT and _STATED.search(text)))


def _is_among(text: str, *, head: bool) -> bool:
    """In the head any level counts, further down only the higher two, which nobody writes in capitals by chance."""
    beside = _BESIDE.fullmatch(text) if head else None
    if beside is not None and beside[1].isupper() and not _TALK.search(beside[1]):
        return True
    return any(
        (head or match[0].replace(" ", "") != "MẬT")
        and not _TALK.search(text[max(0, match.start() - _SHORT) : match.start()])
        for match in _AMONG.finditer(text)
    )
