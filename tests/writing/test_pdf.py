"""The review as PDF: archival, in its own fonts, to the measures of the Decree, the same bytes each time."""

from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from pypdf import PdfReader

from tests.writing.a_review import OFFICE, RECORDS, a_snapshot
from writing.review import render

MM = 72 / 25.4


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render("bao-cao", "pdf", a_snapshot(), OFFICE)


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> list[Any]:
    return list(pdfplumber.open(BytesIO(pdf)).pages)


def test_it_says_that_it_is_pdf_a_2b_and_embeds_all_its_fonts(pdf: bytes) -> None:
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    fonts = {char["fontname"].partition("+")[2] for page in pdfplumber.open(BytesIO(pdf)).pages for char in page.chars}
    assert {"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic"} <= fonts
    assert all(name.startswith("LiberationSerif") for name in fonts)


def test_it_keeps_the_margins_and_sizes_of_the_decree(pages: list[Any]) -> None:
    for page in pages:
        assert sorted((round(page.width / MM), round(page.height / MM))) == [210, 297]
        body = [char for char in page.chars if char["top"] > 20 * MM - 1 and char["text"].strip()]
        assert min(char["x0"] for char in body) >= 30 * MM - 1
        assert max(char["x1"] for char in body) <= page.width - 15 * MM + 1
        assert max(char["bottom"] for char in body) <= page.height - 20 * MM + 1
    sizes = {round(char["size"]) for char in pages[0].chars}
    assert sizes <= {11, 12, 13, 14}


def test_pages_are_numbered_on_top_in_the_middle_but_not_the_first(pages: list[Any]) -> None:
    above = [[c for c in page.chars if c["bottom"] < 20 * MM] for page in pages]
    assert not above[0]
    numbered = [(page, chars) for page, chars in zip(pages, above, strict=True) if chars]
    assert numbered
    for page, chars in numbered:
        assert abs((chars[0]["x0"] + chars[-1]["x1"]) / 2 - (30 * MM + (page.width - 15 * MM)) / 2) < 2
        assert 13 <= round(chars[0]["size"]) <= 14


def test_number_and_day_are_blank_and_text_stays_text(pages: list[Any]) -> None:
    written = "\n".join(page.extract_text() for page in pages)
    assert "/BC-UBND" in written
    assert "Nhiệm vụ <số> 2 & phụ lục" in " ".join(written.split())


def test_the_same_facts_in_another_order_are_the_same_bytes(pdf: bytes) -> None:
    assert render("bao-cao", "pdf", a_snapshot(*reversed(RECORDS)), OFFICE) == pdf
    assert PdfReader(BytesIO(pdf)).metadata.title == "Báo cáo kết quả công tác cải cách hành chính quý I năm 2023"  # type: ignore[union-attr]
