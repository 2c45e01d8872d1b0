"""The words of the periodic form as a workbook: what goes out is what comes back."""

LINES, ABOUT = "Phiếu", "Văn bản báo cáo"
ID, REF, TASK, DUE, RESULT = COLUMNS = ("Mã", "Mục", "Nhiệm vụ", "Hạn", "Kết quả thực hiện (đơn vị ghi)")
KEY, VALUE = "Mục", "Nội dung"
DIRECTIVE, UNIT, NUMBER, DAY, SIGNER = "Văn bản chỉ đạo", "Đơn vị", "Số, ký hiệu", "Ngày văn bản", "Người ký"
FIGURES = "Số liệu"
CRITERION, NAME, LABEL, FIGURE = FIGURE_COLUMNS = ("Tiêu chí", "Tên", "Số liệu gì", "Giá trị (đơn vị ghi)")
