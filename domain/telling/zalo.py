"""A reminder short enough for a chat window: one task, its day, whom to call. No points, no other unit (domain.md §7)."""

from dataclasses import dataclass
from datetime import date

from domain.wording import dates, orders
from domain.wording.phrases import joined
from domain.wording.places import place

LONGEST = 300
"""Letters; a chat shows them without a further tap."""
SHORTEST_TITLE = 20


@dataclass(frozen=True)
class Reminded:
    """The task as it stands: what it is called, where it is from, until when, whom to call. Days left are working days."""

    text: str
    product: str | None
    number: str
    ref: str
    unit: str
    deadline: date | None
    left: int | None
    contact: str
    phone: str


def zalo_text(told: Reminded) -> str:
    """The reminder, at most `LONGEST` letters: the title gives way first."""
    title = orders.title(told.text, told.product)
    room = LONGEST - len(_around(told, ""))
    return _around(told, _cut(title, max(room, SHORTEST_TITLE)))[:LONGEST]


def _around(told: Reminded, title: str) -> str:
    source = joined(told.number or "chưa có số văn bản", place(told.ref))
    call = " ".join(part for part in (told.contact, told.phone) if part)
    return (
        f"Nhắc việc {_cut(told.unit, 60)}: {title} ({_cut(source, 60)}){_due(told)}. "
        f"Đề nghị đơn vị thực hiện và báo cáo kết quả.{f' Liên hệ: {_cut(call, 60)}.' if call else ''}"
    )


def _due(told: Reminded) -> str:
    if told.deadline is None:
        return ""
    day = dates.plain(told.deadline)
    if told.left is None:
        return f", hạn {day}"
    if told.left == 0:
        return f", hạn hôm nay {day}"
    return f", hạn {day} ({dates.distance(told.left)})"


def _cut(text: str, most: int) -> str:
    flat = " ".join(text.split()).rstrip(" .;,:")
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0].rstrip(" .;,:–-") + "…"
