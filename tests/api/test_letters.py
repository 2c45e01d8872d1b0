"""Letters over HTTP: drafted by the office for a late unit, and not for the unit itself."""

from datetime import UTC, datetime

from tests.api.doors import Opened


def test_the_office_drafts_and_a_unit_does_not(doors: Opened) -> None:
    doors.house.directive({})
    chief = doors.as_("dung")
    assert chief.get("/api/units/kt/letters/don-doc.docx").status_code == 409
    doors.house.now = datetime(2026, 3, 30, 3, tzinfo=UTC)
    letter = chief.get("/api/units/kt/letters/don-doc.docx")
    assert (letter.status_code, letter.content[:2]) == (200, b"PK")
    assert chief.get("/api/units/kt/letters/phieu-trinh-don-doc.pdf").content[:5] == b"%PDF-"
    assert chief.get("/api/units/kt/letters/thu.docx").status_code == 404
    assert chief.get("/api/units/nobody/letters/don-doc.docx").status_code == 404
    assert doors.as_("an").get("/api/units/kt/letters/don-doc.docx").status_code == 403
