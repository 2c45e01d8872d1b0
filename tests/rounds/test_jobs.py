"""The table of jobs: the same moments for APScheduler and for the simulation."""

from datetime import UTC, datetime, timedelta
from threading import Event

from domain.calendar import ZONE
from rounds.jobs import At, Every, Job, moments, scheduler


def nothing() -> None:
    """A job that does nothing."""


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2023, 3, day, hour, minute, tzinfo=ZONE)


def it_knocks_on_the_named_days_of_the_week() -> None:
    job = Job("morning", At(7, 30, "mon-fri"), nothing)
    knocks = list(moments(job, local(2, 8), local(7, 7, 30)))  # from a Thursday to a Tuesday
    assert knocks == [local(3, 7, 30), local(6, 7, 30), local(7, 7, 30)]


def it_knocks_at_each_interval_after_the_beginning() -> None:
    job = Job("round", Every(timedelta(seconds=30)), nothing)
    since = datetime(2023, 3, 1, tzinfo=UTC)
    knocks = list(moments(job, since, since + timedelta(seconds=95)))
    assert knocks == [since + timedelta(seconds=s) for s in (30, 60, 90)]


def test_moments_follow_on_without_gap_or_repeat() -> None:
    job = Job("morning", At(7, 30), nothing)
    whole = list(moments(job, local(1, 0), local(20, 0)))
    parts = [m for day in range(1, 20) for m in moments(job, local(day, 7, 30), local(day + 1, 7, 30))]
    assert parts == [m for m in whole if m > local(1, 7, 30)] + [local(20, 7, 30)]


def test_a_scheduler_knocks_and_drops_nothing() -> None:
    knocked = Event()
    made = scheduler([Job("now", Every(timedelta(seconds=1)), knocked.set)])
    made.start()
    try:
        assert knocked.wait(5)
        job = made.get_job("now")
        assert (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1)
    finally:
        made.shutdown()
