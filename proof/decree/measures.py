"""The measures of Decree 30/2020/NĐ-CP, Annex I: what a document of any kind is held to, whoever wrote the file."""

import re
from dataclasses import dataclass

PAPER = (210.0, 297.0)
"""A4, in mm; annexes may lie across."""
SLACK = 0.5
"""mm by which a measure may be missed: rounding to twips and to points."""


@dataclass(frozen=True)
class Range:
    """From and to, both allowed."""

    least: float
    most: float

    def holds(self, value: float, slack: float = 0.0) -> bool:
        """Whether a measure lies within."""
        return self.least - slack <= value <= self.most + slack

    def __str__(self) -> str:
        return f"{self.least:g}–{self.most:g}"


TOP = BOTTOM = Range(20, 25)
LEFT = Range(30, 35)
RIGHT = Range(15, 20)
NAMES = Range(12, 13)
"""Points of issuer, superior, state, "V/v"."""
TITLES = Range(13, 14)
"""Points of motto, place and day, type, abstract, running text, page number, signature."""
NUMBER = Range(13, 13)
TO, RECIPIENTS = Range(12, 12), Range(11, 11)
"""Points of "Nơi nhận:" and of its lines."""
ANY_SIZE = Range(11, 14)
INDENT = Range(10, 12.7)
"""mm of a paragraph's first line."""
GAP = 6.0
"""Points at least between paragraphs."""
LINES = Range(1, 1.5)
"""Lines from one to the next."""
RULE = Range(1 / 3, 1 / 2)
"""Length of the rules below issuer and abstract, of the line above."""

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
BLANK_NUMBER = re.compile(r"Số:\s*/[A-ZĐ][A-Za-zĐđ]*(-[A-ZĐ][A-Za-zĐđ]*)*")
BLANK_DAY = re.compile(r"([^\d]*\D, |.*\d, )?ngày\s+tháng\s+năm \d{4}")
END = "./."
