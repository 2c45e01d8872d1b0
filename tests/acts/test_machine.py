"""Whatever people do in whatever order, however long the clocks sleep, wherever it dies: the promises hold after each step."""

from collections import Counter
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from acts import (
    absences,
    amending,
    assignments,
    calendar,
    completions,
    escalating,
    extensions,
    fulfilling,
    hand_over,
    handing,
    ladder_choice,
    ladders,
    movers,
    office,
    passing_down,
    pauses,
    periodic_forms,
    remarks,
    reopening,
    steps,
)
from acts.absences import Leave
from acts.calendar import Rhythm
from acts.completions import Report
from acts.desk import Answer
from acts.fulfilling import Declared
from acts.ladder_choice import Choice
from acts.messages import Delivery
from acts.passing_down import Task
from domain.calendar import Decision
from domain.condition import hangs_on
from domain.directive import Cadence
from domain.ladder import Phase, Release, Rung
from domain.ladders import Version
from domain.office import Directory, Grant, Official, Role
from domain.rights import SYSTEM, Scope
from domain.status import DelayClass, ReturnClass, WorkState
from proof.checks import GRACE
from proof.verify import holds, verify
from storage.tables import AbsenceRow, AssignmentRow, ExtensionRow, ItemRow, StepRow
from tests.acts.house import CHIEF, an_item
from tests.acts.life import Life
from tests.acts.test_unit_hours import DESK

LONG = settings.get_current_profile_name() == "long"
CHAIR = Scope("hoa", (Grant(Role.CHAIR),))
UNITS = {unit: Scope(f"x-{unit}", (Grant(Role.OFFICIAL, unit),)) for unit in ("kt", "vh", "ca")}
TICK = timedelta(seconds=1)
"""No two things happen at the very same instant."""
PICK = st.integers(0, 5)
FEW = 4
"""With no more assignments than that nothing is withdrawn: an office without work tries nothing."""
ANY = frozenset(WorkState)
CLOSED = frozenset(work for work in WorkState if work.is_closed)
RUNNING = frozenset(work for work in WorkState if work.runs)
UNIT = st.sampled_from(["kt", "vh", "ca"])
LEAD = st.sampled_from(["kt", "vh", "ca", "phong"])
OUTCOMES = st.sampled_from(
    [Delivery.SENT, Delivery.SENT, Delivery.SENT, Delivery.LATER, Delivery.UNKNOWN, Delivery.FAILED, None]
)
MONTHLY: dict[str, Any] = {
    "cadence": "monthly",
    "due_on": None,
    "due_rule": {"kind": "day-of-period", "n": 20, "unit": None, "anchor": None},
}
DAILY: dict[str, Any] = {"cadence": "daily", "due_on": None}
HANGING: dict[str, Any] = {
    "due_on": None,
    "due_rule": {"kind": "by-event", "n": 6, "unit": "working-days", "anchor": "có hướng dẫn"},
}
RUNGS = (
    Rung("B4", Phase.BEFORE, -4),
    Rung("D0", Phase.DUE, 0),
    Rung("O1", Phase.OVERDUE, 1, repeat_days=5),
    Rung("H3", Phase.HEAD, 3, Release.VETO),
    Rung("P5", Phase.PROPOSAL, 5),
    Rung("C8", Phase.CHAIR, 8, Release.REQUIRED),
)
ACCEPT = Rung("A2", Phase.ACCEPT, 2)
HEADS = {"binh": ("Trần Bình", ()), "chi": ("Ngô Chi", (Grant(Role.OFFICIAL, "vh"),)), "em": ("Vũ Em", ())}

DONE: Counter[str] = Counter()
"""How often each act was carried out, over all runs; one that is always refused shows nothing."""
PAIRS: Counter[tuple[str, str]] = Counter()
"""How often one rule came right after another."""


class Office(RuleBasedStateMachine):
    """An office in which anything may happen that its people may do."""

    @initialize(leads=st.lists(LEAD, min_size=1, max_size=3))
    def opens(self, leads: list[str]) -> None:
        self.life = Life()
        self.house = self.life.house
        self.outcome: Delivery | None = Delivery.SENT
        self.directives, self.keys, self.versions, self.before = 0, 0, 0, "opens"
        self.verified, self.verified_at = -1, self.house.now
        self._issue(*({"lead_codes": [lead], "cooperating_codes": ["vh"]} for lead in leads), HANGING, DAILY)

    def teardown(self) -> None:
        if hasattr(self, "life"):
            self.life.end()

    def _begins(self, name: str) -> None:
        PAIRS[self.before, name] += 1
        self.before = name
        self.house.now += TICK

    def tried(self, name: str, act: Callable[[], Answer]) -> Answer | None:
        """An act, or its refusal: a refusal is an answer."""
        answer = self.life.tries(act)
        DONE[name] += answer is not None
        return answer

    def one(self, pick: int, works: AbstractSet[WorkState] = ANY) -> AssignmentRow:
        """One of those in such a state of work; where none is, any."""
        rows = self.house.assignments()
        meant = [row for row in rows if WorkState(row.work) in works] or rows
        return meant[pick % len(meant)]

    def ids(self, asked: Any) -> list[str]:
        with self.house.memory.reading() as session:
            return list(session.scalars(asked))

    def _issue(self, *items: dict[str, Any]) -> str:
        self.directives += 1
        return self.house.directive(*items, number=f"{self.directives}/CT-UBND")

    @rule(lead=LEAD, days=st.integers(1, 40), kind=st.sampled_from(["once", "once", "monthly", "by-event"]))
    def issues(self, lead: str, days: int, kind: str) -> None:
        self._begins("issues")
        due = (self.house.desk.today() + timedelta(days=days)).isoformat()
        told = {"monthly": MONTHLY, "by-event": HANGING}.get(kind, {"due_on": due})
        issued = self.life.tries(lambda: self._issue(an_item(lead_codes=[lead], **told)))
        DONE["issue"] += issued is not None

    @rule(pick=PICK, hears_nothing=st.booleans())
    def reports(self, pick: int, hears_nothing: bool) -> None:
        """Who hears nothing asks once more under the same key, and is answered as the first time."""
        self._begins("reports")
        row, key, before = self.one(pick, RUNNING), self.fresh_key(), self.life.deaths

        def act() -> Answer:
            return completions.complete(self.house.desk, UNITS[row.unit], Report((row.id,)), key=key)

        answer = self.tried("complete", act)
        died = self.life.deaths > before
        if hears_nothing or died:
            again = self.tried("repeat", act) or self.tried("repeat", act)  # it may die in the first repeat
            if answer is not None:
                assert again is not None
                assert (again.repeated, again.body) == (True, answer.body)
            assert died or answer is not None or again is None, "what was refused is refused again"
            answer = again
        if answer is not None:
            self.life.promised.add(str(answer.body["id"]))

    def fresh_key(self) -> str:
        self.keys += 1
        return str(self.keys)

    @rule(pick=PICK, back=st.sampled_from([None, None, *ReturnClass]))
    def answers(self, pick: int, back: ReturnClass | None) -> None:
        self._begins("answers")
        report = self.one(pick, {WorkState.REPORTED}).completion
        if report is None:
            return
        if back is None:
            self.tried("accept", lambda: completions.accept(self.house.desk, CHIEF, report))
        else:
            self.tried("return", lambda: completions.send_back(self.house.desk, CHIEF, report, back, "Bổ sung"))

    @rule(pick=PICK, days=st.integers(1, 40), granted=st.booleans())
    def asks_for_time(self, pick: int, days: int, granted: bool) -> None:
        self._begins("asks_for_time")
        row, until = self.one(pick, RUNNING), self.house.desk.today() + timedelta(days=days)
        self.tried(
            "ask",
            lambda: extensions.ask(self.house.desk, UNITS[row.unit], row.id, until, "Chờ", DelayClass.OBJECTIVE),
        )
        for one in self.ids(select(ExtensionRow.id).where(ExtensionRow.state == "asked")):
            self.tried(
                "extend" if granted else "refuse",
                lambda one=one: extensions.decide(  # type: ignore[misc]
                    self.house.desk, CHAIR, one, granted=granted, reason="Ý kiến"
                ),
            )

    @rule(pick=PICK, days=st.integers(0, 40))
    def moves_the_day(self, pick: int, days: int) -> None:
        self._begins("moves_the_day")
        row, due = self.one(pick, RUNNING), self.house.desk.today() + timedelta(days=days)
        sooner = row.deadline is not None and due < row.deadline
        changes = {"due_on": due.isoformat()}
        self.tried(
            "shorten" if sooner else "lengthen",
            lambda: amending.amend(self.house.desk, CHIEF, row.item, changes, "CV"),
        )

    @rule(pick=PICK, on=st.booleans())
    def pauses_or_goes_on(self, pick: int, on: bool) -> None:
        self._begins("pauses_or_goes_on")
        row = self.one(pick, {WorkState.SUSPENDED} if on else RUNNING)
        act = pauses.go_on if on else pauses.suspend
        self.tried("go on" if on else "suspend", lambda: act(self.house.desk, CHIEF, row.id, "Chờ"))

    @rule(pick=PICK, unit=UNIT)
    def hands_on(self, pick: int, unit: str) -> None:
        self._begins("hands_on")
        row = self.one(pick)
        self.tried("reassign", lambda: handing.reassign(self.house.desk, CHIEF, row.id, unit, "Chức năng"))

    @rule(unit=UNIT, successor=UNIT)
    def hands_over(self, unit: str, successor: str) -> None:
        self._begins("hands_over")
        by = hand_over.Decision("7/QĐ-UBND", self.house.desk.today(), successor)
        self.tried("hand over", lambda: hand_over.hand_over(self.house.desk, CHIEF, unit, by))

    @rule(pick=PICK, days=st.integers(0, 30))
    def opens_again(self, pick: int, days: int) -> None:
        self._begins("opens_again")
        row, until = self.one(pick, CLOSED), self.house.desk.today() + timedelta(days=days)
        self.tried("reopen", lambda: reopening.reopen(self.house.desk, CHIEF, row.id, "Sai", until))

    @rule(pick=PICK, mover=st.sampled_from([None, Role.CHIEF, Role.CHAIR]))
    def names_who_moves_days(self, pick: int, mover: Role | None) -> None:
        self._begins("names_who_moves_days")
        item = self.one(pick).item
        self.tried("mover", lambda: movers.name_of_item(self.house.desk, CHAIR, item, mover))

    @rule(pick=PICK, cadence=st.sampled_from([None, Cadence.WEEKLY, Cadence.MONTHLY]))
    def asks_forms_by_themselves(self, pick: int, cadence: Cadence | None) -> None:
        self._begins("asks_forms_by_themselves")
        directive = self.one(pick).directive
        self.tried("forms", lambda: periodic_forms.ask_by_itself(self.house.desk, CHIEF, directive, cadence))

    @rule(unit=UNIT, own=st.booleans())
    def keeps_hours_of_its_own(self, unit: str, own: bool) -> None:
        self._begins("keeps_hours_of_its_own")
        rhythm = Rhythm(of_units={unit: DESK if own else None})
        self.tried("hours", lambda: calendar.decide_days(self.house.desk, CHIEF, (), rhythm=rhythm))

    @rule(pick=PICK, ago=st.integers(0, 4), back=st.booleans())
    def declares_or_takes_back(self, pick: int, ago: int, back: bool) -> None:
        self._begins("declares_or_takes_back")
        on = self.house.desk.today() - timedelta(days=ago)
        hanging, declared = self.hanging()
        some = (declared if back else hanging) or [self.one(pick).item]
        meant = some[pick % len(some)]
        if back:
            self.tried("take back", lambda: fulfilling.take_back(self.house.desk, CHIEF, meant, "Nhầm"))
        else:
            self.tried("declare", lambda: fulfilling.declare(self.house.desk, CHIEF, meant, Declared(on)))

    def hanging(self) -> tuple[list[str], list[str]]:
        """Issued items that wait for something outside, and those whose waiting has ended."""
        with self.house.memory.reading() as session:
            asked = select(ItemRow.id, ItemRow.read, ItemRow.due_rule, ItemRow.fulfilment)
            issued = session.execute(asked.where(ItemRow.state == "issued").order_by(ItemRow.id))
            rows = [row for row in issued if hangs_on(row.read.get("condition"), row.due_rule)]
        return [row.id for row in rows if row.fulfilment is None], [row.id for row in rows if row.fulfilment]

    @rule(pick=PICK, unit=st.sampled_from(["kt", "phong"]))
    def passes_down(self, pick: int, unit: str) -> None:
        self._begins("passes_down")
        row, task = self.one(pick), Task("Gửi số liệu", unit)
        self.tried("pass down", lambda: passing_down.pass_down(self.house.desk, CHIEF, row.id, (task,)))

    @rule(pick=PICK)
    def withdraws(self, pick: int) -> None:
        self._begins("withdraws")
        row = self.one(pick)
        if len(self.house.assignments()) <= FEW:
            return
        self.tried("withdraw", lambda: assignments.withdraw(self.house.desk, CHIEF, row.item, "Thay thế"))

    @rule(pick=PICK)
    def speaks(self, pick: int) -> None:
        self._begins("speaks")
        row = self.one(pick)
        self.tried("progress", lambda: remarks.progress(self.house.desk, UNITS[row.unit], row.id, "Một nửa"))
        self.tried("comment", lambda: remarks.comment(self.house.desk, CHIEF, row.id, "Đề nghị khẩn trương"))
        self.tried("escalate", lambda: escalating.escalate(self.house.desk, CHIEF, row.id, "Gấp"))

    @rule(who=st.sampled_from([None, *HEADS]))
    def has_another_head(self, who: str | None) -> None:
        self._begins("has_another_head")
        people = tuple(
            Official(login, name, "", "đồng chí", f"{login}@mau.example", grants=(*own, *_headed(login == who)))
            for login, (name, own) in HEADS.items()
        )
        self.tried("change head", lambda: office.set_office(self.house.desk, SYSTEM, Directory((), people)))

    @rule(
        who=st.sampled_from(["binh", "an", "dung"]),
        starts=st.integers(0, 5),
        days=st.integers(0, 20),
        substitute=st.sampled_from([None, "an", "chi", "em"]),
    )
    def is_away(self, who: str, starts: int, days: int, substitute: str | None) -> None:
        self._begins("is_away")
        since = self.house.desk.today() + timedelta(days=starts)
        leave = Leave(since, since + timedelta(days=days), who, substitute)
        self.tried("absence", lambda: absences.enter(self.house.desk, CHIEF, leave))

    @rule()
    def is_back(self) -> None:
        self._begins("is_back")
        for one in self.ids(select(AbsenceRow.id).where(AbsenceRow.ended_on.is_(None)).limit(1)):
            self.tried("end of absence", lambda one=one: absences.end(self.house.desk, CHIEF, one))  # type: ignore[misc]

    @rule(day=st.integers(-3, 40), works=st.booleans())
    def decides_on_a_day(self, day: int, works: bool) -> None:
        self._begins("decides_on_a_day")
        decision = Decision(self.house.desk.today() + timedelta(days=day), works=works, basis="QĐ")
        self.tried("calendar", lambda: calendar.decide_days(self.house.desk, CHIEF, (decision,)))

    @rule(
        rungs=st.sets(st.sampled_from(RUNGS), min_size=1).map(lambda some: sorted(some, key=RUNGS.index)),
        default=st.booleans(),
        days=st.integers(-5, 10),
    )
    def writes_a_ladder(self, rungs: list[Rung], default: bool, days: int) -> None:
        self._begins("writes_a_ladder")
        self.versions += 1
        since = self.house.desk.today() + timedelta(days=days)
        one = Version("mac-dinh" if default else "rieng", self.versions, "Khác", since, (*rungs, ACCEPT))
        self.tried("ladder", lambda: ladders.take_ladders(self.house.desk, CHIEF, (one,)))

    @rule(pick=PICK, code=st.sampled_from([None, "rieng"]))
    def chooses_a_ladder(self, pick: int, code: str | None) -> None:
        self._begins("chooses_a_ladder")
        row = self.one(pick)
        self.tried("choose", lambda: ladder_choice.choose_for_item(self.house.desk, CHIEF, row.item, Choice(code)))

    @rule(choice=st.sampled_from(["release", "postpone", "decline"]))
    def gives_its_word(self, choice: str) -> None:
        self._begins("gives_its_word")
        for one in self.ids(select(StepRow.id).where(StepRow.state == "awaiting").limit(1)):
            match choice:
                case "release":
                    self.tried(choice, lambda one=one: steps.release(self.house.desk, CHIEF, one))  # type: ignore[misc]
                case "postpone":
                    self.tried(choice, lambda one=one: steps.postpone(self.house.desk, CHIEF, one, 2, "Đã gọi"))  # type: ignore[misc]
                case _:
                    self.tried(choice, lambda one=one: steps.decline(self.house.desk, CHIEF, one, "Đang xử lý"))  # type: ignore[misc]

    @rule(hours=st.integers(1, 24 * 12), outcome=OUTCOMES)
    def time_passes(self, hours: int, outcome: Delivery | None) -> None:
        self._begins("time_passes")
        self.house.now += timedelta(hours=hours)
        self.outcome = outcome

    @rule(days=st.integers(1, 6))
    def days_go_by(self, days: int) -> None:
        self._begins("days_go_by")
        self.house.now += timedelta(days=days)

    @rule(statements=st.integers(1, 250))
    def will_die(self, statements: int) -> None:
        self._begins("will_die")
        self.life.will_die(statements)

    @rule()
    def is_copied(self) -> None:
        self._begins("is_copied")
        self.life.survives(self.life.is_copied)

    @rule()
    def is_set_back(self) -> None:
        self._begins("is_set_back")
        DONE["restore"] += self.life.is_set_back()

    @rule(but_one=st.booleans())
    def lets_mail_go(self, but_one: bool) -> None:
        self._begins("lets_mail_go")
        DONE["let go"] += self.life.is_held
        self.life.lets_go(but_one=but_one)

    @precondition(lambda self: hasattr(self, "life"))
    @invariant()
    def the_promises_hold(self) -> None:
        """The round has gone and the mail was tried: then nothing is overlooked, lost, doubled or late."""
        before = self.life.deaths
        self.life.goes_round(self.outcome)
        self.outcome = self.outcome or Delivery.SENT
        DONE["die"] += self.life.deaths - before
        if self.verified == self.life.writes and self.house.now - self.verified_at < GRACE:
            return  # not a byte has changed, and nothing has fallen due
        told = self.life.survives(lambda: verify(self.house.memory, now=self.house.now))
        if told is None:  # it died while it was being verified
            self.the_promises_hold()
            return
        assert holds(told), [(check.name, check.violations) for check in told if check.ok is False]
        assert self.life.forgotten() == []
        assert self.life.unexplained() == []
        self.verified, self.verified_at = self.life.writes, self.house.now
        DONE["verify"] += 1


def _headed(is_head: bool) -> tuple[Grant, ...]:
    return (Grant(Role.HEAD, "kt"),) if is_head else ()


PARTS, RUNS, STEPS = (40, 50, 50) if LONG else (4, 50, 50)
"""Two hundred runs of fifty steps, two thousand in the long form, in parts that several processes may share."""


def _part(number: int) -> type[Any]:
    """The machine under a name and a seed of its own."""
    named: Any = seed(number)(type(f"Office{number}", (Office,), {}))
    part: type[Any] = named.TestCase
    part.settings = settings(
        max_examples=RUNS, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
    )
    return part


for _number in range(PARTS):
    globals()[f"TestOffice{_number}"] = _part(_number)


if LONG:

    def test_every_act_was_carried_out_and_nearly_every_pair_of_rules_was_tried() -> None:
        rules = {second for _, second in PAIRS}
        tried = sum((one, other) in PAIRS for one in rules for other in rules)
        print(f"{sum(PAIRS.values())} steps, {tried} of {len(rules) ** 2} pairs of rules", dict(DONE))  # noqa: T201
        assert min(DONE.values()) > 0, DONE
        assert tried >= 0.95 * len(rules) ** 2
