"""The index computed a second time, slowly, from the card's plain data: it shares no code with the product.

It walks days and cases one by one where the product divides, and rounds with Python's own decimal arithmetic.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

from domain.record import AssignmentRecord
from domain.scorecard import Facts

Plain = Mapping[str, Any]
Formulas = Mapping[str, Callable[[Mapping[str, Fraction], Fraction], Fraction]]
MODES = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "down": ROUND_DOWN}
COUNTED: dict[int, tuple[AssignmentRecord, date, dict[str, int]]] = {}
MOST = 1000
DIGITS = Context(prec=400)
TALLIED = ("total", "on_time", "late", "missed", "done", "delays", "returned", "serious", "moved", "open")


class Missing(Exception):  # noqa: N818 - an answer
    """Not to be judged."""


class Nothing(Exception):  # noqa: N818 - an answer
    """Nothing arose."""


class Off(Exception):  # noqa: N818 - an answer
    """Does not apply."""


@dataclass
class Slow:
    """Points (None unmeasured), maxima and states by criterion; the total, its maximum, what is open, and the class."""

    points: dict[str, Fraction | None] = field(default_factory=dict)
    exact: dict[str, Fraction] = field(default_factory=dict)
    maxima: dict[str, Fraction] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    off: set[str] = field(default_factory=set)
    total: Fraction = Fraction(0)
    top: Fraction = Fraction(0)
    unmeasured: Fraction = Fraction(0)
    shown: bool = False
    band: str | None = None


def number(card: Plain, key: str, default: str) -> Fraction:
    return Fraction(card.get(key, default))


def slow_index(card: Plain, facts: Facts, formulas: Formulas) -> Slow:
    found = Slow()
    rounding = card.get("rounding", {})
    for above, leaf in leaves(card):
        rule, top = leaf["rule"], Fraction(leaf["max"])
        extra = rule["kind"] in {"bonus", "penalty"}
        found.maxima[leaf["id"]] = Fraction(0) if extra else top
        try:
            own = own_tasks(card, leaf, above, facts)
            exact = judged(leaf, above, own, facts, formulas)
        except Off:
            found.off.add(leaf["id"])
            found.points[leaf["id"]], found.states[leaf["id"]] = None, "not-applicable"
            continue
        except (Missing, Nothing):
            found.points[leaf["id"]], found.states[leaf["id"]] = None, "unmeasured"
            continue
        found.exact[leaf["id"]] = exact
        found.points[leaf["id"]] = points = rounded_within(exact, top, rounding)
        threatened = any(is_threatened(task, facts.as_of) for task in own)
        lost = points < found.maxima[leaf["id"]]
        found.states[leaf["id"]] = "lost" if lost else "at-risk" if threatened else "full"
    add_up(card, found, rounding)
    classify(card, found, facts.block)
    return found


def leaves(card: Plain) -> Iterator[tuple[list[str], Plain]]:
    todo: list[tuple[list[str], Plain]] = [([f["id"]], c) for f in card["fields"] for c in f["criteria"]]
    while todo:
        above, one = todo.pop(0)
        parts = one.get("parts", [])
        if not parts:
            yield above, one
        todo[:0] = [([*above, one["id"]], part) for part in parts]


def add_up(card: Plain, found: Slow, rounding: Plain) -> None:
    """The sum a person with paper would make."""
    measured = [id_ for id_, points in found.points.items() if points is not None]
    whole = sum(found.maxima.values(), Fraction(0))
    applies = sum((top for id_, top in found.maxima.items() if id_ not in found.off), Fraction(0))
    scale = whole / applies if card.get("not_applicable", "rebase") == "rebase" and applies else Fraction(1)
    at_total = rounding.get("at", "criterion") == "total"
    points = Fraction(0)
    for id_ in measured:
        figure = found.exact[id_] if at_total else found.points[id_]
        assert figure is not None
        points += figure * (scale if found.maxima[id_] else 1)
    top = sum((found.maxima[id_] for id_ in measured), Fraction(0)) * scale
    if scale != 1:
        full = points == top
        top = rounded(top, rounding)
        points = top if full else rounded_within(points, top, rounding)
    elif at_total:
        points = rounded_within(points, top, rounding)
    if card.get("capped", False) and points > top:
        points = top
    found.total, found.top = points, top


def classify(card: Plain, found: Slow, block: str | None) -> None:
    """Whether enough is measured for a total, and the highest class that the total reaches."""
    measured = sum((top for id_, top in found.maxima.items() if found.points[id_] is not None), Fraction(0))
    applies = sum((top for id_, top in found.maxima.items() if id_ not in found.off), Fraction(0))
    found.unmeasured = applies - measured
    found.shown = measured > 0 and measured >= applies * Fraction(card.get("total_from", "0.5"))
    bands = card.get("bands", [])
    of_block = [band for band in bands if "block" in band and band["block"] == block]
    for band in sorted(
        of_block or [band for band in bands if "block" not in band], key=lambda b: Fraction(b["at_least"])
    ):
        if (
            found.shown
            and found.top
            and found.total / found.top >= Fraction(band["at_least"]) / Fraction(card.get("max", "100"))
        ):
            found.band = band["name"]


def slow_ranks(card: Plain, found: Mapping[str, Slow]) -> dict[str, int | None]:
    """The place of each unit: one more than those it counts above it, or than the different totals above it."""
    keys = {unit: place_key(card, slow) for unit, slow in found.items() if slow.shown}
    told: dict[str, int | None] = dict.fromkeys(found)
    for unit, own in keys.items():
        above = [key for key in keys.values() if key > own]
        is_dense = card.get("ties", {}).get("rank", "standard") == "dense"
        told[unit] = 1 + (len(set(above)) if is_dense else len(above))
    return told


def place_key(card: Plain, slow: Slow) -> tuple[Fraction, ...]:
    """What units are compared by: the total on the full scale as it prints, then the share of each field named for ties."""
    whole = (
        rounded(slow.total * Fraction(card.get("max", "100")) / slow.top, card.get("rounding", {}))
        if slow.top
        else Fraction(0)
    )
    key = [whole]
    for wanted in card.get("ties", {}).get("by", []):
        points = [(leaf["id"], slow.points[leaf["id"]]) for above, leaf in leaves(card) if above[0] == wanted]
        measured = [(id_, one) for id_, one in points if one is not None]
        earned = sum((one for _, one in measured), Fraction(0))
        top = sum((slow.maxima[id_] for id_, _ in measured), Fraction(0))
        key.append(earned / top if top else earned)
    return tuple(key)


def rounded(figure: Fraction, rounding: Plain) -> Fraction:
    wide = DIGITS.divide(Decimal(figure.numerator), Decimal(figure.denominator))
    unit = Decimal(1).scaleb(-rounding.get("places", 2))
    return Fraction(wide.quantize(unit, MODES[rounding.get("mode", "half-up")], DIGITS))


def rounded_within(figure: Fraction, top: Fraction, rounding: Plain) -> Fraction:
    if figure == top:
        return top
    near = rounded(figure, rounding)
    return top if figure < top < near else near


def judged(leaf: Plain, above: list[str], own: list[AssignmentRecord], facts: Facts, formulas: Formulas) -> Fraction:
    for id_ in (*above, leaf["id"]):
        if id_ in facts.measurements and facts.measurements[id_].not_applicable:
            raise Off
    entered = facts.measurements.get(leaf["id"])
    if entered and entered.points is not None:
        low, high = bounds(leaf["rule"], Fraction(leaf["max"]))
        if not low <= entered.points <= high:
            raise Missing
        return entered.points
    values, level, tasks = food(leaf, own, facts)
    try:
        if tasks is not None and not values["total"]:
            raise Nothing
        return apply(Asked(leaf["rule"], Fraction(leaf["max"]), values, level, tasks, formulas))
    except Nothing:
        match leaf.get("when_none", "unmeasured"):
            case "full":
                return Fraction(0) if leaf["rule"]["kind"] in {"bonus", "penalty"} else Fraction(leaf["max"])
            case "zero":
                return Fraction(0)
            case "not-applicable":
                raise Off from None
        raise


def bounds(rule: Plain, top: Fraction) -> tuple[Fraction, Fraction]:
    """How far points given by hand may go: below nought only where the rule, or the one inside it, goes there itself."""
    if rule["kind"] == "penalty":
        return -top, Fraction(0)
    nested = rule.get("otherwise") or rule.get("by") or {}
    return min(Fraction(0), *(Fraction(one.get("lowest", 0)) for one in (rule, nested))), top


def own_tasks(card: Plain, leaf: Plain, above: list[str], facts: Facts) -> list[AssignmentRecord]:
    """Assignments that the criterion is counted from; none where a figure, a level or points were entered for it."""
    entered = facts.measurements.get(leaf["id"])
    fed_by = leaf.get("tasks") or ("linked" if leaf["rule"]["kind"] == "mixed" else None)
    if entered and (entered.values or entered.level is not None or entered.points is not None):
        return []
    seen = facts.assignments
    if card.get("subject", "units") != "self":
        seen = tuple(task for task in seen if task.unit == facts.unit)
    names = {leaf["id"], *above[1:]}
    match fed_by:
        case "all":
            return [*seen]
        case "from-above":
            return [task for task in seen if task.from_above]
        case "linked":
            return [task for task in seen if any(id_ in names for id_ in task.criteria)]
    return []


def is_threatened(task: AssignmentRecord, today: date) -> bool:
    """Not done, and past its day, due within three, or held by an obstacle."""
    seen = events(task, today)
    assert seen["open"] == 0 or task.deadline is not None
    if not seen["open"]:
        return bool(seen["missed"])
    ahead = {today + timedelta(days=n) for n in range(4)}
    is_done = task.work.value in {"reported", "accepted"} and task.result_on is not None
    return task.obstacle is not None or (task.deadline in ahead and not is_done)


def food(
    leaf: Plain, own: list[AssignmentRecord], facts: Facts
) -> tuple[dict[str, Fraction], str | None, list[dict[str, int]] | None]:
    """Values by name, the level, and the events of each task where they were counted."""
    entered = facts.measurements.get(leaf["id"])
    fed_by = leaf.get("tasks") or ("linked" if leaf["rule"]["kind"] == "mixed" else None)
    if fed_by is None or (entered and (entered.values or entered.level is not None)):
        return (dict(entered.values), entered.level, None) if entered else ({}, None, None)
    if not own and not leaf.get("tasks"):
        return {}, None, None
    told = [events(task, facts.as_of) for task in own]
    return (
        {name: Fraction(sum(one[name] for one in told)) for name in TALLIED},
        None,
        [one for one in told if one["total"]],
    )


def events(task: AssignmentRecord, today: date) -> dict[str, int]:
    """What one assignment adds to each count; kept for the facts at hand, whose tasks feed many criteria."""
    if id(task) not in COUNTED or COUNTED[id(task)][:2] != (task, today):
        if len(COUNTED) > MOST:
            COUNTED.clear()
        COUNTED[id(task)] = task, today, counted(task, today)
    return COUNTED[id(task)][2]


def counted(task: AssignmentRecord, today: date) -> dict[str, int]:
    """The same, anew: the result is looked for on every day up to today."""
    seen = dict.fromkeys(TALLIED, 0)
    work = task.work.value
    if task.deadline is None or not task.counts or work in {"withdrawn", "suspended", "waiting"}:
        return seen
    day, finished = today - timedelta(days=200), None
    while work in {"reported", "accepted"} and day <= today:
        if task.result_on == day:
            finished = day
        day += timedelta(days=1)
    if finished is None and today <= (task.missed or task.deadline):
        return {**seen, "open": 1}
    fate = "missed" if finished is None else "on_time" if finished <= (task.missed or task.deadline) else "late"
    seen["total"] = seen[fate] = 1
    seen["done"] = seen["on_time"] + seen["late"]
    seen["delays"] = seen["missed"] + seen["late"]
    for back in task.returns:
        if back.on <= today:
            seen["returned"] += 1
            seen["serious"] += back.classed.value == "serious"
    for move in task.moves:
        if move.on <= today:
            seen["moved"] += move.classed.value == "subjective"
    return seen


@dataclass(frozen=True)
class Asked:
    """A rule, its maximum, and what it may read."""

    rule: Plain
    top: Fraction
    values: Mapping[str, Fraction]
    level: str | None
    tasks: list[dict[str, int]] | None
    formulas: Formulas

    def figure(self, key: str, default: str) -> Fraction:
        """A number of cases under the name the rule gives."""
        name = self.rule.get(key, default)
        if name not in self.values or self.values[name] < 0:
            raise Missing
        return self.values[name]


def yes_no(asked: Asked) -> Fraction:
    answer = asked.values.get(asked.rule.get("value", "met"))
    if answer not in {Fraction(0), Fraction(1)}:
        raise Missing
    return asked.top if (answer == 1) == asked.rule.get("full_when", True) else Fraction(0)


def proportional(asked: Asked) -> Fraction:
    rule, share = asked.rule, the_rate(asked.rule, asked.values)
    if rule.get("invert", False):
        share = Fraction(1) - share if share < 1 else Fraction(0)
    if "target" in rule:
        share = share / Fraction(rule["target"])
    if "floor" in rule and share < Fraction(rule["floor"]):
        return Fraction(0)
    if share >= 1 or ("full_from" in rule and share >= Fraction(rule["full_from"])):
        return asked.top
    return asked.top * share


def steps(asked: Asked) -> Fraction:
    rule, values = asked.rule, asked.values
    if rule.get("value") is None:
        figure = the_rate(rule, values)
    elif rule["value"] in values:
        figure = values[rule["value"]]
    else:
        raise Missing
    for step in rule["steps"]:
        bounds = [
            "at_least" not in step or Fraction(step["at_least"]) <= figure,
            "above" not in step or Fraction(step["above"]) < figure,
            "at_most" not in step or Fraction(step["at_most"]) >= figure,
            "below" not in step or Fraction(step["below"]) > figure,
        ]
        if all(bounds):
            return earned(step, asked.top)
    return Fraction(0)


def level(asked: Asked) -> Fraction:
    for one in asked.rule["levels"]:
        if asked.level is not None and one["name"].lower() == asked.level.lower():
            return earned(one, asked.top)
    raise Missing


def mixed(asked: Asked) -> Fraction:
    rule, top = asked.rule, asked.top
    a, b, c = asked.figure("total", "total"), asked.figure("on_time", "on_time"), asked.figure("late", "late")
    if a == 0:
        raise Nothing
    if b + c > a:
        raise Missing
    good = b + c if rule.get("floor_on", "done") == "done" else b
    if "floor" in rule and good < Fraction(rule["floor"]) * a:
        return Fraction(0)
    each = top / a
    return each * b + each * Fraction(rule.get("late_share", "0.5")) * c


def deduct(asked: Asked) -> Fraction:
    rule, points = asked.rule, asked.top
    left, lowest = asked.figure("count", "cases"), Fraction(rule.get("lowest", "0"))
    left -= min(Fraction(rule.get("free", "0")), left)
    while left > 0:
        points -= Fraction(rule["each"]) * min(left, Fraction(1))
        left -= min(left, Fraction(1))
    return max(points, min(lowest, asked.top))


def no_case(asked: Asked) -> Fraction:
    if asked.figure("count", "cases") == 0:
        return asked.top
    inner = asked.rule.get("otherwise")
    return Fraction(0) if inner is None else apply(replace(asked, rule=inner))


def count(asked: Asked) -> Fraction:
    return min(asked.top, Fraction(asked.rule.get("each", "1")) * asked.figure("count", "count"))


def survey(asked: Asked) -> Fraction:
    if asked.rule.get("by") is not None:
        return apply(replace(asked, rule=asked.rule["by"]))
    share = asked.figure("value", "rate")
    if share > 1:
        raise Missing
    return share * asked.top


def formula(asked: Asked) -> Fraction:
    try:
        result = asked.formulas[asked.rule["formula"]](asked.values, asked.top)
    except KeyError:
        raise Missing from None
    except ZeroDivisionError:
        raise Nothing from None
    return sorted([min(Fraction(asked.rule.get("lowest", "0")), asked.top), result, asked.top])[1]


def per_delay(asked: Asked) -> Fraction:
    """Each case takes its share off, one after the other, until nothing is left."""
    rule, top, values, tasks = asked.rule, asked.top, asked.values, asked.tasks
    each, name, delays = Fraction(rule["each"]), rule.get("count", "delays"), asked.figure("count", "delays")
    if rule.get("per", "criterion") == "criterion":
        return max(Fraction(0), top - top * each * delays)
    if tasks is not None and all(name in one for one in tasks):
        points = Fraction(0)
        for one in tasks:
            part = Fraction(1)
            for _ in range(one[name]):
                part = max(Fraction(0), part - each)
            points += part * top / len(tasks)
        return points
    total = values.get(rule.get("total", "total"))
    if total is None or total < 0:
        raise Missing
    if total == 0:
        raise Nothing
    return max(Fraction(0), top - top * each * delays / total)


BY_KIND: Mapping[str, Callable[[Asked], Fraction]] = {
    "yes-no": yes_no,
    "proportional": proportional,
    "steps": steps,
    "level": level,
    "mixed": mixed,
    "deduct": deduct,
    "no-case": no_case,
    "count": count,
    "per-delay": per_delay,
    "survey": survey,
    "bonus": count,
    "penalty": lambda asked: -count(asked),
    "formula": formula,
}


def apply(asked: Asked) -> Fraction:
    return BY_KIND[asked.rule["kind"]](asked)


def the_rate(rule: Plain, values: Mapping[str, Fraction]) -> Fraction:
    part, whole = rule.get("numerator", "done"), rule.get("denominator", "total")
    if whole not in values and "rate" in values:
        if not 0 <= values["rate"] <= 10:
            raise Missing
        return values["rate"]
    if part not in values or whole not in values or values[part] < 0 or values[whole] < 0:
        raise Missing
    if values[whole] == 0:
        raise Nothing
    return values[part] / values[whole]


def earned(line: Plain, top: Fraction) -> Fraction:
    return Fraction(line["points"]) if "points" in line else Fraction(line["share"]) * top
