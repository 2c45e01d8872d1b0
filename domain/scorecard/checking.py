"""Contradictions of a card, each with its place: reported to whoever brings it, never mended (domain.md §4)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from domain.scorecard.card import Criterion, Scorecard
from domain.scorecard.facts import Facts
from domain.scorecard.given import COUNTS
from domain.scorecard.needs import reads
from domain.scorecard.numbers import ZERO, percent, places_of, vietnamese
from domain.scorecard.rules import (
    Deduct,
    Formula,
    Level,
    Levels,
    NoCase,
    Proportional,
    Rule,
    Step,
    Steps,
    Survey,
)


@dataclass(frozen=True)
class Contradiction:
    """Something in a card that does not agree with itself: where (`fields[2].criteria[1].max`), and what."""

    place: str
    message: str


def check(card: Scorecard) -> tuple[Contradiction, ...]:
    """Everything in the card that contradicts itself, in the card's order."""
    return (
        *_sum("max", card.max, ((field.id, field.max) for field in card.fields), "các lĩnh vực"),
        *_twice(card),
        *_bands(card),
        *_survey_share(card),
        *_ties(card),
        *(found for index in range(len(card.fields)) for found in _field(card, index)),
    )


def strangers(card: Scorecard, facts: Facts) -> tuple[str, ...]:
    """Ids for which the facts hold figures, and which no scored criterion of the card has.

    Of a field or a criterion with parts it can only be said that it does not apply.
    """
    scored = {leaf.id for _, leaf in card.leaves()}
    every = {id_ for _, id_ in every_id(card)}
    known = ((id_, every if measured.not_applicable else scored) for id_, measured in facts.measurements.items())
    return tuple(sorted(id_ for id_, ids in known if id_ not in ids))


def _field(card: Scorecard, index: int) -> Iterator[Contradiction]:
    field, place = card.fields[index], f"fields[{index}]"
    parts = ((criterion.id, criterion.weight) for criterion in field.criteria)
    yield from _sum(f"{place}.max", field.max, parts, f"các tiêu chí của lĩnh vực {field.id}")
    for number, criterion in enumerate(field.criteria):
        yield from _criterion(card, criterion, f"{place}.criteria[{number}]")


def _criterion(card: Scorecard, criterion: Criterion, place: str) -> Iterator[Contradiction]:
    needed = places_of(criterion.max)
    if needed is None or needed > card.rounding.places:
        yield Contradiction(
            f"{place}.max",
            f"Điểm tối đa {vietnamese(criterion.max)} của {criterion.id} lẻ hơn mức làm tròn "
            f"{card.rounding.places} chữ số thập phân.",
        )
    if criterion.parts:
        parts = ((part.id, part.weight) for part in criterion.parts)
        yield from _sum(f"{place}.max", criterion.max, parts, f"các tiêu chí thành phần của {criterion.id}")
    for number, part in enumerate(criterion.parts):
        yield from _criterion(card, part, f"{place}.parts[{number}]")
    if criterion.rule is not None:
        yield from _rule(criterion.rule, criterion, f"{place}.rule")
        yield from _uncounted(criterion.rule, criterion, f"{place}.rule")
    unread = sorted({*criterion.labels} - (reads(criterion.rule) if criterion.rule is not None else frozenset()))
    if unread:
        told = ", ".join(f"“{name}”" for name in unread)
        yield Contradiction(f"{place}.labels", f"Có tên gọi cho {told}, là số liệu mà cách tính không dùng.")


def _sum(
    place: str, stated: Fraction, parts: Iterable[tuple[str, Fraction]], of_what: str
) -> tuple[Contradiction, ...]:
    total = sum((points for _, points in parts), ZERO)
    if total == stated:
        return ()
    told = f"Tổng điểm tối đa {of_what} là {vietnamese(total)}, nhưng ghi {vietnamese(stated)}"
    return (Contradiction(place, f"{told} (chênh {vietnamese(total - stated)})."),)


def _twice(card: Scorecard) -> Iterator[Contradiction]:
    counted = Counter(id_ for _, id_ in every_id(card))
    seen: Counter[str] = Counter()
    for place, id_ in every_id(card):
        seen[id_] += 1
        if counted[id_] > 1 and seen[id_] > 1:
            yield Contradiction(f"{place}.id", f"Mã {id_} đã dùng ở trên.")


def every_id(card: Scorecard) -> Iterator[tuple[str, str]]:
    """Each id of fields and criteria with its place."""
    for index, field in enumerate(card.fields):
        yield f"fields[{index}]", field.id
        for number, criterion in enumerate(field.criteria):
            yield from _ids(criterion, f"fields[{index}].criteria[{number}]")


def _ids(criterion: Criterion, place: str) -> Iterator[tuple[str, str]]:
    yield place, criterion.id
    for number, part in enumerate(criterion.parts):
        yield from _ids(part, f"{place}.parts[{number}]")


def _bands(card: Scorecard) -> Iterator[Contradiction]:
    for number, band in enumerate(card.bands):
        if band.at_least > card.max:
            yield Contradiction(f"bands[{number}].at_least", f"Mức {band.name} cao hơn tổng điểm tối đa.")
        if any((other.at_least, other.block) == (band.at_least, band.block) for other in card.bands[:number]):
            yield Contradiction(f"bands[{number}].at_least", f"Mức {band.name} trùng ngưỡng với một mức ở trên.")


def _survey_share(card: Scorecard) -> Iterator[Contradiction]:
    """The share the card says a survey decides, against the criteria it does decide."""
    surveyed = sum((leaf.weight for _, leaf in card.leaves() if isinstance(leaf.rule, Survey)), ZERO)
    if card.survey_share is not None and card.survey_share * card.max != surveyed:
        told = f"Các tiêu chí điều tra có {vietnamese(surveyed)} điểm, nhưng tỷ lệ điều tra ghi"
        message = f"{told} {percent(card.survey_share)} của {vietnamese(card.max)}."
        yield Contradiction("survey_share", message)


def _ties(card: Scorecard) -> Iterator[Contradiction]:
    known = {id_ for _, id_ in every_id(card)}
    for number, id_ in enumerate(card.ties.by):
        if id_ not in known:
            yield Contradiction(f"ties.by[{number}]", f"Không có lĩnh vực hay tiêu chí mã {id_}.")


def _uncounted(rule: Rule, criterion: Criterion, place: str) -> Iterator[Contradiction]:
    """Names that are never counted from assignments: a criterion fed by them alone can never be judged."""
    strange = sorted(reads(rule) - set(COUNTS)) if criterion.tasks else []
    if strange:
        names = ", ".join(f"“{name}”" for name in strange)
        message = f"Nhiệm vụ không cho số liệu {names}; đếm được: {', '.join(COUNTS)}."
        yield Contradiction(place, message)


def _rule(rule: Rule, criterion: Criterion, place: str) -> Iterator[Contradiction]:
    match rule:
        case Steps():
            yield from _earnings(rule.steps, criterion, f"{place}.steps")
            yield from _unreached(rule.steps, f"{place}.steps")
        case Levels():
            yield from _earnings(rule.levels, criterion, f"{place}.levels")
        case Deduct(each=each) if each > criterion.max and rule.lowest >= 0:
            message = f"Mỗi trường hợp trừ {vietnamese(each)}, nhiều hơn điểm tối đa {vietnamese(criterion.max)}."
            yield Contradiction(f"{place}.each", message)
        case Proportional(floor=Fraction() as floor, full_from=Fraction() as mark) if floor > mark:
            yield Contradiction(f"{place}.floor", f"Mức sàn {percent(floor)} cao hơn mức đạt tối đa {percent(mark)}.")
        case Deduct(lowest=lowest) | Formula(lowest=lowest) if lowest > criterion.max:
            yield Contradiction(f"{place}.lowest", "Mức thấp nhất cao hơn điểm tối đa.")
        case NoCase(otherwise=inner) if inner is not None:
            yield from _rule(inner, criterion, f"{place}.otherwise")
        case Survey(by=inner) if inner is not None:
            yield from _rule(inner, criterion, f"{place}.by")
        case _:
            return


def _earnings(lines: Iterable[Step | Level], criterion: Criterion, place: str) -> Iterator[Contradiction]:
    lines = tuple(lines)
    for number, line in enumerate(lines):
        if line.earns(criterion.max) > criterion.max:
            told = f"Mức này được {vietnamese(line.earns(criterion.max))}"
            message = f"{told}, nhiều hơn điểm tối đa {vietnamese(criterion.max)} của {criterion.id}."
            yield Contradiction(f"{place}[{number}]", message)
    if lines and all(line.earns(criterion.max) < criterion.max for line in lines):
        yield Contradiction(place, f"Không mức nào đạt điểm tối đa {vietnamese(criterion.max)} của {criterion.id}.")


def _unreached(steps: tuple[Step, ...], place: str) -> Iterator[Contradiction]:
    """Lines that never apply, because whatever fits them fits a line above them first."""
    for number, step in enumerate(steps):
        if any(_covers(earlier, step) for earlier in steps[:number]):
            yield Contradiction(f"{place}[{number}]", "Mức này không bao giờ áp dụng vì mức ở trên đã bao trùm.")


def _covers(wide: Step, narrow: Step) -> bool:
    """Whether every number within `narrow` is within `wide`; lines of two bounds are compared bound by bound."""
    return _low(wide) <= _low(narrow) and _high(wide) >= _high(narrow)


def _low(step: Step) -> tuple[int, Fraction, int]:
    """The lower bound, ordered: none first, then by number, an open bound after a closed one."""
    if step.at_least is not None and (step.above is None or step.at_least > step.above):
        return (1, step.at_least, 0)
    return (1, step.above, 1) if step.above is not None else (0, ZERO, 0)


def _high(step: Step) -> tuple[int, Fraction, int]:
    """The upper bound, ordered: by number, an open bound before a closed one, none last."""
    if step.at_most is not None and (step.below is None or step.at_most < step.below):
        return (0, step.at_most, 1)
    return (0, step.below, 0) if step.below is not None else (1, ZERO, 0)
