"""Web pages and pages made by Word: the numbers a browser shows, the lines an author broke, tables as they reach."""

import pytest

from domain.errors import Refusal
from reading.directives import read
from reading.directives.html import blocks_of_html


def texts(page: str) -> list[str]:
    return [block.text for block in blocks_of_html(page.encode())]


def rows(page: str) -> list[tuple[str, ...]]:
    return [block.cells for block in blocks_of_html(page.encode()) if block.cells]


@pytest.mark.parametrize(
    ("page", "marks"),
    [
        ("<ol><li>x<li>x</ol>", ["1.", "2."]), ("<ol start=3><li>x<li value=7>x<li>x</ol>", ["3.", "7.", "8."]), ("<ol reversed><li>x<li>x<li>x</ol>", ["3.", "2.", "1."]), ("<ol reversed start=9><li>x<li>x</ol>", ["9.", "8."]),
        ("<ol type=a><li>x<li>x</ol>", ["a)", "b)"]), ("<ol type=I><li>x<li>x</ol>", ["I.", "II."]), ("<ol type=i><li>x</ol>", ["(i)"]), ("<ol type=A><li>x</ol>", ["A."]),
        ("<ol style='list-style-type: lower-alpha'><li>x<li style='list-style-type:upper-roman'>x</ol>", ["a)", "II."]), ("<ul style='list-style: decimal inside'><li>x</ul>", ["1."]), ("<ul style='list-style-type:none'><li>x</ul>", [""]),
        ("<ul><li>x<ul><li>x<ul><li>x</ul></ul></ul>", ["-", "+", "•"]), ("<ul><li>x</ul><ol><li>x<ul><li>x</ul><li>x</ol>", ["-", "1.", "-", "2."]), ("<ul><li>1. x</ul>", ["1."]), ("<ol type=z start=abc><li>x</ol>", ["1."]),
    ],
)  # fmt: skip
def test_entries_carry_the_marks_a_browser_shows(page: str, marks: list[str]) -> None:
    assert [text.removesuffix("x").rstrip() for text in texts(page)] == marks


def test_a_list_of_numbers_inside_a_list_of_numbers_stands_below_it() -> None:
    order = "<li>Giao Sở Y tế lập danh sách hồ sơ {}."
    page = f"<ol><li>Giao các sở:<ol>{order.format(1)}{order.format(2)}</ol></li>{order.format(3)}</ol>"
    assert [item.ref for item in read(page.encode(), "a.html").items] == ["1.1", "1.2", "2"]


def test_words_own_lists_keep_their_marks_and_depth() -> None:
    entry = "<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level{} lfo1'><![if !supportLists]><span\nstyle='mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>{}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=VI>Rà </span><span\nlang=EN>soát</span></p>"
    page = "".join(entry.format(*one) for one in ((1, "1."), (2, "a)"), (3, "·"), (4, "o"), (3, "§"), (1, "2.")))
    found = blocks_of_html(page.encode())
    assert [block.text for block in found] == ["1. Rà soát", "a) Rà soát", "▪ Rà soát", "• Rà soát", "▪ Rà soát", "2. Rà soát"]  # fmt: skip
    assert [block.listed and block.listed[1] for block in found] == [0, 1, 2, 3, 2, 0]


def test_notes_comments_hidden_and_deleted_text_of_word_are_gone() -> None:
    page = """<p>Giao Sở Y tế<a href="#_ftn1" name="_ftnref1">[1]</a> báo <del>cáo sai</del><span style='mso-hide:all'>ẩn</span><span style="display: none">ẩn</span>cáo.</p>
    <div style='mso-element:footnote-list'><p>[1] Ghi chú.</p></div><div style='mso-element:comment-list'><p>Nhận xét</p></div>"""
    assert texts(page) == ["Giao Sở Y tế báo cáo."]


def test_breaks_part_entries_and_join_sentences_with_the_line_of_each() -> None:
    page = "<div>1. Giao Sở Y tế rà soát<br>toàn bộ hồ sơ.<br/>\n2. Giao Sở Nội vụ báo cáo.<br><br>\n\nTrên đây là kết luận.</div>"
    found = blocks_of_html(page.encode())
    assert [(block.text, block.line) for block in found] == [
        ("1. Giao Sở Y tế rà soát toàn bộ hồ sơ.", 1),
        ("2. Giao Sở Nội vụ báo cáo.", 1),
        ("Trên đây là kết luận.", 2),
    ]


def test_lines_of_preformatted_text_are_lines() -> None:
    assert texts("<pre>1. Giao Sở Y tế\nbáo cáo.\n2. Giao Sở Nội vụ báo cáo.</pre>") == ["1. Giao Sở Y tế báo cáo.", "2. Giao Sở Nội vụ báo cáo."]  # fmt: skip


def test_cells_are_repeated_where_they_reach() -> None:
    page = "<table><tr><th>STT<th>Nhiệm vụ<th>Chủ trì<th>Thời hạn<tr><td colspan=4>I. Nội vụ<tr><td>1<td>Rà soát<td rowspan=2>Sở A<td>30/6<tr><td>2<td>Báo cáo<td>31/7</table>"
    assert rows(page)[1:] == [("I. Nội vụ",) * 4, ("1", "Rà soát", "Sở A", "30/6"), ("2", "Báo cáo", "Sở A", "31/7")]


def test_a_table_of_two_columns_with_heads_of_tasks_is_a_table() -> None:
    page = "<table><tr><td>Nhiệm vụ<td>Thời hạn<tr><td>Sở Y tế rà soát hồ sơ<td>30/6/2026</table>"
    assert [str(item.due_on) for item in read(page.encode(), "a.html").items] == ["2026-06-30"]


def test_a_head_of_three_columns_only_places_things() -> None:
    page = "<table><tr><td>UBND XÃ AN HÒA<td>&nbsp;<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<tr><td>Số: 12/TB-UBND<td><td>An Hòa, ngày 05 tháng 3 năm 2026</table>"
    draft = read((page + "<p>THÔNG BÁO</p><p>Phân công công tác</p><p>1. Văn phòng báo cáo.</p>").encode(), "a.html")
    assert (draft.issuer, draft.number, str(draft.issued_on)) == ("UBND XÃ AN HÒA", "12/TB-UBND", "2026-03-05")


def test_a_table_of_tasks_with_a_table_in_a_cell_stays_one() -> None:
    page = "<table><tr><th>STT<th>Nhiệm vụ<th>Chủ trì<tr><td>1<td>Rà soát<table><tr><td>biểu 1<td>biểu 2</table><td>Sở A</table>"
    assert [cells[::2] for cells in rows(page)] == [("STT", "Chủ trì"), ("1", "Sở A")]


def test_tables_nested_sixty_deep_take_no_time() -> None:
    page = "<table><tr><td>" * 60 + "1. Giao Sở Y tế báo cáo." + "</table>" * 60
    assert texts(page) == ["1. Giao Sở Y tế báo cáo."]


def test_a_page_saved_as_one_file_is_read() -> None:
    page = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPHA+MS4gR2lhbyBT4bufIFkgdOG6vyBiw6FvIGPDoW8uPC9wPg==\n--x--\n"
    assert read(page.encode(), "giao-viec.doc").items[0].lead == ("Sở Y tế",)


@pytest.mark.parametrize("page", ["<table><tr><td>MẬT</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table><p>1. Giao Sở Y tế báo cáo.</p>", "<div><b>T</b><b>ỐI MẬT</b></div><p>1. Giao Sở Y tế báo cáo.</p>"])  # fmt: skip
def test_a_mark_of_secrecy_in_a_page_refuses_it(page: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(page.encode(), "a.html")
    assert refused.value.code == "state-secret"


def test_a_short_order_above_a_table_is_no_title_of_it() -> None:
    table = "<table><tr><th>TT<th>Nhiệm vụ<th>Chủ trì<th>Thời hạn<tr><td>1<td>Xây dựng phần mềm<td>Văn phòng Sở<td>30/6/2025</table>"
    order = "<p>1. Sở Y tế lập danh sách trước ngày 10/3/2025.<p>2. Rà soát hồ sơ còn tồn."
    title = "<p>1. Sở Y tế lập danh sách trước ngày 10/3/2025.<p>2. Danh mục nhiệm vụ"
    assert [item.text for item in read(f"{order}{table}".encode(), "x.html").items][1:] == [
        "Rà soát hồ sơ còn tồn.",
        "Xây dựng phần mềm",
    ]
    assert [item.text for item in read(f"{title}{table}".encode(), "x.html").items][1:] == ["Xây dựng phần mềm"]
