"""What awaits a word, and the word: over HTTP."""

from datetime import UTC, datetime

from acts.messages import Delivery, Outcome, send_due
from acts.steps import take_due
from domain.subject import Caller as By
from domain.subject import Subject, SubjectKind
from tests.api.doors import Opened


def awaiting(doors: Opened) -> str:
    """An overdue assignment whose unit has been told: its escalation of tomorrow awaits a word today."""
    doors.house.directive({})
    (owed,) = doors.house.assignments()
    for day in (23, 24):
        doors.house.now = datetime(2026, 3, day, 3, tzinfo=UTC)
        take_due(doors.house.desk, Subject(SubjectKind.ASSIGNMENT, owed.id), By.ROUND)
        while send_due(doors.house.desk, lambda _mail: Outcome(Delivery.SENT)).wake_at == doors.house.now:
            pass
    found = doors.as_("dung").get("/api/steps").json()["items"]
    assert [step["rung"] for step in found] == ["H3"]
    step: str = found[0]["id"]
    return step


def test_an_escalation_is_seen_before_it_goes_and_released_by_a_person(doors: Opened) -> None:
    step = awaiting(doors)
    released = doors.as_("dung").post(f"/api/steps/{step}/release", seen=2)
    assert (released.status_code, released.json()["state"]) == (200, "taken")
    assert doors.as_("dung").get("/api/steps").json()["items"] == []
    again = doors.as_("dung").post(f"/api/steps/{step}/release")
    assert (again.status_code, again.json()["allowed"]) == (409, ["escalate"])


def test_it_is_put_off_by_working_days_with_a_reason(doors: Opened) -> None:
    step = awaiting(doors)
    put_off = doors.as_("dung").post(
        f"/api/steps/{step}/postponement", {"working_days": 2, "reason": "Đã trao đổi điện thoại."}
    )
    assert put_off.json()["state"] == "awaiting"
    (still,) = doors.as_("dung").get("/api/steps").json()["items"]
    assert (still["reason"], still["release_at"][:10]) == ("Đã trao đổi điện thoại.", "2026-03-26")
    too_long = doors.as_("dung").post(f"/api/steps/{step}/postponement", {"working_days": 99, "reason": "x"})
    assert too_long.status_code == 422


def test_it_is_declined_with_a_reason_and_only_by_who_may(doors: Opened) -> None:
    step = awaiting(doors)
    assert doors.as_("an").post(f"/api/steps/{step}/decline", {"reason": "x"}).status_code == 403
    assert doors.as_("dung").post(f"/api/steps/{step}/decline", {"reason": " "}).status_code == 422
    declined = doors.as_("dung").post(f"/api/steps/{step}/decline", {"reason": "Đơn vị đang xử lý."})
    assert declined.json()["state"] == "declined"


def test_a_manager_escalates_by_hand(doors: Opened) -> None:
    doors.house.directive({})
    (owed,) = doors.house.assignments()
    path = f"/api/assignments/{owed.id}/escalation"
    assert doors.as_("dung").post(path, {"reason": "Nội dung gấp."}).status_code == 201
    assert doors.as_("an").post(path, {"reason": "Nội dung gấp."}).status_code == 403
    assert ("escalation", "head/kt") in {(n.kind, n.addressee) for n in doors.house.notices()}
