"""Beginning and ending the shadow start: all mail goes to the office alone, and nothing from before go-live escalates."""

from datetime import date, timedelta

from acts.desk import Answer, Deed, Desk, perform
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, require
from domain.shadow import LONGEST_DAYS, Shadow
from storage.tables import SettingRow
from storage.views.office import in_charge
from storage.views.shadow import SHADOW, shadow


def begin_shadow(desk: Desk, scope: Scope, until: date, key: str | None = None) -> Answer:
    """From now on up to and including a day, mails go to the mailbox of the office in charge instead."""

    def deed(doing: Deed) -> Answer:
        require(scope, Act.HOLD)
        today = desk.today()
        if not today <= until <= today + timedelta(days=LONGEST_DAYS):
            problem = Problem("until", f"từ hôm nay, và không quá {LONGEST_DAYS} ngày")
            raise Refusal("invalid", "bad-span", "Ngày kết thúc chạy thử chưa đúng.", (problem,))
        office = in_charge(doing.session)
        if office is None or office.mailbox is None:
            raise Refusal("conflict", "no-office-mailbox", "Cơ quan phụ trách chưa có hộp thư để nhận thư chạy thử.")
        known = shadow(doing.session)
        since = known.since if known is not None and known.covers(today) else today
        return _keep(doing, Shadow(since, until), "office.shadow-begun")

    return perform(desk, scope, deed, key=key, request=["shadow", until])


def end_shadow(desk: Desk, scope: Scope, key: str | None = None) -> Answer:
    """The house is live from now on; what was due before today stays excused."""

    def deed(doing: Deed) -> Answer:
        require(scope, Act.HOLD)
        known, today = shadow(doing.session), desk.today()
        if known is None or not known.covers(today):
            raise Refusal("conflict", "not-in-shadow", "Hệ thống không ở chế độ chạy thử.", allowed=("begin",))
        return _keep(doing, Shadow(known.since, today - timedelta(days=1)), "office.shadow-ended")

    return perform(desk, scope, deed, key=key, request=["end of shadow"])


def _keep(doing: Deed, told: Shadow, kind: str) -> Answer:
    body = {"since": told.since.isoformat(), "until": told.until.isoformat()}
    doing.session.merge(SettingRow(name=SHADOW, body=body))
    doing.note(kind, "office/shadow", **body)
    return Answer(body, 201)
