"""Tokens of programs: they do what they were narrowed to and no more, are listed without secrets, and can be revoked."""

from datetime import timedelta
from typing import Any

import pytest

from tests.api.calls import an_admin
from tests.api.doors import Caller, Opened


def given(doors: Opened, login: str, **wanted: Any) -> tuple[str, Caller]:
    made = doors.as_(login).post("/api/tokens", {"name": "Đồng bộ", **wanted})
    assert made.status_code == 201, made.text
    return made.json()["id"], Caller(doors.client, made.json()["token"])


def test_a_token_does_what_it_was_narrowed_to_and_no_more(doors: Opened) -> None:
    doors.house.directive({})
    (owed,) = doors.house.assignments()
    _, reads = given(doors, "an", may=["read"])
    _, reports = given(doors, "an", may=["report"])
    assert reads.get(f"/api/assignments/{owed.id}").status_code == 200
    refused = reads.post("/api/completions", {"assignments": [owed.id], "result_on": "2026-03-02"}, seen=1)
    assert refused.status_code == 403
    assert reads.post(f"/api/assignments/{owed.id}/acknowledgement").status_code == 403
    done = reports.post("/api/completions", {"assignments": [owed.id], "result_on": "2026-03-02"}, seen=1)
    assert done.status_code == 201, done.text
    _, chief_reads = given(doors, "dung", may=["read"])
    answer = chief_reads.post(f"/api/completions/{done.json()['id']}/acceptance", seen=1)
    assert answer.status_code == 403


def test_it_never_gives_more_than_its_owner_may(doors: Opened) -> None:
    _, measures = given(doors, "an", may=["measure", "directives"])
    assert measures.post("/api/directives", {"text": "1. Việc."}).status_code == 403


def test_a_narrowed_token_gives_no_tokens_and_revokes_none(doors: Opened) -> None:
    token, reads = given(doors, "an", may=["read"])
    refused = reads.post("/api/tokens", {"name": "Rộng hơn"})
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/narrowed-token")
    headers = {"Authorization": f"Bearer {reads.token}", "Idempotency-Key": "k"}
    assert doors.client.delete(f"/api/tokens/{token}", headers=headers).status_code == 403


def test_tokens_are_listed_without_secrets_and_revoked_by_owner_or_administrator(doors: Opened) -> None:
    admin = doors.as_(an_admin(doors))
    mine, first = given(doors, "an")
    other, second = given(doors, "chi")
    listed = doors.as_("an").get("/api/tokens")
    assert mine in listed.text
    assert other not in listed.text
    assert first.token not in listed.text
    assert other in admin.get("/api/tokens").text

    def revoke(caller: Caller, token: str) -> int:
        headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": token}
        return doors.client.delete(f"/api/tokens/{token}", headers=headers).status_code

    assert revoke(doors.as_("an"), other) == 404
    assert second.get("/api/units").status_code == 200
    assert revoke(admin, other) == 200
    assert second.get("/api/units").status_code == 401
    assert revoke(doors.as_("an"), mine) == 200
    assert first.get("/api/units").status_code == 401


@pytest.mark.parametrize("memory", ["sqlite"], indirect=True)
def test_it_ends_on_its_day(doors: Opened) -> None:
    _, caller = given(doors, "an", days=2)
    doors.house.now += timedelta(days=2) - timedelta(seconds=1)
    assert caller.get("/api/units").status_code == 200
    doors.house.now += timedelta(seconds=1)
    assert caller.get("/api/units").status_code == 401
