"""A mark of secrecy counts where no reader of the page sees it: comments, hidden sheets, titles, what a file says of itself."""

import io
from collections.abc import Callable

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment

from domain.errors import Refusal
from reading.directives import read
from tests.reading.directives.office_files import p, word_file
from tests.reading.directives.pdf_files import typeset

_ORDER = "1. Giao Sở Y tế báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 15/4/2026."
_PAGE = "<html><head>{head}</head><body>{menu}<p>CHỈ THỊ</p><p>" + _ORDER + "</p></body></html>"


def _word_with_comment(text: str) -> bytes:
    return word_file(p("CHỈ THỊ") + p(_ORDER), parts={"comments": p(text)})


def _word_with_property(text: str) -> bytes:
    file, held = docx.Document(), io.BytesIO()
    file.add_paragraph(_ORDER)
    file.core_properties.keywords = text
    file.save(held)
    return held.getvalue()


def _book(*hidden: str, comment: str = "", title: str = "") -> bytes:
    book, held = openpyxl.Workbook(), io.BytesIO()
    shown = book.active
    assert shown is not None
    shown.append(["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"])
    shown.append([1, "Báo cáo kết quả", "Sở Y tế", "15/4/2026"])
    if comment:
        shown["B2"].comment = Comment(comment, "Văn thư")
    if hidden:
        aside = book.create_sheet("DanhMuc")
        aside.sheet_state = "hidden"
        for text in hidden:
            aside.append([text])
    book.properties.title = title or None
    book.save(held)
    return held.getvalue()


def _html(head: str = "", menu: str = "") -> bytes:
    return _PAGE.format(head=head, menu=menu).encode()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.docx", lambda: _word_with_comment("TỐI MẬT")),
        ("a.docx", lambda: _word_with_property("MẬT")),
        ("a.xlsx", lambda: _book("Phụ lục", "TUYỆT MẬT")),
        ("a.xlsx", lambda: _book(comment="MẬT")),
        ("a.xlsx", lambda: _book(title="Chỉ thị (TỐI MẬT)")),
        ("a.html", lambda: _html(head="<title>MẬT</title>")),
        ("a.html", lambda: _html(head="<title>CHỈ THỊ (TỐI MẬT) về đê điều</title>")),
        ("a.html", lambda: _html(head='<meta name="description" content="Độ mật: Tối mật">')),
        ("a.html", lambda: _html(menu='<div style="display:none"><span>TUYỆT MẬT</span></div>')),
        ("a.html", lambda: _html(menu="<nav><ul><li>MẬT</li></ul></nav>")),
        ("a.pdf", lambda: typeset(f'#set document(title: "TỐI MẬT")\n{_ORDER}')),
    ],
)
def test_a_mark_that_is_not_shown_refuses_the_document(name: str, made: Callable[[], bytes]) -> None:
    with pytest.raises(Refusal) as refused:
        read(made(), name)
    assert refused.value.code == "state-secret"


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.docx", lambda: _word_with_comment("Đề nghị xem lại danh mục bí mật nhà nước độ Mật.")),
        ("a.docx", lambda: _word_with_property("bảo mật thông tin")),
        ("a.xlsx", lambda: _book("Thường", "Mật", "Tối mật", "Tuyệt mật")),
        ("a.xlsx", lambda: _book("Thường", "Mật")),
        ("a.html", lambda: _html(head="<title>TĂNG CƯỜNG BẢO VỆ BÍ MẬT NHÀ NƯỚC</title>")),
        ("a.html", lambda: _html(menu="<nav><a href='/'>Quên mật khẩu</a><a>ĐỔI MẬT KHẨU</a></nav>")),
    ],
)
def test_talk_of_secrets_and_lists_of_their_levels_are_no_mark(name: str, made: Callable[[], bytes]) -> None:
    assert "báo cáo kết quả" in read(made(), name).text.lower()
