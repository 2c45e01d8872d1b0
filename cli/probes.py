"""What the page of health says of the parts the doors do not know: Temporal, the worker, the mail."""

import socket
from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import urlsplit

from acts.desk import Desk
from cli.embedded import smtp_url, temporal_address
from domain.errors import Refusal
from reading.clamd import clamd_at
from rounds.round import LEASE_NAME
from settings import Settings
from storage.journal import Journal
from storage.leases import stands

ANSWER_SECONDS = 1.0
"""A part that does not take a connection within this time is away."""
OK, AWAY = "ok", "away"


def probes(settings: Settings, desk: Desk) -> Mapping[str, Callable[[], str]]:
    """One question a part, answered with "ok" or "away"."""
    return {
        "temporal": lambda: _answers(lambda: f"tcp://{temporal_address(settings)}"),
        "mail": lambda: _answers(lambda: smtp_url(settings)),
        "worker": lambda: _worker(desk),
        "journal": lambda: OK if Journal(settings.promises).is_there() else AWAY,
        **({"checker": partial(_checker, settings.clamd)} if settings.clamd else {}),
    }


def _checker(address: str) -> str:
    """Whether files are checked for malware; while they are not, they wait in quarantine."""
    return OK if clamd_at(address).answers() else AWAY


def _worker(desk: Desk) -> str:
    """By the lease of the round, which a living worker renews on whatever machine it runs."""
    with desk.memory.reading() as session:
        return OK if stands(session, LEASE_NAME, desk.clock()) else AWAY


def _answers(url: Callable[[], str]) -> str:
    try:
        parts = urlsplit(url())
        with socket.create_connection((parts.hostname or "", parts.port or 25), ANSWER_SECONDS):
            return OK
    except (OSError, Refusal):
        return AWAY
