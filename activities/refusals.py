"""A refusal is an answer: it ends the activity at once instead of being tried again."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from domain.errors import Refusal

log = structlog.get_logger(__name__)


@contextmanager
def refusals_are_final(about: str) -> Iterator[None]:
    """Turn a Refusal into a failure Temporal never retries; anything else passes and is tried again.

    Only the refusal's code crosses into Temporal: its sentence may name people, so it stays in the log of this machine.
    """
    try:
        yield
    except Refusal as refusal:
        log.warning("refused", about=about, code=refusal.code, detail=refusal.detail)
        raise ApplicationError(
            refusal.code, type=refusal.kind, non_retryable=True, category=ApplicationErrorCategory.BENIGN
        ) from None
