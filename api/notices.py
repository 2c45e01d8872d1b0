"""`/api/notices` and `/api/preferences`: what one was told, and how one wants to be told."""

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import Field

from acts import preferences, reading_marks
from api.deps import AtDesk, Key, MaybeSeen, Paging, Visitor, reply, versioned
from api.plain import page
from api.schemas import Body, Hour, Id, Line
from domain.preference import NoticeClass, NoticeRules, Preference, Way
from domain.wording.address import USUAL_FORMS, Forms
from storage.views import in_app
from storage.views import preferences as view

router = APIRouter(prefix="/api", tags=["notices"])
Form = Annotated[Line, Field(max_length=40)]


class PreferenceBody(Body):
    """How one is told: `ways` by class, when gathered mails leave, hours without any, classes that go by SMS too."""

    ways: dict[NoticeClass, Way] = Field(default_factory=dict)
    digest_at: Hour | None = None
    quiet: tuple[Hour, Hour] | None = None
    sms: list[NoticeClass] = Field(default_factory=list, max_length=20)

    def preference(self) -> Preference:
        """As the act takes it."""
        return Preference(self.ways, self.digest_at, self.quiet, frozenset(self.sms))


class RulesBody(Body):
    """What holds for all: the weekly mail to heads (`weekday` from 0, Monday), mails a day, classes that may go by SMS, forms of address."""

    weekday: Annotated[int, Field(ge=0, le=6)] = 0
    at: Hour = NoticeRules().at
    budget: Annotated[int, Field(ge=0, le=preferences.MOST_A_DAY)] = NoticeRules().budget
    sms: list[NoticeClass] = Field(default_factory=list, max_length=20)
    superior: Form = USUAL_FORMS.superior
    official: Form = USUAL_FORMS.official

    def rules(self) -> NoticeRules:
        """As the act takes them."""
        return NoticeRules(self.weekday, self.at, self.budget, frozenset(self.sms), Forms(self.superior, self.official))


class ReadBody(Body):
    """Which notices were read; left out: all."""

    ids: Annotated[list[Id], Field(max_length=500)] | None = None


@router.get("/notices")
def list_notices(desk: AtDesk, scope: Visitor, paging: Paging, *, unread: bool = False) -> dict[str, Any]:
    """What one was told, the latest first."""
    with desk.memory.reading() as session:
        found = page(in_app.find(session, scope, desk.clock(), paging, only_unread=unread))
        return {**found, "unread": in_app.unread(session, scope, desk.clock())}


@router.post("/notices/read")
def mark_read(desk: AtDesk, scope: Visitor, key: Key, body: ReadBody) -> JSONResponse:
    """Mark them as read."""
    return reply(reading_marks.mark_read(desk, scope, body.ids, key))


@router.get("/notices/rules")
def get_rules(desk: AtDesk) -> dict[str, Any]:
    """What the office has set about notices."""
    with desk.memory.reading() as session:
        return view.rules(session).to_plain()


@router.put("/notices/rules")
def put_rules(desk: AtDesk, scope: Visitor, key: Key, body: RulesBody) -> JSONResponse:
    """Set it."""
    return reply(preferences.set_rules(desk, scope, body.rules(), key))


@router.get("/preferences")
def get_preference(desk: AtDesk, scope: Visitor) -> JSONResponse:
    """How one is told."""
    with desk.memory.reading() as session:
        found, version = view.mine(session, scope)
    return versioned({**found.to_plain(), "version": version}, version)


@router.put("/preferences")
def put_preference(desk: AtDesk, scope: Visitor, key: Key, seen: MaybeSeen, body: PreferenceBody) -> JSONResponse:
    """Choose it."""
    return reply(preferences.choose(desk, scope, body.preference(), seen, key))
