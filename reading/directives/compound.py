"""A stream of an old Office file: the container of .xls and .doc is a small file system of sectors in chains."""

from collections.abc import Iterator
from struct import unpack_from

from reading.directives.formats import OLE

_END = 0xFFFFFFFA  # from here on a number is no sector: free, end of chain, part of the table
_IN_HEADER = 109  # sectors of the table that the header names itself
_ENTRY = 128  # bytes of one entry of the directory
_SHIFT, _TABLE_MOST = 9, 7  # the usual sector is 512 bytes; no version has more than 4,096 · 8


class DamagedError(ValueError):
    """A chain that leads outside the file, or round in a circle."""


class Compound:
    """The streams of one container."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 1 << _SHIFT or not data.startswith(OLE):
            raise DamagedError
        shift, small_shift = unpack_from("<2H", data, 30)
        if not _SHIFT <= shift <= _SHIFT + _TABLE_MOST or small_shift >= shift:
            raise DamagedError
        self.data, self.size, self.small = data, 1 << shift, 1 << small_shift
        first_directory, self.least, first_small = unpack_from("<I4xI4xI", data, 48)[0], *unpack_from("<2I", data, 56)
        self.table = self._table()
        self.directory = self._chained(first_directory)
        self.small_table = self._numbers(self._chained(first_small)) if first_small < _END else ()

    def stream(self, *names: str) -> bytes | None:
        """The bytes of the first stream of one of these names; None where there is none."""
        root = next(self._entries(), None)
        for name, start, length in self._entries():
            if name in names and root is not None:
                if length >= self.least:
                    return self._chained(start)[:length]
                return self._within(self._chained(root[1]), start)[:length]
        return None

    def _entries(self) -> Iterator[tuple[str, int, int]]:
        for at in range(0, len(self.directory) - _ENTRY + 1, _ENTRY):
            letters, start, length = unpack_from("<64xH50xII", self.directory, at)
            if 0 < letters <= 64:  # noqa: PLR2004 - bytes of a name with its end
                yield self.directory[at : at + letters - 2].decode("utf-16-le", "replace"), start, length

    def _table(self) -> tuple[int, ...]:
        """Of each sector the next one of its chain."""
        sectors = list(unpack_from(f"<{_IN_HEADER}I", self.data, 76))
        more, most = unpack_from("<2I", self.data, 68)
        for _ in range(min(most, len(self.data) // self.size)):
            if more >= _END:
                break
            *named, more = self._numbers(self._sector(more))
            sectors += named
        return self._numbers(b"".join(self._sector(one) for one in sectors if one < _END))

    def _numbers(self, found: bytes) -> tuple[int, ...]:
        return unpack_from(f"<{len(found) // 4}I", found)

    def _sector(self, number: int) -> bytes:
        begins = (number + 1) * self.size
        if begins >= len(self.data):
            raise DamagedError
        return self.data[begins : begins + self.size]

    def _chained(self, start: int) -> bytes:
        return b"".join(self._sector(one) for one in _chain(start, self.table))

    def _within(self, held: bytes, start: int) -> bytes:
        """A short stream, which lies in sectors of a stream."""
        return b"".join(held[one * self.small : (one + 1) * self.small] for one in _chain(start, self.small_table))


def _chain(start: int, table: tuple[int, ...]) -> Iterator[int]:
    passed = 0
    while start < _END:
        if start >= len(table) or passed > len(table):
            raise DamagedError
        yield start
        start, passed = table[start], passed + 1
