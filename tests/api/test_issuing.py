"""Issuing: shown first with instants and first reminders, done once however often and by how many it is asked."""

from typing import Any

from storage.tables import DirectiveRow, MessageRow, NoticeRow, StepRow
from tests.api.browsing import browser_of
from tests.api.doors import Caller, Opened
from tests.api.test_races import together

TEXT = """CHỈ THỊ
Về việc nâng cao chất lượng phục vụ

1. Giao Phòng Kinh tế chủ trì rà soát thủ tục hành chính, báo cáo trước ngày 20/3/2026.
2. Giao Phòng Văn hóa tổ chức lấy ý kiến người dân về chất lượng phục vụ.
"""
BODY = {"number": "15/CT-UBND", "issued_on": "2026-03-02"}


def a_draft(caller: Caller) -> str:
    found: str = caller.post("/api/directives", {"text": TEXT}).json()["id"]
    return found


def test_a_dry_run_tells_assignments_instants_reminders_and_what_is_open_and_writes_nothing(doors: Opened) -> None:
    caller = doors.as_("dung")
    draft = a_draft(caller)
    shown = caller.post(f"/api/directives/{draft}/issue?dry_run=true", BODY).json()
    assert (shown["assignments"], shown["dated"], shown["without_lead"]) == (2, 1, [])
    first, second = shown["items"]
    assert (first["units"], first["deadline"]["instant"]) == (["kt"], "2026-03-20T10:30:00+00:00")
    assert "là ngày làm việc" in first["deadline"]["explanation"]
    assert second["deadline"] is None
    reminders = {one["unit"]: (one["assignments"], one["at"]) for one in shown["reminders"]}
    assert reminders == {"kt": (1, "2026-03-13T00:30:00+00:00"), "vh": (1, None)}
    assert any(told.startswith("Mục 2: ") for told in shown["warnings"])
    assert doors.house.assignments() == []
    assert caller.get(f"/api/directives/{draft}").json()["state"] == "draft"
    caller.post(f"/api/directives/{draft}/issue", BODY)
    (owed,) = doors.house.assignments("kt")
    assert owed.deadline_at is not None
    assert owed.deadline_at.isoformat() == first["deadline"]["instant"]
    assert caller.post(f"/api/directives/{draft}/issue?dry_run=true", BODY).status_code == 409


def counts(doors: Opened) -> list[int]:
    with doors.house.memory.reading() as session:
        return [session.query(table).count() for table in (NoticeRow, MessageRow, StepRow)]


def test_issued_again_under_the_same_key_another_or_by_many_at_once_nothing_doubles(doors: Opened) -> None:
    caller = doors.as_("dung")
    draft = a_draft(caller)
    path = f"/api/directives/{draft}/issue"

    def ask(key: str | None) -> Any:
        return lambda: caller.post(path, BODY, key=key)

    answers = together([ask(key) for key in ("one", "one", None, None, "one", None, "one", None)])
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert sum(answer.status_code == 200 and "Idempotency-Replayed" not in answer.headers for answer in answers) == 1
    before = counts(doors)
    assert before[:2] == [2, 2]
    assert caller.post(path, BODY).status_code == 409
    assert counts(doors) == before
    assert len(doors.house.assignments()) == 2
    with doors.house.memory.reading() as session:
        assert session.get_one(DirectiveRow, draft).number == "15/CT-UBND"


def test_the_page_shows_the_instant_the_first_reminder_and_what_is_open(doors: Opened) -> None:
    draft = a_draft(doors.as_("dung"))
    chief = browser_of(doors, "dung").open(f"/van-ban/{draft}/phat-hanh")
    assert "17:30 ngày 20/3/2026" in chief.text
    assert "Thư giao việc rời hệ thống lúc 08:00 ngày 02/3/2026" in chief.text
    assert "Phòng Kinh tế107:30 ngày 13/3/2026" in chief.text
    assert "chưa có hạn để nhắc" in chief.text
    assert "chỗ cần xem lại; vẫn phát hành được" in chief.text


def issued(caller: Caller) -> str:
    """A directive of number and date that the next draft bears as well."""
    found = a_draft(caller)
    assert caller.post(f"/api/directives/{found}/issue", BODY).json()["warnings"] == []
    return found


def test_a_number_and_date_issued_before_are_told_with_where_and_hinder_nobody(doors: Opened) -> None:
    caller = doors.as_("dung")
    first = issued(caller)
    numbered = "Số: 15/CT-UBND\n" + TEXT.replace("CHỈ THỊ", "Phường Mẫu, ngày 02 tháng 3 năm 2026\nCHỈ THỊ")
    draft = caller.post("/api/directives", {"text": numbered}).json()["id"]
    warnings = caller.get(f"/api/directives/{draft}").json()["warnings"]
    assert [(one["code"], one["directive"]) for one in warnings if one["code"] == "number-issued"] == [
        ("number-issued", first)
    ]
    other = {"number": "15 / ct-ubnd", "issued_on": "2026-03-02"}
    shown = caller.post(f"/api/directives/{draft}/issue?dry_run=true", other).json()["warnings"]
    assert "Văn bản số 15/CT-UBND ngày 02/3/2026 đã được phát hành" in shown[0]
    assert not any("đã được phát hành" in one for one in shown[1:])
    answer = caller.post(f"/api/directives/{draft}/issue", {**other, "number": "15/CT-UBND"})
    assert [one["directive"] for one in answer.json()["warnings"]] == [first]


def test_another_number_or_another_day_is_another_document(doors: Opened) -> None:
    caller = doors.as_("dung")
    issued(caller)
    draft = a_draft(caller)
    for other in ({**BODY, "number": "16/CT-UBND"}, {**BODY, "issued_on": "2026-03-01"}):
        shown = caller.post(f"/api/directives/{draft}/issue?dry_run=true", other).json()["warnings"]
        assert not any("đã được phát hành" in one for one in shown)


def test_the_page_asks_once_more_before_a_number_is_issued_again(doors: Opened) -> None:
    first = issued(doors.as_("dung"))
    draft = a_draft(doors.as_("dung"))
    chief = browser_of(doors, "dung").open(f"/van-ban/{draft}/phat-hanh")
    chief.send(f"/van-ban/{draft}/phat-hanh", number="15/CT-UBND", issued_on="2/3/2026")
    assert (chief.status, len(doors.house.assignments())) == (422, 2)
    assert "đánh dấu nếu đây là văn bản khác" in chief.text.lower()
    assert chief.page.xpath(f"//a[@href='/van-ban/{first}']")
    chief.send(f"/van-ban/{draft}/phat-hanh", number="15/CT-UBND", issued_on="2/3/2026", another="true")
    assert "Đã phát hành; nhiệm vụ được giao" in chief.text
    assert len(doors.house.assignments()) == 4
    assert browser_of(doors, "dung").open(f"/van-ban/{draft}/phat-hanh").address == f"/van-ban/{draft}"


def test_the_grid_tells_that_the_document_is_issued_already_with_a_link(doors: Opened) -> None:
    caller = doors.as_("dung")
    first = issued(caller)
    numbered = "Số: 15/CT-UBND\n" + TEXT.replace("CHỈ THỊ", "Phường Mẫu, ngày 02 tháng 3 năm 2026\nCHỈ THỊ")
    draft = caller.post("/api/directives", {"text": numbered}).json()["id"]
    grid = browser_of(doors, "dung").open(f"/van-ban/{draft}/ra-soat")
    assert "đã được phát hành trong phần mềm" in grid.text
    assert grid.page.xpath(f"//a[@href='/van-ban/{first}']")


def test_what_the_registry_gives_at_the_issue_is_no_longer_missed_behind_it(doors: Opened) -> None:
    caller = doors.as_("dung")
    draft = a_draft(caller)
    head = {"no-number", "no-date"}
    before = {one["code"] for one in caller.get(f"/api/directives/{draft}").json()["warnings"]}
    assert head < before
    shown = caller.post(f"/api/directives/{draft}/issue?dry_run=true", BODY).json()["warnings"]
    assert not any("chưa có số" in told or "chưa có ngày" in told for told in shown)
    caller.post(f"/api/directives/{draft}/issue", BODY)
    after = {one["code"] for one in caller.get(f"/api/directives/{draft}").json()["warnings"]}
    assert after == before - head
    page = browser_of(doors, "dung").open(f"/van-ban/{draft}")
    assert "Văn bản chưa có số" not in page.text
