"""What a web page puts around a document: menus, lists of old news with their dates, widgets. None of it is content."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reading.directives.blocks import Block
from reading.directives.detail_lines import is_row_of_details
from reading.directives.foot import is_signer
from reading.directives.markers import split_marker
from reading.directives.words import fold

_STAMP = re.compile(
    r"\(?\s*(?:\d{1,2}[:h]\d{2}(?::\d{2})?\s*(?:AM"
    r"|PM)?\s*[-–,|]?\s*)?\d{1,2}/\d{1,2}/\d{4}(?:\s*[-–,|]?\s*\d{1,2}[:h]\d{2}(?::\d{2})?\s*(?:AM"
    r"|PM)?)?\s*(?:GMT\+7)?\s*\)?\s*$"
)
_CLOCK = re.compile(r"\d{1,2}[:h]\d{2}")
_DATE_LINE = re.compile(
    (
        r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)"
        r"|chủ nhật),?\s*)?(?:ngày\s*)?\d{1,2}[/-]\d{1,2}[/-]\d{4}(?:[\s,|-]*\d{1,2}[:h]\d{2}(?::\d{2})?)?(?:\s*\(?gmt\s?\+7\)?)?"
    ),
    re.IGNORECASE,
)
# Folded phrases of portals: a short line that begins with one is no content.
_MENU = re.compile(
    r"(?:trang chu|dang nhap|dang ky tai khoan|dang xuat|lien he$|lien he:|gop y$|so do (?:cong|trang|site)"
    r"|tim kiem|in (?:trang|bai|an)|ban in|gui (?:email|mail|bai viet)|chia se|facebook|zalo|twitter|youtube"
    r"|luot (?:xem|truy cap|doc)|so lan xem|dang truy cap|"
    r"hom nay:|truc tuyen:|tong (?:so )?truy cap|tong luot|thong ke truy cap|ban quyen|copyright|©|xem them"
    r"|doc tiep|quay lai|ve dau trang|tro ve|len dau trang|raddatepicker|open the calendar|calendar popup"
    r"|english$|tieng viet$|rss|hotline|duong day nong|lien ket web|lien ket website|"
    r"co quan chu quan|chiu trach nhiem (?:chinh|noi dung|xuat ban)|giay phep (?:so|thiet lap)|ghi ro nguon"
    r"|thiet ke boi|phat trien boi|powered by|co chu|cỡ chu|tuong phan|doc bai viet|nghe bai|binh luan"
    r"|y kien ban doc|danh gia bai viet|cookie|javascript|menu$|ngon ngu|"
    r"tin tuc & su kien|tin tuc su kien|gioi thieu$|thu dien tu$|van ban phap luat$|dich vu cong$|cong khai$"
    r"|banner|quang cao|skip to|chuyen den noi dung|nguon tin:|tac gia:|nguoi dang:|ngay dang:|dang boi"
    r"|cap nhat luc|cap nhat lan cuoi|thoi gian dang|post date|tu khoa:|tags?:|file dinh kem:?$|tai ve$"
    r"|tai file|hinh anh:?$|like$|share$|tweet$|print$|email$)"
)
_OLD_NEWS = re.compile(
    r"(?:(?:cac|nhung) (?:tin|bai|bai viet|thong tin|van ban|tin bai|noi dung) (?:khac|da dua|da dang"
    r"|lien quan|moi|cu)|tin (?:lien quan|cung chuyen muc|khac|moi hon|cu hon|moi nhat|da dua|noi bat"
    r"|doc nhieu|xem nhieu)|bai viet (?:khac|lien quan|cung chuyen muc|moi)|(?:cung|trong) chuyen muc"
    r"|cung chu de|cac .{0,60}da (?:dua|dang)$|xem bai viet theo ngay|tin bai (?:khac|lien quan)"
    r"|van ban (?:lien quan|khac|moi)$|doc nhieu nhat|co the ban quan tam|thong bao moi$|lich cong tac$)"
)
_SEPARATED = re.compile(r"\s[|»›>•·/*]\s|»|^[|»›*]+$")
_CONTENT = re.compile(
    r"cong hoa xa hoi|so\s*:|can cu |kinh gui|v/v |(?:chi thi|cong dien|ke hoach|thong bao|quyet dinh|cong van"
    r"|nghi quyet|chuong trinh|huong dan|ket luan)$"
)
_LONG = 120
_SHORT_LINE = 160
_LINKED = 0.7
_SENTENCE = 60
_LINK = 30  # characters of one entry of a menu
_END = "./."
_TAIL = re.compile(
    (
        r"(?:nơi nhận|nơi gửi|t/m\b|tm\.|kt\.|tl\.|tuq\.|q\. |phụ lục|biểu|mẫu số|bảng|danh mục|đề cương|lưu:"
        r"|(?:phó )?(?:chủ tịch|giám đốc|trưởng phòng|chánh văn phòng|bí thư|cục trưởng|chi cục trưởng|thủ trưởng"
        r"|trưởng ban|hiệu trưởng|chánh thanh tra))"
    ),
    re.IGNORECASE,
)
_ENCLOSED = re.compile(
    (
        r"(?:PHỤ LỤC|Phụ lục|KẾ HOẠCH|QUY CHẾ|QUY ĐỊNH|CHƯƠNG TRÌNH|PHƯƠNG ÁN|ĐỀ ÁN|DANH MỤC|BẢNG|BIỂU)(?:\W|$)"
        r"|\((?:Kèm theo|Ban hành kèm)"
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Content:
    """The blocks that are content, and those that were taken for chrome."""

    blocks: tuple[Block, ...]
    chrome: tuple[Block, ...]


def strip_chrome(blocks: Sequence[Block]) -> Content:
    """Content and chrome apart, both in order."""
    kept: list[Block] = []
    dropped: list[Block] = []
    in_news = False
    for block in blocks:
        folded = fold(block.text[:_SHORT_LINE])
        if _OLD_NEWS.match(folded) and len(block.text) < _SHORT_LINE and not block.cells:
            in_news = True
        elif in_news and _is_content(block, folded):
            in_news = False
        if not any(c.isalnum() for c in block.text):
            continue  # a rule or an ornament is neither content nor chrome
        (dropped if in_news or _is_chrome(block) else kept).append(block)
    end = _end(kept)
    tail = kept[end : _annex(kept, end)] if end is not None else []
    outside = [block for block in tail if not _belongs_to_tail(block)]
    gone = {id(block) for block in outside}
    dropped += outside
    kept = [block for block in kept if id(block) not in gone]
    return Content(tuple(kept), tuple(sorted(dropped, key=lambda block: block.line)))


def _is_chrome(block: Block) -> bool:
    if block.cells:
        return _is_menu(block.cells)
    text = block.text
    if block.linked >= _LINKED and len(text) < _SHORT_LINE and not text.endswith((".", ";", ":")):
        return True
    if len(text) > _SHORT_LINE:
        return False
    if _DATE_LINE.fullmatch(text.strip(" |()")):
        return True
    if (
        (stamp := _STAMP.search(text))
        and _CLOCK.search(stamp[0])
        and not text[: stamp.start()].rstrip().lower().endswith(("trước", "đến", "ngày", "là", "vào"))
    ):
        return True
    body = fold(split_marker(text)[1])[:_SHORT_LINE]
    if _MENU.match(body) and not text.endswith((".", ";", ":")) and len(text) < _LONG:
        return True
    return (
        len(text) < _LONG
        and bool(_SEPARATED.search(text))
        and not text.endswith((".", ";"))
        and split_marker(text)[0] is None
        and not is_row_of_details(text)
    )


def _is_menu(cells: Sequence[str]) -> bool:
    """A bar of short links typed with strokes: "Trang chủ | Giới thiệu | Liên hệ"."""
    links = [cell for cell in cells if _MENU.match(fold(cell))]
    return len(links) > 1 and all(len(cell) < _LINK for cell in cells)


def _is_content(block: Block, folded: str) -> bool:
    """Whether a block after a list of old news is the document again."""
    if block.cells or (len(block.text) > _LONG and block.linked < _LINKED and not _STAMP.search(block.text)):
        return True
    return bool(_CONTENT.match(folded)) and block.linked < _LINKED


def _end(blocks: Sequence[Block]) -> int | None:
    """The index after the "./." that ends the body."""
    ends = [at for at, block in enumerate(blocks) if block.text.rstrip(' ”"').endswith(_END)]
    return ends[0] + 1 if ends else None


def _annex(blocks: Sequence[Block], end: int) -> int:
    """Where what is enclosed begins behind the end of the body: everything from there on is content."""
    return next((at for at in range(end, len(blocks)) if _ENCLOSED.match(blocks[at].text)), len(blocks))


def _belongs_to_tail(block: Block) -> bool:
    """After the end only recipients, signature and annexes are content."""
    if block.cells or _TAIL.match(block.text) or block.text.startswith(("-", "–", "+")):
        return not _STAMP.search(block.text) or (len(block.text) > _SENTENCE and not _CLOCK.search(block.text))
    if len(block.text) > _LONG or split_marker(block.text)[0] is not None:
        return True
    return is_signer(block.text) or block.text.isupper()
