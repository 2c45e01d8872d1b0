"""The file of a directive for the archive: its list as a workbook, and its files as one ZIP that is never held whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, RawIOBase
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from xlsxwriter import Workbook

from writing.xlsx_sheets import Sheet, Style

CHUNK = 2**18
LONGEST_NAME = 120
HEADS = (
    ("TT", 6),
    ("Loại tài liệu", 24),
    ("Số, ký hiệu", 22),
    ("Ngày", 14),
    ("Cơ quan, đơn vị", 34),
    ("Nội dung", 44),
    ("Tệp trong ZIP", 44),
    ("Mã SHA-256", 68),
)
LIST = "muc-luc-ho-so.xlsx"


@dataclass(frozen=True)
class Entry:
    """One line of the list: a document with one of its files, or without any."""

    kind: str
    number: str | None
    issued_on: date | None
    by: str
    about: str
    file: str | None = None
    sha256: str | None = None


def archive_xlsx(title: str, entries: Sequence[Entry]) -> bytes:
    """The list; the same bytes for the same entries."""
    kept = BytesIO()
    book = Workbook(kept, {"in_memory": True})
    book.set_properties({"title": f"Mục lục hồ sơ: {title}", "created": None})
    sheet = Sheet(book.add_worksheet("Mục lục hồ sơ"), Style(book), HEADS)
    for place, one in enumerate(entries, start=1):
        sheet.add(place, one.kind, one.number, one.issued_on, one.by, one.about, one.file, one.sha256)
    sheet.filtered()
    book.close()
    return kept.getvalue()


def name_in_zip(place: int, name: str) -> str:
    """A file's name within the archive: numbered, so that no two are the same, and never a path."""
    plain = "".join("_" if mark in '/\\:*?"<>|' else mark for mark in name if mark.isprintable())
    stem, dot, ending = plain.rpartition(".")
    room = LONGEST_NAME - len(ending) - len(dot)
    return f"{place:03d} {(stem or ending)[:room].strip('. ')}{dot}{ending if stem else ''}"


class _Pipe(RawIOBase):
    """Where the archive is written to and read off again, piece by piece; it cannot be rewound."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """Only this."""
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        """Keep a piece until it is taken."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def zip_stream(index: bytes, files: Iterable[tuple[str, Path]]) -> Iterator[bytes]:
    """A ZIP with the list and the files, one piece after the other: a year of scans passes through a few hundred KB."""
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_STORED) as packed:
        packed.writestr(ZipInfo(LIST), index)
        yield pipe.take()
        for name, path in files:
            with path.open("rb") as source, packed.open(ZipInfo(name), "w", force_zip64=True) as target:
                while piece := source.read(CHUNK):
                    target.write(piece)
                    yield pipe.take()
    yield pipe.take()
