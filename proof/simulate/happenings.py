"""What befalls the office while its days are played, done by who does it in an office, on the day it becomes known."""

from functools import partial

from acts import absences, calendar
from acts.absences import Leave
from acts.hand_over import Decision, hand_over
from domain.happenings import Announcement, Away, Happenings, Merger
from domain.office import Role
from domain.rights import Act
from proof.simulate.agenda import Moment
from proof.simulate.company import Company


def put_on(company: Company, happenings: Happenings) -> None:
    """Put on the agenda what will happen; a standstill is nobody's deed."""
    for told in happenings.announcements:
        company.mean_to(told.on, Moment.ANSWERS, "announce", partial(_announce, company, told))
    for away in happenings.absences:
        company.mean_to(away.since, Moment.ANSWERS, "absence", partial(_leave, company, away))
    for merger in happenings.mergers:
        company.mean_to(merger.on, Moment.ANSWERS, "hand-over", partial(_merge, company, merger))


def _announce(company: Company, told: Announcement) -> None:
    scope = company.cast.or_system(Act.SET_RULES, company.desk.today(), "Nhập ngày nghỉ, ngày làm bù")
    with company.minding_refusals("Nhập ngày nghỉ, ngày làm bù"):
        calendar.decide_days(company.desk, scope, told.decisions)


def _leave(company: Company, away: Away) -> None:
    company.cast.is_away(away.official, away.since, away.until)
    scope = company.cast.or_system(
        Act.SUBSTITUTE, company.desk.today(), "Ghi vắng mặt", home=_in_charge(company), first=Role.CHIEF
    )
    leave = Leave(company.desk.today(), away.until, away.official, away.substitute)
    with company.minding_refusals("Ghi vắng mặt"):
        absences.enter(company.desk, scope, leave)


def _merge(company: Company, merger: Merger) -> None:
    scope = company.cast.or_system(Act.ASSIGN, company.desk.today(), "Bàn giao nhiệm vụ", home=_in_charge(company))
    with company.minding_refusals("Bàn giao nhiệm vụ"):
        hand_over(company.desk, scope, merger.unit, Decision(merger.number, merger.on, merger.successor))


def _in_charge(company: Company) -> str | None:
    return next((unit.code for unit in company.directory.units if unit.in_charge), None)
