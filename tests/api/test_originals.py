"""The signed file of a directive: attached beside what was read, replaced without being lost, handed out to who sees it."""

import hashlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from storage.log import latest
from tests.api.browsing import Browser, browser_of
from tests.api.doors import Opened
from tests.api.test_evidence import PDF, hand_in, marked_document
from tests.reading.directives.pdf_files import typeset

TEXT = "1. Phòng Kinh tế rà soát thủ tục hành chính, báo cáo trước ngày 20/3/2026.\n"
SCAN, AGAIN = PDF, PDF + b"ban 2"


def a_draft(doors: Opened) -> str:
    found: str = doors.as_("dung").post("/api/directives", {"text": TEXT}).json()["id"]
    return found


def attach(doors: Opened, login: str, directive: str, file: str) -> Any:
    return doors.as_(login).post(f"/api/directives/{directive}/originals", {"file": file})


def listed(doors: Opened, directive: str, login: str = "dung") -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = doors.as_(login).get(f"/api/directives/{directive}").json()["originals"]
    return found


def issued(doors: Opened, directive: str) -> None:
    body = {"number": "9/CT", "issued_on": "2026-03-02"}
    assert doors.as_("dung").post(f"/api/directives/{directive}/issue", body).status_code == 200


def test_the_last_one_attached_is_in_force_and_the_one_before_stays_with_who_and_when(doors: Opened) -> None:
    draft = a_draft(doors)
    first = hand_in(doors, "dung", "Bản ký.pdf", SCAN).json()["id"]
    answer = attach(doors, "dung", draft, first)
    assert (answer.status_code, answer.json()["sha256"]) == (201, hashlib.sha256(SCAN).hexdigest())
    second = hand_in(doors, "dung", "Bản ký lại.pdf", AGAIN).json()["id"]
    assert attach(doors, "dung", draft, second).json()["place"] == 2
    told = [(one["name"], one["in_force"], one["attached_by"]) for one in listed(doors, draft)]
    assert told == [("Bản ký lại.pdf", True, "Đỗ Dung"), ("Bản ký.pdf", False, "Đỗ Dung")]
    with doors.house.memory.reading() as session:
        (event,) = latest(session, "directive.original-attached", 1)
    assert event.data["sha256"] == hashlib.sha256(AGAIN).hexdigest()


def test_the_same_bytes_are_not_attached_once_more(doors: Opened) -> None:
    draft = a_draft(doors)
    for status in (201, 409):
        file = hand_in(doors, "dung", "a.pdf", SCAN).json()["id"]
        assert attach(doors, "dung", draft, file).status_code == status
    assert len(listed(doors, draft)) == 1


def test_a_unit_has_the_signed_file_of_what_was_issued_to_it_and_no_other_unit_has(doors: Opened) -> None:
    draft = a_draft(doors)
    file = hand_in(doors, "dung", "a.pdf", SCAN).json()["id"]
    attach(doors, "dung", draft, file)
    assert doors.as_("an").get(f"/api/evidence/{file}").status_code == 404
    issued(doors, draft)
    back = doors.as_("an").get(f"/api/evidence/{file}")
    assert back.content == SCAN
    assert back.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in back.headers["Content-Security-Policy"]
    assert listed(doors, draft, "an")[0]["file"] == file
    assert doors.as_("chi").get(f"/api/evidence/{file}").status_code == 404
    assert attach(doors, "an", draft, file).status_code == 403


def test_what_is_no_signed_file_of_ones_own_is_refused(doors: Opened) -> None:
    draft = a_draft(doors)
    word = BytesIO()
    with ZipFile(word, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    docx = hand_in(doors, "dung", "a.docx", word.getvalue()).json()["id"]
    for file, code in ((docx, "not-a-pdf"), ("khong-co", "no-file")):
        answer = attach(doors, "dung", draft, file)
        assert (answer.status_code, answer.json()["type"]) == (422, f"/problems/{code}")
        assert answer.json()["errors"][0]["field"] == "file"
    good = hand_in(doors, "dung", "a.pdf", SCAN).json()["id"]
    assert attach(doors, "dung", "khong-co", good).status_code == 404
    assert listed(doors, draft) == []


def test_it_belongs_to_the_file_that_goes_to_the_archive(doors: Opened) -> None:
    draft = a_draft(doors)
    for name, data in (("a.pdf", SCAN), ("b.pdf", AGAIN)):
        attach(doors, "dung", draft, hand_in(doors, "dung", name, data).json()["id"])
    issued(doors, draft)
    packed = ZipFile(BytesIO(doors.as_("dung").get(f"/api/directives/{draft}/archive.zip").content))
    assert packed.read("001 b.pdf") == AGAIN
    assert len(packed.namelist()) == 2


def sent_in(browser: Browser, signed: tuple[str, bytes]) -> Browser:
    """The form of the intake with a text, and a signed file beside it."""
    told = dict(browser.form("/van-ban/moi").form_values()) | {"text": TEXT}
    files = {"signed": (signed[0], signed[1], "application/octet-stream")}
    browser.answer = browser.client.post("/van-ban/moi", data=told, files=files, headers=browser.headers)
    return browser._arrived("/van-ban/moi")


def test_it_comes_in_beside_the_text_and_is_replaced_on_the_page(doors: Opened) -> None:
    chief = sent_in(browser_of(doors, "dung").open("/van-ban/moi"), ("Bản quét.pdf", SCAN))
    assert "Bản quét.pdf" in chief.text
    chief.upload(f"{chief.address}/ban-da-ky", "Bản ký số.pdf", AGAIN)
    assert "Đã đính kèm bản đã ký." in chief.text
    assert "Bản trước: Bản quét.pdf" in chief.text
    assert hashlib.sha256(AGAIN).hexdigest() in chief.text
    directive = chief.address.partition("?")[0]
    issued(doors, directive.rpartition("/")[2])
    unit = browser_of(doors, "an").open(directive)
    assert "Bản ký số.pdf" in unit.text
    assert not unit.page.xpath("//form[contains(@action, 'ban-da-ky')]")
    chief.upload(f"{directive}/ban-da-ky", "c.png", b"khong phai anh")
    assert "Tệp không nhận được." in chief.text


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", marked_document()), ("a.pdf", typeset("#align(center)[TỐI MẬT]\n\nVăn bản."))]
)
def test_a_file_with_a_mark_of_secrecy_is_refused_whole_with_the_text_it_came_beside(
    doors: Opened, name: str, data: bytes
) -> None:
    chief = sent_in(browser_of(doors, "dung").open("/van-ban/moi"), (name, data))
    assert "mật" in chief.text.lower()
    assert doors.as_("dung").get("/api/directives").json()["items"] == []


def signed(number: str, day: str) -> bytes:
    """A signed file with a text layer."""
    return typeset(
        f"ỦY BAN NHÂN DÂN\n\nPHƯỜNG MẪU\n\nSố: {number}\n\nMẫu, ngày {day} tháng 3 năm 2026\n\nCHỈ THỊ\n\n"
        "Về việc rà soát thủ tục hành chính\n\n1. Phòng Kinh tế rà soát thủ tục hành chính trước ngày 20/3/2026."
    )


def test_a_file_of_another_number_or_day_is_attached_with_a_warning(doors: Opened) -> None:
    draft = a_draft(doors)
    issued(doors, draft)  # 9/CT of 02/3/2026
    said = []
    for data in (signed("9/CT", "02"), signed("19/CT", "02"), signed("9/CT", "12"), SCAN):
        answer = attach(doors, "dung", draft, hand_in(doors, "dung", "a.pdf", data).json()["id"])
        assert answer.status_code == 201
        said.append([one["message"] for one in answer.json()["warnings"]])
    assert said[0] == said[3] == []
    assert said[1] == ["Tệp đã ký ghi số 19/CT, khác số đã nhập 9/CT. Đề nghị đối chiếu lại tệp hoặc số, ngày đã nhập."]
    assert "ngày 12/3/2026, khác ngày đã nhập" in said[2][0]
    page = browser_of(doors, "dung").open(f"/van-ban/{draft}")
    page.upload(f"/van-ban/{draft}/ban-da-ky", "b.pdf", signed("29/CT", "02"))
    assert "khác với số, ngày đã nhập" in page.text
