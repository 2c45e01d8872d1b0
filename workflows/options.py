"""How long each deed may take and how it is tried again: every number with its reason."""

from datetime import timedelta

from temporalio.common import RetryPolicy
from temporalio.workflow import ActivityConfig, LocalActivityConfig

SHORTEST_WAIT = timedelta(seconds=1)
"""A clock woken a little early is told the same instant again; it then waits this long instead of spinning."""

BETWEEN = timedelta(seconds=0.5)
"""Pause between two batches, or half as long as the last one took: a third of a busy machine is left to what is urgent."""

_PATIENTLY = RetryPolicy(
    initial_interval=timedelta(seconds=1),
    backoff_coefficient=2.0,
    maximum_interval=timedelta(minutes=1),
    maximum_attempts=0,  # for ever: what is due stays due until it is taken
)

LOOK = LocalActivityConfig(
    # A killed worker's activity waits this long before another takes it up; the transaction takes milliseconds.
    start_to_close_timeout=timedelta(seconds=10),
    retry_policy=_PATIENTLY,
    # Longer pauses are timers of the server, so that an outage of the database holds no workflow task open.
    local_retry_threshold=timedelta(seconds=1),
)
"""`take_due`: a short database act, run inside the workflow task."""

FREEZE = LocalActivityConfig(
    # All figures of a period are read and scored: seconds for 200 units on a busy machine.
    start_to_close_timeout=timedelta(minutes=2),
    retry_policy=_PATIENTLY,
    local_retry_threshold=timedelta(seconds=1),
)
"""`take_due` of a period, which freezes it at its cut-off."""

SEND = ActivityConfig(
    # A morning of 3,000 digests at some 20 a second is over in less; what is left falls due again at once.
    start_to_close_timeout=timedelta(minutes=10),
    retry_policy=_PATIENTLY,
)
"""`send_due`: it speaks to another machine, so it is an ordinary activity."""

NUDGE_SOME = ActivityConfig(
    # A batch takes a fifth of a second, on a busy machine some seconds; a killed worker's is waited out.
    start_to_close_timeout=timedelta(seconds=20),
    retry_policy=_PATIENTLY,
)
"""`nudge_moved`: it speaks to the clocks' server, so it is an ordinary activity."""
