"""Status = work state × time state, computed from facts (domain.md §2). Nothing here is stored twice."""

from datetime import date
from enum import StrEnum

SOON_DAYS = 3
"""Calendar days before the deadline from which work counts as "sắp đến hạn" (orange in the trackers in use)."""


class WorkState(StrEnum):
    """How far the work itself has come."""

    ISSUED = "issued"  # đã giao
    RECEIVED = "received"  # đã tiếp nhận
    IN_PROGRESS = "in-progress"  # đang thực hiện
    REPORTED = "reported"  # chờ xác nhận: a completion stands
    RETURNED = "returned"  # đề nghị bổ sung
    REDO = "redo"  # yêu cầu thực hiện lại
    ACCEPTED = "accepted"  # xác nhận hoàn thành
    SUSPENDED = "suspended"  # tạm dừng
    WAITING = "waiting"  # chờ sự kiện bên ngoài
    WITHDRAWN = "withdrawn"  # thôi theo dõi

    @property
    def is_closed(self) -> bool:
        """Whether nothing is owed any more."""
        return self in {WorkState.ACCEPTED, WorkState.WITHDRAWN}

    @property
    def runs(self) -> bool:
        """Whether the unit is still the one to act: neither closed, nor paused, nor waiting for an answer."""
        return self in {WorkState.ISSUED, WorkState.RECEIVED, WorkState.IN_PROGRESS, WorkState.RETURNED, WorkState.REDO}


class TimeState(StrEnum):
    """Where the work stands against its deadline. `UNDATED` is never shown green."""

    UNDATED = "undated"  # chưa xác định thời hạn / thường xuyên
    ON_TRACK = "on-track"  # trong hạn
    SOON = "soon"  # sắp đến hạn
    OVERDUE = "overdue"  # quá hạn
    DONE_ON_TIME = "done-on-time"  # hoàn thành đúng hạn
    DONE_LATE = "done-late"  # hoàn thành trễ hạn
    DONE = "done"  # hoàn thành, không có hạn để so
    STOPPED = "stopped"  # thôi theo dõi


class ReturnClass(StrEnum):
    """Why a report went back; only a serious fault is a failure of quality (Decree 335/2025 as read in the press)."""

    INCOMPLETE = "incomplete"  # thiếu hồ sơ
    CORRECTION = "correction"  # chỉnh sửa
    SERIOUS = "serious"  # sai sót lớn


class DelayClass(StrEnum):
    """Whose cause a delay is, as somebody with authority confirmed it."""

    OBJECTIVE = "objective"  # khách quan
    SUBJECTIVE = "subjective"  # chủ quan


def time_state(
    work: WorkState,
    deadline: date | None,
    result_on: date | None,
    today: date,
    missed: date | None = None,
    *,
    counts: bool = True,
) -> TimeState:
    """Where work stands on `today`: what was reported is judged by its result's date, all else by the day itself.

    `missed` is a deadline that had passed before it was moved: more time granted late does not erase the lateness. A day
    that does not count is followed until something is reported, and then makes nobody punctual or late (domain.md §0.1).
    """
    if work is WorkState.WITHDRAWN:
        return TimeState.STOPPED
    if result_on is not None and work in {WorkState.REPORTED, WorkState.ACCEPTED}:
        if deadline is None or not counts:
            return TimeState.DONE
        return TimeState.DONE_ON_TIME if result_on <= (missed or deadline) else TimeState.DONE_LATE
    if deadline is None:
        return TimeState.UNDATED
    if today > deadline:
        return TimeState.OVERDUE
    return TimeState.SOON if (deadline - today).days <= SOON_DAYS else TimeState.ON_TRACK
