"""Score sheets against what was entered in them: states as their moves led, marks within bounds, kept and published scores recomputed."""

from collections.abc import Iterator
from typing import Any

from domain.appraisal.flow import State
from domain.rights import SYSTEM
from domain.scorecard import exact, limits, score_to_plain
from proof.checks import Found
from storage.database import Memory
from storage.views import appraisals, index, office
from storage.views.appraisals import Sheet


def sheets_agree(memory: Memory) -> Found:
    """Every sheet of every round, and the result that was published of it."""
    wrong: list[str] = []
    counted = 0
    with memory.reading() as session:
        blocks = {unit.code: unit.block for unit in office.units(session)}
        for row in appraisals.rounds(session):
            for unit, _ in appraisals.sheets(session, SYSTEM, row):
                counted += 1
                found = appraisals.sheet(session, SYSTEM, row.id, unit)
                published = index.publication(session, row.scorecard, row.period)
                places = [] if published is None else [one for one in published.places if one["unit"] == unit]
                told = (*_moves(found), *_marks(found), *_approved(found, blocks.get(unit), places))
                wrong += [f"round/{row.id}/{unit}: {one}" for one in told]
    return Found(counted, tuple(wrong))


def _moves(found: Sheet) -> Iterator[str]:
    """Each move begins where the last one ended, later than it, and its score adds up; the sheet stands at the last."""
    state, turn = State.SELF_SCORING, 0
    for move in found.moves:
        if move.source not in {state, State.PUBLISHED} or move.turn <= turn:
            yield f"bước {move.name} không nối tiếp bước trước"
        lost = sum(exact(loss["points"]) for loss in move.score["losses"])
        if exact(move.score["max"]) - exact(move.score["points"]) != lost:
            yield f"điểm giữ ở bước {move.name} không khớp tổng điểm bị trừ"
        state, turn = State(move.target), move.turn
    if found.row.state != state:
        yield f"phiếu ở bước {found.row.state}, các bước dẫn đến {state}"


def _marks(found: Sheet) -> Iterator[str]:
    """Each line is of a criterion of the card, within what it can come to."""
    leaves = {leaf.id: leaf for _, leaf in found.card.leaves()}
    for row in found.marks:
        mark, leaf = appraisals.mark_of(row), leaves.get(row.criterion)
        if leaf is None or (mark.points is not None and not limits(leaf).hold(mark.points)):
            yield f"điểm của tiêu chí {row.criterion} nằm ngoài bộ tiêu chí"


def _approved(found: Sheet, block: str | None, places: list[dict[str, Any]]) -> Iterator[str]:
    """The score kept at approval is what the lines come to, and it was published as it was then, or as appeal left it."""
    kept = next((move.score for move in reversed(found.moves) if move.target == State.APPROVED), None)
    if kept is None:
        return
    if kept != score_to_plain(appraisals.approved(found, block, up_to=State.APPROVAL)):
        yield "điểm đã phê duyệt khác điểm tính lại"
    if any(place["score"] != kept for place in places):
        yield "điểm đã công bố khác điểm đã phê duyệt"
