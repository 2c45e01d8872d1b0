"""One line of an office's own table → what is owed; wrong cells, headings and what looks like a slip are kept apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

from domain.directive import Cadence
from domain.errors import Problem
from domain.folding import fold
from domain.office import Directory, UnitKind
from domain.running import KNOWN_STATES, Duty, Meaning, Paper, Result, state_of
from domain.status import WorkState
from domain.wording.dates import plain
from reading.directives.recognition import KnownUnits
from reading.directives.rows import column_name
from reading.running_cells import RIGHT, When, cadence_in, day_in, days_in, number_in, when
from reading.running_heads import Heads

_LONGEST_TEXT, _LONGEST_CELL = 20_000, 500
_DONE = frozenset({WorkState.ACCEPTED, WorkState.REPORTED})
_TELLS = (Meaning.DUE, Meaning.EXTENDED, Meaning.STATE, Meaning.DONE_ON, Meaning.RESULT)
_CLOSE = 0.75
_Found = TypeVar("_Found")


class Office:
    """Whom a table may name, on the day it is read."""

    def __init__(self, directory: Directory, today: date) -> None:
        self.today = today
        self._known = KnownUnits(directory, today)
        self._root = {unit.code for unit in directory.units if unit.kind is UnitKind.AUTHORITY and not unit.parent}
        living = [unit for unit in directory.units if unit.validity.covers(today)]
        self._names = {fold(unit.name): unit.name for unit in living if unit.code not in self._root}

    def leads(self, cell: str) -> tuple[str, ...]:
        """The units a cell names; ValueError where one is unknown, or is the authority itself."""
        found, lost = self._known.codes(cell)
        if lost:
            near = get_close_matches(fold(lost[0]), self._names, 1, _CLOSE)
            meant = f"; có phải “{self._names[near[0]]}”?" if near else ""
            raise ValueError(f"không có đơn vị “{lost[0][:80]}”{meant}")
        if not (owing := tuple(code for code in found if code not in self._root)):
            raise ValueError("cần một đơn vị trực thuộc; cơ quan không tự giao việc cho mình")
        return owing

    def cooperating(self, cell: str, leads: Sequence[str]) -> tuple[str, ...]:
        """Cooperating units that are known; who is not known owes nothing and is passed over."""
        found, _ = self._known.codes(cell)
        return tuple(code for code in found if code not in leads and code not in self._root)


@dataclass
class Lines:
    """The lines of one table, read from above: a blank document is that of the line above, or of its heading."""

    office: Office
    heads: Heads
    sheet: str
    duties: list[Duty] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headings: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    _under: Paper = field(default_factory=Paper)
    _paper: Paper | None = None

    def heading(self, text: str, number: int) -> None:
        """A line that owes nothing; one that names a document is what the lines below it rest on."""
        self._paper = None
        if (found := number_in(text)) is not None:
            days = self._or_none(lambda: days_in(text)) or []
            self._under = Paper(found, days[0] if days else None, title=text[:_LONGEST_CELL])
        else:
            self.headings.append(Problem(self.cell_at(number), text[:160]))

    def take(self, cells: Sequence[str], number: int) -> None:
        """One row with cells."""
        line = _Line(self, cells, number)
        said = {cell for at, cell in enumerate(cells) if cell and at != line.counter}
        owes = line.says(Meaning.LEAD) or any(line.says(one) for one in _TELLS)
        spans = len(said) == 1 and owes  # one cell merged over the columns of text and unit
        if spans or not (owes or line.counted):
            self.heading(" ".join(dict.fromkeys(cell for cell in cells if cell)), number)
            return
        before = len(self.problems)
        duty = line.duty()
        if duty is not None and len(self.problems) == before:
            self.duties.append(duty)

    def paper(self, line: "_Line") -> Paper:
        """The document of a line: its own, that of the line above, or that of its heading."""
        written = line.cell(Meaning.NUMBER)
        if not written:
            return self._paper or replace(self._under, issuer=line.cell(Meaning.ISSUER) or self._under.issuer)
        number = number_in(written)
        issuer, title = line.cell(Meaning.ISSUER) or None, line.cell(Meaning.TITLE) or None
        if number is None:
            self._paper = Paper(issuer=issuer, title=(title or written)[:_LONGEST_CELL])
            return self._paper
        day = line.day(Meaning.ISSUED_ON) if line.says(Meaning.ISSUED_ON) else line.first_day(Meaning.NUMBER)
        self._paper = Paper(number, day, issuer, title)
        return self._paper

    def cell_at(self, number: int, column: int = 0) -> str:
        """Where a cell stands: "Theo dõi!D7"."""
        place = f"{column_name(column)}{number}"
        return f"{self.sheet}!{place}" if self.sheet else place

    @staticmethod
    def _or_none(read: Callable[[], _Found]) -> _Found | None:
        try:
            return read()
        except ValueError:
            return None


@dataclass
class _Line:
    """One row as it is being read."""

    lines: Lines
    cells: Sequence[str]
    number: int

    @property
    def counter(self) -> int | None:
        """The column that counts the rows."""
        heads = self.lines.heads.written
        return next((at for at, head in heads.items() if fold(head).strip(" .") in {"stt", "tt", "so tt"}), None)

    @property
    def counted(self) -> bool:
        """Whether the row has an arabic number of its own: headings have letters, roman ones, or none."""
        at = self.counter
        return at is not None and at < len(self.cells) and self.cells[at].strip(" .").isdecimal()

    def cell(self, meaning: Meaning) -> str:
        """What stands under the head of that meaning."""
        at = self.lines.heads.meanings.get(meaning, len(self.cells))
        return self.cells[at] if at < len(self.cells) else ""

    def says(self, meaning: Meaning) -> bool:
        """Whether that cell says anything."""
        return bool(self.cell(meaning).strip(" -–./"))

    def day(self, meaning: Meaning) -> date | None:
        """The one day of a cell; told as wrong where it is none."""
        return self._read(meaning, day_in) if self.says(meaning) else None

    def first_day(self, meaning: Meaning) -> date | None:
        """The first day a cell mentions."""
        return next(iter(self._read(meaning, days_in) or []), None)

    def duty(self) -> Duty | None:
        """What the row says is owed."""
        leads = self._leads()
        text = self.cell(Meaning.TEXT) or self._above()
        paper, due = self.lines.paper(self), self._due()
        state = self._state()
        result = self._result(state) if state is not None else None
        if not text or leads is None or state is None:
            return None
        if len(text) > _LONGEST_TEXT or "\x00" in text:
            self.wrong(Meaning.TEXT, f"dài quá {_LONGEST_TEXT} ký tự hoặc có ký tự không hợp lệ")
        found = Duty(
            paper,
            text,
            leads,
            state,
            self.place(Meaning.TEXT),
            self.number,
            self.cell(Meaning.REF)[:40] or None,
            self.lines.office.cooperating(self.cell(Meaning.COOPERATING), leads),
            due.on,
            None if due.on is not None else self.cell(Meaning.DUE)[:_LONGEST_CELL] or None,
            self.day(Meaning.EXTENDED),
            cadence_in(self.cell(Meaning.CADENCE)) or due.cadence or Cadence.ONCE,
            result,
            self.cell(Meaning.PRODUCT)[:_LONGEST_CELL] or None,
        )
        self._doubt(found)
        return found

    def _above(self) -> str:
        """A line without text of its own is what the line above says, owed by another unit."""
        if self.lines.duties:
            return self.lines.duties[-1].text
        self.wrong(Meaning.TEXT, "cần nội dung nhiệm vụ")
        return ""

    def _leads(self) -> tuple[str, ...] | None:
        if not self.says(Meaning.LEAD):
            self.wrong(Meaning.LEAD, "cần đơn vị chủ trì")
            return None
        return self._read(Meaning.LEAD, self.lines.office.leads)

    def _due(self) -> When:
        return (self._read(Meaning.DUE, when) if self.says(Meaning.DUE) else None) or When(None, None)

    def _state(self) -> WorkState | None:
        marked = [at for at in self.lines.heads.marks if at < len(self.cells) and self.cells[at].strip(" -")]
        if len(marked) > 1:
            heads = ", ".join(f"“{self.lines.heads.written[at]}”" for at in marked)
            self._wrong_at(marked[1], self.lines.heads.written[marked[1]], f"dòng này đánh dấu nhiều cột: {heads}")
            return None
        if marked:
            return self.lines.heads.marks[marked[0]]
        done = self.says(Meaning.DONE_ON) or number_in(self.cell(Meaning.RESULT)) is not None
        usual = WorkState.ACCEPTED if done else WorkState.ISSUED
        if not self.says(Meaning.STATE):
            return usual
        found = state_of(self.cell(Meaning.STATE))
        if found is None and not done:
            self.wrong(Meaning.STATE, f"chưa hiểu “{self.cell(Meaning.STATE)[:60]}”; ghi một trong: {KNOWN_STATES}")
            return None
        return found or usual

    def _result(self, state: WorkState) -> Result | None:
        """The day and document of what is done; an end without a day cannot be judged, and is told as wrong."""
        said = [one for one in (Meaning.DONE_ON, Meaning.RESULT, Meaning.STATE) if self.says(one)]
        if state not in _DONE:
            if self.says(Meaning.DONE_ON) and state.runs:
                self.wrong(
                    Meaning.DONE_ON, "có ngày hoàn thành mà tình trạng là chưa hoàn thành; đề nghị sửa một trong hai ô"
                )
            return None
        on = next((day for one in said if (day := self.first_day(one)) is not None), None)
        if on is None:
            column = Meaning.DONE_ON if Meaning.DONE_ON in self.lines.heads.meanings else Meaning.STATE
            self.wrong(column, f"nhiệm vụ đã có kết quả cần ngày hoàn thành (ngày của văn bản kết quả); {RIGHT}")
            return None
        if on > self.lines.office.today:
            self.wrong(said[0], f"ngày hoàn thành {plain(on)} ở tương lai")
        number = next((found for one in reversed(said) if (found := number_in(self.cell(one))) is not None), None)
        return Result(on, number)

    def _doubt(self, duty: Duty) -> None:
        """What is taken as it stands, and looks like a slip."""
        since, due = duty.paper.issued_on, duty.deadline
        if since is not None and duty.result is not None and duty.result.on < since:
            self._slip(Meaning.DONE_ON, f"hoàn thành trước ngày văn bản ({plain(since)})")
        if since is not None and due is not None and due < since:
            self._slip(Meaning.DUE, f"hạn trước ngày văn bản ({plain(since)})")
        if duty.paper.number is not None and since is None:
            self._slip(Meaning.NUMBER, "chưa có ngày văn bản: hạn chỉ để theo dõi, chưa tính đúng hạn, trễ hạn")
        said = fold(self.cell(Meaning.STATE))
        if duty.result is None or due is None or "han" not in said:
            return
        late = duty.result.on > due
        if ("dung han" in said or "truoc han" in said) and late:
            self._slip(Meaning.STATE, f"ghi đúng hạn, nhưng kết quả ngày {plain(duty.result.on)} sau hạn {plain(due)}")
        if ("tre han" in said or "qua han" in said) and not late:
            self._slip(Meaning.STATE, f"ghi trễ hạn, nhưng kết quả ngày {plain(duty.result.on)} trong hạn {plain(due)}")

    def _read(self, meaning: Meaning, read: Callable[[str], _Found]) -> _Found | None:
        try:
            return read(self.cell(meaning))
        except ValueError as error:
            self.wrong(meaning, str(error))
            return None

    def place(self, meaning: Meaning) -> str:
        """The cell under that head."""
        return self.lines.cell_at(self.number, self.lines.heads.meanings.get(meaning, 0))

    def wrong(self, meaning: Meaning, message: str) -> None:
        """A cell that must be mended first."""
        at = self.lines.heads.meanings.get(meaning, 0)
        self._wrong_at(at, self.lines.heads.of(meaning) or self.lines.heads.written.get(at, ""), message)

    def _wrong_at(self, at: int, head: str, message: str) -> None:
        told = f"Dòng {self.number}, cột “{head}”: {message}"
        self.lines.problems.append(Problem(self.lines.cell_at(self.number, at), told))

    def _slip(self, meaning: Meaning, message: str) -> None:
        told = f"Dòng {self.number}, cột “{self.lines.heads.of(meaning) or '?'}”: {message}"
        self.lines.doubts.append(Problem(self.place(meaning), told))
