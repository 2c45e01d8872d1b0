"""Rules that count cases: deduct, no case, count × unit, percentage a delay, bonus, penalty."""

from fractions import Fraction

from domain.scorecard.given import Given
from domain.scorecard.numbers import ZERO, percent, vietnamese
from domain.scorecard.rules import Bonus, Count, Deduct, NoCase, Penalty, PerDelay
from domain.scorecard.verdict import NothingToJudge, Verdict, cases, factor_told, points_told


def deduct(rule: Deduct, top: Fraction, given: Given) -> Verdict:
    """Maximum − cases × each; the first `free` cost nothing; never below `lowest`."""
    count = cases(given, rule.count)
    taken = max(ZERO, count - rule.free) * rule.each
    points = max(top - taken, min(rule.lowest, top))
    if taken == 0:
        free = f", không quá {vietnamese(rule.free)} trường hợp được miễn" if count else ""
        return Verdict(points, f"Có {vietnamese(count)} trường hợp{free}: được {points_told(points)}.")
    free = f" (miễn {vietnamese(rule.free)})" if rule.free else ""
    why = f"Có {vietnamese(count)} trường hợp{free}, mỗi trường hợp trừ {points_told(rule.each)}: "
    why += f"{vietnamese(top)} − {vietnamese(taken)}"
    if points > top - taken:
        why += f", không thấp hơn {vietnamese(rule.lowest)}"
    return Verdict(points, f"{why} = {points_told(points)}.", given.behind([rule.count]))


def no_case(rule: NoCase, top: Fraction, given: Given) -> Verdict:
    """Full points where no case arose, else none."""
    count = cases(given, rule.count)
    if count == 0:
        return Verdict(top, f"Không phát sinh trường hợp nào: được {points_told(top)}.")
    return Verdict(ZERO, f"Phát sinh {vietnamese(count)} trường hợp: được 0 điểm.", given.behind([rule.count]))


def count(rule: Count, top: Fraction, given: Given) -> Verdict:
    """Cases × each, at most the maximum."""
    found = cases(given, rule.count)
    product = found * rule.each
    points = min(product, top)
    why = f"{vietnamese(found)} × {vietnamese(rule.each)} = {points_told(product)}"
    if product > top:
        why += f", tính tối đa {points_told(top)}"
    return Verdict(points, f"{why}.", given.every if not given.tallied else ())


def per_delay(rule: PerDelay, top: Fraction, given: Given) -> Verdict:
    """Each delay costs a share of the criterion's maximum, or of its own task's part of it."""
    delays = cases(given, rule.count)
    left = clamp_at_nought(rule.each * delays) if rule.per == "criterion" else _left_of_tasks(rule, given, delays)
    points = left * top
    of_what = "điểm tối đa" if rule.per == "criterion" else "điểm của nhiệm vụ đó"
    why = f"Có {vietnamese(delays)} lần chậm, mỗi lần trừ {percent(rule.each)} {of_what}: còn {factor_told(left)} × "
    return Verdict(points, f"{why}{vietnamese(top)} = {points_told(points)}.", given.behind([rule.count]))


def _left_of_tasks(rule: PerDelay, given: Given, delays: Fraction) -> Fraction:
    """The mean share left of all tasks; where only sums are known no single task can be seen to reach nought."""
    if given.tallied and all(rule.count in events for events in given.per_task):
        shares = [clamp_at_nought(rule.each * events[rule.count]) for events in given.per_task]
        return sum(shares, ZERO) / len(shares)
    total = cases(given, rule.total)
    if total == 0:
        raise NothingToJudge("Không phát sinh nhiệm vụ nào trong kỳ.")
    return clamp_at_nought(rule.each * delays / total)


def clamp_at_nought(taken: Fraction) -> Fraction:
    """What is left of one after `taken`, never less than nothing."""
    return max(ZERO, 1 - taken)


def bonus(rule: Bonus, top: Fraction, given: Given) -> Verdict:
    """Cases × each on top of the sum, at most the cap."""
    found, product, points = _capped(rule, top, given)
    told = f"Điểm thưởng: {vietnamese(found)} × {vietnamese(rule.each)} = {points_told(product)}"
    return Verdict(points, told + _cap_told(product, top, "thưởng"), given.every)


def penalty(rule: Penalty, top: Fraction, given: Given) -> Verdict:
    """Cases × each off the sum, at most the cap."""
    found, product, points = _capped(rule, top, given)
    told = f"Điểm phạt: {vietnamese(found)} × {vietnamese(rule.each)} = {points_told(product)}"
    return Verdict(-points, told + _cap_told(product, top, "phạt"), given.behind([rule.count]))


def _capped(rule: Bonus | Penalty, top: Fraction, given: Given) -> tuple[Fraction, Fraction, Fraction]:
    found = cases(given, rule.count)
    product = found * rule.each
    return found, product, min(product, top)


def _cap_told(product: Fraction, top: Fraction, word: str) -> str:
    return f", {word} tối đa {points_told(top)}." if product > top else "."
