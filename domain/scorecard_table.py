"""A scorecard as a workbook: the names of its sheets and columns, the same for who writes it and who reads it."""

HEAD_SHEET = "Bộ tiêu chí"
CRITERIA_SHEET = "Tiêu chí"
BANDS_SHEET = "Xếp loại"

KEY, VALUE = "Khóa", "Giá trị"
HEAD_KEYS: dict[str, str] = {
    "authority": "Cơ quan ban hành",
    "level": "Cấp áp dụng",
    "year": "Năm",
    "version": "Phiên bản",
    "title": "Tên bộ tiêu chí",
    "subject": "Đối tượng (units: đơn vị; self: cơ quan)",
    "block": "Khối đơn vị",
    "disclaimer": "Ghi chú",
    "max": "Tổng điểm tối đa",
    "rounding": "Làm tròn",
    "total_from": "Tỷ lệ đánh giá tối thiểu để tính tổng",
    "not_applicable": "Tiêu chí không áp dụng",
    "capped": "Giới hạn tổng điểm",
    "survey_share": "Tỷ lệ điểm điều tra",
    "ties": "Xếp khi bằng điểm",
}
"""Keys of the card itself, with what each is in the office's words."""

NESTED = frozenset({"rounding", "ties", "labels"})
"""Keys whose cell holds several values, written as in the YAML file: `places: 2, at: total`."""

LEVEL, ID, NAME, MAX, KIND, PARAMETERS = "Cấp", "Mã", "Tên", "Điểm tối đa", "Cách tính", "Thông số"
TOLD, LABELS = "Diễn giải", "Tên gọi số liệu"
COLUMNS: dict[str, str] = {
    ID: "id",
    NAME: "name",
    MAX: "max",
    "Nhiệm vụ được tính": "tasks",
    "Khi không phát sinh": "when_none",
    "Nguồn số liệu": "source",
    "Tài liệu kiểm chứng": "evidence",
    LABELS: "labels",
}
"""Columns that are one key of a criterion each; level, rule and its parameters stand apart."""

BAND, FROM = "Mức", "Từ điểm"
BAND_COLUMNS = {BAND: "name", FROM: "at_least", "Khối": "block"}
"""Columns of the classes; one without a block is for all units whose block has none of its own."""
