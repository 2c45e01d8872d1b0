"""What a file holds and does not show, as a person is told: it was not read, and what to do where it should have been."""

from reading.directives.blocks import Hidden


def unread(hidden: Hidden) -> str:
    """Rows, columns, a whole sheet, or passages of a Word file, counted."""
    if hidden.passages:
        return f"Văn bản có {hidden.passages} đoạn có chữ ẩn nên không đọc; nếu là nội dung thì bỏ định dạng ẩn rồi nạp lại tệp."
    if hidden.whole:
        return f"Trang tính “{hidden.sheet}” đang ẩn nên không đọc."
    parts = [(hidden.rows, "dòng"), (hidden.columns, "cột")]
    told = " và ".join(f"{many} {what}" for many, what in parts if many)
    return f"Trang tính “{hidden.sheet}” có {told} đang ẩn, không đọc; cần nhập thì bỏ lọc, bỏ ẩn rồi nạp lại tệp."
