"""The act of freezing a period: its figures as they stand at one instant, from which its documents are made."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from acts.review_figures import figures_of
from domain.errors import Refusal
from domain.period import Period
from domain.review import digest
from domain.review_facts import only_days_went_by
from domain.review_rows import canonical
from domain.rights import Act, Scope, require
from storage.tables import ReviewPastRow, ReviewRow, ScorecardRow
from storage.upsert import insert_or_ignore
from storage.views import reviews as view
from storage.views.measurements import measured

__all__ = ["Drawn", "draw", "figures_of", "freeze", "seal"]


def freeze(
    desk: Desk,
    scope: Scope,
    period: str,
    *,
    template: str,
    key: str | None = None,
    as_of: datetime | None = None,
) -> Answer:
    """Freeze a period (chốt số liệu) as of an instant, now unless told.

    Where its cut-off has passed and nobody has taken it yet, it is frozen as of the cut-off: by hand or by its clock,
    today or three days late, the first review of a period that has ended is the same.

    `template` is the digest of the words and forms the documents are made with. Unchanged facts under the same
    template have the same digest, and frozen again, also days later, they change nothing; changed ones are the next
    revision, in draft again, and the one before is kept.
    """
    require(scope, Act.FREEZE)
    with desk.memory.reading() as session:  # many rows are read: no writer waits for it
        desk.days.refresh(session, desk.seed)
        wanted = desk.period(period)
        if wanted.since > desk.today():
            raise Refusal("invalid", "period-ahead", f"Kỳ {wanted.name} chưa bắt đầu, chưa có số liệu để chốt.")
        now = desk.clock()
        drawn = draw(session, desk, wanted, as_of or view.cut_off(session, wanted.name, now) or now, template)
    return perform(
        desk,
        scope,
        lambda doing: seal(doing, wanted, drawn),
        key=key,
        request=["freeze", wanted.name, template, as_of],
    )


@dataclass(frozen=True)
class Drawn:
    """The figures of a period at an instant, read and not yet frozen."""

    at: datetime
    template: str
    figures: dict[str, Any]
    digests: dict[str, Any]


def draw(session: Session, desk: Desk, period: Period, at: datetime, template: str) -> Drawn:
    """Read the figures of a period as of an instant."""
    figures = figures_of(session, desk.calendar, period, at)
    return Drawn(at, template, figures, _digests(session, figures, template, measured(session, period, at)))


def seal(doing: Deed, period: Period, drawn: Drawn) -> Answer:
    """Freeze what was drawn, within an act: the first revision, the next one, or nothing where it is the same."""
    frozen = _frozen(doing, drawn)
    if insert_or_ignore(doing.session, ReviewRow, {"period": period.name, "version": 1, "revision": 1, **frozen}):
        row = doing.session.get_one(ReviewRow, period.name)
    else:  # it is there, also where another froze it while this one drew
        row = doing.session.get_one(ReviewRow, period.name, with_for_update=True, populate_existing=True)
        if row.digest == frozen["digest"] or _says_the_same(row, drawn):
            return _answer(row, 200)
        doing.session.add(_past(row))
        for name, value in frozen.items():
            setattr(row, name, value)
        row.version += 1
        row.revision += 1
    doing.note(
        "review.frozen",
        f"review/{period.name}",
        digest=row.digest,
        template=drawn.template,
        as_of=drawn.at.isoformat(),
        revision=row.revision,
    )
    return _answer(row, 201)


def _frozen(doing: Deed, drawn: Drawn) -> dict[str, Any]:
    """What was drawn, as a revision holds it."""
    return {
        "as_of": date.fromisoformat(drawn.figures["as_of"]),
        "snapshot": drawn.figures,
        "digest": digest(drawn.figures, drawn.template),
        "digests": drawn.digests,
        "frozen_at": doing.now,
        "frozen_by": doing.scope.actor,
    }


def _says_the_same(row: ReviewRow, drawn: Drawn) -> bool:
    """Whether only days went by: the same words and forms, cards and figures, and the same facts."""
    same = ("template", "scorecards", "measurements")
    known = row.digests or {}
    return all(known.get(name) == drawn.digests[name] for name in same) and only_days_went_by(
        row.snapshot, drawn.figures
    )


def _answer(row: ReviewRow, status: int) -> Answer:
    body = {"period": row.period, "digest": row.digest, "as_of": row.as_of.isoformat(), "revision": row.revision}
    return Answer(body, status, str(row.version))


def _past(row: ReviewRow) -> ReviewPastRow:
    return ReviewPastRow(
        period=row.period,
        revision=row.revision,
        as_of=row.as_of,
        snapshot=row.snapshot,
        digest=row.digest,
        digests=row.digests,
        frozen_at=row.frozen_at,
        frozen_by=row.frozen_by,
    )


def _digests(
    session: Session, figures: dict[str, Any], template: str, measured: list[dict[str, Any]]
) -> dict[str, Any]:
    """Of what the documents are made, each by itself: a difference says where to look."""
    used = sorted({str(score["scorecard"]) for score in figures["scores"]})
    cards = {row.key: _sha256(row.body) for row in session.scalars(select(ScorecardRow)) if row.key in used}
    return {
        "facts": _sha256(figures),
        "measurements": _sha256(measured),
        "scorecards": cards,
        "template": template,
        "program": version("dondoc"),
    }


def _sha256(plain: object) -> str:
    return hashlib.sha256(canonical(plain).encode()).hexdigest()
