"""The words of a table of days off and days worked: what is written is what is read."""

SHEET = "Lịch"
DAY, KIND, NAME, BASIS, STATE = COLUMNS = ("Ngày", "Nghỉ hay làm", "Tên ngày", "Căn cứ", "Tình trạng")
OFF, WORKED = "nghỉ", "làm việc"
DECIDED, EXPECTED = "đã quyết định", "dự kiến"
