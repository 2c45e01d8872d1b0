"""Work that was running before the house: what one line of an office's own table says of it, and its words for states."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.deadline import Basis
from domain.directive import Cadence
from domain.errors import Problem
from domain.folding import fold
from domain.status import WorkState

MARK = "carried_over"
"""Under which an item keeps the place of the line it was carried over from."""
BEFORE = "Mốc trước ngày đưa vào hệ thống"
"""Why a step whose day had passed when the work was carried over is never taken."""
MOST_LINES, MOST_PAPERS = 2_000, 150
"""One act carries all over: each document is one event, and an act leaves 200 at most."""
UNWRITTEN = "Nhiệm vụ giao không kèm văn bản"


class Meaning(StrEnum):
    """What a column of such a table tells."""

    NUMBER = "number"
    ISSUED_ON = "issued_on"
    ISSUER = "issuer"
    TITLE = "title"
    REF = "ref"
    TEXT = "text"
    LEAD = "lead"
    COOPERATING = "cooperating"
    DUE = "due"
    EXTENDED = "extended"
    CADENCE = "cadence"
    STATE = "state"
    DONE_ON = "done_on"
    RESULT = "result"
    PRODUCT = "product"


CALLED: Mapping[Meaning, str] = {
    Meaning.NUMBER: "số, ký hiệu văn bản",
    Meaning.ISSUED_ON: "ngày văn bản",
    Meaning.ISSUER: "nơi ban hành hoặc người giao",
    Meaning.TITLE: "trích yếu",
    Meaning.REF: "mục trong văn bản",
    Meaning.TEXT: "nội dung nhiệm vụ",
    Meaning.LEAD: "đơn vị chủ trì",
    Meaning.COOPERATING: "đơn vị phối hợp",
    Meaning.DUE: "hạn hoàn thành",
    Meaning.EXTENDED: "hạn sau gia hạn",
    Meaning.CADENCE: "chế độ thực hiện",
    Meaning.STATE: "tình trạng",
    Meaning.DONE_ON: "ngày hoàn thành",
    Meaning.RESULT: "văn bản kết quả",
    Meaning.PRODUCT: "sản phẩm",
}
"""How each is told to a person."""

_SHARE = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*%")
_WHOLE = 100
_STATES: tuple[tuple[WorkState, re.Pattern[str]], ...] = tuple(
    (state, re.compile(words))
    for state, words in (
        (WorkState.WITHDRAWN, r"thoi theo doi|dung theo doi|khong theo doi|huy bo|\bhuy\b|khong thuc hien nua"),
        (WorkState.SUSPENDED, r"tam dung|tam hoan|tam ngung"),
        (
            WorkState.REPORTED,
            r"cho xac nhan|cho tham dinh|cho duyet|cho danh gia|da (?:bao cao|trinh|gui|ban hanh|tham muu|to chuc)",
        ),
        (WorkState.WAITING, r"cho (?:y kien|huong dan|chi dao|van ban|ket qua|cap tren|dieu kien)"),
        (WorkState.RETURNED, r"tra lai|yeu cau (?:bo sung|chinh sua|lam lai)|de nghi bo sung|bo sung ho so"),
        (WorkState.ISSUED, r"chua (?:thuc hien|trien khai|bat dau|tiep nhan|lam|den han)|\bmoi giao\b"),
        (WorkState.IN_PROGRESS, r"chua (?:hoan thanh|xong|bao cao|co)|\bdang\b|thuong xuyen"),
        (WorkState.ACCEPTED, r"hoan thanh|da xong|\bxong\b|da thuc hien|ket thuc|\bdat\b"),
        (WorkState.RECEIVED, r"da tiep nhan|da nhan|tiep nhan"),
        (WorkState.IN_PROGRESS, r"trong han|qua han|tre han|sap den han|den han|dung tien do|cham tien do|can hoan"),
        (WorkState.ISSUED, r"\bmoi\b|\bchua\b|\bda giao\b"),
    )
)
"""The first that fits: "chưa hoàn thành" before "hoàn thành", "đang chờ xác nhận" before "đang"."""
KNOWN_STATES = "đã hoàn thành, đã báo cáo (chờ xác nhận), đang thực hiện, chưa thực hiện, tạm dừng, thôi theo dõi"


def state_of(words: str) -> WorkState | None:
    """The work state that an office's own words mean; None where they mean none. A share below the whole is no end."""
    folded = fold(words)
    share = _SHARE.search(folded)
    if share is not None:
        done = int(share[1])
        return WorkState.ISSUED if not done else WorkState.IN_PROGRESS if done < _WHOLE else WorkState.ACCEPTED
    return next((state for state, pattern in _STATES if pattern.search(folded)), None)


@dataclass(frozen=True)
class Paper:
    """The document a line rests on; without a number it was given by word, under the title as written."""

    number: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two lines rest on the same document."""
        if self.number is None:
            return ("", "", fold(self.title or ""))
        return ("".join(fold(self.number).split()), self.issued_on.isoformat() if self.issued_on else "", "")

    @property
    def basis(self) -> Basis:
        """What a deadline of it rests on: without number and date nothing stands behind it but a word."""
        return Basis.DOCUMENT if self.number is not None and self.issued_on is not None else Basis.WORD


@dataclass(frozen=True)
class Result:
    """What the table says was reported: its day, and the number of its document where it names one."""

    on: date
    number: str | None = None


@dataclass(frozen=True)
class Duty:
    """One line: what is owed to whom by when, and how far it had come. `place` is its cell, `row` its line."""

    paper: Paper
    text: str
    leads: tuple[str, ...]
    state: WorkState
    place: str
    row: int
    ref: str | None = None
    cooperating: tuple[str, ...] = ()
    due_on: date | None = None
    due_text: str | None = None
    extended_to: date | None = None
    cadence: Cadence = Cadence.ONCE
    result: Result | None = None
    product: str | None = None

    @property
    def deadline(self) -> date | None:
        """The day in force."""
        return self.extended_to or self.due_on

    @property
    def recurs(self) -> Cadence:
        """How it is owed from now on: what has ended was owed once."""
        return Cadence.ONCE if self.state.is_closed or self.state is WorkState.REPORTED else self.cadence


@dataclass(frozen=True)
class RunningSheet:
    """A whole table: its lines, how each column was understood, lines taken for headings, and what looks like a slip."""

    duties: tuple[Duty, ...]
    columns: tuple[tuple[str, Meaning | WorkState | None], ...]
    headings: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()
