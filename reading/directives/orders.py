"""Whether a passage orders something, exhorts without an output, reports the past, or talks to a machine."""

import re

from reading.directives.party import Parties
from reading.directives.verbs import length_at
from reading.directives.words import fold, words

# Exhortations that name no output (domain.md §6): registered as notes, without clock or score. Folded.
_EXHORTS = re.compile(
    r"(?:(?:nghiem tuc|tu giac|thuong xuyen|can|phai|kip thoi|tich cuc|tiep tuc|va|dong thoi|khan truong|tap the|ca nhan)\s+)*"
    r"(?:rut kinh nghiem|(?:neu cao|nang cao|de cao|phat huy)(?: hon nua| cao do)? (?:tinh than|y thuc|vai tro neu guong|vai tro tien phong|tinh chu dong|tinh nang dong|tinh thần)|neu guong|quan triet(?:,? (?:nghiem tuc |trien khai |va )*(?:thuc hien|nghiem tuc))*(?: noi dung)?(?: tinh than)?\W*(?:chi thi|cong van|ke hoach|van ban|noi dung|tinh than|$)|doan ket|thi dua lap thanh tich"
    r"|(?:nghiem tuc |khan truong |chu dong |quan tam |phoi hop |to chuc |kip thoi |tot )*(?:trien khai|to chuc|quan tam|phoi hop|chi dao)?[ ,]*(?:thuc hien|trien khai|chap hanh)(?: nghiem| tot| nghiem tuc| co hieu qua| hieu qua)*(?: (?:cac )?noi dung)?(?: cua)? (?:chi thi|cong van|ke hoach|thong bao|van ban|cong dien|quyet dinh|y kien(?: chi dao)?|noi dung|ket luan|cac noi dung)(?: ket luan)?(?: chi dao)? (?:nay|tren|neu tren|noi tren|tai (?:chi thi|cong van|ke hoach|thong bao) nay)"
    r"|quan tam,? (?:phoi hop|trien khai|chi dao|thuc hien)(?:,? (?:phoi hop|trien khai|chi dao|to chuc|thuc hien))*\W*$|chiu trach nhiem (?:giai trinh )?truoc|chiu trach nhiem toan dien|chiu trach nhiem thi hanh)"
)
_PRODUCT = re.compile(
    r"\b(?:hoan thanh|bao cao|ban hanh|xay dung (?:ke hoach|quy)|lap (?:ke hoach|danh sach)|tham muu|gui (?:ve|ket qua))\b"
)
_COURTESY = re.compile(
    r"(?:tren day la|van phong .{0,80}thong bao (?:de |den |y kien|ket luan)|trong qua trinh (?:trien khai|thuc hien|to chuc)|neu co (?:kho khan|vuong mac)|(?:chi thi|cong van|ke hoach|thong bao|quyet dinh) nay (?:co hieu luc|thay the|duoc pho bien)|tran trong|rat mong|moi thong tin|moi chi tiet|thong tin lien he|chi tiet xin lien he|lien he:|dau moi lien he)"
)
_ENACTS = re.compile(
    r"chiu trach nhiem (?:thi hanh|thuc hien) (?:quyet dinh|nghi quyet|chi thi|ke hoach|van ban) nay\W*$"
)
_PAST = re.compile(
    r"(?:(?:co ban )?(?:thong nhat|nhat tri|dong y|dong tinh)\s+(?:cao |ve )?(?:voi|chu truong|noi dung|danh gia|de xuat|theo|nhu)\b|ghi nhan(?:,| va)? (?:bieu duong|danh gia)|bieu duong (?:cac|phong|so|ubnd|uy ban|tinh than)|hoan nghenh|trong (?:thoi gian qua|nam qua|nhung nam qua|quy qua)|thoi gian (?:qua|vua qua)|nhin chung|tuy nhien|ben canh (?:do|nhung)|mot so (?:don vi|co quan|noi|phuong|xa|dia phuong|can bo|nguoi).{0,40}(?:con|chua|van)\b|nguyen nhan|qua (?:theo doi|kiem tra|danh gia|ket qua)|theo (?:bao cao|ket qua)|tinh den|trong nam \d{4},? .{0,80}\b(?:da|dat)\b|tren co so ket qua"
    r"|(?:viec|cong tac|ty le|mot so|so luong|hoat dong|chat luong|tien do) .{0,120}\b(?:con (?:cham|han che|thap|tre|yeu|ton dong|bat cap|nhieu|mot so)|chua (?:dat|kip|duoc|cao|nghiem|dam bao|bao dam|hieu qua|tot)|da (?:duoc|dat|co|hoan thanh|ban hanh|to chuc)|co nhieu (?:chuyen bien|tien bo)|tuong doi|moi dat|duoc (?:quan tam|nang len|day manh))"
    r"|da (?:ban hanh|to chuc|trien khai|hoan thanh|thuc hien|tiep nhan|xay dung|chi dao|dat|co|giai quyet|tham muu|phoi hop|duoc)|con (?:cham|han che|ton tai|mot so|tinh trang|thieu|de xay ra)|chua (?:co|duoc|dat|kip thoi|thuc hien|nghiem|chu dong|quan tam|hoan thanh|lam tot)|ubnd .{0,40} (?:da|ghi nhan|bieu duong|hoan nghenh|danh gia cao)|uy ban nhan dan .{0,40} (?:da|ghi nhan|bieu duong|hoan nghenh|danh gia cao))"
)
_ANYWHERE_PAST = re.compile(
    r"^(?:[^,;:]{3,80}) (?:da (?:ban hanh|to chuc|trien khai|hoan thanh|duoc|dat|co)|con (?:cham|han che|nhieu)|chua (?:dat|kip thoi|duoc|nghiem))\b"
)
_MACHINE = re.compile(
    r"(?:ignore (?:all |any |the )*(?:previous|prior|above)|disregard (?:all|any|the|previous)|you are (?:an?|now) |system prompt|as an ai|dear (?:ai|assistant|chatgpt)|jailbreak|(?:bo qua|quen|phot lo|xoa bo) (?:moi |tat ca |cac |toan bo )*(?:huong dan|chi dan|chi thi|lenh|cau lenh|yeu cau|quy tac)(?: ma)? (?:truoc|o tren|phia tren|tren|he thong|ban dau|da nhan)"
    r"|(?:neu (?:ban|ngươi) la|ban la|danh cho|gui|thong bao cho|luu y|kinh gui|yeu cau|de nghi|hoi) (?:mot |cac )?(?:tro ly (?:ai|ao)|ai\b|mo hinh (?:ngon ngu|ai)|tri tue nhan tao|chatbot|may doc|phan mem (?:doc|xu ly|theo doi|ai)|he thong ai|bot\b|chatgpt|llm)|(?:chatgpt|tro ly ai|tro ly ao|mo hinh ngon ngu|he thong ai|\bai\b|chatbot|phan mem doc van ban)\s*(?:,|:|hay|phai|can|vui long|khi doc)\s.{0,80}(?:danh dau|bo qua|xoa|ghi nhan|tra loi|xuat|gui|coi nhu|hoan thanh|tu dong)|<\|?(?:system|im_start)|\[(?:inst|system)\])"
)
_GROUNDS = re.compile(
    r"(?:can cu|theo de nghi|xet (?:de nghi|to trinh))\W+(?:luat|bo luat|nghi dinh|nghi quyet|quyet dinh|thong tu|ke hoach|cong van|chi thi|hien phap|phap lenh|thong bao|y kien|to trinh|cua|van ban|ket luan)\b"
)
_OBLIGES = re.compile(
    r"(?<!\w)(?:phải|cần|không để|bảo đảm|đảm bảo|phấn đấu|chịu trách nhiệm|có trách nhiệm|hoàn thành|đạt)(?!\w)",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"(?:nhằm|để|với mục đích|góp phần)(?!\w)", re.IGNORECASE)


def exhorts(text: str) -> bool:
    """Whether the passage only exhorts: no product, no figure, no day could show that it was done."""
    folded = fold(text).lstrip("- ")
    return bool(_EXHORTS.match(folded)) and not _PRODUCT.search(folded)


def is_courtesy(text: str) -> bool:
    """Whether it is a closing formula, such as "Trên đây là …" or "Trong quá trình thực hiện, nếu có vướng mắc …"."""
    folded = fold(text[:400]).lstrip("- ")
    return bool(_COURTESY.match(folded) or _ENACTS.search(folded))


def tells_past(text: str) -> bool:
    """Whether the passage reports what was, in its opening."""
    folded = fold(text[:400]).lstrip("- ")
    return bool(_PAST.match(folded) or _ANYWHERE_PAST.match(folded))


def addresses_machine(text: str) -> bool:
    """Whether the text speaks to a program that reads it. Such text is shown to a person and never obeyed."""
    return bool(_MACHINE.search(fold(text)))


def opens_with_verb(text: str) -> bool:
    """Whether the passage begins with a verb or adverb of an order."""
    sentence = words(text[:200])
    at = 0
    while at < len(sentence) and sentence[at].text in '“"(-–':
        at += 1
    return length_at(sentence, at) > 0


def obliges(text: str) -> bool:
    """Whether a word of duty stands in it: phải, không để, bảo đảm, đạt …"""
    return bool(_OBLIGES.search(text))


def orders(text: str, parties: Parties) -> bool:
    """Whether the passage is plainly an order by itself, wherever it stands."""
    if parties.opened and (parties.lead or parties.issuer):
        return bool(text[parties.rest :].strip(" .:;,"))
    if parties.lead:
        rest = text[parties.rest :].lstrip(" :,.-–")
        return bool(rest) and (opens_with_verb(rest) or obliges(rest[:200]))
    if _GROUNDS.match(fold(text[:80])):
        return False
    return opens_with_verb(text) and not _PURPOSE.match(text)
