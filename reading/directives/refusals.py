"""Why a file cannot be taken, each with a stable code and what the person can do instead."""

from domain.errors import Refusal

_WORD = "Đề nghị nộp tệp Word (.docx) của người soạn thảo, kèm bản PDF đã ký làm bản gốc (mục “Bản đã ký”)."


def empty() -> Refusal:
    """Nothing to read."""
    return Refusal("invalid", "empty", "Tệp không có nội dung. Đề nghị kiểm tra lại tệp đã chọn.")


def unsupported() -> Refusal:
    """No format that is read here."""
    return Refusal(
        "unsupported",
        "format",
        "Không nhận ra định dạng của tệp. Đề nghị nộp văn bản dưới dạng .docx, .pdf (có lớp chữ), .xlsx, .csv, .html hoặc .txt.",
    )


def not_text() -> Refusal:
    """Bytes that are no text in any encoding."""
    return Refusal(
        "unsupported",
        "not-text",
        "Tệp không phải là văn bản đọc được. Đề nghị nộp tệp .docx, .pdf (có lớp chữ), .xlsx, .csv, .html hoặc .txt.",
    )


def too_large() -> Refusal:
    """More than is ever read."""
    return Refusal(
        "unsupported",
        "too-large",
        "Tệp quá lớn (giới hạn 20 MB, khoảng 300 trang). Đề nghị bỏ bớt hình ảnh, phụ lục hoặc chia thành nhiều tệp rồi nộp lại.",
    )


def bomb() -> Refusal:
    """Small on disk, huge when unpacked."""
    return Refusal(
        "unsupported",
        "zip-bomb",
        "Tệp nén bất thường (nội dung bung ra quá lớn) nên không mở. Đề nghị mở tệp bằng Word hoặc Excel, lưu thành tệp mới rồi nộp lại.",
    )


def password() -> Refusal:
    """Locked with a password."""
    return Refusal(
        "unsupported",
        "password",
        "Tệp đang đặt mật khẩu nên không đọc được. Đề nghị gỡ mật khẩu, lưu lại rồi nộp tệp đó.",
    )


def macros() -> Refusal:
    """Carries programs."""
    return Refusal(
        "unsupported",
        "macros",
        "Tệp có chứa macro nên không tiếp nhận. Đề nghị lưu lại dưới dạng .docx hoặc .xlsx (không kèm macro) rồi nộp.",
    )


def broken() -> Refusal:
    """Damaged on its way."""
    return Refusal(
        "invalid",
        "broken",
        "Tệp bị hỏng hoặc tải lên chưa đủ. Đề nghị mở thử tệp trên máy, lưu lại rồi nộp; nếu không mở được, xin lại tệp từ nơi gửi.",
    )


def scan() -> Refusal:
    """A PDF of pictures."""
    return Refusal("unsupported", "scan", f"Tệp PDF là bản quét, không có lớp chữ để đọc. {_WORD}")


def legacy_font() -> Refusal:
    """Letters of the old fonts, which are no Unicode."""
    return Refusal(
        "unsupported",
        "legacy-font",
        "Văn bản dùng phông chữ cũ (VNI hoặc .VnTime/TCVN3), không phải Unicode, nên đọc sẽ sai chữ. Đề nghị chuyển sang Unicode (ví dụ Times New Roman, bằng Unikey: Ctrl+Shift+F6) rồi nộp lại.",
    )


def garbled() -> Refusal:
    """A PDF whose text layer holds no letters of a language."""
    return Refusal("unsupported", "garbled", f"Lớp chữ của tệp PDF bị lỗi mã, không đọc được thành tiếng Việt. {_WORD}")


def no_converter() -> Refusal:
    """An old format, and nothing here that reads it."""
    return Refusal(
        "unsupported",
        "no-converter",
        "Máy chủ chưa cài LibreOffice nên chưa đọc được tệp .doc, .rtf, .odt. Đề nghị mở bằng Word, lưu dưới dạng .docx rồi nộp lại.",
    )


def too_slow() -> Refusal:
    """Took longer, or more memory, than any real document does."""
    return Refusal(
        "unsupported", "too-slow", f"Tệp có cấu trúc bất thường, đọc quá lâu hoặc quá tốn bộ nhớ nên đã dừng. {_WORD}"
    )
