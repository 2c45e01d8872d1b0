"""What the office proposes to a leader for one overdue task, by what has been done about it so far."""

LONG_OVERDUE = 20
"""Working days after which a written reminder by the leader is proposed."""


def proposed(*, vertical: bool, obstacle: str | None, escalated: bool, days_late: int) -> str:
    """The proposal as a sentence; a vertical agency is only asked to cooperate (domain.md §1)."""
    if vertical:
        return "Có văn bản đề nghị phối hợp."
    if obstacle:
        return f"Cho ý kiến tháo gỡ: {obstacle.rstrip('. ')}."
    if escalated and days_late > LONG_OVERDUE:
        return "Có văn bản nhắc nhở, yêu cầu giải trình."
    if escalated:
        return "Có văn bản đôn đốc, xác định thời hạn mới."
    return "Báo cáo thủ trưởng đơn vị."
