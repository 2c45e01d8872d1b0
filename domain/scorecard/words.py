"""What an official calls the values a rule reads: by the card's own `labels`, else by what they are or are for."""

from collections.abc import Mapping

from domain.scorecard.card import Criterion
from domain.scorecard.needs import LEVEL, reads
from domain.scorecard.rules import NoCase, Proportional, Rule, Steps, Survey, YesNo

KNOWN: Mapping[str, str] = {
    "total": "Tổng số",
    "on_time": "Số đúng hạn",
    "late": "Số trễ hạn",
    "missed": "Số quá hạn chưa hoàn thành",
    "delays": "Số lần chậm",
    "returned": "Số lần đề nghị bổ sung",
    "serious": "Số lần sai sót lớn",
    "moved": "Số lần gia hạn do chủ quan",
    "open": "Số chưa đến hạn",
}
"""Names that mean the same on every card."""

DONE: Mapping[str, str] = {"done": "Số đã hoàn thành"}
"""What it means where the rule gives it no part: a rate's `done` is what reaches the mark, be it work or not."""

PARTS: Mapping[str, str] = {
    "value": "Giá trị",
    "numerator": "Số đạt",
    "denominator": "Tổng số",
    "count": "Số trường hợp",
    "total": "Tổng số",
    "on_time": "Số đúng hạn",
    "late": "Số trễ hạn",
}
"""What else a rule reads, by its part in the rule."""

ANSWER, SURVEYED, SHORT, RATE = "Kết quả thực hiện", "Kết quả điều tra", "Số không đạt", "Tỷ lệ"


def labels(criterion: Criterion) -> dict[str, str]:
    """The words of all values that the criterion's rule reads; a formula's own names stand for themselves."""
    if criterion.rule is None:
        return {}
    return {name: word_of(criterion, name) for name in sorted(reads(criterion.rule) - {LEVEL})}


def word_of(criterion: Criterion, name: str) -> str:
    """What officials call the value of that name under this criterion."""
    by_part = {} if criterion.rule is None else _by_part(criterion.rule)
    return criterion.labels.get(name) or KNOWN.get(name) or by_part.get(name) or DONE.get(name, name)


def _by_part(rule: Rule) -> dict[str, str]:
    match rule:
        case YesNo(value=name):
            return {name: ANSWER}
        case Survey(value=name, by=inner):
            return {name: SURVEYED} if inner is None else _by_part(inner)
        case Steps(value=str(name)):
            return {name: RATE if name.endswith("rate") else PARTS["value"]}
    read = ((getattr(rule, part, None), word) for part, word in PARTS.items())
    found = {name: word for name, word in read if isinstance(name, str)}
    if isinstance(rule, Proportional) and rule.invert:
        found[rule.numerator] = SHORT
    below = _by_part(rule.otherwise) if isinstance(rule, NoCase) and rule.otherwise is not None else {}
    return below | found
