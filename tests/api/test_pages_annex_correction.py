"""Correcting a signed annex after the issue, on its page: shown first, done once, kept with what it moved."""

from typing import Any

import pytest

from proof.verify import verify
from tests.api.browsing import Browser, browser_of
from tests.api.doors import Opened
from tests.api.test_annexes import changed_mails, issued_with_a_plan


@pytest.fixture
def issued(doors: Opened) -> str:
    """An issued directive: its second item is owed by two units on a day of the signed annex."""
    directive = issued_with_a_plan(doors)
    path = f"/api/directives/{directive}/annex/signature"
    assert doors.as_("dung").post(path, {"number": "01/PL", "issued_on": "2026-03-02"}, seen=2).status_code == 200
    return directive


def page_of(doors: Opened, directive: str) -> Browser:
    return browser_of(doors, "dung").open(f"/van-ban/{directive}/dieu-chinh-phu-luc")


def second(doors: Opened, directive: str) -> dict[str, Any]:
    found: dict[str, Any] = doors.as_("dung").get(f"/api/directives/{directive}").json()["items"][1]
    return found


def test_what_moves_is_shown_and_nothing_is_written_until_it_is_confirmed(doors: Opened, issued: str) -> None:
    item, chief = second(doors, issued), page_of(doors, issued)
    signature = {"number": "02/PL-UBND", "issued_on": "2/3/2026", "signer": "Chủ tịch"}
    told = len(changed_mails(doors))
    chief.send(
        f"/van-ban/{issued}/dieu-chinh-phu-luc/xem-truoc",
        **{**signature, f"day.{item['id']}": "10/4/2026", f"product.{item['id']}": "Tờ trình"},
    )
    assert "Phụ lục số 02/PL-UBND ngày 02/03/2026" in chief.text
    assert "2Thời hạn bắt đầu có hiệu lực" in chief.text
    assert "14 → 14Mốc đôn đốc phía trước được lập lại" in chief.text
    assert "Đơn vị được báoPhòng Kinh tế, Phòng Văn hóa." in chief.text
    assert chief.text.count("27/03/202617:30 ngày 10/04/202607:30 ngày 03/04/2026") == 2
    assert len(changed_mails(doors)) == told
    chief.press("Ghi nhận, cho hiệu lực")
    assert "Đã ghi nhận phụ lục điều chỉnh" in chief.text
    assert "Phụ lục số 02/PL-UBND ngày 02/03/2026 · Chủ tịch ký đang có hiệu lực 2 hạn đã dời" in chief.text
    assert "Phụ lục số 01/PL ngày 02/03/2026 Không dời hạn nào" in chief.text
    assert len(changed_mails(doors)) == told + 2
    assert second(doors, issued)["product"] == "Tờ trình"
    assert [check for check in verify(doors.house.memory, now=doors.house.now) if check.ok is False] == []


def test_a_preview_that_somebody_overtook_is_refused(doors: Opened, issued: str) -> None:
    item, chief = second(doors, issued), page_of(doors, issued)
    preview = f"/van-ban/{issued}/dieu-chinh-phu-luc/xem-truoc"
    changes = {"number": "02/PL", "issued_on": "2/3/2026", f"day.{item['id']}": "10/4/2026"}
    chief.send(preview, **changes)
    other = page_of(doors, issued)
    other.send(preview, **{**changes, "number": "03/PL"})
    other.press("Ghi nhận, cho hiệu lực")
    chief.press("Ghi nhận, cho hiệu lực")
    assert "đã được người khác cập nhật" in chief.text
    assert second(doors, issued)["due_on"] == "2026-04-10"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Chưa có mục nào thay đổi"),
        ({"day": "32/4/2026"}, "Mục 2: cần ghi ngày/tháng/năm"),
        ({"day": ""}, "phụ lục không bỏ hạn đã có"),
        ({"day": "10/4/2026", "number": ""}, "Một số mục chưa đúng"),
        ({"day": "10/4/2026", "issued_on": "3/3/2026"}, "Ngày ký phụ lục ở tương lai"),
    ],
)
def test_what_cannot_be_is_said_beside_what_was_typed(
    doors: Opened, issued: str, changes: dict[str, str], said: str
) -> None:
    item, chief = second(doors, issued), page_of(doors, issued)
    told = {"number": "02/PL", "issued_on": "2/3/2026", **changes}
    if "day" in told:
        told[f"day.{item['id']}"] = told.pop("day")
    chief.send(f"/van-ban/{issued}/dieu-chinh-phu-luc/xem-truoc", **told)
    assert chief.status == 422
    assert said in chief.text
    assert second(doors, issued)["due_on"] == "2026-03-27"


def test_a_day_of_every_period_is_corrected_for_the_periods_that_are_owed(doors: Opened) -> None:
    rule = {"kind": "day-of-period", "n": 20, "unit": None, "anchor": None}
    directive = doors.house.directive({"cadence": "quarterly", "due_on": None, "due_rule": rule, "basis": "internal"})
    (item,) = doors.as_("dung").get(f"/api/directives/{directive}").json()["items"]
    chief = page_of(doors, directive)
    signed = {"number": "01/PL", "issued_on": "2/3/2026", f"n.{item['id']}": "25"}
    chief.send(f"/van-ban/{directive}/dieu-chinh-phu-luc/xem-truoc", **signed)
    chief.press("Ghi nhận, cho hiệu lực")
    (owed,) = doors.house.assignments()
    assert owed.deadline is not None
    assert (owed.deadline.isoformat(), owed.counts, owed.basis) == ("2026-03-25", True, "annex")


def test_a_draft_has_no_annex_to_correct_and_an_official_none_either(doors: Opened) -> None:
    issued = issued_with_a_plan(doors)
    assert browser_of(doors, "an").open(f"/van-ban/{issued}/dieu-chinh-phu-luc").status == 403
    draft = doors.as_("dung").post("/api/directives", {"text": "CHỈ THỊ\n1. Phòng Kinh tế báo cáo."}).json()["id"]
    assert page_of(doors, draft).status == 409
