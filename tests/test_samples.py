"""The sample offices are whole: each file is valid, and the files of one office agree with each other."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from domain.annex import Annex, contradictions
from domain.behaviour import Behaviour
from domain.directive import DraftDirective
from domain.office import Directory, Role, UnitKind
from domain.period import parse_period
from domain.scorecard import Facts, Scorecard, score
from reading.annex import read_annex
from reading.behaviour import read_behaviour
from reading.calendar import read_calendar
from reading.directives import read
from reading.directives.recognition import recognise
from reading.figures import read_facts
from reading.office import read_directory
from reading.scorecards import read_scorecard

SAMPLES = Path(__file__).parents[1] / "samples"
OFFICES = sorted(folder.name for folder in SAMPLES.iterdir() if folder.is_dir())
UNNAMED = frozenset({"các đơn vị liên quan"})
"""Named in a directive without saying who is meant: a person has to choose."""


@dataclass(frozen=True)
class Sample:
    directory: Directory
    draft: DraftDirective
    annex: Annex
    behaviour: Behaviour
    card: Scorecard
    facts: list[Facts]

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        units = self.directory.units
        return {group: tuple(u.code for u in units if group in u.groups) for group in self.directory.groups}

    @property
    def codes(self) -> set[str]:
        return {unit.code for unit in self.directory.units}

    def leads(self) -> dict[str, tuple[str, ...]]:
        return {item.ref: item.lead_codes for item in self.draft.items}


@pytest.fixture(scope="module", params=OFFICES)
def sample(request: pytest.FixtureRequest) -> Sample:
    folder = SAMPLES / str(request.param)

    def data(name: str) -> bytes:
        return (folder / name).read_bytes()

    read_calendar(data("calendar.yaml"), "calendar.yaml")
    directory = read_directory(data("units.yaml"), "units.yaml")
    annex = read_annex(data("annex.yaml"), "annex.yaml")
    return Sample(
        directory,
        recognise(read(data("directive.txt"), "directive.txt"), directory, annex.directive_issued_on),
        annex,
        read_behaviour(data("behaviour.yaml"), "behaviour.yaml"),
        read_scorecard(data("scorecard.yaml"), "scorecard.yaml"),
        read_facts(data("facts.yaml"), "facts.yaml"),
    )


def test_every_unit_has_somebody_to_remind_and_a_head(sample: Sample) -> None:
    day = sample.annex.directive_issued_on
    for unit in sample.directory.units:
        if unit.kind is not UnitKind.AUTHORITY:
            assert unit.mailbox, unit.code
            assert list(sample.directory.holders(Role.OFFICIAL, unit.code, day)), unit.code
            assert list(sample.directory.holders(Role.HEAD, unit.code, day)), unit.code


def test_every_role_is_held_by_somebody(sample: Sample) -> None:
    held = {grant.role for official in sample.directory.officials for grant in official.grants}
    assert held == set(Role)


def test_nobody_real_can_be_written_to(sample: Sample) -> None:
    mails = [official.email for official in sample.directory.officials]
    mails += [unit.mailbox for unit in sample.directory.units]
    assert all(mail is None or mail.endswith(".example") for mail in mails)


def test_every_unit_the_directive_names_is_known(sample: Sample) -> None:
    assert {name for item in sample.draft.items for name in item.unrecognised} <= UNNAMED
    assert all(item.lead_codes for item in sample.draft.items)


def test_the_annex_agrees_with_the_directive_and_the_office(sample: Sample) -> None:
    assert contradictions(sample.annex, sample.leads(), sample.codes, sample.groups) == ()
    assert [row.ref for row in sample.annex.rows] == [item.ref for item in sample.draft.items]


def test_everything_owed_is_accepted_by_somebody_else(sample: Sample) -> None:
    for ref, leads in sample.leads().items():
        row = sample.annex.row(ref)
        assert row is not None
        assert all(row.acceptor_for(lead) not in {None, lead} for lead in leads), ref


def test_the_annex_is_signed_after_the_directive_and_before_its_deadlines(sample: Sample) -> None:
    annex = sample.annex
    assert annex.issued_on is not None
    assert annex.directive_issued_on <= annex.issued_on
    assert all(row.due_on is None or row.due_on > annex.issued_on for row in annex.rows)


def test_the_annex_leaves_some_items_without_a_basis(sample: Sample) -> None:
    counts = [sample.annex.basis_of(row).counts for row in sample.annex.rows]
    assert counts.count(True) > counts.count(False) > 0


def test_the_annex_feeds_criteria_of_the_scorecard(sample: Sample) -> None:
    known = {criterion.id for _above, criterion in sample.card.leaves()}
    assert {id_ for row in sample.annex.rows for id_ in row.criteria} <= known


def test_the_behaviours_speak_of_known_units_items_and_periods(sample: Sample) -> None:
    refs = {item.ref for item in sample.draft.items}
    for override in sample.behaviour.overrides:
        assert override.unit is None or override.unit in sample.codes
        assert override.ref is None or override.ref in refs
        assert override.period is None or parse_period(override.period)


def test_every_figure_can_be_scored(sample: Sample) -> None:
    for figure in sample.behaviour.figures:
        assert figure.unit in sample.codes
        assert figure.arrives_on > parse_period(figure.period).since
        facts = Facts(figure.unit, figure.period, date(2099, 1, 1), {figure.criterion: figure.measurement})
        row = next(row for row in score(sample.card, facts).criteria if row.id == figure.criterion)
        assert row.points is not None, figure


def test_the_facts_are_of_known_units(sample: Sample) -> None:
    assert {facts.unit for facts in sample.facts} <= sample.codes


def test_the_scorecard_says_that_it_is_no_official_one(sample: Sample) -> None:
    assert sample.card.disclaimer == "MINH HỌA — không phải bộ tiêu chí chính thức"
