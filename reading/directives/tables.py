"""Rows of a task table → items, each cell read as its column says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from domain.directive import DraftItem, Place
from reading.directives.blocks import Block
from reading.directives.cadence import read_cadence
from reading.directives.cell_units import labelled_units, units_of
from reading.directives.citations import find_citations
from reading.directives.columns import columns_of, lower_heads
from reading.directives.conditions import by_event, read_condition
from reading.directives.days import Era
from reading.directives.deadlines import read_bare, read_deadlines
from reading.directives.due import WorkingDayAfter
from reading.directives.item_warnings import warnings_of
from reading.directives.matrix import HELPS, LEADS, is_matrix, marked_in
from reading.directives.parties import read_parties
from reading.directives.targets import read_targets
from reading.directives.words import fold

# What a tracking table says of a row that is history: nothing is owed by it any more.
_DONE = re.compile(
    r"(?:da|duoc) (?:hoan thanh|hoan tat|thuc hien xong|xong|ket thuc|bao cao xong)(?: (?:dung|truoc|tre|qua"
    r"|som) han| ngay .{1,20}| \(.{1,40}\))?\W*|hoan thanh (?:dung|truoc|tre|som) han\W*|da xong\W*"
)
_SHORT_CELL = 40  # characters


@dataclass
class Table:
    """Reads the rows of one table after another; a row of heads opens each."""

    era: Era
    working_day_after: WorkingDayAfter
    legend: Mapping[str, str] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    columns: dict[str, int] | None = None
    number: int | None = None
    rows: int = 0
    section: tuple[str, ...] = ()
    width: int = 0

    def rest(self) -> None:
        """Forget the columns: ordinary text stands between."""
        self.columns, self.section = None, ()

    def row(self, block: Block, above: tuple[str, ...]) -> DraftItem | None:
        """The item of a row, or None for heads, sections and rows of other tables."""
        if block.table != self.number:
            self.rest()
            self.number, self.rows = block.table, 0
        if (columns := columns_of(block.cells)) is not None:
            self.columns, self.rows, self.width, self.heads = columns, 0, len(block.cells), block.cells
            return None
        if self.columns is None:
            return None
        if self.rows == 0 and self._names_units(block):
            return None
        if self.rows == 0 and not self.section and (below := lower_heads(block.cells, self.columns)):
            self.columns = self.columns | below
            return None
        block = self._aligned(block)
        filled = {cell for cell in block.cells if cell}
        task = self._cell(block, "task")
        if len(filled) <= 1 or (not task) or self._is_section(block):
            self.section = read_parties(task or block.text.replace("|", " ")).lead
            return None
        if not any(c.isalpha() for c in task) or any(
            _DONE.fullmatch(fold(cell)) for cell in block.cells if cell != task
        ):
            return None
        if self.columns.keys().isdisjoint({"lead", "due", "cooperating"}) and not self._marked(block):
            return None  # figures of each unit: a table that tells
        self.rows += 1
        return self._item(block, task, above)

    def _names_units(self, block: Block) -> bool:
        """As in "Văn phòng" and "Phòng Kinh tế" below "Phân công": a second row of heads, one unit over each column."""
        below = {at for at, cell in enumerate(block.cells) if cell}
        if self._cell(block, "task") or not is_matrix(block.cells):
            return False
        self.heads = tuple(
            cell or (self.heads[at] if at < len(self.heads) else "") for at, cell in enumerate(block.cells)
        )
        self.columns = {name: at for name, at in (self.columns or {}).items() if at not in below}
        return True

    def _marked(self, block: Block) -> dict[str, tuple[str, ...]]:
        """Whom the marks below the units make lead and help."""
        return marked_in(self.heads, block.cells, (self.columns or {}).values(), self.legend)

    def _aligned(self, block: Block) -> Block:
        """A row that lacks the cell before its deadline, as a careless hand leaves it: the deadline under its head again."""
        at = (self.columns or {}).get("due")
        if (
            at is None
            or not 0 < at <= len(block.cells)
            or len(_without_end(block.cells)) >= self.width
            or at - 1 <= self._task_column()
            or at - 1 == (self.columns or {}).get("start")
        ):
            return block
        early, there = block.cells[at - 1], block.cells[at] if at < len(block.cells) else ""
        if self._is_time(early) and not self._is_time(there):
            return replace(block, cells=(*block.cells[: at - 1], "", *block.cells[at - 1 :]))
        return block

    def _task_column(self) -> int:
        return (self.columns or {}).get("task", 0)

    def _is_time(self, cell: str) -> bool:
        """Whether a cell says only when: a cadence or a day."""
        return len(cell) < _SHORT_CELL and (
            read_cadence(cell).words is not None or bool(read_bare(cell, self.era, self.working_day_after))
        )

    def _cell(self, block: Block, name: str) -> str:
        at = (self.columns or {}).get(name)
        return block.cells[at] if at is not None and at < len(block.cells) else ""

    def _is_section(self, block: Block) -> bool:
        """A row with only its number and a title: "I | Cải cách thể chế | | "."""
        others = [
            self._cell(block, name)
            for name in ("lead", "due", "cooperating", "product", "target")
            if name in (self.columns or {})
        ]
        others += [name for names in self._marked(block).values() for name in names]
        number, task = self._cell(block, "number").strip(" ."), self._cell(block, "task")
        titled = not number.isdigit() or (task.isupper() and len(task.split()) > 1)
        if {cell for cell in block.cells if cell and cell.strip(" .") != number} == {task} and titled:
            return True  # one merged cell beside the number
        return bool(others) and not any(others) and titled

    def _item(self, block: Block, task: str, above: tuple[str, ...]) -> DraftItem:
        parties = read_parties(task)
        when = self._cell(block, "due")
        rhythm = read_cadence(when) if read_cadence(when).words else read_cadence(task)
        dues = read_bare(when, self.era, self.working_day_after, rhythm.cadence) if when else ()
        dues = dues or read_deadlines(task, self.era, rhythm.cadence, self.working_day_after)
        due = dues[0] if dues else None
        said = tuple(dict.fromkeys((*dues, *read_deadlines(task, self.era, rhythm.cadence, self.working_day_after))))
        labelled = labelled_units(self._cell(block, "lead"))
        marked = self._marked(block)
        lead = labelled.lead or units_of(self._cell(block, "lead")) or marked.get(LEADS, ())
        lead = lead or parties.lead or self.section or above
        condition = read_condition(when) or read_condition(task)
        aims = read_targets(self._cell(block, "target")) or read_targets(task)
        item = DraftItem(
            ref=self._cell(block, "number").strip(" .)") or str(self.rows),
            text=task,
            lead=lead,
            cooperating=tuple(
                name
                for name in units_of(self._cell(block, "cooperating"))
                or labelled.cooperating
                or marked.get(HELPS, ())
                or parties.cooperating
                if name not in lead
            ),
            cadence=rhythm.cadence,
            due_on=due.on if due else None,
            due_text=(when or due.text) if due else None,
            due_rule=due.rule if due else by_event(condition),
            target=aims[0].target if aims else None,
            condition=condition.text if condition else None,
            citations=tuple(dict.fromkeys(found.citation for found in find_citations(task))),
            source=Place(line=block.line, page=block.page, cell=block.cell),
        )
        return replace(item, warnings=tuple(warnings_of(item, said, rhythm, aims, condition, when)))


def _without_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells without empty ones at the end."""
    return _without_end(cells[:-1]) if cells and not cells[-1] else cells
