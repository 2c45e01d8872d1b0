"""Who may do what: the one policy, asked by acts, doors, pages and commands alike (domain.md §7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.errors import Refusal
from domain.office import Grant, Role


class Act(StrEnum):
    """What may be done."""

    READ = "read"
    READ_DIRECTIVES = "read-directives"
    INTAKE = "intake"
    ISSUE = "issue"
    ACKNOWLEDGE = "acknowledge"
    REPORT = "report"
    RECORD = "record"  # ghi nhận thay
    ASK_EXTENSION = "ask-extension"
    DECIDE_EXTENSION = "decide-extension"
    ANSWER = "answer"  # xác nhận, đề nghị bổ sung
    ESCALATE = "escalate"
    RELEASE = "release"
    MEASURE = "measure"
    READ_INDEX = "read-index"
    SET_RULES = "set-rules"  # bộ tiêu chí, lịch, đơn vị
    READ_REVIEW = "read-review"
    FREEZE = "freeze"
    ADMINISTER = "administer"
    READ_LOG = "read-log"


_UNIT_READS = {Act.READ, Act.READ_DIRECTIVES, Act.READ_INDEX, Act.READ_REVIEW}
_OWN: dict[Role, set[Act]] = {
    Role.OFFICIAL: {*_UNIT_READS, Act.ACKNOWLEDGE, Act.REPORT, Act.ASK_EXTENSION},
    Role.HEAD: {*_UNIT_READS, Act.ACKNOWLEDGE, Act.REPORT, Act.ASK_EXTENSION},
    Role.SOURCE: {Act.READ, Act.MEASURE},
}
_OFFICE = {*_UNIT_READS, Act.INTAKE, Act.RECORD, Act.MEASURE, Act.ESCALATE, Act.FREEZE, Act.READ_LOG}
_CHIEF = {*_OFFICE, Act.ISSUE, Act.ANSWER, Act.RELEASE, Act.DECIDE_EXTENSION, Act.SET_RULES}
_ALL: dict[Role, set[Act]] = {
    Role.SPECIALIST: _OFFICE,
    Role.CHIEF: _CHIEF,
    Role.DEPUTY_CHAIR: {*_CHIEF},
    Role.CHAIR: {*_CHIEF},
    Role.CLERK: {Act.READ_DIRECTIVES, Act.READ_REVIEW, Act.ISSUE},
    Role.SOURCE: {Act.MEASURE},
    Role.APPRAISER: {Act.READ, Act.READ_INDEX},
    Role.INSPECTOR: {*_UNIT_READS, Act.READ_LOG},
    Role.ADMIN: {Act.ADMINISTER, Act.SET_RULES},
}


@dataclass(frozen=True)
class Scope:
    """Who acts, with the roles in force today: the first argument of every view and act."""

    actor: str
    grants: tuple[Grant, ...] = ()
    is_system: bool = False

    @property
    def units(self) -> frozenset[str] | None:
        """Units whose rows are seen; None is all of them."""
        if self.is_system or any(Act.READ in _ALL.get(grant.role, set()) for grant in self.grants):
            return None
        return frozenset(g.unit for g in self.grants if g.unit is not None and Act.READ in _OWN.get(g.role, set()))

    def sees(self, unit: str) -> bool:
        """Whether rows of `unit` exist for this scope; what it does not see looks absent."""
        return self.units is None or unit in self.units


SYSTEM = Scope("system", is_system=True)
"""The house itself: clocks, rounds and commands on the machine."""


def scope_of(actor: str, grants: Iterable[Grant], today: date) -> Scope:
    """The scope of an official with the roles valid on `today`."""
    return Scope(actor, tuple(grant for grant in grants if grant.validity.covers(today)))


def may(scope: Scope, act: Act, unit: str | None = None, *, lead: str | None = None) -> bool:
    """Whether `scope` may do `act` to something of `unit`.

    `lead` is the unit that owes the work when it is answered: who leads never accepts (domain.md §0.8).
    """
    if scope.is_system:
        return True
    if act is Act.ANSWER and lead is not None and any(grant.unit == lead for grant in scope.grants):
        return False
    for grant in scope.grants:
        if act in _ALL.get(grant.role, set()):
            return True
        if act in _OWN.get(grant.role, set()) and (unit is None or grant.unit == unit):
            return True
    return False


def require(scope: Scope, act: Act, unit: str | None = None, *, lead: str | None = None) -> None:
    """Refuse unless `scope` may: as absent where the unit is not seen, else as forbidden."""
    if may(scope, act, unit, lead=lead):
        return
    if unit is not None and not scope.sees(unit):
        raise absent()
    if act is Act.ANSWER and lead is not None and may(scope, act):
        raise Refusal("forbidden", "leads-itself", "Đơn vị chủ trì không tự xác nhận kết quả của mình.")
    raise Refusal("forbidden", "not-allowed", "Tài khoản này không có quyền thực hiện việc này.")


def absent() -> Refusal:
    """The same words for what is not there and for what is not seen."""
    return Refusal("absent", "absent", "Không tìm thấy nội dung được yêu cầu.")
