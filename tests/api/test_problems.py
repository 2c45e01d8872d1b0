"""Every error is problem details, in Vietnamese, and tells nothing of the insides."""

import pytest

from acts import completions
from tests.api.doors import Opened

PARTS = {"type", "title", "status", "detail", "errors"}


def test_a_path_nobody_serves_and_a_method_nobody_answers(doors: Opened) -> None:
    for answer, status in (
        (doors.client.get("/api/nothing"), 404),
        (doors.client.delete("/api/assignments"), 405),
    ):
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(answer.json()) >= PARTS


def test_a_fault_of_ours_is_said_without_its_insides(
    doors: Opened, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("password is hunter2")

    monkeypatch.setattr(completions, "accept", broken)
    answer = doors.as_("dung").post("/api/completions/x/acceptance", seen=1)
    assert answer.status_code == 500
    assert answer.json()["type"] == "/problems/fault"
    assert "hunter2" not in answer.text
    assert "hunter2" in caplog.text


def test_a_database_that_does_not_answer_is_bad_health(doors: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doors.client.get("/api/health").json()["database"] == "ok"
    with doors.house.memory.writing() as session:
        session.connection().exec_driver_sql("DROP TABLE log_head")
    assert doors.client.get("/api/health").status_code == 503


def test_the_description_for_machines_names_every_call(doors: Opened) -> None:
    paths = doors.client.get("/api/openapi.json").json()["paths"]
    assert "post" in paths["/api/completions"]


def test_a_number_is_no_day(doors: Opened) -> None:
    body = {"text": "Việc", "lead": "kt", "source": "Giao ban", "giver": "Chủ tịch", "due_on": 0}
    (wrong,) = doors.as_("dung").post("/api/items", body).json()["errors"]
    assert wrong == {"field": "due_on", "message": "cần ngày dạng YYYY-MM-DD"}


def test_who_asks_for_english_is_told_in_english_and_everybody_else_in_vietnamese(doors: Opened) -> None:
    def asked(languages: str) -> tuple[str, str, str]:
        answer = doors.client.get("/api/assignments", headers={"Accept-Language": languages})
        return answer.json()["type"], answer.json()["detail"], answer.headers.get("Content-Language", "vi")

    vietnamese = ("/problems/not-signed-in", "Đề nghị đăng nhập để tiếp tục.", "vi")
    english = ("/problems/not-signed-in", "Please sign in to go on.", "en")
    assert [asked(one) for one in ("vi", "", "de", "vi,en;q=0.9", "en;q=x,vi;q=0.1")] == [vietnamese] * 5
    assert [asked(one) for one in ("en", "en-GB,en;q=0.9,vi;q=0.8")] == [english] * 2
