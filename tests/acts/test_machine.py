"""Whatever people do in whatever order, and however long the clocks sleep: after every step the promises hold."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from acts import (
    amending,
    assignments,
    calendar,
    completions,
    extensions,
    fulfilling,
    handing,
    pauses,
    remarks,
    reopening,
    steps,
)
from acts.completions import Report
from acts.fulfilling import Declared
from acts.messages import Delivery, Outcome, send_due
from domain.calendar import Decision
from domain.errors import Refusal
from domain.office import Grant, Role
from domain.rights import Scope
from domain.status import DelayClass, ReturnClass
from domain.subject import MAIL, Caller
from proof.verify import holds, verify
from storage.database import Memory
from storage.schema import migrate
from storage.tables import AssignmentRow, ExtensionRow, StepRow
from storage.views.subjects import overdue_subjects
from tests.acts.house import CHIEF, House

LONG = settings.get_current_profile_name() == "long"
CHAIR = Scope("hoa", (Grant(Role.CHAIR),))
UNITS = {unit: Scope(f"x-{unit}", (Grant(Role.OFFICIAL, unit),)) for unit in ("kt", "vh", "ca")}
PICK = st.integers(0, 5)
HANGING = {"due_on": None, "due_rule": {"kind": "by-event", "n": 6, "unit": "working-days", "anchor": "có hướng dẫn"}}
OUTCOMES = st.sampled_from([Delivery.SENT, Delivery.SENT, Delivery.LATER, Delivery.UNKNOWN, Delivery.FAILED])


@cache
def an_empty_database() -> Path:
    """A migrated file to copy from."""
    file = Path(tempfile.mkdtemp()) / "empty.db"
    memory = Memory(str(file))
    migrate(memory)
    memory.close()
    return file


class Office(RuleBasedStateMachine):
    """An office in which anything may happen that its people may do."""

    @initialize(leads=st.lists(st.sampled_from(["kt", "vh", "ca", "phong"]), min_size=1, max_size=3))
    def opens(self, leads: list[str]) -> None:
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(an_empty_database(), self.folder / "dondoc.db")
        self.memory = Memory(str(self.folder / "dondoc.db"))
        self.house = House(self.memory)
        self.outcome = Delivery.SENT
        self.house.directive(*({"lead_codes": [lead], "cooperating_codes": ["vh"]} for lead in leads), HANGING)

    def teardown(self) -> None:
        if hasattr(self, "memory"):
            self.memory.close()
            shutil.rmtree(self.folder)

    def tried(self, act: Callable[[], object]) -> None:
        """An act, or its refusal: a refusal is an answer."""
        with suppress(Refusal):
            act()

    def one(self, pick: int) -> AssignmentRow:
        rows = self.house.assignments()
        return rows[pick % len(rows)]

    @rule(pick=PICK)
    def reports(self, pick: int) -> None:
        row = self.one(pick)
        self.tried(lambda: completions.complete(self.house.desk, UNITS[row.unit], Report((row.id,))))

    @rule(pick=PICK, back=st.sampled_from([None, *ReturnClass]))
    def answers(self, pick: int, back: ReturnClass | None) -> None:
        report = self.one(pick).completion
        if report is None:
            return
        if back is None:
            self.tried(lambda: completions.accept(self.house.desk, CHIEF, report))
        else:
            self.tried(lambda: completions.send_back(self.house.desk, CHIEF, report, back, "Bổ sung"))

    @rule(pick=PICK, days=st.integers(1, 40), granted=st.booleans())
    def asks_for_time(self, pick: int, days: int, granted: bool) -> None:
        row, until = self.one(pick), self.house.desk.today() + timedelta(days=days)
        desk = self.house.desk
        self.tried(lambda: extensions.ask(desk, UNITS[row.unit], row.id, until, "Chờ", DelayClass.OBJECTIVE))
        with self.memory.reading() as session:
            asked = [one.id for one in session.query(ExtensionRow).filter_by(state="asked", assignment=row.id)]
        for one in asked:
            self.tried(lambda one=one: extensions.decide(desk, CHAIR, one, granted=granted, reason="Ý kiến"))  # type: ignore[misc]

    @rule(pick=PICK, on=st.booleans())
    def pauses_or_goes_on(self, pick: int, on: bool) -> None:
        act = pauses.go_on if on else pauses.suspend
        self.tried(lambda: act(self.house.desk, CHIEF, self.one(pick).id, "Chờ"))

    @rule(pick=PICK, unit=st.sampled_from(["kt", "vh", "ca"]))
    def hands_on(self, pick: int, unit: str) -> None:
        self.tried(lambda: handing.reassign(self.house.desk, CHIEF, self.one(pick).id, unit, "Chức năng"))

    @rule(pick=PICK, days=st.integers(0, 30))
    def opens_again(self, pick: int, days: int) -> None:
        until = self.house.desk.today() + timedelta(days=days)
        self.tried(lambda: reopening.reopen(self.house.desk, CHIEF, self.one(pick).id, "Sai", until))

    @rule(pick=PICK, ago=st.integers(0, 9), back=st.booleans())
    def declares_or_takes_back(self, pick: int, ago: int, back: bool) -> None:
        item, on = self.one(pick).item, self.house.desk.today() - timedelta(days=ago)
        if back:
            self.tried(lambda: fulfilling.take_back(self.house.desk, CHIEF, item, "Nhầm"))
        else:
            self.tried(lambda: fulfilling.declare(self.house.desk, CHIEF, item, Declared(on)))

    @rule(pick=PICK)
    def withdraws(self, pick: int) -> None:
        self.tried(lambda: assignments.withdraw(self.house.desk, CHIEF, self.one(pick).item, "Thay thế"))

    @rule(pick=PICK, days=st.integers(0, 40))
    def amends(self, pick: int, days: int) -> None:
        due = (self.house.desk.today() + timedelta(days=days)).isoformat()
        self.tried(lambda: amending.amend(self.house.desk, CHIEF, self.one(pick).item, {"due_on": due}, "CV"))

    @rule(pick=PICK)
    def speaks(self, pick: int) -> None:
        row = self.one(pick)
        self.tried(lambda: remarks.progress(self.house.desk, UNITS[row.unit], row.id, "Một nửa"))
        self.tried(lambda: remarks.comment(self.house.desk, CHIEF, row.id, "Đề nghị khẩn trương"))
        self.tried(lambda: steps.escalate(self.house.desk, CHIEF, row.id, "Gấp"))

    @rule(day=st.integers(0, 70), works=st.booleans())
    def decides_on_a_day(self, day: int, works: bool) -> None:
        decision = Decision(date(2026, 3, 2) + timedelta(days=day), works=works, basis="QĐ")
        self.tried(lambda: calendar.decide_days(self.house.desk, CHIEF, (decision,)))

    @rule(choice=st.sampled_from(["release", "postpone", "decline"]))
    def gives_its_word(self, choice: str) -> None:
        with self.memory.reading() as session:
            awaiting = [row.id for row in session.query(StepRow).filter_by(state="awaiting")]
        if not awaiting:
            return
        desk, step = self.house.desk, awaiting[0]
        match choice:
            case "release":
                self.tried(lambda: steps.release(desk, CHIEF, step))
            case "postpone":
                self.tried(lambda: steps.postpone(desk, CHIEF, step, 2, "Đã gọi"))
            case _:
                self.tried(lambda: steps.decline(desk, CHIEF, step, "Đang xử lý"))

    @rule(hours=st.integers(1, 24 * 12), outcome=OUTCOMES)
    def time_passes(self, hours: int, outcome: Delivery) -> None:
        self.house.now += timedelta(hours=hours)
        self.outcome = outcome

    @precondition(lambda self: hasattr(self, "house"))
    @invariant()
    def the_promises_hold(self) -> None:
        """The round has gone and the mail was tried: then nothing is overlooked, lost, doubled or late."""
        look = timedelta()
        for _ in range(4):
            with self.memory.reading() as session:
                due = [one for one in overdue_subjects(session, self.house.now, look) if one != MAIL]
            for subject in due:
                steps.take_due(self.house.desk, subject, Caller.ROUND)
            send_due(self.house.desk, lambda _mail: Outcome(self.outcome))
            if not due:
                break
        told = verify(self.memory, now=self.house.now)
        assert holds(told), [(check.name, check.violations) for check in told if check.ok is False]


TestOffice = Office.TestCase
TestOffice.settings = settings(
    max_examples=200 if LONG else 12,
    stateful_step_count=50 if LONG else 15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
