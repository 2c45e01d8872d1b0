"""Each rule in one Vietnamese sentence, before any figure is known: what a card, a form and a comparison print.

Values stand by their names, which whoever prepares figures must know, or by the `words` that officials have for them.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import singledispatch
from types import MappingProxyType

from domain.scorecard.by_rate import bound_told
from domain.scorecard.numbers import percent, vietnamese
from domain.scorecard.rules import (
    Bonus,
    Count,
    Deduct,
    Formula,
    Level,
    Levels,
    Mixed,
    NoCase,
    Penalty,
    PerDelay,
    Proportional,
    Rule,
    Step,
    Steps,
    Survey,
    YesNo,
)
from domain.scorecard.verdict import points_told

Words = Mapping[str, str]
NAMES: Words = MappingProxyType({})
"""No words: each value by its name."""


@singledispatch
def rule_told(rule: Rule, top: Fraction, words: Words = NAMES) -> str:
    """How a criterion with the maximum `top` is scored by the rule."""
    raise TypeError(f"nobody tells of {type(rule).__name__} (maximum {top}, words {sorted(words)})")


def _named(words: Words, name: str) -> str:
    """A value by its words in quotation marks, or by its bare name."""
    return f"“{words[name]}”" if name in words else name


@rule_told.register
def _yes_no(rule: YesNo, top: Fraction, words: Words = NAMES) -> str:
    answer = "có" if rule.full_when else "không"
    return f"{_named(words, rule.value)} là {answer}: {points_told(top)}; nếu không: 0 điểm."


@rule_told.register
def _proportional(rule: Proportional, top: Fraction, words: Words = NAMES) -> str:
    rate = f"{_named(words, rule.numerator)}/{_named(words, rule.denominator)}"
    parts = [f"(1 − {rate}) × {vietnamese(top)}" if rule.invert else f"{rate} × {vietnamese(top)}"]
    if rule.target is not None:
        parts.append(f"tỷ lệ so với chỉ tiêu {percent(rule.target)}")
    if rule.floor is not None:
        parts.append(f"dưới {percent(rule.floor)}: 0 điểm")
    if rule.full_from is not None:
        parts.append(f"từ {percent(rule.full_from)}: {points_told(top)}")
    return f"{'; '.join(parts)}."


@rule_told.register
def _steps(rule: Steps, top: Fraction, words: Words = NAMES) -> str:
    is_rate = rule.value is None or rule.value.endswith("rate")
    lines = (f"{bound_told(step, is_rate=is_rate)}: {_earned(step, top)}" for step in rule.steps)
    rate = f"{_named(words, rule.numerator)}/{_named(words, rule.denominator)}"
    judged = rate if rule.value is None else _named(words, rule.value)
    return f"Theo {judged}: {'; '.join(lines)}; không đạt mức nào: 0 điểm."


@rule_told.register
def _levels(rule: Levels, top: Fraction, _words: Words = NAMES) -> str:
    return f"Theo mức đánh giá: {'; '.join(f'{level.name}: {_earned(level, top)}' for level in rule.levels)}."


def _earned(line: Step | Level, top: Fraction) -> str:
    return points_told(line.earns(top))


@rule_told.register
def _mixed(rule: Mixed, top: Fraction, words: Words = NAMES) -> str:
    told, total = vietnamese(top), _named(words, rule.total)
    on_time, late = _named(words, rule.on_time), _named(words, rule.late)
    text = f"{on_time}/{total} × {told} + {late}/{total} × {told} × {percent(rule.late_share)}"
    if rule.floor is not None:
        judged = "hoàn thành" if rule.floor_on == "done" else "đúng hạn"
        text += f"; tỷ lệ {judged} dưới {percent(rule.floor)}: 0 điểm"
    return f"{text}."


@rule_told.register
def _deduct(rule: Deduct, top: Fraction, words: Words = NAMES) -> str:
    free = f" sau {vietnamese(rule.free)} trường hợp được miễn" if rule.free else ""
    return (
        f"{points_told(top)}, trừ {points_told(rule.each)} × {_named(words, rule.count)}{free}; "
        f"không thấp hơn {points_told(min(rule.lowest, top))}."
    )


@rule_told.register
def _no_case(rule: NoCase, top: Fraction, words: Words = NAMES) -> str:
    otherwise = "0 điểm." if rule.otherwise is None else rule_told(rule.otherwise, top, words)
    return f"{_named(words, rule.count)} bằng 0: {points_told(top)}; có phát sinh: {otherwise}"


@rule_told.register
def _count(rule: Count, top: Fraction, words: Words = NAMES) -> str:
    return f"{points_told(rule.each)} × {_named(words, rule.count)}, tối đa {points_told(top)}."


@rule_told.register
def _per_delay(rule: PerDelay, top: Fraction, words: Words = NAMES) -> str:
    of_what = points_told(top) if rule.per == "criterion" else f"phần điểm của nhiệm vụ đó trong {points_told(top)}"
    return f"Mỗi lần trong {_named(words, rule.count)} trừ {percent(rule.each)} của {of_what}; không thấp hơn 0 điểm."


@rule_told.register
def _survey(rule: Survey, top: Fraction, words: Words = NAMES) -> str:
    by = f"{_named(words, rule.value)} × {vietnamese(top)}." if rule.by is None else rule_told(rule.by, top, words)
    return f"Theo kết quả điều tra xã hội học, đơn vị không tự chấm: {by}"


@rule_told.register
def _bonus(rule: Bonus, top: Fraction, words: Words = NAMES) -> str:
    return f"Cộng {points_told(rule.each)} × {_named(words, rule.count)}, tối đa {points_told(top)}, ngoài tổng điểm tối đa."


@rule_told.register
def _penalty(rule: Penalty, top: Fraction, words: Words = NAMES) -> str:
    return f"Trừ {points_told(rule.each)} × {_named(words, rule.count)}, tối đa {points_told(top)}, ngoài tổng điểm tối đa."


@rule_told.register
def _formula(rule: Formula, top: Fraction, words: Words = NAMES) -> str:
    told = "".join(f"; {name}: {word}" for name, word in words.items() if word != name)
    return f"Công thức {rule.formula}, từ {vietnamese(min(rule.lowest, top))} đến {points_told(top)}{told}."
