"""What every reader hands to the grammar: numbered blocks of a document, each with its place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """One paragraph, list entry or table row on one line with single spaces; `line` is where it begins, from 1.

    `cells` and `table` (its number in the document) are set for a row; `column` for one half of a two-column head;
    `linked` is the share of the text that is a link, where the reader can know. `listed` says which automatic list
    the block is an entry of and how deep; `cell` is where a row of a spreadsheet begins ("Kế hoạch!A7").
    """

    text: str
    line: int
    cells: tuple[str, ...] = ()
    table: int | None = None
    column: int | None = None
    linked: float = 0.0
    page: int | None = None
    position: int = 0  # among the blocks that are content
    listed: tuple[int, int] | None = None
    cell: str | None = None


@dataclass(frozen=True)
class Hidden:
    """What a file holds and does not show, and so was not read.

    Of a sheet rows and columns with text, or the `whole` of it; of a Word file the `passages` that have hidden text.
    """

    sheet: str = ""
    rows: int = 0
    columns: int = 0
    whole: bool = False
    passages: int = 0


@dataclass(frozen=True)
class Reading:
    """A file as read: its blocks, and the texts outside the body (running heads, boxes, watermarks, hidden text).

    What stands outside is no content, but a mark of secrecy there counts.
    """

    blocks: tuple[Block, ...]
    outside: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()  # pages that are pictures
    hidden: tuple[Hidden, ...] = ()
