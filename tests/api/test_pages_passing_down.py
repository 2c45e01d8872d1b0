"""Giao việc con: parts of work from above, given and followed on the pages of directive and assignment."""

from datetime import date

from acts import directives
from domain.rights import SYSTEM
from tests.acts.house import an_item
from tests.api.browsing import browser_of
from tests.api.doors import Opened


def test_a_superiors_order_is_marked_and_its_parts_are_given_from_its_page(doors: Opened) -> None:
    draft = {"title": "Kế hoạch", "items": [{"ref": "1", **an_item()}]}
    found = directives.take_in(doors.house.desk, SYSTEM, draft, "…", "0" * 64).body["id"]
    chief = browser_of(doors, "dung").open(f"/van-ban/{found}")
    chief.send(f"/van-ban/{found}/noi-giao", issuer="UBND tỉnh", from_above="true")
    assert "Đã ghi nơi giao." in chief.text
    assert "cấp trên giao" in chief.text
    chief.open(f"/van-ban/{found}/phat-hanh").send(f"/van-ban/{found}/phat-hanh", number="8/KH", issued_on="2/3/2026")
    (owed,) = doors.house.assignments()
    chief.open(f"/nhiem-vu/{owed.id}")
    chief.send(f"/nhiem-vu/{owed.id}/viec-con", text="Gửi số liệu.", lead="vh", due_on="20/3/2026")
    assert chief.status == 422
    assert "trước ngày 20/3/2026" in chief.text
    chief.send(f"/nhiem-vu/{owed.id}/viec-con", due_on="13/3/2026")
    assert "Đã giao việc con" in chief.text
    assert "Việc con (1)" in chief.text
    chief.follow("1/1 Gửi số liệu")
    assert "mục 1, Phòng Kinh tế tổng hợp; hạn cấp trên giao 20/3/2026" in chief.text
    assert "Giao việc con" not in chief.text, "parts are not cut again"
    (part,) = doors.house.assignments("vh")
    assert (part.deadline, part.basis) == (date(2026, 3, 13), "internal")


def test_who_reports_the_whole_with_open_parts_is_asked_why(doors: Opened) -> None:
    doors.house.directive({})
    (owed,) = doors.house.assignments()
    task = {"tasks": [{"text": "Gửi số liệu.", "lead": "vh"}]}
    assert doors.as_("dung").post(f"/api/assignments/{owed.id}/children", task, seen=1).status_code == 201
    shown = doors.as_("dung").get(f"/api/assignments/{owed.id}").json()
    assert [(one["ref"], one["unit"]) for one in shown["children"]] == [("1/1", "vh")]
    answer = doors.as_("an").post("/api/completions", {"assignments": [owed.id]}, seen=2)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (409, "note")
    told = {"assignments": [owed.id], "note": "Số liệu gửi sau"}
    assert doors.as_("an").post("/api/completions", told, seen=2).status_code == 201
