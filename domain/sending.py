"""Where a mail stands, as the office reads it: one word for each, from the facts of the ledger."""

from enum import StrEnum


class DeliveryState(StrEnum):
    """What became of a mail so far."""

    PLANNED = "planned"  # chờ gửi
    HELD = "held"  # tạm giữ: chưa cho thư nào rời hệ thống
    RETRYING = "retrying"  # gửi chưa được, đang thử lại
    SENT = "sent"  # đã gửi
    UNKNOWN = "unknown"  # chưa rõ đã đến máy chủ thư
    BOUNCED = "bounced"  # máy chủ thư trả lại
    FAILED = "failed"  # không gửi được
    DROPPED = "dropped"  # không còn nội dung cần gửi
