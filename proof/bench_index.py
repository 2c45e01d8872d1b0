"""What the index costs, as ratios to a bare computation over the same rows: `python -m proof.bench_index`.

Ratios stay where machines differ. The bare computation adds the same figures and counts the same assignments in plain
Python integers, without sentences, records, states or exact fractions. What is measured is time on the processor, the
median of some rounds, so that a busy machine moves the ratios little.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from statistics import median
from time import process_time

from domain.record import AssignmentRecord
from domain.scorecard import (
    Criterion,
    Deduct,
    Facts,
    Field,
    Measurement,
    Mixed,
    Proportional,
    Rule,
    Scorecard,
    Step,
    Steps,
    Trial,
    YesNo,
    done,
    outlook,
    rescore,
    score,
    tried,
)
from domain.status import WorkState

UNITS, CRITERIA, TASKS = 200, 90, 60
PROVINCE = 3400
"""Communes of the whole country: what one installation will never hold, and the growth is still even."""

ROUNDS = 3
TODAY = date(2026, 3, 31)
SHARE = Fraction(80, 100)
RULES: tuple[Rule, ...] = (
    YesNo(),
    Proportional(floor=SHARE),
    Steps((Step(at_least=SHARE, share=Fraction(1)), Step(share=Fraction(1, 2)))),
    Deduct(Fraction(1, 4)),
    Mixed(floor=Fraction(1, 2)),
)


def a_card() -> Scorecard:
    """Ninety criteria in nine fields, a fifth of them fed from assignments."""
    rules = (RULES[n % len(RULES)] for n in range(CRITERIA))
    leaves = [Criterion(f"{n // 10}.{n % 10}", "Tiêu chí", Fraction(1), rule) for n, rule in enumerate(rules)]
    fields = tuple(Field(f"f{n}", "Lĩnh vực", Fraction(10), tuple(leaves[n : n + 10])) for n in range(0, CRITERIA, 10))
    return Scorecard("ubnd", "xã", 2026, "1", "Bộ đo", max=Fraction(CRITERIA), fields=fields)


def some_facts(card: Scorecard, unit: str, dice: Random) -> Facts:
    """Figures for all that is fed by figures, sixty assignments linked to what is fed by them."""
    linked = [leaf.id for _, leaf in card.leaves() if isinstance(leaf.rule, Mixed)]
    figures = {
        leaf.id: Measurement({"met": Fraction(1), "done": _some(dice), "total": Fraction(20), "cases": _some(dice)})
        for _, leaf in card.leaves()
        if leaf.id not in linked
    }
    return Facts(unit, "2026-Q1", TODAY, figures, tuple(_task(f"t{n}", unit, linked, dice) for n in range(TASKS)))


def _some(dice: Random) -> Fraction:
    return Fraction(dice.randint(0, 20))


def _task(id_: str, unit: str, linked: list[str], dice: Random) -> AssignmentRecord:
    due = TODAY - timedelta(days=dice.randint(-20, 60))
    result = due + timedelta(days=dice.randint(-10, 10)) if dice.random() < 0.8 else None  # noqa: PLR2004 - most are done
    work = WorkState.ISSUED if result is None else WorkState.ACCEPTED
    criteria = tuple(dice.sample(linked, 2))
    return AssignmentRecord(
        id_, unit, id_, "1", "Việc", "1/CT", work, deadline=due, result_on=result, criteria=criteria
    )


def bare(card: Scorecard, facts: Facts) -> int:
    """The same rows gone through once in integers of a ten-thousandth: no reasons, no records, no exactness."""
    total, today = 0, facts.as_of
    counts: dict[str, list[int]] = {}
    for task in facts.assignments:
        in_time = task.result_on is not None and task.deadline is not None and task.result_on <= task.deadline
        owed = task.result_on is not None or (task.deadline is not None and task.deadline < today)
        for id_ in task.criteria:
            row = counts.setdefault(id_, [0, 0, 0])
            row[0] += owed
            row[1] += in_time
            row[2] += task.result_on is not None and not in_time
    for _, leaf in card.leaves():
        measured = facts.measurements.get(leaf.id)
        if measured is not None:
            figures = {name: int(value) for name, value in measured.values.items()}
            total += 10_000 * figures["done"] // figures["total"] + figures["met"] - figures["cases"]
        elif leaf.id in counts and counts[leaf.id][0]:
            a, b, c = counts[leaf.id]
            total += (10_000 * b + 5_000 * c) // a
    return total


def timed(deed: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of one go on the processor, the median of some."""
    taken = []
    for _ in range(rounds):
        begun = process_time()
        deed()
        taken.append(process_time() - begun)
    return median(taken)


def measure() -> dict[str, float]:
    """Every ratio of the bench."""
    dice, card = Random(1), a_card()  # noqa: S311 - figures to measure with, no secret
    units = [some_facts(card, f"u{n}", dice) for n in range(UNITS)]
    first = units[0]
    known = score(card, first)
    changed = replace(
        first, measurements={**first.measurements, "0.1": Measurement({"done": Fraction(1), "total": Fraction(2)})}
    )
    worked = tried(first, Trial(assignments=(done(first.assignments[0], TODAY),)))
    base = timed(lambda: [bare(card, one) for one in units])
    full = timed(lambda: [score(card, one) for one in units])
    one = full / UNITS
    many = [replace(units[n % UNITS], unit=f"u{n}", assignments=()) for n in range(PROVINCE)]
    few = timed(lambda: [score(card, one) for one in many[:UNITS]])
    return {
        "full_to_bare": full / base,
        "one_figure_to_one_unit": timed(lambda: rescore(card, first, known, changed)) / one,
        "one_assignment_to_one_unit": timed(lambda: rescore(card, first, known, worked)) / one,
        "what_if_to_one_unit": timed(lambda: (score(card, first), score(card, worked))) / one,
        "stakes_to_one_unit": timed(lambda: outlook(card, first, TODAY)) / one,
        "growth_17_fold": timed(lambda: [score(card, one) for one in many], 1) / few / (PROVINCE / UNITS),
        "units_a_second": 1 / one,
    }


def main() -> None:
    """Print the ratios as JSON."""
    json.dump({name: round(value, 3) for name, value in measure().items()}, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
