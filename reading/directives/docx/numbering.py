"""Automatic numbering: the mark Word prints before a paragraph, which the file holds only as rules and counters.

After ECMA-376 part 1, 17.9: a paragraph names a list (num) and a level, by itself or through its style; lists share the
counters of their definition (abstractNum) unless an override starts them anew; a level restarts below a higher one.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from reading.directives.docx.marks import child, children, is_on, number, value
from reading.directives.docx.styles import Styles
from reading.directives.markers import split_marker
from reading.directives.numerals import counted, letter, ordinal, roman

_LEVELS = range(9)
_BULLETS = ("•", "◦", "▪", "+", "-")
_STEP = 120  # twips: bullets this much further in stand below the one before
_INDENT = 360  # twips of one level where the file says none
_TYPED_BULLETS = frozenset("-–—−+*")
_PLACE = re.compile(r"%([1-9])")
_MOST_LINKS = 5  # a list style may point to another

_FORMATS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "lowerRoman": lambda n: roman(n).lower(),
    "upperLetter": lambda n: letter(n).upper(),
    "lowerLetter": letter,
    "decimalZero": lambda n: f"{n:02d}",
    "vietnameseCounting": counted,
    "cardinalText": counted,
    "ordinalText": ordinal,
    "none": lambda _: "",
}


@dataclass(frozen=True)
class Level:
    """One level of a list as it is defined."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    style: str | None = None
    restarts: int | None = None
    decimal_only: bool = False
    zeros: int = 0
    indent: int | None = None

    def figure(self, count: int) -> str:
        """One count in the form of this level."""
        return str(count).zfill(self.zeros) if self.zeros else _FORMATS.get(self.form, str)(count)


@dataclass(frozen=True)
class List:
    """One num: the definition it counts with, what it overrides, and which levels it starts anew."""

    definition: int
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(frozen=True)
class Mark:
    """What is printed before a paragraph, and where it stands: the counters and the level."""

    text: str
    listed: tuple[int, int]

    def before(self, text: str) -> str:
        """`text` with its mark; what already carries a typed mark keeps that one, and an empty paragraph has none."""
        return text if not text or split_marker(text)[0] is not None else f"{self.text} {text}"


@dataclass
class Numbering:
    """Walks the paragraphs of a document in order and counts."""

    lists: Mapping[int, List]
    styles: Styles
    counts: dict[tuple[int, int], int] = field(default_factory=dict)
    started: set[tuple[int, int]] = field(default_factory=set)
    bullets: list[tuple[int, str]] = field(default_factory=list)  # indent and sign of each that is open

    def mark(self, paragraph: etree._Element) -> Mark | None:
        """The mark of the next paragraph, counted; None where it has none."""
        num_id, level = self._place(child(paragraph, "pPr"))
        found = self.lists.get(num_id)
        if found is None or level not in found.levels:
            return None
        self._count(num_id, found, level)
        if found.levels[level].form == "bullet":
            return Mark(self._bullet(found.levels[level], level, paragraph), (found.definition, level))
        self.bullets.clear()
        return self._written(found, level)

    def _place(self, properties: etree._Element | None) -> tuple[int, int]:
        """List and level: the paragraph's own, else those of its style, whose level is the one bound to the style."""
        numbers = child(properties, "numPr")
        num_id, level = number(numbers, "numId"), number(numbers, "ilvl")
        if num_id is None:
            for style, says in self.styles.line(value(properties, "pStyle")):
                if says.num_id is not None:
                    num_id = says.num_id
                    level = self._bound(num_id, style) if level is None else level
                    level = says.level if level is None else level
                    break
        return num_id or 0, level or 0

    def _bound(self, num_id: int, style: str) -> int | None:
        found = self.lists.get(num_id)
        return next((at for at, level in found.levels.items() if level.style == style), None) if found else None

    def _count(self, num_id: int, found: List, level: int) -> None:
        key = (found.definition, level)
        if level in found.starts and (num_id, level) not in self.started:
            self.counts[key] = found.starts[level]
        elif key in self.counts:
            self.counts[key] += 1
        else:
            self.counts[key] = found.levels[level].start
        self.started.add((num_id, level))
        for deeper in _LEVELS:
            restarts = found.levels[deeper].restarts if deeper in found.levels else None
            if deeper > level and restarts != 0 and (restarts is None or level < restarts):
                self.counts.pop((found.definition, deeper), None)

    def _bullet(self, level: Level, at: int, paragraph: etree._Element) -> str:
        """The sign of the level; below another bullet of the same sign, one that shows the depth."""
        indent = number(paragraph, "pPr", "ind", of="left") or number(paragraph, "pPr", "ind", of="start")
        indent = indent or level.indent or at * _INDENT
        while self.bullets and self.bullets[-1][0] > indent - _STEP:
            last = self.bullets.pop()
            if abs(last[0] - indent) < _STEP:
                self.bullets.append((last[0], last[1]))
                return last[1]
        taken = {sign for _, sign in self.bullets}
        own = level.pattern.strip()[:1]
        sign = own if own in _TYPED_BULLETS and own not in taken else next(s for s in (*_BULLETS, "") if s not in taken)
        self.bullets.append((indent, sign or "•"))
        return sign or "•"

    def _written(self, found: List, at: int) -> Mark | None:
        level = found.levels[at]
        text = _PLACE.sub(lambda m: self._figure(found, int(m[1]) - 1, plain=level.decimal_only), level.pattern)
        text = " ".join(text.split())
        if not text or not any(c.isalnum() for c in text):
            return None
        return Mark(_as_mark(text, self._figure(found, at, plain=level.decimal_only)), (found.definition, at))

    def _figure(self, found: List, at: int, *, plain: bool) -> str:
        level = found.levels.get(at, Level())
        count = self.counts.get((found.definition, at), found.starts.get(at, level.start))
        return str(count) if plain else level.figure(count)


def _as_mark(text: str, figure: str) -> str:
    """The printed mark, closed with a stop where it is a bare figure, so that it reads as one."""
    if split_marker(f"{text} Nội dung")[0] is not None:
        return text
    closed = f"{text.rstrip(' :;,-–')}."
    return closed if split_marker(f"{closed} Nội dung")[0] is not None else f"{figure}. {text}" if figure else text


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """The lists of word/numbering.xml."""
    definitions = {
        known: one for one in children(root, "abstractNum") if (known := number(one, of="abstractNumId")) is not None
    }
    lists: dict[int, List] = {}
    for num in children(root, "num"):
        num_id, definition = number(num, of="numId"), number(num, "abstractNumId")
        if num_id is not None and definition in definitions:
            lists[num_id] = _list(num, definition, _followed(definitions, definition, root, styles))
    return Numbering(lists, styles)


def _followed(
    definitions: Mapping[int, etree._Element], definition: int, root: etree._Element | None, styles: Styles
) -> etree._Element:
    """The definition itself, or the one its list style points to."""
    nums = {number(num, of="numId"): number(num, "abstractNumId") for num in children(root, "num")}
    for _ in range(_MOST_LINKS):
        link = value(definitions[definition], "numStyleLink")
        style = styles.by_id.get(link) if link else None
        pointed = nums.get(style.num_id) if style is not None else None
        if pointed is None or pointed not in definitions:
            break
        definition = pointed
    return definitions[definition]


def _list(num: etree._Element, definition: int, abstract: etree._Element) -> List:
    levels = {at: _level(one) for one in children(abstract, "lvl") if (at := _place_of(one)) is not None}
    starts: dict[int, int] = {}
    for override in children(num, "lvlOverride"):
        at = _place_of(override)
        if at is None:
            continue
        own = child(override, "lvl")
        if own is not None:
            levels[at] = _level(own)
        start = number(override, "startOverride")
        if start is not None:
            starts[at] = start
    return List(definition, levels, starts)


def _place_of(one: etree._Element) -> int | None:
    at = number(one, of="ilvl")
    return at if at in _LEVELS else None


def _level(one: etree._Element) -> Level:
    custom = value(one, "numFmt", of="format") or ""
    start = number(one, "start")
    return Level(
        start=0 if start is None else start,
        form=value(one, "numFmt") or "decimal",
        pattern=value(one, "lvlText") or "",
        style=value(one, "pStyle"),
        restarts=number(one, "lvlRestart"),
        decimal_only=is_on(one, "isLgl"),
        indent=number(one, "pPr", "ind", of="left") or number(one, "pPr", "ind", of="start"),
        zeros=len(custom.partition(",")[0].strip()) if custom.startswith("0") else 0,
    )
