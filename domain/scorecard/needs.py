"""Which named values a rule reads: what a form must ask for, and what a card must not expect of assignments."""

from domain.scorecard import formula
from domain.scorecard.rules import (
    Formula,
    Levels,
    Mixed,
    NoCase,
    PerDelay,
    Proportional,
    Rule,
    Steps,
    Survey,
    YesNo,
)

LEVEL = "level"
"""What a rule of levels reads; it stands beside the values, not among them."""


def reads(rule: Rule) -> frozenset[str]:
    """Names of all values the rule may read."""
    match rule:
        case YesNo(value=name):
            return frozenset({name})
        case Survey(value=name, by=inner):
            return frozenset({name}) if inner is None else reads(inner)
        case Proportional(numerator=part, denominator=whole):
            return frozenset({part, whole})
        case Steps(value=value, numerator=part, denominator=whole):
            return frozenset({part, whole} if value is None else {value})
        case Levels():
            return frozenset({LEVEL})
        case Mixed(total=total, on_time=on_time, late=late):
            return frozenset({total, on_time, late})
        case NoCase(count=name, otherwise=inner):
            return frozenset({name}) | (reads(inner) if inner is not None else frozenset())
        case PerDelay(count=name, total=total, per=per):
            return frozenset({name, total} if per == "task" else {name})
        case Formula(formula=text):
            return formula.names(formula.parse(text))
        case _:
            return frozenset({rule.count})
