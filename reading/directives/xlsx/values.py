"""The value of a cell as a person sees it: a day as 15/04/2024, a share as 95%, a whole number without a point."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from lxml import etree

from reading.directives.ooxml import attributes

_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})  # built-in formats that show a day
_PERCENTS = frozenset({9, 10})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_LAST_DAY = 2_958_465  # 31/12/9999
_LOST_LEAP_DAY = 60  # Excel believes in 29/02/1900
_DIGITS = 10  # after the point; the rest is noise of binary fractions


@dataclass(frozen=True)
class Formats:
    """How each style of a workbook shows its numbers."""

    dates: frozenset[int]
    percents: frozenset[int]
    from_1904: bool = False

    def shown(self, raw: str, style: int) -> str:
        """A number as its style shows it."""
        try:
            number = Decimal(raw.strip())
        except InvalidOperation:
            return raw
        if not number.is_finite() or abs(number.adjusted()) > 20:  # noqa: PLR2004 - no figure of an office
            return raw
        if style in self.dates:
            return self._day(number) or _plain(number)
        return f"{_plain(number * 100)}%" if style in self.percents else _plain(number)

    def _day(self, number: Decimal) -> str | None:
        if not 0 < number <= _LAST_DAY:
            return None
        first = (1904, 1, 1) if self.from_1904 else (1899, 12, 31 if number < _LOST_LEAP_DAY else 30)
        began = datetime(*first)  # noqa: DTZ001 - a calendar day without a zone
        try:
            moment = began + timedelta(days=int(number), seconds=round(float(number % 1) * 86_400))
        except OverflowError:
            return None
        return f"{moment:%d/%m/%Y}" if not moment.hour and not moment.minute else f"{moment:%H:%M ngày %d/%m/%Y}"


def _plain(number: Decimal) -> str:
    """With the decimal comma, without idle zeros."""
    text = f"{round(number, _DIGITS):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def read_formats(root: etree._Element | None, *, from_1904: bool) -> Formats:
    """The formats of xl/styles.xml."""
    codes: dict[int, str] = {}
    styles: Sequence[int] = ()
    for part in root if root is not None else ():
        what = local(part)
        if what == "numFmts":
            codes = {whole(one, "numFmtId"): attributes(one).get("formatCode", "") for one in part}
        elif what == "cellXfs":
            styles = [whole(one, "numFmtId") for one in part]
    return Formats(
        frozenset(at for at, code in enumerate(styles) if code in _DATES or _shows_day(codes, code)),
        frozenset(at for at, code in enumerate(styles) if code in _PERCENTS or "%" in _bare(codes, code)),
        from_1904,
    )


def _bare(codes: Mapping[int, str], code: int) -> str:
    return _QUOTED.sub("", codes.get(code, "")).lower()


def _shows_day(codes: Mapping[int, str], code: int) -> bool:
    bare = _bare(codes, code).partition(";")[0]
    return ("d" in bare or "y" in bare) and "general" not in bare


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def whole(element: etree._Element, name: str) -> int:
    """An attribute as a whole number, -1 where it is none."""
    text = attributes(element).get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1  # noqa: PLR2004 - longer is no number of a format
