"""Letters to a late unit: by the official steps, with the days it was told, and never a rebuke to a vertical agency."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from domain.calendar import Calendar
from domain.errors import Refusal
from domain.review_rows import row
from domain.telling.letters import LateUnit, LetterKind, Reminder
from tests.writing.a_review import a_record
from writing.letters import letter_files, render_letter

TODAY = date(2023, 4, 6)
RECORD = a_record(1)
TOLD = (Reminder(date(2023, 3, 28), "nhắc việc trước hạn"), Reminder(date(2023, 4, 3), "nhắc việc quá hạn"))


def late(*, vertical: bool = False, some: bool = True) -> LateUnit:
    rows = [row(RECORD, TODAY, {"da-kao": "UBND phường Đa Kao"}, Calendar())] if some else []
    return LateUnit("UBND phường Đa Kao", vertical, rows, [TOLD] if some else [], TODAY)


def written(file: str, unit: LateUnit) -> str:
    document = Document(BytesIO(render_letter(file, unit, "UBND Quận 1", "Phòng Nội vụ", {})))
    cells = (cell.text for table in document.tables for line in table.rows for cell in line.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_each_step_says_what_it_is_and_what_is_late() -> None:
    for kind, words in (("don-doc", "Đề nghị"), ("nhac-nho", "nhắc nhở"), ("phe-binh", "phê bình")):
        text = written(f"{kind}.docx", late())
        assert words in text
        assert "01 nhiệm vụ quá hạn" in text
        assert "Nhiệm vụ <số> 1 & phụ lục" in text
        assert "Số:      /UBND-NV" in text
        assert "V/v " in text
        assert "Kính gửi: UBND phường Đa Kao." in text
        assert "./." in text


def test_the_leader_alone_criticises_and_nobody_has_signed() -> None:
    assert "TM. ỦY BAN NHÂN DÂN" in written("phe-binh.docx", late())
    assert "TL. CHỦ TỊCH" in written("don-doc.docx", late())


def test_the_slip_lists_the_day_of_every_reminder() -> None:
    assert "28/3/2023: nhắc việc trước hạn; 03/4/2023: nhắc việc quá hạn" in written(
        "phieu-trinh-nhac-nho.docx", late()
    )


def test_a_vertical_agency_is_told_what_is_awaited_and_no_days_are_counted_against_it() -> None:
    text = written("phoi-hop.docx", late(vertical=True))
    assert "còn 01 nội dung chưa nhận được kết quả phối hợp của UBND phường Đa Kao" in text
    assert "quan tâm, phối hợp thực hiện nội dung nêu trên" in text
    assert "uá hạn" not in text
    slip = written("phieu-trinh-phoi-hop.docx", late(vertical=True))
    assert "03/4/2023: nhắc việc quá hạn" in slip
    assert "2. Quá trình trao đổi" in slip
    assert "Chưa có văn bản đề nghị phối hợp nào gửi UBND phường Đa Kao." in slip
    assert "ngày làm việc" not in slip


def test_a_letter_follows_on_the_one_before_it() -> None:
    unit = replace(late(), letters=("Công văn đôn đốc số 812/UBND-NV ngày 28/3/2023",))
    assert "Tiếp theo Công văn đôn đốc số 812/UBND-NV ngày 28/3/2023, qua theo dõi" in written("nhac-nho.docx", unit)
    assert "Tiếp theo" not in written("don-doc.docx", late())


@pytest.mark.parametrize("kind", [kind for kind in LetterKind if kind is not LetterKind.COOPERATION])
def test_a_vertical_agency_is_only_asked_to_cooperate(kind: LetterKind) -> None:
    for file in (f"{kind}.pdf", f"phieu-trinh-{kind}.pdf"):
        with pytest.raises(Refusal) as refused:
            render_letter(file, late(vertical=True), "UBND Quận 1", None, {})
        assert refused.value.allowed == ("phoi-hop",)
    text = written("phoi-hop.docx", late(vertical=True))
    assert "phối hợp" in text
    assert "nhắc nhở" not in text


def test_nothing_overdue_is_no_letter() -> None:
    with pytest.raises(Refusal):
        render_letter("don-doc.html", late(some=False), "UBND Quận 1", None, {})


def test_every_file_is_the_same_bytes_twice() -> None:
    for file in letter_files():
        if "phoi-hop" not in file:
            first, again = (render_letter(file, late(), "UBND Quận 1", "Phòng Nội vụ", {}) for _ in range(2))
            assert first == again
    with pytest.raises(LookupError):
        render_letter("thu.docx", late(), "", None, {})
