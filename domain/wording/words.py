"""The office's own words for states, cadences and kinds, and the tone each is shown in (domain.md §2, §8)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from domain.deadline import Basis
from domain.directive import Cadence
from domain.errors import Refusal
from domain.ladders import Priority
from domain.office import Role, UnitKind
from domain.period import parse_period
from domain.preference import NoticeClass
from domain.remedy import RemedyState
from domain.review_dates import ReviewDate
from domain.scorecard import State
from domain.sending import DeliveryState
from domain.status import DelayClass, ReturnClass, TimeState, WorkState
from domain.tally import Standing

Tone = Literal["red", "orange", "black", "grey", "green"]
"""Name of a css class; the label always says the same, so that nothing hangs on colour alone."""

_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    WorkState: {
        WorkState.ISSUED: "đã giao",
        WorkState.RECEIVED: "đã tiếp nhận",
        WorkState.IN_PROGRESS: "đang thực hiện",
        WorkState.REPORTED: "chờ xác nhận",
        WorkState.RETURNED: "đề nghị bổ sung",
        WorkState.REDO: "yêu cầu thực hiện lại",
        WorkState.ACCEPTED: "xác nhận hoàn thành",
        WorkState.SUSPENDED: "tạm dừng",
        WorkState.WAITING: "chờ điều kiện thực hiện",
        WorkState.WITHDRAWN: "thôi theo dõi",
    },
    TimeState: {
        TimeState.UNDATED: "chưa xác định thời hạn / thường xuyên",
        TimeState.ON_TRACK: "trong hạn",
        TimeState.SOON: "sắp đến hạn",
        TimeState.OVERDUE: "quá hạn",
        TimeState.DONE_ON_TIME: "hoàn thành đúng hạn",
        TimeState.DONE_LATE: "hoàn thành trễ hạn",
        TimeState.DONE: "hoàn thành, không có hạn để đối chiếu",
        TimeState.STOPPED: "thôi theo dõi",
    },
    Standing: {
        Standing.DONE_ON_TIME: "hoàn thành đúng hạn",
        Standing.DONE_LATE: "hoàn thành trễ hạn",
        Standing.DONE_UNDATED: "hoàn thành, chưa đối chiếu được thời hạn",
        Standing.WAITING: "đã báo cáo, chờ xác nhận",
        Standing.OVERDUE: "quá hạn",
        Standing.NOT_YET_DUE: "chưa đến hạn",
        Standing.UNDATED: "chưa xác định thời hạn / thường xuyên",
        Standing.PAUSED: "tạm dừng, chờ điều kiện thực hiện",
        Standing.WITHDRAWN: "thôi theo dõi",
    },
    RemedyState: {
        RemedyState.NONE: "chưa có nhiệm vụ khắc phục",
        RemedyState.OVERDUE: "có nhiệm vụ quá hạn",
        RemedyState.OPEN: "đang thực hiện",
        RemedyState.WAITING: "đã báo cáo, chờ xác nhận",
        RemedyState.DONE: "đã hoàn thành nhiệm vụ khắc phục",
    },
    State: {state: state.label for state in State},
    NoticeClass: {
        NoticeClass.WORK: "giao việc, điều chỉnh",
        NoticeClass.REMINDER: "nhắc hạn",
        NoticeClass.OVERDUE: "nhắc quá hạn",
        NoticeClass.SUPERIOR: "báo cáo thủ trưởng, xin ý kiến",
        NoticeClass.ANSWER: "trả lời báo cáo, gia hạn",
        NoticeClass.SUMMARY: "tổng hợp trước giao ban",
        NoticeClass.INFORMATION: "trao đổi, thông tin khác",
    },
    DeliveryState: {
        DeliveryState.PLANNED: "chờ gửi",
        DeliveryState.HELD: "tạm giữ",
        DeliveryState.RETRYING: "chưa gửi được, đang gửi lại",
        DeliveryState.UNKNOWN: "chưa rõ máy chủ đã nhận",
        DeliveryState.SENT: "đã gửi",
        DeliveryState.BOUNCED: "bị trả lại",
        DeliveryState.FAILED: "không gửi được",
        DeliveryState.DROPPED: "không còn nội dung cần gửi",
    },
    ReviewDate: {
        ReviewDate.OPENED: "mở kỳ, đề nghị đơn vị gửi nội dung",
        ReviewDate.UNITS_SEND: "đơn vị gửi nội dung",
        ReviewDate.CUT_OFF: "chốt số liệu",
        ReviewDate.DRAFTED: "hoàn thiện dự thảo",
        ReviewDate.SUBMITTED: "trình ký",
    },
    Cadence: {
        Cadence.ONCE: "một lần",
        Cadence.DAILY: "hàng ngày",
        Cadence.WEEKLY: "hằng tuần",
        Cadence.MONTHLY: "hàng tháng",
        Cadence.QUARTERLY: "hàng quý",
        Cadence.HALF_YEARLY: "6 tháng",
        Cadence.YEARLY: "hàng năm",
        Cadence.CONTINUOUS: "thường xuyên",
    },
    ReturnClass: {
        ReturnClass.INCOMPLETE: "thiếu hồ sơ",
        ReturnClass.CORRECTION: "chỉnh sửa",
        ReturnClass.SERIOUS: "sai sót lớn",
    },
    DelayClass: {
        DelayClass.OBJECTIVE: "nguyên nhân khách quan",
        DelayClass.SUBJECTIVE: "nguyên nhân chủ quan",
    },
    Basis: {
        Basis.NONE: "chưa có cơ sở",
        Basis.DOCUMENT: "trong văn bản",
        Basis.ANNEX: "phụ lục phân công đã ký",
        Basis.WORD: "ý kiến lãnh đạo, chờ văn bản",
        Basis.WORD_CONFIRMED: "ý kiến lãnh đạo đã có văn bản",
        Basis.REGISTERED: "đơn vị đăng ký",
        Basis.INTERNAL: "nội bộ",
    },
    Priority: {
        Priority.NORMAL: "thường",
        Priority.URGENT: "khẩn",
        Priority.VERY_URGENT: "thượng khẩn",
        Priority.IMMEDIATE: "hỏa tốc",
    },
    UnitKind: {
        UnitKind.AUTHORITY: "cơ quan",
        UnitKind.DEPARTMENT: "phòng, ban chuyên môn",
        UnitKind.OFFICE: "văn phòng",
        UnitKind.CENTRE: "đơn vị sự nghiệp công lập",
        UnitKind.COMMUNE: "xã, phường, đặc khu",
        UnitKind.BOARD: "ban quản lý",
        UnitKind.VERTICAL: "cơ quan ngành dọc",
    },
    Role: {
        Role.OFFICIAL: "đầu mối đơn vị",
        Role.HEAD: "thủ trưởng đơn vị",
        Role.SPECIALIST: "chuyên viên phụ trách",
        Role.CHIEF: "trưởng phòng / chánh văn phòng",
        Role.DEPUTY_CHAIR: "phó chủ tịch",
        Role.CHAIR: "chủ tịch",
        Role.CLERK: "văn thư",
        Role.SOURCE: "đơn vị cung cấp số liệu",
        Role.APPRAISER: "tổ thẩm định",
        Role.INSPECTOR: "thanh tra",
        Role.ADMIN: "quản trị",
    },
}

_TONES: dict[type[StrEnum], dict[StrEnum, Tone]] = {
    WorkState: {WorkState.RETURNED: "orange", WorkState.REDO: "orange", WorkState.ISSUED: "black"},
    TimeState: {
        TimeState.OVERDUE: "red",
        TimeState.SOON: "orange",
        TimeState.UNDATED: "black",
        TimeState.ON_TRACK: "green",
        TimeState.DONE_ON_TIME: "green",
    },
    Standing: {
        Standing.OVERDUE: "red",
        Standing.WAITING: "orange",
        Standing.UNDATED: "black",
        Standing.NOT_YET_DUE: "black",
        Standing.DONE_ON_TIME: "green",
    },
    RemedyState: {
        RemedyState.OVERDUE: "red",
        RemedyState.NONE: "red",
        RemedyState.OPEN: "black",
        RemedyState.WAITING: "orange",
    },
    DeliveryState: {
        DeliveryState.FAILED: "red",
        DeliveryState.BOUNCED: "red",
        DeliveryState.RETRYING: "orange",
        DeliveryState.UNKNOWN: "orange",
        DeliveryState.PLANNED: "black",
        DeliveryState.HELD: "orange",
        DeliveryState.SENT: "green",
    },
    State: {State.LOST: "red", State.AT_RISK: "orange", State.FULL: "green"},
}


RESULT_SOURCES: Mapping[str, str] = {
    "unit": "đơn vị nhập",
    "document-system": "hệ thống quản lý văn bản",
    "paper": "văn bản giấy",
    "telephone": "điện thoại",
    "zalo": "Zalo",
    "meeting": "cuộc họp",
    "mail": "thư điện tử",
    "journal": "sổ cam kết, sau khi khôi phục dữ liệu",
}
"""Where a result recorded for a unit came from, by its word."""


def label(state: StrEnum) -> str:
    """The word for any state, cadence, class, kind or role of the domain, in lower case. KeyError for a stranger.

    Two enumerations may share a value ("returned"), so a bare string would be ambiguous and is not taken.
    """
    return _LABELS[type(state)][state]


def heading(state: StrEnum) -> str:
    """The same word as it opens a line: first letter upper, the rest untouched."""
    word = label(state)
    return word[0].upper() + word[1:]


def tone(state: StrEnum) -> Tone:
    """The colour a state is shown in; grey where nothing is to be said.

    Green is said by time alone, or by a criterion measured as full: a thing without a deadline or without a
    measurement is never green, nor is a mere acceptance, which may have come late.
    """
    return _TONES.get(type(state), {}).get(state, "grey")


def period_label(name: str) -> str:
    """A period by its usual words: "2023-Q1" as "quý I năm 2023"; the name itself where the office has its own."""
    try:
        return parse_period(name).label or name
    except Refusal:
        return name


def cadence_label(value: str) -> str:
    """A cadence by its word; a value of the office's own as it is."""
    return label(Cadence(value)) if value in set(Cadence) else value
