"""The feeds: the whole log for the office, a unit's own for its people, as pages and as a stream; numbers for Prometheus."""

from acts import access
from tests.api.doors import Opened


def test_a_unit_reads_of_its_own_work_alone_and_nobodys_name(doors: Opened) -> None:
    doors.house.directive({}, {"lead_codes": ["vh"]})
    ours, theirs = doors.house.assignments("kt")[0], doors.house.assignments("vh")[0]
    for login, row in (("an", ours), ("chi", theirs)):
        assert doors.as_(login).post(f"/api/assignments/{row.id}/progress", {"text": "Một nửa"}).status_code == 201
    told = doors.as_("an").get("/api/events").json()["items"]
    assert [event["kind"] for event in told] == ["directive.issued", "assignment.progressed"]
    assert {event["actor"] for event in told} == {""}
    assert theirs.id not in str(told)
    whole = doors.as_("dung").get("/api/events").json()["items"]
    assert len(whole) > len(told)


def test_a_stream_tells_the_same_events_and_goes_on_where_it_ended(doors: Opened) -> None:
    doors.house.directive({})
    caller = doors.as_("dung")
    headers = {"Authorization": f"Bearer {caller.token}", "Accept": "text/event-stream"}
    first = doors.client.get("/api/events", params={"seconds": 0}, headers=headers)
    assert first.headers["Content-Type"].startswith("text/event-stream")
    numbers = [line.removeprefix("id: ") for line in first.text.splitlines() if line.startswith("id: ")]
    assert numbers == [str(event["seq"]) for event in caller.get("/api/events").json()["items"]]
    rest = doors.client.get("/api/events", params={"seconds": 0}, headers={**headers, "Last-Event-ID": numbers[-2]})
    assert [line for line in rest.text.splitlines() if line.startswith("id: ")] == [f"id: {numbers[-1]}"]


def test_numbers_are_counted_for_prometheus(doors: Opened) -> None:
    doors.house.directive({})
    text = doors.client.get("/api/metrics").text
    assert 'dondoc_steps{state="pending"} 7.0' in text
    assert 'dondoc_assignments{work="issued"} 1.0' in text


def test_the_access_log_is_for_inspectors(doors: Opened) -> None:
    access.anchor(doors.house.desk)
    assert doors.as_("dung").get("/api/audit").status_code == 403


def test_colleagues_are_found_by_who_may_call_them(doors: Opened) -> None:
    seen = [one["login"] for one in doors.as_("an").get("/api/officials").json()["items"]]
    assert seen == ["an", "binh", "dung"]
    assert "chi" in [one["login"] for one in doors.as_("dung").get("/api/officials").json()["items"]]


def test_days_are_decided_over_http_and_sources_named(doors: Opened) -> None:
    doors.house.directive({})
    chief = doors.as_("dung")
    days = {"days": [{"day": "2026-03-20", "works": False, "basis": "QĐ 10/QĐ-UBND"}]}
    seen = chief.post("/api/calendar/decisions?dry_run=true", days)
    assert (seen.status_code, len(seen.json()["deadlines"])) == (200, 1)
    assert chief.get("/api/calendar").json()["items"] == []
    assert chief.post("/api/calendar/decisions", days).status_code == 201
    assert [one["day"] for one in chief.get("/api/calendar").json()["items"]] == ["2026-03-20"]
    source = {"code": "1022", "name": "Cổng 1022", "unit": "vh", "window": "25–25", "arrival_day": 27}
    assert chief.post("/api/sources", {**source, "unit": "x"}).status_code == 422
    assert chief.post("/api/sources", source).status_code == 201
    assert [one["code"] for one in doors.as_("chi").get("/api/sources").json()["items"]] == ["1022"]
    assert doors.as_("an").get("/api/sources").json()["items"] == []
