"""Whose turn it is in a round, and what they are asked in the office's words."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.appraisal.flow import BY_FIELD, State
from domain.appraisal.reminders import Knock
from domain.appraisal.windows import Window, told

OFFICE = "office/"

ASKED: Mapping[State, str] = {
    State.SELF_SCORING: "Tự chấm điểm và trình thủ trưởng đơn vị duyệt",
    State.ENDORSEMENT: "Duyệt điểm tự chấm của đơn vị",
    State.APPRAISAL: "Thẩm định lần 1",
    State.EXPLANATION: "Giải trình, bổ sung tài liệu kiểm chứng",
    State.SECOND_APPRAISAL: "Thẩm định lần 2",
    State.APPROVAL: "Trình phê duyệt kết quả",
    State.PUBLISHED: "Xem kết quả, kiến nghị nếu có",
    State.APPEAL: "Trình lãnh đạo trả lời kiến nghị kết quả",
    State.SETTLED: "Xem trả lời kiến nghị kết quả",
}
"""What a step asks of whoever must act in it."""

BY_OFFICE = frozenset({State.APPROVAL, State.APPEAL})
"""Steps in which a leader decides: the office brings it before them (domain.md §0.7)."""


@dataclass(frozen=True)
class OpenSheet:
    """A sheet that waits in a step: its unit, and the fields not closed yet where the step goes by fields."""

    unit: str
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Appraiser:
    """Who appraises: the fields they may (None: all) and the units they belong to, which they never appraise."""

    id: str
    fields: frozenset[str] | None
    units: frozenset[str]


@dataclass(frozen=True)
class Turn:
    """An addressee who must act, on the sheets of which units, in which fields."""

    addressee: str
    units: tuple[str, ...]
    fields: tuple[str, ...] = ()


def turns(state: State, sheets: Sequence[OpenSheet], appraisers: Collection[Appraiser]) -> tuple[Turn, ...]:
    """Who must act in a step. What no appraiser may do falls to the office that runs the round."""
    if state in BY_FIELD:
        return tuple(_appraisals(sheets, appraisers))
    if state in BY_OFFICE:
        return (Turn(OFFICE, tuple(sheet.unit for sheet in sheets)),) if sheets else ()
    role = "head" if state is State.ENDORSEMENT else "unit"
    return tuple(Turn(f"{role}/{sheet.unit}", (sheet.unit,)) for sheet in sheets)


def _appraisals(sheets: Sequence[OpenSheet], appraisers: Iterable[Appraiser]) -> Iterator[Turn]:
    left = {(sheet.unit, field) for sheet in sheets for field in sheet.fields}
    owed = frozenset(left)
    for one in sorted(appraisers, key=lambda appraiser: appraiser.id):
        mine = {(u, f) for u, f in owed if u not in one.units and (one.fields is None or f in one.fields)}
        left -= mine
        if mine:
            yield _turn(f"person/{one.id}", mine)
    if left:
        yield _turn(OFFICE, left)


def _turn(addressee: str, owed: Collection[tuple[str, str]]) -> Turn:
    return Turn(addressee, tuple(sorted({u for u, _ in owed})), tuple(sorted({f for _, f in owed})))


def asked(state: State, knock: Knock, turn: Turn, window: Window, names: Mapping[str, str]) -> str:
    """What somebody whose turn it is reads."""
    said, units = ASKED[state], ", ".join(names.get(code, code) for code in turn.units)
    if state in BY_FIELD:
        said = f"{said} phiếu điểm của {units}; lĩnh vực {', '.join(turn.fields)}"
    if state in BY_OFFICE:
        return f"{said}: phiếu điểm của {units}"
    if knock is Knock.OVERDUE and window.closes is not None:
        if state is State.PUBLISHED:
            return f"Xem kết quả. Thời gian kiến nghị đã hết từ {told(window.closes)}; đề nghị liên hệ cơ quan tổng hợp"
        return f"{said}. Bước này đã khóa từ {told(window.closes)}; đề nghị liên hệ cơ quan tổng hợp"
    return f"{said}, trước {told(window.closes)}" if window.closes is not None else said


def outstanding(state: State, knock: Knock, units: Sequence[str], names: Mapping[str, str]) -> str:
    """What the office reads once a step has closed: who has not finished, and what can be done."""
    named = ", ".join(names.get(code, code) for code in units)
    chosen = "gia hạn" if state in BY_FIELD else "gia hạn hoặc chuyển bước"
    when = "đã hết thời gian" if knock is Knock.CLOSES else "hết thời gian đã lâu, chưa được xử lý"
    return f"Bước “{ASKED[state]}” {when}: còn {len(units):02d} phiếu chưa xong ({named}). Đề nghị {chosen}"
