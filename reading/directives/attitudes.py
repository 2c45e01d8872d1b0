"""Exhortations clause by clause: a passage in which each clause names only an attitude orders nothing that could be shown."""

import re

_MANNER = (
    r"(?:nghiem tuc|khan truong|tap trung|chu dong|tich cuc|to chuc|chi dao|trien khai|thuc hien|thuong xuyen"
    r"|tiep tuc|kip thoi|quan tam|phoi hop|cung|luon|can|phai|nghiem|tot|day du|sau sac|hieu qua|co hieu qua"
    r"|dong bo|quyet liet)"
)
_HOW_MUCH = r"(?: cao(?: do| nhat)?| hon nua| nua| het minh| hang dau| sau rong)*"
# Each row: a clause, folded, that says how to be and not what to do.
_CLAUSES = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"(?:{_MANNER} )*(?:chu dong|tich cuc|trach nhiem|nghiem tuc|quyet liet|sang tao|linh hoat|kip thoi"
            r"|khan truong|sau sat|guong mau|doan ket|thong nhat|dong thuan|co trach nhiem|quyet tam|no luc"
            r"|co gang|ky luat|than thien|tan tuy|vi dan phuc vu|trung thuc|cau thi|khach quan|minh bach|cong tam"
            r"|kien tri|ben bi|dung muc|van minh|lich su|gan gui|tu giac|cong khai minh bach|tap trung cao do"
            rf"|khong ngung hoc hoi|tu soi|tu sua){_HOW_MUCH}"
        ),
        (
            r"(?:tuyet doi )?(?:khong |tranh )?(?:duoc |de )?(?:dun day|ne tranh|so sai|so trach nhiem|chu quan"
            r"|lo la|bao che|tho o|hinh thuc|chay theo thanh tich|doi pho|khoan trang|vo cam)(?: trach nhiem)?"
        ),
        (
            rf"(?:{_MANNER} )*(?:dong hanh|chia se|lang nghe|chung tay|chung suc|chung suc dong long|vao cuoc"
            r"|quan tam)(?: (?:cung|voi|cua|doanh nghiep|nguoi dan|nhan dan|kho khan) ?.*)?"
        ),
        rf"{_MANNER}(?: {_MANNER})*(?: (?:voi|bang) (?:tinh than|quyet tam|no luc|y thuc|trach nhiem) .*| trong qua trinh .*)?",
        rf"(?:{_MANNER} )*quan triet(?: sau sac| nghiem tuc| day du| ky)*(?: (?:noi dung|tinh than|trong) .*)?",
        (
            rf"(?:{_MANNER} )*(?:neu cao|nang cao|de cao|phat huy|the hien|tang cuong)(?: hon nua)? (?:tinh than"
            r"|trach nhiem|y thuc|vai tro|y duc|dao duc|danh du|su neu guong|tinh tien phong|quyet tam|ky luat"
            r"|ky cuong|tinh chu dong|phuong cham)(?: .*)?"
        ),
        rf"(?:{_MANNER} )*(?:kiem diem|tu phe binh|nhan thuc sau sac)",
        rf"(?:{_MANNER} )*rut kinh nghiem(?: .*)?",
        r"chiu (?:hoan toan |toan bo )?trach nhiem .*",
        r"(?:voi|theo) (?:phuong cham|tinh than|quyet tam|no luc) .*",
        (
            r"(?:dat|coi|lay) (?:tinh mang|loi ich|su hai long|quyen loi|suc khoe|an toan) .*(?:len (?:tren het"
            r"|hang dau|truoc het)|lam (?:trung tam|thuoc do|muc tieu))"
        ),
        r"quyet tam (?:hoan thanh|dua|thuc hien|phan dau|dat|ve dich|gianh) .*",
        r"neu guong (?:ve|trong|truoc) .*",
        r"(?:gio giac|tac phong|thai do|le loi lam viec|dao duc|loi song|y thuc|tinh than|trach nhiem)(?: .*)?",
        rf"(?:{_MANNER} )*quan triet (?:den|toi) (?:tung|toan the|moi|tat ca|can bo|cong chuc) .*",
        r"(?:can bo|cong chuc|vien chuc|nguoi lao dong|dang vien|hoc sinh|hoi vien|doan vien|chien si)(?: .*)?",
        (
            rf"(?:{_MANNER} )*giu (?:gin )?(?:nu cuoi|thai do|tac phong|le tiet|long tin|hinh anh|uy tin|dao duc"
            r"|y duc|pham chat)(?: .*)?"
        ),
        r"(?:noi (?:di doi voi|phai di doi voi|va|thi phai) lam|lam guong(?: .*)?|dat minh vao (?:vi tri|hoan canh) .*)",
        r"sau sat co so(?: .*)?",
        r"dam (?:nghi|lam|chiu trach nhiem|doi moi)(?: .*)?",
        (
            r"(?:phai |can |luon )*(?:xac dinh|coi|xem) .* la (?:mot trong nhung )?(?:nhiem vu|trach nhiem"
            r"|viec lam|doi tuong|trung tam|dong luc|muc tieu|thuoc do|ban dong hanh|nguon luc|danh du"
            r"|menh lenh)(?: .*)?"
        ),
        r"thuc hien (?:cac )?(?:nhiem vu|cong viec) khac (?:do|theo|khi) .*(?:giao|phan cong|yeu cau)",
    )
)
_PARTS = re.compile(r"\s*(?:,(?: va)?|\bva\b)\s+")


def only_attitudes(folded: str) -> bool:
    """Whether every clause of a folded piece of text only says in what spirit to act."""
    clauses = [clause.strip(' .;:–-/“”"') for clause in _PARTS.split(folded)]
    clauses = [clause for clause in clauses if clause]
    return bool(clauses) and all(any(known.fullmatch(clause) for known in _CLAUSES) for clause in clauses)
