"""The index and the review over HTTP: figures in, points and documents out, and who sees them."""

import pytest

from domain.errors import Refusal
from storage.tables import EvidenceRow
from storage.views import evidence
from tests.acts.house import OFFICIAL
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
    assert figures.headers["ETag"] == '"1"'
    page = chief.get("/api/reviews/2026-Q1/bao-cao.html")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Ủy ban nhân dân phường Mẫu" in page.text
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
    assert {event["kind"] for event in doors.as_("an").get("/api/events").json()["items"]} == {"directive.issued"}


def test_a_review_is_previewed_approved_published_and_only_then_read_by_units(doors: Opened) -> None:
    doors.house.directive({})
    chief, unit = doors.as_("dung"), doors.as_("an")
    assert chief.get("/api/reviews/2026-Q1/preview").json()["total"]["assigned"] == 1
    shown = chief.get("/api/reviews/2026-Q1/preview/ket-qua.pdf")
    assert (shown.status_code, shown.content[:5]) == (200, b"%PDF-")
    assert chief.get("/api/reviews").json()["items"] == []
    first = chief.post("/api/reviews/2026-Q1").json()
    publication = {"number": "45/BC-UBND", "issued_on": "2026-03-02", "file": "nobody"}
    assert chief.post("/api/reviews/2026-Q1/publication", publication).status_code == 409
    assert chief.post("/api/reviews/2026-Q1/approval", seen=7).status_code == 412
    assert chief.post("/api/reviews/2026-Q1/approval", seen=1).json()["state"] == "approved"
    assert chief.post("/api/reviews/2026-Q1/publication", publication).status_code == 422
    assert unit.post("/api/reviews/2026-Q1/approval").status_code == 403
    with doors.house.memory.writing() as session:
        kept = {"name": "a.pdf", "media_type": "application/pdf", "size": 1, "state": "clean", "uploaded_by": "dung"}
        session.add(EvidenceRow(id="e1", sha256="1" * 64, unit=None, uploaded_at=doors.house.now, **kept))
    with doors.house.memory.reading() as session, pytest.raises(Refusal):
        evidence.get(session, OFFICIAL, "e1")
    assert chief.post("/api/reviews/2026-Q1/publication", {**publication, "file": "e1"}).status_code == 200
    read = unit.get("/api/reviews/2026-Q1").json()
    assert (read["state"], read["published"]["number"], read["digest"]) == ("published", "45/BC-UBND", first["digest"])
    assert "snapshot" not in read
    assert chief.get("/api/reviews/2026-Q1/recipients").json()["missing"] == ["kt"]
    assert [unit.post("/api/reviews/2026-Q1/receipt").status_code for _ in range(2)] == [201, 201]
    received = chief.get("/api/reviews/2026-Q1/recipients").json()
    assert ([one["unit"] for one in received["items"]], received["missing"]) == (["kt"], [])
    with doors.house.memory.reading() as session:
        assert evidence.get(session, OFFICIAL, "e1").sha256 == "1" * 64
    for path in ("bao-cao.pdf", "preview", "preview/bao-cao.pdf", "revisions"):
        assert unit.get(f"/api/reviews/2026-Q1/{path}").status_code == 404
    told = chief.get("/api/reviews/2026-Q1/revisions").json()["items"]
    assert [(one["revision"], one["changes"]) for one in told] == [(1, None)]
