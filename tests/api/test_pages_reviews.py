"""The page of a period from its opening to what went out, as the office, the clerk and a unit walk it."""

from datetime import UTC, datetime

from acts import completions
from acts.completions import Report
from acts.review_flow import set_outline
from acts.review_requests import ask_sections
from acts.review_steps import open_reviews
from acts.steps import take_due
from domain.outline import Section
from domain.subject import Caller, Subject, SubjectKind
from tests.acts.house import CHIEF, OFFICIAL
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.writing.test_docx_template import edited, words

PDF = b"%PDF-1.7 signed"
HOME = "/bao-cao/2026-Q1"


def test_a_period_is_walked_from_sections_to_what_went_out(doors: Opened) -> None:
    doors.house.directive({})
    set_outline(doors.house.desk, CHIEF, (Section("the-che", "Cải cách thể chế", "kt"),))
    chief = browser_of(doors, "dung").open(HOME)
    assert "Chưa chốt" in chief.text
    chief.press("Đề nghị các đơn vị gửi nội dung")
    assert "Chưa nhận được" in chief.text

    unit = browser_of(doors, "an").open("/viec-cua-toi")
    unit.follow("Gửi nội dung mục").follow("Soạn, gửi nội dung").send(
        HOME + "/muc/the-che", text="Đã ban hành 02 văn bản."
    )
    assert "Đã gửi" in unit.open("/viec-cua-toi").follow("Báo cáo").text

    chief.open(HOME).send(HOME + "/muc/the-che/tra-lai", reason="Thiếu số văn bản")
    assert "Đã đề nghị bổ sung" in chief.text
    doors.house.now = doors.house.now.replace(minute=10)
    unit.open(HOME + "/muc/the-che").send(HOME + "/muc/the-che", text="Đã ban hành 02 quyết định.")
    chief.open(HOME).press("Xác nhận")
    assert "Đã xác nhận" in chief.text

    chief.open(HOME + "/muc/kien-nghi").send(HOME + "/muc/kien-nghi", text="Bổ sung 02 biên chế.")
    chief.open(HOME).press("Chốt số liệu")
    assert "Dự thảo" in chief.text
    told = chief.client.get(HOME + "/bao-cao.html").text
    assert "Đã ban hành 02 quyết định." in told
    assert "Bổ sung 02 biên chế." in told
    assert "Không có kiến nghị." not in told

    chief.open(HOME).send(HOME + "/trinh-duyet")
    assert "Nội dung đã trình duyệt" in chief.text
    chief.press("Duyệt nội dung")
    chief.send(HOME + "/bo-duyet", reason="Sửa lời văn")
    assert "Dự thảo" in chief.text
    chief.press("Duyệt nội dung")
    chief.upload(HOME + "/ban-hanh", "bao-cao.pdf", PDF, number="45/BC-UBND", issued_on="2/3/2026")
    assert "Đã ban hành" in chief.text
    assert {n.addressee for n in doors.house.notices() if n.kind == "published"} == {"unit/kt"}

    assert "Thư chờ gửi trong giờ làm việc" in chief.text

    unit.open("/bao-cao").follow("Quý I năm 2026").press("Xác nhận đã nhận")
    assert "Đơn vị đã xác nhận nhận văn bản" in unit.text
    file = unit.page.xpath("//a[starts-with(@href, '/api/evidence/')]/@href")[0]
    assert unit.client.get(file).content == PDF
    assert "Đơn vị đã nhận văn bản (1/1)" in chief.open(HOME).text


def test_a_revision_has_a_page_that_names_each_figure_and_why(doors: Opened) -> None:
    doors.house.directive({})
    chief = browser_of(doors, "dung").open(HOME).press("Chốt số liệu")
    completions.complete(doors.house.desk, OFFICIAL, Report((doors.house.assignments("kt")[0].id,)))
    chief.open(HOME).press("Chốt lại số liệu").follow("Xem thay đổi")
    assert "Toàn cơ quan: đã báo cáo, chờ xác nhận" in chief.text
    assert "Tình trạng: chưa đến hạn → đã báo cáo, chờ xác nhận" in chief.text
    chief.open(HOME).press("Chốt lại số liệu")
    assert "bản chốt hiện tại giữ nguyên" in chief.text
    assert browser_of(doors, "an").open(HOME + "/thay-doi").status == 404


def test_a_signed_file_is_needed_and_what_was_entered_stays(doors: Opened) -> None:
    doors.house.directive({})
    chief = browser_of(doors, "dung").open(HOME).press("Chốt số liệu").press("Duyệt nội dung")
    chief.send(HOME + "/ban-hanh", number="45/BC-UBND", issued_on="2/3/2026")
    assert "Chưa chọn tệp đã ký." in chief.text
    assert chief.form(HOME + "/ban-hanh").fields["number"] == "45/BC-UBND"


def test_a_unit_finds_neither_drafts_nor_sections_of_others(doors: Opened) -> None:
    doors.house.directive({})
    set_outline(doors.house.desk, CHIEF, (Section("the-che", "Cải cách thể chế", "kt"),))
    ask_sections(doors.house.desk, CHIEF, "2026-Q1")
    browser_of(doors, "dung").open(HOME).press("Chốt số liệu")
    other = browser_of(doors, "chi")
    assert "Cải cách thể chế" not in other.open("/bao-cao").text
    for path in (HOME, HOME + "/muc/the-che", HOME + "/muc/danh-gia", HOME + "/bao-cao.html"):
        assert other.open(path).status == 404


def test_a_template_of_the_office_is_in_force_from_the_next_freezing_and_kept_with_it(doors: Opened) -> None:
    doors.house.directive({})
    chief = browser_of(doors, "dung").open(HOME).press("Chốt số liệu")
    chief.open("/bao-cao/mau-word").upload("/bao-cao/mau-word/ket-qua", "mau.docx", b"not a file")
    assert "Cần tệp Word dạng .docx" in chief.text
    own = edited("Mẫu riêng", "{{ dau_trang }}", "{{ noi_dung }}", "{{ chu_ky }}", "{{ phu_luc }}")
    chief.open("/bao-cao/mau-word").upload("/bao-cao/mau-word/ket-qua", "mau.docx", own)
    assert "Mẫu của cơ quan: mau.docx" in chief.text
    assert "Mẫu riêng" not in words(chief.client.get(HOME + "/ket-qua.docx").content)
    assert "chốt lần 2" in chief.open(HOME).press("Chốt lại số liệu").text
    chief.open("/bao-cao/mau-word").press("Trở về mẫu có sẵn")
    assert "Mẫu riêng" in words(chief.client.get(HOME + "/ket-qua.docx").content)
    assert "Mẫu riêng" not in words(chief.client.get("/bao-cao/xem-truoc/2026-Q1/ket-qua.docx").content)


def test_a_missed_morning_is_an_alarm_on_the_pages_of_the_office_and_of_nobody_else(doors: Opened) -> None:
    doors.house.directive({})
    doors.house.now = datetime(2026, 3, 3, 3, tzinfo=UTC)
    chief = browser_of(doors, "dung").open("/bao-cao")
    assert "Báo cáo quý I năm 2026: mở kỳ, đề nghị đơn vị gửi nội dung, kỳ chưa được mở" in chief.text
    open_reviews(doors.house.desk)
    assert "chưa được thực hiện đúng ngày" not in chief.open("/bao-cao").text
    doors.house.now = datetime(2026, 4, 1, 3, tzinfo=UTC)
    told = browser_of(doors, "dung").open(HOME).text
    assert "Quý I năm 2026: chốt số liệu, theo lịch 23:59 ngày 31/3/2026" in told
    assert "trình ký" not in told.split("theo lịch 23:59")[0]
    assert "đúng ngày" not in browser_of(doors, "an").open("/bao-cao").text
    assert doors.client.get("/api/health").json()["reviews"] == "late"
    take_due(doors.house.desk, Subject(SubjectKind.REVIEW, "2026-Q1"), Caller.ROUND)
    assert "chốt số liệu, theo lịch" not in browser_of(doors, "dung").open(HOME).text
