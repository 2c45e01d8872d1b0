"""All documents of a review: each in its formats, the same bytes twice, and each reader told what is for them."""

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from docx import Document

from domain.office import Unit, UnitKind
from domain.outline import DEFAULT_OUTLINE, filled
from domain.record import AssignmentRecord
from domain.review import earlier
from domain.status import WorkState
from tests.writing.a_review import OFFICE, RECORDS, a_record, a_snapshot
from tests.writing.kinds import every_kind
from writing.review import MEDIA_TYPES, files, render

UNITS = (
    Unit("ubnd", "UBND Quận 1", UnitKind.AUTHORITY),
    Unit("pnv", "Phòng Nội vụ", UnitKind.DEPARTMENT, "ubnd", in_charge=True),
    Unit("da-kao", "UBND phường Đa Kao", UnitKind.COMMUNE, "ubnd"),
    Unit("ca", "Công an quận", UnitKind.VERTICAL, "ubnd"),
    *(Unit(f"p{n}", f"UBND phường Nguyễn Thái Bình {n}", UnitKind.COMMUNE, "ubnd") for n in range(30)),
)
LONG = "Rà soát, cập nhật, niêm yết công khai thủ tục hành chính thuộc thẩm quyền giải quyết của đơn vị. " * 5
BEFORE = earlier(
    "2022-Q4", "quý IV năm 2022", date(2022, 10, 1), date(2022, 12, 31), date(2023, 1, 6), [a_record(9, opened_on=None)]
)


def many_units() -> list[AssignmentRecord]:
    """A district at its worst: thirty units, long texts, all overdue, each with a hindrance of its own."""
    return [
        a_record(
            n,
            unit=f"p{n}",
            text=LONG,
            deadline=date(2023, 3, 1) + timedelta(days=n),
            obstacle=f"Phần mềm dùng chung của đơn vị số {n} chưa kết nối với hệ thống của Thành phố",
            escalated_on=(date(2023, 4, 1),),
        )
        for n in range(30)
    ]


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    vertical = a_record(6, unit="ca", deadline=date(2023, 3, 20))
    sections = filled([replace(s, owner="da-kao") for s in DEFAULT_OUTLINE], {"thu-tuc": "Đã rà soát 25 thủ tục."}, {})
    return a_snapshot(*RECORDS, vertical, units=UNITS, sections=sections, history=[BEFORE])


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join((page.extract_text() or "").split()) for page in pdfplumber.open(BytesIO(pdf)).pages)


def test_every_file_is_the_same_bytes_twice_and_has_a_media_type(told: dict[str, Any]) -> None:
    names = files(told)
    assert {"bao-cao.pdf", "ket-qua.docx", "thong-bao-da-kao.html", "trang-lanh-dao.pdf", "phu-luc.xlsx"} <= set(names)
    assert "bieu-do-don-vi.png" in names
    for file in names:
        name, _, form = file.rpartition(".")
        data = render(name, form, told, OFFICE)
        assert data == render(name, form, told, OFFICE), file
        assert form in MEDIA_TYPES


@pytest.mark.parametrize("strange", ["bao-cao.xlsx", "thong-bao-p9.pdf", "secret.docx", "thong-bao.pdf"])
def test_what_is_no_document_cannot_be_rendered(told: dict[str, Any], strange: str) -> None:
    name, _, form = strange.rpartition(".")
    with pytest.raises(LookupError):
        render(name, form, told, OFFICE)


def test_the_superior_reads_no_name_of_a_unit_and_what_has_not_arrived(told: dict[str, Any]) -> None:
    written = text_of(render("bao-cao", "pdf", told, OFFICE))
    for unit in UNITS[1:]:
        assert unit.name not in written
    assert "Đã rà soát 25 thủ tục." in written
    assert written.count("chưa nhận được") == len(DEFAULT_OUTLINE) - 1
    assert [part for part in ("I. CÔNG", "II. KẾT", "III. ĐÁNH", "IV. PHƯƠNG", "V. KIẾN") if part not in written] == []


def test_a_unit_reads_its_own_rows_only(told: dict[str, Any]) -> None:
    written = text_of(render("thong-bao-da-kao", "pdf", told, OFFICE))
    assert "mục 1.2" in written
    assert "mục 1.1" not in written
    assert "Công an quận" not in written
    assert "Phòng Nội vụ" not in written.replace("TRƯỞNG PHÒNG NỘI VỤ", "")


def test_a_vertical_agency_is_asked_to_cooperate(told: dict[str, Any]) -> None:
    written = text_of(render("thong-bao-ca", "pdf", told, OFFICE))
    assert "Đề nghị Công an quận tiếp tục phối hợp" in written
    assert "đề nghị phối hợp" in render("trang-lanh-dao", "html", told, OFFICE).decode()


def test_nobody_is_told_of_nought_tasks(told: dict[str, Any]) -> None:
    for file in files(told):
        if file.endswith(".html"):
            written = render(file.removesuffix(".html"), "html", told, OFFICE).decode()
            for noun in ("nhiệm vụ", "đơn vị", "nội dung", "lượt"):
                assert f" 00 {noun}" not in written, (file, noun)
                assert f" 0 {noun}" not in written, (file, noun)


def test_change_against_the_period_before_is_said(told: dict[str, Any]) -> None:
    assert "tăng 04 nhiệm vụ so với kỳ trước" in text_of(render("ket-qua", "pdf", told, OFFICE))


def test_the_page_of_the_leader_is_one_page_and_the_report_two_at_the_worst() -> None:
    worst = a_snapshot(*many_units(), units=UNITS, history=[BEFORE])
    assert len(pdfplumber.open(BytesIO(render("trang-lanh-dao", "pdf", worst, OFFICE))).pages) == 1
    pages = [page.extract_text() for page in pdfplumber.open(BytesIO(render("ket-qua", "pdf", worst, OFFICE))).pages]
    assert next(n for n, text in enumerate(pages, start=1) if "Phụ lục I\n" in text) == 3
    assert "xem xét, chỉ đạo./." in pages[1]


def test_control_characters_of_a_pasted_text_break_no_document() -> None:
    told = a_snapshot(a_record(1, text="Rà soát\x0c\x00 thủ tục", work=WorkState.ISSUED))
    assert "Rà soát thủ tục" in render("ket-qua", "html", told, OFFICE).decode()
    render("ket-qua", "docx", told, OFFICE)


def test_word_files_of_every_kind_open_in_an_office_suite(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("DONDOC_NO_SKIP"):
            pytest.fail("no LibreOffice is installed, and nothing may be skipped here")
        pytest.skip("no LibreOffice is installed")
    written = {name.replace("/", "-"): data for name, data in every_kind("docx").items() if name[:2] != "a/"}
    for name, data in written.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    sources = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    subprocess.run(
        [program, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *sources],
        check=True,
        capture_output=True,
        timeout=120,
    )
    for name in written:
        shown = text_of((tmp_path / f"{name}.pdf").read_bytes())
        body = [" ".join(p.text.split()) for p in Document(str(tmp_path / f"{name}.docx")).paragraphs if p.text.strip()]
        assert all(line.split("\u00a0")[0][:40] in shown for line in body), name
