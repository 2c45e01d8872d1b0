"""Rules that judge an answer, a rate or a level: yes/no, proportional, steps, level, mixed on-time and late, survey."""

import unicodedata
from fractions import Fraction

from domain.scorecard.given import Given
from domain.scorecard.numbers import ONE, ZERO, percent, vietnamese
from domain.scorecard.rules import Levels, Mixed, Proportional, Step, Steps, Survey, YesNo
from domain.scorecard.verdict import (
    NothingToJudge,
    Rate,
    Unjudged,
    Verdict,
    cases,
    clamped,
    factor_told,
    points_told,
    rate,
    value,
    without,
)


def yes_no(rule: YesNo, top: Fraction, given: Given) -> Verdict:
    """Full points for the answer the rule asks for, else none."""
    answer = value(given, rule.value)
    if answer not in {ZERO, ONE}:
        raise Unjudged(
            f"Số liệu “{given.word(rule.value)}” phải là có (1) hoặc không (0), đang là {vietnamese(answer)}."
        )
    earned = top if bool(answer) is rule.full_when else ZERO
    return Verdict(earned, f"Kết quả “{'có' if answer else 'không'}”: được {points_told(earned)}.", given.every)


def proportional(rule: Proportional, top: Fraction, given: Given) -> Verdict:
    """Rate × maximum, after inversion and target, with the floor below which nothing and the mark from which all."""
    found = rate(given, rule.numerator, rule.denominator)
    share, told, to_blame = found.share, f"Tỷ lệ {found.told}", found.short_of
    if rule.invert:
        share = clamped(1 - share)
        told += f", phần còn lại {percent(share)}"
        to_blame = given.behind([rule.numerator])
    if rule.target is not None:
        share /= rule.target
        told += f", so với chỉ tiêu {percent(rule.target)} đạt {percent(share)}"
    if rule.floor is not None and share < rule.floor:
        return Verdict(ZERO, f"{told}, dưới mức {percent(rule.floor)}: được 0 điểm.", to_blame)
    if rule.full_from is not None and share >= rule.full_from:
        return Verdict(top, f"{told}, đạt mức {percent(rule.full_from)} trở lên: được {points_told(top)}.")
    if share >= 1:
        return Verdict(top, f"{told}: được điểm tối đa {points_told(top)}.")
    points = share * top
    return Verdict(points, f"{told}: {factor_told(share)} × {vietnamese(top)} = {points_told(points)}.", to_blame)


def steps(rule: Steps, top: Fraction, given: Given) -> Verdict:
    """The first line of the table that fits gives the points; where none fits there are none."""
    is_rate = rule.value is None or rule.value.endswith("rate")
    found = _compared(rule, given)
    for step in rule.steps:
        if step.holds(found.share):
            points = step.earns(top)
            why = f"{found.told}, thuộc mức {bound_told(step, is_rate=is_rate)}: được {points_told(points)}."
            return Verdict(points, why, found.short_of)
    return Verdict(ZERO, f"{found.told}, không đạt mức nào trong thang: được 0 điểm.", found.short_of)


def _compared(rule: Steps, given: Given) -> Rate:
    if rule.value is None:
        found = rate(given, rule.numerator, rule.denominator)
        return Rate(found.share, f"Tỷ lệ {found.told}", found.short_of)
    number = value(given, rule.value)
    told = percent(number) if rule.value.endswith("rate") else vietnamese(number)
    return Rate(number, f"{given.word(rule.value)} là {told}", given.behind([rule.value]))


def bound_told(step: Step, *, is_rate: bool) -> str:
    """A line's bound in words: `từ 80% trở lên`."""
    told = percent if is_rate else vietnamese
    words = (
        (step.at_least, "từ {} trở lên"),
        (step.above, "trên {}"),
        (step.at_most, "đến {}"),
        (step.below, "dưới {}"),
    )
    return " và ".join(form.format(told(bound)) for bound, form in words if bound is not None) or "còn lại"


def levels(rule: Levels, top: Fraction, given: Given) -> Verdict:
    """Points of the level the appraiser named."""
    if given.level is None:
        raise Unjudged("Chưa có mức đánh giá.")
    wanted = _folded(given.level)
    for level in rule.levels:
        if _folded(level.name) == wanted:
            points = level.earns(top)
            return Verdict(points, f"Đánh giá mức “{level.name}”: được {points_told(points)}.", given.every)
    known = ", ".join(f"“{level.name}”" for level in rule.levels)
    raise Unjudged(f"Mức “{given.level}” không có trong thang; các mức: {known}.")


def _folded(name: str) -> str:
    """A level's name as it is compared: without regard to case and to how its accents are coded."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def mixed(rule: Mixed, top: Fraction, given: Given) -> Verdict:
    """(b/a) × max + (c/a) × max × late share; a all work to be judged, b done on time, c done late."""
    a, b, c = cases(given, rule.total), cases(given, rule.on_time), cases(given, rule.late)
    if a == 0:
        raise NothingToJudge("Chưa có nhiệm vụ nào hoàn thành hoặc đến hạn.")
    if b + c > a:
        raise Unjudged("Số đúng hạn cộng số trễ hạn lớn hơn tổng số nhiệm vụ.")
    to_blame = without(given, [rule.total], [rule.on_time])
    told = (
        f"Trong {vietnamese(a)} nhiệm vụ có {vietnamese(b)} đúng hạn, {vietnamese(c)} trễ hạn, "
        f"{vietnamese(a - b - c)} quá hạn chưa hoàn thành"
    )
    judged, words = ((b + c) / a, "hoàn thành") if rule.floor_on == "done" else (b / a, "đúng hạn")
    if rule.floor is not None and judged < rule.floor:
        why = f"{told}; tỷ lệ {words} {percent(judged)} dưới mức {percent(rule.floor)}: được 0 điểm."
        return Verdict(ZERO, why, to_blame)
    points = b / a * top + c / a * top * rule.late_share
    sum_told = f"{vietnamese(b)}/{vietnamese(a)} × {vietnamese(top)}"
    if c:
        sum_told += f" + {vietnamese(c)}/{vietnamese(a)} × {vietnamese(top)} × {percent(rule.late_share)}"
    return Verdict(points, f"{told}: {sum_told} = {points_told(points)}.", to_blame)


def survey(rule: Survey, top: Fraction, given: Given) -> Verdict:
    """The survey's rate × maximum; the unit never scores it itself."""
    share = cases(given, rule.value)
    if share > 1:
        raise Unjudged(f"“{given.word(rule.value)}” phải từ 0% đến 100%, đang là {percent(share)}.")
    points = share * top
    why = f"Theo kết quả điều tra xã hội học {percent(share)}: {percent(share)} × {vietnamese(top)}"
    return Verdict(points, f"{why} = {points_told(points)}.", given.every)
