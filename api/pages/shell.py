"""What all pages share: the frame with its menu, the words of templates, how a page is answered and where one goes next."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from acts.desk import Desk
from api.deps import doors
from api.pages import words
from api.pages.forms import Trouble
from api.problems import status_of
from domain.outgoing import Gate
from domain.rights import Act, Scope, may
from domain.shadow import Shadow
from storage.views import holds, in_app, office, people, shadow
from storage.views.review_requests import concerns_units

HERE = Path(__file__).parents[1]
STATIC = HERE / "static"
MY_WORK, FOLLOW_UP, DIRECTIVES, INBOX = "/viec-cua-toi", "/theo-doi", "/van-ban", "/inbox"
SCORES, REVIEWS, DELIVERY, ARRIVED = "/chi-so", "/bao-cao", "/gui-thu", "/thu-den"
LEADER = "/lanh-dao"
ADMIN, OPERATIONS = "/quan-tri", "/van-hanh"
NOTICES, LETTERS = "/thong-bao", "/van-ban-don-doc"
FIGURES, CALENDAR = "/so-lieu", "/lich"
WEBHOOKS = "/nhan-tin"


@dataclass(frozen=True)
class Place:
    """A line of the menu."""

    path: str
    label: str


@dataclass(frozen=True)
class Visit:
    """Who looks at a page, as its frame greets them."""

    person: people.Person
    units: tuple[str, ...]
    authority: str
    places: tuple[Place, ...]
    gate: Gate
    unread: int = 0
    shadow: Shadow | None = None


def page(
    request: Request, template: str, status: int = 200, trouble: Trouble | None = None, **context: Any
) -> HTMLResponse:
    """A page in its frame. With trouble its status is that of the refusal."""
    visit = _visit(request)
    told = {
        "visit": visit,
        "path": request.url.path,
        "trouble": trouble,
        "done": words.DONE.get(request.query_params.get("xong", "")),
        "today": doors(request).desk.today(),
        **context,
    }
    shown = environment().get_template(template).render(told)
    return HTMLResponse(shown, status_of(trouble.refusal) if trouble else status)


def go(path: str, done: str | None = None, **query: str) -> Response:
    """On to another page after something was done, with one sentence of `words.DONE` on it."""
    asked = urlencode({**query, **({"xong": done} if done else {})})
    return RedirectResponse(f"{path}?{asked}" if asked else path, 303)


def home_of(desk: Desk, scope: Scope) -> str:
    """The first screen of a role."""
    places = [place.path for place in places_of(desk, scope) if place.path != CALENDAR]
    return places[0] if places else "/tai-khoan"


def places_of(desk: Desk, scope: Scope) -> tuple[Place, ...]:
    """The menu: what this scope may open, the daily work first."""
    with desk.memory.reading() as session:
        root = office.authority(session)
        concerns = may(scope, Act.READ_REVIEW) and concerns_units(session)
    reviews = may(scope, Act.READ_REVIEW, root.code if root else "") or concerns
    return tuple(place for place, open_to in _menu(scope, reviews=reviews) if open_to)


def _menu(scope: Scope, *, reviews: bool) -> tuple[tuple[Place, bool], ...]:
    follows = sees_all(scope)
    return (
        (Place(LEADER, "Trang lãnh đạo"), may(scope, Act.APPROVE_SCORE) and follows),
        (Place(FOLLOW_UP, "Theo dõi, đôn đốc"), follows),
        (Place(MY_WORK, "Việc của tôi"), bool(own_units(scope))),
        (Place(DIRECTIVES, "Văn bản chỉ đạo"), may(scope, Act.READ_DIRECTIVES)),
        (Place(CALENDAR, "Lịch"), True),
        (Place(SCORES, "Chỉ số"), may(scope, Act.READ_INDEX)),
        (Place(FIGURES, "Số liệu"), may(scope, Act.MEASURE) or may(scope, Act.READ_INDEX)),
        (Place(REVIEWS, "Báo cáo"), reviews),
        (Place(OPERATIONS, "Vận hành"), may(scope, Act.READ_OPERATIONS)),
        (Place(ADMIN, "Quản trị"), may(scope, Act.SET_RULES)),
        (Place(WEBHOOKS, "Hệ thống nhận tin"), may(scope, Act.ADMINISTER)),
    )


def sees_all(scope: Scope) -> bool:
    """Whether somebody follows the work of all units, not only their own."""
    return scope.units is None


def own_units(scope: Scope) -> tuple[str, ...]:
    """Units in whose name somebody reports."""
    units = dict.fromkeys(grant.unit for grant in scope.grants if grant.unit is not None)
    return tuple(unit for unit in units if any(_reports_for(scope, unit)))


def _reports_for(scope: Scope, unit: str) -> list[bool]:
    return [
        True for grant in scope.grants if grant.unit == unit and may(Scope(scope.actor, (grant,)), Act.REPORT, unit)
    ]


def _visit(request: Request) -> Visit | None:
    scope: Scope | None = getattr(request.state, "scope", None)
    opened = doors(request)
    if scope is None:
        return None
    with opened.desk.memory.reading() as session:
        person = people.person(session, scope.actor)
        root = office.authority(session)
        names = {unit.code: unit.name for unit in office.units(session)}
        gate = holds.gate(session, opened.desk.instance())
        told = shadow.shadow(session)
        told = told if told is not None and told.covers(opened.desk.today()) else None
        unread = in_app.unread(session, scope, opened.desk.clock())
    if person is None:
        return None
    own = dict.fromkeys(names[grant.unit] for grant in scope.grants if grant.unit in names)
    places = places_of(opened.desk, scope)
    if opened.inbox is not None:
        places = (*places, Place(INBOX, "Hộp thư thử"))
    return Visit(person, tuple(own), root.name if root else "", places, gate, unread, told)


@cache
def environment() -> Environment:
    """Templates: everything escaped, nothing undefined passed over."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(fresh_key=lambda: uuid4().hex, static=static, **words.GLOBALS)
    made.filters.update(words.FILTERS)
    return made


def static(name: str) -> str:
    """The address of a file of ours; it changes with its content, so that it may be kept for ever."""
    return f"/static/{name}?v={_digest(name)}"


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def options(found: Mapping[str, str], chosen: str | None = None) -> list[tuple[str, str, bool]]:
    """Choices of a list: value, words, whether chosen."""
    return [(value, said, value == chosen) for value, said in found.items()]
