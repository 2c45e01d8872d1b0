"""Hidden rows and columns of an OpenDocument spreadsheet, in one pass over its content."""

from lxml import etree

from reading.directives.ooxml import attributes, open_package, parts

_WIDEST, _LONGEST = 200, 100_000
_HIDDEN = frozenset({"collapse", "filter"})


def rows_and_columns(data: bytes) -> dict[str, tuple[list[int], list[int]]]:
    """Of each sheet by name the rows and columns that are not shown, from 0; nothing where it is no such file."""
    stream = open_package(data).part("content.xml")
    found: dict[str, tuple[list[int], list[int]]] = {}
    if stream is None:
        return found
    rows, columns = _Line("number-rows-repeated", _LONGEST), _Line("number-columns-repeated", _WIDEST)
    with stream:
        for one in parts(stream, "{*}table-row", "{*}table-column", "{*}table"):
            match etree.QName(one).localname:
                case "table-row":
                    rows.take(one)
                    one.clear()
                case "table-column":
                    columns.take(one)
                case _:
                    found[attributes(one).get("name", "")] = (rows.hidden, columns.hidden)
                    rows, columns = _Line(rows.repeated, _LONGEST), _Line(columns.repeated, _WIDEST)
                    one.clear()
    return found


class _Line:
    """The rows of a sheet, or its columns, one after another: each may stand for many alike."""

    def __init__(self, repeated: str, most: int) -> None:
        self.repeated, self.most = repeated, most
        self.at = 0
        self.hidden: list[int] = []

    def take(self, one: etree._Element) -> None:
        says = attributes(one)
        many = says.get(self.repeated, "1")
        until = min(self.at + (int(many) if many.isdecimal() and len(many) < 9 else 1), self.most)  # noqa: PLR2004 - longer is no count
        if says.get("visibility") in _HIDDEN:
            self.hidden += range(self.at, until)
        self.at = until
