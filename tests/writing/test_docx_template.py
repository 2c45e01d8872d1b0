"""A Word template of the office: its blocks stand where it has them, with the same words, and what is wrong is told."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm

from domain.errors import Refusal
from domain.telling.letterhead import Letterhead
from domain.telling.results import results
from reading.word_templates import open_template, problems_of, refuse
from tests.writing.a_review import a_record, a_snapshot
from writing.docx_template import ANNEXES, BLOCKS, OPTIONAL, default_template, placed, to_docx_by
from writing.to_docx import to_docx

WHOLE = ("{{ dau_trang }}", "{{ noi_dung }}", "{{ chu_ky }}", "{{ phu_luc }}")
NOW = datetime(2026, 4, 2, tzinfo=UTC)
TOLD = results(a_snapshot(a_record(1)), Letterhead({}, "UBND Quận 1", "Phòng Nội vụ", 2026))


def words(data: bytes) -> list[str]:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [text for text in (*(p.text for p in document.paragraphs), *cells) if text.strip()]


def edited(*paragraphs: str, **margins: float) -> bytes:
    """A template as somebody leaves it in Word."""
    document = Document(BytesIO(default_template()))
    for paragraph in list(document.paragraphs):
        document.element.body.remove(paragraph._p)
    for text in paragraphs:
        document.add_paragraph(text)
    for name, length in margins.items():
        setattr(document.sections[0], name, Mm(length))
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def in_a_table(block: str) -> bytes:
    """A template with a block in the second row of a table."""
    document = Document(BytesIO(edited(WHOLE[0], *WHOLE[2:])))
    document.add_table(rows=2, cols=1).cell(1, 0).text = block
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def wrong(data: bytes) -> str:
    document = open_template(data)
    with pytest.raises(Refusal) as refused:
        refuse(problems_of(list(placed(document)), document, dict(BLOCKS), OPTIONAL, ANNEXES))
    return " | ".join(problem.message for problem in refused.value.problems)


def test_the_usual_template_gives_what_is_written_without_one() -> None:
    assert words(to_docx_by(TOLD, NOW, default_template())) == words(to_docx(TOLD, NOW))
    assert to_docx_by(TOLD, NOW, default_template()) == to_docx_by(TOLD, NOW, default_template())


def test_blocks_stand_where_the_office_has_them() -> None:
    own = edited("Logo của cơ quan", WHOLE[0], "{{bang_don_vi}}", "Phần chữ:", *WHOLE[1:])
    document = Document(BytesIO(to_docx_by(TOLD, NOW, own)))
    body = [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]
    assert body[0] == "Logo của cơ quan"
    assert body.index("Phần chữ:") > next(n for n, text in enumerate(body) if text.startswith("Kết quả theo đơn vị"))
    assert "{{" not in " ".join(words(to_docx_by(TOLD, NOW, own)))
    assert sorted(words(to_docx(TOLD, NOW))) == sorted(
        text for text in words(to_docx_by(TOLD, NOW, own)) if text not in {"Logo của cơ quan", "Phần chữ:"}
    )


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (edited(*WHOLE, "{{ ngay_ky }}"), "đoạn 5: không có khối “{{ ngay_ky }}”"),
        (edited(*WHOLE[:2], WHOLE[3]), "thiếu khối “{{ chu_ky }}” (nơi nhận và chữ ký)"),
        (edited(*WHOLE[:2], *WHOLE[1:]), "đoạn 2, 3: khối “{{ noi_dung }}” đặt 2 lần"),
        (
            edited(WHOLE[0], "Nội dung: {{ noi_dung }}", *WHOLE[2:]),
            "đoạn 2: khối “{{ noi_dung }}” phải đứng riêng một đoạn",
        ),
        (edited(WHOLE[3], *WHOLE[:3]), "đoạn 1: khối “{{ phu_luc }}” phải đặt sau các khối khác"),
        (edited(WHOLE[0], "{{ noi_dung }", *WHOLE[2:]), "đoạn 2: “{{ noi_dung }” thiếu dấu ngoặc"),
        (in_a_table("{{ noi_dung }}"), "bảng 1, dòng 2: khối chỉ đặt trong thân văn bản"),
        (edited(*WHOLE, left_margin=20), "lề trái là 20 mm; Nghị định 30/2020/NĐ-CP yêu cầu 30–35 mm"),
    ],
)
def test_what_is_wrong_is_told_with_what_would_be_right(template: bytes, said: str) -> None:
    assert said in wrong(template)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04" + b"0" * 100, b"0" * 3_000_000])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        open_template(data)
    assert refused.value.code == "word-template"


def test_a_template_is_never_executed() -> None:
    assert "không có khối" in wrong(edited(*WHOLE, "{{ 7 * 7 }}"))
