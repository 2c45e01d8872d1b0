"""How a play keeps the parts' own logs out of what a person reads."""

import logging
import sys

import structlog
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter


def quietly() -> None:
    """What the parts log is the house's own business here: only faults are shown, and never among the results."""
    quiet = LoggingConfig(filter=TelemetryFilter(core_level="ERROR", other_level="ERROR"))
    Runtime.set_default(Runtime(telemetry=TelemetryConfig(logging=quiet)), error_if_already_set=False)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        logger_factory=_to_stderr,
    )


def _to_stderr(*_: object) -> structlog.PrintLogger:
    """A logger to where faults go now; a stream kept from the start may be closed by who had lent it."""
    return structlog.PrintLogger(sys.stderr)
