"""The cast: which official of the office does a deed, so that every act is asked for with rights somebody really holds."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.office import Official, Role
from domain.rights import SYSTEM, Act, Scope, may, scope_of
from proof.simulate.remarks import Remarks

LEADERS = (Role.CHIEF, Role.DEPUTY_CHAIR, Role.CHAIR)
DESK = (Role.SPECIALIST, *LEADERS)
USUAL: Mapping[Act, tuple[Role, ...]] = {
    Act.ACKNOWLEDGE: (Role.OFFICIAL, Role.HEAD),
    Act.REPORT: (Role.OFFICIAL, Role.HEAD),
    Act.ASK_EXTENSION: (Role.OFFICIAL, Role.HEAD),
    Act.INTAKE: DESK,
    Act.RECORD: DESK,
    Act.FREEZE: DESK,
    Act.ISSUE: (Role.CLERK, *LEADERS),
    Act.ANSWER: LEADERS,
    Act.DECIDE_EXTENSION: LEADERS,
    Act.RELEASE: LEADERS,
    Act.SET_RULES: (*LEADERS, Role.ADMIN),
    Act.MEASURE: (Role.SOURCE, *DESK),
}
"""Who usually does what (domain.md §7), the likeliest first; anybody else who may do it comes after them."""


class Cast:
    """The officials of an office. `ids` are those of the database, by login: acts know people by them."""

    def __init__(self, officials: Sequence[Official], ids: Mapping[str, str], remarks: Remarks) -> None:
        self._officials = officials
        self._ids = ids
        self._remarks = remarks
        self._absent: list[tuple[str, date, date]] = []
        self._known: dict[date, list[tuple[Official, Scope]]] = {}

    def is_away(self, login: str, since: date, until: date) -> None:
        """They do nothing on these days."""
        self._absent.append((login, since, until))
        self._known.clear()

    def who(
        self,
        act: Act,
        day: date,
        *,
        unit: str | None = None,
        lead: str | None = None,
        home: str | None = None,
        first: Role | None = None,
    ) -> Scope | None:
        """Whoever may do `act` to something of `unit` on `day`; None where nobody may.

        `lead` is the unit whose work is judged: none of its people judges it. `home` is the unit whose people are
        asked first, `first` the role.
        """
        able = [
            (self._rank(official, act, scope, home, first), scope)
            for official, scope in self._scopes(day)
            if may(scope, act, unit, lead=lead, acceptor=home) and not _is_of(scope, lead)
        ]
        return min(able, key=lambda pair: pair[0])[1] if able else None

    def or_system(self, act: Act, day: date, told: str, **where: str | Role | None) -> Scope:
        """Whoever may do it, else the house itself, which is then said once: "Không có ai …"."""
        found = self.who(act, day, **where)  # type: ignore[arg-type] # the same names
        if found is None:
            self._remarks.say("no-official", f"{told}: tệp đơn vị không có người giữ vai trò này, hệ thống làm thay.")
        return found or SYSTEM

    def _scopes(self, day: date) -> list[tuple[Official, Scope]]:
        """Who is there on a day, and what they may; of a day that is asked for again it is known."""
        if day not in self._known:
            away = {login for login, since, until in self._absent if since <= day <= until}
            self._known[day] = [
                (one, scope_of(self._ids[one.login], one.grants, day))
                for one in self._officials
                if one.login not in away
            ]
        return self._known[day]

    @staticmethod
    def _rank(
        official: Official, act: Act, scope: Scope, home: str | None, first: Role | None
    ) -> tuple[bool, bool, int, str]:
        usual = USUAL.get(act, ())
        roles = {grant.role for grant in scope.grants}
        place = min((usual.index(role) for role in roles if role in usual), default=len(usual))
        return first not in roles, home is not None and not _is_of(scope, home), place, official.login


def _is_of(scope: Scope, unit: str | None) -> bool:
    return unit is not None and any(grant.unit == unit for grant in scope.grants)
