"""A report over HTTP: its key, the version it saw, and every way it is refused."""

import json

from storage.tables import CompletionRow
from tests.api.doors import Opened

DOCUMENT = {"number": "45/BC-KT", "issued_on": "2026-03-02", "signer": "Trần Bình"}


def owed(doors: Opened, *items: dict[str, object]) -> list[str]:
    doors.house.directive(*(items or ({},)))
    return [row.id for row in doors.house.assignments()]


def reports(doors: Opened) -> int:
    with doors.house.memory.reading() as session:
        return session.query(CompletionRow).count()


def test_a_report_is_accepted_and_closes_what_it_names(doors: Opened) -> None:
    (one,) = owed(doors)
    answer = doors.as_("an").post("/api/completions", {"assignments": [one], "document": DOCUMENT}, seen=1)
    assert answer.status_code == 201
    completion = answer.json()["id"]
    assert answer.headers["ETag"] == '"1"'
    accepted = doors.as_("dung").post(f"/api/completions/{completion}/acceptance", seen=1)
    assert accepted.status_code == 201
    line = doors.as_("an").get(f"/api/assignments/{one}").json()
    assert (line["work"], line["time"]) == ("accepted", "done-on-time")
    assert line["reports"][0]["document"]["number"] == "45/BC-KT"


def test_a_repeat_gets_the_first_answer_and_another_body_under_its_key_is_refused(doors: Opened) -> None:
    (one,) = owed(doors)
    caller, body = doors.as_("an"), {"assignments": [one], "document": DOCUMENT}
    first = caller.post("/api/completions", body, key="k", seen=1)
    again = caller.post("/api/completions", body, key="k", seen=1)
    assert again.status_code == 201
    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    other = caller.post("/api/completions", {**body, "note": "khác"}, key="k", seen=1)
    assert (other.status_code, other.json()["type"]) == (422, "/problems/key-reused")
    assert reports(doors) == 1


def test_without_a_key_or_a_version_nothing_is_written(doors: Opened) -> None:
    (one,) = owed(doors)
    caller = doors.as_("an")
    headers = {"Authorization": f"Bearer {caller.token}"}
    keyless = doors.client.post("/api/completions", json={"assignments": [one]}, headers=headers)
    assert (keyless.status_code, keyless.json()["type"]) == (400, "/problems/key-missing")
    unseen = caller.post("/api/completions", {"assignments": [one]})
    assert (unseen.status_code, unseen.json()["type"]) == (428, "/problems/version-missing")
    stale = caller.post("/api/completions", {"assignments": [one]}, seen=7)
    assert (stale.status_code, stale.json()["type"]) == (412, "/problems/stale")
    assert reports(doors) == 0


def test_a_report_of_many_names_the_version_of_each(doors: Opened) -> None:
    both = owed(doors, {}, {})
    caller = doors.as_("an")
    half = caller.post("/api/completions", {"assignments": both, "versions": {both[0]: 1}})
    assert half.status_code == 428
    whole = caller.post("/api/completions", {"assignments": both, "versions": dict.fromkeys(both, 1)})
    assert whole.status_code == 201
    assert reports(doors) == 1


def test_if_match_names_the_versions_of_many_in_the_order_of_the_report(doors: Opened) -> None:
    both = owed(doors, {}, {})
    caller = doors.as_("an")
    assert caller.post(f"/api/assignments/{both[1]}/progress", {"text": "Đang làm"}, seen=1).status_code == 201
    body = {"assignments": both}
    assert caller.post("/api/completions", body, seen='2", "1').status_code == 412
    assert caller.post("/api/completions", body, seen='1", "2", "3').status_code == 428
    assert caller.post("/api/completions", body, seen='1", x"').status_code == 400
    assert caller.post("/api/completions", body, seen='1", "2').status_code == 201


def test_one_version_in_if_match_is_that_of_the_first_of_many(doors: Opened) -> None:
    both = owed(doors, {}, {})
    caller = doors.as_("an")
    assert caller.post(f"/api/assignments/{both[1]}/progress", {"text": "Đang làm"}, seen=1).status_code == 201
    assert caller.post("/api/completions", {"assignments": both}, seen=2).status_code == 412
    assert caller.post("/api/completions", {"assignments": both}, seen=1).status_code == 201


def test_a_second_report_is_a_conflict_that_says_what_is_allowed(doors: Opened) -> None:
    (one,) = owed(doors)
    caller = doors.as_("an")
    caller.post("/api/completions", {"assignments": [one]}, seen=1)
    second = caller.post("/api/completions", {"assignments": [one]}, seen=2)
    assert (second.status_code, second.json()["allowed"]) == (409, ["acceptance", "return", "comment"])


def test_who_leads_does_not_accept_and_a_stranger_finds_nothing(doors: Opened) -> None:
    (one,) = owed(doors)
    assert doors.as_("chi").post("/api/completions", {"assignments": [one]}, seen=1).status_code == 404
    completion = doors.as_("an").post("/api/completions", {"assignments": [one]}, seen=1).json()["id"]
    assert doors.as_("an").post(f"/api/completions/{completion}/acceptance", seen=1).status_code == 403


def test_a_return_says_its_class_and_its_reason(doors: Opened) -> None:
    (one,) = owed(doors)
    completion = doors.as_("an").post("/api/completions", {"assignments": [one]}, seen=1).json()["id"]
    path, chief = f"/api/completions/{completion}/return", doors.as_("dung")
    wrong = chief.post(path, {"class": "ugly", "reason": ""}, seen=1)
    assert wrong.status_code == 422
    assert {error["field"] for error in wrong.json()["errors"]} == {"class", "reason"}
    assert chief.post(path, {"class": "incomplete", "reason": "Thiếu phụ lục."}, seen=1).status_code == 201
    line = doors.as_("an").get(f"/api/assignments/{one}").json()
    assert (line["work"], line["reports"][0]["reason"]) == ("returned", "Thiếu phụ lục.")


def test_a_body_is_refused_with_each_fault_and_its_place(doors: Opened) -> None:
    caller = doors.as_("an")
    answer = caller.post("/api/completions", {"assignments": [], "document": {"issued_on": "2/3/2026"}, "colour": 1})
    errors = {error["field"]: error["message"] for error in answer.json()["errors"]}
    assert answer.status_code == 422
    assert set(errors) == {"assignments", "document.number", "document.issued_on", "colour"}
    assert errors["document.issued_on"] == "cần ngày dạng YYYY-MM-DD"


def test_no_text_of_a_caller_makes_the_house_fall(doors: Opened) -> None:
    (one,) = owed(doors)
    caller = doors.as_("an")
    headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "n", "If-Match": "1"}
    for note in (r"\u0000", r"\ud800"):
        sent = json.dumps({"assignments": [one], "note": "?"}).replace("?", note)
        answer = doors.client.post(
            "/api/completions", content=sent, headers={**headers, "Content-Type": "application/json"}
        )
        assert answer.status_code == 422, note
    assert caller.post("/api/completions", {"assignments": [one]}, key="\x7f" * 900, seen=1).status_code == 400
    assert caller.get("/api/assignments/%00").status_code == 400
    assert reports(doors) == 0
