"""Many at once: each row is answered for itself, and a refused one undoes nothing of the others (on both databases)."""

from collections.abc import Iterator

import pytest

from acts import completions
from acts.completions import Report
from domain.rights import SYSTEM
from proof.verify import holds, verify
from storage.database import Memory
from storage.log import everything
from tests.api.doors import Opened, opened

NOBODYS = "f" * 32


@pytest.fixture
def doors(memory: Memory) -> Iterator[Opened]:
    with opened(memory) as found:
        yield found


def reports(doors: Opened, *leads: str) -> list[str]:
    for place, lead in enumerate(leads):
        doors.house.directive({"lead_codes": [lead]}, number=f"{place}/CT")
    rows = {row.directive: row.id for row in doors.house.assignments()}
    done = [completions.complete(doors.house.desk, SYSTEM, Report((row,))).body["id"] for row in rows.values()]
    return [str(one) for one in done]


def test_refused_rows_are_explained_and_the_others_stand(doors: Opened) -> None:
    first, second, third = reports(doors, "kt", "vh", "kt")
    chief = doors.as_("dung")
    assert chief.post(f"/api/completions/{second}/acceptance", seen=1).status_code == 201
    wanted = [(third, 1), (NOBODYS, 1), (second, 2), (first, 7), (first, 1), (first, 2)]
    body = {"rows": [{"id": one, "version": version} for one, version in wanted]}
    answer = chief.post("/api/completions/acceptances", body, key="once")
    told = [(row["id"], row["status"], row.get("code")) for row in answer.json()["rows"]]
    assert answer.status_code == 200
    assert told == [
        (third, 201, None),
        (NOBODYS, 404, "absent"),
        (second, 409, "answered"),
        (first, 412, "stale"),
        (first, 201, None),
        (first, 409, "answered"),
    ]
    assert all(row.get("detail") for row in answer.json()["rows"] if row["status"] >= 400)
    with doors.house.memory.reading() as session:
        accepted = [event.subject for event in everything(session) if event.kind == "completion.accepted"]
    assert sorted(accepted) == sorted(f"completion/{one}" for one in (first, second, third))
    again = chief.post("/api/completions/acceptances", body, key="once")
    assert (again.json(), again.headers["Idempotency-Replayed"]) == (answer.json(), "true")
    assert holds(verify(doors.house.memory, now=doors.house.now))


def test_one_units_rows_of_another_look_absent(doors: Opened) -> None:
    doors.house.directive({"lead_codes": ["kt"]}, {"lead_codes": ["vh"]}, {"lead_codes": ["kt"]})
    rows = [{"id": row.id, "version": 1} for row in doors.house.assignments()]
    units = [row.unit for row in doors.house.assignments()]
    answer = doors.as_("an").post("/api/assignments/acknowledgements", {"rows": rows})
    assert [row["status"] for row in answer.json()["rows"]] == [200 if unit == "kt" else 404 for unit in units]
    assert {row.unit: row.work for row in doors.house.assignments()} == {"kt": "received", "vh": "issued"}


def test_a_row_without_its_version_is_refused_whole(doors: Opened) -> None:
    (first,) = reports(doors, "kt")
    answer = doors.as_("dung").post("/api/completions/acceptances", {"rows": [{"id": first}]})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "rows.0.version"
