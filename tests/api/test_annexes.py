"""The annex of a draft as files, and its days put in force by number and date."""

from io import BytesIO

from docx import Document

from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.api.test_directives import drafted


def planned(doors: Opened) -> str:
    """A draft with one day of the document and one of the office's own plan."""
    caller = doors.as_("dung")
    draft = drafted(caller)
    second = draft["items"][1]
    plan = {"due_on": "2026-03-27", "cadence": "once", "basis": "internal", "product": "Báo cáo tổng hợp"}
    assert caller.patch(f"/api/directives/{draft['id']}/items/{second['id']}", plan, seen=1).status_code == 200
    return str(draft["id"])


def words_of(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_annex_and_its_slip_tell_every_item_and_leave_number_and_day_blank(doors: Opened) -> None:
    directive = planned(doors)
    annex = words_of(doors.as_("dung").get(f"/api/directives/{directive}/annex/phu-luc.docx").content)
    assert "PHỤ LỤC" in annex
    assert "20/03/2026 (theo văn bản)" in annex
    assert "27/03/2026\n" in annex
    assert "Báo cáo tổng hợp" in annex
    assert "Phòng Văn hóa" in annex
    slip = words_of(doors.as_("dung").get(f"/api/directives/{directive}/annex/phieu-trinh.docx").content)
    assert "PHIẾU TRÌNH" in slip
    assert "(mục 2)" in slip
    assert doors.as_("dung").get(f"/api/directives/{directive}/annex/khac.docx").status_code == 404
    assert doors.as_("an").get(f"/api/directives/{directive}/annex/phu-luc.docx").status_code == 403


def test_days_of_the_plan_come_into_force_with_number_and_date(doors: Opened) -> None:
    directive = planned(doors)
    caller = doors.as_("dung")
    path = f"/api/directives/{directive}/annex/signature"
    tomorrow = caller.post(path, {"number": "01/PL", "issued_on": "2026-03-03"}, seen=1)
    assert (tomorrow.status_code, tomorrow.json()["type"]) == (422, "/problems/future-day")
    assert caller.post(path, {"number": "01/PL", "issued_on": "2026-03-02"}).status_code == 428
    signed = caller.post(path, {"number": "01/PL", "issued_on": "2026-03-02"}, seen=1)
    assert signed.json()["in_force"] == 1
    found = caller.get(f"/api/directives/{directive}").json()
    assert [item["basis"] for item in found["items"]] == ["document", "annex"]
    assert found["annex"]["number"] == "01/PL"


def test_number_and_date_are_entered_on_the_page(doors: Opened) -> None:
    directive = planned(doors)
    chief = browser_of(doors, "dung").open(f"/van-ban/{directive}")
    chief.send(f"/van-ban/{directive}/phu-luc/ky", number="01/PL-UBND", issued_on="3/3/2027")
    assert chief.status == 422
    chief.send(f"/van-ban/{directive}/phu-luc/ky", number="01/PL-UBND", issued_on="2/3/2026")
    assert "thời hạn trong phụ lục có hiệu lực" in chief.text
    assert "phụ lục phân công đã ký" in chief.text
