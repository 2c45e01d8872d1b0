"""`dondoc api`: the doors of an installation, until SIGTERM or SIGINT."""

from datetime import timedelta
from functools import partial

import uvicorn

from acts.outages import API
from api.app import create_app
from cli.desk import open_desk
from cli.probes import probes
from cli.provider import provider
from cli.watch import keep_watch
from proof.inbox import Folder
from reading.clamd import clamd_at
from rounds.jobs import Every, Job, scheduler
from settings import Settings
from storage.files import Files

WATCH = timedelta(seconds=30)
"""How often the doors give a sign of life: a report could be accepted then."""
GRACE_SECONDS = 20
"""How long answers under way may take once a stop was asked for."""


def api(settings: Settings) -> int:
    """Serve; the exit status."""
    desk = open_desk(settings)
    watch = partial(keep_watch, settings, desk, API)
    watch()
    knocks = scheduler((Job("watch", Every(WATCH), watch),))
    knocks.start()
    try:
        uvicorn.run(
            create_app(
                desk,
                probes(settings, desk),
                _inbox(settings),
                files=Files(settings.files),
                checker=clamd_at(settings.clamd) if settings.clamd else None,
                networks=settings.networks,
                provider=provider(settings),
                public_url=settings.public_url,
            ),
            host=settings.host,
            port=settings.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            forwarded_allow_ips=settings.trusted_proxies,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    finally:
        knocks.shutdown()
        desk.memory.close()
    return 0


def _inbox(settings: Settings) -> Folder | None:
    """The mails of the embedded sink; none where a real server takes them."""
    return Folder(settings.inbox) if settings.smtp_url is None else None
