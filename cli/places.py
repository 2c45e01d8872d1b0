"""What is wrong with a place on a disk, in the words of who gave the command."""

import errno

from storage.database import DatabaseFault

REASONS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EISDIR: "đây là thư mục, cần một tệp",
    errno.EEXIST: "đã có tệp cùng tên ở chỗ cần một thư mục",
    errno.ENOTDIR: "đây là tệp, cần một thư mục",
    errno.EACCES: "không có quyền truy cập",
    errno.EPERM: "không có quyền truy cập",
    errno.EROFS: "nơi này chỉ đọc, không ghi được",
    errno.ENOSPC: "đĩa đã đầy; đề nghị giải phóng chỗ trống rồi chạy lại",
    errno.EDQUOT: "đã hết dung lượng được cấp; đề nghị giải phóng chỗ trống rồi chạy lại",
}
SPOILT = ("file is not a database", "malformed")
FULL, READ_ONLY, CLOSED = "is full", "readonly", "unable to open"
"""How SQLite says that a disk is full, that a file may not be written, and that it cannot be opened."""


def said(error: OSError) -> str:
    """Which file or folder, and why."""
    reason = REASONS.get(error.errno or 0) or error.strerror or str(error)
    return f"{error.filename}: {reason}" if error.filename else reason


def database_said(error: DatabaseFault) -> str:
    """Why the database could not be read or written."""
    told = str(error.orig)
    if any(words in told for words in SPOILT):
        return "tệp không phải cơ sở dữ liệu hoặc đã hỏng; đề nghị khôi phục từ bản sao lưu (docs/operations.md)"
    known = {FULL: errno.ENOSPC, READ_ONLY: errno.EROFS, CLOSED: errno.ENOENT}
    return next((REASONS[number] for words, number in known.items() if words in told), told)
