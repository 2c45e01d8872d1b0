"""`dondoc worker`: the clocks, the relay and the rounds of an installation, until SIGTERM or SIGINT."""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

import structlog

from activities.courier import Courier
from activities.letterbox import Letterbox
from activities.listener import Listener
from activities.maildir import Maildir
from activities.post import Post
from activities.sms import Carriers, Sms
from acts.desk import Desk
from acts.evidence import check_again
from acts.outages import WORKER
from cli.desk import open_desk
from cli.embedded import READY, smtp_url, temporal_address
from cli.watch import keep_watch, verify_and_keep
from reading.clamd import clamd_at
from rounds.engine import HOST
from settings import Settings
from storage.files import Files
from storage.views.holds import gate
from worker import Parts, TemporalTime, serve

FENCE_LOOK = timedelta(seconds=5)
"""How often a fenced worker looks whether somebody has taken the database over."""

log = structlog.get_logger(__name__)


def worker(settings: Settings) -> int:
    """Work until asked to stop; what is running then gets half a minute to end. The exit status."""
    asyncio.run(_work(settings))
    return 0


def _links_lead_to(settings: Settings) -> str:
    """Where links in mails lead; a mail to real people has none unless the office has said where its doors are."""
    if settings.public_url is not None:
        return settings.public_url.rstrip("/")
    return f"http://{HOST}:{settings.port}" if settings.smtp_url is None else ""


async def _wait_for_the_fence(desk: Desk, stop: asyncio.Event, connected: Callable[[], None]) -> None:
    """A copy of an installation touches neither clocks nor mail: its engine may be that of the original."""
    while not stop.is_set() and await asyncio.to_thread(_fenced, desk):
        log.warning("this database belongs to another installation, nothing is served", remedy="dondoc instance")
        connected()
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), FENCE_LOOK.total_seconds())


def _fenced(desk: Desk) -> bool:
    with desk.memory.reading() as session:
        return gate(session, desk.instance()).fenced


async def _work(settings: Settings) -> None:
    desk = open_desk(settings)
    temporal = TemporalTime()
    watch = partial(keep_watch, settings, desk, WORKER, lambda: temporal.ahead)
    watch()
    mail = Post(
        desk, smtp_url(settings), _links_lead_to(settings), settings.public_url is not None, Files(settings.files)
    )
    token = settings.sms_token.get_secret_value() if settings.sms_token else ""
    post = Carriers(mail, Sms(desk, settings.sms_url, token) if settings.sms_url else None)
    checker = clamd_at(settings.clamd) if settings.clamd else None
    letterbox = Letterbox(desk, Files(settings.files), checker)
    listener = Listener(settings.inbound_url, letterbox).start() if settings.inbound_url else None
    stop, ready = asyncio.Event(), settings.data / READY
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)

    def connected() -> None:
        ready.parent.mkdir(parents=True, exist_ok=True)
        ready.write_text(f"{os.getpid()}\n", "ascii")

    try:
        await _wait_for_the_fence(desk, stop, connected)
        parts = Parts(
            desk,
            post,
            temporal_address(settings),
            settings.offset,
            Courier(settings.networks),
            Maildir(settings.inbound_maildir, letterbox) if settings.inbound_maildir else None,
            watch,
            partial(check_again, desk, Files(settings.files), checker) if checker else None,
            partial(verify_and_keep, settings, desk),
            temporal,
        )
        await serve(parts, stop, connected)
    finally:
        if listener is not None:
            listener.stop()
        ready.unlink(missing_ok=True)
        desk.memory.close()
