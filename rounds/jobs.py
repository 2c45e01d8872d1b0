"""The table of calendar jobs: read by APScheduler in an office, and by the simulation under virtual time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from domain.calendar import ZONE


@dataclass(frozen=True)
class Every:
    """Again and again, so far apart."""

    apart: timedelta


@dataclass(frozen=True)
class At:
    """At a local time, on some days of the week by name ("mon-fri"): numbers would mean other days than in crontab."""

    hour: int
    minute: int = 0
    days: str = "*"


@dataclass(frozen=True)
class Job:
    """A name, a moment, and a plain function that is idempotent: knocked at twice it does no more than once."""

    name: str
    when: Every | At
    run: Callable[[], object]


def scheduler(jobs: Iterable[Job]) -> BackgroundScheduler:
    """A scheduler for the table, not yet started. It holds no state: what was missed while it was down is in the rows.

    A knock that comes late is never dropped, and several missed ones are one. What knocks again and again begins at
    once: after a standstill nobody waits for the first interval to pass.
    """
    made = BackgroundScheduler(
        timezone=ZONE, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    for job in jobs:
        made.add_job(job.run, _trigger(job.when), id=job.name, name=job.name, **_first(job.when))
    return made


def _first(when: Every | At) -> dict[str, datetime]:
    """When the first knock comes, where the trigger itself would say later."""
    return {"next_run_time": datetime.now(ZONE)} if isinstance(when, Every) else {}


def moments(job: Job, since: datetime, until: datetime) -> Iterator[datetime]:
    """When the job knocks after `since`, up to and including `until`."""
    trigger, last = _trigger(job.when, since), since
    while (moment := trigger.get_next_fire_time(last, last + timedelta(microseconds=1))) and moment <= until:
        yield moment
        last = moment


def _trigger(when: Every | At, since: datetime | None = None) -> BaseTrigger:
    if isinstance(when, At):
        return CronTrigger(hour=when.hour, minute=when.minute, day_of_week=when.days, timezone=ZONE)
    start = None if since is None else since + when.apart
    return IntervalTrigger(seconds=int(when.apart.total_seconds()), start_date=start, timezone=ZONE)
