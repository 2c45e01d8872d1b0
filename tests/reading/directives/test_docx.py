"""Word files as a person sees them printed: what is read of their paragraphs and tables, and what is left out."""

import io
import unicodedata

import docx
import pytest

from domain.errors import Refusal
from reading.directives import read
from reading.directives.docx import read_docx
from tests.reading.directives.office_files import levels, lists, p, r, table, word_file

_HEAD = ("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
_SPAN = '<w:gridSpan w:val="{}"/>'
_DELETED = '<w:del w:author="a">{}</w:del>'


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_docx(data).blocks]


def rows(data: bytes) -> list[tuple[str, ...]]:
    return [block.cells for block in read_docx(data).blocks if block.cells]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (r("Giao ") + r("Sở") + r(" Y tế"), "Giao Sở Y tế"),
        (r("Giao") + "<w:r><w:tab/></w:r>" + r("Sở Y tế"), "Giao Sở Y tế"),
        (r("Giao ") + '<w:ins w:author="a">' + r("Sở ") + "</w:ins>" + "<w:del><w:r><w:delText>Phòng </w:delText></w:r></w:del>" + r("Y tế"), "Giao Sở Y tế"),
        ("<w:moveTo>" + r("Giao Sở Y tế") + "</w:moveTo><w:moveFrom>" + r("Giao Sở Y tế") + "</w:moveFrom>", "Giao Sở Y tế"),
        (r("Giao ") + r("bí mật", "<w:vanish/>") + r("Sở Y tế", '<w:vanish w:val="0"/>'), "Giao Sở Y tế"),
        (r("Giao ") + "<w:hyperlink>" + r("Sở Y tế") + "</w:hyperlink>" + '<w:r><w:footnoteReference w:id="2"/></w:r>', "Giao Sở Y tế"),
        (r("Giao ") + "<w:sdt><w:sdtContent>" + r("Sở Y tế") + "</w:sdtContent></w:sdt>", "Giao Sở Y tế"),
        (r("Giao ") + "<w:fldSimple>" + r("Sở Y tế") + "</w:fldSimple>", "Giao Sở Y tế"),
        (r("Giao ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>' + r("REF") + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("Sở Y tế") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "Giao Sở Y tế"),
        (r("Giao Sở Y") + "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>" + r("tế"), "Giao Sở Y-tế"),
        (r(unicodedata.normalize("NFD", "Giao Sở\u00a0Y tế")), "Giao Sở Y tế"),
        (r("Giao ") + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" + p("Dự thảo") + "</w:txbxContent></w:drawing></mc:Choice></mc:AlternateContent></w:r>" + r("Sở Y tế"), "Giao Sở Y tế"),
    ],
)  # fmt: skip
def test_a_paragraph_is_what_is_printed_with_every_change_accepted(runs: str, text: str) -> None:
    assert texts(word_file(p(runs))) == [text]


def test_strict_files_are_read_like_transitional_ones() -> None:
    assert texts(word_file(p("Giao Sở Y tế"), strict=True)) == ["Giao Sở Y tế"]


def test_a_deleted_end_of_paragraph_joins_it_to_the_next_and_a_deleted_paragraph_is_gone() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        p("Giao Sở Y tế ", properties=gone)
        + p("báo cáo.")
        + p(_DELETED.format("<w:r><w:delText>Thừa.</w:delText></w:r>"), num=1, properties=gone)
        + p("Một.", num=1)
    )
    assert texts(word_file(body, numbering=lists([levels("decimal %1.")], [(0, "")]))) == [
        "Giao Sở Y tế báo cáo.",
        "1. Một.",
    ]


def test_a_break_inside_a_paragraph_parts_entries_and_joins_a_sentence() -> None:
    broken = r("1. Giao Sở Y tế rà soát") + "<w:r><w:br/></w:r>" + r("toàn bộ hồ sơ.") + "<w:r><w:br/></w:r>" + r("2. Giao Sở Nội vụ báo cáo.")  # fmt: skip
    assert texts(word_file(p(broken))) == [
        "1. Giao Sở Y tế rà soát toàn bộ hồ sơ.",
        "2. Giao Sở Nội vụ báo cáo.",
    ]


def test_contents_heads_notes_and_boxes_are_no_text_of_the_body() -> None:
    styles = '<w:style w:styleId="M1"><w:name w:val="toc 1"/></w:style>'
    data = word_file(
        p("I. NHIỆM VỤ\t3", style="M1") + p("I. NHIỆM VỤ") + "<w:p><w:r><w:pict>" + p("Hỏa tốc") + "</w:pict></w:r></w:p>",
        styles=styles,
        parts={"header1": p("Trang 1"), "footer1": p("Lưu hành nội bộ"), "footnotes": p("Ghi chú")},
    )  # fmt: skip
    assert texts(data) == ["I. NHIỆM VỤ"]


def test_merged_cells_are_repeated_where_they_reach() -> None:
    body = table(
        _HEAD,
        ("I. Nội vụ",),
        ("1", "Rà soát", "Phòng Nội vụ", "30/6/2026"),
        ("2", "Báo cáo", "", "31/7/2026"),
        ("3", "Tổng hợp", "Văn phòng", "31/8/2026"),
        properties={(1, 0): _SPAN.format(4), (2, 2): '<w:vMerge w:val="restart"/>', (3, 2): "<w:vMerge/>"},
    )
    assert rows(word_file(body)) == [
        _HEAD,
        ("I. Nội vụ",) * 4,
        ("1", "Rà soát", "Phòng Nội vụ", "30/6/2026"),
        ("2", "Báo cáo", "Phòng Nội vụ", "31/7/2026"),
        ("3", "Tổng hợp", "Văn phòng", "31/8/2026"),
    ]


def test_rows_numbered_by_word_have_their_numbers_and_deleted_rows_are_gone() -> None:
    body = table(_HEAD, (p(num=1), "Rà soát", "Sở A", ""), (p(num=1), "Báo cáo", "Sở B", "")).replace(
        "<w:tr>", "<w:tr><w:trPr><w:ins/></w:trPr>"
    )
    body = body.replace("</w:tbl>", f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('Thừa')}</w:tc></w:tr></w:tbl>")
    data = word_file(body, numbering=lists([levels("decimal %1.")], [(0, "")]))
    assert [cells[0] for cells in rows(data)] == ["STT", "1.", "2."]


def test_cells_of_several_lines_and_tables_in_cells_become_one_line() -> None:
    inner = table(("Sản phẩm", "Báo cáo"))
    body = table(_HEAD, ("1", p("Rà soát") + p("Lập danh sách") + inner, p("Sở A;") + p("Sở B"), ""))
    assert rows(word_file(body))[1] == ("1", "Rà soát; Lập danh sách; Sản phẩm – Báo cáo", "Sở A; Sở B", "")


def test_head_and_foot_set_in_tables_are_read_as_head_and_foot() -> None:
    document = docx.Document()
    head = document.add_table(2, 2)
    head.cell(0, 0).text = "UBND TỈNH AN BÌNH\nSỞ NỘI VỤ"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text, head.cell(1, 1).text = "Số: 12/KH-SNV", "An Bình, ngày 05 tháng 3 năm 2026"
    for text in ("KẾ HOẠCH", "Cải cách hành chính năm 2026", "Sở Nội vụ ban hành Kế hoạch như sau:"):
        document.add_paragraph(text)
    document.add_paragraph("Văn phòng Sở báo cáo trước ngày 15/4/2026.", style="List Number")
    document.add_paragraph("Thanh tra Sở lập danh sách hồ sơ trễ hạn.", style="List Number")
    foot = document.add_table(1, 3)
    foot.cell(0, 0).text = "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT."
    foot.cell(0, 2).text = "GIÁM ĐỐC\n\n\nLê Thị Mẫu"
    held = io.BytesIO()
    document.save(held)
    draft = read(held.getvalue(), "ke-hoach.docx")
    assert (draft.number, draft.kind, draft.issuer, draft.signer) == (
        "12/KH-SNV",
        "kế hoạch",
        "SỞ NỘI VỤ",
        "Lê Thị Mẫu",
    )
    assert draft.title == "Cải cách hành chính năm 2026"
    assert str(draft.issued_on) == "2026-03-05"
    assert draft.recipients == ("UBND tỉnh", "Lưu: VT")
    assert [(item.ref, item.lead) for item in draft.items] == [("1", ("Văn phòng Sở",)), ("2", ("Thanh tra Sở",))]
    assert all(item.source.line for item in draft.items)


@pytest.mark.parametrize(
    "parts",
    [
        {"header1": p("MẬT")},
        {"footer1": p(r("TỐI ") + r("MẬT"))},
        {"header1": '<w:p><w:r><w:pict><v:shape><v:textpath string="TUYỆT MẬT"/></v:shape></w:pict></w:r></w:p>'},
    ],
)
def test_a_mark_of_secrecy_in_a_running_head_refuses_the_file(parts: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        read(word_file(p("Giao Sở Y tế báo cáo."), parts=parts), "a.docx")
    assert refused.value.code == "state-secret"


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:pict><w:txbxContent>" + p("TỐI MẬT") + "</w:txbxContent></w:pict></w:r></w:p>",
        table(_HEAD, ("1", "Rà soát", "MẬT", "")),
        p(r("MẬT", "<w:vanish/>")),
        p("Số: 12/CT-UBND") + p("Độ mật: Mật"),
    ],
)
def test_a_mark_of_secrecy_in_a_box_a_cell_or_hidden_refuses_the_file(body: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(word_file(body + p("Giao Sở Y tế báo cáo.")), "a.docx")
    assert refused.value.code == "state-secret"


def test_hidden_words_are_not_read_and_counted_once() -> None:
    hidden = r("2. Giao Sở Y tế lập danh sách.", "<w:vanish/>")
    placed = table((p(r("Sở ẩn", "<w:vanish/>")) + p("Nơi nhận:"), "Người ký"))
    draft = read(
        word_file(p("1. Giao Sở Y tế rà soát hồ sơ.") + p(hidden) + p(r(" ", "<w:vanish/>")) + placed), "a.docx"
    )
    assert [item.ref for item in draft.items] == ["1"]
    (told,) = [one.message for one in draft.warnings if one.code == "hidden-unread"]
    assert told.startswith("Văn bản có 2 đoạn có chữ ẩn")
    plain = read(word_file(p("1. Giao Sở Y tế rà soát hồ sơ.")), "a.docx")
    assert "hidden-unread" not in {one.code for one in plain.warnings}


def test_talk_of_secrets_in_a_running_head_is_no_mark() -> None:
    data = word_file(p("Giao Sở Y tế báo cáo."), parts={"header1": p("Kế hoạch bảo vệ bí mật nhà nước năm 2026")})
    assert len(read(data, "a.docx").items) == 1


def _box(*paragraphs: str) -> str:
    """A paragraph that only holds a text box, drawn twice as Word does: for itself and for older programs."""
    held = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{held}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{held}</v:textbox></w:pict></mc:Fallback>"
    return f"<w:p><w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r></w:p>"


def test_text_that_stands_only_in_boxes_is_read_once_in_its_order() -> None:
    halves = r("1. Giao Phòng Ki") + r("nh tế rà soát thủ tục, báo cáo trước ngày 20/3/2026.")
    body = _box(p("CHỈ THỊ"), p(halves)) + _box(p("2. Giao Phòng Văn hóa lập danh sách hồ sơ."))
    draft = read(word_file(body), "hop-van-ban.docx")
    assert [(item.ref, item.lead) for item in draft.items] == [("1", ("Phòng Kinh tế",)), ("2", ("Phòng Văn hóa",))]


def test_boxes_beside_a_body_stay_outside_and_a_mark_of_secrecy_in_one_counts() -> None:
    body = p("1. Giao Phòng Kinh tế rà soát thủ tục.")
    assert len(read(word_file(body + _box(p("2. Giao Phòng Văn hóa báo cáo."))), "a.docx").items) == 1
    with pytest.raises(Refusal) as refused:
        read(word_file(_box(p("MẬT"), p("1. Giao Phòng Kinh tế rà soát thủ tục."))), "a.docx")
    assert refused.value.code == "state-secret"
