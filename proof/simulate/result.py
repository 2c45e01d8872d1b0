"""What a simulation leaves behind beside database and mails: documents, estimates, the log, and the summary that balances."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from domain.calendar import Calendar
from domain.ladder import StepState
from domain.rights import SYSTEM
from proof.documents import write_documents
from proof.simulate.brief import Brief
from proof.simulate.play import Played
from storage import log
from storage.database import Memory
from storage.tables import MessageRow
from storage.views.records import ESCALATED, TELLS
from storage.views.reviews import review
from storage.views.whole import Books, open_books

Plain = dict[str, Any]
local_date = Calendar().local_date


def write_result(memory: Memory, brief: Brief, played: Played, folder: Path, wall_seconds: float) -> Plain:
    """Write every file into `folder`; the summary."""
    reviews = _reviews(memory, played)
    for one in reviews:
        write_documents(one, folder)
    scores = list(_scores(reviews))
    with memory.reading() as session:
        books = open_books(session)
    _write(folder / "index.json", scores)
    (folder / "events.jsonl").write_text("".join(_line(event) for event in books.events), "utf-8")
    summary = {
        **_counts(books, played),
        "index": _index(scores),
        "reviews": {one["period"]: one["digest"] for one in reviews},
        "remarks": played.remarks.plain(),
        "items": len(brief.draft.items),
        "wall_seconds": round(wall_seconds, 1),
        "virtual_days": (brief.until - brief.since).days + 1,
        "seed": brief.seed,
    }
    _write(folder / "summary.json", summary)
    return summary


def _reviews(memory: Memory, played: Played) -> list[Plain]:
    with memory.reading() as session:
        found = (review(session, SYSTEM, period) for period in played.frozen)
        return [one for one in found if one is not None]


def _scores(reviews: Sequence[Plain]) -> Iterator[Plain]:
    """The estimates frozen with each review, as `dondoc score --json` prints them."""
    for one in reviews:
        yield from one["snapshot"]["scores"]


def _index(scores: Sequence[Plain]) -> Plain:
    """Points per period and unit; "points" of "max" that could be measured so far."""
    told: dict[str, Plain] = {}
    for score in scores:
        told.setdefault(score["period"], {})[score["unit"]] = {"points": score["points"], "max": score["max"]}
    return told


def _counts(books: Books, played: Played) -> Plain:
    states = Counter(step.state for step in books.steps)
    notices = Counter(notice.state for notice in books.notices)
    messages = Counter(message.state for message in books.messages)
    return {
        "as_of": played.as_of.isoformat(),
        "assignments": len(books.assignments),
        "steps": {"planned": len(books.steps), **{state.value: states[state.value] for state in StepState}},
        "taken_by": dict(sorted(Counter(step.taken_by for step in books.steps if step.state == "taken").items())),
        "notices": len(books.notices),
        "dropped": notices["dropped"],
        "messages": messages["sent"],
        "budget": budget(books.messages),
        "undelivered": messages["failed"],
        "repeated": sum(message.unknown for message in books.messages),
        "completions": len(books.completions),
        "escalations": sum(
            notice.phase in ESCALATED and notice.kind in TELLS and notice.state == "sent" for notice in books.notices
        ),
    }


def budget(messages: Iterable[MessageRow]) -> Plain:
    """How many mails an address got on a day: on how many of those days so many, and the most, where and when."""
    days = Counter(
        (message.address, local_date(message.sent_at))
        for message in messages
        if message.state == "sent" and message.address is not None and message.sent_at is not None
    )
    if not days:
        return {"days": {}, "most": None}
    (address, day), most = min(days.items(), key=lambda pair: (-pair[1], pair[0][1], pair[0][0]))
    spread = Counter(days.values())
    return {
        "days": {str(many): spread[many] for many in sorted(spread)},
        "most": {"messages": most, "address": address, "day": day.isoformat()},
    }


def _line(event: log.Event) -> str:
    told: Mapping[str, Any] = {**asdict(event), "at": event.at.isoformat()}
    return json.dumps(told, ensure_ascii=False, default=_plain) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def _write(path: Path, told: object) -> None:
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
