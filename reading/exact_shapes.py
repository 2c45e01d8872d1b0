"""The exact shapes in files of the index: points, shares, ids that look like numbers, names of values."""

import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema

from domain.scorecard import decimal_text, exact

T = TypeVar("T")

MOST_POINTS = 100_000
"""No scale of points in use comes near; a larger figure is a slip of the keyboard."""

NUMBER_PATTERN = r"^[+-]?[0-9]+([.,][0-9]+)?\s*%?$"


def number(raw: Any) -> Fraction:
    """A number of a file, exactly as written: `12`, `0.25`, `"0,25"`, `95%`; true is 1 and false 0.

    ValueError with a Vietnamese sentence for anything else.
    """
    if isinstance(raw, bool | int | Fraction):
        return Fraction(raw)
    try:
        return exact(str(raw)) if isinstance(raw, str | Decimal) else _no_number(raw)
    except ValueError:
        return _no_number(raw)


def _no_number(raw: Any) -> Fraction:
    raise ValueError(f"Cần một số, ví dụ 12 hoặc 0.25 hoặc 95%, đang ghi “{str(raw)[:60]}”.")


def _no_truth(raw: Any) -> Any:
    return _no_number(raw) if isinstance(raw, bool) else raw


def _points(points: Fraction) -> Fraction:
    if not 0 <= points <= MOST_POINTS:
        raise ValueError(f"Cần số điểm không âm, đang ghi {decimal_text(points)}.")
    return points


def share(part: Fraction) -> Fraction:
    """A share of one; ValueError says that a bare 80 is to be written 80%."""
    if 0 <= part <= 1:
        return part
    if 1 < part <= 100:  # noqa: PLR2004 - per cent
        raise ValueError(f"Cần tỷ lệ từ 0% đến 100%; nếu là phần trăm thì ghi {decimal_text(part)}%.")
    raise ValueError(f"Cần tỷ lệ từ 0% đến 100%, đang ghi {decimal_text(part)}.")


def _positive(part: Fraction) -> Fraction:
    if part == 0:
        raise ValueError("Cần số lớn hơn 0.")
    return part


def as_text(raw: Any) -> Any:
    """An id such as 3 or 3.10 as the text that stood in the file, so that 3.10 never becomes 3.1."""
    return str(raw) if isinstance(raw, int | Decimal) and not isinstance(raw, bool) else raw


def filled(entries: tuple[T, ...]) -> tuple[T, ...]:
    """At least one entry; asked after the entries themselves, so that a wrong one is not also called missing."""
    if not entries:
        raise ValueError("Danh sách cần ít nhất 1 mục.")
    return entries


_NUMERIC = {"type": ["number", "string"], "pattern": NUMBER_PATTERN}
_AS_TEXT = PlainSerializer(decimal_text)

Number = Annotated[
    Fraction,
    BeforeValidator(number),
    _AS_TEXT,
    WithJsonSchema({**_NUMERIC, "description": 'A number: 12, 0.25 or "95%" (= 0.95).'}),
]
"""Any number; with a percent sign its hundredth."""

Points = Annotated[
    Fraction,
    AfterValidator(_points),
    BeforeValidator(number),
    BeforeValidator(_no_truth),
    _AS_TEXT,
    WithJsonSchema({**_NUMERIC, "minimum": 0, "description": "Points, not negative."}),
]
"""Points of a maximum or of a line."""

PositivePoints = Annotated[Points, AfterValidator(_positive)]

Share = Annotated[
    Fraction,
    AfterValidator(share),
    BeforeValidator(number),
    BeforeValidator(_no_truth),
    _AS_TEXT,
    WithJsonSchema({**_NUMERIC, "maximum": 1, "minimum": 0, "description": 'A share: "80%" or 0.8; never a bare 80.'}),
]
"""A share of one, written with its percent sign or as a decimal."""

PositiveShare = Annotated[Share, AfterValidator(_positive)]

Filled = Annotated[tuple[T, ...], AfterValidator(filled), Field(json_schema_extra={"minItems": 1})]
"""A list that is not empty."""


def composed(raw: Any) -> Any:
    """Text with one way of coding each accented letter."""
    return unicodedata.normalize("NFC", raw) if isinstance(raw, str) else raw


CriterionId = Annotated[
    str,
    StringConstraints(pattern=r"^\w[\w./-]{0,39}$"),
    BeforeValidator(composed),
    BeforeValidator(as_text),
    WithJsonSchema({"type": ["string", "number"], "pattern": r"^\w[\w./-]{0,39}$", "examples": ["3", "3.2", "3.2.1"]}),
]
"""Id of a field or criterion."""

ValueName = Annotated[str, StringConstraints(pattern=r"^[^\W\d]\w{0,39}$"), BeforeValidator(composed)]
"""Name of a value in the facts."""
