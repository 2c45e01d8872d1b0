"""One criterion judged: its rule is applied to what was given, and where nothing arose its own word decides."""

from fractions import Fraction
from functools import lru_cache, singledispatch

from domain.scorecard import awarding, by_case, by_rate, formula
from domain.scorecard.card import Criterion
from domain.scorecard.given import Given
from domain.scorecard.numbers import ZERO, vietnamese
from domain.scorecard.rules import (
    Bonus,
    Count,
    Deduct,
    Formula,
    Levels,
    Mixed,
    NoCase,
    Penalty,
    PerDelay,
    Proportional,
    Rule,
    Steps,
    Survey,
    YesNo,
)
from domain.scorecard.verdict import NothingToJudge, Unjudged, Verdict, cases, clamped, points_told


class NotApplicable(Unjudged):
    """The criterion does not concern the unit in this period: its maximum is left out."""


def judge(criterion: Criterion, given: Given) -> Verdict:
    """The verdict on one scored criterion; Unjudged where the facts do not suffice, NotApplicable where it falls away."""
    if given.points is not None:
        return awarding.awarded(criterion, given.points, given)
    if criterion.rule is None:
        raise Unjudged("Tiêu chí chưa có cách tính.")
    try:
        if given.tallied and not given.values["total"]:
            raise NothingToJudge("Chưa có nhiệm vụ nào hoàn thành hoặc đến hạn.")
        return _apply(criterion.rule, criterion.max, given)
    except NothingToJudge as nothing:
        return _when_none(criterion, str(nothing))


def _when_none(criterion: Criterion, why: str) -> Verdict:
    match criterion.when_none:
        case "full":
            points = ZERO if criterion.is_extra else criterion.max
            return Verdict(points, f"{why} Theo quy định được {points_told(points)}.")
        case "zero":
            return Verdict(ZERO, f"{why} Theo quy định được 0 điểm.")
        case "not-applicable":
            raise NotApplicable(f"{why} Không tính tiêu chí này.")
        case _:
            raise Unjudged(why)


@singledispatch
def _apply(rule: Rule, top: Fraction, given: Given) -> Verdict:
    """The verdict of the rule's own function."""
    raise TypeError(f"no function judges by {type(rule).__name__} (maximum {top}, values {sorted(given.values)})")


_apply.register(YesNo, by_rate.yes_no)
_apply.register(Proportional, by_rate.proportional)
_apply.register(Steps, by_rate.steps)
_apply.register(Levels, by_rate.levels)
_apply.register(Mixed, by_rate.mixed)
_apply.register(Deduct, by_case.deduct)
_apply.register(Count, by_case.count)
_apply.register(PerDelay, by_case.per_delay)
_apply.register(Bonus, by_case.bonus)
_apply.register(Penalty, by_case.penalty)


@_apply.register
def _no_case(rule: NoCase, top: Fraction, given: Given) -> Verdict:
    """Where cases arose, the rule in `otherwise` is asked."""
    if rule.otherwise is not None and cases(given, rule.count):
        return _apply(rule.otherwise, top, given)
    return by_case.no_case(rule, top, given)


@_apply.register
def _survey(rule: Survey, top: Fraction, given: Given) -> Verdict:
    """The survey's rate, or the rule that reads it."""
    if rule.by is None:
        return by_rate.survey(rule, top, given)
    verdict = _apply(rule.by, top, given)
    return Verdict(verdict.points, f"Theo kết quả điều tra xã hội học. {verdict.why}", verdict.to_blame)


_parsed = lru_cache(maxsize=512)(formula.parse)


@_apply.register
def _formula(rule: Formula, top: Fraction, given: Given) -> Verdict:
    """The formula's value, kept between `lowest` and the maximum; a division by nought means that nothing arose."""
    tree = _parsed(rule.formula)
    read = sorted(formula.names(tree))
    missing = [name for name in read if name not in given.values]
    if missing:
        raise Unjudged("Chưa có số liệu " + ", ".join(f"“{given.word(name)}”" for name in missing) + ".")
    try:
        result = formula.evaluate(tree, {**given.values, "max": top})
    except ZeroDivisionError:
        raise NothingToJudge("Không phát sinh trường hợp nào trong kỳ (mẫu số bằng 0).") from None
    points = clamped(result, min(rule.lowest, top), top)
    told = ", ".join(f"{_named(given, name)} = {vietnamese(given.values[name])}" for name in read)
    why = f"Công thức {rule.formula}" + (f" với {told}" if told else "") + f" = {points_told(result)}"
    if points != result:
        why += f", giới hạn còn {points_told(points)}"
    return Verdict(points, f"{why}.", given.every)


def _named(given: Given, name: str) -> str:
    """A value as the formula has it, with its words where the card gives some."""
    word = given.word(name)
    return name if word == name else f"{name} ({word})"
