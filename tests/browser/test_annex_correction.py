"""A signed annex corrected after the issue in a real browser, by keyboard alone, wide and on a phone."""

import pytest
from playwright.sync_api import Browser, expect

from tests.acts.house import House
from tests.browser.test_intake import look
from tests.browser.test_stories import DESK, PHONE, somebody

pytestmark = pytest.mark.browser
PLAN = {"due_on": "2026-03-27", "basis": "internal", "lead_codes": ["phong"]}


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_days_are_corrected_by_keyboard_after_seeing_what_moves(
    chromium: Browser, house: House, address: str, size: tuple[int, int]
) -> None:
    directive = house.directive({}, {"text": "Lấy ý kiến người dân về dịch vụ công.", **PLAN})
    with somebody(chromium, house, address, "dung", size) as page:
        page.goto(f"{address}/van-ban/{directive}")
        page.get_by_role("link", name="Điều chỉnh phụ lục").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Chưa có phụ lục nào được ký.")).to_be_visible()
        page.get_by_label("Số, ký hiệu phụ lục").focus()
        page.keyboard.type("01/PL-UBND")
        page.keyboard.press("Tab")
        page.keyboard.type("02032026")
        page.get_by_label("Mục 2: hạn hoàn thành").focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("10/4/2026")
        page.keyboard.press("Tab")
        page.keyboard.type("Báo cáo tổng hợp ý kiến")
        look(page, "annex-1-dieu-chinh", size)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Xem trước khi phụ lục có hiệu lực")).to_be_visible()
        expect(page.get_by_text("Phòng Kinh tế, Phòng Văn hóa.")).to_be_visible()
        look(page, "annex-2-xem-truoc", size)
        page.get_by_role("button", name="Ghi nhận, cho hiệu lực").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Đã ghi nhận phụ lục điều chỉnh")
        expect(page.get_by_text("đang có hiệu lực", exact=True)).to_be_visible()
        look(page, "annex-3-da-ghi", size)
    assert {str(row.deadline) for row in house.assignments("vh")} == {"2026-04-10"}
