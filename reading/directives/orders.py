"""Whether a passage orders something, exhorts without an output, reports the past, or talks to a machine."""

import re

from reading.directives.attitudes import only_attitudes
from reading.directives.parties import read_parties
from reading.directives.party import Parties
from reading.directives.sentences import pieces, sentences
from reading.directives.verbs import PAST, TIMES, VERBS, length_at
from reading.directives.words import fold, words

_MANNER = (
    r"(?:nghiem tuc|khan truong|chu dong|tich cuc|kip thoi|quan tam|phoi hop|nghiem chinh|tot|day du|dung|chi dao"
    r"|to chuc|trien khai|thuc hien|quan triet|chap hanh|nghiem|co hieu qua|hieu qua|va|biet|de|can|phai)"
)
_DOCUMENT = (
    r"(?:chi thi|cong van|ke hoach|thong bao|cong dien|quyet dinh|nghi quyet|van ban|ket luan|chuong trinh"
    r"|y kien(?: chi dao)?|huong dan)"
)
# Exhortations that name no output (domain.md §6): registered as notes, without clock or score. Folded.
_EXHORTS = re.compile(
    r"(?:(?:nghiem tuc|tu giac|thuong xuyen|can|phai|kip thoi|tich cuc|tiep tuc|va|dong thoi|khan truong|tap the|ca nhan)\s+)*"
    r"(?:rut kinh nghiem|quan triet (?:(?:day du|sau sac|nghiem tuc|kip thoi|va|trien khai) )*(?:muc dich"
    r"|y nghia|tam quan trong|vai tro|quan diem|chu truong|nhan thuc)\b|(?:neu cao|nang cao|de cao"
    r"|phat huy)(?: hon nua| cao do)? (?:tinh than|y thuc|vai tro neu guong|vai tro tien phong|tinh chu dong"
    r"|tinh nang dong|tinh thần)|neu guong|quan triet(?:,? (?:nghiem tuc |trien khai |va )*(?:thuc hien"
    r"|nghiem tuc))*(?: noi dung)?(?: tinh than)?\W*(?:chi thi|cong van|ke hoach|van ban|noi dung|tinh than|$)"
    r"|doan ket|thi dua lap thanh tich"
    r"|(?:nghiem tuc |khan truong |chu dong |quan tam |phoi hop |to chuc |kip thoi |tot )*(?:trien khai"
    r"|to chuc|quan tam|phoi hop|chi dao)?[ ,]*(?:thuc hien|trien khai|chap hanh)(?: nghiem| tot| nghiem tuc"
    r"| co hieu qua| hieu qua)*(?: (?:cac )?noi dung)?(?: cua)? (?:chi thi|cong van|ke hoach|thong bao|van ban"
    r"|cong dien|quyet dinh|y kien(?: chi dao)?|noi dung|ket luan"
    r"|cac noi dung)(?: ket luan)?(?: chi dao)? (?:nay|tren|neu tren|noi tren|tai (?:chi thi|cong van|ke hoach"
    r"|thong bao) nay)"
    rf"|{_MANNER}(?:[ ,]+{_MANNER})*(?: (?:cac )?(?:noi dung|nhiem vu))?(?: cua)?(?: {_DOCUMENT}(?: (?:nay|tren"
    r"|neu tren|noi tren))?)?(?: tren| neu tren| noi tren)?\W*$"
    r"|(?:nghiem tuc |nghiem chinh |thuong xuyen |tu giac )*chap hanh (?:nghiem (?:tuc |chinh |tuc cac )?|tot "
    r"|dung |day du )?(?:cac )?(?:che do|quy dinh|ky luat|noi quy|quy che|phap luat|chu truong|duong loi)"
    r"|guong mau (?:chap hanh|di dau|thuc hien)\W*$|(?:rat )?mong (?:nhan duoc )?su (?:quan tam|phoi hop)"
    r"|giu gin (?:pham chat|dao duc)|giu vung (?:pham chat|ban linh)|nang cao (?:nhan thuc|ban linh|pham chat)"
    r"|quan tam,? (?:phoi hop|trien khai|chi dao|thuc hien)(?:,? (?:phoi hop|trien khai|chi dao|to chuc"
    r"|thuc hien))*\W*$|chiu trach nhiem (?:giai trinh )?truoc|chiu trach nhiem toan dien"
    r"|chiu trach nhiem thi hanh)"
)
# "Theo chức năng, nhiệm vụ được giao" before an exhortation adds nothing to it, "quyết tâm hoàn thành" promises nothing.
_BY_OFFICE = re.compile(
    rf"(?:can cu|theo)(?: (?:cac )?noi dung| yeu cau| nhiem vu)?(?: cua| tai)? {_DOCUMENT} nay[, ]+"
    r"|(?:can cu |theo )(?:chuc nang|nhiem vu)(?:,? (?:chuc nang|nhiem vu|quyen han"
    r"|tham quyen))*(?: (?:duoc giao|cua minh|duoc phan cong))?[, ]+"
)
_RESOLVED = re.compile(r"quyet tam hoan thanh")
_PRODUCT = re.compile(
    r"\b(?:hoan thanh|(?<!che do )(?<!cong tac )(?<!thong tin, )bao cao|ban hanh|xay dung (?:ke hoach|quy)"
    r"|lap (?:ke hoach|danh sach)|tham muu|gui (?:ve|ket qua))\b"
)
_VAGUE = re.compile(
    r"(?:tiep tuc |khong ngung )?(?:nang cao (?:chat luong|hieu qua|trach nhiem|y thuc|vai tro)"
    r"|tao chuyen bien|doi moi (?:phuong thuc|tac phong|le loi))"
)
_SUBJECT = re.compile(
    (
        r"(?:(?:Toàn thể|Mỗi|Các|Từng|Mọi|Tập thể)\s+)?(?:cán bộ|công chức|viên chức|đảng viên|người lao động"
        r"|đoàn viên|hội viên|cá nhân)(?:(?:,| và)? (?:cán bộ|công chức|viên chức|đảng viên|người lao động"
        r"|đoàn viên|hội viên|chiến sĩ))*(?: (?:trong|của|thuộc|ở) (?:\S+ ){1,6}?)?(?=\s*(?:nêu cao|đề cao"
        r"|phát huy|gương mẫu|nâng cao|nghiêm túc|tích cực|nghiêm chỉnh|chấp hành|tự giác|quán triệt|đoàn kết))\s*"
    ),
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    (
        r"^(?:nhắc nhở|nhắc|lưu ý) (?:[^\s;.:]+ ){1,8}?(?=(?:nêu cao|đề cao|phát huy|giữ gìn|gương mẫu|nghiêm túc"
        r"|tự giác|tích cực|quán triệt)(?!\w))|^(?:[^\s,;.:]+ ){1,8}?(?=chịu trách nhiệm (?:trước|toàn diện"
        r"|giải trình))|^(?:các|quý|toàn thể|mọi|từng|đề nghị|yêu cầu) (?:[^\s,;.:]+ ){1,6}?(?=(?:nghiêm túc"
        r"|khẩn trương|quan tâm|nêu cao|đề cao|phát huy|quán triệt|gương mẫu|chủ động|tích cực|tự giác"
        r"|rút kinh nghiệm)(?!\w))"
    ),
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"(?:tren day la|(?:ban hanh )?kem theo (?:quyet dinh|nghi quyet|thong tu|cong van|chi thi"
    r"|to trinh) (?:nay|so)|(?:thua lenh .{0,80}, )?van phong .{0,80}(?:thong bao|truyen dat) (?:de |den "
    r"|y kien|ket luan)|(?:phong|ban|so|bo phan) .{0,60}thong bao de [^;.:]{0,80}\bbiet(?:(?:,"
    r"| va)* (?:to chuc |trien khai )?thuc hien)?\W*$|(?:to|ban|hoi dong|tieu ban|doan"
    r"|nhom) [^,;:.]{0,60}(?:lam viec|hoat dong) theo (?:che do|nguyen tac)\b(?!.*\b(?:hop|bao cao|dinh ky"
    r"|(?:moi|hang) (?:ngay|tuan|thang|quy|nam))\b)|(?:to|ban|hoi dong|tieu ban|doan"
    r"|nhom) [^,;:.]{0,60}\btu giai the\b|(?:trong )?qua trinh (?:trien khai|thuc hien|to chuc)"
    r"|(?:neu )?co (?:gi )?(?:kho khan|vuong mac|phat sinh vuong mac)|moi (?:kho khan|vuong mac)|(?:chi thi"
    r"|cong van|ke hoach|thong bao|quyet dinh|nghi quyet|quy che|quy dinh)(?: nay)? (?:co hieu luc|duoc pho bien)"
    r"|(?:chi thi|cong van|ke hoach|thong bao|quyet dinh|nghi quyet) nay (?:thay the|thay cho)|tran trong|rat mong"
    r"|[^,;:.]{0,60}\bmong (?:muon )?(?:cac|quy|moi|toan the|nhan duoc|tat ca)\b|moi thong tin|moi chi tiet"
    r"|(?:thong tin )?(?:chi tiet )?(?:xin |de nghi )?lien he (?:voi )?(?:ong|ba|anh|chi|dong chi|so)\b"
    r"|thong tin lien he|chi tiet xin lien he|lien he:|dau moi lien he)"
)
_NOTIFIES = re.compile(r"(?:Thừa lệnh [^.;:]{0,80}, )?Văn phòng [^.;:]{0,80}thông báo (?:để|đến|tới) ")
_ON_RECEIPT = re.compile(rf"(?:sau khi |khi )?nhan duoc {_DOCUMENT} nay\b")  # the closing call to carry it out
_REPORT_DUE = re.compile(r"thuc hien(?:,| va)* (?:gui )?bao cao .{0,80}\btruoc (?:ngay )?\d")
_CONTACT = re.compile(
    r"(?:thong tin lien he|dau moi lien he|lien he)\b[^.]{0,100}(?:dien thoai|so may|di dong|sdt|email"
    r"|thu dien tu)\b.{0,40}(?:\d[\d.\s]{6,}|@)"
)
_IN_FORCE = re.compile(
    r"(?:chi thi|cong van|ke hoach|thong bao|quyet dinh|nghi quyet|quy che|quy dinh)(?: nay)? co hieu luc"
)
_ENACTS = re.compile(
    r"chiu trach nhiem (?:thi hanh (?:quyet dinh|nghi quyet|chi thi|ke hoach|van ban)(?: nay)?"
    r"|thuc hien (?:quyet dinh|nghi quyet|chi thi|ke hoach|van ban) nay)\W*$"
)
_BARELY_ENACTS = re.compile(r"chịu trách nhiệm thi hành\W*$", re.IGNORECASE)
_SAID = re.compile(
    r"[^:;.]{3,80}\b(?:(?:giai trinh|phat bieu|trinh bay)(?: (?:y kien|tai (?:cuoc hop|hoi nghi)))?\s*(?::|rang\b)"
    r"|cho rang|bay to|cho biet(?:,? (?:rang|con|hien|den nay|dang|chua|dda)\b|:)"
    r"|bao cao\s*:\s(?:(?:tinh )?den (?:nay|ngay|het|thoi diem)\b|hien (?:nay|dda|con|dang)\b|[^;.]{0,80}\bdda\b))"
)
_SAYING = re.compile(r"\W*(?:giai trinh|phat bieu|trinh bay|cho rang|bay to|cho biet|bao cao)\b")
_STILL_TO_COME = re.compile(
    r"(?:^|[,;:])(?:(?!\b(?:dda|con|chua)\b)[^,;:])*\b(?:truoc|cham nhat|muon nhat)(?: la| vao)?(?: ngay)? \d{1,2}/\d"
)
_PAST = re.compile(
    r"(?:(?:ve (?:ket qua|tinh hinh|danh gia|viec thuc hien|cong tac) [^:]{0,60}:\s(?!giao|yeu cau"
    r"|de nghi)(?=.{0,120}\b(?:dda|co ban hoan thanh|con \d|hoan thanh|dat )))|(?:han che|ton tai|khuyet diem"
    r"|uu diem|ket qua(?: dat duoc| noi bat)?|nguyen nhan|danh gia chung|nhan xet(?: chung)?|thuc trang"
    r"|tinh hinh(?: chung)?|ton tai, han che|han che, ton tai|han che, nguyen nhan)\s*:\s"
    r"|(?:co ban )?(?:thong nhat|nhat tri|dong y|dong tinh)\s+(?:cao |ve )?(?:voi|chu truong|noi dung|danh gia"
    r"|de xuat|theo|nhu)\b|ghi nhan(?:,| va)? (?:bieu duong|danh gia)|bieu duong (?:cac|phong|so|ubnd|uy ban"
    r"|tinh than)|hoan nghenh|trong (?:thoi gian qua|nam qua|nhung nam qua|quy qua)|(?:trong )?(?:quy|thang"
    r"|tuan|nam|ky|6 thang|9 thang)\b[^,;:.]{0,25} (?:vua qua|vua roi)\b|(?:cho )?den nay,? .{0,80}\b(?:dda"
    r"|con|moi|chua)\b|thoi gian (?:qua|vua qua)|nhin chung|tuy nhien|ben canh (?:do|nhung)|mot so (?:don vi"
    r"|co quan|noi|phuong|xa|dia phuong|can bo|nguoi).{0,40}(?:con|chua|van)\b|nguyen nhan|qua (?:theo doi"
    r"|kiem tra|danh gia|ket qua)|theo (?:bao cao|ket qua)|tinh den|trong nam \d{4},? .{0,80}\b(?:dda|dat)\b"
    r"|tren co so ket qua"
    r"|(?:viec|cong tac|ty le|mot so|so luong|hoat dong|chat luong|tien do|nhieu|cac don vi|cac dia phuong"
    r"|cac co quan) [^:;]{0,120}\b(?:con (?:cham|han che|thap|tre|yeu|ton dong|bat cap|nhieu|mot so)"
    r"|chua (?:dat|kip|duoc|cao|nghiem|dam bao|bao dam|hieu qua|tot)|dda (?:duoc|dat|co|hoan thanh|ban hanh"
    r"|to chuc)\b|co nhieu (?:chuyen bien|tien bo)|tuong doi|moi dat|duoc (?:quan tam|nang len|day manh))"
    r"|dda (?:ban hanh|to chuc|trien khai|hoan thanh|thuc hien|tiep nhan|xay dung|chi dao|dat|co|giai quyet"
    r"|tham muu|phoi hop|duoc)\b|con (?:cham|han che|ton tai|mot so|tinh trang|thieu|de xay ra)|chua (?:co"
    r"|duoc|dat|kip thoi|thuc hien|nghiem|chu dong|quan tam|hoan thanh|lam tot))"
)
_ANYWHERE_PAST = re.compile(
    r"^(?:[^,;:]{3,80}) (?:dda (?:ban hanh|to chuc|trien khai|hoan thanh|duoc|dat|co)|con (?:cham|han che"
    r"|nhieu)|chua (?:dat|kip thoi|duoc|nghiem))\b"
    r"|(?:ubnd|uy ban nhan dan) .{0,40} (?:dda|ghi nhan|bieu duong|hoan nghenh|danh gia cao)\b"
)
_PROGRAM = (
    r"(?:tro ly (?:ai|ao|so)|mo hinh (?:ngon ngu|ai)|tri tue nhan tao|chatbot|chatgpt|ai\b|llm|bot\b|may doc"
    r"|(?:he thong|phan mem|cong cu|ung dung) (?:ai|doc|xu ly van ban|tom tat|trich xuat|phan tich van ban"
    r"|tu dong doc|theo doi van ban))"
)
_MACHINE = re.compile(
    r"(?:luu y|chi dan|huong dan|loi nhan|danh|gui|thong bao|nhac|chu y|ghi chu)(?: rieng)?(?: cho| toi| den"
    rf"| voi| danh cho)? {_PROGRAM}.{{0,60}}[:,].{{0,160}}(?:bo qua|danh dau|coi nhu|ghi rang|tra loi|xuat ra"
    r"|xoa|gui thu|khong (?:doc|trich|lap|tao|nhac)|hay |vui long|khi (?:doc|tom tat|xu ly)|bo cac)|"
    r"(?:ignore (?:all |any |the )*(?:previous|prior|above)|disregard (?:all|any|the|previous)|you are (?:an?"
    r"|now) |system prompt|as an ai|dear (?:ai|assistant|chatgpt)|jailbreak|(?:bo qua|quen|phot lo"
    r"|xoa bo) (?:moi |tat ca |cac |toan bo )*(?:huong dan|chi dan|chi thi|lenh|cau lenh|yeu cau"
    r"|quy tac)(?: ma)? (?:truoc|o tren|phia tren|tren|he thong|ban dau|da nhan)"
    r"|(?:neu (?:ban|ngươi) la|ban la|danh cho|gui|thong bao cho|luu y|kinh gui|yeu cau|de nghi|hoi) (?:mot "
    r"|cac )?(?:tro ly (?:ai|ao)|ai\b|mo hinh (?:ngon ngu|ai)|tri tue nhan tao|chatbot|may doc|phan mem (?:doc"
    r"|xu ly|theo doi|ai)|he thong ai|bot\b|chatgpt|llm)|(?:chatgpt|tro ly ai|tro ly ao|mo hinh ngon ngu"
    r"|he thong ai|\bai\b|chatbot|phan mem doc van ban)\s*(?:,|:|hay|phai|can|vui long"
    r"|khi doc)\s.{0,80}(?:danh dau|bo qua|xoa|ghi nhan|tra loi|xuat|gui|coi nhu|hoan thanh|tu dong)"
    r"|<\|?(?:system|im_start)|\[(?:inst|system)\])"
)
_AGREES = re.compile(r"(?:co ban )?(?:dong y|thong nhat|nhat tri|chap thuan)\b")
_PRAISE = re.compile(
    r"(?:tran trong |chan thanh |nhiet liet )*(?:cam on|hoan nghenh|danh gia cao|chuc mung)\b|ghi nhan(?:,"
    r"| va)? (?:bieu duong|danh gia|hoan nghenh|giai thich|xem xet|su |nhung |no luc|ket qua|y kien|kien nghi"
    r"|de xuat)|ghi nhan\s*(?:[,;.]|$)|(?:nhiet liet )?bieu duong(?!.{0,80}(?:khen thuong|khen|ton vinh))"
    r"|(?:nghiem khac )?phe binh (?!can bo|nhung|cac truong hop)"
)
_DONE = re.compile(r"(?<!\w)[đĐ]ã(?!\w)")
_GROUNDS = re.compile(
    r"(?:can cu|theo de nghi|xet (?:de nghi|to trinh))\W+(?:luat|bo luat|nghi dinh|nghi quyet|quyet dinh"
    r"|thong tu|ke hoach|cong van|chi thi|hien phap|phap lenh|thong bao|y kien|to trinh|cua|van ban"
    r"|ket luan)\b"
)
_PREAMBLE = re.compile(
    r"(?:thuc hien|trien khai|thi hanh|tiep theo|phuc dap|tra loi|tiep nhan|can cu|theo) (?:\w+ ){0,3}?(?:luat"
    r"|nghi dinh|nghi quyet|quyet dinh|thong tu|ke hoach|cong van|chi thi|thong bao|cong dien|van ban|ket luan"
    r"|chuong trinh)\b"
)
_OBLIGES = re.compile(
    r"(?<!\w)(?:phải|cần|không để|bảo đảm|đảm bảo|phấn đấu|chịu trách nhiệm|có trách nhiệm|hoàn thành|đạt)(?!\w)",
    re.IGNORECASE,
)
_BINDS = re.compile(r"(?<!\w)(?:phải|cần|không để|bảo đảm|đảm bảo|phấn đấu)(?!\w)", re.IGNORECASE)
# The thing owed stands first: "Kết quả thực hiện (các đơn vị) gửi về Sở Nội vụ trước ngày …".
_FRONTED = re.compile(
    (
        r"(?:Mọi |Các |Toàn bộ )?(?:kết quả|báo cáo|danh sách|văn bản|hồ sơ|ý kiến|số liệu|đề xuất|phiếu|biểu mẫu"
        r"|đăng ký)\s[^.;:]{0,120}?(?<!\w)(?:gửi|báo cáo|nộp|trình|chuyển|đề nghị gửi)\s[^.;]{0,160}?(?:trước"
        r"|chậm nhất|muộn nhất|hạn|trong (?:ngày|tháng|tuần|thời hạn|vòng))"
    ),
    re.IGNORECASE,
)
_CHAPEAU = re.compile(
    r"[^:]{20,400}(?:như sau|sau đây|chỉ đạo|yêu cầu|đề nghị|kết luận|chỉ thị|giao nhiệm vụ|thống nhất|ý kiến)\s*:\s+(?=\S)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"Về\s[^:.;]{2,90}:\s+(?=\S)")
_LABELLED = re.compile(r"[^\W\d_][^:.;,]{2,60}:\s+(?=[^\W\d_])")
_SAME = re.compile(
    (
        r"(?:Các |Những )?(?:sở|phòng|ban|đơn vị|cơ quan|địa phương|trung tâm|công ty|UBND (?:xã|phường)|xã|phường"
        r"|chi cục|đồng chí|nhà trường|bệnh viện)(?:, (?:đơn vị|địa phương))?\s+(?:này|trên|nêu trên|nói trên"
        r"|đó)(?!\w)[\s,]*"
    ),
    re.IGNORECASE,
)
_EACH_OF = re.compile((
    r"(?:mỗi|từng)\s+(?:thôn|xã|phường|đơn vị|phòng|khoa|trường|lớp|tổ|đội|chi bộ|cơ quan|ngành|sở|địa phương"
    r"|khu phố|ấp|người|hộ|thành viên)(?:,\s*\w+)*\s+"
), re.IGNORECASE)  # fmt: skip
_ASSIGNED = re.compile(
    r"(?:Việc|Công tác|Nội dung|Nhiệm vụ|Phần việc|Công việc) [^.;:]{5,200}?(?<!\w)do [^.;:]{3,100} (?:chủ trì"
    r"|thực hiện|phụ trách|đảm nhận|đảm nhiệm|làm đầu mối|chịu trách nhiệm)(?!\w)"
)
_SHORT_NAME = 3  # words: a kind, a verb, an object
_PURPOSE = re.compile(r"(?:nhằm|để|với mục đích|góp phần)(?!\w)", re.IGNORECASE)


def exhorts(text: str) -> bool:
    """Whether the passage only exhorts: no product, no figure, no day could show that it was done."""
    folded = _BY_OFFICE.sub("", fold(text).lstrip("- "))
    resolved = _RESOLVED.sub("", folded)
    return bool(_EXHORTS.match(folded) or only_attitudes(folded)) and not _PRODUCT.search(resolved)


def only_exhorts(text: str, parties: Parties) -> bool:
    """Whether nothing but exhortations, vague aims and closing formulas stands in the passage, at least one of the first."""
    if fold(text[:20]).startswith("tren day") or _NOTIFIES.match(text):
        return False
    if _ON_RECEIPT.match(fold(text[:60]).lstrip("- ")):
        return True
    start = parties.rest or _subject_end(text)
    spans = pieces(text)
    said = [text[max(begin, start) : end] if begin <= start < end else text[begin:end] for begin, end in spans]
    said = [_ADDRESSED.sub("", piece.strip(" :,.-–;"), count=1) for piece in said]
    kinds = [
        "exhorts"
        if exhorts(piece) and not _enacts(piece)
        else "empty"
        if is_courtesy(piece) or _is_vague(piece, parties)
        else "orders"
        for piece in said
        if piece
    ]
    return "exhorts" in kinds and "orders" not in kinds


def _is_vague(piece: str, parties: Parties) -> bool:
    """As in "nâng cao chất lượng sinh hoạt": nobody could say when it was done; only where nobody leads."""
    return not parties.lead and bool(_VAGUE.match(fold(piece)))


def _subject_end(text: str) -> int:
    """Where the verb begins behind a subject that is no unit: "Toàn thể cán bộ, đảng viên nêu cao …"."""
    match = _SUBJECT.match(text)
    return match.end() if match else 0


def is_courtesy(text: str) -> bool:
    """Whether it is a closing formula, such as "Trên đây là …" or "Trong quá trình thực hiện, nếu có vướng mắc …"."""
    folded = fold(text[:400]).lstrip("- (")
    if _REPORT_DUE.search(folded):
        return False  # a formula that asks for a report by a day is no mere formula
    if _IN_FORCE.match(folded) and _goes_on_to_order(text):
        return False
    return bool(_COURTESY.match(folded) or _enacts(text) or _CONTACT.search(folded))


def _enacts(text: str) -> bool:
    """As in "Các trưởng phòng chịu trách nhiệm thi hành": in the bare form nothing but names stands before it."""
    if _ENACTS.search(fold(text[-120:])):
        return True
    start, end = sentences(text)[-1] if text.strip() else (0, 0)
    bare = _BARELY_ENACTS.search(text[start:end])
    if bare is None:
        return False
    before = text[start : start + bare.start()].rstrip()
    rest = before[min(read_parties(text[start:end]).rest, len(before)) :].lstrip(" ,:")
    goes_on = before.endswith((",", ";", " và", " đồng thời"))
    return (
        not goes_on
        and not opens_with_verb(rest)
        and not any(read_parties(text[a:b]).opened for a, b in sentences(text)[:-1])
    )


def _goes_on_to_order(text: str) -> bool:
    """As in "Quyết định có hiệu lực từ ngày ký. Giao Sở A theo dõi …": whether a later sentence hands something over."""
    later = (text[start:end] for start, end in sentences(text)[1:])
    return any((told := read_parties(one)).opened and told.lead and not _enacts(one) for one in later)


def tells_past(text: str) -> bool:
    """Whether the passage reports what was, in its opening."""
    # "đã" keeps a spelling of its own: without marks it is also a part of names, "Bến Đá".
    folded = fold(_DONE.sub("dda", text[:400])).lstrip("- ")
    if _SAID.match(folded):
        return not (_STILL_TO_COME.search(folded) or _acts_before_saying(text))
    if _PAST.match(folded):
        return not (_AGREES.match(folded) and read_parties(text).lead)  # what was agreed, then who acts on it
    if _praises(text):
        return True
    return bool(_ANYWHERE_PAST.match(folded)) and not opens_with_verb(text) and not _somebody_acts(text)


def _acts_before_saying(text: str) -> bool:
    """As in "Sở Nội vụ gửi phiếu để công dân bày tỏ …": the first verb behind the subject is no word of saying."""
    rest = text[read_parties(text).rest :]
    return len(rest) < len(text) and not _SAYING.match(fold(rest[:40])) and opens_with_verb(rest.lstrip(" ,:"))


def _praises(text: str) -> bool:
    """As in "Sở Nội vụ ghi nhận, biểu dương xã A …": what the issuer says of somebody, no order."""
    return bool(_PRAISE.match(fold(text[read_parties(text).rest :][:120]).lstrip("- ,")))


def _somebody_acts(text: str) -> bool:
    """As in "Phòng Nội vụ rà soát các nhiệm vụ đã được giao": what is past belongs to the object of an order."""
    parties = read_parties(text)
    rest = text[parties.rest :]
    told = length_at(words(rest[:40]), 0, PAST) > 0
    return bool(parties.lead) and parties.rest > 0 and opens_with_verb(rest) and not told


def addresses_machine(text: str) -> bool:
    """Whether the text speaks to a program that reads it. Such text is shown to a person and never obeyed."""
    return bool(_MACHINE.search(fold(text)))


def opens_with_verb(text: str) -> bool:
    """Whether the passage begins with a verb or adverb of an order."""
    sentence = words(text[:200])
    at = 0
    while at < len(sentence) and sentence[at].text in '“"(-–':
        at += 1
    while length_at(sentence, at, TIMES) and not length_at(sentence, at, VERBS):
        end = next((n for n in range(at, len(sentence)) if sentence[n].text == ","), None)
        if end is None or end + 1 >= len(sentence):
            return True
        at = end + 1
        if not length_at(sentence, at):
            return bool(_BINDS.search(text))
    return length_at(sentence, at) > 0


def chapeau_end(text: str) -> int:
    """Where the order begins in a sentence that opens with a chapeau: "Để …, Chủ tịch có ý kiến như sau: Giao Sở A …"."""
    match = _CHAPEAU.match(text)
    return (
        match.end()
        if match is not None and (read_parties(text[match.end() :]).lead or opens_with_verb(text[match.end() :]))
        else 0
    )


def label_end(text: str) -> int:
    """Where the order begins behind what a paragraph is about: "Về mặt bằng: Yêu cầu UBND xã A …"."""
    match = _ABOUT.match(text)
    if match is None:
        return 0
    order = text[match.end() :]
    return match.end() if read_parties(order).lead or opens_with_verb(order) else 0


def ordered_behind_label(text: str) -> bool:
    """As in "Mùa hè xanh: dạy bơi cho 200 em": what is to be done stands behind what it is called."""
    match = _LABELLED.match(text)
    return match is not None and opens_with_verb(text[match.end() :])


def of_the_same(text: str, lead: tuple[str, ...]) -> Parties | None:
    """As in "Sở này đồng thời công bố …": the order to whom the sentence before ordered something."""
    match = _SAME.match(text)
    if match is not None and lead and opens_with_verb(text[match.end() :]):
        return Parties(lead, (), match.end())
    return _by_kind(text, lead)


def _by_kind(text: str, lead: tuple[str, ...]) -> Parties | None:
    """As in "Ban cũng phải báo cáo …" behind an order to a Ban Quản lý: the kind alone stands for the body."""
    sentence = words(text[:80])
    if len(lead) != 1 or len(sentence) < _SHORT_NAME or sentence[0].text[:1].islower():
        return None
    named = tuple(word.low for word in words(lead[0]))
    size = next((n for n in (2, 1) if tuple(word.low for word in sentence[:n]) == named[:n] and n < len(named)), 0)
    at = size
    while size and at < len(sentence) and sentence[at].low in {"cũng", "còn", "đồng", "thời", "phải", ","}:
        at += 1
    follows = size and at < len(sentence) and sentence[at].text[0].islower() and length_at(sentence, at)
    return Parties(lead, (), sentence[at].start) if follows else None


def is_preamble(text: str, parties: Parties) -> bool:
    """Whether an unnumbered sentence only says on what grounds the document is written: "Thực hiện Nghị định số …"."""
    return not parties.lead and not parties.opened and bool(_PREAMBLE.match(fold(text[:120])))


def obliges(text: str) -> bool:
    """Whether a word of duty stands in it: phải, không để, bảo đảm, đạt."""
    return bool(_OBLIGES.search(text))


def orders(text: str, parties: Parties) -> bool:
    """Whether the passage is plainly an order by itself, wherever it stands."""
    if parties.opened and (parties.lead or parties.issuer):
        return bool(text[parties.rest :].strip(" .:;,")) or text.rstrip().endswith(".")
    if parties.lead:
        rest = text[parties.rest :].lstrip(" :,.-–")
        told = opens_with_verb(_EACH_OF.sub("", rest, count=1)) or obliges(rest[:200])
        return bool(rest) and (told or _ASSIGNED.match(text) is not None)
    if _GROUNDS.match(fold(text[:80])):
        return False
    return (opens_with_verb(text) and not _PURPOSE.match(text)) or bool(_FRONTED.match(text))
