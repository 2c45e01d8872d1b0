"""A call that answers with a yes for every reading route of the table; what needs no thing to be read is not listed."""

from collections.abc import Callable, Mapping

from tests.api.calls import READY, Call, a_card, a_round, an_admin, an_assignment, frozen, send
from tests.api.doors import Opened


def made(doors: Opened, call: str, named: str = "id") -> str:
    """The id of what a changing call makes, by its name in the answer."""
    found: str = send(doors, call, READY[call](doors)).json()[named]
    return found


def _of_card(word: str) -> Callable[[Opened], Call]:
    return lambda doors: Call("dung", f"/api/scorecards/{a_card(doors)}{word}")


def _of_review(word: str) -> Callable[[Opened], Call]:
    return lambda doors: Call("dung", f"{frozen(doors)}{word}")


def _of_published(word: str) -> Callable[[Opened], Call]:
    def ready(doors: Opened) -> Call:
        send(doors, "POST /api/reviews/{period}/receipt", READY["POST /api/reviews/{period}/receipt"](doors))
        return Call("dung", f"/api/reviews/2026-01{word}")

    return ready


def _compared(doors: Opened) -> Call:
    card = a_card(doors)
    return Call("dung", f"/api/scorecards/{card}/comparison?with={card}")


def _figure(doors: Opened) -> Call:
    (one,) = send(doors, "POST /api/measurements", READY["POST /api/measurements"](doors)).json()["ids"]
    return Call("dung", f"/api/measurements/{one}")


def _late(doors: Opened) -> Call:
    an_assignment(doors)
    doors.house.now = doors.house.now.replace(month=4)
    return Call("dung", "/api/units/kt/letters/don-doc.docx")


def _subscribed_to(doors: Opened) -> Call:
    given = doors.as_("an").post("/api/tokens", {"name": "Lịch", "may": ["calendar"]}).json()
    return Call("an", f"/api/calendar/deadlines.ics?token={given['token']}")


READABLE: Mapping[str, Callable[[Opened], Call]] = {
    "GET /api/assignments/{assignment}/ladder": lambda doors: Call(
        "an", f"/api/assignments/{an_assignment(doors).id}/ladder"
    ),
    "GET /api/calendar/decisions/{year}/file.{form}": lambda _doors: Call(
        "an", "/api/calendar/decisions/2026/file.ics"
    ),
    "GET /api/directives/{directive}/forms/{unit}/file.xlsx": lambda doors: Call(
        "an", f"/api/directives/{an_assignment(doors).directive}/forms/kt/file.xlsx"
    ),
    "GET /api/ladders/{ladder}/{version}/file.yaml": lambda _doors: Call("an", "/api/ladders/mac-dinh/0/file.yaml"),
    "GET /api/assignments/{assignment}": lambda doors: Call("an", f"/api/assignments/{an_assignment(doors).id}"),
    "GET /api/assignments/{assignment}/effect": lambda doors: Call(
        "dung", f"/api/assignments/{an_assignment(doors).id}/effect?until=2026-04-10"
    ),
    "GET /api/directives/{directive}": lambda doors: Call(
        "dung", f"/api/directives/{made(doors, 'POST /api/directives')}"
    ),
    "GET /api/directives/{directive}/annex/{document}": lambda doors: Call(
        "dung", f"/api/directives/{made(doors, 'POST /api/directives')}/annex/phu-luc.docx"
    ),
    "GET /api/directives/{directive}/archive": lambda doors: Call(
        "dung", f"/api/directives/{an_assignment(doors).directive}/archive"
    ),
    "GET /api/directives/{directive}/archive.xlsx": lambda doors: Call(
        "dung", f"/api/directives/{an_assignment(doors).directive}/archive.xlsx"
    ),
    "GET /api/directives/{directive}/archive.zip": lambda doors: Call(
        "dung", f"/api/directives/{an_assignment(doors).directive}/archive.zip"
    ),
    "GET /api/directives/{directive}/links": lambda doors: Call(
        "dung", f"/api/directives/{made(doors, 'POST /api/directives')}/links"
    ),
    "GET /api/directives/{directive}/items.xlsx": lambda doors: Call(
        "dung", f"/api/directives/{made(doors, 'POST /api/directives')}/items.xlsx"
    ),
    "GET /api/evidence/{evidence_id}": lambda doors: Call("an", f"/api/evidence/{made(doors, 'POST /api/evidence')}"),
    "GET /api/items/{item}": lambda doors: Call("an", f"/api/items/{an_assignment(doors).item}"),
    "GET /api/measurements/{measurement}": _figure,
    "GET /api/inbound": lambda _doors: Call("dung", "/api/inbound"),
    "GET /api/assignments/{assignment}/zalo": lambda doors: Call(
        "dung", f"/api/assignments/{an_assignment(doors).id}/zalo"
    ),
    "GET /api/units/{unit}/reminder-slip.{form}": lambda doors: (
        an_assignment(doors, due_on="2026-03-10") and Call("an", "/api/units/kt/reminder-slip.html")
    ),
    "GET /api/calendar/deadlines.ics": _subscribed_to,
    "GET /api/notices": lambda _doors: Call("an", "/api/notices"),
    "GET /api/notices/rules": lambda _doors: Call("an", "/api/notices/rules"),
    "GET /api/preferences": lambda _doors: Call("an", "/api/preferences"),
    "GET /api/messages": lambda _doors: Call("dung", "/api/messages"),
    "GET /api/messages/{message}": lambda doors: Call(
        "dung", READY["POST /api/messages/{message}/resend"](doors).path.removesuffix("/resend")
    ),
    "GET /api/word-templates/{kind}.docx": lambda _doors: Call("dung", "/api/word-templates/ket-qua.docx"),
    "GET /api/reviews/{period}": _of_review(""),
    "GET /api/reviews/{period}/preview": _of_review("/preview"),
    "GET /api/reviews/{period}/preview/{document}": _of_review("/preview/ket-qua.docx"),
    "GET /api/reviews/{period}/recipients": _of_published("/recipients"),
    "GET /api/reviews/{period}/revisions": _of_review("/revisions"),
    "GET /api/reviews/{period}/sections": _of_review("/sections"),
    "GET /api/reviews/{period}/{document}": _of_review("/bao-cao.docx"),
    "GET /api/rounds/{round_id}": lambda doors: Call("dung", a_round(doors)),
    "GET /api/rounds/{round_id}/sheets/{unit}": lambda doors: Call("an", f"{a_round(doors)}/sheets/kt"),
    "GET /api/rounds/{round_id}/sheets/{unit}/file.{form}": lambda doors: Call(
        "an", f"{a_round(doors)}/sheets/kt/file.xlsx"
    ),
    "GET /api/scenarios/{scenario}": lambda doors: Call(
        "dung", f"/api/scenarios/{made(doors, 'POST /api/scorecards/{scorecard}/what-if', 'scenario')}"
    ),
    "GET /api/scorecards/{scorecard}": _of_card(""),
    "GET /api/scorecards/{scorecard}/comparison": _compared,
    "GET /api/scorecards/{scorecard}/estimate": _of_card("/estimate?unit=kt&period=2026-Q1"),
    "GET /api/scorecards/{scorecard}/file.{form}": _of_card("/file.xlsx"),
    "GET /api/scorecards/{scorecard}/ranking": _of_card("/ranking?period=2026-Q1"),
    "GET /api/scorecards/{scorecard}/stakes": _of_card("/stakes?unit=kt&period=2026-Q1"),
    "GET /api/scorecards/{scorecard}/trend": _of_card("/trend?unit=kt"),
    "GET /api/classification": lambda _doors: Call("dung", "/api/classification?period=2026-Q1"),
    "GET /api/lost-points": lambda _doors: Call("dung", "/api/lost-points"),
    "GET /api/events": lambda _doors: Call("dung", "/api/events?seconds=0"),
    "GET /api/tokens": lambda _doors: Call("an", "/api/tokens"),
    "GET /api/units/{unit}/letters": lambda _doors: Call("dung", "/api/units/kt/letters"),
    "GET /api/units/{unit}/letters/{document}": _late,
    "GET /api/measurements": lambda _doors: Call("dung", "/api/measurements?unit=kt&period=2026-Q1"),
    "GET /api/webhooks": lambda doors: Call(an_admin(doors), "/api/webhooks"),
    "GET /api/webhooks/{webhook}/deliveries": lambda doors: Call(
        "quang", f"/api/webhooks/{made(doors, 'POST /api/webhooks')}/deliveries"
    ),
    "GET /api/audit": lambda doors: Call(an_admin(doors), "/api/audit"),
}
