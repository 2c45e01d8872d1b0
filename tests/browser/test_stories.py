"""The stories of an office in a real browser: a phone, a desk, a keyboard, and a page of somebody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from zipfile import is_zipfile

import pytest
from playwright.sync_api import Browser, Page, expect

from acts import steps
from acts.completions import Report, complete
from acts.passwords import set_password
from domain.rights import SYSTEM
from domain.subject import Caller, Subject, SubjectKind
from tests.acts.house import OFFICIAL, House
from tests.api.browsing import PHRASE
from tests.api.doors import QUICK
from tests.browser.chromium import WithDesk

pytestmark = pytest.mark.browser
PHONE, DESK = (390, 844), (1280, 800)
STATUS = (
    "Failed to load resource: the server responded with a status of 4",
    "Failed to load resource: net::ERR_FAILED",
)
"""How the console tells of a refusal, which is an answer, and of a lost connection; what a policy blocked is told otherwise."""
SMALLEST_TARGET = 24
"""CSS pixels (WCAG 2.2, 2.5.8)."""


@contextmanager
def somebody(
    chromium: Browser, house: WithDesk, address: str, login: str, size: tuple[int, int], *, scripts: bool = True
) -> Iterator[Page]:
    """A page of somebody signed in; nothing may be complained of in its console, and nothing may stick out sideways."""
    set_password(house.desk, SYSTEM, login, PHRASE, QUICK)
    context = chromium.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="vi-VN", java_script_enabled=scripts
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.goto(address)
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(PHRASE)
    page.get_by_role("button", name="Đăng nhập").click()
    yield page
    assert [one for one in said if not one.startswith(STATUS)] == []
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def work(house: House) -> list[str]:
    return [row.work for row in house.assignments("kt")]


def test_an_official_reports_two_tasks_at_once_on_a_phone(chromium: Browser, house: House, address: str) -> None:
    house.directive({"text": "Việc một.", "due_on": "2026-03-02"}, {"text": "Việc hai.", "due_on": "2026-03-05"})
    with somebody(chromium, house, address, "an", PHONE) as page:
        expect(page.get_by_role("heading", name="Đến hạn hôm nay (1)")).to_be_visible()
        page.get_by_label("Chọn để báo cáo: Việc một").check()
        page.get_by_label("Chọn để báo cáo: Việc hai").check()
        expect(page.locator("[data-count]")).to_have_text("2")
        page.get_by_role("button", name="Báo cáo các việc đã chọn").click()
        page.get_by_label("Số, ký hiệu").fill("45/BC-KT")
        page.get_by_label("Ngày văn bản").fill("1/3/2026")
        page.get_by_role("button", name="Gửi báo cáo").click()
        expect(page.get_by_role("status")).to_contain_text("Đã ghi nhận báo cáo.")
        expect(page.get_by_role("heading", name="Chờ xác nhận (2)")).to_be_visible()
    assert work(house) == ["reported", "reported"]


def test_pages_work_without_javascript_and_a_mistake_is_said_where_it_is(
    chromium: Browser, house: House, address: str
) -> None:
    house.directive({})
    with somebody(chromium, house, address, "an", PHONE, scripts=False) as page:
        page.get_by_role("link", name="Báo cáo", exact=True).click()
        page.get_by_label("Số, ký hiệu").fill("45/BC-KT")
        page.get_by_label("Ngày văn bản").fill("31/12/2026")
        page.get_by_role("button", name="Gửi báo cáo").click()
        expect(page.get_by_role("alert")).to_contain_text("tương lai")
        expect(page.get_by_label("Ngày văn bản")).to_have_value("31/12/2026")
        page.get_by_label("Ngày văn bản").fill("1/3/2026")
        page.get_by_role("button", name="Gửi báo cáo").click()
        expect(page.get_by_role("status")).to_be_visible()
    assert work(house) == ["reported"]


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_text_becomes_a_draft_is_mended_on_the_grid_by_keyboard_and_issued(
    chromium: Browser, house: House, address: str, size: tuple[int, int]
) -> None:
    text = "1. Giao Phòng Kinh tế rà soát thủ tục, báo cáo trước ngày 20/3/2026.\n2. Giao Ban lạ lấy ý kiến hàng quý."
    with somebody(chromium, house, address, "dung", size) as page:
        page.goto(f"{address}/van-ban/moi")
        page.get_by_label("Hoặc dán nội dung").fill(text)
        page.get_by_role("button", name="Đọc văn bản").click()
        page.get_by_role("link", name="Rà soát trên một bảng").click()
        page.get_by_label("Nơi xác nhận").first.focus()
        page.keyboard.type("Văn phòng")
        page.keyboard.press("Enter")
        page.keyboard.type("vp")
        page.get_by_label("Chủ trì").nth(1).fill("phòng văn hóa")
        expect(page.locator("[data-changed]")).to_have_text("1 ô chưa lưu")
        page.keyboard.press("Control+s")
        expect(page.get_by_role("status").first).to_have_text("Đã lưu nội dung sửa.")
        page.get_by_role("link", name="Xem trước, phát hành").click()
        page.get_by_label("Số, ký hiệu").fill("15/CT-UBND")
        page.get_by_label("Ngày văn bản").fill("2/3/2026")
        page.get_by_role("button", name="Phát hành").click()
        expect(page.get_by_role("status")).to_contain_text("Đã phát hành")
    assert {row.unit for row in house.assignments()} == {"kt", "vh"}


def test_a_manager_confirms_asks_for_more_postpones_and_escalates(
    chromium: Browser, house: House, address: str
) -> None:
    house.directive({"text": "Việc một."}, {"text": "Việc hai."}, {"text": "Việc quá hạn.", "due_on": "2026-03-03"})
    first, second, late = house.assignments("kt")
    for one in (first, second):
        complete(house.desk, OFFICIAL, Report((one.id,), note=f"Báo cáo {one.id[:4]}"))
    while house.steps(late.id)["H3"].state != "awaiting":
        house.now += timedelta(hours=8)
        steps.take_due(house.desk, Subject(SubjectKind.ASSIGNMENT, late.id), Caller.CLOCK)
    with somebody(chromium, house, address, "dung", DESK) as page:
        waiting = page.get_by_role("region", name="Báo cáo chờ xác nhận")
        waiting.get_by_role("button", name="Xác nhận hoàn thành").first.click()
        expect(page.get_by_role("status")).to_have_text("Đã xác nhận hoàn thành.")
        waiting.get_by_text("Đề nghị bổ sung", exact=True).click()
        waiting.get_by_label("Mức độ").select_option(label="thiếu hồ sơ")
        waiting.get_by_label("Cần bổ sung gì").fill("Thiếu danh sách hồ sơ.")
        waiting.get_by_role("button", name="Gửi đề nghị bổ sung").click()
        expect(page.get_by_role("status")).to_contain_text("Đã gửi đề nghị bổ sung")
        page.get_by_text("Đã trao đổi điện thoại – hoãn").click()
        page.get_by_role("button", name="Hoãn", exact=True).click()
        expect(page.get_by_role("status")).to_have_text("Đã hoãn báo cáo.")
        overdue = page.get_by_role("region", name="Nhiệm vụ theo tình trạng")
        overdue.get_by_role("link", name="Báo cáo thủ trưởng").first.click()
        page.get_by_text("Báo cáo thủ trưởng đơn vị", exact=True).first.click()
        page.locator("#don-doc").get_by_label("Lý do").fill("Đã nhắc hai lần.")
        page.get_by_role("button", name="Gửi báo cáo thủ trưởng").click()
        expect(page.get_by_role("status")).to_contain_text("Đã gửi báo cáo đến thủ trưởng đơn vị.")
    assert sorted(work(house)) == ["accepted", "issued", "returned"]
    assert house.steps(late.id)["H3"].reason == "Đã trao đổi điện thoại"


def test_the_office_freezes_a_period_and_downloads_its_review(
    chromium: Browser, house: House, address: str, tmp_path: Path
) -> None:
    house.directive({})
    with somebody(chromium, house, address, "dung", DESK) as page:
        page.get_by_role("link", name="Báo cáo", exact=True).click()
        page.get_by_text("Chốt số liệu", exact=True).click()
        page.get_by_role("button", name="Chốt số liệu quý I năm 2026").click()
        expect(page.get_by_role("status")).to_have_text("Đã chốt số liệu của kỳ.")
        with page.expect_download() as coming:
            page.get_by_role("link", name="Word (DOCX)").first.click()
        coming.value.save_as(tmp_path / "bao-cao.docx")
    assert is_zipfile(tmp_path / "bao-cao.docx")


def test_a_list_is_printed_with_its_tasks_and_without_its_buttons(
    chromium: Browser, house: House, address: str
) -> None:
    house.directive({"text": "Việc một."})
    with somebody(chromium, house, address, "an", DESK) as page:
        page.emulate_media(media="print")
        expect(page.get_by_text("Việc một")).to_be_visible()
        expect(page.get_by_role("link", name="Báo cáo", exact=True)).to_be_hidden()
        expect(page.get_by_role("navigation")).to_be_hidden()


def test_what_is_folded_on_the_screen_is_on_paper_and_forms_are_not(
    chromium: Browser, house: House, address: str
) -> None:
    house.directive({"text": "Việc một."})
    (row,) = house.assignments("kt")
    with somebody(chromium, house, address, "dung", DESK) as page:
        page.goto(f"{address}/nhiem-vu/{row.id}")
        folded = page.get_by_role("columnheader", name="Thời điểm")
        expect(folded).to_be_hidden()
        page.emulate_media(media="print")
        expect(folded).to_be_visible()
        expect(page.get_by_text("Xin gia hạn", exact=True)).to_be_hidden()
        page.emulate_media(media="screen")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(folded).to_be_visible()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(folded).to_be_hidden()


def test_a_page_of_somebody_else_cannot_act_for_who_is_signed_in(chromium: Browser, house: House, address: str) -> None:
    house.directive({})
    one = house.assignments("kt")[0]
    with somebody(chromium, house, address, "an", DESK) as page:
        fields = f'<input name="key" value="k"><input name="version" value="{one.version}">'
        form = f'<form method="post" action="{address}/nhiem-vu/{one.id}/tiep-nhan">{fields}<button>x</button></form>'
        page.route("http://elsewhere.example/", lambda route: route.fulfill(body=form, content_type="text/html"))
        page.goto("http://elsewhere.example/")
        with page.expect_response(lambda answer: answer.request.method == "POST") as coming:
            page.get_by_role("button").click()
        assert coming.value.status in {303, 403}
        page.goto(address)
    assert work(house) == ["issued"]


def test_everything_is_reached_and_named_by_keyboard(chromium: Browser, house: House, address: str) -> None:
    house.directive({}, {"due_on": None})
    with somebody(chromium, house, address, "an", PHONE) as page:
        page.locator("body").press("Tab")
        expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
        for path in ("/viec-cua-toi", "/tai-khoan", "/van-ban"):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.lang") == "vi"
            assert page.locator("h1").count() == 1
            unnamed = page.evaluate(
                """() => [...document.querySelectorAll("main input:not([type=hidden]), select, textarea, button, a")]
                .filter(e => !(e.labels?.length || e.getAttribute("aria-label") || e.textContent.trim()))
                .map(e => e.outerHTML)"""
            )
            assert unnamed == []
            small = page.evaluate(
                f"""() => [...document.querySelectorAll("main button, main .button")]
                .filter(e => e.offsetParent && e.getBoundingClientRect().height < {SMALLEST_TARGET})
                .map(e => e.outerHTML)"""
            )
            assert small == []
