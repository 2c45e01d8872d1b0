"""Whether the files of a simulation speak of the same office: a slip of a code must not make a scenario quietly another."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from domain.annex import Annex
from domain.behaviour import Behaviour
from domain.directive import DraftDirective
from domain.errors import Problem, Refusal
from domain.ladder import DEFAULT_LADDER
from domain.office import Directory
from domain.period import Window, parse_period
from domain.scorecard import Scorecard
from domain.scorecard.checking import check, every_id
from reading.calendar_shapes import CalendarFile

RUNGS = tuple(rung.code for rung in DEFAULT_LADDER.rungs)


def refuse_misfits(
    behaviour: Behaviour, file: CalendarFile | None, directory: Directory, windows: tuple[Window, ...]
) -> None:
    """Refuse behaviour and calendar that name units, people, rungs or periods which nobody knows.

    Figures for nobody are left aside with a remark while the days are played: a card may be tried with other habits.
    """
    problems = [
        *_units(_named_units(behaviour, file), directory),
        *_people(behaviour, directory),
        *_rungs(behaviour),
        *_periods(behaviour, windows),
        *_mergers(behaviour),
    ]
    if problems:
        raise Refusal(
            "invalid",
            "files-mismatch",
            f"Các tệp của kịch bản không khớp nhau ở {len(problems)} chỗ; đề nghị sửa theo từng chỗ.",
            tuple(problems),
        )


def unmatched(behaviour: Behaviour, annex: Annex | None, draft: DraftDirective, card: Scorecard) -> Iterator[str]:
    """What stops no play and yet is hardly meant: orders nobody finds, criteria the card has not, a card that contradicts itself."""
    refs = {item.ref for item in draft.items}
    if lost := list(
        dict.fromkeys(one.ref for one in behaviour.overrides if one.ref is not None and one.ref not in refs)
    ):
        yield f"Tệp hành vi có mục không có trong văn bản, không dùng đến: {', '.join(lost)}."
    known = {id_ for _, id_ in every_id(card)}
    fed = [criterion for row in (annex.rows if annex else ()) for criterion in row.criteria]
    if strange := list(dict.fromkeys(one for one in fed if one not in known)):
        yield f"Phụ lục có tiêu chí không có trong bộ tiêu chí: {', '.join(strange)}."
    for one in check(card):
        yield f"Bộ tiêu chí có chỗ chưa khớp ({one.place}): {one.message}"


def _named_units(behaviour: Behaviour, file: CalendarFile | None) -> Iterator[tuple[str, str | None]]:
    """Every place where a unit is named, with its code."""
    for n, override in enumerate(behaviour.overrides):
        yield f"behaviour: overrides[{n}].unit", override.unit
    for n, merger in enumerate(behaviour.happenings.mergers):
        yield f"behaviour: happenings.mergers[{n}].unit", merger.unit
        yield f"behaviour: happenings.mergers[{n}].successor", merger.successor
    if file is not None:
        for n, decision in enumerate(file.decisions):
            yield f"calendar: decisions[{n}].unit", decision.unit
        for n, swap in enumerate(file.swaps):
            yield f"calendar: swaps[{n}].unit", swap.unit
        for code in file.units:
            yield f"calendar: units.{code}", code


def _units(named: Iterable[tuple[str, str | None]], directory: Directory) -> Iterator[Problem]:
    known = {unit.code for unit in directory.units}
    for place, code in named:
        if code is not None and code not in known:
            yield Problem(place, f"không có đơn vị mã “{code}” trong tệp đơn vị; kiểm tra lại mã")


def _people(behaviour: Behaviour, directory: Directory) -> Iterator[Problem]:
    known = {official.login for official in directory.officials}
    for n, away in enumerate(behaviour.happenings.absences):
        for name, login in (("official", away.official), ("substitute", away.substitute)):
            if login is not None and login not in known:
                place = f"behaviour: happenings.absences[{n}].{name}"
                yield Problem(place, f"không có người có tên đăng nhập “{login}” trong tệp đơn vị")


def _rungs(behaviour: Behaviour) -> Iterator[Problem]:
    for rung in behaviour.releases_by_rung:
        if rung not in RUNGS:
            yield Problem(f"behaviour: releases_by_rung.{rung}", f"không có mức này; có: {', '.join(RUNGS)}")


def _periods(behaviour: Behaviour, windows: tuple[Window, ...]) -> Iterator[Problem]:
    named = [(f"overrides[{n}]", one.period) for n, one in enumerate(behaviour.overrides)]
    named += [(f"figures[{n}]", one.period) for n, one in enumerate(behaviour.figures)]
    for place, period in named:
        if period is not None and not _is_period(period, windows):
            yield Problem(f"behaviour: {place}.period", f"không có kỳ “{period}”; ghi như 2023-Q1, 2023-03, 2023-BC6T")


def _is_period(name: str, windows: tuple[Window, ...]) -> bool:
    with suppress(Refusal):
        parse_period(name, windows)
        return True
    return False


def _mergers(behaviour: Behaviour) -> Iterator[Problem]:
    for n, merger in enumerate(behaviour.happenings.mergers):
        if merger.unit == merger.successor:
            place = f"behaviour: happenings.mergers[{n}].successor"
            yield Problem(place, f"“{merger.unit}” không thể nhập vào chính nó; ghi đơn vị tiếp nhận")
