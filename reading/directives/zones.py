"""What a heading or an introduction makes of the lines below it: orders, a report of the past, a purpose, money."""

import re
from enum import StrEnum

from reading.directives.words import fold


class Zone(StrEnum):
    """What stands below a heading."""

    NEUTRAL = "neutral"  # nothing said: only what is plainly an order is one
    ORDERS = "orders"
    PAST = "past"  # results, shortcomings, causes
    PURPOSE = "purpose"  # mục đích, quan điểm, căn cứ, phạm vi
    SPOKEN = "spoken"  # what was said at a meeting before the chair concluded
    SCHEDULE = "schedule"  # lịch công tác: who is where on which day; only a table of it holds tasks
    DEMANDS = "demands"  # "yêu cầu" of a plan: how it is to be done, no tasks
    AIMS = "aims"  # chỉ tiêu: only what can be measured is an item
    GOALS = "goals"  # mục tiêu: only what can be measured and has somebody to answer for it is an item
    MONEY = "money"
    OPENING = "opening"  # above all that is numbered: why the document is written


_TABLE: tuple[tuple[Zone, re.Pattern[str]], ...] = tuple(
    (zone, re.compile(pattern))
    for zone, pattern in (
        (Zone.GOALS, r"chi tieu (?:chung|tong quat)\W*$"),
        (Zone.PURPOSE, r"phuong huong(?: chung| chu yeu)?\W*$"),
        (Zone.ORDERS, (
            r"(?:khac phuc|giai phap|nhiem vu|to chuc thuc hien|phan cong|trach nhiem cua|phuong huong"
            r"|yeu cau (?:thu truong|cac|chu tich|giam doc)|chi dao\W*$|chi dao nhu sau|yeu cau\W*:\W*$"
            r"|chi dao thuc hien|thuc hien (?:tot |nghiem tuc |mot so |cac )*(?:noi dung|nhiem vu)"
            r"|ket luan nhu sau|ket luan,? chi dao|thong nhat (?:ket luan|chi dao|mot so))"
        )),
        (Zone.MONEY, (
            r"(?:[ivx]+ )?(?:kinh phi|du toan|nguon (?:von|kinh phi)|nguon luc tai chinh)(?! .{0,40}(?:tham muu"
            r"|chu tri))"
        )),
        (Zone.PAST, (
            r"(?:(?:ve )?ket qua\b(?!.{0,30}(?:can dat|du kien|dau ra|mong doi|phai dat|yeu cau|san pham))(?!\W*:)"
            r"|.{0,40}(?:ket qua (?:dat duoc|thuc hien|noi bat|trong|(?:cua )?(?:cong tac )?(?:nam|quy|thang"
            r"|6 thang|9 thang|hoc ky|nam hoc)\b)|ton tai,|ton tai\b|han che|khuyet diem|thuc trang"
            r"|tinh hinh(?! .{0,60}(?:thoi gian toi|nhiem vu))|danh gia chung|ket qua\W*$|nhung mat lam duoc"
            r"|dac diem tinh hinh|nguyen nhan|uu diem|bai hoc|da dat duoc|dat thap|bi tru|chua dat|thieu sot"
            r"|bat cap|kho khan, vuong mac|con mot so))"
        )),
        (Zone.SCHEDULE, r"lich (?:cong tac|lam viec|hop|tuan)\b"),
        (Zone.PURPOSE, (
            r"(?:(?:noi dung|hinh thuc|the le|co cau)(?:,? (?:va |noi dung |hinh thuc )*)(?:thi dau|thi"
            r"|giai thuong|hoi thi|cuoc thi|tap huan|chuong trinh|du thi)\b|the thuc|co cau giai|giai thuong"
            r"|muc dich(?!.{0,3}(?:, |va )?yeu cau)|muc tieu (?:chung|tong quat)\W*$|quan diem"
            r"|can cu(?!.{0,300}\b(?:phan cong|giao|yeu cau|de nghi|chi dao|ban hanh|trien khai|thong bao"
            r"|huong dan) )|pham vi|doi tuong|co so phap ly|su can thiet|thanh phan|dac diem|thoi gian, dia diem"
            r"|giai thich tu ngu|thong tin chung|dinh huong|noi dung chinh cua van ban)"
        )),
        (Zone.DEMANDS, r"(?:muc dich(?:,| va|-| -)? ?yeu cau|yeu cau\W*$|yeu cau chung|nguyen tac|phuong cham)"),
        (Zone.AIMS, r"(?:cac )?(?:chi tieu|muc tieu(?:,| va| -) chi tieu)(?!.{0,60}nhiem vu)"),
        (Zone.GOALS, r"(?:cac )?muc tieu(?!.{0,60}nhiem vu)"),
        (Zone.ORDERS, (
            r"(?:chi tieu|muc tieu|noi dung|ket luan|y kien|thoi gian|lo trinh|san pham|che do bao cao"
            r"|cac cong viec|cong tac |de nghi|yeu cau|giao |chu tich|ve )"
        )),
    )
)  # fmt: skip
_WEAK = tuple(pattern for _, pattern in _TABLE[-3:])  # what says too little to end a report of the past
_AS_FOLLOWS = re.compile(
    r"(?:nhu sau|sau day|nhu duoi day|noi dung sau|nhiem vu sau|chi tieu sau|cong viec sau|giai phap sau|viec sau"
    r"|van de sau|chi dao|chi thi|yeu cau|de nghi|ket luan|thong nhat|quyet nghi|phan cong|giao nhiem vu|giao"
    r"|(?:theo|tai) (?:bang|bieu|phu luc|danh muc)(?: duoi day| kem theo)?)\s*:?\s*$"
)
_HANDED_OVER = re.compile(
    r"(?:yeu cau|de nghi|giao|chi dao|chi thi) .{0,300}\b(?:trien khai|thuc hien|tap trung|khan truong"
    r"|chu dong|to chuc)(?: (?:tot|nghiem tuc|ngay))?\s*:$"
)
_REMEDIES = re.compile(
    r"(?:de|nham|nham de|vi vay|truoc tinh hinh)\b"
)  # "Để khắc phục các tồn tại nêu trên, … chỉ thị:"
# "Để đợt kiểm tra đạt kết quả tốt, Hiệu trưởng phân công như sau:": the result is what is wished for.
_TO_AN_END = re.compile(
    r"(?:de|nham|vi vay|do do|truoc|tu ket qua|tu thuc te)\b.{0,400}[,;] .{0,120}\b(?<!duoc )(?:phan cong"
    r"|giao(?: nhiem vu)?|yeu cau|de nghi|chi dao|chi thi)\b.{0,120}(?:nhu sau|sau day|sau)\s*:$"
)
_PAST_END = re.compile(
    r"(?:bi tru|dat thap|han che|ton tai|khuyet diem|chua dat|thieu sot|bat cap|ket qua).{0,120}(?:gom|nhu sau"
    r"|cu the|sau day|la|nhu|cu the nhu sau)\s*:?\s*$"
)


_ABOUT = re.compile(r"ve (?:viec |cong tac )?(?=khac phuc)")
_SENTENCE = 60  # characters: a longer heading ended by a colon is a chapeau


def zone_of(heading: str, above: Zone) -> Zone:
    """The zone that `heading` opens within `above`; a heading that says nothing keeps the one above."""
    folded = fold(heading)[-400:] if heading.endswith(":") else _ABOUT.sub("", fold(heading)[:160])
    if heading.endswith(":"):
        if _TO_AN_END.match(fold(heading)):
            return Zone.ORDERS
        if _PAST_END.search(folded) and not re.search(r"khac phuc.{0,200}(?:chi dao|yeu cau|de nghi)\W*$", folded):
            return Zone.PAST
        if (
            _AS_FOLLOWS.search(folded)
            or _HANDED_OVER.search(folded)
            or (_REMEDIES.match(fold(heading[:40])) and len(heading) > _SENTENCE)
        ):
            return Zone.ORDERS
    for zone, pattern in _TABLE:
        if pattern.match(folded):
            return above if above in {Zone.PAST, Zone.PURPOSE} and pattern in _WEAK else zone
    return above
