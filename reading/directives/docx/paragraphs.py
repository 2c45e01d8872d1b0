"""What can be read of one paragraph once every tracked change is accepted: runs joined, the rest left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reading.directives.docx.marks import child, is_on, name, value
from reading.directives.docx.styles import Styles
from reading.directives.ooxml import attributes

# Elements that only hold runs and more of these; anything not named here and in `_SIGNS` says nothing.
_HOLDERS = frozenset(
    {
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "customXml",
        "fldSimple",
        "bdo",
        "dir",
        "p",
        "x:oMath",
        "x:oMathPara",
        "x:r",
        "x:sSup",
        "x:sSub",
        "x:e",
        "x:f",
        "x:num",
        "x:den",
    }
)
_DRAWN = frozenset({"drawing", "pict", "object", "x:AlternateContent"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class Sayer:
    """Reads paragraphs in order: a field (a table of contents, a page number) may reach over several of them."""

    styles: Styles
    outside: list[str] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)  # of each open field: whether its result has begun
    unseen: int = 0  # paragraphs with hidden words
    words_unseen: bool = False  # in the paragraph that is read

    def text(self, paragraph: etree._Element) -> str:
        """Its text; a line break is a newline, a tab stays a tab."""
        self.words_unseen = False
        hidden = self.styles.hides(value(paragraph, "pPr", "pStyle"))
        said = "".join(self._inside(paragraph, hidden=hidden))
        self.unseen += self.words_unseen
        return said

    def _inside(self, element: etree._Element, *, hidden: bool) -> Iterator[str]:
        for one in element:
            what = name(one)
            if what == "r":
                yield from self._run(one, hidden=hidden)
            elif what == "x:t":
                yield one.text or ""
            elif what in _HOLDERS:
                yield from self._inside(one, hidden=hidden)
            elif what in _DRAWN:
                self.outside.extend(boxed(one))

    def _run(self, run: etree._Element, *, hidden: bool) -> Iterator[str]:
        hidden = self._is_hidden(run, hidden=hidden)
        for one in run:
            what = name(one)
            if what == "fldChar":
                self._turn(value(one, of="fldCharType"))
            elif what in _DRAWN:
                self.outside.extend(boxed(one))
            elif not all(self.fields):
                continue  # the instruction of a field, not its result
            elif hidden:
                self._pass_over(one.text or "" if what == "t" else "")
            elif what in {"t", "x:t"}:
                yield one.text or ""
            else:
                yield _SIGNS.get(what, "") if what != "sym" else _symbol(one)

    def _pass_over(self, text: str) -> None:
        """Hidden text is no content, but it is counted, and a mark of secrecy in it counts."""
        self.outside.append(text)
        self.words_unseen |= bool(re.search(r"\w", text))

    def _is_hidden(self, run: etree._Element, *, hidden: bool) -> bool:
        own = child(run, "rPr", "vanish")
        if own is not None:
            return is_on(own)
        style = value(run, "rPr", "rStyle")
        return hidden or (style is not None and self.styles.hides(style))

    def _turn(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()


def boxed(drawing: etree._Element) -> Iterator[str]:
    """The texts of the boxes and of the word art in a drawing."""
    for one in drawing.iter():
        what = name(one)
        if what == "txbxContent":
            yield from (" ".join(part.itertext()) for part in one.iter() if name(part) == "p")
        elif what == "x:textpath":
            yield attributes(one).get("string", "")
        elif what == "x:t" or (what == "t" and re.search(r"\w", one.text or "")):
            yield one.text or ""


def _symbol(one: etree._Element) -> str:
    code = attributes(one).get("char", "")
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
