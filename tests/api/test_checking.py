"""A draft looked at before its signature: as JSON, as a page, as comments in the drafter's file; nothing is kept."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from storage.tables import DirectiveRow, EventRow
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.reading.directives.office_files import p, word_file
from tests.reading.directives.pdf_files import by_office, has_office
from writing.docx_comments import Remark, with_comments

TEXT = """CHỈ THỊ
Về việc nâng cao chất lượng phục vụ

1. Giao Phòng Kinh tế rà soát quy trình cấp phép xây dựng nhà ở riêng lẻ.
2. Tổ chức lấy ý kiến người dân, báo cáo trước ngày 20/3/2026.
"""


def kept(doors: Opened) -> tuple[int, int]:
    with doors.house.memory.reading() as session:
        return session.query(DirectiveRow).count(), session.query(EventRow).count()


def test_a_draft_is_told_what_it_lacks_and_nothing_is_kept(doors: Opened) -> None:
    caller = doors.as_("dung")
    before = kept(doors)
    answer = caller.post("/api/drafts/check", {"text": TEXT}).json()
    told = [(one["item"] or "", one["message"]) for one in answer["remarks"]]
    assert any("cấp phép" in item and "Chưa có thời hạn" in message for item, message in told)
    assert any("lấy ý kiến" in item and "Chưa rõ đơn vị chủ trì" in message for item, message in told)
    assert len(answer["items"]) == 2
    assert kept(doors) == before
    assert doors.as_("an").post("/api/drafts/check", {"text": TEXT}).status_code == 403
    assert caller.post("/api/drafts/check", {"text": "TUYỆT MẬT\n" + TEXT}).status_code == 422


def a_word_file(text: str = TEXT) -> bytes:
    document, made = Document(), BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


def test_the_drafters_file_comes_back_with_comments_at_the_passages(doors: Opened) -> None:
    data = a_word_file()
    headers = {"Authorization": f"Bearer {doors.as_('dung').token}"}
    answer = doors.client.post("/api/drafts/check?form=docx", files={"file": ("du-thao.docx", data)}, headers=headers)
    assert answer.status_code == 200
    document = Document(BytesIO(answer.content))
    said = {comment.comment_id: comment.text for comment in document.comments}
    beside = {
        paragraph.text: [said[int(mark)] for mark in paragraph._p.xpath("./w:commentRangeStart/@w:id")]
        for paragraph in document.paragraphs
    }
    lines = [line for line in TEXT.splitlines() if line]
    assert [text for text in beside if text] == lines
    assert any("Chưa có thời hạn" in one for one in beside[lines[2]])
    assert any("Chưa rõ đơn vị chủ trì" in one for one in beside[lines[3]])
    other = doors.client.post("/api/drafts/check?form=docx", files={"file": ("a.txt", b"1. X")}, headers=headers)
    assert (other.status_code, other.json()["type"]) == (415, "/problems/not-word")
    odd = word_file("".join(p(line) for line in TEXT.splitlines()))
    refused = doors.client.post("/api/drafts/check?form=docx", files={"file": ("a.docx", odd)}, headers=headers)
    assert (refused.status_code, refused.json()["type"]) == (415, "/problems/odd-word")


FAULTY = """CHỈ THỊ
Về việc nâng cao chất lượng phục vụ
Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2019 của Chính phủ;
1. Giao Phòng Kinh tế chủ trì, phối hợp với Phòng Văn hóa rà soát quy trình cấp phép xây dựng nhà ở riêng lẻ, báo cáo trước ngày 20/3/2026.
2. Giao Phòng Văn hóa chủ trì, phối hợp với Phòng Kinh tế rà soát quy trình cấp phép xây dựng nhà ở riêng lẻ, báo cáo trước ngày 20/3/2026.
3. Tổ chức lấy ý kiến người dân về chất lượng phục vụ, báo cáo trước ngày 25/3/2026.
4. Giao Văn phòng lập danh sách hồ sơ trễ hạn và gửi thư xin lỗi người dân.
5. Giao Công an phường tuyên truyền phòng cháy chữa cháy tại các khu dân cư, báo cáo trước ngày 30/3/2026.
6. Giao Công an phường tuyên truyền phòng cháy chữa cháy tại các khu dân cư, báo cáo trước ngày 30/3/2026.
"""
SAID = {
    2: "năm 2019",
    4: "phối hợp với bên kia",
    5: "Chưa rõ đơn vị chủ trì",
    6: "Chưa có thời hạn",
    8: "trùng nội dung",
}
"""What is said of which line, counted from 0: a citation, circular cooperation, no lead, no deadline, a duplicate."""


def test_each_kind_of_fault_stands_at_its_own_passage_on_the_page_and_in_the_file(doors: Opened) -> None:
    found = doors.as_("dung").post("/api/drafts/check", {"text": FAULTY}).json()
    told = [one["code"] for one in (*found["warnings"], *(w for item in found["items"] for w in item["warnings"]))]
    assert {"citation-year", "circular-cooperation", "no-lead", "no-deadline", "duplicate"} <= set(told)
    chief = browser_of(doors, "dung").open("/van-ban/kiem-tra").send("/van-ban/kiem-tra", text=FAULTY)
    assert [message for message in SAID.values() if message not in chief.text] == []
    chief.upload("/van-ban/kiem-tra", "du-thao.docx", a_word_file(FAULTY), form="docx")
    assert chief.answer is not None
    document = Document(BytesIO(chief.answer.content))
    said = {comment.comment_id: comment.text for comment in document.comments}
    beside = [
        " ".join(said[int(mark)] for mark in paragraph._p.xpath("./w:commentRangeStart/@w:id"))
        for paragraph in document.paragraphs
    ]
    assert {line: message for line, message in SAID.items() if message not in beside[line]} == {}
    assert (beside[3], beside[7]) == ("", "")


@pytest.mark.skipif(not has_office() and not os.environ.get("DONDOC_NO_SKIP"), reason="LibreOffice is not installed")
def test_an_office_suite_opens_the_commented_file_with_every_comment(tmp_path: Path) -> None:
    remarks = [Remark(f"Xem lại {line}.", line=line) for line in (1, 3, 6)]
    opened = by_office(with_comments(a_word_file(FAULTY), remarks), tmp_path, name="du-thao.docx", to="docx")
    document = Document(BytesIO(opened))
    assert sorted(comment.text for comment in document.comments) == ["Xem lại 1.", "Xem lại 3.", "Xem lại 6."]
    assert [one.text for one in document.paragraphs if one.text] == FAULTY.splitlines()


def test_the_page_shows_what_to_look_at_and_hands_the_file_back(doors: Opened) -> None:
    chief = browser_of(doors, "dung").open("/van-ban").follow("Kiểm tra dự thảo")
    chief.send("/van-ban/kiem-tra", text=TEXT)
    assert "Chưa rõ đơn vị chủ trì" in chief.text
    data = a_word_file()
    chief.upload("/van-ban/kiem-tra", "du-thao.docx", data, form="docx")
    assert chief.answer is not None
    assert chief.answer.headers["Content-Disposition"].endswith('.docx"')
    assert chief.open("/van-ban/kiem-tra").send("/van-ban/kiem-tra", text="").status == 422
