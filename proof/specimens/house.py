"""The invented ward whose mails and papers stand as specimens: its people, its tasks on one day, who is called."""

from dataclasses import replace
from datetime import date, timedelta

from domain.calendar import Calendar
from domain.telling.letters import Reminder
from writing.mails import Addressee, AddresseeRole, Contact, Line

TODAY = date(2026, 3, 24)
CALENDAR = Calendar()
AUTHORITY = "UBND phường An Thịnh"
OFFICE = "Văn phòng HĐND và UBND"
UNIT = "Phòng Kinh tế, Hạ tầng và Đô thị"
OTHER = "Trạm Y tế phường An Thịnh"
BASE_URL = "https://dondoc.anthinh.example"
CONTACT = Contact("Phan Thảo Linh", "(000) 0000 0305")
PEOPLE: dict[AddresseeRole, Addressee] = {
    "unit": Addressee("", "", "", UNIT, "unit"),
    "official": Addressee("Đoàn Yến Chi", "chị", "Chuyên viên", UNIT, "official"),
    "head": Addressee("Lê Văn Bình", "đồng chí", "Trưởng phòng", UNIT, "head"),
    "office": Addressee("Phan Thảo Linh", "anh (chị)", "Chuyên viên", OFFICE, "office"),
    "chief": Addressee("Võ Thị Lan", "đồng chí", "Chánh Văn phòng", OFFICE, "chief"),
    "chair": Addressee("Phạm Minh Đức", "đồng chí", "Chủ tịch", AUTHORITY, "chair"),
    "acceptor": Addressee("", "", "", OFFICE, "acceptor"),
}
TOLD = (
    Reminder(date(2026, 3, 13), "nhắc việc trước hạn"),
    Reminder(date(2026, 3, 18), "nhắc việc trước hạn"),
    Reminder(date(2026, 3, 20), "nhắc việc quá hạn"),
)


def task(ref: str, text: str, days: int | None, **facts: object) -> Line:
    """A task due so many days from today; none: without a deadline."""
    due = None if days is None else TODAY + timedelta(days=days)
    left = None if due is None else CALENDAR.working_days_between(TODAY, due)
    line = Line(f"a-{ref}", ref, text, "05/CT-UBND", UNIT, due, left)
    return replace(line, **facts)  # type: ignore[arg-type]  # the caller names fields of a line


REPORT = task(
    "1.a",
    "Báo cáo kết quả thực hiện nhiệm vụ cải cách hành chính của đơn vị, gửi Văn phòng HĐND và UBND phường trước ngày 20 hàng tháng.",
    -4,
    product="Báo cáo tháng về cải cách hành chính",
    period="2026-03",
)
LISTS = task("5.a", "Gửi thư xin lỗi đối với 100% hồ sơ trễ hạn; gửi danh sách hồ sơ trễ hạn và thư xin lỗi.", 0)
RULES = task(
    "2.c",
    "Rà soát, sửa đổi quy chế phối hợp giải quyết thủ tục hành chính giữa các đơn vị.",
    3,
    product="Quy chế phối hợp giải quyết thủ tục hành chính",
)
SURVEY = task("4.d", "Khảo sát mức độ hài lòng của người dân, tổ chức mỗi năm một lần.", 16, directive="12/KH-UBND")
DAILY = task(
    "1.c", "Hàng ngày kiểm tra hộp thư công vụ và hệ thống quản lý văn bản; xử lý văn bản đến trong ngày.", None
)
