"""Hồ sơ of a directive: every paper and file of it, in the order of their days, as list, workbook and one ZIP."""

from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook

from acts import completions
from domain.status import ReturnClass
from tests.acts.house import CHIEF
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from writing.archive import LIST, name_in_zip

PDF = b"%PDF-1.7 ket qua"


def a_directive(doors: Opened) -> str:
    """Issued, answered once with a file, sent back, and answered again."""
    doors.house.directive({}, {"lead_codes": ["vh"]})
    one = doors.house.assignments("kt")[0]
    unit = doors.as_("an")
    headers = {"Authorization": f"Bearer {unit.token}", "Idempotency-Key": "tep"}
    kept = doors.client.post("/api/evidence", files={"file": ("../Báo cáo.pdf", PDF)}, headers=headers).json()["id"]
    for number in ("45/BC-KT", "46/BC-KT"):
        document = {"number": number, "issued_on": "2026-03-02"}
        version = doors.house.assignments("kt")[0].version
        body = {"assignments": [one.id], "document": document, "evidence": [kept]}
        given = unit.post("/api/completions", body, seen=version).json()["id"]
        if number == "45/BC-KT":
            completions.send_back(doors.house.desk, CHIEF, given, ReturnClass.INCOMPLETE, "Thiếu phụ lục")
    completions.accept(doors.house.desk, CHIEF, given)
    return one.directive


def test_every_paper_and_file_is_listed_and_handed_out_once(doors: Opened) -> None:
    one = a_directive(doors)
    found = doors.as_("dung").get(f"/api/directives/{one}/archive").json()
    assert found["open"] == 1
    assert [paper["number"] for paper in found["items"]] == ["12/CT-UBND", "45/BC-KT", "46/BC-KT"]
    assert found["items"][1]["about"] == "Mục 1 (đã đề nghị bổ sung)"
    packed = ZipFile(BytesIO(doors.as_("dung").get(f"/api/directives/{one}/archive.zip").content))
    assert packed.testzip() is None
    assert packed.namelist() == [LIST, "001 Báo cáo.pdf"]
    assert packed.read("001 Báo cáo.pdf") == PDF
    sheet = load_workbook(BytesIO(packed.read(LIST))).active
    assert [row[6] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        None,
        "001 Báo cáo.pdf",
        "001 Báo cáo.pdf",
    ]


def test_its_page_leads_from_the_directive_and_says_what_still_runs(doors: Opened) -> None:
    one = a_directive(doors)
    chief = browser_of(doors, "dung").open(f"/van-ban/{one}").follow("Hồ sơ")
    assert "Còn 01 nhiệm vụ chưa kết thúc" in chief.text
    assert "45/BC-KT" in chief.text


def test_a_unit_finds_no_file_of_all_units(doors: Opened) -> None:
    one = a_directive(doors)
    for ending in ("", ".xlsx", ".zip"):
        assert doors.as_("an").get(f"/api/directives/{one}/archive{ending}").status_code in {403, 404}
    assert browser_of(doors, "an").open(f"/van-ban/{one}/ho-so").status in {403, 404}


def test_a_name_is_no_path_and_never_too_long() -> None:
    assert name_in_zip(7, "..\\../a:b.pdf") == "007 _.._a_b.pdf"
    assert name_in_zip(1, "x" * 300 + ".pdf").endswith("x.pdf")
    assert len(name_in_zip(1, "x" * 300 + ".pdf")) <= 130
