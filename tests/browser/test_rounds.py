"""A round of appraisal is walked by everybody who takes part in it, from its opening to the answer to an appeal."""

from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from acts import figures, office
from domain.office import Directory, Grant, Official, Role, Unit, UnitKind
from domain.rights import SYSTEM
from reading.scorecards import read_scorecard
from tests.acts.house import House
from tests.api.test_evidence import PDF
from tests.browser.test_stories import DESK, PHONE, somebody

pytestmark = pytest.mark.browser
CARD = """
authority: ubnd
level: phường
block: thu
year: 2026
version: 1
title: MINH HỌA
max: 10
fields:
  - id: 1
    name: Chỉ đạo
    max: 4
    criteria:
      - {id: 1.1, name: Kế hoạch, max: 4, rule: {kind: yes-no}}
  - id: 2
    name: Thể chế
    max: 6
    criteria:
      - {id: 2.1, name: Rà soát văn bản, max: 6, rule: {kind: proportional}}
"""
PEOPLE = Directory(
    units=(Unit("kt", "Phòng Kinh tế", UnitKind.DEPARTMENT, "ubnd", mailbox="kt@mau.example", block="thu"),),
    officials=(
        Official("mot", "Tổ thẩm định 1", grants=(Grant(Role.APPRAISER, "vp", field="1"),)),
        Official("hai", "Tổ thẩm định 2", grants=(Grant(Role.APPRAISER, "vp", field="2"),)),
        Official("tich", "Chủ tịch", grants=(Grant(Role.CHAIR),)),
    ),
)
TABLET = (820, 1180)


class Walk:
    """People who open the same round, each on a page of their own."""

    def __init__(self, chromium: Browser, house: House, address: str) -> None:
        self.chromium, self.house, self.address = chromium, house, address
        self.path = ""

    def as_(self, login: str, size: tuple[int, int] = DESK) -> AbstractContextManager[Page]:
        return somebody(self.chromium, self.house, self.address, login, size)

    def sheet(self, page: Page) -> Page:
        page.goto(f"{self.path}/kt")
        return page


def press(page: Page, words: str, reason: str | None = None) -> None:
    """Move the sheet on, and see that it has moved."""
    if reason is not None:
        page.get_by_text(words, exact=True).first.click()
        page.get_by_label("Lý do").fill(reason)
    page.get_by_role("button", name=words, exact=True).click()
    expect(page.get_by_role("status")).to_be_visible()


def stands(page: Page, words: str) -> None:
    expect(page.locator("p.lead")).to_contain_text(words)


def test_everybody_in_turn_takes_a_sheet_to_publication_and_through_an_appeal(
    chromium: Browser, house: House, address: str, tmp_path: Path
) -> None:
    office.set_office(house.desk, SYSTEM, PEOPLE)
    figures.take_scorecard(house.desk, SYSTEM, read_scorecard(CARD.encode(), "card.yaml"))
    proof = tmp_path / "Báo cáo 45.pdf"
    proof.write_bytes(PDF)
    walk = Walk(chromium, house, address)
    opens(walk)
    scores_itself(walk, proof)
    with walk.as_("binh", PHONE) as page:
        press(walk.sheet(page), "Duyệt điểm tự chấm")
        stands(page, "Đang thẩm định lần 1")
    appraises(walk, "hai", "2", "3", "Chưa đủ căn cứ")
    appraises(walk, "mot", "1")
    explains(walk)
    appraises(walk, "hai", "2", "4,5", "Chấp nhận một phần")
    appraises(walk, "mot", "1")
    with walk.as_("tich") as page:
        press(walk.sheet(page), "Phê duyệt kết quả")
        stands(page, "Đã phê duyệt, chưa công bố")
    publishes(walk)
    with walk.as_("chi", PHONE) as page:  # another unit, which saw nothing before
        stands(walk.sheet(page), "Đã công bố")
        expect(page.locator("#tc-2\\.1")).to_contain_text("4,50/6,00 điểm")
    with walk.as_("an", PHONE) as page:
        asked = walk.sheet(page).locator("#tc-2\\.1")
        expect(page.locator("#note\\:2\\.1")).to_be_hidden()
        asked.get_by_text("Kiến nghị tiêu chí này").click()
        page.locator("#note\\:2\\.1").fill("Kế hoạch đã ban hành đúng thời gian")
        page.get_by_role("button", name="Lưu phiếu điểm").click()
        expect(asked).to_contain_text("Kế hoạch đã ban hành đúng thời gian")
        press(page, "Kiến nghị kết quả", "Đề nghị xem lại tiêu chí 2.1")
    with walk.as_("tich") as page:
        press(walk.sheet(page), "Trả lời kiến nghị", "Giữ nguyên kết quả")
        stands(page, "Đã trả lời kiến nghị")


def opens(walk: Walk) -> None:
    with walk.as_("dung") as page:
        page.goto(f"{walk.address}/chi-so/dot")
        page.get_by_label("Bộ tiêu chí").select_option(index=1)
        page.get_by_label("Kỳ").fill("2026-Q1")
        page.get_by_role("button", name="Mở đợt").click()
        expect(page.get_by_role("heading", name="Đang chờ")).to_be_visible()
        walk.path = page.url.partition("?")[0]
        page.get_by_text("Đặt lại thời gian").click()
        page.locator("#closes-self-scoring").fill("2026-03-20T17:00")
        page.get_by_role("button", name="Xem trước lịch nhắc").click()
        expect(page.get_by_role("listitem").filter(has_text="Nhắc ngày khóa").first).to_be_visible()
        page.get_by_role("button", name="Lưu thời gian").click()
        expect(page.get_by_role("cell", name="17:00 ngày 20/3/2026").first).to_be_visible()


def scores_itself(walk: Walk, proof: Path) -> None:
    with walk.as_("chi", PHONE) as page:
        walk.sheet(page)
        expect(page.get_by_role("heading", level=1)).not_to_contain_text("Phiếu điểm")
    with walk.as_("an", PHONE) as page:
        walk.sheet(page)
        page.locator("#points\\:1\\.1").fill("4")
        page.locator("#note\\:1\\.1").fill("Đã ban hành trong tháng 01")
        page.locator("#points\\:2\\.1").fill("6")
        page.locator("#document\\:2\\.1").fill("45/BC-KT")
        page.locator("#section\\:2\\.1").fill("II.1")
        page.locator("#page\\:2\\.1").fill("3")
        page.locator("#file\\:2\\.1").select_option("moi")
        page.get_by_label("Tải lên tài liệu kiểm chứng").set_input_files(proof)
        page.get_by_role("button", name="Lưu phiếu điểm").click()
        expect(page.locator("#tc-2\\.1")).to_contain_text("45/BC-KT, mục II.1, trang 3")
        press(page, "Trình thủ trưởng duyệt")
        stands(page, "Chờ thủ trưởng đơn vị duyệt")


def appraises(walk: Walk, login: str, field: str, points: str | None = None, note: str = "") -> None:
    with walk.as_(login, TABLET) as page:
        walk.sheet(page)
        if points is not None:
            page.locator(f"#points\\:{field}\\.1").fill(points)
            page.locator(f"#note\\:{field}\\.1").fill(note)
            page.get_by_role("button", name="Lưu phiếu điểm").click()
            with page.expect_download() as got:
                page.get_by_role("link", name="45/BC-KT, mục II.1, trang 3").first.click()
            assert got.value.path().read_bytes() == PDF
        press(page, f"Chốt lĩnh vực {field}")


def explains(walk: Walk) -> None:
    with walk.as_("an", PHONE) as page:
        stands(walk.sheet(page), "Chờ đơn vị giải trình")
        expect(page.locator("#tc-2\\.1")).to_contain_text("Chưa đủ căn cứ")
        page.locator("#tc-2\\.1").get_by_text("Giải trình, bổ sung", exact=True).click()
        page.locator("#note\\:2\\.1").fill("Đã bổ sung danh mục văn bản")
        page.get_by_role("button", name="Lưu phiếu điểm").click()
        press(page, "Gửi giải trình, bổ sung")


def publishes(walk: Walk) -> None:
    with walk.as_("dung") as page:
        page.goto(walk.path)
        page.get_by_label("Số văn bản công bố").fill("5/QĐ-UBND")
        page.get_by_label("Ngày văn bản").fill("2/3/2026")
        page.get_by_role("button", name="Công bố", exact=True).click()
        expect(page.get_by_text("Kết quả đã công bố theo văn bản số 5/QĐ-UBND")).to_be_visible()
