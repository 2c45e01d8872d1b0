"""One line of a mail as its reader sees it: the words of the item, and the facts that go with them."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.wording import dates, places, words
from writing.mailing import Line

SHORT = 60
"""Letters of an item shown in a subject; the rest would push number and unit out of sight on a telephone."""


@dataclass(frozen=True)
class Row:
    """One assignment as it is shown: its words, facts as (what, value), where to open it, where to say it was received."""

    number: int
    text: str
    facts: tuple[tuple[str, str], ...]
    url: str | None
    receipt_url: str | None = None


def facts_of(line: Line) -> tuple[tuple[str, str], ...]:
    """What there is to say of a line, in the order in which a reader asks."""
    facts = ((what, say(line)) for what, say in _FACTS)
    return tuple((what, value) for what, value in facts if value)


def short(text: str, most: int = SHORT) -> str:
    """The beginning of a text, cut between words, with "…" where something is left out."""
    flat = one_line(text)
    if len(flat) <= most:
        return flat.rstrip(" .;,:")
    return flat[: most + 1].rsplit(" ", 1)[0][:most].rstrip(" .;,:–-") + "…"


def one_line(text: str) -> str:
    """A text without line breaks and control characters: what was copied from a document may hold any."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())


def _report(line: Line) -> str:
    return "" if line.assignment_id or not line.period else words.period_label(line.period)


def _source(line: Line) -> str:
    if not line.assignment_id:
        return ""
    parts = (
        line.directive or "chưa có số văn bản",
        places.place(line.ref),
        f"kỳ {words.period_label(line.period)}" if line.period else "",
    )
    return ", ".join(part for part in parts if part)


def _deadline(line: Line) -> str:
    if line.deadline is None:
        return "chưa xác định"
    left = "" if line.working_days_left is None else f" ({dates.distance(line.working_days_left)})"
    return dates.plain(line.deadline) + left


def _result(line: Line) -> str:
    if line.result_on is None:
        return ""
    judged = {True: " (ghi nhận đúng hạn)", False: " (ghi nhận trễ hạn)", None: ""}[line.on_time]
    return dates.plain(line.result_on) + judged


def _release(line: Line) -> str:
    if line.release == "required":
        return "không tự gửi; chuyển cấp phó xem xét và ghi “chưa xử lý” trong báo cáo của kỳ"
    if line.release == "veto":
        return f"gửi ngày {dates.plain(line.release_on)}" if line.release_on else "gửi sau 01 ngày làm việc"
    return ""


def _reminded(line: Line) -> str:
    """Each day on which the unit or its head was told; that nothing was sent is said too, where a leader is asked."""
    told = "; ".join(f"{dates.plain(one.day)}: {one.how}" for one in line.reminded)
    return told or ("chưa có lần nhắc nào được gửi" if line.proposal else "")


_FACTS: tuple[tuple[str, Callable[[Line], str]], ...] = (
    ("Sản phẩm", lambda line: one_line(line.product or "")),
    ("Văn bản", _source),
    ("Kỳ báo cáo", _report),
    ("Hạn hoàn thành", _deadline),
    ("Cơ sở của hạn", lambda line: words.label(line.basis) if line.basis else ""),
    ("Hạn đề nghị", lambda line: dates.plain(line.until) if line.until else ""),
    ("Hạn trước khi gia hạn", lambda line: dates.plain(line.previous) if line.previous else ""),
    ("Ngày văn bản kết quả", _result),
    ("Lý do đề nghị", lambda line: one_line(line.note or "") if line.until else ""),
    ("Ghi chú", lambda line: "" if line.until else one_line(line.note or "")),
    ("Chỉ số cải cách hành chính", lambda line: one_line(line.at_stake or "")),
    ("Báo cáo tới", lambda line: one_line(line.to or "")),
    ("Nếu không có ý kiến", _release),
    ("Đã nhắc việc, báo cáo", _reminded),
    ("Đề xuất", lambda line: one_line(line.proposal)),
)
