"""A round of appraisal on its pages: self-score with its proof, approval, appraisal by field, explanation, session, publication."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from acts import office
from domain.office import Directory, Grant, Official, Role
from domain.rights import SYSTEM
from storage.database import Memory
from tests.api.browsing import Browser, browser_of
from tests.api.doors import Opened
from tests.api.test_evidence import PDF
from tests.api.test_rounds import PROOF, Round, self_scored
from tests.databases import KINDS, a_memory


@pytest.fixture(params=KINDS[:1])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """One kind of database is enough for pages: what they call is tested on both."""
    with a_memory(request.param, tmp_path, None) as found:
        yield found


def sheet_of(doors: Opened, login: str, found: Round, unit: str = "kt") -> Browser:
    return browser_of(doors, login).open(found.path.replace("/api/rounds", "/chi-so/dot") + f"/{unit}")


def pressed(browser: Browser, words: str, **fields: str) -> Browser:
    """Press the button that makes a move, with what its form asks."""
    button = next(b for b in browser.page.xpath("//button") if " ".join(b.text_content().split()) == words)
    form = next(one for one in button.iterancestors("form"))
    told = [(name, value) for name, value in form.form_values() if name not in fields]
    return browser.post(form.get("action"), [*told, *fields.items()])


def step_of(browser: Browser) -> str:
    return str(browser.page.xpath("string(//p[@class='lead']/span)"))


def line(browser: Browser, criterion: str) -> str:
    return " ".join(browser.page.xpath(f"string(//li[@id='tc-{criterion}'])").split())


def test_a_sheet_goes_from_self_score_to_publication_on_its_pages(doors: Opened) -> None:
    found = Round(doors)
    unit = sheet_of(doors, "an", found)
    here = unit.address
    bare = unit.send(f"{here}/diem", **{"points:2.1": "4"})
    assert bare.status == 422
    assert bare.page.xpath("//input[@id='document:2.1']/@aria-invalid") == ["true"]
    proof = {"document:2.1": "45/BC-KT", "section:2.1": "II.1", "page:2.1": "3"}
    kept = bare.send(f"{here}/diem", **{"points:2.1": "3,5", **proof})
    assert "Đã lưu phiếu điểm." in kept.text
    assert "Đơn vị tự chấm: 3,50 · 45/BC-KT, mục II.1, trang 3" in line(kept, "2.1")
    assert "không tự chấm" in line(kept, "1.2")
    assert not kept.page.xpath("//input[@id='points:1.2']")
    assert "Chưa có dòng nào" in kept.send(f"{here}/diem").text
    sent = pressed(kept.open(here), "Trình thủ trưởng duyệt")
    assert step_of(sent) == "Chờ thủ trưởng đơn vị duyệt"
    assert not sent.page.xpath("//input[starts-with(@id, 'points:')]")
    head = pressed(sheet_of(doors, "binh", found), "Duyệt điểm tự chấm")
    assert step_of(head) == "Đang thẩm định lần 1"
    first, second = sheet_of(doors, "mot", found), sheet_of(doors, "hai", found)
    assert first.page.xpath("//input[starts-with(@id, 'points:')]/@id") == ["points:1.1"]
    graded = second.send(f"{here}/diem", **{"points:2.1": "2", "note:2.1": "Thiếu tài liệu"})
    assert "Thiếu tài liệu" not in sheet_of(doors, "an", found).text
    assert "đã được người khác cập nhật" in pressed(first, "Chốt lĩnh vực 1").text  # somebody else has written since
    pressed(first.open(here), "Chốt lĩnh vực 1")
    assert step_of(pressed(graded.open(here), "Chốt lĩnh vực 2")) == "Chờ đơn vị giải trình, bổ sung"
    answered = sheet_of(doors, "an", found)
    assert "Thẩm định lần 1: 2,00 · Thiếu tài liệu" in line(answered, "2.1")
    answered.send(f"{here}/diem", **{"note:2.1": "Đã bổ sung Kế hoạch"})
    pressed(answered.open(here), "Gửi giải trình, bổ sung")
    assert "Đã bổ sung Kế hoạch" in line(second.open(here), "2.1")
    second.send(f"{here}/diem", **{"points:2.1": "3"})
    pressed(first.open(here), "Chốt lĩnh vực 1")
    pressed(second.open(here), "Chốt lĩnh vực 2")
    done = pressed(sheet_of(doors, "tich", found), "Phê duyệt kết quả")
    assert step_of(done) == "Đã phê duyệt, chưa công bố"
    assert "3,00/4,00 điểm" in line(done, "2.1")


def files_of(browser: Browser) -> list[str]:
    """The files that lines of the sheet hand out."""
    return list(browser.page.xpath("//div[@class='verbatim']/a[starts-with(@href, '/api/evidence/')]/@href"))


def test_a_file_goes_with_the_document_it_proves_and_serves_other_criteria(doors: Opened) -> None:
    found = Round(doors)
    unit = sheet_of(doors, "an", found)
    here = unit.address
    first = {"points:2.1": "4", "document:2.1": "45/BC-KT", "section:2.1": "II", "file:2.1": "moi"}
    none = unit.send(f"{here}/diem", **first)
    assert none.status == 422
    assert none.page.xpath("//select[@id='file:2.1']/@aria-invalid") == ["true"]
    unit.open(here).upload(f"{here}/diem", "Báo cáo 45.pdf", PDF, **first)
    (file,) = files_of(unit)
    again = {"points:1.1": "3", "document:1.1": "45/BC-KT", "section:1.1": "III", "file:1.1": file.rpartition("/")[2]}
    assert len(files_of(unit.open(here).send(f"{here}/diem", **again))) == 2
    assert "Chưa có dòng nào" in unit.open(here).send(f"{here}/diem").text  # the chosen file is no change
    dropped = unit.open(here).send(f"{here}/diem", **{"file:1.1": ""})
    assert files_of(dropped) == [file]
    bad = unit.open(here).upload(f"{here}/diem", "a.exe", b"MZ", **{"note:2.1": "Sửa"})
    assert bad.status == 415
    pressed(unit.open(here), "Trình thủ trưởng duyệt")
    pressed(sheet_of(doors, "binh", found), "Duyệt điểm tự chấm")
    appraiser = sheet_of(doors, "mot", found)
    assert appraiser.client.get(files_of(appraiser)[0]).content == PDF
    assert not appraiser.page.xpath("//input[@type='file' and @id='tai-lieu']")
    assert browser_of(doors, "chi").client.get(file).status_code == 404


def test_a_file_alone_is_kept_to_be_chosen_later(doors: Opened) -> None:
    found = Round(doors)
    unit = sheet_of(doors, "an", found)
    kept = unit.upload(f"{unit.address}/diem", "Kế hoạch 12.pdf", PDF)
    assert "Đã tải tài liệu lên" in kept.text
    assert "Kế hoạch 12.pdf" in kept.page.xpath("//select[@id='file:2.1']/option/text()")


def test_the_office_opens_a_round_sets_windows_and_writes_down_a_session(doors: Opened) -> None:
    card = Round(doors).card
    chief = browser_of(doors, "dung").open("/chi-so/dot")
    again = chief.send("/chi-so/dot", scorecard=card, period="2026-Q1")
    assert "đã có đợt chấm điểm" in again.text
    opened = again.send("/chi-so/dot", scorecard=card, period="2026-H1", **{"closes:self-scoring": "2026-03-20T17:00"})
    assert "17:00 ngày 20/3/2026" in opened.text
    path = str(opened.form("/chi-so/dot/").get("action")).rsplit("/", 1)[0]
    crossed = {"opens:self-scoring": "2026-03-21T08:00", "closes:self-scoring": "2026-03-20T17:00"}
    assert "phải sau thời điểm mở" in opened.send(f"{path}/thoi-gian", **crossed).text.lower()
    window = {"closes:self-scoring": "2026-03-27T17:00"}
    shown = opened.open(path).send(f"{path}/thoi-gian", **window, **{"xem-truoc": "1"})
    assert "Nhắc ngày khóa" in shown.page.xpath("string(//form//ul[@class='rows'])")
    assert "27/3/2026" not in " ".join(
        shown.open(path).page.xpath("//section[@aria-labelledby='thoi-gian']/div//text()")
    )
    kept = shown.open(path).send(f"{path}/thoi-gian", **window)
    assert "17:00 ngày 27/3/2026" in " ".join(kept.page.xpath("//section[@aria-labelledby='thoi-gian']/div//text()"))
    assert "Lịch nhắc của đợt" in kept.text
    session = {"held_on": "1/3/2026", "minutes": "12/BB", "place": "Phòng họp A", "present": "Tổ 1\nTổ 2"}
    held = opened.open(path).send(f"{path}/phien-hop", **session)
    assert "01/3/2026 · Phòng họp A · có mặt: Tổ 1, Tổ 2" in held.text
    assert (
        "Còn phiếu điểm chưa được phê duyệt" in held.send(f"{path}/cong-bo", number="5/QĐ", issued_on="2/3/2026").text
    )
    unit = browser_of(doors, "an").open(path)
    assert [a.text_content() for a in unit.page.xpath("//section[h2='Phiếu điểm của các đơn vị']//a")] == [
        "Phòng Kinh tế"
    ]
    assert not unit.page.xpath("//form[contains(@action, 'thoi-gian')]")
    assert unit.open(f"{path}/vh").status == 404


def test_after_the_window_the_office_passes_on_with_a_reason_and_points_name_the_session(doors: Opened) -> None:
    found = Round(doors, windows={"self-scoring": {"closes": "2026-03-10T10:00:00Z"}})
    assert "hết thời gian" not in sheet_of(doors, "dung", found).text.lower()
    doors.house.now = doors.house.now.replace(day=11)
    chief = sheet_of(doors, "dung", found)
    moved = pressed(chief, "Chuyển bước khi hết thời gian", reason="Đơn vị không nộp")
    assert step_of(moved) == "Đang thẩm định lần 1"
    assert "Đơn vị không nộp" in moved.text
    held = {"held_on": "2026-03-11", "place": "Phòng họp", "minutes": "3/BB"}
    session = doors.as_("dung").post(f"{found.path}/sessions", held).json()["id"]
    graded = sheet_of(doors, "hai", found)
    told = graded.send(f"{graded.address}/diem", **{"points:2.1": "1", "note:2.1": "Họp", "session": session})
    assert "tại phiên họp" in line(told, "2.1")


def test_a_sheet_is_printed_as_a_document_with_its_proof_and_its_sums(doors: Opened) -> None:
    # 1.1: the records say 75 % × 4 = 3. 1.2: 50 % × 2 = 1. 2.1: 4 of 4. In all 8 of 10.
    office.set_office(
        doors.house.desk, SYSTEM, Directory(officials=(Official("nam", "Nam", grants=(Grant(Role.CHAIR),)),))
    )
    found = Round(doors)
    self_scored(found)
    assert PROOF[0]["document"] == "45/BC-KT"
    files = {form: doors.as_("an").get(f"{found.path}/sheets/kt/file.{form}").content for form in ("docx", "pdf")}
    word = Document(BytesIO(files["docx"]))
    cells = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert ["Tổng cộng", "8,00", "10,00", "2,00", "0,00"] in cells
    assert any("45/BC-KT, mục II.1, trang 3" in cell for row in cells for cell in row)
    text = " ".join(" ".join(one.extract_text() for one in PdfReader(BytesIO(files["pdf"])).pages).split())
    for said in (
        "PHIẾU ĐIỂM",
        "Chấm điểm chỉ số cải cách hành chính quý I năm 2026",
        "Hồ sơ",
        "45/BC-KT, mục II.1, trang 3",
    ):
        assert said in text
    assert doors.as_("giang").get(f"{found.path}/sheets/kt/file.pdf").status_code == 404
