"""Numbers as Vietnamese offices write them: decimal comma, point between thousands, a zero before small counts."""

MEGABYTE = 2**20

UNMEASURED = "–"
"""Printed where there is no figure: a missing figure is neither zero nor a hundred."""


def count(number: int) -> str:
    """A count in a sentence: "03 nhiệm vụ", "12 nhiệm vụ", "1.204 nhiệm vụ"."""
    return f"{number:02d}" if number < 10 else _thousands(str(number))  # noqa: PLR2004 - two digits from ten on


def figure(number: int) -> str:
    """A count in a cell: "3", "1.204"."""
    return _thousands(str(number))


def decimal(text: str | None) -> str:
    """An exact decimal ("1234.50") in Vietnamese form ("1.234,50"); a dash where there is none."""
    if text is None:
        return UNMEASURED
    whole, _, part = text.partition(".")
    return f"{_thousands(whole)},{part}" if part else _thousands(whole)


def mark(text: str | None) -> str:
    """Points as an index prints them: two places at least, a decimal comma, a dash where nothing was measured."""
    if text is None:
        return UNMEASURED
    whole, _, part = text.partition(".")
    return decimal(f"{whole}.{part.ljust(2, '0')}")


def percent(text: str | None) -> str:
    """A percentage ("66.67") as "66,67%"; a dash where nothing could be measured."""
    return UNMEASURED if text is None else f"{decimal(text)}%"


def size(number: int) -> str:
    """Bytes as people say them: 340 KB, 1,2 MB."""
    if number < MEGABYTE:
        return f"{-(-number // 1024)} KB"
    return f"{number / MEGABYTE:.1f} MB".replace(".", ",")


def share(part: int, of: int) -> str:
    """A part of a whole: "3/12", "940/1.092"; both written as any other figure."""
    return f"{figure(part)}/{figure(of)}"


def _thousands(whole: str) -> str:
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return sign + f"{int(digits):,}".replace(",", ".")
