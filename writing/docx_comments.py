"""A drafter's Word file handed back as it was, with a comment beside each passage that a careful reader would flag."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.exceptions import PythonDocxError
from lxml.etree import LxmlError

from domain.errors import Problem, Refusal
from domain.passages import passages

ODD = (AttributeError, KeyError, ValueError, TypeError, OSError, BadZipFile, PythonDocxError, LxmlError)
"""What the library raises on a package that other programs wrote in their own way."""
TELLING = 40
"""Signs by which the beginning of an item is known."""
AUTHOR, INITIALS = "Đôn Đốc", "ĐĐ"


@dataclass(frozen=True)
class Remark:
    """What is said of an item (its text), of a line of the document (from 1), or of the whole of it."""

    message: str
    item: str | None = None
    line: int | None = None


def with_comments(data: bytes, remarks: Sequence[Remark]) -> bytes:
    """The same document with the remarks as comments; what has no passage of its own stands at the beginning.

    Refused where the file, though it can be read, is not put together as Word does it.
    """
    try:
        return _with_comments(Document(BytesIO(data)), data, remarks)
    except ODD as error:
        problem = Problem("file", "mở tệp bằng Word, lưu lại dưới dạng .docx rồi gửi lại")
        raise Refusal("unsupported", "odd-word", "Chưa ghi chú được vào tệp Word này.", (problem,)) from error


def _with_comments(document: Any, data: bytes, remarks: Sequence[Remark]) -> bytes:
    spoken = [one for one in _paragraphs(document) if one[1].text.strip()]
    if not spoken:
        return data
    items = list(dict.fromkeys(one.item for one in remarks if one.item))
    found = passages("\n".join(" ".join(paragraph.text.split()) for _, paragraph in spoken), items)
    begins = {items[place]: n for n, passage in enumerate(found) for place in passage.begins}
    lines = {line: n for n, (line, _) in reversed(list(enumerate(spoken)))}
    for remark in remarks:
        paragraph = spoken[_place(remark, begins, lines, spoken)][1]
        runs = paragraph.runs or [paragraph.add_run("")]
        document.add_comment(runs, text=remark.message, author=AUTHOR, initials=INITIALS)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _place(
    remark: Remark, begins: Mapping[str, int], lines: Mapping[int, int], spoken: Sequence[tuple[int, Any]]
) -> int:
    """Which paragraph a remark stands at: the one on its line where that says the item, which two may say alike."""
    line = lines.get(remark.line or 0)
    if remark.item is None:
        return line or 0
    if line is not None and remark.item[:TELLING] in " ".join(spoken[line][1].text.split()):
        return line
    return begins.get(remark.item, line or 0)


def _paragraphs(document: Any) -> Iterator[tuple[int, Any]]:
    """Each paragraph with the line it is on: a paragraph or a row of a table that says something counts as one."""
    line = 0
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = [paragraph for cell in row.cells for paragraph in cell.paragraphs]
                line += any(paragraph.text.strip() for paragraph in cells)
                yield from ((line, paragraph) for paragraph in cells)
        else:
            line += bool(block.text.strip())
            yield line, block
