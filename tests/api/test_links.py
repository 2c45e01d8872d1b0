"""Links of a draft's items: proposed with reasons, confirmed or refused by a person, and what index and review make of them."""

from typing import Any

import pytest

from acts.directives import take_in
from domain.rights import SYSTEM
from storage.database import Memory
from tests.acts.house import an_item
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.api.test_index import CARD

LETTERS = "Gửi thư xin lỗi đối với 100% hồ sơ giải quyết trễ hạn."
OTHERS = (
    "Treo cờ dịp lễ tại trụ sở.",
    "Kiểm tra phòng cháy tại các chợ.",
    "Lập danh sách hộ kinh doanh.",
    "Tập huấn chuyển đổi số.",
)
"""Words are telling only among others."""
CRITERION = {
    "id": "3.1",
    "name": "Thực hiện thư xin lỗi khi hồ sơ trễ hạn",
    "max": 10,
    "tasks": "linked",
    "rule": {"kind": "mixed"},
}
LOST = {"id": "LP1", "text": "Chưa thực hiện đầy đủ thư xin lỗi khi hồ sơ trễ hạn", "points": "0.5"}


def a_card(doors: Opened) -> str:
    fields = [{"id": "3", "name": "Thủ tục hành chính", "max": 10, "criteria": [CRITERION]}]
    card: str = doors.as_("dung").post("/api/scorecards", {**CARD, "total_from": "10%", "fields": fields}).json()["id"]
    return card


def a_draft(doors: Opened) -> str:
    items = [{"ref": str(n), **an_item(text=text)} for n, text in enumerate((LETTERS, *OTHERS), 1)]
    draft = {"title": "Chỉ thị mẫu", "items": items, "lost_points": [LOST]}
    found: str = take_in(doors.house.desk, SYSTEM, draft, f"1. {LETTERS}", "0" * 64).body["id"]
    return found


def told(doors: Opened, draft: str) -> dict[tuple[str, str], dict[str, Any]]:
    found = doors.as_("dung").get(f"/api/directives/{draft}/links").json()["items"]
    return {(one["kind"], one["target"]): one for one in found}


def answer(doors: Opened, draft: str, kind: str, target: str, *, agreed: bool) -> Any:
    item = doors.as_("dung").get(f"/api/directives/{draft}").json()["items"][0]
    path = f"/api/directives/{draft}/items/{item['id']}/links"
    return doors.as_("dung").post(path, {"kind": kind, "target": target, "agreed": agreed}, seen=item["version"])


def first(doors: Opened, draft: str) -> dict[str, Any]:
    found: dict[str, Any] = doors.as_("dung").get(f"/api/directives/{draft}").json()["items"][0]
    return found


def test_links_are_proposed_with_their_reasons_and_bind_nothing(doors: Opened) -> None:
    a_card(doors)
    doors.house.directive({"text": LETTERS, "lead_codes": ["vh"]})
    followed = doors.house.assignments()[0].item
    draft = a_draft(doors)
    found = told(doors, draft)
    assert set(found) == {("criterion", "3.1"), ("lost-point", "LP1"), ("open-item", followed)}
    assert {one["state"] for one in found.values()} == {"proposed"}
    assert found["criterion", "3.1"]["reason"].startswith("cùng nói về “")
    assert "khác đơn vị chủ trì" in found["open-item", followed]["reason"]
    assert "12/CT-UBND" in found["open-item", followed]["called"]
    assert (first(doors, draft)["criteria"], first(doors, draft)["remedies"]) == ([], [])
    assert doors.as_("an").get(f"/api/directives/{draft}/links").status_code == 403


def test_what_was_only_read_as_a_remedy_is_not_kept_as_one(doors: Opened) -> None:
    text = "\n".join(
        (
            "CHỈ THỊ",
            "Năm 2025 bị trừ 0,5 điểm do chưa thực hiện đầy đủ thư xin lỗi khi hồ sơ trễ hạn.",
            f"1. Phòng Kinh tế {LETTERS[0].lower()}{LETTERS[1:]}",
        )
    )
    draft = doors.as_("dung").post("/api/directives", {"text": text}).json()["id"]
    assert [one["remedies"] for one in doors.as_("dung").get(f"/api/directives/{draft}").json()["items"]] == [[]]


def test_a_confirmed_link_feeds_points_at_stake_and_the_remedy_of_lost_points(doors: Opened) -> None:
    card, draft = a_card(doors), a_draft(doors)
    assert answer(doors, draft, "criterion", "3.1", agreed=True).json()["state"] == "confirmed"
    assert answer(doors, draft, "lost-point", "LP1", agreed=True).status_code == 200
    assert {one["state"] for one in told(doors, draft).values()} == {"confirmed"}
    assert (first(doors, draft)["criteria"], first(doors, draft)["remedies"]) == (["3.1"], ["LP1"])
    doors.as_("dung").post(f"/api/directives/{draft}/issue", {"number": "9/CT", "issued_on": "2026-03-02"})
    stakes = doors.as_("dung").get(f"/api/scorecards/{card}/stakes?unit=kt&period=2026-Q1").json()["items"]
    assert [one["criterion"] for stake in stakes for one in stake["criteria"]] == ["3.1"]
    (point,) = doors.as_("dung").get("/api/lost-points").json()["points"]
    assert [(one["directive"], one["ref"]) for one in point["items"]] == [("9/CT", "1")]


def test_what_is_refused_stays_refused_and_may_be_taken_back(doors: Opened) -> None:
    a_card(doors)
    draft = a_draft(doors)
    answer(doors, draft, "criterion", "3.1", agreed=True)
    answer(doors, draft, "criterion", "3.1", agreed=False)
    assert told(doors, draft)["criterion", "3.1"]["state"] == "rejected"
    assert first(doors, draft)["criteria"] == []
    assert answer(doors, draft, "criterion", "9.9", agreed=True).status_code == 422
    assert answer(doors, draft, "lost-point", "LP9", agreed=True).status_code == 422
    path = f"/api/directives/{draft}/items/{first(doors, draft)['id']}/links"
    body = {"kind": "criterion", "target": "3.1", "agreed": True}
    assert doors.as_("dung").post(path, body, seen=1).status_code == 412


def test_work_that_is_followed_already_is_not_owed_twice(doors: Opened) -> None:
    doors.house.directive({"text": LETTERS})
    followed = doors.house.assignments()[0].item
    draft = a_draft(doors)
    answer(doors, draft, "open-item", followed, agreed=False)
    assert first(doors, draft)["follow"]
    answer(doors, draft, "open-item", followed, agreed=True)
    assert not first(doors, draft)["follow"]
    answer(doors, draft, "open-item", followed, agreed=False)
    assert first(doors, draft)["follow"]
    doors.as_("dung").post(f"/api/items/{followed}/withdrawal", {"reason": "Đã thay"}, seen=1)
    assert answer(doors, draft, "open-item", followed, agreed=True).status_code == 422


def test_on_the_grid_a_link_is_confirmed_and_what_was_typed_is_kept(doors: Opened) -> None:
    a_card(doors)
    draft = a_draft(doors)
    chief = browser_of(doors, "dung").open(f"/van-ban/{draft}/ra-soat")
    assert "Có 2 liên kết đề xuất chờ xác nhận." in chief.text
    button = chief.page.xpath("//button[@name='link'][contains(@value, 'criterion')][contains(@value, 'yes')]")[0]
    cell = chief.page.xpath("//*[@data-cell='product']/@name")[0]
    chief.send(f"/van-ban/{draft}/ra-soat", link=button.get("value"), **{cell: "Báo cáo"})
    assert "Đã ghi nhận liên kết." in chief.text
    assert "đã xác nhận" in chief.text
    assert (first(doors, draft)["criteria"], first(doors, draft)["product"]) == (["3.1"], "Báo cáo")


@pytest.mark.parametrize("memory", ["sqlite"], indirect=True)
def test_an_item_that_was_answered_for_can_be_merged(memory: Memory, doors: Opened) -> None:
    del memory
    a_card(doors)
    draft = a_draft(doors)
    answer(doors, draft, "criterion", "3.1", agreed=True)
    one, other, *_ = doors.as_("dung").get(f"/api/directives/{draft}").json()["items"]
    path = f"/api/directives/{draft}/items/{other['id']}/merge"
    assert doors.as_("dung").post(path, {"other": one["id"]}, seen=1).status_code == 200
    assert first(doors, draft)["criteria"] == ["3.1"]
