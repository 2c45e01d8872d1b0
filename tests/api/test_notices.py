"""The page of notices and the choice of how one is told."""

from tests.api.browsing import browser_of
from tests.api.doors import Opened


def test_what_one_was_told_is_counted_on_every_page_until_it_is_read(doors: Opened) -> None:
    doors.house.directive({})
    official = browser_of(doors, "an")
    official.open("/thong-bao")
    assert official.page.xpath("string(//header)").count("chưa đọc") == 1
    assert "Giao việc" in official.text
    official.send("/thong-bao/da-doc")
    assert "Đã đánh dấu đã đọc." in official.text
    assert official.page.xpath("string(//header)").count("chưa đọc") == 0
    assert doors.as_("an").get("/api/notices", unread=True).json() == {"items": [], "next": None, "unread": 0}
    assert doors.as_("chi").get("/api/notices").json()["items"] == []


def test_one_chooses_on_the_page_and_what_cannot_be_chosen_is_said_there(doors: Opened) -> None:
    official = browser_of(doors, "an").open("/tai-khoan").follow("Chọn cách nhận thông báo")
    official.send("/tai-khoan/thong-bao", answer="app", digest_at="23:00")
    assert "chọn trong giờ làm việc" in official.text.lower()
    official.send("/tai-khoan/thong-bao", answer="app", digest_at="14:00", quiet_since="11:00", quiet_until="13:30")
    assert "Đã lưu cách nhận thông báo." in official.text
    told = doors.as_("an").get("/api/preferences").json()
    assert (told["ways"]["answer"], told["digest_at"], told["quiet"]) == ("app", "14:00", ["11:00", "13:30"])
    stale = doors.as_("an").client.put(
        "/api/preferences",
        json={},
        headers={"Authorization": f"Bearer {doors.as_('an').token}", "Idempotency-Key": "k", "If-Match": '"7"'},
    )
    assert stale.status_code == 412


def test_an_hour_with_a_zone_of_its_own_is_refused(doors: Opened) -> None:
    headers = {"Authorization": f"Bearer {doors.as_('an').token}", "Idempotency-Key": "gio"}
    answer = doors.client.put("/api/preferences", json={"digest_at": "08:00Z"}, headers=headers)
    assert (answer.status_code, answer.json()["errors"]) == (
        422,
        [{"field": "digest_at", "message": "cần giờ dạng HH:MM, theo giờ của cơ quan"}],
    )
