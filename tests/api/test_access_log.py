"""What calls leave in the access log: files taken out, what overseers read, what administrators did, what was refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from acts import office
from acts.tries import Try, take
from api.watch import FILES
from domain.limits import EXPORTS, REFUSED
from domain.office import Directory, Grant, Official, Role
from domain.rights import SYSTEM
from proof.verify import holds, verify
from storage import access
from storage.database import Memory
from storage.views import people
from tests.api.calls import an_admin
from tests.api.doors import Caller, Opened
from tests.databases import a_memory


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with a_memory("sqlite", tmp_path, None) as found:
        yield found


def told(doors: Opened) -> list[tuple[str, str]]:
    """Kind and call of each line a call left."""
    with doors.house.memory.reading() as session:
        return [(line.kind, str(line.data["call"])) for line in access.everything(session) if "call" in line.data]


def actor(doors: Opened, login: str) -> str:
    with doors.house.memory.reading() as session:
        known = people.credentials(session, login)
    assert known is not None
    return known[0]


def inspector(doors: Opened) -> Caller:
    people_ = (Official("tra", "Vũ Tra", grants=(Grant(Role.INSPECTOR, None),)),)
    office.set_office(doors.house.desk, SYSTEM, Directory(officials=people_))
    return doors.as_("tra")


def test_every_file_that_is_taken_out_leaves_a_line(doors: Opened) -> None:
    doors.house.directive({})
    chief = doors.as_("dung")
    assert chief.get("/api/classification", period="2026-Q1", form="xlsx").status_code == 200
    chief.get("/api/classification", period="2026-Q1")
    chief.post("/api/reviews/2026-01")
    (review,) = chief.get("/api/reviews").json()["items"]
    document = review["documents"][0] if "documents" in review else "superior"
    answer = chief.get(f"/api/reviews/2026-01/{document}.docx")
    assert answer.status_code in {200, 404}
    lines = told(doors)
    assert lines.count(("exported", "GET /api/classification")) == 1
    assert lines.count(("exported", "GET /api/reviews/{period}/{document}")) == (answer.status_code == 200)


def test_what_an_overseer_reads_leaves_one_line_a_call_and_daily_work_none(doors: Opened) -> None:
    doors.house.directive({}, {}, {"lead_codes": ["vh"]})
    for login in ("an", "dung"):
        assert doors.as_(login).get("/api/assignments").status_code == 200
    assert told(doors) == []
    overseer = inspector(doors)
    assert len(overseer.get("/api/assignments").json()["items"]) == 3
    assert told(doors) == [("overseen", "GET /api/assignments")]
    (owed, *_) = doors.house.assignments()
    overseer.get(f"/api/assignments/{owed.id}")
    with doors.house.memory.reading() as session:
        line = list(access.everything(session))[-1]
    assert (line.official, line.data["assignment"]) == (actor(doors, "tra"), owed.id)


def test_what_administrators_do_and_what_is_refused_leaves_a_line(doors: Opened) -> None:
    admin = doors.as_(an_admin(doors))
    body = {"url": "https://nhan.example/tin", "kinds": ["directive.issued"]}
    assert admin.post("/api/webhooks", body).status_code == 201
    assert told(doors)[-1] == ("administered", "POST /api/webhooks")
    assert doors.as_("an").post("/api/webhooks", body).status_code == 403
    assert told(doors)[-1] == ("refused", "POST /api/webhooks")
    doors.house.directive({})
    (owed,) = doors.house.assignments()
    assert doors.as_("an").post(f"/api/assignments/{owed.id}/suspension", {"reason": "x"}, seen=1).status_code == 403
    assert told(doors)[-1][0] == "refused"
    identity = {"issuer": "https://dang-nhap.example", "subject": "a1"}
    assert admin.post("/api/officials/an/identities", identity).status_code == 201
    with doors.house.memory.reading() as session:
        last = list(access.everything(session))[-1]
    assert last.data == {"call": "POST /api/officials/{login}/identities"}
    assert holds(verify(doors.house.memory, now=doors.house.now))


def test_one_list_too_many_within_an_hour_is_refused(doors: Opened) -> None:
    take(doors.house.desk, {f"{EXPORTS.said} {actor(doors, 'dung')}": Try(EXPORTS, EXPORTS.most - 1)})
    chief = doors.as_("dung")
    assert chief.get("/api/classification", period="2026-Q1", form="csv").status_code == 200
    refused = chief.get("/api/classification", period="2026-Q1", form="csv")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "3600")
    assert "xuất quá nhiều tệp" in refused.json()["detail"]
    assert chief.get("/api/classification", period="2026-Q1").status_code == 200


def test_who_goes_on_asking_for_what_they_may_not_is_refused_as_before_and_fills_no_log(doors: Opened) -> None:
    take(doors.house.desk, {f"refused to {actor(doors, 'an')}": Try(REFUSED, REFUSED.most - 1)})
    caller = doors.as_("an")
    assert [caller.get("/api/audit").status_code for _ in range(3)] == [403, 403, 403]
    assert told(doors).count(("refused", "GET /api/audit")) == 1
    assert caller.get("/api/assignments").status_code == 200


def test_every_call_that_hands_out_a_file_is_watched(doors: Opened) -> None:
    from api.security import TABLE  # noqa: PLC0415

    ends = ("{document}", "{form}", ".xlsx", ".zip")
    empty = {"GET /api/templates/items.xlsx", "GET /van-ban/mau-nhiem-vu.xlsx"}
    empty |= {"GET /api/calendar/decisions/{year}/file.{form}", "GET /lich/{year}/tep.{form}"}  # of no unit
    files = {call for call in TABLE if call.startswith("GET ") and call.endswith(ends)}
    assert files - empty <= set(FILES)
    assert set(FILES) <= set(TABLE)
