"""PDF files with a text layer: lines joined into paragraphs, columns apart, tables as rows over any number of pages."""

import io
import zlib
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from domain.errors import Refusal
from reading.directives import read
from reading.directives.blocks import Block
from reading.directives.pdf import read_pdf
from reading.directives.readers import read_file
from tests.reading.directives.pdf_files import FOOT, HEAD, PAGE, typeset

_LONG = "Giao Phòng Cải cách hành chính chủ trì, phối hợp với Văn phòng Sở rà soát toàn bộ hồ sơ, thủ tục đã tiếp nhận trong sáu tháng đầu năm và lập danh sách hồ sơ trễ hạn"
_RULED = "#table(columns: (1.3cm, 1fr, 3.5cm, 2.5cm), [STT], [Nhiệm vụ], [Đơn vị chủ trì], [Thời hạn], {})"
_HEADS = ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn")


def blocks(text: str, *, page: str = PAGE) -> tuple[Block, ...]:
    return read_pdf(typeset(text, page=page)).blocks


def texts(text: str, *, page: str = PAGE) -> list[str]:
    return [block.text for block in blocks(text, page=page)]


def code_of(data: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        read(data, "a.pdf")
    return refused.value.code


def scan(stamp: str = "") -> bytes:
    """A page that is one picture, with little or no text."""
    picture = 'image(bytes((255,) * 100), format: (encoding: "luma8", width: 10, height: 10), width: 100%, height: 100%, fit: "stretch")'
    return typeset(f"#set page(numbering: none, margin: 0pt)\n#place({picture})\n#place(top + right)[{stamp}]")


def test_a_document_is_read_from_head_to_foot() -> None:
    tasks = "\n\n".join(f"{n}. {_LONG} trước ngày {n}/7/2026." for n in range(1, 13))
    draft = read(typeset(HEAD + tasks + FOOT), "a.pdf")
    assert (draft.number, draft.kind, draft.issuer, draft.signer) == (
        "12/KH-SNV",
        "kế hoạch",
        "SỞ NỘI VỤ",
        "Lê Thị Mẫu",
    )
    assert (draft.title, str(draft.issued_on)) == ("Cải cách hành chính năm 2026", "2026-03-05")
    assert draft.recipients == ("UBND tỉnh", "Lưu: VT")
    assert [item.ref for item in draft.items] == [str(n) for n in range(1, 13)]
    assert [item.text for item in draft.items] == [f"{_LONG} trước ngày {n}/7/2026." for n in range(1, 13)]
    assert {item.source.page for item in draft.items} == {1, 2}


@pytest.mark.parametrize(
    "set_up",
    [
        "",
        "#set par(first-line-indent: 0pt)\n",
        "#set par(justify: false, first-line-indent: 0pt)\n",
        "#set text(size: 11pt)\n#set par(hanging-indent: 0.6cm, first-line-indent: 0pt)\n",
        "#set par(leading: 1.1em, spacing: 1.1em)\n",
    ],
)
def test_lines_broken_by_the_width_are_one_paragraph(set_up: str) -> None:
    wanted = [f"1. {_LONG}.", f"- {_LONG}; báo cáo kết quả giai đoạn 2021 - 2025.", "2. Giao Văn phòng Sở báo cáo.", f"a) {_LONG}."]  # fmt: skip
    assert texts(set_up + "\n\n".join(line.replace("- G", "\\- G") for line in wanted)) == wanted


@pytest.mark.parametrize("broken", ["13/2025/TT- \\ BYT", "13/2025/ \\ TT-BYT"])
def test_a_code_broken_at_its_hyphen_is_closed_up(broken: str) -> None:
    assert texts(f"1. Nâng cấp hệ thống theo Thông tư số {broken} ngày 06/6/2025.") == ["1. Nâng cấp hệ thống theo Thông tư số 13/2025/TT-BYT ngày 06/6/2025."]  # fmt: skip


def test_a_line_that_happens_to_begin_like_a_number_goes_on() -> None:
    sentence = (
        "Giao các phòng thực hiện đúng quy định tại khoản 3 Điều 5 và các khoản từ 1. đến 9. của Quy chế làm việc"
    )
    for padding in range(0, 40, 3):
        text = f"1. {'Nay ' * padding}{sentence} ban hành năm 2026."
        assert texts(text) == [text]
        assert texts(text.replace("1. ", "1\\. ", 1)) == [text]


def test_page_numbers_running_heads_and_notes_are_gone() -> None:
    page = PAGE.replace('numbering: "1", number-align: center + top', "header: [#h(1fr) Kế hoạch số 12/KH-SNV], footer: context [Trang #counter(page).display()]")  # fmt: skip
    tasks = "\n\n".join(f"{n}. {_LONG} lần {n}#footnote[Ghi chú số {n}.]." for n in range(1, 25))
    found = texts(tasks, page=page)
    assert [text.partition(".")[0] for text in found] == [str(n) for n in range(1, 25)]
    assert not any("Ghi chú" in text or "Trang" in text or "12/KH" in text for text in found)


def test_a_ruled_table_over_pages_is_one_table_with_its_heads_once() -> None:
    rows = ", ".join(f"[{n}], [{_LONG} lần {n}], [Văn phòng Sở], [{n}/7/2026]" for n in range(1, 15))
    table = _RULED.format(rows).replace("[STT], [Nhiệm vụ], [Đơn vị chủ trì], [Thời hạn]", "table.header([STT], [Nhiệm vụ], [Đơn vị chủ trì], [Thời hạn])")  # fmt: skip
    found = blocks(f"Danh mục nhiệm vụ:\n\n{table}\n\nVăn phòng Sở theo dõi.")
    assert [block.cells for block in found if block.cells] == [_HEADS, *((str(n), f"{_LONG} lần {n}", "Văn phòng Sở", f"{n}/7/2026") for n in range(1, 15))]  # fmt: skip
    assert {block.table for block in found if block.cells} == {1}
    assert [block.text for block in found if not block.cells] == ["Danh mục nhiệm vụ:", "Văn phòng Sở theo dõi."]


def test_a_row_broken_over_pages_is_one_row() -> None:
    found = blocks("#v(21cm)" + _RULED.format(f"[1], [{_LONG} và {_LONG[5:]}], [Văn phòng Sở], [30/6/2026]"))
    assert [block.cells for block in found] == [_HEADS, ("1", f"{_LONG} và {_LONG[5:]}", "Văn phòng Sở", "30/6/2026")]


def test_merged_cells_of_a_ruled_table_are_repeated() -> None:
    rows = "table.cell(colspan: 4)[*I. Nội vụ*], [1], [Rà soát], table.cell(rowspan: 2)[Văn phòng Sở], [30/6/2026], [2], [Báo cáo], [31/7/2026]"  # fmt: skip
    assert [block.cells for block in blocks(_RULED.format(rows))] == [
        _HEADS,
        ("I. Nội vụ",) * 4,
        ("1", "Rà soát", "Văn phòng Sở", "30/6/2026"),
        ("2", "Báo cáo", "Văn phòng Sở", "31/7/2026"),
    ]


def test_units_on_lines_of_one_cell_are_several_and_a_wrapped_name_is_one() -> None:
    found = blocks(_RULED.format("[1], [Rà soát], [Sở Y tế \\ Sở Văn hóa, Thể thao và Du lịch], [30/6/2026]"))
    assert found[1].cells == ("1", "Rà soát", "Sở Y tế; Sở Văn hóa, Thể thao và Du lịch", "30/6/2026")


def test_a_table_without_rules_is_found_by_its_heads() -> None:
    rows = f"[1], [{_LONG}], [Văn phòng Sở], [30/6/2026], [2], [Báo cáo kết quả], [Thanh tra Sở và các phòng chuyên môn], [31/7/2026]"
    found = blocks(f"Danh mục nhiệm vụ:\n\n{_RULED.format(rows)}\n\nVăn phòng Sở theo dõi, đôn đốc việc thực hiện Kế hoạch này và định kỳ báo cáo Giám đốc Sở.".replace("#table(", "#table(stroke: none, "))  # fmt: skip
    assert [block.cells for block in found if block.cells] == [
        _HEADS,
        ("1", _LONG, "Văn phòng Sở", "30/6/2026"),
        ("2", "Báo cáo kết quả", "Thanh tra Sở và các phòng chuyên môn", "31/7/2026"),
    ]
    assert [block.text[:12] for block in found if not block.cells] == ["Danh mục nhi", "Văn phòng Sở"]


def test_a_locked_file_says_so_and_one_that_opens_freely_is_read() -> None:
    for user, outcome in (("mat-khau", "password"), ("", "read")):
        writer = PdfWriter(PdfReader(io.BytesIO(typeset("1. Giao Văn phòng Sở báo cáo kết quả."))))
        writer.encrypt(user, "chu", algorithm="RC4-128")
        held = io.BytesIO()
        writer.write(held)
        if outcome == "password":
            assert code_of(held.getvalue()) == "password"
        else:
            assert len(read(held.getvalue(), "a.pdf").items) == 1


def test_a_scan_says_so_even_with_the_stamp_of_a_signature() -> None:
    assert code_of(scan()) == "scan"
    assert code_of(scan("Người ký: Văn thư \\ Thời gian ký: 12.03.2026 08:00:00 +07:00")) == "scan"


def test_a_scan_with_a_mark_of_secrecy_among_its_few_words_is_refused_as_marked() -> None:
    assert code_of(scan("TỐI MẬT")) == "state-secret"


def test_a_page_that_is_a_picture_among_others_is_warned_of() -> None:
    writer = PdfWriter()
    for part in (typeset("1. Giao Văn phòng Sở báo cáo kết quả rà soát hồ sơ."), scan()):
        writer.append(io.BytesIO(part))
    held = io.BytesIO()
    writer.write(held)
    draft = read(held.getvalue(), "a.pdf")
    assert [(w.code, w.source and w.source.page) for w in draft.warnings if w.code == "page-unread"] == [("page-unread", 2)]  # fmt: skip


def losing(letters: str, text: str) -> bytes:
    """A PDF whose fonts no longer say which letters some of its shapes are; a sign alone on its line is one of them."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(typeset(text))))
    fonts: Any = writer.pages[0]["/Resources"]
    for font in fonts["/Font"].values():
        table = font.get_object()["/ToUnicode"].get_object()
        lines = table.get_data().decode("latin-1").splitlines()
        kept = [line for line in lines if not any(line.endswith(f" <{ord(letter):04X}>") for letter in letters)]
        table.set_data("\n".join(kept).encode("latin-1"))
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def test_a_text_that_has_lost_one_letter_in_ten_words_is_garbled() -> None:
    tasks = "\n\n".join(f"{n}. {_LONG} trước ngày {n}/7/2026." for n in range(1, 4))
    assert code_of(losing("ủ", HEAD + tasks + FOOT)) == "garbled"


def test_a_sign_at_the_head_of_lines_that_no_letter_stands_for_is_none() -> None:
    lines = "\n\n".join(f"§ {n}. {_LONG} trước ngày {n}/7/2026." for n in range(1, 4))
    assert len(read(losing("§", lines), "a.pdf").items) > 0


@pytest.mark.parametrize("mark", ["#place(top + right)[MẬT]", "#place(center + horizon, rotate(45deg, text(60pt)[TỐI MẬT]))", "#align(center)[TUYỆT MẬT]", "#set page(header: [MẬT])"])  # fmt: skip
def test_a_mark_of_secrecy_refuses_the_file(mark: str) -> None:
    assert code_of(typeset(f"{mark}\n\n1. Giao Văn phòng Sở báo cáo kết quả.")) == "state-secret"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(500), typeset("a")[:-400]])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    assert code_of(data) in {"broken", "empty"}


def test_a_stream_that_bursts_is_stopped() -> None:
    squeeze = zlib.compressobj(9)
    burst = b"".join(squeeze.compress(bytes(1_000_000)) for _ in range(300)) + squeeze.flush()
    head = b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(burst)  # fmt: skip
    assert code_of(head + burst + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF") == "zip-bomb"


def test_the_child_gives_what_the_reader_gives() -> None:
    data = typeset(HEAD + _RULED.format("[1], [Rà soát], [Văn phòng Sở], [30/6/2026]"))
    assert read_file(data, "a.pdf") == read_pdf(data)
