"""From upload to issue in a real browser: a long directive, wide and on a phone, as the specialist goes through it."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from acts.figures import take_scorecard
from acts.office import set_office
from domain.rights import SYSTEM
from reading.office import read_directory
from reading.scorecards import read_scorecard
from tests.acts.house import House
from tests.api.test_annexes import words_of
from tests.browser.test_stories import DESK, PHONE, somebody

pytestmark = pytest.mark.browser
SAMPLE = Path(__file__).parents[2] / "samples" / "quan-1-2023"
PAPER = (680, 1009)
"""What the margins of 15 mm leave of an A4 sheet, in CSS pixels."""
MOST_TABS = 600
"""More fields than the longest page has before what is looked for."""
SIGNED: FilePayload = {"name": "Bản quét.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n" + b"x" * 900}
PICTURES = os.environ.get("DONDOC_PICTURES")
"""A folder for the picture of each page, where somebody wants to look at them."""


def look(page: Page, name: str, size: tuple[int, int]) -> None:
    """Nothing sticks out sideways, on the screen and on paper; the page is pictured where somebody wants to look at it."""
    fits(page, f"{name}-{size[0]}", whole=size == DESK)
    if size == DESK:
        held = page.evaluate_handle("document.activeElement")  # what is not printed loses it
        page.emulate_media(media="print")
        page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})
        fits(page, f"{name}-in", whole=True)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(media="screen")
        page.evaluate("e => e.focus()", held)


def fits(page: Page, name: str, *, whole: bool) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=whole)


def reach(page: Page, wanted: Locator) -> None:
    """Go to a field, link or button with Tab alone."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {wanted}")


def press(page: Page, wanted: Locator) -> None:
    reach(page, wanted)
    page.keyboard.press("Enter")


def type_in(page: Page, wanted: Locator, text: str) -> None:
    reach(page, wanted)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


@pytest.fixture
def office(house: House) -> House:
    set_office(house.desk, SYSTEM, read_directory((SAMPLE / "units.yaml").read_bytes(), "units.yaml"))
    take_scorecard(house.desk, SYSTEM, read_scorecard((SAMPLE / "scorecard.yaml").read_bytes(), "scorecard.yaml"))
    return house


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_from_upload_to_issue_by_keyboard_alone(
    chromium: Browser, office: House, address: str, size: tuple[int, int]
) -> None:
    with somebody(chromium, office, address, "dung", size) as page:
        taken_in(page, address, size)
        corrected(page, size)
        linked(page, size)
        annexed(page, size)
        issued(page, size)
    assert len(office.assignments()) > len({row.item for row in office.assignments()}) > 10
    planned = [row for row in office.assignments() if str(row.named) == "2026-05-29"]
    assert {(row.basis, row.counts) for row in planned} == {("annex", True)}


def taken_in(page: Page, address: str, size: tuple[int, int]) -> None:
    page.goto(f"{address}/van-ban")
    look(page, "0-danh-sach", size)
    press(page, page.get_by_role("link", name="Đưa văn bản vào").first)
    expect(page.get_by_role("heading", name="Đưa văn bản vào")).to_be_visible()
    look(page, "1-dua-vao", size)
    reach(page, page.get_by_label("Tệp văn bản"))
    page.get_by_label("Tệp văn bản").set_input_files(SAMPLE / "directive.txt")
    page.get_by_label("Bản đã ký (nếu có)").set_input_files(SIGNED)
    press(page, page.get_by_role("button", name="Đọc văn bản"))
    expect(page.get_by_text("Dự thảo, chưa phát hành")).to_be_visible()
    with page.expect_download() as file:
        press(page, page.get_by_role("link", name="Bản quét.pdf"))
    assert file.value.path().read_bytes() == SIGNED["buffer"]
    look(page, "2-van-ban", size)


def corrected(page: Page, size: tuple[int, int]) -> None:
    """A product, and a day of the office's own plan where the document names none."""
    press(page, page.get_by_role("link", name="Rà soát trên một bảng"))
    expect(page.get_by_text("Cần xem lại").first).to_be_visible()
    look(page, "3-ra-soat", size)
    assert page.locator("mark").count() >= 10
    row = page.locator("tr[data-item]").filter(has=page.locator("option[value=none][selected]")).first
    type_in(page, row.get_by_label("Hạn", exact=True), "29052026")
    reach(page, row.get_by_label("Cơ sở của hạn"))
    page.keyboard.type("n")
    type_in(page, row.get_by_label("Sản phẩm"), "Báo cáo kết quả")
    page.keyboard.press("Tab")
    expect(page.locator("[data-changed]")).to_contain_text("Đã lưu lúc")
    expect(row.get_by_label("Cơ sở của hạn")).to_have_value("internal")


def linked(page: Page, size: tuple[int, int]) -> None:
    waiting = page.get_by_text("Liên kết đề xuất:").first
    press(page, waiting)
    link = page.get_by_role("button", name="Đúng:").first
    look(page, "4-lien-ket", size)
    press(page, link)
    expect(page.get_by_role("status").first).to_have_text("Đã ghi nhận liên kết.")


def annexed(page: Page, size: tuple[int, int]) -> None:
    """The annex is drafted as a file; its number and date, as the registry gave them, put the plan in force."""
    press(page, page.get_by_role("link", name="Quay lại văn bản"))
    expect(page.get_by_text("Dự thảo, chưa phát hành")).to_be_visible()
    press(page, page.get_by_text("Soạn phụ lục phân công"))
    with page.expect_download() as file:
        press(page, page.get_by_role("link", name="Phụ lục (DOCX)"))
    assert "PHỤ LỤC" in words_of(file.value.path().read_bytes())
    press(page, page.get_by_text("Phụ lục đã ký", exact=True))
    type_in(page, page.get_by_label("Số, ký hiệu phụ lục"), "01/PL-UBND")
    type_in(page, page.get_by_label("Ngày ký"), "02032026")
    look(page, "5-phu-luc", size)
    press(page, page.get_by_role("button", name="Ghi số, ngày phụ lục"))
    expect(page.get_by_role("status")).to_contain_text("thời hạn trong phụ lục có hiệu lực")


def issued(page: Page, size: tuple[int, int]) -> None:
    press(page, page.get_by_role("link", name="Xem trước, phát hành"))
    expect(page.get_by_role("heading", name="Thư gửi các đơn vị")).to_be_visible()
    look(page, "6-xem-truoc", size)
    type_in(page, page.get_by_label("Số, ký hiệu"), "15/CT-UBND")
    type_in(page, page.get_by_label("Ngày văn bản"), "2/3/2026")
    press(page, page.get_by_role("button", name="Phát hành"))
    expect(page.get_by_role("status")).to_contain_text("Đã phát hành")
    look(page, "7-da-phat-hanh", size)
    page.go_back()  # to the form that was sent: what is issued is shown instead, and is not issued twice
    expect(page.get_by_text("Đã phát hành", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Phát hành")).to_have_count(0)
