"""Text boxes of a Word file: content only where the body itself says nothing, as in documents laid out by boxes alone."""

from collections.abc import Iterator
from typing import IO

from lxml import etree

from reading.directives.docx.marks import name
from reading.directives.ooxml import parts

_REPEATS = frozenset({"x:Fallback", "txbxContent"})
"""Above a box: the same box drawn for older programs, or a box that holds it."""


def boxes(stream: IO[bytes]) -> Iterator[etree._Element]:
    """The boxes of word/document.xml in their order, each once."""
    for box in parts(stream, "{*}txbxContent"):
        if not any(name(above) in _REPEATS for above in box.iterancestors()):
            yield box
