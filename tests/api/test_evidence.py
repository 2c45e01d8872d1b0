"""Files: handed in as a stream, checked for what they are, handed out only to who may see them."""

import hashlib
import io
import zipfile

import pytest
from docx import Document
from httpx2 import Response
from sqlalchemy import func, select

from acts.tries import Try, take
from domain.limits import UPLOADED, UPLOADS
from storage.tables import EvidenceRow
from storage.views import people
from tests.api.doors import KEYS, Opened
from tests.reading.directives.pdf_files import typeset

PDF = b"%PDF-1.7\n" + b"x" * 5000
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (10).to_bytes(4, "big") * 2


def hand_in(doors: Opened, login: str, name: str, data: bytes) -> Response:
    headers = {"Authorization": f"Bearer {doors.as_(login).token}", "Idempotency-Key": f"file-{next(KEYS)}"}
    return doors.client.post("/api/evidence", files={"file": (name, data)}, headers=headers)


def a_package(*names: str, data: bytes = b"<x/>") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            package.writestr(name, data)
    return file.getvalue()


def test_a_file_goes_into_a_report_and_comes_back_byte_for_byte_as_an_attachment(doors: Opened) -> None:
    doors.house.directive({})
    (owed,) = doors.house.assignments()
    answer = hand_in(doors, "an", "Báo cáo số 45.pdf", PDF)
    assert (answer.status_code, answer.json()["sha256"]) == (201, hashlib.sha256(PDF).hexdigest())
    evidence = answer.json()["id"]
    body = {"assignments": [owed.id], "evidence": [evidence]}
    assert doors.as_("an").post("/api/completions", body, seen=1).status_code == 201
    for login in ("an", "dung"):
        back = doors.as_(login).get(f"/api/evidence/{evidence}")
        assert back.content == PDF
        assert back.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''B%C3%A1o")
        assert back.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in back.headers["Content-Security-Policy"]
    assert doors.as_("chi").get(f"/api/evidence/{evidence}").status_code == 404
    stranger = doors.as_("chi").post("/api/completions", {**body, "assignments": ["khác"]}, seen=1)
    assert stranger.status_code == 404


def marked_document() -> bytes:
    document, file = Document(), io.BytesIO()
    document.add_paragraph("TỐI MẬT")
    document.add_paragraph("Báo cáo kết quả rà soát phương án.")
    document.save(file)
    return file.getvalue()


def open_text(*paragraphs: str, head: str = "") -> bytes:
    """An OpenDocument text with its running head."""
    names = 'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for part, texts in (("content.xml", paragraphs), ("styles.xml", (head,))):
            package.writestr(part, f"<d {names}>{''.join(f'<t:p><t:span>{text}</t:span></t:p>' for text in texts)}</d>")
    return file.getvalue()


def test_an_open_text_that_talks_of_secrets_is_no_secret(doors: Opened) -> None:
    data = open_text("Báo cáo kết quả bảo vệ bí mật nhà nước.", "Mật độ dân số.")
    assert hand_in(doors, "an", "a.odt", data).status_code == 201
    assert hand_in(doors, "an", "b.odt", open_text("<hỏng")).status_code == 201, "what nobody can read is for people"


def test_a_file_marked_as_a_state_secret_is_refused_and_nothing_of_it_is_kept(doors: Opened) -> None:
    pdf = typeset("#align(center)[TUYỆT MẬT]\n\nBáo cáo kết quả rà soát phương án.")
    for name, data in (("a.odt", open_text("Báo cáo kết quả.", head="TỐI MẬT")), ("b.odt", open_text("TUYỆT MẬT"))):
        assert hand_in(doors, "an", name, data).json()["type"] == "/problems/state-secret"
    for name, data in (("a.docx", marked_document()), ("a.pdf", pdf), ("Báo cáo TỐI MẬT.pdf", PDF)):
        answer = hand_in(doors, "an", name, data)
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/state-secret")
        assert "Báo cáo" not in answer.text
    with doors.house.memory.reading() as session:
        assert session.scalar(select(func.count()).select_from(EvidenceRow)) == 0


@pytest.mark.parametrize(
    ("name", "data", "status", "code"),
    [
        ("a.exe", PDF, 415, "unsupported-file"),
        ("a.pdf.svg", b"<svg/>", 415, "unsupported-file"),
        ("a.pdf", b"<html>", 422, "other-content"),
        ("a.pdf", b"", 422, "empty-file"),
        ("a.docx", PDF, 422, "other-content"),
        ("a.docx", a_package("word/document.xml", "word/vbaProject.bin"), 422, "has-macros"),
        ("a.xlsx", a_package("xl/workbook.xml", data=b"0" * 10_000_000), 422, "unpacks-too-large"),
        (
            "a.docx",
            a_package("word/_rels/a.rels", data=b'<R><r Type="t/attachedTemplate" TargetMode="External"/></R>'),
            422,
            "points-outside",
        ),
        ("a.png", PNG.replace((10).to_bytes(4, "big"), (60_000).to_bytes(4, "big")), 422, "too-many-pixels"),
    ],
)
def test_what_a_file_is_not_is_refused_and_leaves_nothing(
    doors: Opened, name: str, data: bytes, status: int, code: str
) -> None:
    answer = hand_in(doors, "an", name, data)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{code}")


def test_a_refused_copy_leaves_the_kept_file_alone_and_a_path_in_a_name_leads_nowhere(doors: Opened) -> None:
    kept = hand_in(doors, "an", "../../etc/a.png", PNG).json()
    assert hand_in(doors, "an", "a.pdf", PNG).status_code == 422
    back = doors.as_("an").get(f"/api/evidence/{kept['id']}")
    assert back.content == PNG
    assert back.headers["Content-Disposition"].endswith("''a.png")


def test_too_large_a_file_is_refused(doors: Opened) -> None:
    assert hand_in(doors, "an", "a.pdf", b"%PDF-" + b"0" * (20 * 2**20)).status_code == 413


@pytest.mark.parametrize("memory", ["sqlite"], indirect=True)
def test_the_sixty_first_file_within_an_hour_is_refused_and_told_when_there_is_room(doors: Opened) -> None:
    with doors.house.memory.reading() as session:
        known = people.credentials(session, "an")
    assert known is not None
    take(doors.house.desk, {f"uploads of {known[0]}": Try(UPLOADS, UPLOADS.most - 1)})
    assert hand_in(doors, "an", "a.pdf", PDF).status_code == 201
    refused = hand_in(doors, "an", "b.pdf", PDF)
    assert (refused.status_code, refused.json()["type"]) == (429, "/problems/too-often")
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    take(doors.house.desk, {"bytes of vh": Try(UPLOADED, UPLOADED.most - len(PDF) + 1)})
    assert hand_in(doors, "chi", "a.pdf", PDF).status_code == 429
