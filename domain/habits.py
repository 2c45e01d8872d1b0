"""Habits of the people in a simulation: shares in percent and choices of days, from which each behaviour is drawn."""

from dataclasses import dataclass

from domain.status import ReturnClass


@dataclass(frozen=True)
class Mixture:
    """Shares in percent of reports in time, late and never; on how many days before or after the deadline they come."""

    on_time: int = 72
    late: int = 20
    never: int = 8
    days_early: tuple[int, ...] = (0, 0, 1, 2, 3, 5)
    days_late: tuple[int, ...] = (1, 2, 4, 7, 12)


@dataclass(frozen=True)
class Extensions:
    """How often time is asked for, how long before the deadline, for how much, and how that is decided."""

    share: int = 6
    days_before: tuple[int, ...] = (1, 2, 3)
    by_days: tuple[int, ...] = (7, 14)
    granted: int = 75
    decided_after_working_days: tuple[int, ...] = (1, 2)
    objective: int = 50
    reason: str = "Cần thêm thời gian tổng hợp số liệu của các đơn vị phối hợp"


@dataclass(frozen=True)
class Returns:
    """How often a first report goes back, for what, and how many days later the second one comes."""

    share: int = 8
    classes: tuple[ReturnClass, ...] = (ReturnClass.INCOMPLETE, ReturnClass.CORRECTION)
    answered_after_days: tuple[int, ...] = (2, 3, 5)
    reason: str = "Báo cáo chưa kèm tài liệu kiểm chứng"


@dataclass(frozen=True)
class Releases:
    """Shares in percent of the answers to an escalation that awaits release; silent is the rest."""

    release: int = 80
    decline: int = 5
    postpone: int = 10
    postponed_working_days: tuple[int, ...] = (1, 2)


@dataclass(frozen=True)
class Habits:
    """What one kind of people does; an override replaces whole parts of it."""

    mixture: Mixture = Mixture()
    acknowledged: int = 85
    acknowledge_after_working_days: tuple[int, ...] = (0, 1, 2)
    extensions: Extensions = Extensions()
    returns: Returns = Returns()
    accept_after_working_days: tuple[int, ...] = (0, 1, 1, 2, 3)
    recorded_by_office: int = 30
    recorded_after_days: tuple[int, ...] = (0, 0, 0, 1, 2)
    undated_after_days: tuple[int, ...] = (30, 45, 60)


DEFAULT_HABITS = Habits()
DEFAULT_RELEASES = Releases()
