"""The names of WordprocessingML without their namespaces, of which there are two (transitional and strict)."""

from collections.abc import Iterator

from lxml import etree

from reading.directives.ooxml import attributes

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_OFF = frozenset({"0", "false", "off", "none"})


def name(element: etree._Element) -> str:
    """The local name of an element of Word's own; other namespaces keep a prefix, so that their `p` is no paragraph."""
    if not isinstance(element.tag, str):
        return ""
    space, _, local = element.tag.rpartition("}")
    return local if space[1:] in _WORD else f"x:{local}"


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The children of these names, in order."""
    for child in element if element is not None else ():
        if name(child) in names:
            yield child


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along `path`."""
    for step in path:
        element = next(children(element, step), None)
    return element


def value(element: etree._Element | None, *path: str, of: str = "val") -> str | None:
    """An attribute of the descendant along `path`."""
    found = child(element, *path) if path else element
    return attributes(found).get(of) if found is not None else None


def number(element: etree._Element | None, *path: str, of: str = "val") -> int | None:
    """The same as a whole number; what is no number is none."""
    text = value(element, *path, of=of)
    return int(text) if text is not None and text.lstrip("-").isdecimal() and len(text) < 10 else None  # noqa: PLR2004 - longer is no count


def is_on(element: etree._Element | None, *path: str) -> bool:
    """Whether a switch such as <w:vanish/> is there and not turned off."""
    found = child(element, *path)
    return found is not None and (attributes(found).get("val") or "on").lower() not in _OFF
