"""Recipients and signature at the foot of a document."""

import re
from collections.abc import Sequence

from reading.directives.blocks import Block
from reading.directives.kinds import names_kind
from reading.directives.markers import split_marker
from reading.directives.words import CAPITALS

_RECIPIENTS = re.compile(r"^\W*Nơi\s+(?:nhận|gửi)\s*:?\s*(?P<who>.*)$", re.IGNORECASE | re.DOTALL)
ON_BEHALF = re.compile(r"^\W*(?:T/M\.?\s|(?:TM|KT|TL|TUQ|TKT|Q)\.)\s*\S")
AUTHORITY = re.compile(
    r"^\W*(?:T/M\.?\s|(?:TM|KT|TL|TUQ|TKT|Q)\.)\s*\S|^(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG PHÒNG"
    r"|CHÁNH VĂN PHÒNG|BÍ THƯ|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|TRƯỞNG BAN|HIỆU TRƯỞNG|CHÁNH THANH TRA|BỘ TRƯỞNG"
    rf"|THỨ TRƯỞNG|VỤ TRƯỞNG|THỦ TƯỚNG|TỔNG GIÁM ĐỐC|VIỆN TRƯỞNG)(?: [{CAPITALS} ]{{2,60}})?$"
)
_ANNEX = re.compile(r"^\W*(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu mẫu|DANH MỤC|PHÂN CÔNG|BẢNG)(?:\W|$)")
_ENCLOSED = re.compile(r"(?:KẾ HOẠCH|QUY CHẾ|QUY ĐỊNH|CHƯƠNG TRÌNH|PHƯƠNG ÁN|ĐỀ ÁN)\s*$|\((?:[Bb]an hành )?[Kk]èm theo")
_DRAWN_UP = re.compile(r"^\W*(?:Người lập(?: biểu| bảng)?|NGƯỜI LẬP(?: BIỂU| BẢNG)?)\W*$")
_NAME = re.compile(
    rf"^(?:(?:đã ký|ký bởi|người ký|ký)\s*:?\s*)?(?:(?i:TS|ThS|PGS|GS|BS|KS|CN|DS|LS|NGƯT|NGND|BSCK ?I{{1,2}}"
    rf"|CK ?I{{1,2}}|BSNT|BS\.? ?CK ?I{{1,2}}|(?:Đại|Thượng|Trung|Thiếu) (?:tá|tướng"
    rf"|úy))\.?\s*)*(?P<name>[{CAPITALS}][^\W\d_]*(?:\s+[{CAPITALS}][^\W\d_]*){{1,4}})$"
)
_SIGNED_TITLE = re.compile(
    r"(?:quyền |phó )?(?:chủ tịch|giám đốc|tổng giám|trưởng (?:phòng|ban|khoa|công an)|chánh |ủy ban|uỷ ban"
    r"|phòng |văn phòng|sở |bí thư|cục trưởng|vụ trưởng|thường trực|hội đồng|ban |ký thay|thủ trưởng)"
)


def find_foot(blocks: Sequence[Block], begin: int) -> tuple[int, int]:
    """Span of recipients and signature; annexes may follow it."""
    foot = next(
        (at for at in range(begin, len(blocks)) if opens_foot(blocks[at]) or _is_signed(blocks, at)), len(blocks)
    )
    after = next(
        (
            at
            for at in range(foot + 1, len(blocks))
            if (blocks[at].table is not None and not _in_foot(blocks[at])) or _opens_annex(blocks[at])
        ),
        len(blocks),
    )
    return foot, min(after, len(blocks))


def opens_foot(block: Block) -> bool:
    """Whether "Nơi nhận:" or an authority such as "TM. ỦY BAN NHÂN DÂN" begins here."""
    return any(
        _RECIPIENTS.match(text) or _DRAWN_UP.match(text) or (ON_BEHALF.match(text) and text.isupper())
        for text in (block.cells or (block.text,))
    )


def _is_signed(blocks: Sequence[Block], at: int) -> bool:
    """Whether a title in capitals stands over a name, as in a signature, and not over the grounds of a decision."""
    if not any(AUTHORITY.match(text) and text.isupper() for text in (blocks[at].cells or (blocks[at].text,))):
        return False
    return any(_signer_name(block.text) for block in blocks[at + 1 : at + 4])


def _opens_annex(block: Block) -> bool:
    """Whether what is enclosed begins here: its name, "(Ban hành kèm theo …)", or the first number of its outline."""
    if _ANNEX.match(block.text):
        return True
    mark = split_marker(block.text)[0]
    return block.column is None and bool(
        names_kind(block.text)
        or _ENCLOSED.match(block.text)
        or (mark is not None and mark.style in {"roman", "chapter", "part", "article"})
    )


def opens_enclosed(text: str) -> bool:
    """Whether the line names what a decision encloses: "KẾ HOẠCH" alone, or "(Ban hành kèm theo …)"."""
    return bool(_ENCLOSED.match(text))


def _in_foot(block: Block) -> bool:
    return opens_foot(block)


def read_signature(foot: Sequence[Block]) -> tuple[str | None, tuple[str, ...]]:
    """The name below the authority, and the lines below "Nơi nhận"."""
    signer: str | None = None
    recipients: list[str] = []
    listing = authorised = False
    for text in (line for block in foot for line in (block.cells or (block.text,))):
        if match := _RECIPIENTS.match(text):
            listing = True
            recipients += _split_recipients(match["who"])
        elif AUTHORITY.match(text):
            authorised = True
        elif text.startswith(("-", "–", "+", "•")) and listing:
            recipients += _split_recipients(text)
        elif name := _signer_name(text):
            signer = signer or (name if authorised or listing else None)
    return signer, tuple(recipients)


def _split_recipients(text: str) -> list[str]:
    return [
        part.strip(" -–+•.;") for part in re.split(r";\s*|(?:^|\s)[-–]\s+(?=[A-ZĐ])", text) if part.strip(" -–+•.;")
    ]


def is_signer(text: str) -> bool:
    """Whether the line is a person's name as below a signature, degrees before it."""
    return _signer_name(text) is not None


def _signer_name(text: str) -> str | None:
    match = _NAME.match(text.strip())
    if match is None or _SIGNED_TITLE.match(match["name"].lower()):
        return None
    return match["name"]
