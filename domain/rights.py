"""Who may do what: the one policy, asked by acts, doors, pages and commands alike (domain.md §7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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
    ASSIGN = "assign"  # giao việc nhanh, điều chỉnh, chuyển đơn vị, cho tiếp tục
    STOP = "stop"  # tạm dừng, thôi theo dõi
    DELEGATE = "delegate"  # phân công trong đơn vị
    SUBSTITUTE = "substitute"  # ghi vắng mặt, cử người thay
    COMMENT = "comment"
    PROGRESS = "progress"
    CONTRIBUTE = "contribute"  # phần việc phối hợp
    ATTACH = "attach"  # tải tệp lên
    ACKNOWLEDGE = "acknowledge"
    REPORT = "report"
    RECORD = "record"  # ghi nhận thay
    ASK_EXTENSION = "ask-extension"
    DECIDE_EXTENSION = "decide-extension"
    ANSWER = "answer"  # xác nhận, đề nghị bổ sung
    ESCALATE = "escalate"
    RELEASE = "release"
    SEND = "send"  # gửi lại thư, xử lý thư đến
    MEASURE = "measure"
    READ_INDEX = "read-index"
    SELF_SCORE = "self-score"  # tự chấm, giải trình, kiến nghị
    ENDORSE = "endorse"  # thủ trưởng duyệt điểm tự chấm
    APPRAISE = "appraise"  # thẩm định trong lĩnh vực của mình
    RUN_ROUND = "run-round"  # mở đợt, đặt thời gian, biên bản
    APPROVE_SCORE = "approve-score"  # phê duyệt kết quả, trả lời kiến nghị
    SET_RULES = "set-rules"  # bộ tiêu chí, lịch, đơn vị
    READ_REVIEW = "read-review"
    FREEZE = "freeze"
    APPROVE_REVIEW = "approve-review"  # duyệt nội dung
    PUBLISH_REVIEW = "publish-review"  # văn thư: số, ngày, tệp đã ký
    REGISTER = "register"  # số, ngày, tệp đã ký của văn bản đôn đốc đã gửi; bản đã ký của văn bản chỉ đạo
    ADMINISTER = "administer"
    READ_OPERATIONS = "read-operations"  # tình trạng vận hành: mốc sắp tới, thư, gián đoạn
    HOLD = "hold"  # tạm giữ và mở lại toàn bộ thư
    READ_LOG = "read-log"
    READ_EVENTS = "read-events"  # sự kiện trong phạm vi của mình
    READ_AUDIT = "read-audit"


_UNIT_READS = {Act.READ, Act.READ_DIRECTIVES, Act.READ_INDEX, Act.READ_REVIEW, Act.READ_EVENTS}
_UNIT_DOES = {
    Act.ACKNOWLEDGE,
    Act.REPORT,
    Act.ASK_EXTENSION,
    Act.PROGRESS,
    Act.COMMENT,
    Act.CONTRIBUTE,
    Act.ATTACH,
    Act.SELF_SCORE,
}
_OWN: dict[Role, set[Act]] = {
    Role.OFFICIAL: {*_UNIT_READS, *_UNIT_DOES},
    Role.HEAD: {*_UNIT_READS, *_UNIT_DOES, Act.DELEGATE, Act.SUBSTITUTE, Act.ENDORSE},
    Role.SOURCE: {Act.READ, Act.MEASURE, Act.ATTACH},
}
_OFFICE = {
    *_UNIT_READS,
    Act.INTAKE,
    Act.RECORD,
    Act.MEASURE,
    Act.ESCALATE,
    Act.REGISTER,
    Act.SEND,
    Act.FREEZE,
    Act.READ_LOG,
    Act.READ_OPERATIONS,
    Act.COMMENT,
    Act.PROGRESS,
    Act.ATTACH,
    Act.ASK_EXTENSION,
}
_CHIEF = {
    *_OFFICE,
    Act.ISSUE,
    Act.ASSIGN,
    Act.STOP,
    Act.SUBSTITUTE,
    Act.ANSWER,
    Act.RELEASE,
    Act.DECIDE_EXTENSION,
    Act.SET_RULES,
    Act.APPROVE_REVIEW,
    Act.PUBLISH_REVIEW,
    Act.RUN_ROUND,
    Act.HOLD,
}
_LEADER = {*_CHIEF, Act.APPROVE_SCORE}
_ALL: dict[Role, set[Act]] = {
    Role.SPECIALIST: _OFFICE,
    Role.CHIEF: _CHIEF,
    Role.DEPUTY_CHAIR: _LEADER,
    Role.CHAIR: _LEADER,
    Role.CLERK: {Act.READ_DIRECTIVES, Act.READ_REVIEW, Act.PUBLISH_REVIEW, Act.REGISTER, Act.ISSUE, Act.ATTACH},
    Role.SOURCE: {Act.MEASURE},
    Role.APPRAISER: {Act.READ, Act.READ_INDEX, Act.APPRAISE},
    Role.INSPECTOR: {*_UNIT_READS, Act.READ_LOG, Act.READ_AUDIT},
    Role.ADMIN: {Act.ADMINISTER, Act.SET_RULES, Act.READ_AUDIT, Act.READ_OPERATIONS, Act.HOLD},
}


_READS = frozenset({*_UNIT_READS, Act.READ_LOG, Act.READ_AUDIT})
ALLOWANCES: dict[str, frozenset[Act]] = {
    "read": _READS,
    "report": _READS | _UNIT_DOES,
    "measure": frozenset({Act.READ, Act.READ_INDEX, Act.MEASURE, Act.ATTACH}),
    "calendar": frozenset({Act.READ}),
    "directives": frozenset({Act.READ_DIRECTIVES, Act.INTAKE}),
}
"""What a token may be narrowed to, by name; it never gives more than its owner may."""


@dataclass(frozen=True)
class Scope:
    """Who acts, with the roles in force today: the first argument of every view and act.

    `leaned_on` are the absent officials without whose roles something asked of `may` would have been refused: in their
    place it was done. `only` are the acts a token was narrowed to; None: all that the roles allow.
    """

    actor: str
    grants: tuple[Grant, ...] = ()
    is_system: bool = False
    only: frozenset[Act] | None = None
    leaned_on: set[str] = field(default_factory=set, compare=False, repr=False)

    @property
    def units(self) -> frozenset[str] | None:
        """Units whose rows are seen; None is all of them."""
        if self.is_system or any(Act.READ in _ALL.get(grant.role, set()) for grant in self.grants):
            return None
        return self.own_units

    @property
    def own_units(self) -> frozenset[str]:
        """Units they belong to, whatever another of their roles lets them see besides."""
        return frozenset(g.unit for g in self.grants if g.unit is not None and Act.READ in _OWN.get(g.role, set()))

    def sees(self, unit: str) -> bool:
        """Whether rows of `unit` exist for this scope; what it does not see looks absent."""
        return self.units is None or unit in self.units


SYSTEM = Scope("system", is_system=True)
"""The house itself: clocks, rounds and commands on the machine."""


def scope_of(actor: str, grants: Iterable[Grant], today: date) -> Scope:
    """The scope of an official with the roles valid on `today`: their own, and those held in another's place."""
    return Scope(actor, tuple(grant for grant in grants if grant.validity.covers(today)))


_OVERSEES = frozenset({Role.INSPECTOR, Role.APPRAISER, Role.ADMIN})


def oversees(scope: Scope) -> bool:
    """Whether somebody looks into the work of others without taking part in it: what they read is written down."""
    return any(grant.role in _OVERSEES for grant in scope.grants)


SETTLES = frozenset({Act.ANSWER, Act.DECIDE_EXTENSION, Act.RELEASE, Act.STOP, Act.APPRAISE})
"""What nobody may do for the unit they belong to: accept, move a deadline, let its work rest, stop a report of its own, or
appraise it."""


MOVERS: dict[Role, str] = {
    Role.CHIEF: "Trưởng phòng phụ trách, Chánh Văn phòng hoặc lãnh đạo Ủy ban nhân dân",
    Role.DEPUTY_CHAIR: "Phó Chủ tịch phụ trách hoặc Chủ tịch Ủy ban nhân dân",
    Role.CHAIR: "Chủ tịch Ủy ban nhân dân",
}
"""Who may be named to move a deadline, in rising order: the one named, or anybody above; and how a refusal calls them."""


def may(
    scope: Scope,
    act: Act,
    unit: str | None = None,
    *,
    lead: str | None = None,
    acceptor: str | None = None,
    field: str | None = None,
    mover: Role | None = None,
) -> bool:
    """Whether `scope` may do `act` to something of `unit`.

    `lead` is the unit that owes the work when it is settled: who leads never accepts (domain.md §0.8). `acceptor` is
    the unit named to answer: its head may. `field` is that of the index: an appraiser has their own, or all. `mover` is
    the role that was named to move a deadline.
    """
    if scope.is_system:
        return True
    if scope.only is not None and act not in scope.only:
        return False
    if act in SETTLES and lead is not None and any(grant.unit == lead for grant in scope.grants):
        return False
    grants = [grant for grant in scope.grants if mover is None or _moves(grant, mover)]
    return _carried(scope, [grant for grant in grants if _allows(grant, act, unit, acceptor, field)])


def _moves(grant: Grant, mover: Role) -> bool:
    rising = list(MOVERS)
    return grant.role in rising[rising.index(mover) :]


def _allows(grant: Grant, act: Act, unit: str | None, acceptor: str | None, field: str | None) -> bool:
    if act is Act.APPRAISE and field is not None and grant.field not in {None, field}:
        return False
    if act is Act.ANSWER and acceptor is not None and grant.role is Role.HEAD and grant.unit == acceptor:
        return True
    if act in _ALL.get(grant.role, set()):
        return True
    return act in _OWN.get(grant.role, set()) and grant.unit is not None and unit in {None, grant.unit}


def _carried(scope: Scope, grants: Sequence[Grant]) -> bool:
    """Whether a role carries it; where only an absent official's does, it is remembered in whose place."""
    if grants and all(grant.stands_for is not None for grant in grants):
        scope.leaned_on.update(filter(None, [grants[0].stands_for]))
    return bool(grants)


def may_substitute(scope: Scope, absent_official: str, roles: Iterable[Grant]) -> bool:
    """Whether `scope` may say that somebody is away and who acts for them: oneself, their head, the office, a leader."""
    if scope.actor == absent_official or names_anybody(scope):
        return True
    roles = list(roles)
    return bool(roles) and all(role.unit is not None and may(scope, Act.SUBSTITUTE, role.unit) for role in roles)


def names_anybody(scope: Scope) -> bool:
    """Whether `scope` may name any official as a substitute; others name a colleague of the unit."""
    return scope.is_system or any(Act.SUBSTITUTE in _ALL.get(grant.role, set()) for grant in scope.grants)


def holds(scope: Scope, role: Role, unit: str | None) -> bool:
    """Whether `scope` holds a role in a unit today."""
    return any(grant.role is role and grant.unit == unit for grant in scope.grants)


def require(
    scope: Scope,
    act: Act,
    unit: str | None = None,
    *,
    lead: str | None = None,
    acceptor: str | None = None,
    field: str | None = None,
    mover: Role | None = None,
) -> None:
    """Refuse unless `scope` may: as absent where the unit is not seen, else as forbidden."""
    if may(scope, act, unit, lead=lead, acceptor=acceptor, field=field, mover=mover):
        return
    if unit is not None and not scope.sees(unit):
        raise absent()
    if mover is not None and may(scope, act, unit, lead=lead):
        raise Refusal("forbidden", "not-the-mover", f"Thời hạn này chỉ do {MOVERS[mover]} quyết định thay đổi.")
    if act in SETTLES and lead is not None and may(scope, act, field=field):
        if act is Act.APPRAISE:
            raise Refusal("forbidden", "appraises-itself", "Không thẩm định điểm của chính đơn vị mình.")
        raise Refusal(
            "forbidden",
            "leads-itself",
            "Đơn vị chủ trì không tự xác nhận kết quả, không tự quyết định hạn, việc tạm dừng, thôi theo dõi hoặc việc báo cáo "
            "về nhiệm vụ của mình.",
        )
    raise Refusal("forbidden", "not-allowed", "Tài khoản này không có quyền thực hiện việc này.")


def require_whole(scope: Scope) -> None:
    """Refuse who comes with a narrowed token: accounts, sessions and tokens are for people, not for their programs."""
    if scope.only is not None:
        raise Refusal("forbidden", "narrowed-token", "Mã truy cập này chỉ dùng cho một số việc nhất định.")


def need_two(scope: Scope, other: str) -> None:
    """Four eyes: what was asked or entered by one person is settled by another (domain.md §7)."""
    if not scope.is_system and other in {scope.actor, *scope.leaned_on}:
        raise Refusal(
            "forbidden", "four-eyes", "Hạn đã qua: việc lùi hạn cần hai người, một người đề nghị, một người quyết định."
        )


def absent() -> Refusal:
    """The same words for what is not there and for what is not seen."""
    return Refusal("absent", "absent", "Không tìm thấy nội dung được yêu cầu.")
