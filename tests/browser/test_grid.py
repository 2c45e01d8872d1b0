"""The grid of a draft in a real browser: cells saved as they are left, by keyboard, wide and on a phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from acts.correcting import correct_item
from acts.directives import take_in
from domain.rights import SYSTEM
from storage.views import directives as view
from tests.acts.house import House, an_item
from tests.browser.test_stories import DESK, PHONE, somebody

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [DESK, PHONE])


def a_draft(house: House) -> str:
    items = [{"ref": "1", **an_item()}, {"ref": "2", **an_item(text="Lấy ý kiến người dân.")}]
    draft = {"title": "Chỉ thị mẫu", "items": items}
    text = "1. Rà soát thủ tục hành chính nội bộ.\n2. Lấy ý kiến người dân."
    found: str = take_in(house.desk, SYSTEM, draft, text, "0" * 64).body["id"]
    return found


def items(house: House, directive: str) -> tuple[Any, ...]:
    with house.memory.reading() as session:
        return view.whole(session, SYSTEM, directive).items


def at_grid(page: Page, address: str, directive: str) -> None:
    page.goto(f"{address}/van-ban/{directive}/ra-soat")


@SIZES
def test_a_cell_is_saved_as_it_is_left_and_says_when(
    chromium: Browser, house: House, address: str, size: tuple[int, int]
) -> None:
    directive = a_draft(house)
    with somebody(chromium, house, address, "dung", size) as page:
        at_grid(page, address, directive)
        page.get_by_label("Chủ trì").first.fill("phòng văn hóa; vp")
        page.get_by_label("Hạn", exact=True).first.fill("27032026")
        page.get_by_label("Cơ sở của hạn").first.select_option("internal")
        page.get_by_label("Theo dõi, đôn đốc").first.uncheck()
        page.get_by_label("Sản phẩm").first.fill("Báo cáo")
        page.get_by_label("Sản phẩm").nth(1).focus()
        expect(page.locator("[data-changed]")).to_have_text(re.compile(r"Đã lưu lúc \d\d:\d\d:\d\d"))
        expect(page.get_by_label("Chủ trì").first).to_have_value("Phòng Văn hóa; Văn phòng")
        expect(page.get_by_label("Hạn", exact=True).first).to_have_value("27/3/2026")
        first, second = items(house, directive)
        assert (first.lead_codes, str(first.due_on), first.basis) == (("vh", "vp"), "2026-03-27", "internal")
        assert (first.follow, first.product, second.version) == (False, "Báo cáo", 1)
        page.get_by_role("button", name="Lưu tất cả").click()
        expect(page.get_by_role("status").first).to_have_text("Không có ô nào thay đổi.")


@SIZES
def test_what_cannot_be_saved_says_why_beside_the_cell(
    chromium: Browser, house: House, address: str, size: tuple[int, int]
) -> None:
    directive = a_draft(house)
    with somebody(chromium, house, address, "dung", size) as page:
        at_grid(page, address, directive)
        lead = page.get_by_label("Chủ trì").first
        lead.fill("Phòng Trên Trời")
        lead.blur()
        expect(page.get_by_role("alert")).to_contain_text("không có đơn vị “Phòng Trên Trời”")
        expect(page.locator("[data-changed]")).to_have_text("1 ô chưa lưu")
        lead.press("Escape")
        expect(lead).to_have_value("Phòng Kinh tế")
        page.get_by_label("Nơi xác nhận").first.fill("Phòng Kinh tế")
        page.get_by_label("Nơi xác nhận").first.blur()
        expect(page.get_by_text("ghi thêm một đơn vị khác đơn vị chủ trì")).to_be_visible()
        page.get_by_label("Nơi xác nhận").first.press("Escape")
        assert [one.version for one in items(house, directive)] == [1, 1]


def test_a_row_somebody_else_changed_is_not_overwritten_and_says_so(
    chromium: Browser, house: House, address: str
) -> None:
    directive = a_draft(house)
    with somebody(chromium, house, address, "dung", PHONE) as page:
        at_grid(page, address, directive)
        correct_item(house.desk, SYSTEM, directive, items(house, directive)[0].id, {"product": "Tờ trình"}, 1)
        page.get_by_label("Sản phẩm").first.fill("Báo cáo")
        page.get_by_label("Sản phẩm").first.blur()
        expect(page.get_by_text("Chưa lưu: mục này vừa được người khác sửa.")).to_be_visible()
        page.get_by_label("Sản phẩm").first.press("Escape")
        page.get_by_role("link", name="Tải lại mục này").click()
        expect(page.get_by_label("Sản phẩm").first).to_have_value("Tờ trình")


def test_a_lost_connection_loses_nothing_that_was_typed(chromium: Browser, house: House, address: str) -> None:
    directive = a_draft(house)
    with somebody(chromium, house, address, "dung", DESK) as page:
        at_grid(page, address, directive)
        page.route("**/api/directives/**", lambda route: route.abort())
        page.get_by_label("Sản phẩm").first.fill("Báo cáo")
        page.get_by_label("Sản phẩm").first.blur()
        expect(page.get_by_text("Chưa lưu: mất kết nối.")).to_be_visible()
        page.unroute("**/api/directives/**")
        page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(page.locator("[data-changed]")).to_contain_text("Đã lưu lúc")
    assert items(house, directive)[0].product == "Báo cáo"


def test_the_keyboard_reaches_every_cell(chromium: Browser, house: House, address: str) -> None:
    directive = a_draft(house)
    with somebody(chromium, house, address, "dung", DESK) as page:
        at_grid(page, address, directive)
        expect(page.get_by_text("trả lại nội dung đã lưu")).to_be_visible()
        first, second = page.get_by_label("Sản phẩm").all()
        first.focus()
        page.keyboard.press("ArrowDown")
        expect(second).to_be_focused()
        page.keyboard.press("Shift+Enter")
        expect(first).to_be_focused()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_label("Theo dõi, đôn đốc").first).to_be_focused()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Home")
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_label("Cơ sở của hạn").first).to_be_focused()
        page.keyboard.press("Control+ArrowDown")
        expect(page.get_by_label("Cơ sở của hạn").nth(1)).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(page.get_by_label("Hạn", exact=True).nth(1)).to_be_focused()
