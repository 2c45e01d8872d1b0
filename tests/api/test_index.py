"""The index over HTTP: rules in and out, points and their records, order, what is at stake, and trying out."""

import json
from datetime import timedelta
from typing import Any

import pytest

from acts import completions
from acts.completions import Report
from tests.acts.house import CHIEF, OFFICIAL
from tests.api.doors import Opened

CARD: dict[str, Any] = {
    "authority": "ubnd",
    "level": "phường",
    "year": 2026,
    "version": "1",
    "title": "MINH HỌA",
    "max": 10,
    "fields": [
        {
            "id": "1",
            "name": "Chỉ đạo",
            "max": 10,
            "criteria": [
                {"id": "1.1", "name": "Nhiệm vụ", "max": 6, "tasks": "all", "rule": {"kind": "mixed"}},
                {"id": "1.2", "name": "Hồ sơ", "max": 4, "rule": {"kind": "proportional", "floor": "50%"}},
            ],
        }
    ],
}


def take(doors: Opened, **changes: Any) -> str:
    answer = doors.as_("dung").post("/api/scorecards", {**CARD, **changes})
    assert answer.status_code == 201, answer.text
    assert answer.json()["contradictions"] == []
    return str(answer.json()["id"])


def hand_in(doors: Opened, unit: str = "kt", **values: Any) -> str:
    row = {"criterion": "1.2", "unit": unit, "period": "2026-Q1", "values": values, "source": "Sổ"}
    doors.house.now += timedelta(minutes=1)
    answer = doors.as_("dung").post("/api/measurements", {"rows": [row]})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["ids"][0])


def asked(card: str, what: str = "estimate", unit: str = "kt") -> str:
    return f"/api/scorecards/{card}/{what}?unit={unit}&period=2026-Q1"


def test_a_card_goes_in_as_json_or_file_comes_out_in_every_form_and_never_changes(doors: Opened) -> None:
    card = take(doors)
    chief = doors.as_("dung")
    assert take(doors) == card
    assert chief.post("/api/scorecards", {**CARD, "title": "Khác"}).status_code == 409
    heads = chief.get("/api/scorecards").json()["items"]
    assert [(one["id"], one["version"], one["max"]) for one in heads] == [(card, "1", "10")]
    body = chief.get(f"/api/scorecards/{card}").json()
    assert (body["fields"][0]["criteria"][1]["rule"], body["contradictions"]) == (
        {"kind": "proportional", "floor": "0.5"},
        [],
    )
    for form in ("yaml", "json", "xlsx"):
        file = chief.get(f"/api/scorecards/{card}/file.{form}")
        assert file.status_code == 200
        sent = {"file": (f"card.{form}", file.content)}
        headers = {"Authorization": f"Bearer {chief.token}", "Idempotency-Key": f"file-{form}"}
        assert doors.client.post("/api/scorecards", files=sent, headers=headers).json()["id"] == card
    assert chief.get(f"/api/scorecards/{card}/file.pdf").status_code == 404
    assert chief.get("/api/scorecards/nobody").status_code == 404
    assert doors.as_("an").post("/api/scorecards", CARD).status_code == 403


def test_a_wrong_card_is_refused_with_places_and_contradictions_are_told(doors: Opened) -> None:
    chief = doors.as_("dung")
    wrong = json.loads(json.dumps(CARD))
    wrong["fields"][0]["criteria"][1]["rule"]["floor"] = 50
    answer = chief.post("/api/scorecards", wrong)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "fields[0].criteria[1].rule.floor"
    odd = chief.post("/api/scorecards", {**CARD, "max": 9})
    assert (odd.status_code, odd.json()["contradictions"][0]["place"]) == (201, "max")


def test_every_loss_of_an_estimate_leads_to_its_records(doors: Opened) -> None:
    # 1.1: one task, late: 6 / 2 = 3. 1.2: 3/4 × 4 = 3.
    doors.house.directive({"due_on": "2026-03-05"})
    card = take(doors)
    figure = hand_in(doors, done=3, total=4)
    owed = doors.house.assignments()[0].id
    doors.house.now = doors.house.now.replace(day=10)
    report = completions.complete(doors.house.desk, OFFICIAL, Report((owed,), {"number": "9/BC"}))
    completions.accept(doors.house.desk, CHIEF, report.body["id"])
    body = doors.as_("an").get(asked(card)).json()
    assert (body["points"], body["max"]) == ("6", "10")
    assert [(loss["criterion"], loss["points"], loss["records"]) for loss in body["losses"]] == [
        ("1.1", "3", [owed]),
        ("1.2", "1", [figure]),
    ]
    for loss in body["losses"]:
        for record in loss["records"]:
            found = doors.as_("an").get(body["links"][record])
            assert found.status_code == 200
            assert record in found.text
    assert doors.as_("an").get(asked(card, unit="vh")).status_code == 404
    assert doors.as_("dung").get(asked(card, unit="nobody")).status_code == 404
    assert doors.as_("dung").get(f"/api/scorecards/{card}/estimate?unit=kt&period=quý1").status_code == 422


def test_figures_are_kept_with_those_they_correct(doors: Opened) -> None:
    first, second = hand_in(doors, done=1, total=4), hand_in(doors, rate="75%")
    found = doors.as_("an").get("/api/measurements?unit=kt&period=2026-Q1&criterion=1.2").json()["items"]
    assert [(one["id"], one["values"]) for one in found] == [
        (first, {"done": "1", "total": "4"}),
        (second, {"rate": "0.75"}),
    ]
    assert doors.as_("an").get("/api/measurements?unit=vh&period=2026-Q1").status_code == 404
    assert doors.as_("chi").get(f"/api/measurements/{first}").status_code == 404


@pytest.mark.parametrize("rate", [95, 1.05, "95", "abc", True])
def test_a_rate_without_its_sign_is_refused(doors: Opened, rate: Any) -> None:
    row = {"criterion": "1.2", "unit": "kt", "period": "2026-Q1", "values": {"rate": rate}, "source": "Sổ"}
    answer = doors.as_("dung").post("/api/measurements", {"rows": [row]})
    assert answer.status_code == (201 if rate is True else 422)


def test_figures_for_a_criterion_nobody_has_are_refused_with_what_there_is(doors: Opened) -> None:
    take(doors)
    row = {"unit": "kt", "period": "2026-Q1", "values": {"rate": "75%"}, "source": "Sổ"}

    def told(criterion: str, **more: Any) -> dict[str, str]:
        rows = [{**row, "criterion": "1.2"}, {**row, "criterion": criterion, **more}]
        answer = doors.as_("dung").post("/api/measurements", {"rows": rows})
        return {} if answer.status_code == 201 else {one["field"]: one["message"] for one in answer.json()["errors"]}

    assert told("1.20") == {"rows[1].criterion": "không có tiêu chí hay chỉ tiêu mã “1.20”; đang có: 1.2"}
    assert told("x") == {"rows[1].criterion": "không có tiêu chí hay chỉ tiêu mã “x”; đang có: 1.1, 1.2"}
    assert told("1")["rows[1].criterion"].endswith("không có số liệu riêng; số liệu ghi cho: 1.1, 1.2")
    kept = doors.as_("dung").get("/api/measurements?unit=kt&period=2026-Q1").json()["items"]
    assert kept == []
    assert told("1", not_applicable=True, values={}) == {}


def test_two_versions_are_compared_with_the_same_facts_under_both(doors: Opened) -> None:
    old = take(doors)
    fields = json.loads(json.dumps(CARD["fields"]))
    fields[0]["criteria"][1]["rule"]["floor"] = "80%"
    new = take(doors, version="2", fields=fields)
    hand_in(doors, done=3, total=4)
    body = doors.as_("an").get(f"/api/scorecards/{old}/comparison?with={new}&unit=kt&period=2026-Q1").json()
    assert [(one["id"], one["what"], one["label"]) for one in body["changes"]] == [("1.2", "rule", "cách tính")]
    assert (body["before"]["points"], body["after"]["points"], body["diff"]["points"]) == ("3", "0", "-3")
    assert "diff" not in doors.as_("an").get(f"/api/scorecards/{old}/comparison?with={new}").json()
    assert doors.as_("an").get(f"/api/scorecards/{old}/comparison?with={new}&unit=vh&period=2026-Q1").status_code == 404


def test_a_unit_sees_the_order_only_after_publication(doors: Opened) -> None:
    card = take(doors, total_from="10%")
    hand_in(doors, "kt", done=3, total=4)
    hand_in(doors, "vh", done=4, total=4)
    path = f"/api/scorecards/{card}/ranking?period=2026-Q1"
    order = doors.as_("dung").get(path).json()
    assert [(one["unit"], one["rank"], one["points_on_full_scale"]) for one in order["items"]] == [
        ("vh", 1, "10"),
        ("kt", 2, "7.5"),
    ]
    assert order["published"] is None
    own = doors.as_("an").get(path).json()["items"]
    assert [(one["unit"], one["rank"], one["score"]["points"]) for one in own] == [("kt", None, "3")]
    body = {"period": "2026-Q1", "number": "5/QĐ-UBND", "issued_on": "2026-03-02"}
    assert doors.as_("an").post(f"/api/scorecards/{card}/publication", body).status_code == 403
    future = {**body, "issued_on": "2026-03-03"}
    assert doors.as_("dung").post(f"/api/scorecards/{card}/publication", future).status_code == 422
    assert doors.as_("dung").post(f"/api/scorecards/{card}/publication", body).status_code == 201
    assert doors.as_("dung").post(f"/api/scorecards/{card}/publication", body).status_code == 409
    hand_in(doors, "kt", done=4, total=4)  # what is published stays as it was
    seen = doors.as_("an").get(path).json()
    assert seen["published"] == {"number": "5/QĐ-UBND", "issued_on": "2026-03-02"}
    assert [(one["unit"], one["rank"]) for one in seen["items"]] == [("vh", 1), ("kt", 2)]


def test_nothing_to_publish_is_refused(doors: Opened) -> None:
    body = {"period": "2026-Q1", "number": "5/QĐ", "issued_on": "2026-03-02"}
    assert doors.as_("dung").post(f"/api/scorecards/{take(doors)}/publication", body).status_code == 409


def test_what_hangs_on_open_work_is_told_cheapest_first(doors: Opened) -> None:
    # Two tasks: one overdue since the 5th, one due on the 20th. Now 0 of 1. The first done today: late, 3; the second
    # done today: 1 of 2 on time, 3. Both: 3 + 1.5 = 4.5. If nothing more is done: nothing, of 6.
    doors.house.directive({"due_on": "2026-03-05"}, {"due_on": "2026-03-20"})
    card = take(doors)
    doors.house.now = doors.house.now.replace(day=10)
    body = doors.as_("an").get(asked(card, "stakes")).json()
    assert (body["lost"], body["lost_if_all_is_done_today"], body["lost_if_nothing_more_is_done"]) == ("6", "1.5", "6")
    assert [(one["deadline"], one["regained"], one["threatened"]) for one in body["items"]] == [
        ("2026-03-05", "3", "0"),
        ("2026-03-20", "3", "0"),
    ]
    assert body["items"][0]["criteria"] == [{"criterion": "1.1", "points": "3"}]
    assert doors.as_("an").get(asked(card, "stakes", "vh")).status_code == 404


def test_a_trial_moves_the_index_at_once_and_stores_nothing(doors: Opened) -> None:
    doors.house.directive({"due_on": "2026-03-05"})
    card = take(doors)
    hand_in(doors, done=3, total=4)
    doors.house.now = doors.house.now.replace(day=10)
    owed = doors.house.assignments()[0].id
    path = f"/api/scorecards/{card}/what-if"
    trial = {
        "unit": "kt",
        "period": "2026-Q1",
        "assignments": [{"id": owed, "result_on": "2026-03-05"}, {"id": "mới", "deadline": "2026-03-09"}],
        "measurements": {"1.2": {"values": {"rate": 0.1}}},
        "criteria": {"1.2": {"rule": {"kind": "proportional"}}},
    }
    before = doors.as_("an").get(asked(card)).json()
    body = doors.as_("an").post(path, trial).json()
    assert (body["before"]["points"], body["after"]["points"]) == ("3", "3.4")  # 1/2 × 6, 10 % × 4
    moved = [(one["criterion"], one["points"]) for one in body["diff"]["criteria"]]
    assert moved == [("1.1", "3"), ("1.2", "-2.6")]
    assert doors.as_("an").get("/api/scenarios").json()["items"] == []
    gone = doors.as_("an").post(path, {"unit": "kt", "period": "2026-Q1", "without": [owed]}).json()
    assert gone["after"]["max"] == "4"
    assert doors.as_("an").get(asked(card)).json() == before
    whole = {**CARD, "version": "thử", "fields": [{**CARD["fields"][0], "criteria": CARD["fields"][0]["criteria"][1:]}]}
    other = doors.as_("an").post(path, {"unit": "kt", "period": "2026-Q1", "scorecard": whole}).json()
    assert (other["after"]["points"], other["contradictions"][0]["place"]) == ("3", "fields[0].max")


@pytest.mark.parametrize(
    "wrong",
    [
        {"measurements": {"1.2": {"values": {"rate": 95}}}},
        {"measurements": {"1.2": {"value": {}}}},
        {"assignments": [{"id": "x", "work": "asleep"}]},
        {"assignments": [{"id": "x", "work": "accepted"}]},
        {"criteria": {"1.2": {"max": -1}}},
        {"scorecard": {"title": "?"}},
        {"period": "2026-Q9"},
    ],
)
def test_a_trial_that_means_nothing_is_refused(doors: Opened, wrong: dict[str, Any]) -> None:
    card = take(doors)
    answer = doors.as_("an").post(f"/api/scorecards/{card}/what-if", {"unit": "kt", "period": "2026-Q1", **wrong})
    assert (answer.status_code, answer.json()["type"].startswith("/problems/")) == (422, True)


def test_a_trial_is_kept_under_its_name_and_tried_again_on_later_facts(doors: Opened) -> None:
    card = take(doors)
    path = f"/api/scorecards/{card}/what-if"
    trial = {
        "unit": "kt",
        "period": "2026-Q1",
        "measurements": {"1.2": {"values": {"rate": "62.5%"}}},
        "save_as": "Mười",
    }
    kept = doors.as_("an").post(path, trial, key="once")
    again = doors.as_("an").post(path, trial, key="once")
    assert (kept.status_code, again.status_code) == (201, 201)
    assert kept.json()["scenario"] == again.json()["scenario"]
    found = doors.as_("an").get("/api/scenarios").json()["items"]
    assert [(one["name"], one["unit"]) for one in found] == [("Mười", "kt")]
    hand_in(doors, done=4, total=4)
    body = doors.as_("an").get(f"/api/scenarios/{kept.json()['scenario']}").json()
    assert (body["before"]["points"], body["after"]["points"]) == ("4", "2.5")
    assert doors.as_("chi").get(f"/api/scenarios/{kept.json()['scenario']}").status_code == 404
    assert doors.as_("chi").get("/api/scenarios").json()["items"] == []
    headers = {"Authorization": f"Bearer {doors.as_('an').token}"}
    assert doors.client.post(path, json=trial, headers=headers).status_code == 400  # keeping needs a key


def test_the_effect_of_a_decision_is_seen_before_it_is_taken(doors: Opened) -> None:
    doors.house.directive({"due_on": "2026-03-05"})
    card = take(doors)
    doors.house.now = doors.house.now.replace(day=10)
    owed = doors.house.assignments()[0].id
    path = f"/api/assignments/{owed}/effect"
    effects = {
        query: doors.as_("an").get(f"{path}?{query}").json()["items"]
        for query in ("until=2026-04-01", "done_on=2026-03-10", "returned=serious")
    }
    told = {query: [(one["scorecard"], one["diff"]["lost"]) for one in rows] for query, rows in effects.items()}
    assert told == {
        "until=2026-04-01": [(card, "0")],  # asked for when the day was gone: it stays missed
        "done_on=2026-03-10": [(card, "-3")],
        "returned=serious": [(card, "0")],
    }
    for query in ("", "?until=2026-04-01&returned=serious"):
        assert doors.as_("an").get(path + query).status_code == 422
    assert doors.as_("chi").get(f"{path}?until=2026-04-01").status_code == 404


def test_the_trend_is_made_of_frozen_scores(doors: Opened) -> None:
    card = take(doors)
    hand_in(doors, done=3, total=4)
    assert doors.as_("an").get(f"/api/scorecards/{card}/trend?unit=kt").json()["items"] == []
    assert doors.as_("dung").post("/api/reviews/2026-Q1").status_code == 201
    hand_in(doors, done=4, total=4)
    found = doors.as_("an").get(f"/api/scorecards/{card}/trend?unit=kt").json()["items"]
    assert [(one["period"], one["points"], one["max"]) for one in found] == [("2026-Q1", "3", "4")]
    assert doors.as_("an").get(f"/api/scorecards/{card}/trend?unit=vh").status_code == 404


def test_lost_points_stand_beside_their_remedies(doors: Opened) -> None:
    body = doors.as_("dung").get("/api/lost-points").json()
    assert body["total"] == {"points": "0.00", "known": True}


def test_facts_for_classification_come_as_json_csv_and_workbook_within_ones_scope(doors: Opened) -> None:
    doors.house.directive({"text": "=1+1"}, {"lead_codes": ["vh"]})
    doors.house.now += timedelta(days=30)
    body = doors.as_("dung").get("/api/classification", period="2026-Q1").json()
    assert [(one["unit"], one["head"], one["assigned"], one["delays"]) for one in body["units"]] == [
        ("kt", "Trần Bình", 1, 1),
        ("vh", None, 1, 1),
    ]
    assert {one["unit"] for one in doors.as_("an").get("/api/classification", period="2026-Q1").json()["items"]} == {
        "kt"
    }
    table = doors.as_("dung").get("/api/classification", period="2026-Q1", form="csv")
    assert table.content.startswith("\ufeffĐơn vị,Thủ trưởng,".encode())
    assert "'=1+1" in table.text
    assert doors.as_("dung").get("/api/classification", period="2026-Q1", form="xlsx").content[:2] == b"PK"
    assert doors.as_("dung").get("/api/classification", period="2026-Q1", form="pdf").status_code == 422
