"""Acts on how one is told: an official chooses for themselves, the office sets what holds for all."""

from acts import briefings
from acts.desk import Answer, Deed, Desk, expect_version, perform
from domain.errors import Problem, Refusal
from domain.preference import NoticeRules, Preference, check
from domain.rights import Act, Scope, require
from domain.wording.tone import faults
from storage.tables import PreferenceRow, SettingRow
from storage.views.preferences import RULES

MOST_A_DAY = 50
LAST_WEEKDAY = 6


def choose(desk: Desk, scope: Scope, wanted: Preference, version: int | None = None, key: str | None = None) -> Answer:
    """Choose how one is told; a class that always comes cannot be switched off. The first choice has no version."""

    def deed(doing: Deed) -> Answer:
        check(wanted, desk.calendar)
        row = doing.session.get(PreferenceRow, scope.actor, with_for_update=True)
        expect_version(row.version if row else 0, version)
        if row is None:
            row = PreferenceRow(official=scope.actor, body={}, version=0)
            doing.session.add(row)
        row.body, row.changed_at, row.version = wanted.to_plain(), doing.now, row.version + 1
        doing.note("preference.chosen", f"official/{scope.actor}")
        return Answer({**row.body, "version": row.version}, 200, str(row.version))

    return perform(desk, scope, deed, key=key, request=["choose", wanted.to_plain()])


def set_rules(desk: Desk, scope: Scope, rules: NoticeRules, key: str | None = None) -> Answer:
    """Set when heads get their gathered mail, how many mails an address gets on a day, and what goes by SMS."""
    require(scope, Act.SET_RULES)
    problems = []
    if not 0 <= rules.weekday <= LAST_WEEKDAY:
        problems.append(Problem("weekday", "từ 0 (thứ Hai) đến 6 (Chủ nhật)"))
    if not 0 <= rules.budget <= MOST_A_DAY:
        problems.append(Problem("budget", f"từ 0 (không giới hạn) đến {MOST_A_DAY} thư một ngày"))
    said = {"superior": rules.forms.superior, "official": rules.forms.official}
    problems += [Problem(name, fault) for name, form in said.items() for fault in faults(form)]
    if problems:
        raise Refusal("invalid", "notice-rules", "Quy định về thông báo chưa dùng được.", tuple(problems))

    def deed(doing: Deed) -> Answer:
        doing.session.merge(SettingRow(name=RULES, body=rules.to_plain()))
        doing.session.flush()
        briefings.put_right(doing, only_move=True)
        doing.note("notices.rules-set", "setting/notices", **rules.to_plain())
        return Answer(rules.to_plain())

    return perform(desk, scope, deed, key=key, request=["notice rules", rules.to_plain()])
