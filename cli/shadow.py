"""`dondoc shadow …`: whether mails go to the office alone for a while; begin that, or go live."""

from datetime import date

from acts.shadow import begin_shadow, end_shadow
from cli.desk import at_desk
from domain.errors import Problem, Refusal
from domain.rights import SYSTEM
from domain.wording.dates import plain
from settings import Settings
from storage.views.shadow import shadow


def show(settings: Settings) -> int:
    """Print its days; 1 while it lasts, as for whatever holds mails back from their readers."""
    with at_desk(settings) as desk, desk.memory.reading() as session:
        told, today = shadow(session), desk.today()
    lasts = told is not None and told.covers(today)
    if told is None or not lasts:
        print("Không chạy thử: thư gửi đến đúng người nhận.")
        return 0
    print(f"Đang chạy thử từ {plain(told.since)} đến hết ngày {plain(told.until)}.")
    return 1


def begin(settings: Settings, until: str) -> int:
    """Mails go to the office alone up to and including that day."""
    try:
        day = date.fromisoformat(until)
    except ValueError:
        problem = Problem("until", "dạng năm-tháng-ngày, ví dụ 2026-03-31")
        raise Refusal("invalid", "bad-day", "Ngày kết thúc chạy thử chưa đúng.", (problem,)) from None
    with at_desk(settings) as desk:
        begin_shadow(desk, SYSTEM, day)
    print(f"Chạy thử đến hết ngày {plain(day)}: thư chỉ gửi đến cơ quan phụ trách.")
    return 0


def end(settings: Settings) -> int:
    """Go live now."""
    with at_desk(settings) as desk:
        end_shadow(desk, SYSTEM)
    print("Đã vận hành chính thức: thư gửi đến đúng người nhận.")
    return 0
