"""Every kind of document compared with the Decree by a program, which sees what is wrong where something is."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from proof.decree.archival import archival_faults
from proof.decree.docx import docx_faults
from proof.decree.pdf import pdf_faults
from tests.writing.a_review import OFFICE, a_snapshot
from tests.writing.kinds import every_kind
from writing import to_pdf
from writing.review import render

TYPST = (to_pdf.TEMPLATES / "report.typ").read_text("utf-8")


def test_every_docx_is_as_the_decree_has_it() -> None:
    kinds = every_kind("docx")
    assert len(kinds) >= 20
    assert {name: found for name, data in kinds.items() if (found := docx_faults(data))} == {}


def test_every_pdf_is_as_the_decree_has_it_and_archival() -> None:
    kinds = every_kind("pdf")
    found = {name: [*pdf_faults(data), *archival_faults(data)] for name, data in kinds.items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("left: 30mm", "left: 25mm", "left margin"),
        ("top: 20mm", "top: 10mm", "page number"),
        ("#let apart = single + 6pt", "#let apart = single", "points after the paragraph before"),
        ("amount: 10mm", "amount: 5mm", "first line"),
        ('size: 13pt, lang: "vi"', 'size: 10pt, lang: "vi"', "letters of 10"),
        ("ruled(shown, 0.42) } else { shown })\n  }\n  v(6pt)", "shown } else { shown })\n  }\n  v(6pt)", "rule below the abstract"),
        ("if page_number > 1 { align(center,", "if page_number > 0 { align(right,", "the first page has a number"),
        ("told.number_line", '"Số: 12/BC-UBND"', "number and symbol"),
        ("told.day_line)", '"Quận 1, ngày 06 tháng 4 năm 2023")', "place and day"),
        ('"Độc lập - Tự do - Hạnh phúc"), 1)', '"Độc lập - Tự do - Hạnh phúc"), 0.4)', "rule below the motto"),
        ('weight: "bold", upper(line)', "line", "signature"),
        ('style: "italic", "Nơi nhận:"', '"Nơi nhận:"', "Nơi nhận"),
        ("#let single = 0.49em", "#let single = 1.4em", "lines, not 1–1.5"),
        ("justify: true, first", "justify: false, first", "does not reach the right margin"),
        ('#set text(font: "Liberation Serif"', '#set text(fill: rgb("#000080"), font: "Liberation Serif"', "ink"),
    ],
)  # fmt: skip
def test_a_form_that_differs_is_told(
    old: str, new: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert old in TYPST
    folder = tmp_path / "review"
    shutil.copytree(to_pdf.TEMPLATES, folder)
    (folder / "report.typ").write_text(TYPST.replace(old, new), "utf-8")
    monkeypatch.setattr(to_pdf, "TEMPLATES", folder)
    found = pdf_faults(render("bao-cao", "pdf", a_snapshot(), OFFICE))
    assert [one for one in found if fault in one], found


def test_a_word_file_that_differs_is_told_whatever_differs() -> None:
    document = Document(BytesIO(render("ket-qua", "docx", a_snapshot(), OFFICE)))
    document.sections[0].left_margin = Mm(20)
    document.sections[0].different_first_page_header_footer = False
    running = [one for one in document.paragraphs if one.alignment == ALIGN.JUSTIFY]
    running[0].paragraph_format.first_line_indent = Mm(3)
    running[1].paragraph_format.space_after = Pt(2)
    running[2].runs[0].font.size = Pt(10)
    next(one for one in running if one.text.endswith("./.")).runs[0].text = "Trên đây là kết quả."
    document.tables[0].cell(1, 0).paragraphs[0].runs[0].text = "Số: 12/BC-PNV"
    document.tables[0].cell(0, 1).paragraphs[0].runs[0].font.bold = False
    foot = next(one for one in document.tables if one.cell(0, 0).text.startswith("Nơi nhận:"))
    foot.cell(0, 1).paragraphs[-1].add_run("Nguyễn Văn A")
    kept = BytesIO()
    document.save(kept)
    told = " | ".join(docx_faults(kept.getvalue()))
    for fault in (
        "left margin 20",
        "the first page has a number",
        "first line 3",
        "2 points apart",
        "size 10",
        "number and symbol",
        "the state's name",
        "the place of the signature is not empty",
        "no paragraph ends",
    ):
        assert fault in told


def test_a_pdf_that_is_not_archival_is_told() -> None:
    data = every_kind("pdf")["don-doc"]
    assert archival_faults(data) == []
    spoilt = data.replace(b"<pdfaid:part>2", b"<pdfaid:part>9").replace(b"/OutputIntents", b"/OutputIntentz")
    assert archival_faults(spoilt) == ["its metadata do not say PDF/A-2b", "no output intent with a colour profile"]
