"""The order enters the office: units, rules of the index, the directive with its annex, and its issue."""

from dataclasses import dataclass
from datetime import date

from acts import correcting, directives, figures, office
from acts.calendar import Rhythm, decide_days
from acts.desk import Desk
from acts.issue import issue
from domain.calendar import Hours
from domain.rights import SYSTEM, Act
from domain.wording.dates import plain
from domain.wording.phrases import upfirst
from domain.wording.places import place
from proof.simulate.brief import Brief, members
from proof.simulate.cast import Cast
from proof.simulate.remarks import Remarks
from reading.directives.plain import to_plain
from storage.views import directives as view
from storage.views.people import credentials


@dataclass(frozen=True)
class Order:
    """The directive as it is issued, and under what."""

    id: str
    number: str
    issued_on: date


def set_up_office(desk: Desk, brief: Brief) -> dict[str, str]:
    """Store units, people, days off and the scorecard; ids of the officials by login."""
    office.set_office(desk, SYSTEM, brief.directory)
    hours = Hours(brief.calendar.sessions, brief.calendar.weekdays)
    decide_days(desk, SYSTEM, brief.decisions, rhythm=Rhythm(hours, brief.policy, brief.reporting, brief.unit_hours))
    figures.take_scorecard(desk, SYSTEM, brief.card)
    with desk.memory.reading() as session:
        known = ((one.login, credentials(session, one.login)) for one in brief.directory.officials)
        return {login: found[0] for login, found in known if found is not None}


def take_in(desk: Desk, brief: Brief, cast: Cast, remarks: Remarks) -> Order:
    """Take the directive in as it was read, lay the annex beside it, and set aside what nobody known leads."""
    scope = cast.or_system(Act.INTAKE, desk.today(), "Tiếp nhận văn bản")
    draft = to_plain(brief.draft, with_codes=True)  # whoever plays this part agrees with the remedies that are proposed
    taken = directives.take_in(desk, scope, draft, brief.draft.text, brief.source_digest)
    directive = str(taken.body["id"])
    if brief.strays:
        told = ", ".join(brief.strays)
        remarks.say("annex-strays", f"Phụ lục có dòng không có trong văn bản, đã bỏ qua: {told}.")
    for sentence in brief.unmatched:
        remarks.say("files-mismatch", sentence)
    if brief.annex is not None and brief.annex.rows:
        directives.lay_annex(desk, scope, directive, brief.annex)
    _set_aside(desk, brief, directive, remarks)
    return Order(directive, *_named(brief, remarks))


def put_in_force(desk: Desk, order: Order, cast: Cast) -> None:
    """Issue it: items become assignments that are owed."""
    scope = cast.or_system(Act.ISSUE, desk.today(), "Giao nhiệm vụ")
    issue(desk, scope, order.id, order.number, order.issued_on)


def _set_aside(desk: Desk, brief: Brief, directive: str, remarks: Remarks) -> None:
    """Items whose lead nobody knows are registered without a clock, and said; issuing would refuse them."""
    groups = members(brief.directory)
    owing = {unit.code for unit in brief.directory.units if unit.parent is not None}
    scope = SYSTEM
    with desk.memory.reading() as session:
        items = view.whole(session, scope, directive).items
    for item in items:
        leads = {unit for code in item.lead_codes for unit in groups.get(code, [code])}
        if item.follow and not leads & owing:
            correcting.correct_item(desk, scope, directive, item.id, {"follow": False}, item.version)
            named = ", ".join(item.lead) or "không nêu"
            remarks.say(
                "no-lead",
                f"{upfirst(place(item.ref))}: chưa xác định được đơn vị chủ trì ({named}), không lập nhiệm vụ.",
            )
    if not items:
        remarks.say("no-items", "Không đọc được nhiệm vụ nào trong văn bản.")


def _named(brief: Brief, remarks: Remarks) -> tuple[str, date]:
    """Number and date: of the document, else of the annex that names them, else made up and said to be."""
    number, issued_on = brief.draft.number, brief.draft.issued_on
    if brief.annex is not None:
        number, issued_on = number or brief.annex.directive_number, issued_on or brief.annex.directive_issued_on
    if number is None:
        number = f"MP-{brief.since:%d%m%Y}"
        remarks.say("no-number", f"Văn bản chưa có số; mô phỏng dùng số {number}.")
    if issued_on is None:
        issued_on = brief.since
        remarks.say("no-date", f"Văn bản chưa có ngày ban hành; mô phỏng dùng ngày {plain(issued_on)}.")
    return number, issued_on
