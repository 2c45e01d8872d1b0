"""The items of a directive → a workbook that can be filled in and read back; without items it is the template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from domain.deadline import Basis
from domain.directive import Cadence
from domain.item_sheet import (
    ABOUT,
    ACCEPTORS,
    BASIS,
    CADENCE,
    CHOICES,
    COOPERATING,
    DUE_ON,
    FOLLOW,
    HEAD,
    HELP,
    ID,
    ITEMS,
    KEY,
    LEAD,
    MOST_ITEMS,
    MOVER,
    NO,
    VALUE,
    WIDTHS,
    YES,
)
from domain.rights import MOVERS
from domain.wording.words import label
from writing.xlsx_sheets import FIRST, Sheet, Style

_UNITS = "Đơn vị, nhóm đơn vị"
_EARLIEST = date(2000, 1, 1)
_LONGEST_TITLE, _LONGEST_ASKED = 32, 255  # what Excel shows in a box beside a cell

SEVERAL = "Chọn trong danh sách hoặc ghi tên, tên viết tắt, mã. Nhiều đơn vị cách nhau bằng dấu chấm phẩy."
EXPLAINED: tuple[tuple[str, str], ...] = (
    ("Cách dùng", "Mỗi nhiệm vụ một dòng ở trang “Nhiệm vụ”; giữ nguyên tên trang và tên cột. Cột bỏ đi thì giữ nội dung đang có."),
    ("Mục", "Số mục như trong văn bản (ví dụ 2.a); mỗi mục một dòng. Để trống khi lập mới thì được đánh số theo thứ tự."),
    ("Nội dung nhiệm vụ", "Nguyên văn của văn bản. Khi sửa dự thảo đang có, nguyên văn không sửa ở đây; tách, gộp ở trang rà soát."),
    ("Chủ trì, Phối hợp", SEVERAL),
    ("Nơi xác nhận", "Đơn vị xác nhận hoàn thành, theo thứ tự ưu tiên; không phải đơn vị chủ trì."),
    ("Chế độ thực hiện", "Chọn trong danh sách; để trống là một lần."),
    ("Hạn hoàn thành", "Ngày/tháng/năm, ví dụ 31/3/2026. Văn bản không nêu hạn thì để trống, không tự đặt."),
    ("Cơ sở của hạn", "Có hạn thì chọn cơ sở. Chỉ hạn trong văn bản, trong phụ lục đã ký hoặc theo ý kiến lãnh đạo đã có văn bản mới tính đúng hạn, trễ hạn."),
    ("Người được lùi hạn", "Người quyết định lùi hạn của nhiệm vụ; cấp trên của người đó cũng quyết định được. Để trống là người của cả văn bản."),
    ("Theo dõi", "“Không”: chỉ ghi nhận, không nhắc hạn. Để trống là “Có”."),
    ("Tiêu chí", "Mã tiêu chí mà nhiệm vụ góp vào, cách nhau bằng dấu chấm phẩy."),
    ("Hạn theo văn bản, Phiên bản", "Phần mềm ghi; không sửa. Phiên bản cho biết dòng đã có người khác sửa sau khi xuất bảng hay chưa."),
    ("Nhập vào phần mềm", "Phần mềm cho xem trước thay đổi. Còn một ô chưa đúng thì không dòng nào được ghi; từng ô chưa đúng được nêu rõ dòng, cột."),
    ("Độ mật", "Không ghi nội dung thuộc bí mật nhà nước vào bảng này."),
)  # fmt: skip


@dataclass(frozen=True)
class ItemBook:
    """What is written: names that may be chosen, what is known of the document, and the cells of each item by column."""

    units: Sequence[str]
    today: date
    about: Mapping[str, Any] = field(default_factory=dict)
    rows: Sequence[Mapping[str, Any]] = ()


def write_item_sheet(told: ItemBook) -> bytes:
    """The workbook; the same bytes for the same content on the same day."""
    kept = BytesIO()
    with Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": "Bảng nhiệm vụ", "created": datetime.combine(told.today, time())})
        style = Style(book)
        items = book.add_worksheet(ITEMS)
        _write_items(Sheet(items, style, list(WIDTHS.items())), told.rows)
        _write_about(Sheet(book.add_worksheet(ABOUT), style, [(KEY, 24), (VALUE, 70)]), told.about)
        _write_help(Sheet(book.add_worksheet(HELP), style, [("Cột", 24), ("Cách ghi", 100)]))
        choices = book.add_worksheet(CHOICES)
        _write_choices(Sheet(choices, style, [(_UNITS, 44), (CADENCE, 20), (BASIS, 34), (MOVER, 60)]), told.units)
        _offer(items, max(MOST_ITEMS, len(told.rows)), len(told.units))
    return kept.getvalue()


def _write_items(sheet: Sheet, rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        sheet.add(*(row.get(head) for head in WIDTHS))
    sheet.filtered()


def _write_about(sheet: Sheet, about: Mapping[str, Any]) -> None:
    for key in (ID, *HEAD):
        if key in about or key != ID:
            sheet.add(key, about.get(key))


def _write_help(sheet: Sheet) -> None:
    for line in EXPLAINED:
        sheet.add(*line)


def _write_choices(sheet: Sheet, units: Sequence[str]) -> None:
    columns = (units, [label(one) for one in Cadence], [label(one) for one in Basis], list(MOVERS.values()))
    for line in range(max(len(column) for column in columns)):
        sheet.add(*(column[line] if line < len(column) else None for column in columns))


def _offer(sheet: Worksheet, rows: int, units: int) -> None:
    """Lists to choose from in the cells. One of units only helps: a cell may name several."""
    for head in (LEAD, COOPERATING, ACCEPTORS):
        _validate(sheet, head, rows, {"validate": "list", "source": _chosen("A", units), "show_error": False}, SEVERAL)
    told = "Chọn trong danh sách."
    _validate(sheet, CADENCE, rows, {"validate": "list", "source": _chosen("B", len(Cadence))}, told)
    _validate(sheet, BASIS, rows, {"validate": "list", "source": _chosen("C", len(Basis))}, told)
    _validate(sheet, MOVER, rows, {"validate": "list", "source": _chosen("D", len(MOVERS))}, told)
    _validate(sheet, FOLLOW, rows, {"validate": "list", "source": [YES, NO]}, told)
    day = {"validate": "date", "criteria": ">=", "value": _EARLIEST}
    _validate(sheet, DUE_ON, rows, day, "Ngày/tháng/năm, ví dụ 31/3/2026.")


def _validate(sheet: Worksheet, head: str, rows: int, rule: Mapping[str, Any], told: str) -> None:
    column = list(WIDTHS).index(head)
    says = {
        "input_title": head[:_LONGEST_TITLE],
        "input_message": told[:_LONGEST_ASKED],
        "error_title": head[:_LONGEST_TITLE],
        "error_message": told[:_LONGEST_ASKED],
    }
    sheet.data_validation(FIRST, column, FIRST + rows - 1, column, {**rule, **says})


def _chosen(column: str, many: int) -> str:
    return f"='{CHOICES}'!${column}${FIRST + 1}:${column}${FIRST + max(many, 1)}"
