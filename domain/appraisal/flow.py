"""The way of a score sheet (phiếu điểm) through a round: its states, what may come next, and who may do it (domain.md §4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Refusal
from domain.rights import Act


class State(StrEnum):
    """Where the sheet of one unit stands."""

    SELF_SCORING = "self-scoring"
    ENDORSEMENT = "endorsement"
    APPRAISAL = "appraisal"
    EXPLANATION = "explanation"
    SECOND_APPRAISAL = "second-appraisal"
    APPROVAL = "approval"
    APPROVED = "approved"
    PUBLISHED = "published"
    APPEAL = "appeal"
    SETTLED = "settled"

    @property
    def label(self) -> str:
        """The state in the office's words."""
        return _LABELS[self]


_LABELS: Mapping[State, str] = {
    State.SELF_SCORING: "đơn vị đang tự chấm",
    State.ENDORSEMENT: "chờ thủ trưởng đơn vị duyệt",
    State.APPRAISAL: "đang thẩm định lần 1",
    State.EXPLANATION: "chờ đơn vị giải trình, bổ sung",
    State.SECOND_APPRAISAL: "đang thẩm định lần 2",
    State.APPROVAL: "chờ phê duyệt kết quả",
    State.APPROVED: "đã phê duyệt, chưa công bố",
    State.PUBLISHED: "đã công bố",
    State.APPEAL: "đang xem xét kiến nghị",
    State.SETTLED: "đã trả lời kiến nghị",
}

WINDOWED = (
    State.SELF_SCORING,
    State.ENDORSEMENT,
    State.APPRAISAL,
    State.EXPLANATION,
    State.SECOND_APPRAISAL,
    State.PUBLISHED,
)
"""States whose step may have a window, in their order; that of `published` is the time to appeal."""

BY_FIELD = frozenset({State.APPRAISAL, State.SECOND_APPRAISAL})
"""States that end when every field of the sheet has been closed."""

MARKED_BY: Mapping[State, Act] = {
    State.SELF_SCORING: Act.SELF_SCORE,
    State.APPRAISAL: Act.APPRAISE,
    State.EXPLANATION: Act.SELF_SCORE,
    State.SECOND_APPRAISAL: Act.APPRAISE,
    State.PUBLISHED: Act.SELF_SCORE,
    State.APPEAL: Act.APPROVE_SCORE,
}
"""Who may enter lines into a sheet in that state; in all others it is locked."""


@dataclass(frozen=True)
class Move:
    """One step of a sheet: from where to where, who may, and what it needs besides.

    `after_window` is for what the office does only once the window of the step has closed.
    """

    name: str
    label: str
    source: State
    target: State
    act: Act
    needs_reason: bool = False
    after_window: bool = False


MOVES = (
    Move("submit", "trình thủ trưởng duyệt", State.SELF_SCORING, State.ENDORSEMENT, Act.SELF_SCORE),
    Move("endorse", "duyệt điểm tự chấm", State.ENDORSEMENT, State.APPRAISAL, Act.ENDORSE),
    Move("send-back", "đề nghị chấm lại", State.ENDORSEMENT, State.SELF_SCORING, Act.ENDORSE, needs_reason=True),
    Move("close-field", "chốt lĩnh vực", State.APPRAISAL, State.EXPLANATION, Act.APPRAISE),
    Move("answer", "gửi giải trình, bổ sung", State.EXPLANATION, State.SECOND_APPRAISAL, Act.SELF_SCORE),
    Move("close-field", "chốt lĩnh vực", State.SECOND_APPRAISAL, State.APPROVAL, Act.APPRAISE),
    Move("approve", "phê duyệt kết quả", State.APPROVAL, State.APPROVED, Act.APPROVE_SCORE),
    Move(
        "send-back",
        "đề nghị thẩm định lại",
        State.APPROVAL,
        State.SECOND_APPRAISAL,
        Act.APPROVE_SCORE,
        needs_reason=True,
    ),
    Move("appeal", "kiến nghị kết quả", State.PUBLISHED, State.APPEAL, Act.SELF_SCORE, needs_reason=True),
    Move("settle", "trả lời kiến nghị", State.APPEAL, State.SETTLED, Act.APPROVE_SCORE, needs_reason=True),
    *(
        Move(
            "pass-on",
            "chuyển bước khi hết thời gian",
            source,
            target,
            Act.RUN_ROUND,
            needs_reason=True,
            after_window=True,
        )
        for source, target in (
            (State.SELF_SCORING, State.APPRAISAL),
            (State.ENDORSEMENT, State.APPRAISAL),
            (State.EXPLANATION, State.SECOND_APPRAISAL),
        )
    ),
)
"""All that can happen to a sheet. Publication is an act on the whole round, not on one sheet."""


def moves_from(state: State) -> tuple[Move, ...]:
    """What may come next."""
    return tuple(move for move in MOVES if move.source is state)


def move_named(name: str, state: State) -> Move:
    """The move of that name from there; refused with what is allowed instead."""
    found = next((move for move in moves_from(state) if move.name == name), None)
    if found is None:
        raise wrong_state(state)
    return found


def wrong_state(state: State) -> Refusal:
    """What is asked is not done now; what may be done is named."""
    return Refusal(
        "conflict",
        "sheet-state",
        f"Phiếu điểm {state.label}; chưa hoặc không còn làm được việc này.",
        allowed=tuple(move.name for move in moves_from(state)),
    )


def field_closed(state: State, fields: Iterable[str], closed: Iterable[str], field: str) -> State:
    """Where the sheet stands once `field` is closed too: in the next state when no field is left open."""
    every, done = tuple(fields), {*closed}
    if field not in every:
        raise Refusal("invalid", "unknown-field-of-card", f"Bộ tiêu chí không có lĩnh vực “{field}”.")
    if field in done:
        raise locked(field)
    if {*every} - done == {field}:
        return move_named("close-field", state).target
    return state


def locked(field: str) -> Refusal:
    """A field that was closed takes no more points in this step."""
    return Refusal("conflict", "field-locked", f"Lĩnh vực “{field}” đã chốt ở bước này, không sửa được điểm.")
