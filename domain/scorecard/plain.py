"""A card as plain data and back: the shape in which it is stored, and the shape of the file it came from.

Numbers are exact decimal strings; what has its default is left out.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from domain.scorecard.card import Scorecard
from domain.scorecard.numbers import decimal_text, exact
from domain.scorecard.rules import RULES, Rule

_BY_KIND: dict[str, type[Rule]] = {rule.kind: rule for rule in RULES}


def to_plain(card: Scorecard) -> dict[str, Any]:
    """The card as dicts, lists and strings that JSON can hold; `from_plain` gives the equal card."""
    return _object_to_plain(card)


def from_plain(plain: Mapping[str, Any]) -> Scorecard:
    """The card that `to_plain` wrote; KeyError, TypeError or ValueError where `plain` is none."""
    card = _from_plain(Scorecard, plain)
    assert isinstance(card, Scorecard)
    return card


def _object_to_plain(thing: Any) -> dict[str, Any]:
    kind = {"kind": thing.kind} if isinstance(thing, RULES) else {}
    kept = {f.name: _to_plain(getattr(thing, f.name)) for f in fields(thing) if getattr(thing, f.name) != _default(f)}
    return kind | kept


def _default(field: Field[Any]) -> object:
    return field.default if field.default is not MISSING else MISSING


def _to_plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return decimal_text(value)
    if isinstance(value, tuple):
        return [_to_plain(entry) for entry in value]
    return _object_to_plain(value) if is_dataclass(value) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _from_plain(hint: Any, plain: Any) -> Any:
    """`plain` as what the type hint says: the card's dataclasses are the only description of its shape."""
    if plain is None:
        return None
    if hint is Fraction:
        return exact(str(plain))
    if get_origin(hint) is tuple:
        return tuple(_from_plain(get_args(hint)[0], entry) for entry in plain)
    if get_origin(hint) in {Union, UnionType}:
        return _from_union(get_args(hint), plain)
    if is_dataclass(hint) and isinstance(hint, type):
        return _object_from_plain(hint, plain)
    return plain


def _from_union(hints: tuple[Any, ...], plain: Any) -> Any:
    kinds = [hint for hint in hints if hint is not NoneType]
    if isinstance(plain, Mapping) and "kind" in plain:
        return _object_from_plain(_BY_KIND[plain["kind"]], plain)
    return _from_plain(kinds[0], plain)


def _object_from_plain(kind: type, plain: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _from_plain(hints[name], value) for name, value in plain.items() if name != "kind"})
