"""What a simulation is told: its files, read and checked before anything is written."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from domain.annex import Annex, contradictions
from domain.behaviour import Behaviour
from domain.calendar import Calendar, Decision, Hours
from domain.deadline import DEFAULT_POLICY, Policy
from domain.directive import DraftDirective
from domain.errors import Refusal
from domain.office import Directory
from domain.reporting import DEFAULT_REPORTING, Reporting
from domain.scorecard import Scorecard
from domain.wording.dates import plain
from proof.simulate.fitting import refuse_misfits, unmatched
from reading.annex import read_annex
from reading.behaviour import read_behaviour
from reading.calendar import build, read_calendar
from reading.directives import read
from reading.directives.recognition import recognise
from reading.office import read_directory
from reading.scorecards import read_scorecard

MOST_DAYS = 3 * 366
"""A longer span is a slip of the pen: three years are more than any directive is followed for."""


@dataclass(frozen=True)
class Files:
    """Where a simulation's words come from; what is None has a default."""

    directive: Path
    units: Path
    scorecard: Path
    annex: Path | None = None
    behaviour: Path | None = None
    calendar: Path | None = None


@dataclass(frozen=True)
class Brief:
    """Everything a simulation needs; two equal briefs give the same review figures.

    `strays` are refs of the annex that the directive, as it was read, does not have; their rows are left out.
    `unmatched` is what a person would look at before playing: sentences, none of which stops the play.
    """

    since: date
    until: date
    seed: int
    draft: DraftDirective
    source_digest: str
    directory: Directory
    card: Scorecard
    calendar: Calendar
    decisions: tuple[Decision, ...] = ()
    unit_hours: Mapping[str, Hours | None] = field(default_factory=dict)
    policy: Policy = DEFAULT_POLICY
    reporting: Reporting = DEFAULT_REPORTING
    annex: Annex | None = None
    strays: tuple[str, ...] = ()
    behaviour: Behaviour = field(default_factory=Behaviour)
    unmatched: tuple[str, ...] = ()


def read_brief(files: Files, since: date, until: date, seed: int) -> Brief:
    """Read every file. Raises Refusal for what cannot be taken, OSError for a file that cannot be opened."""
    _refuse_span(since, until)
    directory = read_directory(files.units.read_bytes(), files.units.name)
    card = read_scorecard(files.scorecard.read_bytes(), files.scorecard.name)
    annex = read_annex(files.annex.read_bytes(), files.annex.name) if files.annex else None
    behaviour = read_behaviour(files.behaviour.read_bytes(), files.behaviour.name) if files.behaviour else Behaviour()
    file = read_calendar(files.calendar.read_bytes(), files.calendar.name) if files.calendar else None
    calendar = build(file, range(since.year - 1, until.year + 3))
    data = files.directive.read_bytes()
    draft = read(data, files.directive.name, working_day_after=calendar.add_working_days)
    draft = recognise(draft, directory, draft.issued_on or since)
    annex, strays = _fitting(annex, draft, directory)
    reporting = file.reporting() if file else DEFAULT_REPORTING
    refuse_misfits(behaviour, file, directory, reporting.windows)
    return Brief(
        since=since,
        until=until,
        seed=seed,
        draft=draft,
        source_digest=hashlib.sha256(data).hexdigest(),
        directory=directory,
        card=card,
        calendar=calendar,
        decisions=file.decided_days() if file else (),
        unit_hours=file.hours_of_units() if file else {},
        policy=file.policy.policy() if file else DEFAULT_POLICY,
        reporting=reporting,
        annex=annex,
        strays=strays,
        behaviour=behaviour,
        unmatched=tuple(unmatched(behaviour, annex, draft, card)),
    )


def _fitting(annex: Annex | None, draft: DraftDirective, directory: Directory) -> tuple[Annex | None, tuple[str, ...]]:
    """The annex without the rows of items that were not read, and their refs; refused where it contradicts the office."""
    if annex is None:
        return None, ()
    leads = {item.ref: item.lead_codes for item in draft.items}
    fitting = replace(annex, rows=tuple(row for row in annex.rows if row.ref in leads))
    groups = members(directory)
    problems = contradictions(fitting, leads, {unit.code for unit in directory.units}, groups)
    if problems:
        raise Refusal("invalid", "annex-mismatch", "Phụ lục không khớp với tệp đơn vị.", problems)
    return fitting, tuple(row.ref for row in annex.rows if row.ref not in leads)


def members(directory: Directory) -> dict[str, list[str]]:
    """The units of each group."""
    found: dict[str, list[str]] = {group: [] for group in directory.groups}
    for unit in directory.units:
        for group in unit.groups:
            found.setdefault(group, []).append(unit.code)
    return found


def _refuse_span(since: date, until: date) -> None:
    if until < since:
        raise Refusal(
            "invalid",
            "span",
            f"Ngày kết thúc (--to {plain(until)}) trước ngày bắt đầu (--from {plain(since)}); "
            "đề nghị ghi --from là ngày đầu, --to là ngày cuối.",
        )
    if (until - since).days >= MOST_DAYS:
        raise Refusal("invalid", "span", f"Khoảng mô phỏng dài hơn {MOST_DAYS} ngày; đề nghị chia thành nhiều lần.")
