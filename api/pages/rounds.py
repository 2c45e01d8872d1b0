"""*Đợt chấm điểm*: rounds of appraisal, their windows and sessions, where the sheets stand, and the announcement of the result."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from acts import appraisal
from acts.appraisal import Meeting, windows_to_plain
from acts.desk import Desk
from acts.publication import publish
from api.deps import AtDesk, Visitor
from api.index import Publication
from api.pages.forms import Filled, Form, Trouble, attempt, shaped
from api.pages.shell import SCORES, go, page
from api.rounds import MeetingBody, RoundBody, WindowsBody
from domain.appraisal.flow import WINDOWED, State
from domain.appraisal.turns import ASKED
from domain.calendar import ZONE
from domain.rights import Act, Scope, may
from storage.views import appraisals, index, office, people
from storage.views.measurements import scorecards
from storage.views.round_steps import steps_of
from storage.views.round_turns import turns_in, unappraised

router = APIRouter()
ROUNDS = SCORES + "/dot"
ENDS = ("opens", "closes")


@router.get(ROUNDS)
def list_rounds(request: Request, desk: AtDesk, scope: Visitor) -> Response:
    """The rounds, the newest first, and the form that opens one."""
    return _list(request, desk, scope)


@router.post(ROUNDS)
def open_round(request: Request, desk: AtDesk, scope: Visitor, sent: Form) -> Response:
    """Open a round: every unit the card is for gets its sheet."""

    def deed() -> Response:
        told = {"scorecard": sent.one("scorecard"), "period": sent.one("period"), "windows": _windows(sent)}
        body = shaped(RoundBody, told)
        opened = appraisal.open_round(desk, scope, body.scorecard, body.period, body.known(), sent.key)
        return go(f"{ROUNDS}/{opened.body['id']}", "dot")

    return attempt(deed, lambda trouble: _list(request, desk, scope, trouble), "dot", sent)


@router.get(ROUNDS + "/{round_id}")
def show(request: Request, desk: AtDesk, scope: Visitor, round_id: str) -> Response:
    """One round."""
    return _shown(request, desk, scope, round_id)


@router.post(ROUNDS + "/{round_id}/thoi-gian")
def set_windows(request: Request, desk: AtDesk, scope: Visitor, round_id: str, sent: Form) -> Response:
    """Set the windows of the steps anew, or only show what they would bring."""

    def deed() -> Response:
        windows = shaped(WindowsBody, {"windows": _windows(sent)}).known()
        if sent.one("xem-truoc"):
            steps = appraisal.foresee(desk, scope, round_id, windows)
            return _shown(request, desk, scope, round_id, preview=Preview(windows_to_plain(windows), steps))
        appraisal.set_windows(desk, scope, round_id, windows, sent.version, sent.key)
        return go(f"{ROUNDS}/{round_id}", "thoi-gian")

    return attempt(deed, lambda trouble: _shown(request, desk, scope, round_id, trouble), "thoi-gian", sent)


@router.post(ROUNDS + "/{round_id}/phien-hop")
def hold_session(request: Request, desk: AtDesk, scope: Visitor, round_id: str, sent: Form) -> Response:
    """Write down a session with its minutes."""

    def deed() -> None:
        present = [name.strip() for name in (sent.one("present") or "").split("\n") if name.strip()]
        told = {"held_on": sent.day("held_on"), "place": sent.one("place"), "minutes": sent.one("minutes")}
        body = shaped(MeetingBody, {**told, "present": present})
        meeting = Meeting(body.held_on, body.place, body.minutes, body.file, tuple(body.present))
        appraisal.hold_session(desk, scope, round_id, meeting, sent.key)

    return _done(deed, request, desk, scope, round_id, sent, "phien-hop")


@router.post(ROUNDS + "/{round_id}/cong-bo")
def announce(request: Request, desk: AtDesk, scope: Visitor, round_id: str, sent: Form) -> Response:
    """Publish the approved scores with the document that announces them."""

    def deed() -> None:
        with desk.memory.reading() as session:
            row = appraisals.round_of(session, round_id)
            told = {"period": row.period, "number": sent.one("number"), "issued_on": sent.day("issued_on")}
            card = row.scorecard
        body = shaped(Publication, told)
        publish(desk, scope, card, body.period, body.number, body.issued_on, sent.key)

    return _done(deed, request, desk, scope, round_id, sent, "cong-bo")


def _done(
    deed: Callable[[], None], request: Request, desk: Desk, scope: Scope, round_id: str, sent: Filled, word: str
) -> Response:
    def answered() -> Response:
        deed()
        return go(f"{ROUNDS}/{round_id}", word)

    return attempt(answered, lambda trouble: _shown(request, desk, scope, round_id, trouble), word, sent)


def _list(request: Request, desk: Desk, scope: Scope, trouble: Trouble | None = None) -> Response:
    with desk.memory.reading() as session:
        found = [appraisals.told(session, scope, one) for one in appraisals.rounds(session)]
        cards = {id_: f"{card.title} ({card.year}, bản {card.version})" for id_, card in scorecards(session)}
    return page(
        request,
        "rounds.html",
        trouble=trouble,
        rounds=found,
        cards=cards,
        steps=WINDOWED,
        may_run=may(scope, Act.RUN_ROUND),
    )


WAITING = tuple(step for step in State if step in ASKED and step is not State.SETTLED)
"""Steps somebody must act in, in their order."""


@dataclass(frozen=True)
class Preview:
    """Windows that are not set yet, and the steps they would bring."""

    windows: dict[str, Any]
    steps: list[dict[str, Any]]


def _shown(
    request: Request,
    desk: Desk,
    scope: Scope,
    round_id: str,
    trouble: Trouble | None = None,
    preview: Preview | None = None,
) -> Response:
    with desk.memory.reading() as session:
        row = appraisals.round_of(session, round_id)
        found = appraisals.told(session, scope, row)
        card = index.card_of(session, row.scorecard)
        announced = index.publication(session, row.scorecard, row.period)
        published = announced and {"number": announced.number, "issued_on": announced.issued_on}
        held = appraisals.sessions(session, round_id)
        units = {unit.code: unit.name for unit in office.units(session)}
        runs = may(scope, Act.RUN_ROUND)
        laid = steps_of(session, round_id) if runs else []
        waiting = {step: turns_in(session, row, step, desk.today()) for step in WAITING if runs}
        left = unappraised(session, row, desk.today()) if runs else None
        asked = {turn.addressee for found_turns in waiting.values() for turn in found_turns}
        known = {one: people.person(session, one.partition("/")[2]) for one in asked if one.startswith("person/")}
    return page(
        request,
        "round.html",
        preview=preview,
        laid=laid,
        unappraised=left,
        waiting={step: found for step, found in waiting.items() if found},
        people={place: one.name for place, one in known.items() if one is not None},
        trouble=trouble,
        found=found,
        card=card,
        published=published,
        sessions=held,
        units=units,
        steps=WINDOWED,
        local=_local,
        may_run=runs,
        may_hold=runs or may(scope, Act.APPRAISE),
        may_publish=may(scope, Act.SET_RULES) and may(scope, Act.READ_INDEX),
    )


def _windows(sent: Filled) -> dict[str, dict[str, Any]]:
    """Windows as they were filled in: the local time of a browser's field, with its zone."""
    told = {step: {end: _instant(sent.one(f"{end}:{step}")) for end in ENDS} for step in WINDOWED}
    return {step: one for step, one in told.items() if any(one.values())}


def _instant(text: str | None) -> str | None:
    """`2026-04-06T17:00` as an instant; what is none stays as it is and is refused later."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=ZONE).isoformat() if text else None
    except ValueError:
        return text


def _local(text: str | None) -> str:
    """An instant as a browser's field takes it."""
    return f"{datetime.fromisoformat(text).astimezone(ZONE):%Y-%m-%dT%H:%M}" if text else ""
