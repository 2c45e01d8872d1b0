"""*Tình trạng gửi thư*: what became of every mail, what each one said, and sending one again."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from acts import resending
from acts.desk import Desk
from api.deps import AtDesk, Visitor
from api.pages.forms import Form, Trouble, attempt, iso_day
from api.pages.shell import DELIVERY, go, page
from domain.rights import Act, Scope, may
from domain.sending import DeliveryState
from storage.views import delivery as view
from storage.views import office
from storage.views.delivery import Sought
from storage.views.holds import gate
from storage.views.paging import Wanted

router = APIRouter()
SHOWN = 50


@dataclass(frozen=True)
class Narrowing:
    """What the list of mails is narrowed to, as the address of the page says it."""

    tinh_trang: Annotated[str | None, Query(max_length=20)] = None
    loai: Annotated[str | None, Query(max_length=40)] = None
    don_vi: Annotated[str | None, Query(max_length=100)] = None
    tim: Annotated[str | None, Query(max_length=200)] = None
    tu_ngay: Annotated[str | None, Query(max_length=20)] = None
    den_ngay: Annotated[str | None, Query(max_length=20)] = None
    trang: Annotated[str | None, Query(max_length=1000)] = None

    def query(self, **changed: str | None) -> str:
        """The same list, changed in something, as an address asks for it."""
        told = {name: value for name, value in vars(self).items() if name != "trang"} | changed
        return urlencode({name: value for name, value in told.items() if value})

    def sought(self) -> Sought:
        """As the view takes it; an unknown state or day narrows nothing."""
        state = next((one for one in DeliveryState if one.value == self.tinh_trang), None)
        days = [_day(told) for told in (self.tu_ngay, self.den_ngay)]
        return Sought(state, self.loai or None, self.don_vi or None, self.tim or None, *days)


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat(iso_day(told or ""))
    except ValueError:
        return None


@router.get(DELIVERY)
def show_mails(request: Request, desk: AtDesk, scope: Visitor, narrowing: Annotated[Narrowing, Depends()]) -> Response:
    """The mails, the latest first, by state, kind, unit, word and day."""
    with desk.memory.reading() as session:
        wanted = Wanted(narrowing.trang, SHOWN, count=True)
        held = not gate(session, desk.instance()).mail
        listed = view.find(session, scope, desk.today(), narrowing.sought(), wanted, held=held)
        counted = view.counts(session, scope, held=held)
        units = {unit.code: unit.name for unit in office.units(session)}
    return page(request, "delivery.html", narrowing=narrowing, listed=listed, counted=counted, units=units)


@router.get(DELIVERY + "/{message}")
def show_mail(request: Request, desk: AtDesk, scope: Visitor, message: str) -> Response:
    """One mail: state, cause, text."""
    return _shown(request, desk, scope, message)


@router.post(DELIVERY + "/{message}/gui-lai")
def send_again(request: Request, desk: AtDesk, scope: Visitor, message: str, sent: Form) -> Response:
    """Send one once more."""

    def deed() -> Response:
        resending.send_again(desk, scope, message, sent.key)
        return go(f"{DELIVERY}/{message}", "gui-lai")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, message, trouble), "again", sent)


def _shown(request: Request, desk: Desk, scope: Scope, message: str, trouble: Trouble | None = None) -> Response:
    with desk.memory.reading() as session:
        found = view.get(session, scope, message, desk.today(), held=not gate(session, desk.instance()).mail)
    settled = found.line.state in {DeliveryState.SENT, DeliveryState.BOUNCED, DeliveryState.FAILED}
    offered = settled and may(scope, Act.SEND)
    return page(request, "delivered.html", trouble=trouble, mail=found.line, whole=found, offered=offered)
