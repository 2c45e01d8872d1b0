"""The report of a quarter in a real browser: who waits for what, what is frozen all the same, and what came later."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from acts.review_flow import set_outline
from domain.outline import Section
from tests.acts.house import CHIEF, House
from tests.browser.test_stories import DESK, PHONE, somebody
from writing.docx_template import default_template

pytestmark = pytest.mark.browser
QUARTER = "/bao-cao/2026-Q1"
OUTLINE = (Section("the-che", "Cải cách thể chế", "kt"), Section("thu-tuc", "Thủ tục hành chính", "vh"))


def send(page: Page, address: str, section: str, text: str) -> None:
    page.goto(f"{address}{QUARTER}/muc/{section}")
    page.get_by_label("Nội dung").fill(text)
    page.locator("main form button, form.sheet button").first.click()


def freeze(page: Page, address: str, name: str) -> None:
    page.goto(address + QUARTER)
    page.locator("summary", has_text=name).click()
    page.get_by_role("button", name=name).click()


def written(page: Page, address: str) -> str:
    page.goto(f"{address}{QUARTER}/bao-cao.html")
    return page.locator("body").inner_text()


def test_the_clerk_freezes_without_what_waits_and_what_came_later_is_the_next_revision(
    chromium: Browser, house: House, address: str
) -> None:
    set_outline(house.desk, CHIEF, OUTLINE)
    house.directive({})
    with somebody(chromium, house, address, "dung", DESK) as clerk:
        clerk.goto(address + QUARTER)
        clerk.get_by_role("button", name="Đề nghị các đơn vị gửi nội dung").click()
        expect(clerk.get_by_text("Chưa nhận được", exact=True)).to_have_count(2)
        with somebody(chromium, house, address, "an", PHONE) as unit:
            send(unit, address, "the-che", "Đã ban hành 02 quyết định.")
        send(clerk, address, "kien-nghi", "Bổ sung 02 biên chế.")

        clerk.goto(address + QUARTER)
        clerk.locator("summary", has_text="Chốt số liệu").click()
        waiting = clerk.get_by_text("01 mục chưa nhận được nội dung")
        expect(waiting).to_contain_text("Thủ tục hành chính (Phòng Văn hóa)")
        freeze(clerk, address, "Chốt số liệu")
        first = written(clerk, address)
        assert "Đã ban hành 02 quyết định." in first
        assert "phụ trách lĩnh vực cung cấp: chưa nhận được" in first
        assert "Bổ sung 02 biên chế." in first

        with somebody(chromium, house, address, "chi", PHONE) as late:
            send(late, address, "thu-tuc", "Đã công khai 12 thủ tục.")
        freeze(clerk, address, "Chốt lại số liệu")
        expect(clerk.get_by_text("chốt lần 2", exact=False).first).to_be_visible()
        clerk.get_by_role("link", name="Xem thay đổi").click()
        changed = clerk.get_by_role("region", name="Nội dung thay đổi")
        expect(changed).to_contain_text("Lần 1: chưa nhận được")
        expect(changed).to_contain_text("Lần 2: Đã công khai 12 thủ tục.")
        expect(changed.get_by_role("listitem")).to_have_count(1)
        second = written(clerk, address)
        assert "Đã công khai 12 thủ tục." in second
        assert "Bổ sung 02 biên chế." in second
        assert "chưa nhận được" not in second


def test_a_template_broken_in_word_is_refused_with_the_place_and_the_usual_one_stays(
    chromium: Browser, house: House, address: str, tmp_path: Path
) -> None:
    document = Document(BytesIO(default_template()))
    document.paragraphs[1].runs[0].text = "{{ noi_dung }"
    document.paragraphs[2].runs[0].text = "{{ chu_ky_so }}"
    broken = tmp_path / "mau.docx"
    document.save(str(broken))
    with somebody(chromium, house, address, "dung", DESK) as page:
        page.goto(address + "/bao-cao/mau-word")
        row = page.get_by_role("listitem").filter(has_text="Báo cáo kết quả thực hiện nhiệm vụ")
        row.get_by_text("Dùng mẫu khác").click()
        row.get_by_label("Tệp mẫu (.docx)").set_input_files(broken)
        row.get_by_role("button", name="Dùng mẫu này").click()
        told = page.get_by_role("alert")
        expect(told).to_contain_text("Đoạn 2: “{{ noi_dung }” thiếu dấu ngoặc")
        expect(told).to_contain_text("Đoạn 3: không có khối “{{ chu_ky_so }}”")
        expect(page.get_by_text("Mẫu của cơ quan")).to_have_count(0)
