"""An office's own table: heads in any words and in one row or two, blanks, headings and marks; each wrong cell told at once."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from domain.directive import Cadence
from domain.errors import Refusal
from domain.running import Duty, RunningSheet, state_of
from domain.status import WorkState
from reading.running_cells import number_in, when
from reading.running_sheet import read_running_sheet
from tests.acts.house import OFFICE

TODAY = date(2026, 3, 2)
HEADS = (
    "TT",
    "Số văn bản",
    "Ngày văn bản",
    "Nội dung công việc",
    "Đơn vị chủ trì",
    "Thời hạn",
    "Tình trạng",
    "Ngày hoàn thành",
)
PAPER = ("05/CT-UBND", date(2026, 1, 5))


def book(*rows: Sequence[Any], merge: Sequence[str] = ()) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Theo dõi"
    for row in rows:
        sheet.append(row)
    for area in merge:
        sheet.merge_cells(area)
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def read(*rows: Sequence[Any], merge: Sequence[str] = (), name: str = "bang.xlsx") -> RunningSheet:
    return read_running_sheet(book(*rows, merge=merge), name, OFFICE, TODAY)


def duties(*rows: Sequence[Any], merge: Sequence[str] = ()) -> tuple[Duty, ...]:
    return read(HEADS, *rows, merge=merge).duties


def wrong(*rows: Sequence[Any], heads: Sequence[Any] = HEADS) -> list[tuple[str, str]]:
    with pytest.raises(Refusal) as refused:
        read(heads, *rows)
    return [(one.field, one.message) for one in refused.value.problems]


def test_a_table_in_the_words_of_the_office_is_understood() -> None:
    (done, open_one) = duties(
        [1, *PAPER, "Rà soát thủ tục", "Phòng Kinh tế", date(2026, 2, 10), "Đã hoàn thành", date(2026, 2, 9)],
        [2, None, None, "Lập kế hoạch", "Phòng Kinh tế; Phòng Văn hóa", "Quý I/2026", "đang làm", None],
    )
    assert (done.paper.number, done.paper.issued_on, done.place, done.row) == (*PAPER, "Theo dõi!D2", 2)
    assert (done.state, done.due_on, done.result and done.result.on) == (
        WorkState.ACCEPTED,
        date(2026, 2, 10),
        date(2026, 2, 9),
    )
    assert (open_one.paper, open_one.leads, open_one.due_on) == (done.paper, ("kt", "vh"), date(2026, 3, 31))


def test_heads_may_stand_in_two_rows_below_a_title_with_a_row_of_counts() -> None:
    found = read(
        ["BẢNG THEO DÕI NHIỆM VỤ"],
        ["TT", "Văn bản giao", None, "Nhiệm vụ", "Đơn vị thực hiện", None, "Kết quả", None],
        [None, "Số, ký hiệu", "Ngày", None, "Chủ trì", "Phối hợp", "Đã hoàn thành", "Đang thực hiện"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        [1, *PAPER, "Kiểm tra", "Phòng Kinh tế", "Công an phường", None, "x"],
        merge=("A1:H1", "A2:A3", "D2:D3", "B2:C2", "E2:F2", "G2:H2"),
    )
    (one,) = found.duties
    assert (one.paper.number, one.paper.issued_on, one.text) == (*PAPER, "Kiểm tra")
    assert (one.leads, one.cooperating, one.state) == (("kt",), ("ca",), WorkState.IN_PROGRESS)


def test_a_heading_that_names_a_document_is_what_its_lines_rest_on() -> None:
    found = read(
        ["TT", "Nội dung", "Đơn vị thực hiện", "Hạn"],
        ["I", "Chỉ thị số 7/CT-UBND ngày 12/01/2026 về chuyển đổi số"],
        [1, "Tập huấn", "Phòng Văn hóa", "15/4/2026"],
        ["A", "Nhóm việc khác"],
        [2, "Báo cáo", "Phòng Kinh tế", "hằng tháng"],
        merge=("B2:D2",),
    )
    assert [(one.paper.number, one.paper.issued_on) for one in found.duties] == [("7/CT-UBND", date(2026, 1, 12))] * 2
    assert [(one.due_on, one.cadence) for one in found.duties] == [
        (date(2026, 4, 15), Cadence.ONCE),
        (None, Cadence.MONTHLY),
    ]
    assert [one.field for one in found.headings] == ["Theo dõi!A4"]


def test_a_table_as_text_with_semicolons_is_the_same() -> None:
    text = "\ufeffSố văn bản;Ngày văn bản;Nhiệm vụ;Chủ trì;Hạn;Tình trạng\n5/KH-UBND;05/01/2026;Rà soát;Phòng Kinh tế;1/4/2026;50%\n"
    (one,) = read_running_sheet(text.encode(), "bang.csv", OFFICE, TODAY).duties
    assert (one.state, one.due_on, one.place) == (WorkState.IN_PROGRESS, date(2026, 4, 1), "C2")


def test_every_wrong_cell_is_told_with_its_row_and_column() -> None:
    told = wrong(
        [1, *PAPER, "Việc một", "Phòng Kinh doanh", "31/02/2026", "lung tung", None],
        [2, None, None, "Việc hai", None, "1/4/2026", "Đang thực hiện", None],
        [3, None, None, "Việc ba", "Phòng Kinh tế", "1/4/2026", "Đã hoàn thành", None],
        [4, None, None, "Việc bốn", "UBND phường Mẫu", "1/4/2026", "Đang thực hiện", date(2026, 2, 1)],
        [5, None, None, "Việc năm", "Phòng Kinh tế", "khẩn trương", "xong", date(2026, 3, 9)],
    )
    assert [field.removeprefix("Theo dõi!") for field, _ in told] == [
        "E2",
        "F2",
        "G2",
        "E3",
        "H4",
        "E5",
        "H5",
        "F6",
        "H6",
    ]
    assert told[0][1].startswith("Dòng 2, cột “Đơn vị chủ trì”: không có đơn vị “Phòng Kinh doanh”")
    assert "31/02/2026" in told[1][1].replace("31/2", "31/02")
    assert "đã hoàn thành" in told[2][1]


def test_what_looks_like_a_slip_is_told_and_taken_as_it_stands() -> None:
    found = read(
        HEADS,
        [1, *PAPER, "Việc một", "Phòng Kinh tế", date(2026, 2, 10), "Hoàn thành đúng hạn", date(2026, 2, 20)],
        [2, "9/CT-UBND", None, "Việc hai", "Phòng Kinh tế", date(2026, 4, 10), "Chưa thực hiện", None],
    )
    assert len(found.duties) == 2
    assert [one.field for one in found.doubts] == ["Theo dõi!G2", "Theo dõi!B3"]
    assert found.duties[1].paper.basis.value == "word"


def test_what_is_no_such_table_or_marked_secret_is_refused() -> None:
    for rows, code in (
        ([["Danh bạ"], ["Lê An", "0900"]], "no-heads"),
        ([HEADS], "empty"),
        ([HEADS, ["", "MẬT", "", "Việc", "Phòng Kinh tế", "", "", ""]], "state-secret"),
    ):
        with pytest.raises(Refusal) as refused:
            read(*rows)
        assert refused.value.code == code
    with pytest.raises(Refusal, match=r"\.xlsx"):
        read_running_sheet("Phòng Kinh tế rà soát thủ tục.".encode(), "a.txt", OFFICE, TODAY)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Đã hoàn thành", WorkState.ACCEPTED),
        ("Hoàn thành quá hạn", WorkState.ACCEPTED),
        ("Chưa hoàn thành", WorkState.IN_PROGRESS),
        ("Quá hạn", WorkState.IN_PROGRESS),
        ("Hoàn thành 60%", WorkState.IN_PROGRESS),
        ("100%", WorkState.ACCEPTED),
        ("0%", WorkState.ISSUED),
        ("Đang chờ xác nhận", WorkState.REPORTED),
        ("Chờ ý kiến Sở", WorkState.WAITING),
        ("Tạm dừng", WorkState.SUSPENDED),
        ("Thôi theo dõi", WorkState.WITHDRAWN),
        ("Chưa thực hiện", WorkState.ISSUED),
        ("lung tung", None),
    ],
)
def test_words_for_states(words: str, state: WorkState | None) -> None:
    assert state_of(words) is state


@pytest.mark.parametrize(
    ("cell", "day", "cadence"),
    [
        ("trước ngày 15/4/2026", date(2026, 4, 15), None),
        ("31-3-26", date(2026, 3, 31), None),
        ("tháng 2/2028", date(2028, 2, 29), None),
        ("Quý IV năm 2026", date(2026, 12, 31), None),
        ("năm 2026", date(2026, 12, 31), None),
        ("6 tháng đầu năm 2026", date(2026, 6, 30), None),
        ("Hằng quý", None, Cadence.QUARTERLY),
        ("Thường xuyên", None, Cadence.CONTINUOUS),
        ("không", None, None),
    ],
)
def test_deadlines_as_cells_write_them(cell: str, day: date | None, cadence: Cadence | None) -> None:
    assert when(cell) == (day, cadence)


@pytest.mark.parametrize("cell", ["kịp thời", "15/4", "15/4/2026 và 20/5/2026", "15/4/2569"])
def test_what_is_no_day_is_never_guessed(cell: str) -> None:
    with pytest.raises(ValueError, match="ngày"):
        when(cell)


def test_numbers_of_documents() -> None:
    assert [number_in(cell) for cell in ("CV số 123/UBND-NV ngày 5/3/2026", "05-CT/TU", "15/4/2026", "Giao ban")] == [
        "123/UBND-NV",
        "05-CT/TU",
        None,
        None,
    ]


def hiding(change: Callable[[Workbook], None]) -> bytes:
    """A table of two lines of which something is not shown."""
    line = (1, *PAPER, "Rà soát hồ sơ tồn", "Văn phòng", None, "đang thực hiện", None)
    made = load_workbook(BytesIO(book(HEADS, line, (2, *PAPER, "Lập kế hoạch", *line[4:]))))
    change(made)
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_rows_columns_and_sheets_that_are_hidden_are_counted_and_said() -> None:
    def change(made: Workbook) -> None:
        sheet = made["Theo dõi"]
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["A"].hidden = True
        other = made.create_sheet("Cũ")
        other.append(["Việc năm trước"])
        other.sheet_state = "hidden"
        made.create_sheet("Trống").sheet_state = "hidden"

    found = read_running_sheet(hiding(change), "bang.xlsx", OFFICE, TODAY)
    assert [one.text for one in found.duties] == ["Rà soát hồ sơ tồn"]
    said = [one.message for one in found.doubts if "ẩn" in one.message]
    assert said == [
        "Trang tính “Theo dõi” có 1 dòng và 1 cột đang ẩn, không đọc; cần nhập thì bỏ lọc, bỏ ẩn rồi nạp lại tệp.",
        "Trang tính “Cũ” đang ẩn nên không đọc.",
    ]
    plain = read_running_sheet(hiding(lambda _made: None), "bang.xlsx", OFFICE, TODAY)
    assert [one for one in plain.doubts if "ẩn" in one.message] == []


def test_a_mark_of_secrecy_in_a_hidden_row_refuses_the_file() -> None:
    def change(made: Workbook) -> None:
        made["Theo dõi"]["D3"] = "TỐI MẬT"
        made["Theo dõi"].row_dimensions[3].hidden = True

    with pytest.raises(Refusal) as refused:
        read_running_sheet(hiding(change), "bang.xlsx", OFFICE, TODAY)
    assert refused.value.kind == "secret"
