"""Correcting a signed annex after the issue, on its page: shown first, done once, kept with what it moved."""

import json
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


def filled(chief: Browser, **typed: str) -> Browser:
    """Send the cells of the form with what is typed in them, or to turn to another page of it (`trang`)."""
    form = chief.page.xpath("//form[.//input[@name='shown']]")[0]
    return chief.post(form.get("action"), list((dict(form.form_values()) | typed).items()))


def second(doors: Opened, directive: str) -> dict[str, Any]:
    found: dict[str, Any] = doors.as_("dung").get(f"/api/directives/{directive}").json()["items"][1]
    return found


def test_what_moves_is_shown_and_nothing_is_written_until_it_is_confirmed(doors: Opened, issued: str) -> None:
    item, chief = second(doors, issued), page_of(doors, issued)
    signature = {"number": "02/PL-UBND", "issued_on": "2/3/2026", "signer": "Chủ tịch"}
    told = len(changed_mails(doors))
    filled(chief, **{**signature, f"day.{item['id']}": "10/4/2026", f"product.{item['id']}": "Tờ trình"})
    assert "Phụ lục số 02/PL-UBND ngày 02/3/2026" in chief.text
    assert "2Thời hạn bắt đầu có hiệu lực" in chief.text
    assert "14 → 14Mốc đôn đốc phía trước được lập lại" in chief.text
    assert "Đơn vị được báoPhòng Kinh tế, Phòng Văn hóa." in chief.text
    assert chief.text.count("27/3/202617:30 ngày 10/4/202607:30 ngày 03/4/2026") == 2
    assert len(changed_mails(doors)) == told
    chief.press("Ghi nhận, cho hiệu lực")
    assert "Đã ghi nhận phụ lục điều chỉnh" in chief.text
    assert "Phụ lục số 02/PL-UBND ngày 02/3/2026 · Chủ tịch ký đang có hiệu lực 2 hạn đã dời" in chief.text
    assert "Phụ lục số 01/PL ngày 02/3/2026 Không dời hạn nào" in chief.text
    assert len(changed_mails(doors)) == told + 2
    assert second(doors, issued)["product"] == "Tờ trình"
    assert [check for check in verify(doors.house.memory, now=doors.house.now) if check.ok is False] == []


def test_a_preview_that_somebody_overtook_is_refused(doors: Opened, issued: str) -> None:
    item, chief = second(doors, issued), page_of(doors, issued)
    changes = {"number": "02/PL", "issued_on": "2/3/2026", f"day.{item['id']}": "10/4/2026"}
    filled(chief, **changes)
    other = page_of(doors, issued)
    filled(other, **{**changes, "number": "03/PL"})
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
    filled(chief, **told)
    assert chief.status == 422
    assert said in chief.text
    assert second(doors, issued)["due_on"] == "2026-03-27"


def test_a_day_of_every_period_is_corrected_for_the_periods_that_are_owed(doors: Opened) -> None:
    rule = {"kind": "day-of-period", "n": 20, "unit": None, "anchor": None}
    directive = doors.house.directive({"cadence": "quarterly", "due_on": None, "due_rule": rule, "basis": "internal"})
    (item,) = doors.as_("dung").get(f"/api/directives/{directive}").json()["items"]
    chief = page_of(doors, directive)
    signed = {"number": "01/PL", "issued_on": "2/3/2026", f"n.{item['id']}": "25"}
    filled(chief, **signed)
    chief.press("Ghi nhận, cho hiệu lực")
    (owed,) = doors.house.assignments()
    assert owed.deadline is not None
    assert (owed.deadline.isoformat(), owed.counts, owed.basis) == ("2026-03-25", True, "annex")


def test_a_draft_has_no_annex_to_correct_and_an_official_none_either(doors: Opened) -> None:
    issued = issued_with_a_plan(doors)
    assert browser_of(doors, "an").open(f"/van-ban/{issued}/dieu-chinh-phu-luc").status == 403
    draft = doors.as_("dung").post("/api/directives", {"text": "CHỈ THỊ\n1. Phòng Kinh tế báo cáo."}).json()["id"]
    assert page_of(doors, draft).status == 409


def test_a_long_directive_is_corrected_page_by_page_and_nothing_typed_is_lost(doors: Opened) -> None:
    plan = {"due_on": "2026-03-27", "basis": "internal"}
    directive = doors.house.directive(*[plan for _ in range(230)])
    items = doors.as_("dung").get(f"/api/directives/{directive}").json()["items"]
    first, last = items[4], items[-1]
    chief = page_of(doors, directive)
    days = "//input[starts-with(@name, 'day.') and not(@type='hidden')]"
    assert len(chief.page.xpath(days)) == 100
    signature = {"number": "02/PL-UBND", "issued_on": "2/3/2026", "signer": "Chủ tịch"}
    wrong = filled(chief, trang="3", **signature, **{f"day.{first['id']}": "10-4"})
    assert (wrong.status, "Mục 5: cần ghi ngày/tháng/năm" in wrong.text) == (422, True)
    assert [one.get("value") for one in wrong.page.xpath(f"//input[@name='day.{first['id']}']")] == ["10-4"]
    filled(chief, trang="3", **{f"day.{first['id']}": "10/4/2026", f"product.{first['id']}": "Tờ trình"})
    assert len(chief.page.xpath(days)) == 30
    assert "Đang giữ nội dung đã sửa ở trang khác: 02 ô." in chief.text
    filled(chief, trang="1", **{f"day.{last['id']}": "17/4/2026"})
    assert "Đang giữ nội dung đã sửa ở trang khác: 01 ô." in chief.text
    assert chief.page.xpath("//input[@name='number']")[0].get("value") == "02/PL-UBND"
    filled(chief)
    assert "Phụ lục số 02/PL-UBND ngày 02/3/2026" in chief.text
    chief.press("Ghi nhận, cho hiệu lực")
    assert "Đã ghi nhận phụ lục điều chỉnh" in chief.text
    now = doors.as_("dung").get(f"/api/directives/{directive}").json()["items"]
    assert {one["ref"]: (one["due_on"], one["product"]) for one in now if one["due_on"] != "2026-03-27"} == {
        "5": ("2026-04-10", "Tờ trình"),
        "230": ("2026-04-17", None),
    }


@pytest.mark.parametrize(
    ("of", "field", "said"),
    [
        (("13/CT-UBND", "2026-03-02"), "directive.number", "phụ lục ghi “13/CT-UBND”, văn bản này là “12/CT-UBND”"),
        (("12/CT-UBND", "2025-03-02"), "directive.issued_on", "phụ lục ghi 02/3/2025, văn bản này ngày 02/3/2026"),
    ],
)
def test_an_annex_of_another_directive_is_refused_with_the_place_and_what_would_be_right(
    doors: Opened, issued: str, of: tuple[str, str], field: str, said: str
) -> None:
    def told(number: str, day: str) -> dict[str, Any]:
        named = {"number": number, "issued_on": day}
        row = {"ref": "2", "due_on": "2026-04-10"}
        return {"number": "02/PL", "issued_on": "2026-03-02", "directive": named, "rows": [row]}

    answer = doors.as_("dung").post(f"/api/directives/{issued}/annex", told(*of))
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/annex-of-another")
    assert [(one["field"], one["message"]) for one in answer.json()["errors"]] == [(field, said)]
    chief = page_of(doors, issued)
    chief.upload(f"/van-ban/{issued}/dieu-chinh-phu-luc/xem-truoc", "phu-luc.json", json.dumps(told(*of)).encode())
    assert said[1:] in chief.text
    assert second(doors, issued)["due_on"] == "2026-03-27"
    assert (
        doors.as_("dung").post(f"/api/directives/{issued}/annex", told(" 12/ct-ubnd", "2026-03-02")).status_code == 200
    )


def test_before_the_issue_the_annex_of_another_directive_is_only_doubted_as_the_number_may_still_come(
    doors: Opened,
) -> None:
    chief = doors.as_("dung")
    draft = chief.post("/api/directives", {"text": "CHỈ THỊ\n1. Phòng Kinh tế báo cáo."}).json()["id"]
    named = {"number": "15/CT-UBND", "issued_on": "2026-03-02"}
    assert chief.post(f"/api/directives/{draft}/annex", {"directive": named, "rows": [{"ref": "1"}]}).status_code == 200
    for number, doubted in (("15/ct-ubnd", False), ("16/CT-UBND", True)):
        asked = {"number": number, "issued_on": "2026-03-02"}
        told = chief.post(f"/api/directives/{draft}/issue?dry_run=true", asked).json()["warnings"]
        assert any("có thể là của văn bản khác" in one for one in told) is doubted
