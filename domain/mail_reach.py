"""Which kind of mail reaches whom and when, in the office's words: what its page of notices tells."""

from dataclasses import dataclass

AT_ONCE = "ngay, trong giờ làm việc"
GATHERED = "gộp vào thư tổng hợp một ngày một lần"


@dataclass(frozen=True)
class Reach:
    """One kind of mail (with the phase where that matters): its addressees and when it leaves."""

    kind: str
    told: str
    to: str
    when: str
    phase: str | None = None


REACH: tuple[Reach, ...] = (
    Reach("issued", "Giao việc", "hộp thư đơn vị chủ trì", AT_ONCE),
    Reach("changed", "Điều chỉnh, tạm dừng, chuyển đơn vị", "hộp thư đơn vị chủ trì", AT_ONCE),
    Reach("digest", "Nhắc trước hạn, ngày đến hạn, chờ xác nhận", "đơn vị chủ trì; nơi xác nhận", GATHERED, "before"),
    Reach("digest", "Nhắc khi quá hạn", "đơn vị chủ trì", GATHERED, "overdue"),
    Reach(
        "release",
        "Xin ý kiến trước khi báo cáo lên trên",
        "trưởng cơ quan phụ trách; cấp phó khi không trả lời",
        AT_ONCE,
    ),
    Reach("escalation", "Báo cáo thủ trưởng", "thủ trưởng đơn vị, sau khi cơ quan phụ trách đã xem", AT_ONCE),
    Reach("proposal", "Đề xuất, trình lãnh đạo", "cơ quan phụ trách; lãnh đạo khi có người cho gửi", AT_ONCE),
    Reach("received", "Tiếp nhận báo cáo", "đơn vị đã báo cáo", AT_ONCE),
    Reach("accepted", "Xác nhận hoàn thành", "đơn vị đã báo cáo", GATHERED),
    Reach("returned", "Đề nghị bổ sung", "đơn vị đã báo cáo", AT_ONCE),
    Reach("extension", "Xin gia hạn và trả lời", "cơ quan phụ trách; đơn vị đã xin", AT_ONCE),
    Reach("briefing", "Phục vụ giao ban", "thủ trưởng có việc quá hạn hoặc đến hạn trong tuần", "một tuần một lần"),
    Reach("review", "Mốc của báo cáo định kỳ", "cơ quan phụ trách; đơn vị được giao mục", AT_ONCE),
)
