"""Reports: when a unit's result is dated and entered, one report for all that comes out at the same time, and what follows."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from acts import completions
from acts.completions import Report
from domain.behaviour import Plan
from domain.calendar import Calendar
from domain.office import Role, UnitKind
from domain.rights import Act, Scope
from domain.status import ReturnClass
from proof.simulate.agenda import Moment
from proof.simulate.company import Company, instant_of
from storage.views.assignments import AssignmentLine

RECORDED_FROM = "QLVB"
"""Where the office finds what it records on behalf of a unit: the document system."""


@dataclass(frozen=True)
class Bundle:
    """What is reported together: the same unit, the same day of the result and of entry, the same answer."""

    unit: str
    result_on: date
    entered_at: datetime
    by_office: bool
    acceptor: str | None
    accept_after: int
    returned: ReturnClass | None = None
    reason: str = ""
    alone: str = ""  # an assignment whose report goes back, or comes again, is reported by itself

    @property
    def key(self) -> str:
        """A stable name; later in the day's order than what is asked for."""
        return f"report/{self.unit}/{self.result_on}/{self.acceptor}/{self.accept_after}/{self.alone}"


def result_day(calendar: Calendar, deadline: date | None, opened_on: date, offset: int) -> date:
    """The working day a result's document is dated: never after the deadline when it is meant to be in time.

    `offset` is in calendar days from the deadline, or from the opening where there is none. Nothing is done before the
    working day after the opening, so what is given too late comes late.
    """
    first = calendar.next_working_day(opened_on, include=False)
    if deadline is None:
        return max(first, calendar.next_working_day(opened_on + timedelta(days=offset)))
    day = deadline + timedelta(days=offset)
    return max(first, calendar.next_working_day(day) if offset > 0 else calendar.previous_working_day(day))


class Reports:
    """Units report, the office records on their behalf, acceptors answer."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._meant: dict[str, Bundle] = {}
        self._bundles: dict[Bundle, list[AssignmentLine]] = {}
        self._numbers: Counter[str] = Counter()

    def wait_for_word(self, assignment: str) -> None:
        """A unit that asked for more time reports when it knows what was decided."""
        self._meant.pop(assignment, None)

    def know_word(self, assignment: str) -> None:
        """The word is there: report by the deadline in force, from now on."""
        line = self._company.line(assignment)
        if line.work.runs:
            self.mean_to_report(line, self._company.desk.today())

    def mean_to_report(self, line: AssignmentLine, first: date = date.min) -> None:
        """Decide when the assignment is reported, by its deadline as it stands, from the day `first` on."""
        plan = self._company.plan(line)
        if plan.report_offset_days is None:
            return
        calendar = self._company.desk.calendar
        result_on = result_day(calendar, line.deadline, self._company.opened_on(line), plan.report_offset_days)
        self._put(line, self._bundle(line, plan, max(first, result_on), plan.returned))

    def _bundle(self, line: AssignmentLine, plan: Plan, result_on: date, returned: ReturnClass | None) -> Bundle:
        office = plan.recorded_by_office or not self._reporter(line.unit, result_on)
        entered = result_on + timedelta(days=plan.recorded_after_days)
        return Bundle(
            unit=line.unit,
            result_on=result_on,
            entered_at=instant_of(self._company, entered, Moment.OFFICE if office else Moment.UNITS),
            by_office=office,
            acceptor=line.acceptor,
            accept_after=plan.accept_after_working_days,
            returned=returned,
            reason=plan.return_reason if returned else "",
            alone=f"{line.ref}/{line.period}" if returned else "",
        )

    def _put(self, line: AssignmentLine, bundle: Bundle) -> None:
        if bundle not in self._bundles:
            self._bundles[bundle] = []
            self._company.agenda.put(bundle.entered_at, bundle.key, lambda: self._report(bundle))
        self._bundles[bundle].append(line)
        self._meant[line.id] = bundle

    def _report(self, bundle: Bundle) -> None:
        """Report what is still owed; what has got another deadline or unit meanwhile is reported by that one."""
        owed = []
        for planned in self._bundles.pop(bundle):
            line = self._company.line(planned.id)
            if not line.work.runs or self._meant.get(line.id) != bundle:
                continue
            if (line.deadline, line.unit) != (planned.deadline, planned.unit):
                self.mean_to_report(line)
            else:
                owed.append(line)
        if owed:
            self._enter(bundle, owed)

    def _enter(self, bundle: Bundle, owed: list[AssignmentLine]) -> None:
        report = Report(
            assignments=tuple(line.id for line in owed),
            document=self._document(bundle),
            result_on=bundle.result_on,
            recorded_for=bundle.unit if bundle.by_office else None,
            source=RECORDED_FROM if bundle.by_office else "unit",
        )
        company = self._company
        with company.minding_refusals("Báo cáo kết quả"):
            answer = completions.complete(company.desk, self._who(bundle), report)
            day = company.working_day(company.desk.today(), bundle.accept_after)
            completion = str(answer.body["id"])
            key = f"answer/{bundle.key}"
            company.mean_to(day, Moment.ACCEPTANCE, key, lambda: self._answer(bundle, completion, owed))

    def _who(self, bundle: Bundle) -> Scope:
        cast, today = self._company.cast, self._company.desk.today()
        if not bundle.by_office and (scope := cast.who(Act.REPORT, today, unit=bundle.unit, home=bundle.unit)):
            return scope
        return cast.or_system(Act.RECORD, today, "Ghi nhận báo cáo thay đơn vị")

    def _reporter(self, unit: str, day: date) -> bool:
        """Whether the unit has somebody who reports; else the office records on its behalf."""
        found = self._company.cast.who(Act.REPORT, day, unit=unit, home=unit) is not None
        if not found:
            self._company.remarks.say(
                "recorded", f"Đơn vị {unit} chưa có đầu mối, thủ trưởng: kết quả được ghi nhận thay."
            )
        return found

    def _document(self, bundle: Bundle) -> dict[str, str]:
        unit = self._company.directory.unit(bundle.unit)
        self._numbers[bundle.unit] += 1
        symbol = "UBND" if unit is not None and unit.kind is UnitKind.COMMUNE else bundle.unit.upper()
        heads = self._company.directory.holders(Role.HEAD, bundle.unit, bundle.result_on)
        return {
            "number": f"{self._numbers[bundle.unit]:02d}/BC-{symbol}",
            "issued_on": bundle.result_on.isoformat(),
            "signer": next((head.name for head in heads), ""),
        }

    def _answer(self, bundle: Bundle, completion: str, owed: list[AssignmentLine]) -> None:
        """Confirm, or send the first report back; the second one comes some days later and is confirmed."""
        company, today = self._company, self._company.desk.today()
        unit = bundle.unit
        scope = company.cast.or_system(
            Act.ANSWER, today, f"Xác nhận kết quả của {unit}", unit=unit, lead=unit, home=bundle.acceptor
        )
        with company.minding_refusals("Trả lời báo cáo"):
            if bundle.returned is None:
                completions.accept(company.desk, scope, completion)
                return
            completions.send_back(company.desk, scope, completion, bundle.returned, bundle.reason)
            for line in owed:
                self._again(company.line(line.id))

    def _again(self, line: AssignmentLine) -> None:
        plan = self._company.plan(line)
        day = self._company.desk.today() + timedelta(days=plan.second_report_after_days)
        result_on = self._company.desk.calendar.next_working_day(day)
        self._put(line, self._bundle(line, plan, result_on, None))
