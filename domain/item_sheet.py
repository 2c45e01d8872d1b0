"""The workbook of the items of a directive: names of its sheets and columns, the same for who writes it and who reads it."""

from collections.abc import Mapping

ITEMS, ABOUT, HELP, CHOICES = "Nhiệm vụ", "Văn bản", "Hướng dẫn", "Danh mục"
KEY, VALUE = "Khóa", "Giá trị"

REF, TEXT = "Mục", "Nội dung nhiệm vụ"
LEAD, COOPERATING, ACCEPTORS = "Chủ trì", "Phối hợp", "Nơi xác nhận"
CADENCE, DUE_ON, DUE_TEXT, BASIS = "Chế độ thực hiện", "Hạn hoàn thành", "Hạn theo văn bản", "Cơ sở của hạn"
MOVER = "Người được lùi hạn"
PRODUCT, FOLLOW, CRITERIA, VERSION = "Sản phẩm", "Theo dõi", "Tiêu chí", "Phiên bản"
YES, NO = "Có", "Không"
BETWEEN = ";"
"""What stands between several units, or several criteria, of one cell."""

WIDTHS: Mapping[str, int] = {
    REF: 9,
    TEXT: 60,
    LEAD: 28,
    COOPERATING: 28,
    ACCEPTORS: 20,
    CADENCE: 14,
    DUE_ON: 13,
    DUE_TEXT: 22,
    BASIS: 22,
    MOVER: 30,
    PRODUCT: 24,
    FOLLOW: 10,
    CRITERIA: 14,
    VERSION: 10,
}
"""Every column in its order, and how wide it is."""

CELLS: Mapping[str, str] = {
    LEAD: "lead_codes",
    COOPERATING: "cooperating_codes",
    ACCEPTORS: "acceptors",
    CADENCE: "cadence",
    DUE_ON: "due_on",
    BASIS: "basis",
    MOVER: "mover",
    PRODUCT: "product",
    FOLLOW: "follow",
    CRITERIA: "criteria",
}
"""The columns that are filled in, and what each says of an item. The others tell which item it is."""

ID = "Mã văn bản"
HEAD: Mapping[str, str] = {
    "Số, ký hiệu": "number",
    "Ngày văn bản": "issued_on",
    "Cơ quan ban hành": "issuer",
    "Loại văn bản": "kind",
    "Trích yếu": "title",
    "Người ký": "signer",
}
"""What the sheet of the document says, and what each line is in a draft."""

MOST_ITEMS = 500
