"""Work from above passed on: child tasks below an assignment, each with an internal deadline before the superior's."""

from datetime import date

from domain.calendar import Calendar
from domain.errors import Problem, Refusal
from domain.wording.dates import plain

LEAD_WORKING_DAYS = 3
"""How long before the superior's day the parts are wanted where nobody says: a signed document takes two to three days."""
PARTED_BY = "/"


def internal_day(
    superior: date | None, wanted: date | None, today: date, calendar: Calendar, field: str
) -> date | None:
    """The internal deadline of a child task: as asked, else some working days before the superior's.

    Refused where it is over, or not before the day that we cannot move; None where neither is known.
    """
    day = wanted or (calendar.add_working_days(superior, -LEAD_WORKING_DAYS) if superior else None)
    if day is None:
        return None
    if day < today:
        detail = (
            "Hạn nội bộ đã qua."
            if wanted
            else "Hạn của nhiệm vụ đã sát, không đủ ngày để lùi trước; cần nêu hạn nội bộ."
        )
        raise Refusal("invalid", "internal-past", detail, (Problem(field, "từ hôm nay trở đi"),))
    must_precede(calendar.next_working_day(day), superior, field)
    return day


def must_precede(day: date, superior: date | None, field: str) -> None:
    """Refuse an internal day that does not leave the one who gathers the parts a day before the superior's."""
    if superior is not None and day >= superior:
        problem = Problem(field, f"trước ngày {plain(superior)}")
        detail = f"Hạn nội bộ phải trước hạn của nhiệm vụ chung ({plain(superior)}), là hạn không tự lùi được."
        raise Refusal("invalid", "not-before-superior", detail, (problem,))


def refs(parent: str, taken: set[str], count: int) -> list[str]:
    """How the child tasks of an item are cited: by its own place and a number, skipping what is taken."""
    names = (f"{parent}{PARTED_BY}{n}" for n in range(1, count + len(taken) + 1))
    return [name for name in names if name not in taken][:count]
