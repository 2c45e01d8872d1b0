"""When something is owed, read against the date of one document and the calendar of the office."""

import re
from dataclasses import dataclass

from domain.directive import Cadence
from reading.directives.cadence import Rhythm, read_cadence
from reading.directives.days import Era
from reading.directives.deadlines import read_deadlines
from reading.directives.due import Due, WorkingDayAfter
from reading.directives.orders import tells_past
from reading.directives.sentences import sentences
from reading.directives.targets import Aim, read_targets

_SHORT = 110  # characters of a sentence that only says when
_BY_A_DAY = re.compile(r"(?:trước|chậm|muộn|hạn|xong|hoàn thành|đến hết|ngày)", re.IGNORECASE)
_PERIOD = re.compile(r"từ\s.*\s(?:đến|tới|-|–)\s", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"(?:(?:trong|hết|đến|cuối|đến hết|đến cuối)\s+)*năm\s+\d{4}", re.IGNORECASE)
_IN_YEAR = re.compile(
    (
        r"(?:\([^\s]* ?)?(?:riêng |trong |đến |cuối |đầu |tính đến |tháng \d{1,2}[/ ](?:năm )?"
        r"|quý [IV]{1,3}[/ ](?:năm )?)*(?:năm )?(?P<year>(?:19|20)\d{2})(?!\d)"
    ),
    re.IGNORECASE,
)
_BARE_DEADLINE = re.compile(
    r"(?:thời (?:gian|hạn)|hạn|hoàn thành|xong|tiến độ|báo cáo (?:kết quả )?(?:trước|chậm)|chậm nhất|gửi (?:kết quả|báo cáo))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Times:
    """What is the same for every time of one document."""

    era: Era
    working_day_after: WorkingDayAfter

    def dues(self, text: str, cadence: Cadence = Cadence.ONCE) -> tuple[Due, ...]:
        """Every deadline of a passage."""
        return read_deadlines(text, self.era, cadence, self.working_day_after)

    def owes(self, text: str) -> bool:
        """Whether a day or a figure stands in it."""
        return any(not due.by_event for due in self.dues(text)) or bool(read_targets(text))

    def owes_plainly(self, text: str) -> bool:
        """Whether an exhortation sets a figure or a day by which something must be there; a mere time it speaks of does not."""
        return any(_BY_A_DAY.match(due.text) and not due.by_event for due in self.dues(text)) or bool(
            read_targets(text)
        )

    def aims(self, text: str) -> tuple[Aim, ...]:
        """Every target of a passage; what a sentence behind the order tells of years gone by is none."""
        for start, end in sentences(text)[1:]:
            if self._tells_of_before(text[start:end]):
                text = text[:start] + " " * (end - start) + text[end:]
        return read_targets(text)

    def _tells_of_before(self, sentence: str) -> bool:
        """As in "Năm 2019, tỷ lệ đạt 91%" in a document of 2022."""
        match = _IN_YEAR.match(sentence)
        before = match is not None and self.era.issued_on is not None and int(match["year"]) < self.era.issued_on.year
        return before or tells_past(sentence)

    def only_deadline(self, text: str) -> bool:
        """Whether a sentence only says when the one before it is due."""
        return bool(_BARE_DEADLINE.match(text)) and bool(self.dues(text)) and len(text) < _SHORT

    def of_chapeau(self, text: str) -> Due | None:
        """The deadline that a chapeau sets for all below it."""
        if not text.endswith(":"):
            return None
        start, end = sentences(text)[-1]
        listed = self.dues(text[start:end], read_cadence(text).cadence)
        return listed[0] if listed else None


def choose(dues: tuple[Due, ...], cadence: Cadence = Cadence.ONCE) -> Due | None:
    """A day that can be had before a rule that waits, and any other rule before an event; a year of targets is no day beside a day of each period."""
    if cadence is not Cadence.ONCE and any(due.rule and due.rule.kind == "day-of-period" for due in dues):
        dues = tuple(due for due in dues if not _WHOLE_YEAR.fullmatch(due.text))
    named = [due for due in dues if due.on is not None]
    if len(named) > 1 and _PERIOD.match(named[0].text):  # first the days of the work, then the day its report is due
        return next((due for due in named[1:] if _BY_A_DAY.match(due.text)), named[0])
    return next(iter((*named, *(due for due in dues if not due.by_event), *dues)), None)


def by_turns(rhythm: Rhythm, dues: tuple[Due, ...]) -> bool:
    """As in "Lập chốt trước ngày 14/8, bố trí người trực 24/24": how it is manned, once it is there."""
    return (
        rhythm.cadence is Cadence.CONTINUOUS
        and not rhythm.vague
        and any(due.on is not None and due.start < rhythm.start and _BY_A_DAY.match(due.text) for due in dues)
    )
