"""What all pages share: the frame with its menu, the words of templates, how a page is answered and where one goes next."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from acts.desk import Desk
from api import language
from api.deps import doors
from api.language import LANGUAGES, gettext, marked, ngettext, spoken
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
        "leaves": partial(words.leaves, doors(request).desk.calendar),
        **context,
    }
    return shown(template, status_of(trouble.refusal) if trouble else status, **told)


def shown(template: str, status: int, **told: Any) -> HTMLResponse:
    """A template as an answer in the language of its reader."""
    content = environment().get_template(template).render(told, language=spoken(), languages=LANGUAGES)
    return HTMLResponse(content, status, language.headers())


@pass_context
def _counted(context: Context, message: str, num: int, **values: Any) -> Markup:
    """A sentence about so many things: Vietnamese has one form of it, the catalogue two. The number is `num` in it."""
    return Markup(context.call(context.resolve("ngettext"), message, message, num, **values))  # noqa: S704 - it is already


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
        (Place(LEADER, marked("Trang lãnh đạo")), may(scope, Act.APPROVE_SCORE) and follows),
        (Place(FOLLOW_UP, marked("Theo dõi, đôn đốc")), follows),
        (Place(MY_WORK, marked("Việc của tôi")), bool(own_units(scope))),
        (Place(DIRECTIVES, marked("Văn bản chỉ đạo")), may(scope, Act.READ_DIRECTIVES)),
        (Place(CALENDAR, marked("Lịch")), True),
        (Place(SCORES, marked("Chỉ số")), may(scope, Act.READ_INDEX)),
        (Place(FIGURES, marked("Số liệu")), may(scope, Act.MEASURE) or may(scope, Act.READ_INDEX)),
        (Place(REVIEWS, marked("Báo cáo")), reviews),
        (Place(OPERATIONS, marked("Vận hành")), may(scope, Act.READ_OPERATIONS)),
        (Place(ADMIN, marked("Quản trị")), may(scope, Act.SET_RULES)),
        (Place(WEBHOOKS, marked("Hệ thống nhận tin")), may(scope, Act.ADMINISTER)),
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
        places = (*places, Place(INBOX, marked("Hộp thư thử")))
    return Visit(person, tuple(own), root.name if root else "", places, gate, unread, told)


@cache
def environment() -> Environment:
    """Templates: everything escaped, nothing undefined passed over."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # by its extension
    made.globals.update(fresh_key=lambda: uuid4().hex, static=static, counted=_counted, **words.GLOBALS)
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
