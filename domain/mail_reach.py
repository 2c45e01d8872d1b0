"""Which kind of mail reaches whom, in the office's words: what its page of notices tells."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reach:
    """One kind of mail, with the phase where that matters, and its addressees."""

    kind: str
    told: str
    to: str
    phase: str | None = None


REACH: tuple[Reach, ...] = (
    Reach("issued", "Giao việc", "hộp thư đơn vị chủ trì"),
    Reach("changed", "Điều chỉnh, tạm dừng, chuyển đơn vị", "hộp thư đơn vị chủ trì"),
    Reach("digest", "Nhắc trước hạn, ngày đến hạn, chờ xác nhận", "đơn vị chủ trì; nơi xác nhận", phase="before"),
    Reach("digest", "Nhắc khi quá hạn", "đơn vị chủ trì", phase="overdue"),
    Reach("release", "Xin ý kiến trước khi báo cáo lên trên", "trưởng cơ quan phụ trách; cấp phó khi không trả lời"),
    Reach("escalation", "Báo cáo thủ trưởng", "thủ trưởng đơn vị, sau khi cơ quan phụ trách đã xem"),
    Reach("proposal", "Đề xuất, trình lãnh đạo", "cơ quan phụ trách; lãnh đạo khi có người cho gửi"),
    Reach("received", "Tiếp nhận báo cáo", "đơn vị đã báo cáo"),
    Reach("accepted", "Xác nhận hoàn thành", "đơn vị đã báo cáo"),
    Reach("returned", "Đề nghị bổ sung", "đơn vị đã báo cáo"),
    Reach("extension", "Xin gia hạn và trả lời", "cơ quan phụ trách; đơn vị đã xin"),
    Reach("briefing", "Phục vụ giao ban", "thủ trưởng có việc quá hạn hoặc đến hạn trong tuần"),
    Reach("review", "Mốc của báo cáo định kỳ", "cơ quan phụ trách; đơn vị được giao mục"),
)
