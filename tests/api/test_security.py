"""Every route asks for something, and nobody gets further than their role."""

from fastapi import FastAPI

from api.security import TABLE, Open, served, unlisted
from tests.api.doors import Opened


def app_of(doors: Opened) -> FastAPI:
    app = doors.client.app
    assert isinstance(app, FastAPI)
    return app


def test_every_route_is_in_the_table_and_every_line_of_it_is_served(doors: Opened) -> None:
    app = app_of(doors)
    assert unlisted(app) == set()
    assert set(TABLE) == set(served(app))


def test_a_route_nobody_listed_is_found_and_not_served(doors: Opened) -> None:
    app = app_of(doors)
    app.add_api_route("/api/secret-door", lambda: {"open": True}, methods=["GET"])
    assert unlisted(app) == {"GET /api/secret-door"}
    assert doors.as_("dung").get("/api/secret-door").status_code == 404


def test_nothing_is_told_before_sign_in(doors: Opened) -> None:
    for call in (name for name, need in TABLE.items() if need is not Open.EVERYBODY):
        method, path = call.split(" ", 1)
        answer = doors.client.request(method, path)
        if path.startswith("/api"):
            assert answer.status_code == 401, call
            assert answer.headers["WWW-Authenticate"] == "Bearer", call
            assert answer.json()["type"] == "/problems/not-signed-in", call
        else:
            assert answer.status_code in {303, 403}, call


def test_a_token_nobody_gave_opens_nothing(doors: Opened) -> None:
    answer = doors.client.get("/api/assignments", headers={"Authorization": "Bearer guessed"})
    assert answer.status_code == 401
