"""What a file is, by what it holds; and why it is not taken, in words that say what to do."""

import inspect
import io
import zipfile
from pathlib import Path

import docx
import pytest

from domain.errors import Refusal
from reading.directives import read, refusals
from reading.directives.formats import Format, format_of
from tests.reading.directives.office_files import p, word_file, workbook, zipped

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)


def stream(name: str) -> bytes:
    return _OLE + name.encode("utf-16-le") + bytes(64)


def refused(data: bytes, name: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(data, name)
    return caught.value


def locked() -> bytes:
    """An archive whose entries say that they are encrypted."""
    data = bytearray(word_file(p("Giao Sở Y tế báo cáo.")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


def bomb(parts: int, size: int) -> bytes:
    return zipped({"word/document.xml": "x", **{f"word/media/{n}.bin": bytes(size) for n in range(parts)}})


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (word_file(p("a")), "van-ban.txt", Format.DOCX), (workbook({"A": ""}), "a.docx", Format.XLSX), (b"%PDF-1.7\n", "a.docx", Format.PDF), (b"\n%PDF-1.4", "a", Format.PDF),
        (b"{\\rtf1 a}", "a.doc", Format.OLD_WORD), (stream("WordDocument"), "a.docx", Format.OLD_WORD), (stream("Workbook"), "a", Format.OLD_SHEET),
        (b"<table><tr><td>a</td></tr></table>", "a.xls", Format.HTML), (b"<!DOCTYPE html><p>a", "a.doc", Format.HTML), ("\ufeff<html><p>a".encode(), "a.txt", Format.HTML), ("<html><p>a".encode("utf-16"), "a.doc", Format.HTML),
        (b"a;b\n1;2", "a.csv", Format.CSV), (b"a\tb", "a.xls", Format.CSV), (b"1. a", "a.docx", Format.TEXT), (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='x'>", "a.xml", Format.OLD_WORD), (b"1. a", "a", Format.TEXT), (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "a.doc", Format.MHT),
    ],
)  # fmt: skip
def test_a_file_is_what_it_holds_whatever_it_is_called(data: bytes, name: str, expected: Format) -> None:
    assert format_of(data, name) is expected


@pytest.mark.parametrize(
    ("data", "name", "code", "kind"),
    [
        (b"", "a.docx", "empty", "invalid"), (b" \n ", "a.txt", "empty", "invalid"), (b"<html></html>", "a.html", "empty", "invalid"), (word_file(p(" ")), "a.docx", "empty", "invalid"), (workbook({"A": ""}), "a.xlsx", "empty", "invalid"),
        (bytes(range(256)), "a.txt", "not-text", "unsupported"), (b"\x89PNG\r\n\x1a\n\x00\x00", "a.pdf", "scan", "unsupported"), (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.jpg", "scan", "unsupported"),
        (b"PK\x03\x04", "a.docx", "broken", "invalid"), (word_file(p("a"))[:-40], "a.docx", "broken", "invalid"), (zipped({"word/document.xml": "<w:document>"}), "a.docx", "broken", "invalid"), (zipped({"word/styles.xml": "<a/>"}), "a.docx", "broken", "invalid"),
        (zipped({"a.txt": "a"}), "a.zip", "format", "unsupported"), (b"<?xml version='1.0'?><svg/>", "a.svg", "format", "unsupported"), (_OLE, "a.msg", "format", "unsupported"), (zipped({"ppt/presentation.xml": "<a/>"}), "a.pptx", "format", "unsupported"),
        (stream("EncryptedPackage"), "a.docx", "password", "unsupported"), (locked(), "a.docx", "password", "unsupported"), (stream("WordDocument") + "_VBA_PROJECT\0".encode("utf-16-le"), "a.doc", "macros", "unsupported"),
        (zipped({"word/document.xml": "<a/>", "word/vbaProject.bin": "x"}), "a.docm", "macros", "unsupported"), (zipped({"xl/workbook.xml": "<a/>", "xl/vbaProject.bin": "x"}), "a.xlsm", "macros", "unsupported"),
        (bytes(20_000_001), "a.docx", "too-large", "unsupported"), (b"Giao S. " * 400_000, "a.txt", "too-large", "unsupported"), (bomb(1, 30_000_000), "a.docx", "zip-bomb", "unsupported"), (zipped({f"word/{n}.xml": "" for n in range(2_001)}), "a.docx", "zip-bomb", "unsupported"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_in_words(data: bytes, name: str, code: str, kind: str) -> None:
    no = refused(data, name)
    assert (no.code, no.kind) == (code, kind)
    assert no.detail.endswith(".")
    assert "Đề nghị" in no.detail


def test_a_doc_locked_with_a_password_says_so() -> None:
    header = bytearray(_OLE[:512]) + b"\xec\xa5" + bytes(9) + b"\x01" + bytes(500)
    assert refused(bytes(header) + "WordDocument\0".encode("utf-16-le"), "a.doc").code == "password"


def test_an_archive_that_lies_about_the_size_of_a_part_is_broken() -> None:
    held = io.BytesIO(word_file(p("Giao Sở Y tế báo cáo.")))
    with zipfile.ZipFile(held) as archive:
        size = archive.getinfo("word/document.xml").file_size
    data = held.getvalue().replace(size.to_bytes(4, "little"), (size - 40).to_bytes(4, "little"))
    assert refused(data, "a.docx").code == "broken"


def test_entities_are_not_expanded() -> None:
    body = '<!DOCTYPE w:document [<!ENTITY a "Giao Sở Y tế báo cáo.">]>'
    data = word_file("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>" + p("Còn lại"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = body.encode() + parts["word/document.xml"]
    assert read(zipped(parts), "a.docx").text == "Còn lại"


def test_a_picture_makes_no_bomb() -> None:
    held = io.BytesIO()
    docx.Document().save(held)
    data = held.getvalue()
    assert format_of(data, "a") is Format.DOCX


def test_every_refusal_is_in_the_page_of_the_readers() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reading.md").read_text("utf-8")
    makers = [maker for name, maker in vars(refusals).items() if inspect.isfunction(maker) and not name.startswith("_")]
    assert len(makers) > 10
    assert [no.code for maker in makers if f"| `{(no := maker()).code}` |" not in page] == []
