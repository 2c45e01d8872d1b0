"""A draft looked at before its signature: as JSON, as a page, as comments in the drafter's file; nothing is kept."""

from io import BytesIO

from docx import Document

from storage.tables import DirectiveRow, EventRow
from tests.api.browsing import browser_of
from tests.api.doors import Opened
from tests.reading.directives.office_files import p, word_file

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


def a_word_file() -> bytes:
    document, made = Document(), BytesIO()
    for line in TEXT.splitlines():
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


def test_the_page_shows_what_to_look_at_and_hands_the_file_back(doors: Opened) -> None:
    chief = browser_of(doors, "dung").open("/van-ban").follow("Kiểm tra dự thảo")
    chief.send("/van-ban/kiem-tra", text=TEXT)
    assert "Chưa rõ đơn vị chủ trì" in chief.text
    data = a_word_file()
    chief.upload("/van-ban/kiem-tra", "du-thao.docx", data, form="docx")
    assert chief.answer is not None
    assert chief.answer.headers["Content-Disposition"].endswith('.docx"')
    assert chief.open("/van-ban/kiem-tra").send("/van-ban/kiem-tra", text="").status == 422
