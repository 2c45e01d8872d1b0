"""The words of a table of days off and days worked: what is written is what is read."""

SHEET = "Lịch"
DAY, KIND, NAME, BASIS, STATE, UNIT = COLUMNS = (
    "Ngày",
    "Nghỉ hay làm",
    "Tên ngày",
    "Căn cứ",
    "Tình trạng",
    "Riêng đơn vị",
)
OFF, WORKED = "nghỉ", "làm việc"
UNIT_FIELD = "X-DONDOC-UNIT"
"""What an event of a calendar file names its unit by."""
DECIDED, EXPECTED = "đã quyết định", "dự kiến"
