"""A card as plain data and back, and a score as plain data: the shapes that are stored and that programs read.

Numbers are exact decimal strings; what has its default is left out.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from domain.scorecard.card import Scorecard
from domain.scorecard.numbers import Rounding, decimal_text, exact, places_of
from domain.scorecard.result import OUTAGE_CREDIT, Credit, CriterionScore, GroupScore, Loss, Score
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


def score_to_plain(score: Score) -> dict[str, Any]:
    """The score in the shape of `dondoc score --json`: points are exact decimals as text, None where unmeasured.

    maximum − points equals the sum of `losses`, to the last digit.
    """
    return {
        "scorecard": score.scorecard,
        "unit": score.unit,
        "period": score.period,
        "as_of": score.as_of.isoformat(),
        "points": decimal_text(score.points),
        "max": decimal_text(score.max),
        "full_max": decimal_text(score.full_max),
        "unmeasured": decimal_text(score.unmeasured),
        "share_measured": _cut(score.share_measured),
        "total_shown": score.total_shown,
        "band": score.band.name if score.band else None,
        "criteria": [_criterion_to_plain(row) for row in score.criteria],
        "groups": [_group_to_plain(group) for group in score.groups],
        "losses": [_loss_to_plain(loss) for loss in score.losses],
        **({"credits": [_credit_to_plain(one) for one in score.credits]} if score.credits else {}),
    }


SHARE_PLACES = 6
"""Places of a share that has no end: a millionth of the card is far below what is shown."""


def _cut(share: Fraction) -> str:
    return decimal_text(share if places_of(share) is not None else Rounding(SHARE_PLACES).of(share))


def _criterion_to_plain(row: CriterionScore) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "above": list(row.above),
        "max": decimal_text(row.max),
        "points": None if row.points is None else decimal_text(row.points),
        "lost": None if row.lost is None else decimal_text(row.lost),
        "state": row.state.value,
        "label": row.state.label,
        "rule": row.rule,
        "why": row.why,
        "records": list(row.records),
        "threatened": list(row.threatened),
    }


def _group_to_plain(group: GroupScore) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "above": list(group.above),
        "max": decimal_text(group.max),
        "points": decimal_text(group.points),
        "lost": decimal_text(group.lost),
        "unmeasured": decimal_text(group.unmeasured),
    }


def _loss_to_plain(loss: Loss) -> dict[str, Any]:
    return {
        "criterion": loss.criterion,
        "points": decimal_text(loss.points),
        "why": loss.why,
        "records": list(loss.records),
    }


def _credit_to_plain(credit: Credit) -> dict[str, Any]:
    return {
        "code": OUTAGE_CREDIT,
        "criterion": credit.criterion,
        "outage": credit.outage,
        "points": decimal_text(credit.points),
        "why": credit.why,
        "records": list(credit.records),
    }


def _object_to_plain(thing: Any) -> dict[str, Any]:
    kind = {"kind": thing.kind} if isinstance(thing, RULES) else {}
    kept = {f.name: _to_plain(getattr(thing, f.name)) for f in fields(thing) if getattr(thing, f.name) != _default(f)}
    return kind | kept


def _default(field: Field[Any]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


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
