"""What units do with what they are given: acknowledge the order, ask for more time, report."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from acts import assignments, extensions
from domain.behaviour import ExtensionPlan
from domain.rights import Act
from domain.status import WorkState
from proof.simulate.agenda import Moment
from proof.simulate.company import Company, key_of
from proof.simulate.reports import Reports
from storage.views.assignments import AssignmentLine

GRANTED = "Đồng ý gia hạn theo đề nghị của đơn vị"
REFUSED = "Đề nghị đơn vị hoàn thành đúng thời hạn đã giao"


class Units:
    """Plans for each newcomer what its unit will do."""

    def __init__(self, company: Company, reports: Reports) -> None:
        self._company = company
        self._reports = reports

    def meet(self, lines: Sequence[AssignmentLine]) -> None:
        """New assignments: one acknowledgement a unit, a report each, and a request where there will be one."""
        for _, owed in groupby(sorted(lines, key=lambda line: (line.unit, key_of(line))), key=lambda line: line.unit):
            self._mean_to_acknowledge(next(owed))
        for line in lines:
            self._reports.mean_to_report(line)
            plan = self._company.plan(line)
            if plan.extension is not None:
                self._mean_to_ask(line, plan.extension)

    def _mean_to_acknowledge(self, line: AssignmentLine) -> None:
        after = self._company.plan(line).acknowledge_after
        if after is not None:
            day = self._company.working_day(self._company.opened_on(line), after)
            self._company.mean_to(day, Moment.UNITS, f"acknowledge/{key_of(line)}", lambda: self._acknowledge(line))

    def _acknowledge(self, line: AssignmentLine) -> None:
        company = self._company
        scope = company.cast.who(Act.ACKNOWLEDGE, company.desk.today(), unit=line.unit, home=line.unit)
        if scope is None:
            company.remarks.say("not-acknowledged", f"Đơn vị {line.unit} chưa có người để xác nhận đã nhận nhiệm vụ.")
        elif company.line(line.id).work is WorkState.ISSUED:
            with company.minding_refusals("Xác nhận đã nhận"):
                assignments.acknowledge(company.desk, scope, line.id)

    def _mean_to_ask(self, line: AssignmentLine, plan: ExtensionPlan) -> None:
        """Some days before the deadline, or, of what is due sooner than that, on the day after it was given."""
        company, deadline = self._company, line.deadline
        assert deadline is not None, "only what has a deadline is asked to be moved"
        calendar = company.desk.calendar
        first = calendar.next_working_day(company.opened_on(line), include=False)
        day = max(first, calendar.previous_working_day(deadline - timedelta(days=plan.days_before)))
        if day <= deadline:
            company.mean_to(day, Moment.UNITS, f"ask/{key_of(line)}", lambda: self._ask(line, plan))

    def _ask(self, line: AssignmentLine, plan: ExtensionPlan) -> None:
        company, now = self._company, self._company.line(line.id)
        if not now.work.runs or now.deadline is None:
            return
        scope = company.cast.who(Act.ASK_EXTENSION, company.desk.today(), unit=line.unit, home=line.unit)
        if scope is None:
            company.remarks.say("not-asked", f"Đơn vị {line.unit} chưa có người để xin gia hạn.")
            return
        with company.minding_refusals("Xin gia hạn"):
            until = now.deadline + timedelta(days=plan.by_days)
            asked = extensions.ask(company.desk, scope, line.id, until, plan.reason, plan.delay)
            self._reports.wait_for_word(line.id)
            day = company.working_day(company.desk.today(), plan.decided_after_working_days)
            extension = str(asked.body["id"])
            company.mean_to(day, Moment.OFFICE, f"decide/{key_of(line)}", lambda: self._decide(line, extension, plan))

    def _decide(self, line: AssignmentLine, extension: str, plan: ExtensionPlan) -> None:
        company = self._company
        scope = company.cast.or_system(Act.DECIDE_EXTENSION, company.desk.today(), "Quyết định gia hạn", lead=line.unit)
        with company.minding_refusals("Quyết định gia hạn"):
            reason = GRANTED if plan.granted else REFUSED
            extensions.decide(company.desk, scope, extension, granted=plan.granted, reason=reason)
        self._reports.know_word(line.id)
