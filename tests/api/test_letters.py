"""Letters over HTTP: drafted by the office for a late unit, and not for the unit itself."""

from datetime import UTC, datetime

from tests.api.browsing import browser_of
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


def test_a_signed_letter_is_entered_on_the_page_and_cited_by_every_later_slip(doors: Opened) -> None:
    doors.house.directive({})
    doors.house.now = datetime(2026, 3, 30, 3, tzinfo=UTC)
    slip = "/api/units/kt/letters/phieu-trinh-nhac-nho.html"
    assert "Chưa có văn bản đôn đốc, nhắc nhở nào gửi Phòng Kinh tế." in doors.as_("dung").get(slip).text
    chief = browser_of(doors, "dung").open("/van-ban-don-doc")
    assert "Phòng Kinh tế (01 nhiệm vụ quá hạn)" in chief.text
    chief.send("/van-ban-don-doc/kt", kind="don-doc", number="12/UBND-NV", issued_on="31/3/2026")
    assert "Ngày ban hành ở tương lai." in chief.text
    chief.send("/van-ban-don-doc/kt", kind="don-doc", number="12/UBND-NV", issued_on="30/3/2026", signer="Đỗ Dung")
    assert "Công văn đôn đốc số 12/UBND-NV ngày 30/3/2026, Đỗ Dung ký" in chief.text
    assert (
        "Văn bản đã gửi Phòng Kinh tế: Công văn đôn đốc số 12/UBND-NV ngày 30/3/2026."
        in doors.as_("dung").get(slip).text
    )
    again = {"kind": "don-doc", "number": "12/UBND-NV", "issued_on": "2026-03-30"}
    assert doors.as_("dung").post("/api/units/kt/letters", again).json()["type"].endswith("known-letter")
    assert doors.as_("an").post("/api/units/kt/letters", again).status_code == 403
    criticised = {"kind": "phe-binh", "number": "1/QĐ", "issued_on": "2026-03-30"}
    assert doors.as_("dung").post("/api/units/ca/letters", criticised).status_code == 409
    assert len(doors.as_("dung").get("/api/units/kt/letters").json()["items"]) == 1
