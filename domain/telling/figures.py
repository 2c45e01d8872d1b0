"""What is said of an item judged by figures: a unit's own figures, and a target that cannot be reached any more."""

from fractions import Fraction

from domain.indicator import Indicator, Shown, Standing
from domain.scorecard import decimal_text
from domain.wording.numbers import decimal
from domain.wording.words import period_label

SIGNS = {">=": "từ {} trở lên", ">": "trên {}", "<=": "không quá {}", "<": "dưới {}", "=": "{}"}


def value_told(indicator: Indicator, value: Fraction | None) -> str:
    """A value as one reads it: a share as a percentage with two decimals at most, a count as it is."""
    if value is None:
        return "không phát sinh"
    told = round(value * 100, 2) if indicator.is_rate else value
    text = decimal(decimal_text(Fraction(told)))
    return f"{text}%" if indicator.is_rate else text


def target_told(indicator: Indicator) -> str:
    """The target: "từ 95% trở lên"."""
    if indicator.is_rate and indicator.op == ">=" and indicator.target == 1:
        return "100%"
    return SIGNS[indicator.op].format(value_told(indicator, indicator.target))


def shown_told(indicator: Indicator, shown: Shown) -> str:
    """The figures of a window: "tháng 3 năm 2026: 85/100, đạt 85%"."""
    counts = (
        f"{decimal(decimal_text(shown.numerator))}/{decimal(decimal_text(shown.denominator))}, đạt "
        if shown.denominator is not None
        else ""
    )
    return f"{period_label(shown.period.name)}: {counts}{value_told(indicator, shown.value)}"


def below_told(indicator: Indicator, found: Standing) -> str:
    """That the latest window falls short, and how many running ones do."""
    assert found.latest is not None, "what falls short has figures"
    running = f"; {found.below:02d} kỳ liên tiếp chưa đạt" if found.below > 1 else ""
    return f"Số liệu {shown_told(indicator, found.latest)} (chỉ tiêu: {target_told(indicator)}){running}."


def unreachable_told(indicator: Indicator, found: Standing) -> str:
    """That nothing which may still come can reach the target."""
    assert found.latest is not None, "what is out of reach has figures"
    return (
        f"Chỉ tiêu {target_told(indicator)} của kỳ không còn đạt được: đã có trường hợp chưa đạt "
        f"({shown_told(indicator, found.latest)}). Đề nghị không để phát sinh thêm."
    )
