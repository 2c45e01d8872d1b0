"""The pages: the same acts as the API, with forms that work without JavaScript and keep what was entered."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from acts import assignments, steps
from acts.completions import Report, complete
from acts.review_steps import open_reviews
from domain.rights import SYSTEM
from domain.subject import Caller, Subject, SubjectKind
from storage.database import Memory
from storage.tables import CompletionRow, MessageRow
from tests.acts.house import OFFICIAL
from tests.api.browsing import Browser, browser_of
from tests.api.doors import Opened
from tests.databases import KINDS, a_memory

TEXT = """ỦY BAN NHÂN DÂN PHƯỜNG MẪU

CHỈ THỊ
Về việc nâng cao chất lượng phục vụ

1. Giao Phòng Kinh tế chủ trì, phối hợp với Phòng Văn hóa rà soát thủ tục hành chính, báo cáo trước ngày 20/3/2026.
2. Giao Trung tâm Y tế tổ chức lấy ý kiến người dân hàng quý.
"""


@pytest.fixture(params=KINDS[:1])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory(request.param, tmp_path, None) as found:
        yield found


def work(doors: Opened, unit: str = "kt") -> list[str]:
    return [row.work for row in doors.house.assignments(unit)]


def reports(doors: Opened) -> list[CompletionRow]:
    with doors.house.memory.reading() as session:
        found = list(session.scalars(select(CompletionRow)))
        session.expunge_all()
    return found


def awaiting(doors: Opened) -> None:
    """An escalation to the head that waits for a word."""
    doors.house.directive({"due_on": "2026-03-03"})
    one = doors.house.assignments("kt")[0]
    for _ in range(30):
        doors.house.now += timedelta(hours=8)
        steps.take_due(doors.house.desk, Subject(SubjectKind.ASSIGNMENT, one.id), Caller.CLOCK)
        if doors.house.steps(one.id)["H3"].state == "awaiting":
            return
    raise AssertionError({rung: step.state for rung, step in doors.house.steps(one.id).items()})


def test_an_official_sees_own_work_in_the_order_of_the_day(doors: Opened) -> None:
    doors.house.directive(
        {"text": "Việc hôm nay.", "due_on": "2026-03-02"},
        {"text": "Việc trong tuần.", "due_on": "2026-03-05"},
        {"text": "Việc thường xuyên.", "due_on": None},
        {"text": "Việc của phòng khác.", "lead_codes": ["vh"]},
    )
    browser = browser_of(doors, "an")
    titles = [" ".join(h.text_content().split()) for h in browser.page.xpath("//section//h2")]
    assert titles == ["Đến hạn hôm nay (1)", "Đến hạn trong tuần này (1)", "Chưa xác định thời hạn, thường xuyên (1)"]
    assert "Việc của phòng khác" not in browser.text


def test_a_report_of_nothing_chosen_is_told_and_how_to_choose(doors: Opened) -> None:
    doors.house.directive({})
    official = browser_of(doors, "an").open("/bao-cao-ket-qua?")
    assert official.status == 422
    (told,) = official.page.xpath("//*[@role='alert']")
    assert "Chưa chọn việc nào để báo cáo." in told.text_content()
    assert "Đánh dấu ô ở đầu dòng" in told.text_content()
    assert official.page.xpath("//input[@name='viec']")


def test_links_that_open_something_say_what(doors: Opened) -> None:
    page = browser_of(doors, "dung").open("/quan-tri").page
    named = [link.get("aria-label") for link in page.xpath("//a[normalize-space()='Mở']")]
    assert "Mở: Quy trình đôn đốc" in named
    assert None not in named
    assert len(set(named)) == len(named) > 1


def test_a_form_sent_twice_is_one_report(doors: Opened) -> None:
    doors.house.directive({})
    official = browser_of(doors, "an").follow("Báo cáo")
    form = official.form("/bao-cao-ket-qua")
    told = [*form.form_values(), ("note", "Xong.")]
    assert official.post("/bao-cao-ket-qua", told).status == 200
    assert official.post("/bao-cao-ket-qua", told).status == 200
    assert len(reports(doors)) == 1


def test_what_was_entered_stays_when_a_rule_says_no(doors: Opened) -> None:
    doors.house.directive({})
    official = browser_of(doors, "an").follow("Báo cáo")
    official.send("/bao-cao-ket-qua", number="45/BC-KT", issued_on="31/12/2026", note="Đã làm xong.")
    assert official.status == 422
    assert "tương lai" in official.text
    fields = official.form("/bao-cao-ket-qua").fields
    assert (fields["number"], fields["issued_on"], fields["note"]) == ("45/BC-KT", "31/12/2026", "Đã làm xong.")
    official.send("/bao-cao-ket-qua", number="45/BC-KT", issued_on="hôm qua")
    assert "ngày/tháng/năm" in official.text
    assert work(doors) == ["issued"]


def test_a_form_filled_in_before_somebody_elses_change_is_refused(doors: Opened) -> None:
    doors.house.directive({})
    official = browser_of(doors, "an").follow("Báo cáo")
    one = doors.house.assignments("kt")[0].id
    assignments.acknowledge(doors.house.desk, OFFICIAL, one)
    assert official.send("/bao-cao-ket-qua", note="Xong.").status == 412
    assert "tải lại" in official.text
    complete(doors.house.desk, SYSTEM, Report((one,)))
    assert official.send("/bao-cao-ket-qua", note="Xong.").status == 409
    assert "đã báo cáo" in official.text


def test_more_time_is_asked_for_and_decided(doors: Opened) -> None:
    doors.house.directive({"due_on": "2026-03-20"})
    official = browser_of(doors, "an").follow("Xin gia hạn")
    one = doors.house.assignments("kt")[0]
    wanted = {"class": "objective", "reason": "Chờ hướng dẫn."}
    official.send(f"/nhiem-vu/{one.id}/gia-han", until="1/3/2026", **wanted)
    assert official.status == 422
    official.send(f"/nhiem-vu/{one.id}/gia-han", until="31/3/2026", **wanted)
    assert "Đang chờ quyết định gia hạn đến 31/3/2026" in official.text
    chief = browser_of(doors, "dung")
    chief.send("/theo-doi/gia-han/", granted="true")
    assert chief.status == 422
    chief.send("/theo-doi/gia-han/", granted="true", reason="Lý do chính đáng.")
    assert doors.house.assignments("kt")[0].deadline == date(2026, 3, 31)
    assert "Đồng ý gia hạn đến 31/3/2026" in official.open(f"/nhiem-vu/{one.id}").text


def test_a_report_goes_back_with_its_class_and_reason(doors: Opened) -> None:
    doors.house.directive({})
    complete(doors.house.desk, OFFICIAL, Report((doors.house.assignments("kt")[0].id,)))
    chief = browser_of(doors, "dung")
    report = reports(doors)[0].id
    chief.send(f"/theo-doi/bao-cao/{report}/bo-sung", **{"class": "incomplete", "reason": ""})
    assert chief.status == 422
    assert chief.page.xpath("//details[@open]")
    chief.send(f"/theo-doi/bao-cao/{report}/bo-sung", **{"class": "incomplete", "reason": "Thiếu danh sách."})
    assert work(doors) == ["returned"]
    official = browser_of(doors, "an")
    assert "Cần bổ sung (1)" in official.text
    assert "Thiếu danh sách." in official.follow("Rà soát").text


@pytest.mark.parametrize(
    ("door", "fields", "state"),
    [
        ("hoan", {"working_days": "2", "reason": "Đã gọi"}, "awaiting"),
        ("gui", {}, "taken"),
        ("khong-gui", {"reason": "Đơn vị đã gửi bản giấy."}, "declined"),
    ],
)
def test_an_escalation_is_postponed_sent_or_declined(
    doors: Opened, door: str, fields: dict[str, str], state: str
) -> None:
    awaiting(doors)
    one = doors.house.assignments("kt")[0].id
    before = doors.house.steps(one)["H3"]
    chief = browser_of(doors, "dung")
    assert "Báo cáo thủ trưởng, trình lãnh đạo chờ ý kiến (1)" in chief.text
    chief.send(f"/theo-doi/moc/{before.id}/{door}", **fields)
    after = doors.house.steps(one)["H3"]
    assert (chief.status, after.state) == (200, state)
    if door == "hoan":
        assert after.release_at is not None
        assert before.release_at is not None
        assert after.release_at > before.release_at


def test_no_reason_no_decline(doors: Opened) -> None:
    awaiting(doors)
    step = doors.house.steps(doors.house.assignments("kt")[0].id)["H3"]
    chief = browser_of(doors, "dung").send(f"/theo-doi/moc/{step.id}/khong-gui")
    assert chief.status == 422
    assert doors.house.steps(step.subject)["H3"].state == "awaiting"


def test_the_office_records_for_a_unit_and_escalates_by_hand(doors: Opened) -> None:
    doors.house.directive({})
    one = doors.house.assignments("kt")[0].id
    chief = browser_of(doors, "dung").open(f"/nhiem-vu/{one}")
    chief.send(f"/nhiem-vu/{one}/don-doc", reason="Đã nhắc hai lần.")
    assert "Đã gửi báo cáo đến thủ trưởng đơn vị." in chief.text
    assert "escalation" in {notice.kind for notice in doors.house.notices()}
    chief.follow("Ghi nhận thay")
    chief.send("/bao-cao-ket-qua", number="9/BC-KT", issued_on="02/3/2026", source="paper")
    (report,) = reports(doors)
    assert (report.recorded_for, report.source) == ("kt", "paper")


def test_a_document_becomes_a_draft_is_corrected_foreseen_and_issued(doors: Opened) -> None:
    chief = browser_of(doors, "dung").open("/van-ban").follow("Đưa văn bản vào")
    chief.send("/van-ban/moi", text=TEXT)
    assert "Dự thảo, chưa phát hành" in chief.text
    assert "chưa nhận ra: Trung tâm Y tế" in chief.text
    draft = chief.address
    chief.follow("Xem trước, phát hành")
    assert "Chưa phát hành được: các mục 2 chưa có đơn vị chủ trì." in chief.text
    assert chief.send(draft + "/phat-hanh", number="15/CT-UBND", issued_on="02/3/2026").status == 422
    chief.follow("2")
    chief.send(draft + "/muc/", lead_codes=["vh"], follow="true", cadence="quarterly", due_on="", basis="none")
    assert "Đã lưu nội dung sửa." in chief.text
    chief.follow("Xem trước, phát hành")
    assert "20/3/2026" in chief.text
    chief.send(draft + "/phat-hanh", number="15/CT-UBND", issued_on="02/3/2026")
    assert "Đã phát hành" in chief.text
    assert {(row.unit, row.deadline) for row in doors.house.assignments()} == {("kt", date(2026, 3, 20)), ("vh", None)}
    official = browser_of(doors, "an").open("/van-ban")
    assert "Số 15/CT-UBND" in official.text
    assert "Trung tâm Y tế" not in official.follow("nâng cao").text


def test_a_secret_text_is_refused_on_the_page_and_not_kept(doors: Opened) -> None:
    chief = browser_of(doors, "dung").open("/van-ban/moi").send("/van-ban/moi", text="TUYỆT MẬT\n" + TEXT)
    assert chief.status == 422
    assert "Chưa có văn bản nào" in chief.open("/van-ban").text


def test_an_annex_of_another_shape_is_refused_where_it_was_chosen(doors: Opened) -> None:
    chief = browser_of(doors, "dung").open("/van-ban/moi").send("/van-ban/moi", text=TEXT)
    chief.upload(chief.address + "/phu-luc", "phu-luc.yaml", b"rows: 7")
    assert chief.status in {400, 422}
    assert chief.page.xpath("//details[@open]//*[@role='alert']")


def test_a_period_is_looked_at_frozen_and_taken_as_files(doors: Opened) -> None:
    doors.house.directive({})
    chief = browser_of(doors, "dung").open("/bao-cao")
    assert "Số liệu hiện tại: quý I năm 2026" in chief.text
    assert "Chưa có kỳ nào được chốt." in chief.text
    chief.press("Chốt số liệu quý I năm 2026")
    assert "Đã chốt số liệu của kỳ." in chief.text
    offered = chief.page.xpath("//a/@href[starts-with(., '/bao-cao/2026-Q1/')]")
    assert {f"/bao-cao/2026-Q1/ket-qua.{form}" for form in ("html", "pdf", "docx")} <= set(offered)
    for form in ("html", "docx"):
        assert chief.client.get(f"/bao-cao/2026-Q1/ket-qua.{form}").status_code == 200
    assert chief.client.get("/bao-cao/2026-Q1/khong-co.html").status_code == 404
    assert chief.client.get("/bao-cao/xem-truoc/2026-Q1/ket-qua.html").status_code == 200
    assert browser_of(doors, "an").open("/bao-cao/2026-Q1").status in {403, 404}


def test_a_frozen_period_shows_its_five_dates_and_what_became_of_them(doors: Opened) -> None:
    open_reviews(doors.house.desk)
    chief = browser_of(doors, "dung").open("/bao-cao")
    chief.press("Chốt số liệu quý I năm 2026")
    told = [" ".join(one.text_content().split()) for one in chief.page.xpath("//*[@aria-labelledby='cac-moc']//li")]
    names = ("Mở kỳ", "Đơn vị gửi", "Chốt số liệu", "Hoàn thiện dự thảo", "Trình ký")
    assert len(told) == len(names)
    assert all(line.startswith(name) and line.endswith("chưa đến") for line, name in zip(told, names, strict=True))


@pytest.mark.parametrize("path", ["/theo-doi", "/van-ban/moi", "/inbox"])
def test_a_unit_does_not_find_the_pages_of_the_office(doors: Opened, path: str) -> None:
    browser = browser_of(doors, "an").open(path)
    assert browser.status in {403, 404}


def test_another_units_work_looks_absent(doors: Opened) -> None:
    doors.house.directive({"lead_codes": ["vh"]})
    one = doors.house.assignments("vh")[0].id
    browser = browser_of(doors, "an")
    absent = browser.open("/nhiem-vu/khong-co").text
    assert browser.open(f"/nhiem-vu/{one}").text == absent
    assert browser.status == 404
    assert browser.open(f"/bao-cao-ket-qua?viec={one}").status == 404


def test_text_of_documents_is_shown_and_never_obeyed(doors: Opened) -> None:
    canary = "<img src=x onerror=alert(1)>{{ 7 * 7 }}"
    doors.house.directive({"text": canary, "product": canary})
    for login, path in (("an", "/viec-cua-toi"), ("dung", "/theo-doi?tinh_trang=all"), ("dung", "/bao-cao")):
        browser = browser_of(doors, login).open(path)
        assert not browser.page.xpath("//img")
        assert "49" not in browser.text


def test_a_post_from_another_site_changes_nothing(doors: Opened) -> None:
    doors.house.directive({})
    browser: Browser = browser_of(doors, "an").follow("Báo cáo")
    browser.headers = {"Sec-Fetch-Site": "cross-site"}
    assert browser.send("/bao-cao-ket-qua", note="Xong.").status == 403
    assert work(doors) == ["issued"]


def test_mails_that_failed_are_shown_to_the_office(doors: Opened) -> None:
    doors.house.directive({})
    with doors.house.memory.writing() as session:
        mail = session.scalars(select(MessageRow)).first()
        assert mail is not None
        mail.state, mail.reply, mail.address = "failed", "550 không có hộp thư", "kt@mau.example"
    assert "550 không có hộp thư" in browser_of(doors, "dung").text
