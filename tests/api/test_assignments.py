"""Lists of assignments: scope, filters, pages; one assignment with what lies ahead of it."""

from datetime import UTC, datetime

import pytest

from domain.status import TimeState
from tests.api.doors import Opened


def test_an_official_sees_the_work_of_their_own_unit_alone(doors: Opened) -> None:
    doors.house.directive({"lead_codes": ["kt"]}, {"lead_codes": ["vh"]})
    seen = doors.as_("an").get("/api/assignments").json()["items"]
    assert [line["unit"] for line in seen] == ["kt"]
    assert len(doors.as_("dung").get("/api/assignments").json()["items"]) == 2


def test_what_is_out_of_scope_looks_like_what_does_not_exist(doors: Opened) -> None:
    doors.house.directive({"lead_codes": ["vh"]})
    (foreign,) = doors.house.assignments()
    there = doors.as_("an").get(f"/api/assignments/{foreign.id}")
    nowhere = doors.as_("an").get("/api/assignments/nowhere")
    assert there.status_code == nowhere.status_code == 404
    assert there.json() == nowhere.json()
    assert there.headers["content-type"] == "application/problem+json"


def test_one_assignment_shows_its_ladder_and_the_next_step(doors: Opened) -> None:
    doors.house.directive({})
    (owed,) = doors.house.assignments()
    answer = doors.as_("an").get(f"/api/assignments/{owed.id}")
    assert answer.headers["ETag"] == '"1"'
    body = answer.json()
    assert (body["deadline"], body["time"], body["number"]) == ("2026-03-20", "on-track", "12/CT-UBND")
    assert body["next_step"]["rung"] == "B5"
    assert [step["rung"] for step in body["steps"]] == ["B5", "B3", "D0", "O1", "H3", "P5", "C10"]


def test_the_timeline_leads_from_the_issue_to_the_answer(doors: Opened) -> None:
    doors.house.directive({}, {})
    (owed, other) = doors.house.assignments()
    unit, chief = doors.as_("an"), doors.as_("dung")
    unit.post(f"/api/assignments/{owed.id}/acknowledgement")
    seen = {line["id"]: line["version"] for line in unit.get("/api/assignments").json()["items"]}
    report = {"assignments": [owed.id, other.id], "versions": seen}
    done = unit.post("/api/completions", report).json()["id"]
    chief.post(f"/api/completions/{done}/acceptance", seen=1)
    told = unit.get(f"/api/assignments/{owed.id}").json()["timeline"]
    assert [event["kind"] for event in told] == [
        *("directive.issued", "assignments.acknowledged", "completion.entered", "completion.accepted")
    ]
    assert other.id not in str(told)


@pytest.mark.parametrize("sort", ["deadline", "-deadline", "opened", "-opened", "unit", "-unit"])
def test_pages_hold_every_row_once_in_order(doors: Opened, sort: str) -> None:
    days = ["2026-03-20", "2026-03-10", None, "2026-03-20", "2026-04-01", None, "2026-03-11"]
    leads = [["kt"], ["vh"], ["kt"], ["vh"], ["kt"], ["kt"], ["vh"]]
    doors.house.directive(*({"due_on": day, "lead_codes": lead} for day, lead in zip(days, leads, strict=True)))
    caller, found, cursor = doors.as_("dung"), [], None
    whole = caller.get("/api/assignments", sort=sort).json()["items"]
    while True:
        query = {"limit": 2, "sort": sort, **({"cursor": cursor} if cursor else {})}
        page = caller.get("/api/assignments", **query).json()
        found += page["items"]
        if (cursor := page["next"]) is None:
            break
    assert found == whole
    assert len({line["id"] for line in found}) == len(days)


def test_a_cursor_of_another_order_or_none_at_all_is_refused(doors: Opened) -> None:
    doors.house.directive({}, {}, {})
    caller = doors.as_("dung")
    cursor = caller.get("/api/assignments", limit=1).json()["next"]
    for query in ({"cursor": cursor, "sort": "unit"}, {"cursor": "%%%"}, {"cursor": "W10"}, {"sort": "beauty"}):
        assert caller.get("/api/assignments", **query).status_code == 400, query


def test_filters_narrow_and_the_count_is_of_the_whole(doors: Opened) -> None:
    doors.house.directive(
        {"text": "Rà soát thủ tục đất đai."}, {"text": "Công khai số liệu.", "lead_codes": ["vh"]}, {"due_on": None}
    )
    caller = doors.as_("dung")
    assert caller.get("/api/assignments", count=1, limit=1).json()["count"] == 3
    assert [x["text"] for x in caller.get("/api/assignments", text="DAT DAI").json()["items"]] == [
        "Rà soát thủ tục đất đai."
    ]
    assert [x["unit"] for x in caller.get("/api/assignments", unit="vh").json()["items"]] == ["vh"]
    assert [x["unit"] for x in caller.get("/api/assignments", official="chi").json()["items"]] == ["vh"]
    assert caller.get("/api/assignments", due_to="2026-03-19").json()["items"] == []
    assert len(caller.get("/api/assignments", time="undated").json()["items"]) == 1
    assert caller.get("/api/assignments", time="sometime").status_code == 422


def test_the_time_state_of_the_list_is_that_of_the_domain(doors: Opened) -> None:
    days = ["2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13", "2026-03-20", None]
    doors.house.directive(*({"due_on": day} for day in days))
    owed = doors.house.assignments()
    reported = doors.as_("an").post(
        "/api/completions", {"assignments": [owed[0].id, owed[5].id], "versions": {owed[0].id: 1, owed[5].id: 1}}
    )
    assert reported.status_code == 201
    for day in range(2, 28):
        doors.house.now = datetime(2026, 3, day, 2, tzinfo=UTC)
        caller = doors.as_("dung")
        everything = {line["id"]: line["time"] for line in caller.get("/api/assignments").json()["items"]}
        for state in TimeState:
            listed = {line["id"] for line in caller.get("/api/assignments", time=state.value).json()["items"]}
            assert listed == {one for one, told in everything.items() if told == state.value}, (day, state)


def test_going_on_and_amending_need_no_version_but_heed_one(doors: Opened) -> None:
    doors.house.directive({})
    (owed,) = doors.house.assignments()
    chief = doors.as_("dung")
    assert chief.post(f"/api/assignments/{owed.id}/suspension", {"reason": "Chờ"}, seen=1).status_code == 201
    assert chief.post(f"/api/assignments/{owed.id}/resumption", {}, seen=1).status_code == 412
    assert chief.post(f"/api/assignments/{owed.id}/resumption", {}).status_code == 201
    change = {"product": "Tờ trình", "reason": "CV 2"}
    assert chief.post(f"/api/items/{owed.item}/amendments", change, seen=9).status_code == 412
    assert chief.post(f"/api/items/{owed.item}/amendments", change).status_code == 201
