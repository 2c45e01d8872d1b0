"""Acts on a round of appraisal as a whole: open it, set the windows of its steps, write down a session."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from acts import round_steps
from acts.desk import Answer, Deed, Desk, expect_version, perform
from domain.appraisal.flow import State
from domain.appraisal.windows import Windows, refuse_crossed
from domain.errors import Problem, Refusal
from domain.rights import Act, Scope, may, require
from storage.tables import AppraisalRow, AppraisalSessionRow, AppraisalSheetRow
from storage.views import appraisals, evidence, index, office
from storage.views.round_steps import foreseen


@dataclass(frozen=True)
class Meeting:
    """A session in which scores are entered face to face; `minutes` is the number of its minutes, `file` the signed file."""

    held_on: date
    place: str
    minutes: str
    file: str | None = None
    present: tuple[str, ...] = ()


def open_round(
    desk: Desk, scope: Scope, scorecard: str, period: str, windows: Windows, key: str | None = None
) -> Answer:
    """Open a round: a sheet for every unit the card is for. Once for a card and period."""
    require(scope, Act.RUN_ROUND)
    refuse_crossed(windows)
    name = desk.period(period).name

    def deed(doing: Deed) -> Answer:
        card = index.card_of(doing.session, scorecard)
        asked = select(AppraisalRow.id).where(AppraisalRow.scorecard == scorecard, AppraisalRow.period == name)
        if doing.session.scalar(asked) is not None or index.publication(doing.session, scorecard, name) is not None:
            raise Refusal("conflict", "round-open", "Kỳ này đã có đợt chấm điểm, hoặc đã công bố kết quả.")
        units = [unit.code for unit in office.units(doing.session) if index.is_scored(unit, card)]
        if not units:
            raise Refusal("conflict", "no-units", "Không có đơn vị nào thuộc đối tượng của bộ tiêu chí này.")
        row = AppraisalRow(
            id=desk.ids(),
            scorecard=scorecard,
            period=name,
            windows=windows_to_plain(windows),
            opened_by=scope.actor,
            opened_at=doing.now,
        )
        doing.session.add(row)
        doing.session.flush()
        doing.session.add_all(
            AppraisalSheetRow(appraisal=row.id, unit=unit, state=State.SELF_SCORING) for unit in units
        )
        doing.session.flush()
        round_steps.lay(doing, row)
        doing.note("round.opened", f"round/{row.id}", scorecard=scorecard, period=name, windows=row.windows)
        return Answer({"id": row.id, "units": units}, 201, etag="1")

    return perform(desk, scope, deed, key=key, request=["open round", scorecard, name, windows_to_plain(windows)])


def set_windows(
    desk: Desk, scope: Scope, round_id: str, windows: Windows, version: int | None = None, key: str | None = None
) -> Answer:
    """Set the windows of the steps anew; the former ones stay in the log."""
    require(scope, Act.RUN_ROUND)
    refuse_crossed(windows)

    def deed(doing: Deed) -> Answer:
        row = appraisals.round_of(doing.session, round_id)
        expect_version(row.version, version)
        before, row.windows = row.windows, windows_to_plain(windows)
        row.version += 1
        round_steps.lay(doing, row)
        doing.note("round.windows-set", f"round/{row.id}", before=before, after=row.windows)
        return Answer({"id": row.id, "windows": row.windows, "version": row.version}, etag=str(row.version))

    return perform(desk, scope, deed, key=key, request=["windows", round_id, windows_to_plain(windows)])


def foresee(desk: Desk, scope: Scope, round_id: str, windows: Windows) -> list[dict[str, Any]]:
    """What these windows would bring, before they are set: when who must act is reminded, when the office hears of the rest."""
    require(scope, Act.RUN_ROUND)
    refuse_crossed(windows)
    with desk.memory.reading() as session:
        row = appraisals.round_of(session, round_id)
        return [foreseen(one) for one in round_steps.wanted_steps(session, desk, row, windows) if one.at > desk.clock()]


def hold_session(desk: Desk, scope: Scope, round_id: str, meeting: Meeting, key: str | None = None) -> Answer:
    """Write down a session; what is entered and closed in it names it."""
    if not may(scope, Act.RUN_ROUND):
        require(scope, Act.APPRAISE)
    if meeting.held_on > desk.today():
        raise Refusal(
            "invalid", "future-day", "Ngày họp không được sau hôm nay.", (Problem("held_on", "không sau hôm nay"),)
        )

    def deed(doing: Deed) -> Answer:
        row = appraisals.round_of(doing.session, round_id)
        if meeting.file is not None:
            evidence.get(doing.session, scope, meeting.file)
        held = AppraisalSessionRow(
            id=desk.ids(),
            appraisal=row.id,
            held_on=meeting.held_on,
            place=meeting.place,
            minutes=meeting.minutes,
            file=meeting.file,
            present=list(meeting.present),
            entered_by=scope.actor,
            entered_at=doing.now,
        )
        doing.session.add(held)
        doing.note("round.session-held", f"round/{row.id}", session=held.id, held_on=meeting.held_on.isoformat())
        return Answer({"id": held.id}, 201)

    return perform(desk, scope, deed, key=key, request=["session", round_id, meeting])


def windows_to_plain(windows: Windows) -> dict[str, Any]:
    """Windows as they are stored and told: instants in ISO 8601; `named` is an end that a day off has put later."""
    return {
        state: {
            "opens": None if one.opens is None else one.opens.isoformat(),
            "closes": None if one.closes is None else one.closes.isoformat(),
            **({} if one.named is None else {"named": one.named.isoformat()}),
        }
        for state, one in windows.items()
    }


def refuse_other_session(doing: Deed, round_id: str, session: str | None) -> None:
    """Refuse a session that was not held in this round."""
    found = None if session is None else doing.session.get(AppraisalSessionRow, session)
    if session is not None and (found is None or found.appraisal != round_id):
        raise Refusal(
            "invalid", "unknown-session", "Không có phiên họp này.", (Problem("session", "mã phiên họp của đợt này"),)
        )
