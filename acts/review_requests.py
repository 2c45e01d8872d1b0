"""What a review asks of units as work of theirs: sections to send, content to approve; assignments on the usual ladder."""

from datetime import date

from acts.completions import UNIT, Report, confirm, enter
from acts.desk import Answer, Deed, Desk, perform
from acts.own_orders import OwnItem, give_order, own_directive, own_item
from domain.errors import Problem, Refusal
from domain.outline import Section
from domain.period import Period
from domain.rights import Act, Scope, absent, require
from domain.status import WorkState
from storage.tables import AssignmentRow, DirectiveRow, ReviewRow
from storage.views import office, review_settings, reviews
from storage.views.review_requests import APPROVAL as APPROVAL_PART
from storage.views.review_requests import REQUEST, of_period, request_of

ON_BEHALF = "nội dung do cơ quan tổng hợp nhập thay"
"""The source of a section that the office wrote for its owner."""
APPROVAL = "duyệt nội dung trên hệ thống"
APPROVAL_DAYS = 2
"""Working days an approval is asked for within, where nobody says a day."""


def ask_sections(desk: Desk, scope: Scope, period: str, key: str | None = None) -> Answer:
    """Ask the owners of the outline for what has neither been asked for nor sent; once a section, whoever asks."""
    require(scope, Act.FREEZE)

    def deed(doing: Deed) -> Answer:
        wanted = desk.period(period)
        asked = open_requests(doing, wanted)
        return Answer({"period": wanted.name, "assignments": [row.id for row in asked]}, 201)

    return perform(desk, scope, deed, key=key, request=["ask sections", period])


def open_requests(doing: Deed, period: Period) -> list[AssignmentRow]:
    """Give each owner the sections it owes and has not sent, due on the day units send; those already given stay."""
    sent = reviews.sections(doing.session, period.name, doing.now)
    given: list[AssignmentRow] = []
    for section in review_settings.outline(doing.session):
        if section.owner is None or section.id in sent or request_of(doing.session, period.name, section.id):
            continue
        due = doing.desk.reporting.dates(period, doing.desk.calendar).units_send
        text = f"Gửi nội dung mục “{section.title}” của báo cáo {period.label.removeprefix('báo cáo ')}"
        given += _give(doing, period, section.id, text, section.owner, max(due, doing.desk.today()))
    if given:
        doing.note("directive.issued", f"directive/{_of(period)}", assignments=len(given), review=period.name)
    return given


def ask_approval(desk: Desk, scope: Scope, period: str, due_on: date | None = None, key: str | None = None) -> Answer:
    """Trình duyệt nội dung: the last revision is laid before who approves; it stays on the ladder until it is."""
    require(scope, Act.FREEZE)

    def deed(doing: Deed) -> Answer:
        wanted, today = desk.period(period), desk.today()
        row = doing.session.get(ReviewRow, wanted.name)
        if row is None:
            raise absent()
        if row.approved_digest == row.digest:
            raise Refusal("conflict", "approved", "Nội dung đã được duyệt.", allowed=("publication",))
        if request_of(doing.session, wanted.name, _approval(row)) is not None:
            raise Refusal("conflict", "asked", "Nội dung này đã được trình duyệt.", allowed=("approval",))
        due = due_on or desk.calendar.add_working_days(today, APPROVAL_DAYS)
        if due < today:
            raise Refusal("invalid", "due-past", "Hạn duyệt đã qua.", (Problem("due_on", "từ hôm nay trở đi"),))
        in_charge = office.in_charge(doing.session)
        assert in_charge is not None, "an office that freezes has units"
        label = wanted.label.removeprefix("báo cáo ")
        text = f"Duyệt nội dung báo cáo {label} (bản chốt lần {row.revision})"
        (given,) = _give(doing, wanted, _approval(row), text, in_charge.code, due)
        doing.note("directive.issued", f"directive/{_of(wanted)}", assignments=1, review=wanted.name)
        return Answer({"period": wanted.name, "assignment": given.id, "due_on": due.isoformat()}, 201)

    return perform(desk, scope, deed, key=key, request=["ask approval", period, due_on])


def section_sent(doing: Deed, period: Period, section: Section, *, on_behalf: bool) -> None:
    """The text of a section has come: what asked for it is reported, and waits for who accepts like any report."""
    row = request_of(doing.session, period.name, section.id)
    if row is None or not WorkState(row.work).runs:
        return
    said = f"Nội dung mục “{section.title}”"
    enter(doing, doing.scope, Report((row.id,), note=said, source=ON_BEHALF if on_behalf else UNIT))


def approved(doing: Deed, row: ReviewRow) -> None:
    """The content is approved: what asked for it is done, by the word of who may approve."""
    asked = request_of(doing.session, row.period, _approval(row))
    if asked is not None and WorkState(asked.work).runs:
        report = enter(doing, doing.scope, Report((asked.id,), note=f"Lần {row.revision}", source=APPROVAL))
        confirm(doing, str(report.body["id"]))


def _approval(row: ReviewRow) -> str:
    """What an approval is asked under: each revision is approved by itself."""
    return f"{APPROVAL_PART}{row.revision}"


def _of(period: Period) -> str:
    """The id of all a period asks for: there is one, whoever asks first."""
    return f"review-{period.name}"


def _give(doing: Deed, period: Period, part: str, text: str, unit: str, due: date) -> list[AssignmentRow]:
    directive = doing.session.get(DirectiveRow, _of(period)) or _directive(doing, period)
    item = own_item(
        directive,
        f"{directive.id}-{part}",
        OwnItem(
            text,
            [unit],
            position=len(of_period(doing.session, period.name)),
            due_on=due,
            read={"review": directive.text, "part": part},
        ),
    )
    return give_order(doing, directive, item, [unit])


def _directive(doing: Deed, period: Period) -> DirectiveRow:
    title = f"Báo cáo {period.label.removeprefix('báo cáo ')}"
    return own_directive(doing, _of(period), REQUEST, title, period.name)
