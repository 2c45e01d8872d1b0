"""From upload to issue in a real browser: a long directive, wide and on a phone, as the specialist goes through it."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from acts.figures import take_scorecard
from acts.office import set_office
from domain.rights import SYSTEM
from reading.office import read_directory
from reading.scorecards import read_scorecard
from tests.acts.house import House
from tests.browser.test_stories import DESK, PHONE, somebody

pytestmark = pytest.mark.browser
SAMPLE = Path(__file__).parents[2] / "samples" / "quan-1-2023"
PICTURES = os.environ.get("DONDOC_PICTURES")
"""A folder for the picture of each page, where somebody wants to look at them."""


def look(page: Page, name: str, size: tuple[int, int]) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}-{size[0]}.png", full_page=size == DESK)


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_from_upload_to_issue(chromium: Browser, house: House, address: str, size: tuple[int, int]) -> None:
    set_office(house.desk, SYSTEM, read_directory((SAMPLE / "units.yaml").read_bytes(), "units.yaml"))
    take_scorecard(house.desk, SYSTEM, read_scorecard((SAMPLE / "scorecard.yaml").read_bytes(), "scorecard.yaml"))
    with somebody(chromium, house, address, "dung", size) as page:
        page.goto(f"{address}/van-ban/moi")
        look(page, "1-dua-vao", size)
        page.get_by_label("Tệp văn bản").set_input_files(SAMPLE / "directive.txt")
        page.get_by_role("button", name="Đọc văn bản").click()
        expect(page.get_by_text("Dự thảo, chưa phát hành")).to_be_visible()
        look(page, "2-van-ban", size)
        page.get_by_role("link", name="Rà soát trên một bảng").click()
        expect(page.get_by_text("Cần xem lại").first).to_be_visible()
        look(page, "3-ra-soat", size)
        assert page.locator("mark").count() >= 10
        page.get_by_label("Sản phẩm").first.fill("Báo cáo kết quả")
        page.get_by_label("Sản phẩm").first.blur()
        expect(page.locator("[data-changed]")).to_contain_text("Đã lưu lúc")
        link = page.get_by_role("button", name="Đúng:").first
        if link.count() or page.get_by_text("Liên kết đề xuất:").count():
            page.get_by_text("Liên kết đề xuất:").first.click()
            link.scroll_into_view_if_needed()
            look(page, "4-lien-ket", size)
            link.click()
            expect(page.get_by_role("status").first).to_have_text("Đã ghi nhận liên kết.")
        page.get_by_role("link", name="Xem trước, phát hành").click()
        look(page, "5-xem-truoc", size)
        expect(page.get_by_role("heading", name="Thư gửi các đơn vị")).to_be_visible()
        page.get_by_label("Số, ký hiệu").fill("15/CT-UBND")
        page.get_by_label("Ngày văn bản").fill("2/3/2026")
        page.get_by_role("button", name="Phát hành").click()
        expect(page.get_by_role("status")).to_contain_text("Đã phát hành")
        look(page, "6-da-phat-hanh", size)
    assert len(house.assignments()) > len({row.item for row in house.assignments()}) > 10
