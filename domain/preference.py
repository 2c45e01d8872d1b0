"""How an official wants to be told, and what the office has set for all: classes of notices, hours, budget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import Any

from domain.calendar import ZONE, Calendar
from domain.errors import Problem, Refusal
from domain.ladder import Phase
from domain.wording.address import USUAL_FORMS, Forms


class NoticeClass(StrEnum):
    """What kinds of notices have in common for who reads them."""

    WORK = "work"  # giao việc, điều chỉnh
    REMINDER = "reminder"  # nhắc trước hạn, ngày đến hạn, chờ xác nhận
    OVERDUE = "overdue"  # nhắc quá hạn
    SUPERIOR = "superior"  # báo cáo thủ trưởng, trình lãnh đạo, xin ý kiến
    ANSWER = "answer"  # tiếp nhận, xác nhận, đề nghị bổ sung, gia hạn
    SUMMARY = "summary"  # tổng hợp trước giao ban
    INFORMATION = "information"  # ý kiến trao đổi, làm thay, báo cáo định kỳ


ALWAYS = frozenset({NoticeClass.WORK, NoticeClass.OVERDUE, NoticeClass.SUPERIOR})
"""Classes that nobody can do without: they come by mail whatever was chosen."""
_CLASSES: Mapping[str, NoticeClass] = {
    "issued": NoticeClass.WORK,
    "changed": NoticeClass.WORK,
    "digest": NoticeClass.REMINDER,
    "escalation": NoticeClass.SUPERIOR,
    "proposal": NoticeClass.SUPERIOR,
    "release": NoticeClass.SUPERIOR,
    "received": NoticeClass.ANSWER,
    "accepted": NoticeClass.ANSWER,
    "returned": NoticeClass.ANSWER,
    "extension": NoticeClass.ANSWER,
    "briefing": NoticeClass.SUMMARY,
}


def class_of(kind: str, phase: str | None) -> NoticeClass:
    """The class of a notice, by its kind and the phase of the step that caused it."""
    if kind == "digest" and phase == Phase.OVERDUE.value:
        return NoticeClass.OVERDUE
    return _CLASSES.get(kind, NoticeClass.INFORMATION)


class Way(StrEnum):
    """How a class reaches somebody besides the page of notices, where everything stands."""

    MAIL = "mail"
    APP = "app"  # chỉ trên trang Thông báo


@dataclass(frozen=True)
class Preference:
    """What one official has chosen. `digest_at` is when gathered mails leave; in `quiet` hours nothing does."""

    ways: Mapping[NoticeClass, Way] = field(default_factory=dict)
    digest_at: time | None = None
    quiet: tuple[time, time] | None = None
    sms: frozenset[NoticeClass] = frozenset()

    def only_in_app(self, notice: NoticeClass) -> bool:
        """Whether a notice of this class is to be read on the page alone."""
        return notice not in ALWAYS and self.ways.get(notice) is Way.APP

    def is_quiet(self, at: time) -> bool:
        """Whether somebody is not to be disturbed at a local time; the hours may pass midnight."""
        if self.quiet is None:
            return False
        since, until = self.quiet
        return since <= at < until if since < until else at >= since or at < until

    def to_plain(self) -> dict[str, Any]:
        """As it is stored and shown."""
        return {
            "ways": {one.value: way.value for one, way in sorted(self.ways.items())},
            "digest_at": self.digest_at.isoformat("minutes") if self.digest_at else None,
            "quiet": [one.isoformat("minutes") for one in self.quiet] if self.quiet else None,
            "sms": sorted(self.sms),
        }


def preference_from_plain(body: Mapping[str, Any]) -> Preference:
    """What was stored."""
    quiet = body.get("quiet")
    return Preference(
        {NoticeClass(one): Way(way) for one, way in body.get("ways", {}).items()},
        time.fromisoformat(body["digest_at"]) if body.get("digest_at") else None,
        (time.fromisoformat(quiet[0]), time.fromisoformat(quiet[1])) if quiet else None,
        frozenset(NoticeClass(one) for one in body.get("sms", ())),
    )


def check(wanted: Preference, calendar: Calendar) -> None:
    """Refuse what would leave somebody untold: classes that always come, hours at which no office mail leaves."""
    problems = [
        Problem(f"ways.{one.value}", "loại này luôn gửi thư, không tắt được")
        for one, way in sorted(wanted.ways.items())
        if one in ALWAYS and way is Way.APP
    ]
    open_at = wanted.digest_at is None or any(one.start <= wanted.digest_at < one.end for one in calendar.sessions)
    if not open_at:
        problems.append(Problem("digest_at", f"chọn trong giờ làm việc: {_sessions(calendar)}"))
    hours = [hour for one in calendar.sessions for hour in _half_hours(one.start, one.end)]
    if all(wanted.is_quiet(hour) for hour in hours):
        problems.append(Problem("quiet", "phải còn giờ làm việc để nhận thư"))
    elif wanted.digest_at is not None and wanted.is_quiet(wanted.digest_at):
        problems.append(Problem("digest_at", "không nằm trong giờ không làm phiền"))
    if problems:
        raise Refusal("invalid", "preference", "Lựa chọn nhận thông báo chưa dùng được.", tuple(problems))


def _sessions(calendar: Calendar) -> str:
    return ", ".join(f"{one.start:%H:%M}–{one.end:%H:%M}" for one in calendar.sessions)


def _half_hours(since: time, until: time) -> Sequence[time]:
    minutes = range(since.hour * 60 + since.minute, until.hour * 60 + until.minute, 30)
    return [time(minute // 60, minute % 60) for minute in minutes]


def next_welcome(preference: Preference, at: datetime, calendar: Calendar) -> datetime:
    """The first moment from `at` on at which the office is open and the person may be disturbed."""
    moment = calendar.next_open(at)
    while preference.is_quiet(calendar.local_time(moment)):
        assert preference.quiet is not None
        day, until = calendar.local_date(moment), preference.quiet[1]
        ends = datetime.combine(day, until, ZONE)
        moment = calendar.next_open(
            ends if ends > moment else calendar.opening(calendar.next_working_day(day, include=False))
        )
    return moment


@dataclass(frozen=True)
class NoticeRules:
    """What the office has set: when heads get their gathered mail, and how many mails an address gets on a day.

    `weekday` counts from Monday, 0; a day off passes to the next working one. `budget` 0 knows no bound. `forms` are how
    mails address their readers.
    """

    weekday: int = 0
    at: time = time(7, 30)
    budget: int = 5
    sms: frozenset[NoticeClass] = frozenset()
    forms: Forms = USUAL_FORMS

    def to_plain(self) -> dict[str, Any]:
        """As they are stored and shown."""
        return {
            "weekday": self.weekday,
            "at": self.at.isoformat("minutes"),
            "budget": self.budget,
            "sms": sorted(self.sms),
            "superior": self.forms.superior,
            "official": self.forms.official,
        }


def rules_from_plain(body: Mapping[str, Any]) -> NoticeRules:
    """What was stored."""
    usual = NoticeRules()
    return NoticeRules(
        int(body.get("weekday", usual.weekday)),
        time.fromisoformat(body["at"]) if "at" in body else usual.at,
        int(body.get("budget", usual.budget)),
        frozenset(NoticeClass(one) for one in body.get("sms", usual.sms)),
        Forms(body.get("superior", usual.forms.superior), body.get("official", usual.forms.official)),
    )
