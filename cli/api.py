"""`dondoc api`: the doors of an installation, until SIGTERM or SIGINT."""

import uvicorn

from api.app import create_app
from cli.desk import open_desk
from cli.marks import look_back
from cli.probes import probes
from cli.provider import provider
from proof.inbox import Folder
from reading.clamd import clamd_at
from settings import Settings
from storage.files import Files

GRACE_SECONDS = 20
"""How long answers under way may take once a stop was asked for."""


def api(settings: Settings) -> int:
    """Serve; the exit status."""
    desk = open_desk(settings)
    look_back(settings, desk)
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
        desk.memory.close()
    return 0


def _inbox(settings: Settings) -> Folder | None:
    """The mails of the embedded sink; none where a real server takes them."""
    return Folder(settings.inbox) if settings.smtp_url is None else None
