"""Two units with the same work: whatever the one sees, the other asks for on every route, and nothing leaks."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from acts.completions import Report, complete
from api.security import TABLE
from domain.office import Grant, Role
from domain.rights import Scope
from storage.database import Memory
from tests.acts.house import CHIEF
from tests.api.doors import KEYS, Opened, opened

CANARY = {"kt": "chimhoangyen", "vh": "chimsaoden"}
PEOPLE = {"kt": "an", "vh": "chi"}
NOBODYS = "f" * 32
ASKED_BY = {"/api/assignments": ("item", "directive", "text", "official"), "/api/items": ("directive", "text")}
"""Lists and what they are narrowed by: an id of the other finds nothing there."""
ID = re.compile(r"\b[0-9a-f]{32}\b")
READING = sorted(call.split()[1] for call in TABLE if call.startswith("GET /api/"))
CHANGING = sorted(call for call in TABLE if not call.startswith("GET ") and " /api/" in call and "{" in call)


@pytest.fixture
def twins(memory: Memory) -> Iterator[Opened]:
    with opened(memory) as doors:
        for unit in ("kt", "vh"):
            _a_life(doors, unit)
        yield doors


def _a_life(doors: Opened, unit: str) -> None:
    """One directive of the unit alone, with everything that can hang on it."""
    canary, caller, chief = CANARY[unit], doors.as_(PEOPLE[unit]), doors.as_("dung")
    doors.house.directive(
        *({"text": f"Việc {n} {canary}.", "lead_codes": [unit]} for n in range(3)), number=f"12/{canary}"
    )
    first, second, third = doors.house.assignments(unit)
    files = {"file": (f"{canary}.pdf", f"%PDF-{canary}".encode())}
    headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": f"k-{next(KEYS)}"}
    evidence = doors.client.post("/api/evidence", files=files, headers=headers).json()["id"]
    report = {"assignments": [first.id], "evidence": [evidence], "note": canary, "document": {"number": canary}}
    report["document"] = {"number": canary, "issued_on": "2026-03-02"}
    done = caller.post("/api/completions", report, seen=1)
    assert done.status_code == 201
    asked = {"until": "2026-04-10", "reason": canary}
    assert caller.post(f"/api/assignments/{second.id}/extensions", asked, seen=1).status_code == 201
    assert caller.post(f"/api/assignments/{third.id}/comments", {"text": canary}).status_code == 201
    recorded = Report((third.id,), note=canary, source="điện thoại")
    complete(doors.house.desk, CHIEF, recorded)
    assert chief.get("/api/assignments").status_code == 200


def ids_of(answer: Any) -> set[str]:
    return set(ID.findall(answer.text))


def everything_of(doors: Opened, login: str) -> set[str]:
    """Every id that a caller comes to see, following what each list and each thing names."""
    caller, seen = doors.as_(login), set[str]()
    for path in (path for path in READING if "{" not in path and path != "/api/openapi.json"):
        seen |= ids_of(caller.get(path))
    for one in sorted(seen):
        for path in (path for path in READING if path.count("{") == 1):
            seen |= ids_of(caller.get(re.sub(r"\{.*?\}", one, path)))
    return seen


@pytest.mark.parametrize("memory", ["sqlite"], indirect=True)  # thousands of calls; lists are asked on both
def test_what_one_unit_sees_the_other_finds_nowhere(twins: Opened) -> None:
    ours, theirs = everything_of(twins, "an"), everything_of(twins, "chi")
    secrets = sorted(ours - theirs)
    assert len(secrets) >= 8
    stranger, leaks = twins.as_("chi"), []
    asked = {path: stranger.get(re.sub(r"\{.*?\}", NOBODYS, path)) for path in READING if "{" in path}
    nothing = {path: (answer.status_code, answer.text) for path, answer in asked.items()}
    for one in secrets:
        for path in (path for path in READING if "{" in path):
            answer = stranger.get(re.sub(r"\{.*?\}", one, path))
            told = answer.status_code, answer.text.replace(one, NOBODYS)  # some answers repeat what was asked for
            if told != nothing[path] or answer.is_success:
                leaks.append(f"{path} {one}: {answer.status_code}")
        for path, queries in ASKED_BY.items():
            for query in queries:
                answer = stranger.get(path, **{query: one}, count=True)
                if CANARY["kt"] in answer.text or answer.json().get("items"):
                    leaks.append(f"{path}?{query}={one}")
    assert leaks == []


def test_no_list_and_no_feed_holds_a_word_of_the_other(twins: Opened) -> None:
    found = {}
    for path in (path for path in READING if "{" not in path):
        for query in ({}, {"unit": "kt"}, {"text": CANARY["kt"]}, {"lead": "kt"}, {"count": True}, {"state": "asked"}):
            answer = twins.as_("chi").get(path, **query)
            if CANARY["kt"] in answer.text or answer.status_code >= 500:
                found[path] = answer.status_code
    stream = {"Authorization": f"Bearer {twins.as_('chi').token}", "Accept": "text/event-stream"}
    assert CANARY["kt"] not in twins.client.get("/api/events", params={"seconds": 0}, headers=stream).text
    assert found == {}
    assert twins.as_("chi").get("/api/assignments", unit="kt", count=True).json()["count"] == 0
    assert twins.as_("chi").get("/api/assignments", count=True).json()["count"] == 3


@pytest.mark.parametrize("memory", ["sqlite"], indirect=True)  # thousands of calls; lists are asked on both
def test_a_change_of_what_is_the_others_looks_like_a_change_of_nothing(twins: Opened) -> None:
    """Absent and not seen are the same answer, word for word."""
    ours = everything_of(twins, "an") - everything_of(twins, "chi")
    stranger, leaks = twins.as_("chi"), []

    def ask(call: str, one: str) -> tuple[int, str]:
        method, path = call.split()
        headers = {"Authorization": f"Bearer {stranger.token}", "Idempotency-Key": f"k-{next(KEYS)}", "If-Match": '"1"'}
        body = BODY.get(path.rpartition("/")[2], {})
        answer = twins.client.request(method, re.sub(r"\{.*?\}", one, path), headers=headers, json=body)
        return answer.status_code, answer.text.replace(one, NOBODYS)  # some answers repeat what was asked for

    for call in CHANGING:
        nothing = ask(call, NOBODYS)
        for one in sorted(ours):
            told = ask(call, one)
            if told != nothing or told[0] < 400:
                leaks.append(f"{call} {one}: {told[0]} {nothing[0]}")
    assert leaks == []


BODY: dict[str, Any] = {
    "comments": {"text": "x"},
    "contributions": {"text": "x"},
    "delegation": {"official": "chi"},
    "extensions": {"until": "2026-04-10", "reason": "x"},
    "objection": {"reason": "x"},
    "progress": {"text": "x"},
    "registration": {"due_on": "2026-04-10"},
    "return": {"class": "incomplete", "reason": "x"},
    "reopening": {"reason": "x"},
}
"""Bodies with which the calls would be right, by their last word."""


def test_the_head_of_another_unit_has_no_more_rights_than_its_official() -> None:
    scope = Scope("x", (Grant(Role.HEAD, "vh"),))
    assert not scope.sees("kt")
