"""Whole tables in a fixed order: what verification and export read; nobody else needs them."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from domain.reporting import Reporting
from storage import access, log, triggers
from storage.tables import (
    AnswerLineRow,
    AssignmentRow,
    Base,
    CompletionRow,
    HoldRow,
    MessageRow,
    NoticeRow,
    ReviewRow,
    SettingRow,
    StepRow,
    StoredAnswerRow,
)
from storage.views import office

T = TypeVar("T", bound=Base)

AS_OF = "as_of"
"""The setting under which a simulation leaves the instant it ended at."""


@dataclass(frozen=True)
class Books:
    """Everything that is verified, as plain rows of one consistent state."""

    assignments: list[AssignmentRow]
    steps: list[StepRow]
    completions: list[CompletionRow]
    lines: list[AnswerLineRow]
    notices: list[NoticeRow]
    messages: list[MessageRow]
    reviews: list[ReviewRow]
    answers: list[StoredAnswerRow]
    events: list[log.Event]
    head: tuple[int, str]
    access: list[access.Access]
    access_head: tuple[int, str, int]
    holds: list[HoldRow]
    missing_triggers: list[str]
    as_of: str | None
    reporting: Reporting


def open_books(session: Session) -> Books:
    """Read all of it; the rows outlive the session."""
    books = Books(
        assignments=_every(session, AssignmentRow),
        steps=_every(session, StepRow),
        completions=_every(session, CompletionRow),
        lines=_every(session, AnswerLineRow),
        notices=_every(session, NoticeRow),
        messages=_every(session, MessageRow),
        reviews=_every(session, ReviewRow),
        answers=_every(session, StoredAnswerRow),
        events=list(log.everything(session)),
        head=log.head(session),
        access=list(access.everything(session)),
        access_head=access.head(session),
        holds=_every(session, HoldRow),
        missing_triggers=triggers.missing(session.connection()),
        as_of=simulated_until(session),
        reporting=office.reporting(session),
    )
    session.expunge_all()
    return books


def _every(session: Session, table: type[T]) -> list[T]:
    return list(session.scalars(select(table).order_by(*inspect(table).primary_key)))


def simulated_until(session: Session) -> str | None:
    """The instant (ISO) at which a simulation left this database; None for an installation that lives."""
    row = session.get(SettingRow, AS_OF)
    return None if row is None else str(row.body["at"])
