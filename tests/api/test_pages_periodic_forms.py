"""*Phiếu báo cáo theo văn bản*: asked once a period, answered at once on the page or with the workbook that comes back."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from storage.database import Memory
from storage.tables import CompletionRow
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.databases import a_memory


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory("sqlite", tmp_path, None) as found:
        yield found


def a_directive(doors: Opened) -> str:
    return str(
        doors.house.directive(
            {"text": "Trực cổng thông tin.", "cadence": "daily", "due_on": None, "lead_codes": ["phong"]},
            {"text": "Cập nhật thủ tục.", "cadence": "continuous", "due_on": None},
            {"text": "Báo cáo rà soát."},
        )
    )


def test_standing_orders_are_asked_for_once_a_period_and_bind_nobody(doors: Opened) -> None:
    directive = a_directive(doors)
    assert len(doors.house.assignments()) == 4  # no day opens one of its own
    chief = doors.as_("dung")
    path = f"/api/directives/{directive}/forms"
    asked = chief.post(path, {"period": "2026-03", "due_on": "2026-03-30"}).json()
    assert len(asked["assignments"]) == 3
    rows = [row for row in doors.house.assignments() if row.period]
    assert {(row.period, row.deadline, row.counts) for row in rows} == {("2026-03", date(2026, 3, 30), False)}
    assert {step.phase for step in doors.house.steps(rows[0].id).values()} == {"before", "due", "overdue", "proposal"}
    assert chief.post(path, {"period": "2026-03"}).json()["assignments"] == []
    assert len(chief.post(path, {"period": "2026-04"}).json()["assignments"]) == 3
    assert chief.post(path, {"period": "2026-02"}).status_code == 422
    assert chief.post(path, {"period": "khong-co"}).status_code == 422


def test_the_page_answers_a_whole_directive_in_one_report(doors: Opened) -> None:
    directive = a_directive(doors)
    chief = browser_of(doors, "dung").open(f"/van-ban/{directive}").follow("Phiếu báo cáo")
    chief.send(f"/van-ban/{directive}/gui-phieu", period="2026-03")
    assert "Đã gửi phiếu đến các đơn vị" in chief.text
    unit = browser_of(doors, "an").open(f"/van-ban/{directive}/phieu")
    assert "3 nhiệm vụ" in unit.text
    unit.send(f"/van-ban/{directive}/phieu/kt")
    assert unit.status == 422
    fields = [name for name in unit.form(f"/van-ban/{directive}/phieu/kt").fields if name.startswith("result-")]
    document = {"number": "45/BC-KT", "issued_on": "2/3/2026"}
    unit.send(f"/van-ban/{directive}/phieu/kt", **dict.fromkeys(fields[:2], "Đã làm."), **document)
    assert "Đã ghi nhận phiếu báo cáo" in unit.text
    assert "1 nhiệm vụ" in unit.text
    assert browser_of(doors, "chi").post(f"/van-ban/{directive}/phieu/kt", [("key", "k")]).status in {404, 422}


def test_the_workbook_that_comes_back_is_one_report_with_its_document(doors: Opened) -> None:
    directive = a_directive(doors)
    path = f"/api/directives/{directive}/forms"
    doors.as_("dung").post(path, {"period": "2026-03"})
    an = doors.as_("an")
    book = load_workbook(BytesIO(an.get(f"{path}/kt/file.xlsx").content))
    sheet = book["Phiếu"]
    assert sheet.max_row == 4
    sheet["E2"], sheet["E4"] = "Đã trực đủ.", "Đã rà soát 5 thủ tục."
    book["Văn bản báo cáo"]["B4"] = "45/BC-KT"

    def back(key: str) -> tuple[int, dict[str, object]]:
        kept = BytesIO()
        book.save(kept)
        headers = {"Authorization": f"Bearer {an.token}", "Idempotency-Key": key}
        answer = doors.client.post(f"{path}/kt/file", files={"file": ("p.xlsx", kept.getvalue())}, headers=headers)
        return answer.status_code, answer.json()

    status, refused = back("a")
    assert (status, refused["errors"][0]["field"]) == (422, "Văn bản báo cáo!B5")  # type: ignore[index]
    book["Văn bản báo cáo"]["B5"] = "01/3/2026"
    status, done = back("b")
    assert (status, len(done["assignments"])) == (201, 2)  # type: ignore[arg-type]
    with doors.house.memory.reading() as session:
        report = session.scalars(select(CompletionRow)).one()
        assert report.document == {"number": "45/BC-KT", "issued_on": "2026-03-01"}
        assert report.result_on == date(2026, 3, 1)
        assert "Đã rà soát 5 thủ tục." in report.note
    assert back("c")[1]["type"] == "/problems/form-outdated"
    assert doors.as_("chi").get(f"{path}/kt/file.xlsx").status_code == 404


def test_the_form_is_set_to_be_asked_for_by_itself_and_no_more(doors: Opened) -> None:
    directive = a_directive(doors)
    chief = browser_of(doors, "dung").open(f"/van-ban/{directive}/phieu")
    chief.send(f"/van-ban/{directive}/phieu-dinh-ky", cadence="monthly")
    assert "Đã ghi lịch tự gửi phiếu." in chief.text
    assert chief.page.xpath("//select[@name='cadence']/option[@selected]/@value") == ["monthly"]
    assert doors.as_("dung").get(f"/api/directives/{directive}").json()["forms"] == "monthly"
    chief.send(f"/van-ban/{directive}/phieu-dinh-ky", cadence="")
    assert doors.as_("dung").get(f"/api/directives/{directive}").json()["forms"] is None
    assert "Tự gửi phiếu" not in browser_of(doors, "an").open(f"/van-ban/{directive}/phieu").text
