"""What must agree within calendar.yaml before deadlines rely on it: sessions, swap days, decisions, windows."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from domain.calendar import WEEKDAYS_VI
from domain.wording.dates import plain
from reading.calendar_shapes import CalendarFile, SessionShape
from reading.refuse import Finding
from reading.yaml_file import Location


def findings_of(file: CalendarFile) -> list[Finding]:
    """Everything that contradicts itself, in the order of the file; empty where the file may be taken."""
    hours = [*_sessions(file.sessions, ("sessions",)), *_weekdays(file), *_units(file)]
    return [*hours, *_decisions(file), *_swaps(file), *_windows(file), *_report_days(file)]


def _units(file: CalendarFile) -> Iterator[Finding]:
    for unit, hours in file.units.items():
        if hours is not None:
            yield from _sessions(hours.sessions, ("units", unit, "sessions"))
            for day, sessions in hours.on.items():
                yield from _sessions(sessions, ("units", unit, "on", day.value))


def _sessions(sessions: Sequence[SessionShape], at: Location) -> Iterator[Finding]:
    if not sessions:
        yield Finding(at, "Cần ít nhất một buổi làm việc, ví dụ từ 07:30 đến 11:30.")
    for index, session in enumerate(sessions):
        if session.end <= session.start:
            yield Finding(
                (*at, index, "end"),
                f"Giờ kết thúc {session.end:%H:%M} phải sau giờ bắt đầu {session.start:%H:%M}.",
            )
    for index, (earlier, later) in enumerate(pairwise(sessions), start=1):
        if later.start < earlier.end:
            yield Finding(
                (*at, index, "start"),
                f"Buổi này bắt đầu {later.start:%H:%M}, trước khi buổi trước kết thúc {earlier.end:%H:%M}; "
                "xếp các buổi theo thứ tự trong ngày.",
            )


def _weekdays(file: CalendarFile) -> Iterator[Finding]:
    if not file.weekdays:
        yield Finding(("weekdays",), "Cần ít nhất một ngày làm việc trong tuần, ví dụ [mon, tue, wed, thu, fri].")
    if len(set(file.weekdays)) < len(file.weekdays):
        yield Finding(("weekdays",), "Mỗi ngày trong tuần chỉ ghi một lần.")


def _decisions(file: CalendarFile) -> Iterator[Finding]:
    seen: dict[object, int] = {}
    for index, row in enumerate(file.decisions):
        first = seen.setdefault((row.day, row.unit), index)
        if first != index:
            yield Finding(
                ("decisions", index, "day"),
                f"Ngày {plain(row.day)} đã có ở dòng thứ {first + 1} của decisions; giữ lại một dòng.",
            )


def _swaps(file: CalendarFile) -> Iterator[Finding]:
    """A slip in the year of a swap shows itself: the day off is then seldom a working weekday, the other seldom a Saturday."""
    weekdays = file.weekday_numbers()
    seen: dict[object, int] = {}
    for index, swap in enumerate(file.swaps):
        if swap.off.weekday() not in weekdays:
            yield Finding(
                ("swaps", index, "off"),
                f"{plain(swap.off)} là {WEEKDAYS_VI[swap.off.weekday()]}, vốn đã là ngày nghỉ hằng tuần; kiểm tra lại ngày.",
            )
        if swap.worked.weekday() in weekdays:
            yield Finding(
                ("swaps", index, "worked"),
                f"{plain(swap.worked)} là {WEEKDAYS_VI[swap.worked.weekday()]}, vốn đã là ngày làm việc; "
                "ngày làm bù phải là ngày nghỉ hằng tuần.",
            )
        for key, day in (("off", swap.off), ("worked", swap.worked)):
            first = seen.setdefault((day, swap.unit), index)
            if first != index:
                yield Finding(
                    ("swaps", index, key),
                    f"Ngày {plain(day)} đã hoán đổi ở dòng thứ {first + 1} của swaps; giữ lại một dòng.",
                )


def _windows(file: CalendarFile) -> Iterator[Finding]:
    table = file.window_table()
    for index, window in enumerate(file.windows):
        if any(window.code == other.code and table[index].meets(other) for other in table[:index]):
            yield Finding(
                ("windows", index, "code"),
                f"Mã kỳ “{window.code}” đã có ở trên; mỗi mã chỉ dùng một lần trong một năm "
                "(first_year, last_year: những năm kỳ này áp dụng).",
            )
        if window.first_year and window.last_year and window.last_year < window.first_year:
            yield Finding(
                ("windows", index, "last_year"),
                f"Năm cuối áp dụng {window.last_year} đứng trước năm đầu {window.first_year}.",
            )
        if window.due < window.until:
            yield Finding(
                ("windows", index, "due"),
                f"Ngày gửi báo cáo {window.due} đứng trước ngày chốt số liệu {window.until} (tháng-ngày).",
            )


def _report_days(file: CalendarFile) -> Iterator[Finding]:
    days = file.report_days
    if days.opens < days.units_send:
        yield Finding(
            ("report_days", "opens"),
            f"Mở kỳ {days.opens} ngày trước ngày chốt, sau hạn đơn vị gửi ({days.units_send} ngày trước); cần mở sớm hơn.",
        )
    if days.due < days.drafted:
        yield Finding(
            ("report_days", "due"),
            f"Hạn gửi {days.due} ngày sau ngày chốt, trước ngày có dự thảo ({days.drafted} ngày sau); cần muộn hơn.",
        )
    if len(set(file.slices)) < len(file.slices):
        yield Finding(("slices",), "Mỗi loại kỳ chỉ ghi một lần.")
