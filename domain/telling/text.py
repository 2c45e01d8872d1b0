"""What an official document is made of, before it is a file: head, paragraphs, tables, charts, annexes, signature."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Align = Literal["left", "center"]


@dataclass(frozen=True)
class Heading:
    """A numbered heading: level 1 is a part ("I. …"), level 2 a section ("1. …")."""

    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of running text."""

    text: str


@dataclass(frozen=True)
class Column:
    """One column: its head, its share of the width, and where its text stands."""

    title: str
    share: int
    align: Align = "center"


@dataclass(frozen=True)
class Table:
    """Rows of ready text under repeated heads; `bold` names the places of rows that sum up others."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    bold: frozenset[int] = frozenset()
    title: str | None = None


@dataclass(frozen=True)
class Series:
    """The values of one colour of a chart, one a label; None where nothing was measured."""

    name: str
    values: tuple[Fraction | None, ...]


@dataclass(frozen=True)
class Chart:
    """What a chart shows; `name` is how its file is called, `is_share` says that its values are per cent."""

    name: str
    kind: Literal["stacked", "bars", "line"]
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    is_share: bool = False


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True)
class Annex:
    """One annex on pages of its own, laid across where its tables are wide."""

    number: str
    title: str
    blocks: tuple[Block, ...]
    across: bool = True


@dataclass(frozen=True)
class Head:
    """The two-column head, the name of the type and the abstract; number and day are given after the signature.

    A letter (công văn) has no `kind`: its abstract stands below the number as "V/v …". `to` are the lines after
    "Kính gửi:". An internal paper has no state's name, number nor day.
    """

    superior: str
    issuer: str
    symbol: str
    place: str
    year: int
    kind: str
    abstract: str
    to: tuple[str, ...] = ()
    is_internal: bool = False


@dataclass(frozen=True)
class Placed:
    """A block as a Word template places it: its name, whether it stands alone, and in which paragraph of the body.

    `is_whole` is False where its braces do not close: what stands there would be printed as it is.
    """

    name: str
    is_alone: bool
    paragraph: int
    is_whole: bool = True


@dataclass(frozen=True)
class ReviewText:
    """A whole document. `signature` are the lines above the empty space for the signature, then nothing."""

    head: Head
    blocks: tuple[Block, ...]
    signature: tuple[str, ...]
    recipients: tuple[str, ...]
    annexes: tuple[Annex, ...] = field(default=())

    @property
    def title(self) -> str:
        """The document as a list of documents names it."""
        kind, abstract = self.head.kind.capitalize(), self.head.abstract
        return f"{kind} {abstract[0].lower()}{abstract[1:]}" if kind else abstract

    @property
    def annexed_to(self) -> str:
        """The line under an annex's title, as blank as the number and the day of the document itself."""
        blanks = " " * 6
        return (
            f"(Kèm theo {self.head.kind.capitalize()} số{blanks}/{self.head.symbol} "
            f"ngày{blanks}tháng{blanks}năm {self.head.year} của {self.head.issuer})"
        )


_BODY = "ỦY BAN NHÂN DÂN"
_ONE_LINE = 28
"""Letters of an upper-case name that fit the narrow column of a head; a longer one is broken where a clerk would."""


def name_lines(name: str) -> tuple[str, ...]:
    """A name in capitals as the head shows it: a committee's breaks after "ỦY BAN NHÂN DÂN", any other long one in the middle.

    So the rule stands below a line as long as the others, and not below a last word.
    """
    upper = name.upper()
    if len(upper) <= _ONE_LINE:
        return (upper,) if upper else ()
    if upper.startswith(f"{_BODY} "):
        return (_BODY, upper.removeprefix(f"{_BODY} "))
    words = upper.split()
    parts = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    return min(parts, key=lambda two: abs(len(two[0]) - len(two[1])), default=(upper,))
