"""Signs of life, the standstills they show, and the care with which mails begin to leave after one (rule R6)."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import distinct, func, select, update
from sqlalchemy.orm import Session

from acts.desk import Answer, Deed, Desk, perform
from acts.holds import begin, end
from domain import clocks
from domain.outage import CATCHES_UP_AFTER, StormGuard, Wave, silent
from domain.outgoing import HoldKind
from domain.rights import SYSTEM, Act, Scope, require
from domain.subject import MAIL, WEBHOOKS
from storage.tables import AssignmentRow, HoldRow, MessageRow, NoticeRow, OutageRow, PulseRow, SettingRow
from storage.upsert import insert_or_ignore
from storage.views.clocks import shared
from storage.views.outages import STORM, storm_guard
from storage.views.subjects import overdue_subjects

API, WORKER = clocks.API, clocks.WORKER
CATCHING_UP = "Hệ thống vừa hoạt động lại: thư chờ đến khi rà soát xong những mốc đã qua."
STORM_WAITS = "Số thư sau gián đoạn vượt ngưỡng của cơ quan: chờ người phụ trách xem và cho gửi."
CAUGHT_UP = "Đã rà soát xong những mốc đã qua."
CAREFUL = select(HoldRow).where(HoldRow.kind == HoldKind.CATCHING_UP.value, HoldRow.ended_at.is_(None))
"""The hold under which what a standstill left is looked at first."""
JOINED = frozenset({"digest", "escalation"})
"""Kinds of mails that tell one addressee of overdue work: after a storm they are one."""


def beat(desk: Desk, part: str, host: str = "", temporal: float | None = None) -> tuple[datetime, datetime] | None:
    """Say that a part works, and what its clock says; the standstill that this ends, if there was one.

    `host` is the machine it works on; `temporal` by how many seconds Temporal's clock is ahead of that machine's.
    """
    found: list[tuple[datetime, datetime]] = []

    def deed(doing: Deed) -> Answer:
        insert_or_ignore(doing.session, PulseRow, {"part": part, "at": doing.now})
        pulse = doing.session.get_one(PulseRow, part, with_for_update=True, populate_existing=True)
        if (gap := silent(pulse.at, doing.now)) is not None:
            found.append(gap)
            _write_down(doing, part, *gap)
        pulse.at = max(pulse.at, doing.now)
        pulse.clocks = _clocks(doing, pulse, host, temporal)
        return Answer({})

    perform(desk, SYSTEM, deed)
    return found[0] if found else None


def _clocks(doing: Deed, pulse: PulseRow, host: str, temporal: float | None) -> list[dict[str, Any]]:
    """What the clocks of a part say, machine by machine: that of this one anew, of others as long as it is fresh."""
    at = shared(doing.session)
    ahead = doing.desk.real_now().timestamp() - at
    told = {(pulse.part, host): ahead}
    if temporal is not None:
        told[clocks.TEMPORAL, ""] = ahead + temporal
    kept = [
        one for one in pulse.clocks or () if clocks.is_fresh(one["at"], at) and (one["part"], one["host"]) not in told
    ]
    return kept + [{"part": one, "host": where, "ahead": by, "at": at} for (one, where), by in told.items()]


def _write_down(doing: Deed, part: str, since: datetime, until: datetime) -> None:
    row = OutageRow(id=doing.desk.ids(), part=part, since=since, until=until)
    doing.session.add(row)
    minutes = int((until - since) / timedelta(minutes=1))
    doing.note("outage.found", f"outage/{row.id}", part=part, since=since.isoformat(), minutes=minutes)
    if part == WORKER and until - since >= CATCHES_UP_AFTER:
        begin(doing, HoldKind.CATCHING_UP, CATCHING_UP, {"outage": row.id})


def catch_up(desk: Desk) -> bool:
    """Let mails go again once nothing that fell due is left to be looked at; whether they wait on."""
    with desk.memory.reading() as session:
        if session.scalar(CAREFUL) is None:
            return False
        left = set(overdue_subjects(session, desk.clock(), timedelta())) - {MAIL, WEBHOOKS}
    if left:
        return True

    def deed(doing: Deed) -> Answer:
        held = doing.session.scalar(CAREFUL.with_for_update())
        if held is None:
            return Answer({})
        guard, wave = storm_guard(doing.session), _wave(doing.session, doing.now)
        storm = wave.is_storm(guard)
        merged = _join(doing) if storm else 0
        outage = doing.session.get_one(OutageRow, held.facts["outage"])
        outage.mails, outage.assignments, outage.merged = wave.mails, wave.assignments, merged
        doing.note("outage.caught-up", f"outage/{outage.id}", **asdict(wave), storm=storm, merged=merged)
        if storm and guard.wait:
            begin(doing, HoldKind.STORM, STORM_WAITS, asdict(wave))
        end(doing, held, CAUGHT_UP)
        return Answer({})

    perform(desk, SYSTEM, deed)
    return False


def _wave(session: Session, now: datetime) -> Wave:
    """What would leave if nothing held it."""
    due = (MessageRow.state == "pending") & (MessageRow.send_at <= now)
    told = select(func.count(distinct(MessageRow.id)), func.count(distinct(NoticeRow.assignment)))
    mails, about = session.execute(told.join(NoticeRow, NoticeRow.message == MessageRow.id).where(due)).one()
    open_ones = select(func.count()).select_from(AssignmentRow).where(AssignmentRow.closed_at.is_(None))
    return Wave(int(mails), int(about), int(session.scalar(open_ones) or 0))


def _join(doing: Deed) -> int:
    """Put what tells one addressee of overdue work into one mail; how many mails that saves."""
    waiting = select(MessageRow).where(
        MessageRow.kind.in_(JOINED),
        MessageRow.state == "pending",
        MessageRow.send_at <= doing.now,
        MessageRow.attempts == 0,
    )
    first: dict[str, MessageRow] = {}
    saved = 0
    for row in doing.session.scalars(waiting.order_by(MessageRow.send_at, MessageRow.id).with_for_update()):
        into = first.setdefault(row.addressee, row)
        if into is row:
            continue
        doing.session.execute(update(NoticeRow).where(NoticeRow.message == row.id).values(message=into.id))
        into.kind = "digest"
        row.state, row.slot = "empty", None
        saved += 1
    return saved


def set_storm_guard(desk: Desk, scope: Scope, guard: StormGuard, key: str | None = None) -> Answer:
    """Say what the office takes for too much at once, and whether a person lets such a wave go."""

    def deed(doing: Deed) -> Answer:
        require(scope, Act.HOLD)
        doing.session.merge(SettingRow(name=STORM, body=asdict(guard)))
        doing.note("office.storm-guard-set", "office/storm-guard", **asdict(guard))
        return Answer(asdict(guard))

    return perform(desk, scope, deed, key=key, request=["storm guard", asdict(guard)])
