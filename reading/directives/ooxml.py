"""An Office file is a ZIP archive: opened only when it is small enough unpacked, without password, macros or lies."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from lxml import etree

from reading.directives import refusals

MOST_ENTRIES = 2_000
MOST_UNPACKED = 200_000_000
MOST_RATIO = 100
_RATIO_COUNTS = 1_000_000  # bytes unpacked: below, blank pictures and empty tables compress without harm
MOST_XML = 64_000_000  # bytes of one part that is read; three hundred pages are about six million
_ENCRYPTED = 0x1
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, etree.XMLSyntaxError)


@dataclass(frozen=True)
class Package:
    """The parts of an Office file by name, and how they point to each other."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def part(self, name: str) -> IO[bytes] | None:
        """One part as a stream; None where there is none."""
        if name not in self.names:
            return None
        if self.archive.getinfo(name).file_size > MOST_XML:
            raise refusals.too_large()
        try:
            return self.archive.open(name)
        except DAMAGED as error:
            raise refusals.broken() from error

    def tree(self, name: str) -> etree._Element | None:
        """One part as a whole tree; None where there is none."""
        stream = self.part(name)
        if stream is None:
            return None
        with stream:
            return etree.parse(stream, parser()).getroot()

    def related(self, name: str = "") -> Iterator[tuple[str, str, str]]:
        """Kind (the last word of its type), id and name of each part that `name` (or the package) points to."""
        folder, base = posixpath.split(name)
        relations = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        for one in relations if relations is not None else ():
            if isinstance(one.tag, str) and one.get("TargetMode") != "External":
                target = one.get("Target", "")
                path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                yield one.get("Type", "").rpartition("/")[2], one.get("Id", ""), path

    def properties(self) -> Iterator[str]:
        """Title, subject, keywords and what else the file says of itself without showing it."""
        for kind, _, path in self.related():
            root = self.tree(path) if kind.endswith("-properties") else None
            yield from (one.text for one in (root.iter() if root is not None else ()) if one.text and one.text.strip())

    def main(self) -> str | None:
        """The name of the part that is the document itself."""
        return next((name for kind, _, name in self.related() if kind == "officeDocument"), None)


def parser() -> etree.XMLParser:
    """Reads no entities, no network, no bottomless trees."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)


def open_package(data: bytes) -> Package:
    """The parts of the file; refuses what is damaged, locked, carries macros, or would burst when unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED as error:
        raise refusals.broken() from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or (unpacked > _RATIO_COUNTS and unpacked > MOST_RATIO * len(data))
    ):
        raise refusals.bomb()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise refusals.password()
    names = frozenset(entry.filename for entry in entries)
    if any(posixpath.basename(name).lower() == "vbaproject.bin" for name in names):
        raise refusals.macros()
    return Package(archive, names)


def attributes(element: etree._Element) -> Mapping[str, str]:
    """The attributes by their local names: strict and transitional files differ only in the rest."""
    return {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}


def parts(stream: IO[bytes], *tags: str) -> Iterator[etree._Element]:
    """The elements of these tags, one after another as they end, without the whole tree in memory."""
    events = etree.iterparse(
        stream,
        tag=tags,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in events:
        yield element
