"""Newcomers: assignments that the log tells of for the first time are handed to whoever will work on them."""

from collections.abc import Callable, Iterator, Sequence

from domain.rights import SYSTEM
from domain.subject import SubjectKind
from proof.simulate.company import Company, key_of
from storage.log import read_after
from storage.views import assignments as view
from storage.views.assignments import AssignmentLine
from storage.views.subjects import subjects_of

OPENING = frozenset({"directive.issued", "item.period-opened"})


class Newcomers:
    """Follows the log with a place of its own, in memory: the play is over when the process is."""

    def __init__(self, company: Company, meet: Callable[[Sequence[AssignmentLine]], None]) -> None:
        self._company = company
        self._meet = meet
        self._seq = 0

    def look(self) -> None:
        """Hand over what was opened since the last look, in an order that no id decides."""
        lines = sorted(self._opened(), key=key_of)
        if lines:
            self._meet(lines)

    def _opened(self) -> Iterator[AssignmentLine]:
        desk = self._company.desk
        today = desk.today()
        with desk.memory.reading() as session:
            while events := read_after(session, self._seq):
                self._seq = events[-1].seq
                for event in events:
                    if event.kind in OPENING:
                        for subject in subjects_of(session, event):
                            if subject.kind is SubjectKind.ASSIGNMENT:
                                yield view.get(session, SYSTEM, subject.id, today)
