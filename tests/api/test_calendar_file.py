"""A calendar.yaml taken in is stored whole: which windows are reported in which years comes out of it again."""

import yaml

from tests.api.browsing import browser_of
from tests.api.calls import Call, send
from tests.api.doors import Opened

FILE = b"""
windows:
  - { code: BC1, since: "12-15", until: "03-14", due: "03-20", label: "b\xc3\xa1o c\xc3\xa1o qu\xc3\xbd I", last_year: 2025 }
  - { code: BC1, since: "01-01", until: "03-31", due: "04-05", label: "b\xc3\xa1o c\xc3\xa1o qu\xc3\xbd I", first_year: 2026 }
slices: [monthly]
report_days: { opens: 9 }
decisions:
  - { day: 2026-03-20, works: false, basis: Q\xc4\x90 1, unit: kt }
  - { day: 2026-03-20, works: true, basis: Q\xc4\x90 2 }
judged_by: arrival
units:
  vh: { sessions: [{ start: "08:00", end: "12:00" }], on: { sat: [{ start: "08:00", end: "10:00" }] } }
"""


def test_windows_with_their_years_are_stored_and_come_out_again(doors: Opened) -> None:
    chief, call = doors.as_("dung"), "PUT /api/calendar/file"
    given = send(doors, call, Call("dung", "/api/calendar/file", files={"file": ("calendar.yaml", FILE)}))
    assert given.status_code == 201, given.text
    reports = chief.get("/api/calendar/reports").json()
    assert [(one["since"], one.get("first_year"), one.get("last_year")) for one in reports["windows"]] == [
        ("12-15", None, 2025),
        ("01-01", 2026, None),
    ]
    assert (reports["slices"], reports["days"]["opens"]) == (["monthly"], 9)
    header = {"Authorization": f"Bearer {chief.token}"}
    kept = doors.client.get("/api/calendar/file", headers=header).content
    again = send(doors, call, Call("dung", "/api/calendar/file", files={"file": ("calendar.yaml", kept)}))
    assert again.status_code == 201, again.text
    assert chief.get("/api/calendar/reports").json() == reports
    assert yaml.safe_load(kept)["judged_by"] == "arrival"
    doors.house.directive({})
    owed = doors.house.assignments()[0].id
    form = browser_of(doors, "dung").open(f"/bao-cao-ket-qua?viec={owed}")
    assert "Ngày văn bản đến" in form.text
    assert "tính theo ngày văn bản đến." in form.text
    assert yaml.safe_load(kept)["units"]["vh"]["on"] == {"sat": [{"start": "08:00", "end": "10:00"}]}
    found = chief.get("/api/calendar?since=2026-03-20&until=2026-03-20").json()
    assert ([one["works"] for one in found["items"]], [one["unit"] for one in found["of_units"]]) == ([True], ["kt"])
    own = chief.get("/api/calendar?since=2026-03-20&until=2026-03-20&unit=kt").json()
    assert [(one["works"], one["unit"]) for one in own["items"]] == [(False, "kt")]
    assert chief.get("/api/calendar?unit=xx").status_code == 404
    assert [one["unit"] for one in chief.get("/api/calendar/units").json()["items"]] == ["vh"]
    preview = chief.get("/api/reviews/2026-BC1/preview").json()
    assert (preview["period"]["since"], preview["period"]["due"]) == ("2026-01-01", "2026-04-05")
