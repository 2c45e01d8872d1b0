"""The history of one assignment (lịch sử): what was done and said, and what is ahead, as lines in the order of time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from api.language import Words
from api.language import gettext as _
from api.pages.words import PHASES, day
from domain.calendar import Calendar
from domain.status import ReturnClass
from domain.wording.words import label
from storage.log import Event
from storage.views.assignments import Reported, StepLine, Whole
from storage.views.extensions import ExtensionLine

REMARKS = Words(
    {
        "comment": "ý kiến",
        "progress": "tiến độ",
        "obstacle": "vướng mắc",
        "contribution": "phần việc phối hợp",
        "objection": "ý kiến về nội dung ghi nhận thay",
        "reassigned": "chuyển đơn vị chủ trì",
        "reopened": "yêu cầu thực hiện lại",
        "escalation": "đề nghị báo cáo thủ trưởng đơn vị",
    }
)
DONE_BY_HAND = Words(
    {
        "assignment.day-registered": "Đăng ký hạn hoàn thành",
        "assignment.suspended": "Tạm dừng",
        "assignment.resumed": "Tiếp tục thực hiện",
        "assignment.delegated": "Phân công trong đơn vị",
        "extension.confirmed": "Gắn văn bản cho ý kiến lùi hạn",
    }
)
STEP_TOLD = {"taken", "declined", "expired"}
"""Steps that left a mark; those that were set aside are no history."""


@dataclass(frozen=True)
class Moment:
    """One line: when, what, and in what words if somebody gave any."""

    at: datetime
    what: str
    said: str = ""
    ahead: bool = False


def history(whole: Whole, names: Mapping[str, str], calendar: Calendar) -> tuple[Moment, ...]:
    """Everything known, the earliest first."""
    told = [
        *_course(whole),
        *_reports(whole),
        *_steps(whole, calendar),
        *_extensions(whole),
        *_remarks(whole),
        *_by_hand(whole, names),
    ]
    return tuple(sorted(told, key=lambda moment: moment.at))


def _course(whole: Whole) -> Iterator[Moment]:
    line = whole.line
    yield Moment(
        line.opened_at, _("Giao nhiệm vụ"), _("Hạn hoàn thành %s") % day(line.original) if line.original else ""
    )
    if line.acknowledged_at is not None:
        yield Moment(line.acknowledged_at, _("Đơn vị tiếp nhận"))


def _reports(whole: Whole) -> Iterator[Moment]:
    for report in whole.reports:
        yield Moment(report.entered_at, _reported(report), report.note)
        if report.answered_at is not None:
            yield Moment(report.answered_at, _answered(report), report.reason or "")


def _reported(report: Reported) -> str:
    named = report.document and report.document.get("number")
    what = _("Báo cáo kết quả (ghi nhận thay)") if report.recorded_for else _("Báo cáo kết quả")
    if not named:
        return _("%(what)s: ngày %(day)s") % {"what": what, "day": day(report.result_on)}
    return _("%(what)s: văn bản số %(number)s, ngày %(day)s") % {
        "what": what,
        "number": named,
        "day": day(report.result_on),
    }


def _answered(report: Reported) -> str:
    if report.state == "accepted":
        return _("Xác nhận hoàn thành")
    if report.state == "contested":
        return _("Đơn vị không thừa nhận nội dung ghi nhận thay")
    asked = _("Đề nghị bổ sung")
    return f"{asked}: {_(label(ReturnClass(report.classed)))}" if report.classed else asked


def _steps(whole: Whole, calendar: Calendar) -> Iterator[Moment]:
    for step in whole.steps:
        if step.state in STEP_TOLD and step.taken_at is not None:
            not_sent = "" if step.state == "taken" else " – " + _("không gửi")
            yield Moment(calendar.leaves(step.taken_at), f"{PHASES.get(step.phase, step.phase)}{not_sent}", _why(step))


def _why(step: StepLine) -> str:
    return step.reason or ""


def _extensions(whole: Whole) -> Iterator[Moment]:
    for one in whole.extensions:
        yield Moment(one.asked_at, _asked(one), one.reason)
        if one.decided_at is not None:
            answer = _("Đồng ý gia hạn đến %s") % day(one.after) if one.state == "granted" else _("Không gia hạn")
            yield Moment(one.decided_at, answer, one.decision or "")


def _asked(one: ExtensionLine) -> str:
    if one.spoken is None:
        return _("%(who)s đề nghị gia hạn đến %(day)s") % {"who": one.asked_by, "day": day(one.until)}
    said = one.spoken
    return _("%(who)s ghi ý kiến của %(by)s (%(where)s, %(on)s): đến %(day)s") % {
        "who": one.asked_by,
        "by": said["by"],
        "where": said["where"],
        "on": day(said["on"]),
        "day": day(one.until),
    }


def _remarks(whole: Whole) -> Iterator[Moment]:
    for remark in whole.remarks:
        share = f" ({remark.percent}%)" if remark.percent is not None else ""
        yield Moment(remark.at, f"{remark.by}: {REMARKS.get(remark.kind, remark.kind)}{share}", remark.text)
        if remark.closed_at is not None:
            yield Moment(remark.closed_at, _("Đã gỡ vướng mắc"), remark.text)


def _by_hand(whole: Whole, names: Mapping[str, str]) -> Iterator[Moment]:
    for event in whole.timeline:
        if event.kind == "assignment.escalated":
            yield Moment(event.at, _("Báo cáo thủ trưởng đơn vị theo đề nghị"), _who(event, names))
        elif event.kind == "outage.credit-decided":
            granted = event.data.get("granted")
            said = (
                _("Tính đúng hạn do hệ thống gián đoạn") if granted else _("Không tính đúng hạn do hệ thống gián đoạn")
            )
            yield Moment(event.at, said, _who(event, names))
        elif event.kind in DONE_BY_HAND:
            yield Moment(event.at, DONE_BY_HAND[event.kind], _who(event, names))
        elif event.kind == "step.postponed":
            days = event.data.get("working_days")
            yield Moment(event.at, _("Hoãn báo cáo %s ngày làm việc") % days, _who(event, names))


def _who(event: Event, names: Mapping[str, str]) -> str:
    """Who did it, and in whose place: "Trần Bình thay Lê An"."""
    absent = ", ".join(names[one] for one in event.data.get("in_place_of", ()) if one in names)
    actor = names.get(event.actor, "")
    return _("%(actor)s thay %(absent)s") % {"actor": actor, "absent": absent} if absent else actor
