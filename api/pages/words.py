"""What pages say: filters of the templates, the words of steps and events, the sentence after something was done."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from api.language import ENGLISH, VIETNAMESE, Words, fault, gettext, ngettext, spoken
from api.problems import sentence
from domain.calendar import ZONE, Calendar
from domain.deadline import Basis
from domain.directive import Cadence
from domain.ladder import StepState
from domain.ladders import Priority
from domain.outgoing import HoldKind
from domain.review_dates import ReviewDate
from domain.scorecard import decimal_text, percent
from domain.status import DelayClass, ReturnClass, TimeState, WorkState
from domain.telling.letters import NAMES as LETTER_NAMES
from domain.wording import dates, numbers, orders
from domain.wording.words import RESULT_SOURCES, cadence_label, label, period_label, tone

DONE = Words(
    {
        "bao-cao": "Đã ghi nhận báo cáo. Không nhắc nữa trong lúc chờ xác nhận.",
        "tiep-nhan": "Đã ghi nhận đơn vị tiếp nhận văn bản.",
        "gia-han": "Đã gửi đề nghị gia hạn.",
        "xac-nhan": "Đã xác nhận hoàn thành.",
        "xac-nhan-da-chon": "Đã xác nhận hoàn thành các báo cáo đã chọn.",
        "gui-da-chon": "Đã gửi các báo cáo cấp trên đã chọn.",
        "bo-sung": "Đã gửi đề nghị bổ sung đến đơn vị.",
        "cho-gia-han": "Đã đồng ý gia hạn; đơn vị được báo ngay.",
        "khong-gia-han": "Đã trả lời không gia hạn; đơn vị được báo ngay.",
        "giao-viec": "Đã giao việc; đơn vị được báo ngay.",
        "co-van-ban": "Đã gắn văn bản; thời hạn được tính từ nay, đơn vị được báo ngay.",
        "dieu-kien": "Đã công bố điều kiện đã có; các đơn vị được báo ngay.",
        "huy-dieu-kien": "Đã hủy công bố điều kiện; các đơn vị được báo ngay.",
        "phieu-dinh-ky": "Đã ghi lịch tự gửi phiếu.",
        "lui-han": "Đã ghi người được quyết định lùi hạn.",
        "noi-giao": "Đã ghi nơi giao.",
        "ban-da-ky": "Đã đính kèm bản đã ký.",
        "ban-da-ky-khac-so": "Đã đính kèm bản đã ký. Số hoặc ngày ghi trong tệp khác với số, ngày đã nhập; đề nghị đối chiếu.",
        "viec-con": "Đã giao việc con; đơn vị được báo ngay.",
        "tien-do": "Đã ghi nhận tiến độ.",
        "y-kien": "Đã gửi ý kiến.",
        "phan-cong": "Đã phân công; người được phân công được báo ngay.",
        "dang-ky-han": "Đã đăng ký hạn hoàn thành; đơn vị được nhắc theo hạn này.",
        "y-kien-lui-han": "Đã ghi ý kiến của lãnh đạo về hạn hoàn thành; đơn vị được báo ngay.",
        "van-ban-lui-han": "Đã gắn văn bản cho ý kiến lùi hạn.",
        "ghi-nhan-thay": "Đã gửi ý kiến về nội dung ghi nhận thay; nhiệm vụ trở lại như trước khi ghi nhận.",
        "dieu-chinh": "Đã điều chỉnh nhiệm vụ; các đơn vị đang thực hiện được báo ngay.",
        "thoi-theo-doi": "Đã thôi theo dõi nhiệm vụ; các đơn vị được báo ngay.",
        "phoi-hop": "Đã gửi phần việc phối hợp đến đơn vị chủ trì.",
        "chuyen": "Đã chuyển nhiệm vụ; hai đơn vị được báo ngay.",
        "tam-dung": "Đã tạm dừng nhiệm vụ; không nhắc trong lúc tạm dừng.",
        "tiep-tuc": "Nhiệm vụ được tiếp tục.",
        "mo-lai": "Đã yêu cầu thực hiện lại; đơn vị được báo ngay.",
        "giu-thu": "Đã tạm giữ toàn bộ thư.",
        "giu-tiep": "Đã ghi nhận tiếp tục giữ thư.",
        "mo-thu": "Đã mở lại thư.",
        "cho-y-kien": "Đã gửi ý kiến đến đơn vị chủ trì và cơ quan phụ trách.",
        "nguong": "Đã lưu ngưỡng gửi thư sau gián đoạn.",
        "gui": "Đã cho gửi báo cáo.",
        "hoan": "Đã hoãn báo cáo.",
        "khong-gui": "Đã ghi nhận không gửi báo cáo.",
        "gui-lai": "Đã đưa thư vào lượt gửi tiếp theo.",
        "thu-den": "Đã ghi nhận báo cáo gửi qua thư; đơn vị nhận được thông báo.",
        "bo-qua-thu": "Đã ghi nhận: thư này không phải báo cáo kết quả.",
        "da-doc": "Đã đánh dấu đã đọc.",
        "nhan-thong-bao": "Đã lưu cách nhận thông báo.",
        "zalo": "Đã ghi nhận nhắc qua Zalo.",
        "van-ban-don-doc": "Đã ghi nhận văn bản đã ký.",
        "cho-don-doc": "Đã chuyển đề nghị báo cáo thủ trưởng đơn vị đến người phụ trách.",
        "don-doc": "Đã gửi báo cáo đến thủ trưởng đơn vị.",
        "dot": "Đã mở đợt chấm điểm; mỗi đơn vị có một phiếu.",
        "thoi-gian": "Đã đặt thời gian của các bước.",
        "phien-hop": "Đã ghi biên bản phiên họp.",
        "cong-bo": "Đã công bố kết quả; các đơn vị xem được kết quả của nhau.",
        "diem": "Đã lưu phiếu điểm.",
        "tai-lieu": "Đã tải tài liệu lên; chọn tệp tại tiêu chí cần kèm.",
        "buoc": "Đã chuyển bước.",
        "bo-tieu-chi": "Đã nhận bộ tiêu chí.",
        "phuong-an": "Đã lưu phương án.",
        "chot": "Đã chốt số liệu của kỳ.",
        "dat-mau": "Đã dùng mẫu của cơ quan từ lần chốt sau.",
        "bo-mau": "Đã trở về mẫu có sẵn từ lần chốt sau.",
        "chot-nhu-cu": "Số liệu gốc không thay đổi; bản chốt hiện tại giữ nguyên.",
        "de-nghi-muc": "Đã đề nghị các đơn vị gửi nội dung.",
        "trinh-duyet": "Đã trình duyệt nội dung.",
        "duyet": "Đã duyệt nội dung; có thể trình ký.",
        "bo-duyet": "Đã bỏ duyệt; nội dung trở lại là dự thảo.",
        "ban-hanh": "Đã ban hành; các đơn vị có tên trong văn bản được báo ngay.",
        "da-nhan": "Đã xác nhận nhận văn bản.",
        "gui-muc": "Đã lưu nội dung.",
        "muc-xac-nhan": "Đã xác nhận nội dung của mục.",
        "muc-tra-lai": "Đã đề nghị đơn vị bổ sung nội dung.",
        "sua": "Đã lưu nội dung sửa.",
        "khong-doi": "Không có ô nào thay đổi.",
        "quy-dinh-thong-bao": "Đã lưu quy định về thông báo.",
        "gian-doan": "Đã ghi ý kiến; đơn vị được báo.",
        "chay-thu": "Đã đặt chế độ chạy thử; từ nay thư chỉ gửi đến cơ quan phụ trách.",
        "chay-that": "Đã vận hành chính thức; thư gửi đến đúng người nhận.",
        "bang-theo-doi": "Đã nhập bảng theo dõi; từ nay các nhiệm vụ này được theo dõi ở đây.",
        "bang-theo-doi-cu": "Mọi dòng của bảng đã có trong hệ thống; không ghi thêm.",
        "bang-tinh": "Đã ghi các thay đổi từ bảng tính.",
        "bang-tinh-moi": "Đã lập dự thảo từ bảng tính.",
        "lien-ket-muc": "Đã ghi nhận liên kết.",
        "ten-don-vi": "Đã ghi nhớ tên gọi của đơn vị.",
        "tach": "Đã tách mục. Chưa đúng thì chọn Tách, gộp ở một phần để gộp lại.",
        "gop": "Đã gộp hai mục. Chưa đúng thì chọn Tách, gộp để tách lại.",
        "phu-luc-ky": "Đã ghi số và ngày của phụ lục; thời hạn trong phụ lục có hiệu lực.",
        "phu-luc-sua": "Đã ghi nhận phụ lục điều chỉnh; thời hạn mới có hiệu lực, mỗi đơn vị có hạn thay đổi được báo một lần.",
        "phu-luc": "Đã áp dụng phụ lục phân công.",
        "phat-hanh": "Đã phát hành; nhiệm vụ được giao đến các đơn vị.",
        "dat-mat-khau": "Đã đặt mật khẩu. Đề nghị đăng nhập.",
        "tat-xac-thuc": "Đã tắt xác thực hai bước.",
        "mat-khau": "Đã đổi mật khẩu. Đề nghị đăng nhập lại bằng mật khẩu mới.",
        "dang-xuat": "Đã đăng xuất.",
        "vang-mat": "Đã ghi vắng mặt; người làm thay được báo.",
        "het-vang-mat": "Đã ghi nhận trở lại làm việc.",
        "ban-giao": "Đã bàn giao; hai đơn vị được báo.",
        "phieu": "Đã gửi phiếu đến các đơn vị; đơn vị trả lời một lần cho cả kỳ.",
        "phieu-ve": "Đã ghi nhận phiếu báo cáo. Không nhắc nữa trong lúc chờ xác nhận.",
        "lich": "Đã áp dụng; các hạn và mốc phía trước đã dời theo lịch mới, mỗi đơn vị được báo một lần.",
        "nguon-so-lieu": "Đã lưu nguồn số liệu; đơn vị cung cấp được giao gửi số liệu từng kỳ.",
        "so-lieu": "Đã ghi nhận số liệu.",
        "chi-tieu": "Đã lưu cách theo dõi bằng số liệu.",
        "quy-trinh": "Đã ban hành quy trình; các mốc phía trước được tính lại, việc đã làm giữ nguyên.",
        "chon-quy-trinh": "Đã chọn quy trình; các mốc phía trước được tính lại.",
        "ket-thuc": "Đã kết thúc phiên đăng nhập.",
        "thu-hoi": "Đã thu hồi mã truy cập; mã không còn dùng được.",
        "ngung-nhan-tin": "Đã ngừng gửi tin đến hệ thống này.",
        "gui-lai-tin": "Tin sẽ được gửi lại ngay.",
        "lien-ket": "Đã liên kết tài khoản cơ quan.",
        "bo-lien-ket": "Đã bỏ liên kết tài khoản cơ quan. Đề nghị đăng nhập lại.",
    }
)
PHASES = Words(
    {
        "before": "Nhắc đơn vị trước hạn",
        "due": "Nhắc đơn vị ngày đến hạn",
        "overdue": "Nhắc đơn vị khi quá hạn",
        "head": "Báo cáo thủ trưởng đơn vị",
        "proposal": "Đề xuất với cơ quan theo dõi",
        "chair": "Trình lãnh đạo",
        "accept": "Nhắc nơi xác nhận trả lời",
        "accept-head": "Báo cáo thủ trưởng nơi xác nhận",
        "open": "Mở kỳ mới",
        "briefing": "Báo cáo thủ trưởng phục vụ giao ban",
        "opens": "Mở bước của đợt chấm điểm",
        "closes": "Khóa bước của đợt chấm điểm",
    }
)
STEP_STATES = Words(
    {
        StepState.PENDING.value: "sẽ thực hiện",
        StepState.TAKEN.value: "đã thực hiện",
        StepState.COLLAPSED.value: "gộp vào mốc sau",
        StepState.SUPERSEDED.value: "không còn cần",
        StepState.HELD.value: "tạm giữ",
        StepState.AWAITING.value: "chờ ý kiến",
        StepState.DECLINED.value: "không gửi",
        StepState.EXPIRED.value: "quá lâu, không gửi",
    }
)
MAIL_KINDS = Words(
    {
        "digest": "Tổng hợp nhắc việc",
        "issued": "Giao việc",
        "received": "Tiếp nhận báo cáo",
        "accepted": "Xác nhận hoàn thành",
        "returned": "Đề nghị bổ sung",
        "extension": "Gia hạn",
        "escalation": "Báo cáo thủ trưởng",
        "briefing": "Báo cáo phục vụ giao ban",
        "proposal": "Trình lãnh đạo",
        "release": "Chờ cho ý kiến",
        "changed": "Điều chỉnh nhiệm vụ",
        "remark": "Ý kiến trao đổi",
        "figures": "Số liệu dưới chỉ tiêu",
        "substitution": "Làm thay",
        "review": "Báo cáo định kỳ",
        "scoring": "Chấm điểm Chỉ số",
        "zalo": "Nhắc qua Zalo",
        "published": "Ban hành báo cáo",
    }
)
"""What a mail is about, by its kind."""
NOTICE_STATES = Words(
    {
        "waiting": "chờ gửi",
        "sent": "đã gửi",
        "bounced": "bị trả lại",
        "in-app": "tại trang Thông báo",
        "dropped": "không gửi",
    }
)
INBOUND_STATES = Words(
    {
        "proposed": "chờ ghi nhận",
        "confirmed": "đã ghi nhận báo cáo",
        "dismissed": "không phải báo cáo",
        "bounced": "thư bị trả lại",
        "ignored": "thư tự động, bỏ qua",
        "unknown-sender": "người gửi không thuộc đơn vị",
        "unmatched": "không trả lời thư nào của hệ thống",
        "marked": "có dấu chỉ độ mật, không lưu nội dung",
    }
)
SOURCES = Words(RESULT_SOURCES)
LADDER_ROLES = Words(
    {
        "head": "thủ trưởng đơn vị",
        "chair": "lãnh đạo Ủy ban nhân dân",
        "acceptor-head": "thủ trưởng nơi xác nhận",
    }
)
AUDIENCES = Words(
    {
        "unit": "đơn vị chủ trì",
        "head": "thủ trưởng đơn vị",
        "office": "cơ quan theo dõi",
        "chair": "lãnh đạo",
        "acceptor": "nơi xác nhận",
        "acceptor-head": "thủ trưởng nơi xác nhận",
    }
)
RELEASES = Words(
    {
        "auto": "tự gửi",
        "veto": "tự gửi sau một ngày làm việc nếu không ai hoãn hoặc dừng",
        "required": "chỉ gửi khi có người đồng ý",
    }
)
PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<kind>[QHW]?)(?P<part>\d{1,2}))?")
PARTS = Words(
    {
        "": "%(part)s/%(year)s",
        "Q": "quý %(part)s năm %(year)s",
        "H": "nửa năm thứ %(part)s năm %(year)s",
        "W": "tuần %(part)s năm %(year)s",
    }
)
"""Periods of the calendar for who does not read them in Vietnamese, by the letter in their names."""
SHORTENED = 220
BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
FIELDS = Words(
    {
        "document.number": "số, ký hiệu",
        "document.issued_on": "ngày văn bản",
        "document.signer": "người ký",
        "fulfilled_on": "ngày điều kiện đã có",
        "result_on": "ngày hoàn thành",
        "reason": "lý do",
        "class": "mức độ, nguyên nhân",
        "until": "ngày đề nghị",
        "working_days": "số ngày làm việc",
        "source": "nguồn thông tin",
        "number": "số, ký hiệu",
        "issued_on": "ngày văn bản",
        "period": "kỳ",
        "login": "tên đăng nhập",
        "password": "mật khẩu",
        "current": "mật khẩu đang dùng",
        "again": "nhập lại mật khẩu",
        "due_on": "hạn",
        "lead_codes": "đơn vị chủ trì",
        "lead": "đơn vị chủ trì",
        "giver": "người giao",
        "text": "nội dung",
        "percent": "tỷ lệ hoàn thành",
        "obstacle.unit": "đơn vị giải quyết vướng mắc",
        "obstacle.what": "vướng mắc",
        "obstacle.since": "vướng mắc từ ngày",
        "mentions": "nhắc đến",
        "cooperating_codes": "đơn vị phối hợp",
        "acceptors": "nơi xác nhận",
        "cadence": "chế độ",
        "basis": "cơ sở của hạn",
        "product": "sản phẩm",
        "unit": "đơn vị",
        "kind": "loại văn bản",
        "parts": "các phần",
        "digest_at": "giờ nhận thư tổng hợp",
        "quiet": "giờ không làm phiền",
        "other": "mục được gộp",
    }
)
"""Names of fields as people call them, where a refusal names one."""


HOLD_KINDS = Words(
    {
        HoldKind.OPERATOR.value: "Đang tạm giữ toàn bộ thư",
        HoldKind.ROLLED_BACK.value: "Đang tạm giữ toàn bộ thư vì cơ sở dữ liệu cũ hơn mốc đã ghi",
        HoldKind.RESTORED.value: "Đang tạm giữ toàn bộ thư sau khi khôi phục trên máy khác",
        HoldKind.CATCHING_UP.value: "Hệ thống vừa hoạt động lại, đang rà soát những mốc đã qua",
        HoldKind.STORM.value: "Số thư sau gián đoạn vượt ngưỡng, chờ người phụ trách cho gửi",
    }
)
"""Why nothing leaves, as everybody reads it."""


def day(value: date | str | None) -> str:
    """As 31/3/2023, a dash where there is none."""
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return dates.plain(found) if found else "–"


def written(value: date | str | None) -> str:
    """A day as one types it, empty where there is none."""
    return day(value) if value else ""


def moment(value: datetime | str | None) -> str:
    """As "08:05 ngày 31/3/2023", local."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    if found is None:
        return "–"
    local = found.astimezone(ZONE)
    return gettext("%(time)s ngày %(day)s") % {"time": f"{local:%H:%M}", "day": dates.plain(local)}


def leaves(calendar: Calendar, value: datetime | str) -> datetime:
    """When what a step tells goes out (`Calendar.leaves`)."""
    return calendar.leaves(datetime.fromisoformat(value) if isinstance(value, str) else value)


def short(text: str, most: int = SHORTENED) -> str:
    """The beginning of a long text, whole words."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",;:. ") + "\u00a0…"


def mark(value: Fraction | str | None) -> str:
    """Points as an index prints them: two places at least, a decimal comma, a dash where nothing was measured."""
    return numbers.mark(decimal_text(value) if isinstance(value, Fraction) else value)


def state(value: StrEnum | str) -> str:
    """The word of a state, first letter upper."""
    return capitalize_first(gettext(label(value))) if isinstance(value, StrEnum) else value


def directive_name(number: str | None, title: str | None = None) -> str:
    """A directive by its number, else by its title."""
    return number or title or gettext("Văn bản chưa có số")


def choices(kind: type[StrEnum]) -> Words[str]:
    """Every member of an enumeration by its word."""
    return Words({one.value: label(one) for one in kind})


def capitalize_first(text: str) -> str:
    """First letter upper, the rest untouched."""
    return text[:1].upper() + text[1:]


def phone(text: str) -> str:
    """A telephone number as a link takes it."""
    return re.sub(r"[^0-9+]", "", text)


def browser(agent: str) -> str:
    """What a browser calls itself, in two words."""
    name = next((said for word, said in BROWSERS if word in agent), gettext("Trình duyệt khác"))
    system = next((said for word, said in SYSTEMS if word in agent), "")
    return gettext("%(name)s trên %(system)s") % {"name": name, "system": system} if system else name


def period(name: str) -> str:
    """A period by its usual words; the office's own name for one is data."""
    found = PERIOD.fullmatch(name)
    if spoken() == VIETNAMESE or found is None:
        return period_label(name)
    return PARTS[found["kind"]] % found.groupdict() if found["part"] else name


def cadence(value: str) -> str:
    """A cadence by its word; a value of the office's own as it is."""
    return gettext(cadence_label(value))


def distance(working_days_left: int) -> str:
    """As "còn 03 ngày làm việc", "đến hạn hôm nay", "quá hạn 01 ngày làm việc": negative days are past."""
    if spoken() == VIETNAMESE or working_days_left == 0:
        return gettext(dates.distance(working_days_left))
    many = abs(working_days_left)
    if working_days_left > 0:
        return ngettext("còn %(num)s ngày làm việc", "còn %(num)s ngày làm việc", many) % {"num": many}
    return ngettext("quá hạn %(num)s ngày làm việc", "quá hạn %(num)s ngày làm việc", many) % {"num": many}


def count(number: int) -> str:
    """A count in a sentence: "03 nhiệm vụ", but "3 items"."""
    return numbers.figure(number) if spoken() == ENGLISH else numbers.count(number)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "day": day,
    "written": written,
    "moment": moment,
    "short": short,
    "called": orders.title,
    "state": state,
    "tone": tone,
    "period": period,
    "cadence": cadence,
    "count": count,
    "figure": numbers.figure,
    "percent": numbers.percent,
    "points": numbers.decimal,
    "mark": mark,
    "share": percent,
    "distance": distance,
    "capitalize_first": capitalize_first,
    "phone": phone,
    "browser": browser,
    "size": numbers.size,
    "translated": gettext,
    "fault": fault,
    "sentence": sentence,
}
GLOBALS: Mapping[str, Any] = {
    "HOLD_KINDS": HOLD_KINDS,
    "PHASES": PHASES,
    "STEP_STATES": STEP_STATES,
    "MAIL_KINDS": MAIL_KINDS,
    "LETTER_KINDS": Words({kind.value: name for kind, name in LETTER_NAMES.items()}),
    "INBOUND_STATES": INBOUND_STATES,
    "NOTICE_STATES": NOTICE_STATES,
    "BASES": choices(Basis),
    "SOURCES": SOURCES,
    "LADDER_ROLES": LADDER_ROLES,
    "REVIEW_DATES": choices(ReviewDate),
    "AUDIENCES": AUDIENCES,
    "RELEASES": RELEASES,
    "PRIORITIES": choices(Priority),
    "CADENCES": choices(Cadence),
    "DELAY_CLASSES": choices(DelayClass),
    "RETURN_CLASSES": choices(ReturnClass),
    "TIME_STATES": choices(TimeState),
    "WORK_STATES": choices(WorkState),
    "directive_name": directive_name,
    "names_of_fields": FIELDS,
}
