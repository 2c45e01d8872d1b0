"""What the office does every working day: answer what waits for its word, and take in the figures that arrived."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from acts import figures, steps
from acts.figures import MOST_ROWS
from domain.behaviour import Figure, ReleasePlan
from domain.ladder import LAST_NAG_WORKING_DAYS, Release, StepState
from domain.office import Role
from domain.rights import SYSTEM, Act
from proof.simulate.agenda import Moment
from proof.simulate.company import Company, key_of
from storage.views import steps as waiting
from storage.views.indicators import addressees
from storage.views.paging import MOST, Wanted
from storage.views.steps import WaitingStep

POSTPONED = "Đã trao đổi điện thoại với đơn vị"
DECLINED = "Đơn vị đã báo cáo trực tiếp tiến độ, chưa cần báo cáo thủ trưởng"


class Office:
    """The daily desk of the office in charge."""

    def __init__(self, company: Company, since: date) -> None:
        self._company = company
        self._answered: set[tuple[str, int]] = set()
        self._figures_until = min((figure.arrives_on for figure in company.behaviour.figures), default=since)
        self._known = {unit.code for unit in company.directory.units}
        company.mean_to(since, Moment.ANSWERS, "office", self._day)

    def _day(self) -> None:
        today = self._company.desk.today()
        self._take_figures(today)
        self._answer(today)
        tomorrow = self._company.desk.calendar.next_working_day(today, include=False)
        self._company.mean_to(tomorrow, Moment.ANSWERS, "office", self._day)

    def _answer(self, today: date) -> None:
        """Answer each escalation once for every time it was laid before the office."""
        for step in sorted(self._waiting(), key=lambda step: (step.ref, step.unit, step.rung, step.id)):
            if (step.id, step.nags) not in self._answered:
                self._answered.add((step.id, step.nags))
                key = f"{key_of(self._company.line(step.assignment))}/{step.rung}/{step.nags}"
                self._say(step, self._company.behaviour.release(key, step.rung, self._company.seed), today)

    def _waiting(self) -> Iterator[WaitingStep]:
        cursor: str | None = None
        while True:
            with self._company.desk.memory.reading() as session:
                page = waiting.find(session, SYSTEM, StepState.AWAITING, Wanted(cursor, MOST))
            yield from page.items
            if (cursor := page.next) is None:
                return

    def _say(self, step: WaitingStep, plan: ReleasePlan, today: date) -> None:
        """The chief's word; what the chief left unanswered for too long is the deputy's."""
        desk = self._company.desk
        passed = step.release == Release.REQUIRED.value and step.nags > LAST_NAG_WORKING_DAYS
        first = Role.DEPUTY_CHAIR if passed else Role.CHIEF
        scope = self._company.cast.or_system(
            Act.RELEASE,
            today,
            "Cho ý kiến việc báo cáo thủ trưởng",
            lead=step.unit,
            home=self._in_charge(),
            first=first,
        )
        with self._company.minding_refusals("Cho ý kiến việc báo cáo thủ trưởng"):
            match plan.answer:
                case "release":
                    steps.release(desk, scope, step.id)
                case "postpone":
                    steps.postpone(desk, scope, step.id, plan.working_days, POSTPONED)
                case "decline":
                    steps.decline(desk, scope, step.id, DECLINED)
                case "silent":
                    pass

    def _in_charge(self) -> str | None:
        return next((unit.code for unit in self._company.directory.units if unit.in_charge), None)

    def _take_figures(self, today: date) -> None:
        """Figures that arrived up to today, those of one source in one table."""
        arrived: list[Figure] = []
        while self._figures_until <= today:
            arrived += self._company.behaviour.figures_on(self._figures_until)
            self._figures_until += timedelta(days=1)
        tables: defaultdict[str, list[Figure]] = defaultdict(list)
        for figure in self._for_somebody(arrived):
            tables[figure.measurement.source or ""].append(figure)
        for source, table in sorted(tables.items()):
            self._take(source, table, today)

    def _for_somebody(self, arrived: list[Figure]) -> Iterator[Figure]:
        """Those whose unit and criterion are known; a figure that is for nobody is left aside with a remark."""
        if not arrived:
            return
        with self._company.desk.memory.reading() as session:
            known = addressees(session)
        for figure in arrived:
            said = known.stranger(figure.criterion, not_applicable=figure.measurement.not_applicable) or known.unread(
                figure.criterion, figure.measurement.values
            )
            if figure.unit not in self._known:
                said = f"Số liệu của đơn vị {figure.unit} không có trong tệp đơn vị."
            if said is None:
                yield figure
            else:
                self._company.remarks.say("figure", said)

    def _take(self, source: str, table: list[Figure], today: date) -> None:
        company = self._company
        home = source if source in self._known else None
        scope = company.cast.or_system(Act.MEASURE, today, "Nhập số liệu", home=home, first=Role.SOURCE)
        rows = [figures.Figure(one.criterion, one.unit, one.period, one.measurement, one.arrives_on) for one in table]
        for first in range(0, len(rows), MOST_ROWS):
            with company.minding_refusals("Nhập số liệu"):
                figures.take_measurements(company.desk, scope, rows[first : first + MOST_ROWS])
