"""A report with its signed file: chosen on a phone, opened at a desk, byte for byte the same."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.acts.house import House
from tests.api.test_evidence import PDF
from tests.browser.test_stories import DESK, PHONE, somebody

pytestmark = pytest.mark.browser


def test_a_file_chosen_on_a_phone_outlives_a_mistake_and_is_opened_by_who_confirms(
    chromium: Browser, house: House, address: str, tmp_path: Path
) -> None:
    house.directive({"text": "Việc một."})
    file = tmp_path / "Báo cáo 45.pdf"
    file.write_bytes(PDF)
    with somebody(chromium, house, address, "an", PHONE) as page:
        page.get_by_role("link", name="Báo cáo", exact=True).click()
        page.get_by_label("Ngày văn bản").fill("31/12/2026")
        page.get_by_label("Số, ký hiệu").fill("45/BC-KT")
        page.get_by_label("Chọn tệp").set_input_files(file)
        page.get_by_role("button", name="Gửi báo cáo").click()
        expect(page.get_by_role("alert")).to_contain_text("tương lai")
        expect(page.get_by_label("Báo cáo 45.pdf")).to_be_checked()
        page.get_by_label("Ngày văn bản").fill("1/3/2026")
        page.get_by_role("button", name="Gửi báo cáo").click()
        expect(page.get_by_role("status")).to_contain_text("Đã ghi nhận báo cáo.")
    with somebody(chromium, house, address, "dung", DESK) as page:
        with page.expect_download() as coming:
            page.get_by_role("link", name="Báo cáo 45.pdf").click()
        assert coming.value.suggested_filename == "Báo cáo 45.pdf"
        coming.value.save_as(tmp_path / "back.pdf")
    assert (tmp_path / "back.pdf").read_bytes() == PDF
