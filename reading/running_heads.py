"""The heads of an office's own table → what each column tells, however the office calls it, in one row or two."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.folding import fold
from domain.running import Meaning, state_of
from domain.status import WorkState

_HEADS: tuple[tuple[Meaning, re.Pattern[str]], ...] = tuple(
    (meaning, re.compile(words))
    for meaning, words in (
        (Meaning.REF, r"^(?:muc|diem|khoan|muc, ?diem|dieu, khoan(?:, diem)?|muc trong van ban)$"),
        (Meaning.EXTENDED, r"gia han|han (?:moi|dieu chinh|sau)|dieu chinh (?:thoi )?han|han lui"),
        (Meaning.DONE_ON, (
            r"ngay (?:thuc te )?(?:hoan thanh|bao cao|ket qua|xong|tra loi|co ket qua)|thoi gian (?:thuc te"
            r"|bao cao)|thuc te hoan thanh|hoan thanh ngay"
        )),
        (Meaning.RESULT, (
            r"(?:^so|van ban|vb|ky hieu)\b.*(?:ket qua|bao cao|tra loi)|(?:ket qua|bao cao|tra loi)\b.*(?:van ban"
            r"|vb\b|so hieu|so ky hieu)|^so bao cao"
        )),
        (Meaning.DUE, r"\bhan\b|thoi gian (?:hoan thanh|thuc hien|xu ly|trinh|yeu cau)|deadline"),
        (Meaning.COOPERATING, r"phoi hop"),
        (Meaning.LEAD, r"chu tri|don vi(?! tinh)|co quan (?:thuc hien|duoc giao|tham muu)|phong ban|noi thuc hien|tham muu"),
        (Meaning.ISSUED_ON, r"^ngay\b.*(?:van ban|vb|ban hanh|giao|ky|thang)|^ngay$"),
        (Meaning.TITLE, r"trich yeu|ten van ban"),
        (Meaning.ISSUER, r"ban hanh|nguoi (?:giao|chi dao|ky)|lanh dao (?:giao|chi dao)|noi giao"),
        (Meaning.NUMBER, r"^(?:so|ky hieu)\b.*(?:van ban|vb|hieu)|van ban|^vb\b|^so cv|^can cu|nguon giao|^so$"),
        (Meaning.STATE, r"tinh trang|trang thai|tien do|ket qua|da thuc hien"),
        (Meaning.CADENCE, r"che do|dinh ky|tan suat|chu ky"),
        (Meaning.PRODUCT, r"san pham"),
        (Meaning.TEXT, r"nhiem vu|noi dung|cong viec|viec duoc giao|chi dao"),
    )
)  # fmt: skip
"""The first that fits a head: what is narrow stands before what is wide."""
_MARKS = re.compile(
    r"(?:da |dang |chua )(?:hoan thanh|thuc hien|xong|trien khai)|hoan thanh|tam dung|trong han|qua han|cho xac nhan"
)
_WIDEST_HEAD = 120
_NEEDED = {Meaning.TEXT, Meaning.LEAD}


@dataclass(frozen=True)
class Heads:
    """How the columns of one table are understood: by column, with the head as written; how many rows the heads take."""

    meanings: Mapping[Meaning, int]
    marks: Mapping[int, WorkState]
    written: Mapping[int, str]
    rows: int

    def of(self, meaning: Meaning) -> str:
        """The head of that column as the office wrote it."""
        return self.written.get(self.meanings.get(meaning, -1), "")

    def columns(self) -> list[tuple[str, Meaning | WorkState | None]]:
        """Each head with what it was taken for, None where it is not used."""
        by_column: dict[int, Meaning | WorkState] = {at: meaning for meaning, at in self.meanings.items()}
        by_column |= self.marks
        return [(head, by_column.get(at)) for at, head in sorted(self.written.items())]


def heads_of(rows: Sequence[Sequence[str]]) -> Heads | None:
    """The heads that these rows begin with; None where the first is no row of heads."""
    if not rows:
        return None
    first = [_bare(cell) for cell in rows[0]]
    second = [_bare(cell) for cell in rows[1]] if len(rows) > 1 else []
    alone = _understood(first, [""] * len(first), rows=1)
    if second and _goes_on(first, second):
        both = _understood([_cell(second, at) or above for at, above in enumerate(first)], first, rows=2)
        if both is not None:
            return both
    return alone


def _bare(cell: str) -> str:
    return " ".join(cell.split())


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _goes_on(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the second row still belongs to the heads: it says something, and nothing under a head of one row."""
    told = [(above, _cell(second, at)) for at, above in enumerate(first)]
    below = [cell for above, cell in told if cell and cell != above]
    spans = any(above and first.count(above) > 1 for above, cell in told if cell and cell != above)
    return bool(below) and spans and all(len(cell) < _WIDEST_HEAD for cell in below)


def _understood(heads: Sequence[str], above: Sequence[str], *, rows: int) -> Heads | None:
    meanings: dict[Meaning, int] = {}
    marks: dict[int, WorkState] = {}
    written = {at: head for at, head in enumerate(heads) if head}
    for at, head in written.items():
        over = "" if _cell(above, at) == head else _cell(above, at)
        if (state := _marked(head)) is not None:
            marks[at] = state
        elif (meaning := _meaning(head, over)) is not None and meaning not in meanings:
            meanings[meaning] = at
    if len(marks) == 1 and Meaning.STATE not in meanings:
        meanings[Meaning.STATE] = next(iter(marks))
    marks = marks if len(marks) > 1 else {}
    return Heads(meanings, marks, written, rows) if set(meanings) >= _NEEDED else None


def _marked(head: str) -> WorkState | None:
    """The state that a cross in this column means: "Đã hoàn thành", "Đang thực hiện"."""
    return state_of(head) if _MARKS.fullmatch(fold(head)) else None


def _meaning(head: str, over: str) -> Meaning | None:
    if len(head) > _WIDEST_HEAD:
        return None
    for said in (f"{fold(head)} {fold(over)}".strip(), fold(head)):
        for meaning, pattern in _HEADS:
            if pattern.search(said):
                return meaning
    return None
