"""What is looked at on *Chỉ số*: a card, a period and a unit, each among those that the one who looks may open."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from acts.desk import Desk
from domain.directive import Cadence
from domain.period import Period, period_of
from domain.rights import Act, Scope, absent, may
from domain.scorecard import Scorecard
from storage.views import index, office
from storage.views.measurements import scorecards

SLICES = ("", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4")


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what it leaves out is chosen."""

    bo_tieu_chi: Annotated[str | None, Query(max_length=100)] = None
    ky: Annotated[str | None, Query(max_length=20)] = None
    don_vi: Annotated[str | None, Query(max_length=100)] = None


@dataclass(frozen=True)
class Chosen:
    """A card with its period; `unit` is None where all units are looked at in their order."""

    id: str
    card: Scorecard
    period: Period
    unit: str | None
    cards: dict[str, str]
    periods: dict[str, str]
    units: dict[str, str]


def chosen(desk: Desk, scope: Scope, asked: Asked) -> Chosen | None:
    """What is asked for, or the newest card, this quarter and one's own unit; None where no card is for anybody seen."""
    with desk.memory.reading() as session:
        units = [unit for unit in office.units(session) if may(scope, Act.READ_INDEX, unit.code)]
        found = {id_: card for id_, card in scorecards(session) if any(index.is_scored(unit, card) for unit in units)}
    if asked.bo_tieu_chi and asked.bo_tieu_chi not in found:
        raise absent()
    if not found:
        return None
    id_ = asked.bo_tieu_chi or max(found, key=lambda one: (found[one].year, found[one].key))
    card = found[id_]
    scored = {unit.code: unit.name for unit in units if index.is_scored(unit, card)}
    if asked.don_vi and asked.don_vi not in scored:
        raise absent()
    period = desk.period(asked.ky) if asked.ky else _usual(desk, card)
    return Chosen(
        id=id_,
        card=card,
        period=period,
        unit=asked.don_vi or (next(iter(scored)) if len(scored) == 1 else None),
        cards={one: f"{other.title} ({other.year}, bản {other.version})" for one, other in found.items()},
        periods={one.name: one.label for one in (*_begun(desk, card), period)},
        units=scored,
    )


def _usual(desk: Desk, card: Scorecard) -> Period:
    """This quarter in the year of the card, else its whole year."""
    today = desk.today()
    return period_of(Cadence.QUARTERLY, today) if card.year == today.year else desk.period(str(card.year))


def _begun(desk: Desk, card: Scorecard) -> Iterator[Period]:
    """Periods of the card's year that have begun: of the calendar, then the windows of its reports."""
    periods = (*(desk.period(f"{card.year}{part}") for part in SLICES), *desk.reporting.windows_in(card.year))
    yield from (one for one in periods if one.since <= desk.today())
