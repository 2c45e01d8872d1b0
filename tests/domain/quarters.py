"""Random quarters: a card with every rule of the index, eight units, sixty assignments each, figures that come or stay away.

All of it is drawn from one number, so that thousands of quarters cost little and any of them can be had again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from random import Random
from typing import Any

from domain.record import AssignmentRecord, Move, Return
from domain.scorecard import (
    RULES,
    Band,
    Bonus,
    Count,
    Criterion,
    Deduct,
    Facts,
    Field,
    Formula,
    Level,
    Levels,
    Measurement,
    Mixed,
    NoCase,
    Penalty,
    PerDelay,
    Proportional,
    Rounding,
    Rule,
    Scorecard,
    Step,
    Steps,
    Survey,
    Ties,
    YesNo,
)
from domain.status import DelayClass, ReturnClass, WorkState
from tests.domain.scorecards import TODAY, an_assignment

UNITS, TASKS = 8, 60
BLOCKS = (None, "phuong", "phong-ban")
NAMES = ("met", "done", "total", "on_time", "late", "cases", "count", "delays", "rate", "a", "b")
COUNTABLE = ("total", "on_time", "late", "missed", "done", "delays", "returned", "serious", "moved", "open")
FORMULAS: Mapping[str, Callable[[Mapping[str, Fraction], Fraction], Fraction]] = {
    "max * a / (a + b)": lambda v, top: top * v["a"] / (v["a"] + v["b"]),
    "max - delays * 0.25 - max(0, missed - 2)": lambda v, top: (
        top - v["delays"] * Fraction(1, 4) - max(Fraction(0), v["missed"] - 2)
    ),
    "if(total > 3, max * on_time / total, max / 2)": lambda v, top: (
        (v["on_time"], top * v["on_time"] / v["total"])[1] if v["total"] > 3 else (v["on_time"], top / 2)[1]
    ),
    "min(max, a * 50% - -b) - (a >= b)": lambda v, top: min(top, v["a"] / 2 + v["b"]) - (1 if v["a"] >= v["b"] else 0),
}


def share(dice: Random) -> Fraction:
    return Fraction(dice.randint(0, 100), 100)


def maybe(dice: Random, drawn: Callable[[Random], Any]) -> Any:
    return drawn(dice) if dice.random() < 0.5 else None


@dataclass(frozen=True)
class Drawing:
    """A rule being drawn: where it is fed by assignments it mostly reads what they count."""

    dice: Random
    fed: bool
    depth: int = 1

    def name(self, usual: str) -> str:
        return self.dice.choice(COUNTABLE) if self.fed else usual

    def each(self) -> Fraction:
        return Fraction(self.dice.randint(1, 12), self.dice.choice([4, 8, 10]))

    def inner(self, *kinds: type[Rule]) -> Rule | None:
        if not self.depth or self.dice.random() < 0.4:
            return None
        return a_rule(replace(self, depth=0), self.dice.choice(kinds))


def a_proportion(draw: Drawing) -> Proportional:
    dice = draw.dice
    target = maybe(dice, lambda d: Fraction(d.randint(50, 100), 100))
    return Proportional(
        draw.name("done"), "total", maybe(dice, share), maybe(dice, share), target, invert=dice.random() < 0.2
    )


def a_table(draw: Drawing) -> Steps:
    dice = draw.dice
    bounds = sorted({share(dice) for _ in range(4)}, reverse=True)
    lines = [Step(at_least=b, share=b) if dice.random() < 0.5 else Step(above=b, points=b * 2) for b in bounds]
    lines.append(Step(below=share(dice), points=Fraction(1, 4)))
    return Steps(tuple(lines), value=maybe(dice, lambda d: draw.name(d.choice(NAMES))))


def a_mixture(draw: Drawing) -> Mixed:
    on = draw.dice.choice(["done", "on-time"])
    return Mixed(floor=maybe(draw.dice, share), late_share=share(draw.dice), floor_on=on)  # type: ignore[arg-type]


def a_deduction(draw: Drawing) -> Deduct:
    lowest = draw.dice.choice([Fraction(0), Fraction(-3), Fraction(1, 2), Fraction(50)])
    return Deduct(draw.each(), draw.name("cases"), lowest, Fraction(draw.dice.choice([0, 0, 1, 3])))


def a_percentage(draw: Drawing) -> PerDelay:
    per = draw.dice.choice(["criterion", "task"])
    return PerDelay(Fraction(draw.dice.randint(1, 100), 100), draw.name("delays"), per=per)  # type: ignore[arg-type]


MAKERS: Mapping[type[Rule], Callable[[Drawing], Rule]] = {
    YesNo: lambda draw: YesNo(full_when=draw.dice.random() < 0.7),
    Proportional: a_proportion,
    Steps: a_table,
    Levels: lambda draw: Levels(
        (Level("Tốt", share=Fraction(1)), Level("Khá", points=Fraction(1, 4)), Level("Yếu", share=share(draw.dice)))
    ),
    Mixed: a_mixture,
    Deduct: a_deduction,
    NoCase: lambda draw: NoCase(draw.name("cases"), draw.inner(Proportional, Deduct, Steps, Mixed, Formula)),
    Count: lambda draw: Count(draw.each(), draw.name("count")),
    PerDelay: a_percentage,
    Survey: lambda draw: Survey(by=draw.inner(Proportional, Steps, Levels)),
    Bonus: lambda draw: Bonus(draw.each(), draw.name("count")),
    Penalty: lambda draw: Penalty(draw.each(), draw.name("count")),
    Formula: lambda draw: Formula(draw.dice.choice(list(FORMULAS)), draw.dice.choice([Fraction(0), Fraction(-2)])),
}


def a_rule(draw: Drawing, kind: type[Rule]) -> Rule:
    return MAKERS[kind](draw)


def a_leaf(dice: Random, id_: str, kind: type[Rule]) -> Criterion:
    tasks = dice.choice([None, None, "linked", "all", "from-above"])
    return Criterion(
        id_,
        "Tiêu chí",
        Fraction(dice.randint(1, 40), 4),
        a_rule(Drawing(dice, fed=tasks is not None), kind),
        tasks=tasks,  # type: ignore[arg-type]
        when_none=dice.choice(["unmeasured", "full", "zero", "not-applicable"]),
    )


def a_whole_card(dice: Random) -> Scorecard:
    """Every rule at least once, no field empty, some criteria with parts, rounding and re-basing of any kind."""
    kinds = [*RULES, *(dice.choice(RULES) for _ in range(8))]
    dice.shuffle(kinds)
    fields = []
    for n in range(1, 4):
        criteria = []
        for m in range(1, 4):
            many = dice.choice([1, 1, 2, 3])
            taken, kinds = kinds[:many], kinds[many:]
            leaves = [a_leaf(dice, f"{n}.{m}.{i}", kind) for i, kind in enumerate(taken, 1)]
            if len(leaves) > 1:
                weight = sum((leaf.weight for leaf in leaves), Fraction(0))
                leaves = [Criterion(f"{n}.{m}", "Tiêu chí", weight, parts=tuple(leaves))]
            criteria += leaves
        if n == 3:
            criteria += [a_leaf(dice, f"3.9.{i}", kind) for i, kind in enumerate(kinds)]
        fields.append(Field(str(n), "Lĩnh vực", sum((c.weight for c in criteria), Fraction(0)), tuple(criteria)))
    return Scorecard(
        authority="ubnd",
        level="quận",
        year=2023,
        version="1",
        title="Bộ thử",
        subject=dice.choice(["units", "units", "self"]),
        max=sum((field.max for field in fields), Fraction(0)),
        rounding=Rounding(
            dice.randint(0, 4),
            dice.choice(["half-up", "half-even", "down"]),
            dice.choice(["criterion", "total"]),
        ),
        not_applicable=dice.choice(["rebase", "leave-out"]),
        capped=dice.random() < 0.3,
        total_from=dice.choice([Fraction(1, 2), Fraction(3, 4), Fraction(0)]),
        ties=Ties(tuple(dice.sample(["1", "2", "3"], dice.randint(0, 2))), dice.choice(["standard", "dense"])),
        bands=tuple(some_bands(dice, sum((field.max for field in fields), Fraction(0)))),
        fields=tuple(fields),
    )


def some_bands(dice: Random, top: Fraction) -> Iterator[Band]:
    """Classes for all, and sometimes others for one block."""
    for block in BLOCKS[: dice.randint(1, 2)]:
        for name, places in (("Tốt", (70, 90)), ("Khá", (50, 69)), ("Yếu", (0, 40))):
            yield Band(name, top * dice.randint(*places) / 100, block)


def a_task(dice: Random, id_: str, unit: str, ids: list[str]) -> AssignmentRecord:
    day = TODAY + timedelta(days=dice.randint(-60, 30))
    result = TODAY + timedelta(days=dice.randint(-70, 10)) if dice.random() < 0.7 else None
    closed = [WorkState.ACCEPTED] * 6 + [WorkState.REPORTED, WorkState.RETURNED, WorkState.WITHDRAWN]
    open_ = [WorkState.ISSUED] * 4 + [WorkState.IN_PROGRESS, WorkState.SUSPENDED, WorkState.WITHDRAWN, WorkState.REDO]
    returns = [
        Return(dice.choice(list(ReturnClass)), TODAY + timedelta(days=dice.randint(-9, 2)), "?") for _ in range(2)
    ]
    move = Move(None, day, TODAY + timedelta(days=dice.randint(-9, 2)), dice.choice(list(DelayClass)), "?")
    return an_assignment(
        id_,
        unit=unit if dice.random() < 0.95 else "p-khác",
        result_on=result,
        work=dice.choice(open_ if result is None else closed),
        deadline=day if dice.random() < 0.9 else None,
        missed=day - timedelta(days=dice.randint(1, 20)) if dice.random() < 0.1 else None,
        counts=dice.random() < 0.9,
        criteria=tuple(dice.sample(ids, dice.randint(0, 3))),
        from_above=dice.random() < 0.3,
        returns=tuple(returns[: dice.choice([0, 0, 1, 2])]),
        moves=(move,) if dice.random() < 0.2 else (),
        obstacle="chờ ý kiến" if dice.random() < 0.05 else None,
    )


def a_quarter(dice: Random, card: Scorecard, units: int = UNITS) -> list[Facts]:
    """Facts of eight units, or of fewer; a criterion fed by assignments mostly has no figures besides."""
    ids = [id_ for above, leaf in card.leaves() for id_ in (*above[1:], leaf.id)]
    return [_facts(dice, card, f"p-{number}", sorted(set(ids))) for number in range(units)]


def _facts(dice: Random, card: Scorecard, unit: str, ids: list[str]) -> Facts:
    measured: dict[str, Measurement] = {}
    for _, leaf in card.leaves():
        luck = dice.random()
        if luck < 0.05:
            measured[leaf.id] = Measurement(not_applicable=True)
        elif luck < 0.1:
            measured[leaf.id] = Measurement(points=Fraction(dice.randint(-30, 60), 8), note="thẩm định")
        elif luck < (0.2 if leaf.fed_by else 0.9):
            names = [name for name in NAMES if dice.random() < 0.85]
            values = {
                name: Fraction(dice.randint(0, 1) if name in {"met", "rate"} else dice.randint(0, 9)) for name in names
            }
            if "rate" in values:
                values["rate"] = share(dice)
            measured[leaf.id] = Measurement(values, level=dice.choice([None, "Tốt", "khá", "YẾU", "Giỏi"]))
    if dice.random() < 0.1:
        measured[dice.choice(ids)] = Measurement(not_applicable=True)
    tasks = tuple(a_task(dice, f"t{n}", unit, ids) for n in range(TASKS))
    return Facts(unit, "2023-Q1", TODAY, measured, tasks, dice.choice(BLOCKS))
