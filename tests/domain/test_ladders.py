"""Ladders over time: the version of a step's own day, how far a basis reaches, and what lies ahead laid out anew."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.deadline import Basis, fix
from domain.ladder import DEFAULT_LADDER, Phase, Release, Rung, Step, StepState
from domain.ladders import BUILT_IN, DEFAULT, Chain, Ladders, Priority, Version, phase_of
from domain.laying import plan, rewrite

CALENDAR = Calendar()
SPREAD = timedelta(minutes=30)
EARLY = datetime(2026, 3, 2, 1, tzinfo=UTC)
DUE = date(2026, 3, 20)


def version(number: int, since: date, *rungs: Rung, code: str = DEFAULT, urgent: bool = False) -> Version:
    return Version(code, number, "Thử", since, rungs, priorities=(Priority.URGENT,) if urgent else ())


def days(chain: Chain, basis: Basis = Basis.ANNEX, now: datetime = EARLY) -> dict[str, date]:
    found = plan(fix(DUE, CALENDAR, basis), chain, CALENDAR, SPREAD, now)
    return {step.rung: CALENDAR.local_date(step.at) for step in found}


def chain_of(*versions: Version) -> Chain:
    found = Ladders(versions).chain(DEFAULT)
    assert found is not None
    return found


def test_without_a_version_the_built_in_ladder_holds() -> None:
    assert days(chain_of()) == days(Chain((BUILT_IN,)))
    assert chain_of().on(date(1990, 1, 1)) is BUILT_IN


def test_a_step_follows_the_version_in_force_on_its_own_day() -> None:
    sooner = (Rung("D0", Phase.DUE, 0), Rung("O1", Phase.OVERDUE, 2), Rung("H3", Phase.HEAD, 2, Release.VETO))
    found = days(chain_of(version(1, date(2026, 3, 24), *sooner)))
    assert found["B5"] == date(2026, 3, 13)  # by the version before
    assert found["D0"] == DUE
    assert found["O1"] == date(2026, 3, 23)  # the old day comes before the new version does
    assert found["H3"] == date(2026, 3, 24)  # by the new one it fell on the 23rd, by the old one after: none is lost
    assert "P5" not in found  # gone with the old version


def test_a_version_overtaken_before_its_first_day_never_holds() -> None:
    first, second = version(1, date(2026, 6, 1)), version(2, date(2026, 5, 1))
    assert chain_of(first, second).versions == (BUILT_IN, second)


def test_an_items_own_choice_goes_before_its_directives_and_urgency_before_the_default() -> None:
    mild = version(1, date(2026, 1, 1), code="nhe")
    swift = version(1, date(2026, 1, 1), code="gap", urgent=True)
    known = Ladders((mild, swift))
    chosen = [
        known.chosen(item, directive, priority).versions[-1].code
        for item, directive, priority in (
            ("nhe", "gap", "urgent"),
            (None, "nhe", "urgent"),
            (None, None, "urgent"),
            (None, None, "normal"),
            ("gone", None, "normal"),
        )
    ]
    assert chosen == ["nhe", "nhe", "gap", DEFAULT, DEFAULT]


@pytest.mark.parametrize("basis", list(Basis))
def test_only_a_deadline_that_counts_reaches_a_head_or_the_chair(basis: Basis) -> None:
    found = {DEFAULT_LADDER.rung(code).phase for code in days(chain_of(), basis)}  # type: ignore[union-attr]
    assert ({Phase.HEAD, Phase.CHAIR} <= found) == basis.counts
    assert (Phase.OVERDUE in found) == (basis is not Basis.NONE)


def test_whom_a_rung_reaches_and_its_day_say_what_it_is_for() -> None:
    assert [phase_of("unit", offset) for offset in (-3, 0, 1)] == [Phase.BEFORE, Phase.DUE, Phase.OVERDUE]
    assert phase_of("chair", 10) is Phase.CHAIR


def steps_of(chain: Chain, done: datetime) -> list[Step]:
    found = plan(fix(DUE, CALENDAR, Basis.ANNEX), chain, CALENDAR, SPREAD, EARLY)
    return [
        Step(
            one.rung,
            one.rung,
            one.phase,
            one.at,
            one.release,
            StepState.TAKEN if one.at <= done else StepState.PENDING,
            repeat_days=one.repeat_days,
        )
        for one in found
    ]


RUNGS = st.lists(
    st.builds(
        lambda code, offset: Rung(code, phase_of("unit", offset), offset),
        st.sampled_from(["B5", "B3", "D0", "O1", "H3", "X1", "X2"]),
        st.integers(-8, 12),
    ),
    max_size=6,
    unique_by=lambda rung: rung.code,
)


@given(rungs=RUNGS, since=st.integers(-10, 20), hours=st.integers(0, 24 * 40))
@settings(deadline=None)
def test_a_new_version_touches_nothing_that_has_happened_and_doing_it_twice_changes_nothing(
    rungs: list[Rung], since: int, hours: int
) -> None:
    now = EARLY + timedelta(hours=hours)
    before = steps_of(chain_of(), now)
    chain = chain_of(version(1, DUE + timedelta(days=since), *rungs))
    wanted = plan(fix(DUE, CALENDAR, Basis.ANNEX), chain, CALENDAR, SPREAD, EARLY)
    found = rewrite(before, wanted, chain, now, CALENDAR, SPREAD)
    touched = {step.id for step, _ in found.moved} | {step.id for step in found.dropped}
    assert touched.isdisjoint(step.id for step in before if step.at <= now)
    assert all(new.at > now for new in (*found.added, *(new for _, new in found.moved)))
    after = [step for step in before if step.id not in touched]
    news = [*found.added, *(new for _, new in found.moved)]
    after += [Step(n.rung, n.rung, n.phase, n.at, n.release, repeat_days=n.repeat_days) for n in news]
    assert len({step.rung for step in after}) == len(after)
    again = rewrite(after, wanted, chain, now, CALENDAR, SPREAD)
    late = {step.rung for step, new in again.moved if new.at != step.at}
    assert not again.added
    assert not again.dropped
    assert late <= {new.rung for new in news}


def test_a_rung_whose_new_day_is_past_comes_the_next_working_morning() -> None:
    now = datetime(2026, 3, 24, 3, tzinfo=UTC)
    sooner = version(1, date(2026, 3, 1), Rung("O1", Phase.OVERDUE, 1), Rung("P5", Phase.PROPOSAL, 1))
    chain = chain_of(sooner)
    wanted = plan(fix(DUE, CALENDAR, Basis.ANNEX), chain, CALENDAR, SPREAD, EARLY)
    found = rewrite(steps_of(chain_of(), now), wanted, chain, now, CALENDAR, SPREAD)
    assert [(step.rung, CALENDAR.local_date(new.at)) for step, new in found.moved] == [("P5", date(2026, 3, 25))]
    assert [step.rung for step in found.dropped] == ["C10"]


def test_a_repetition_keeps_its_day_while_its_rung_repeats_and_goes_when_it_does_not() -> None:
    again = Step("o", "O1", Phase.OVERDUE, datetime(2026, 3, 30, tzinfo=UTC), repeat_days=7, occurrence=1)
    now = datetime(2026, 3, 25, tzinfo=UTC)
    for repeat, kept in ((14, True), (None, False)):
        chain = chain_of(version(1, date(2026, 3, 1), Rung("O1", Phase.OVERDUE, 1, repeat_days=repeat)))
        wanted = plan(fix(DUE, CALENDAR, Basis.ANNEX), chain, CALENDAR, SPREAD, EARLY)
        found = rewrite([again], wanted, chain, now, CALENDAR, SPREAD)
        assert [(new.at, new.repeat_days) for _, new in found.moved] == ([(again.at, 14)] if kept else [])
        assert [step.id for step in found.dropped] == ([] if kept else ["o"])
