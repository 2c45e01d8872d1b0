"""What a call is asked with and how: parameters it has, a body of a size, HEAD, days that are days."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.calls import an_assignment
from tests.api.doors import Opened


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("/api/assignments?unti=kt", "unti"),
        ("/api/assignments?unit=kt&unit=vh", "unit"),
        ("/api/directives?bogus=1&bogus=2", "bogus"),
        ("/api/units?unit=kt", "unit"),
        ("/api/events?affter=3", "affter"),
    ],
)
def test_a_misspelt_or_doubled_filter_is_refused_and_never_answered_with_everything(
    doors: Opened, path: str, wrong: str
) -> None:
    answer = doors.as_("dung").get(path)
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-query")
    assert wrong in {one["field"] for one in answer.json()["errors"]}


def test_the_refusal_names_what_exists_and_a_changing_call_is_not_done(doors: Opened) -> None:
    answer = doors.as_("dung").get("/api/steps?stat=awaiting").json()
    assert "state" in answer["allowed"]
    body = {"text": "Việc", "lead": "kt", "source": "Giao ban", "giver": "Chủ tịch"}
    assert doors.as_("dung").post("/api/items?dryrun=true", body).status_code == 400
    assert doors.as_("dung").get("/api/items", count=True).json()["count"] == 0


def test_a_filter_that_takes_several_is_told_several_times_and_any_list_knows_pages(doors: Opened) -> None:
    caller = doors.as_("dung")
    assert caller.get("/api/assignments?work=issued&work=received").status_code == 200
    assert caller.get("/api/units?limit=10").status_code == 200


def test_who_may_not_call_at_all_is_told_that_first(doors: Opened) -> None:
    assert doors.client.get("/api/assignments?unti=kt").status_code == 401
    assert doors.as_("an").get("/api/audit?unti=kt").status_code == 403


def test_head_is_get_without_its_body(doors: Opened) -> None:
    headers = {"Authorization": f"Bearer {doors.as_('dung').token}"}
    whole = doors.client.get("/api/units", headers=headers)
    head = doors.client.head("/api/units", headers=headers)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert doors.client.head("/dang-nhap").status_code == 200
    assert doors.client.head("/api/nothing").status_code == 404


def test_a_method_that_is_not_served_is_told_with_those_that_are(doors: Opened) -> None:
    answer = doors.client.delete("/api/directives")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")
    assert doors.client.get("/api/items/x/withdrawal").headers["allow"] == "POST"


def test_too_large_a_body_is_a_problem_like_any_other(doors: Opened) -> None:
    headers = {"Authorization": f"Bearer {doors.as_('an').token}", "Idempotency-Key": "large"}
    large = doors.client.post("/api/evidence", files={"file": ("a.pdf", b"%PDF" + b"0" * 26 * 2**20)}, headers=headers)

    def in_parts() -> object:
        yield from (b"0" * 2**20 for _ in range(26))

    streamed = doors.client.post("/api/items", content=in_parts(), headers=headers)  # type: ignore[arg-type]
    for answer in (large, streamed):
        assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
        assert "25 MB" in answer.json()["detail"]
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (b'{"text": "Viec", "lead": "kt", "lead": "vh", "source": "Giao ban", "giver": "CT"}', "lead"),
        (b'{"text": "Viec", "lead": "kt", "source": "Giao ban", "giver": {"a": 1, "a": 2}}', "a"),
        (b'{"text": "Viec", "lead": NaN, "source": "Giao ban", "giver": "CT"}', "body"),
        ('{"text": "Việc", "lead": "kt", "source": "Giao ban", "giver": "CT"}'.encode("utf-16"), "body"),
        ('{"text": "Việc", "lead": "kt", "source": "Giao ban", "giver": "CT"}'.encode("utf-16-le"), "body"),
    ],
)
def test_json_of_two_meanings_is_refused_and_nothing_is_done(doors: Opened, content: bytes, field: str) -> None:
    headers = {"Authorization": f"Bearer {doors.as_('dung').token}", "Idempotency-Key": "twice"}
    answer = doors.client.post("/api/items", content=content, headers={**headers, "Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-json")
    assert answer.headers["content-type"] == "application/problem+json"
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert doors.as_("dung").get("/api/items", count=True).json()["count"] == 0


def test_json_is_looked_at_however_its_kind_is_written(doors: Opened) -> None:
    headers = {"Authorization": f"Bearer {doors.as_('dung').token}", "Idempotency-Key": "upper"}
    content = b'{"text": "Viec", "lead": "kt", "lead": "vh", "source": "Giao ban", "giver": "CT"}'
    answer = doors.client.post("/api/items", content=content, headers={**headers, "Content-Type": "Application/JSON"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-json")
    assert doors.as_("dung").get("/api/items", count=True).json()["count"] == 0


@pytest.mark.parametrize("kind", [b"application/json", b"application/x-www-form-urlencoded"])
def test_a_body_cut_off_in_its_middle_is_refused_and_no_fault_of_ours(doors: Opened, kind: bytes) -> None:
    parts: Iterator[dict[str, Any]] = iter(
        [{"type": "http.request", "body": b'{"login": "an", ', "more_body": True}, {"type": "http.disconnect"}]
    )
    told: list[Any] = []

    async def receive() -> dict[str, Any]:
        return next(parts)

    async def send(message: Any) -> None:
        told.append(message)

    path = "/api/items" if kind.endswith(b"json") else "/dang-nhap"
    headers = [(b"content-type", kind), (b"host", b"testserver"), (b"sec-fetch-site", b"same-origin")]
    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b""}
    asyncio.run(doors.client.app({**scope, "scheme": "http", "headers": headers}, receive, send))  # type: ignore[arg-type]
    assert [one["status"] for one in told if one["type"] == "http.response.start"] == [400]


def test_parts_that_cannot_be_told_apart_are_refused_in_words(doors: Opened) -> None:
    headers = {"Authorization": f"Bearer {doors.as_('an').token}", "Idempotency-Key": "parts"}
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = doors.client.post("/api/evidence", content=b"garbage", headers={**headers, **kind})
    assert answer.status_code == 400
    assert "multipart/form-data" in answer.json()["detail"]


@pytest.mark.parametrize("day", ["86400", "1700000000", "9999-12-31", "0001-01-01", "31/12/2026"])
def test_a_day_is_written_and_within_reach(doors: Opened, day: str) -> None:
    listed = doors.as_("dung").get("/api/assignments", due_from=day)
    body = {"text": "Việc", "lead": "kt", "source": "Giao ban", "giver": "Chủ tịch", "due_on": day}
    for answer in (listed, doors.as_("dung").post("/api/items", body)):
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] in {"due_from", "due_on"}


@pytest.mark.parametrize(
    "path", ["assignments", "directives", "items", "steps", "extensions", "messages", "notices", "inbound"]
)
def test_every_list_in_pages_counts_itself_where_asked(doors: Opened, path: str) -> None:
    an_assignment(doors)
    caller = doors.as_("dung")
    whole = caller.get(f"/api/{path}", limit=200, count=1).json()
    assert whole["count"] == len(whole["items"])
    assert "count" not in caller.get(f"/api/{path}").json()
