"""The index and the review over HTTP: figures in, points and documents out, and who sees them."""

from tests.api.doors import Opened

CARD = """
authority: UBND phường Mẫu
"""


def test_freezing_gives_a_page_and_a_document_that_only_the_office_reads(doors: Opened) -> None:
    doors.house.directive({})
    chief = doors.as_("dung")
    assert doors.as_("an").post("/api/reviews/2026-Q1").status_code == 403
    frozen = chief.post("/api/reviews/2026-Q1")
    assert frozen.status_code == 201
    again = chief.post("/api/reviews/2026-Q1")
    assert again.json()["digest"] == frozen.json()["digest"]
    assert [review["period"] for review in chief.get("/api/reviews").json()["items"]] == ["2026-Q1"]
    figures = chief.get("/api/reviews/2026-Q1")
    assert figures.headers["ETag"] == '"2"'
    page = chief.get("/api/reviews/2026-Q1/bao-cao.html")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "UBND phường Mẫu" in page.text
    docx = chief.get("/api/reviews/2026-Q1/bao-cao.docx")
    assert docx.content[:2] == b"PK"
    assert docx.headers["content-disposition"] == 'attachment; filename="2026-Q1-bao-cao.docx"'
    assert chief.get("/api/reviews/2026-Q1/secret.txt").status_code == 404
    for path in ("/api/reviews/2026-Q1", "/api/reviews/2026-Q1/bao-cao.docx", "/api/reviews/2026-Q3"):
        assert doors.as_("an").get(path).status_code == 404
    assert doors.as_("an").get("/api/reviews").json()["items"] == []


def test_a_period_nobody_knows_or_not_yet_begun_is_refused(doors: Opened) -> None:
    chief = doors.as_("dung")
    assert chief.post("/api/reviews/2026-Q9").status_code == 422
    assert chief.post("/api/reviews/2027-Q1").status_code == 422


def test_figures_are_stored_whole_or_not_at_all(doors: Opened) -> None:
    chief = doors.as_("dung")
    row = {
        "criterion": "1.1",
        "unit": "kt",
        "period": "2026-Q1",
        "values": {"a": 9, "b": "10.5"},
        "source": "Sổ theo dõi",
    }
    assert chief.post("/api/measurements", {"rows": [row]}).status_code == 201
    bad = chief.post("/api/measurements", {"rows": [row, {**row, "unit": "nobody"}]})
    assert (bad.status_code, bad.json()["errors"][0]["field"]) == (422, "rows[1].unit")
    huge = chief.post("/api/measurements", {"rows": [{**row, "values": {"a": "1e999999"}}]})
    assert huge.status_code == 422
    assert doors.as_("an").post("/api/measurements", {"rows": [row]}).status_code == 403


def test_units_and_events_are_listed(doors: Opened) -> None:
    doors.house.directive({})
    assert [unit["code"] for unit in doors.as_("an").get("/api/units").json()["items"]] == [
        "ca",
        "kt",
        "ubnd",
        "vh",
        "vp",
    ]
    chief = doors.as_("dung")
    first = chief.get("/api/events", limit=1).json()
    rest = chief.get("/api/events", after=first["next"]).json()
    assert [event["seq"] for event in first["items"] + rest["items"]] == list(range(1, len(rest["items"]) + 2))
    assert doors.as_("an").get("/api/events").status_code == 403
