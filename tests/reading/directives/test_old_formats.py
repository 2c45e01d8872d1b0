"""Files of older programs: through LibreOffice and Calamine where they can be read, refused in words where not."""

import io
import os
import shutil
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import docx
import pytest

from domain.errors import Refusal
from reading.directives import read
from reading.directives.converted import to_docx
from tests.reading.directives.office_files import zipped
from tests.reading.directives.pdf_files import by_office

_WRITER = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("DONDOC_NO_SKIP"), reason="LibreOffice is not installed"
)
_TCVN3 = "Giao Phßng Néi vô chñ tr×, phèi hîp víi c¸c c¬ quan, ®¬n vÞ rµ so¸t hå s¬ thñ tôc hµnh chÝnh, b¸o c¸o kÕt qu¶ tr-íc ngµy 30/6/2026."
_VNI = "Giao Phoøng Noäi vuï chuû trì, phoái hôïp vôùi caùc cô quan, ñôn vò raø soaùt hoà sô thuû tuïc haønh chính, baùo caùo keát quaû tröôùc ngaøy 30/6/2026."  # fmt: skip


def code_of(data: bytes, name: str) -> str:
    with pytest.raises(Refusal) as refused:
        read(data, name)
    return refused.value.code


@_WRITER
def test_a_doc_is_read_through_libreoffice(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("Giao Sở Y tế báo cáo.", "Giao Sở Nội vụ lập danh sách."):
        document.add_paragraph(text, style="List Number")
    held = io.BytesIO()
    document.save(held)
    old = by_office(held.getvalue(), tmp_path, name="giao-viec.docx", to="doc")
    assert [item.ref for item in read(old, "giao-viec.doc").items] == ["1", "2"]


def test_without_libreoffice_a_doc_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert code_of(b"{\\rtf1 Giao vi\\'ec}", "a.doc") == "no-converter"


@_WRITER
def test_what_libreoffice_cannot_open_is_broken() -> None:
    with pytest.raises(Refusal) as refused:
        to_docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert refused.value.code == "broken"


def test_a_sheet_of_another_program_is_read_with_its_days() -> None:
    rows = (("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"), ("1", "Rà soát", "Sở Y tế", date(2026, 6, 30)))
    draft = read(_ods(rows), "a.ods")
    assert [(item.ref, str(item.due_on), item.source.cell) for item in draft.items] == [("1", "2026-06-30", "Kế hoạch!A2")]  # fmt: skip


def _ods(rows: Sequence[Sequence[str | date]], hidden: int | None = None) -> bytes:
    """`hidden` is the number of a row that a filter does not show."""
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    opened = [
        '<table:table-row table:visibility="filter">' if n == hidden else "<table:table-row>"
        for n in range(1, len(rows) + 1)
    ]
    body = "".join(
        begins + "".join(_cell(value) for value in row) + "</table:table-row>"
        for begins, row in zip(opened, rows, strict=True)
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({
        "mimetype": kind,
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        "content.xml": f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="Kế hoạch">{body}</table:table></office:spreadsheet></office:body></office:document-content>',
    })  # fmt: skip


def _cell(value: str | date) -> str:
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


@pytest.mark.parametrize("text", [_TCVN3, _VNI], ids=["tcvn3", "vni"])
def test_letters_of_old_fonts_are_refused_in_every_format(text: str) -> None:
    document = docx.Document()
    document.add_paragraph(text)
    held = io.BytesIO()
    document.save(held)
    assert code_of(held.getvalue(), "a.docx") == "legacy-font"
    assert code_of(f"<p>{text}</p>".encode(), "a.html") == "legacy-font"
    assert code_of(text.encode(), "a.txt") == "legacy-font"
    assert code_of(text.encode("latin-1"), "a.txt") == "legacy-font"


@pytest.mark.parametrize(
    "text",
    [
        "Giao Sở Y tế báo cáo.",
        "Théâtre à la façade où naïve, señor, über, öl, año, niño, mañana, garçon: Nguyễn Văn Mẫu.",
        "Giao Phong Noi vu chu tri ra soat ho so thu tuc hanh chinh truoc ngay 30/6/2026.",
        "UBND XÃ HÒA AN",
    ],
)
def test_other_letters_are_no_old_font(text: str) -> None:
    assert read(text.encode(), "a.txt").text == text


def test_a_text_in_windows_1258_is_read() -> None:
    text = "1. Giao Sở Y tế chủ trì rà soát hồ sơ, báo cáo kết quả trước ngày 30/6/2026."
    assert read(_windows(text), "a.txt").items[0].lead == ("Sở Y tế",)


def _windows(text: str) -> bytes:
    """In the bytes of Windows-1258: marks of tones stand apart."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    found = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        kept = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        found += kept + "".join(c for c in parts if c in tones)
    return found.encode("cp1258")


def test_a_real_xls_is_read_with_its_days_its_sections_and_its_cells() -> None:
    """The file was saved by LibreOffice in the format of Excel 97."""
    data = (Path(__file__).parent / "files" / "ke-hoach.xls").read_bytes()
    assert data.startswith(b"\xd0\xcf\x11\xe0")
    found = [(item.ref, item.lead, item.due_on, item.source.cell) for item in read(data, "ke-hoach.xls").items]
    assert found == [
        ("1", ("Phòng Kinh tế",), date(2026, 3, 20), "Kế hoạch!A4"),
        ("2", ("Văn phòng",), date(2026, 6, 30), "Kế hoạch!A5"),
        ("3", ("Phòng Văn hóa",), None, "Kế hoạch!A7"),
    ]


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_what_a_table_does_not_show_is_not_read_and_told(suffix: str) -> None:
    """The files were saved by LibreOffice: a hidden row, a hidden column, a hidden sheet and an empty one."""
    draft = read((Path(__file__).parent / "files" / f"dong-an.{suffix}").read_bytes(), f"dong-an.{suffix}")
    assert [(item.text, item.source.cell) for item in draft.items] == [
        ("Rà soát thủ tục hành chính", "Theo dõi!A2"),
        ("Lập danh sách hộ kinh doanh", "Theo dõi!A4"),
    ]
    assert [one.message for one in draft.warnings if one.code == "hidden-unread"] == [
        "Trang tính “Theo dõi” có 1 dòng và 1 cột đang ẩn, không đọc; cần nhập thì bỏ lọc, bỏ ẩn rồi nạp lại tệp.",
        "Trang tính “Nháp” đang ẩn nên không đọc.",
    ]


def test_a_mark_of_secrecy_in_a_hidden_row_of_an_open_document_refuses_it() -> None:
    rows = (("STT", "Nhiệm vụ", "Đơn vị chủ trì"), ("1", "Rà soát", "Sở Y tế"), ("2", "TỐI MẬT", ""))
    assert code_of(_ods(rows, hidden=3), "a.ods") == "state-secret"
    draft = read(_ods((*rows[:2], ("2", "Lập danh sách", "Sở Y tế")), hidden=3), "a.ods")
    assert [item.text for item in draft.items] == ["Rà soát"]


@_WRITER
def test_hidden_sections_and_words_of_an_open_text_are_told_and_not_read() -> None:
    draft = read(_odt("lập danh sách"), "a.odt")
    assert [item.text for item in draft.items] == ["Giao Sở Y tế rà soát hồ sơ.", "Giao Sở Xây dựng báo cáo."]
    told = [one.message for one in draft.warnings if one.code == "hidden-unread"]
    assert told == ["Văn bản có 2 đoạn có chữ ẩn nên không đọc; nếu là nội dung thì bỏ định dạng ẩn rồi nạp lại tệp."]
    assert code_of(_odt("MẬT"), "a.odt") == "state-secret"


def _odt(section: str) -> bytes:
    """Two orders that are shown, hidden words, and a hidden section."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "style", "text")
    )
    styles = (
        '<style:style style:name="T" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        "<text:p>1. Giao Sở Y tế rà soát hồ sơ.</text:p>"
        '<text:p><text:span text:style-name="T">2. Giao Sở Y tế lập sổ.</text:span></text:p>'
        f'<text:section text:name="a" text:display="none"><text:p>{section}</text:p></text:section>'
        "<text:p>3. Giao Sở Xây dựng báo cáo.</text:p>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({
        "mimetype": kind,
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        "content.xml": f'<office:document-content {names} office:version="1.2"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>',
    })  # fmt: skip
