"""Estimated points in the report: a sentence in its body, a table in its annexes, never called the index."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.scorecard import CAP_LINE, REBASE_LINE, ROUNDING_LINE
from domain.telling.text import Column, Table
from domain.wording.numbers import UNMEASURED, count, decimal

Score = Mapping[str, Any]

ANNEX = "Phụ lục V"

TOTAL_LINES = {ROUNDING_LINE: "làm tròn", REBASE_LINE: "quy đổi", CAP_LINE: "giới hạn điểm"}
"""Losses that belong to the total and to no criterion."""

_COLUMNS = (
    Column("TT", 5),
    Column("Đơn vị", 30, "left"),
    Column("Điểm tối đa của tiêu chí đã đo", 15),
    Column("Điểm tạm tính", 15),
    Column("Điểm bị trừ theo tiêu chí", 55, "left"),
)


def told(scores: Sequence[Score]) -> str:
    """How many were estimated, and how many could not be: no ranking in a report of work."""
    if not scores:
        return "Chưa có số liệu để tạm tính điểm."
    unknown = sum(not is_shown(score) for score in scores)
    rest = f"; {count(unknown)} kết quả chưa thể đánh giá do chưa đủ số liệu" if unknown else ""
    if unknown == len(scores):
        return f"Chưa thể tạm tính điểm: {count(unknown)} kết quả chưa đủ số liệu. Chi tiết tại {ANNEX}."
    return f"Có {count(len(scores) - unknown)} kết quả tạm tính điểm{rest}. Chi tiết tại {ANNEX}."


def table(scores: Sequence[Score], names: Mapping[str, str]) -> Table:
    """Every estimate with what was lost in it; `names` are the units' names by their codes."""
    rows = tuple(
        (str(place), names.get(str(score["unit"]), str(score["unit"])), decimal(score["max"]), *_points(score))
        for place, score in enumerate(scores, start=1)
    )
    return Table(_COLUMNS, rows)


def is_shown(score: Score) -> bool:
    """Whether enough was measured for a total to be said."""
    return score.get("points") is not None and score.get("total_shown") is not False


def _points(score: Score) -> tuple[str, str]:
    """An estimate and what was lost; where too little is measured, neither a total nor "nothing lost" is claimed."""
    losses = "; ".join(losses_of(score))
    if not is_shown(score):
        return "chưa thể đánh giá", losses or UNMEASURED
    return decimal(score["points"]), losses or "không"


def losses_of(score: Score) -> list[str]:
    """Each loss by its criterion."""
    return [_loss(loss) for loss in score.get("losses", ())]


def _loss(loss: Mapping[str, Any]) -> str:
    return f"{TOTAL_LINES.get(loss['criterion'], loss['criterion'])}: {decimal(loss['points'])}"
