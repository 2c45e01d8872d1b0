"""`/api/metrics`: numbers for Prometheus, counted when asked for. Sums only; the proxy decides who reaches it."""

from collections.abc import Iterable, Mapping

from fastapi import APIRouter
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from api.deps import AtDesk
from storage.views.gauges import Gauges, gauges

router = APIRouter(prefix="/api", tags=["system"])


class _Counted(Collector):
    """The gauges of one instant as families."""

    def __init__(self, found: Gauges) -> None:
        self._found = found

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Each number under its name."""
        found = self._found
        yield _family("assignments", "Assignments by work state", "work", found.assignments)
        yield _family("steps", "Steps by state", "state", found.steps)
        yield _family("steps_settled", "Settled steps by who took them", "by", found.taken_by)
        yield _family("notices", "Notices by state", "state", found.notices)
        yield _family("messages", "Messages by state", "state", found.messages)
        yield _family("evidence", "Files by state", "state", found.evidence)
        yield _one("messages_unknown", "Handed over without an answer", found.unknown)
        yield _one("events", "Number of the last event", found.events)
        yield _one("relay_lag_events", "Events the clocks were not yet told of", found.relay_lag)
        yield _one("oldest_due_step_seconds", "Age of the oldest step that is due", found.oldest_due_seconds)
        yield _one(
            "clocks_apart_seconds", "Most by which clocks differ; 0 within five seconds", found.clocks_apart_seconds
        )


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def metrics(desk: AtDesk) -> Response:
    """Steps, notices, messages and files by state, the share of the round, the lag of the relay."""
    with desk.memory.reading() as session:
        found = gauges(session, desk.clock())
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Counted(found))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


def _family(name: str, said: str, label: str, values: Mapping[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"dondoc_{name}", said, labels=[label])
    for value, number in sorted(values.items()):
        family.add_metric([value], number)
    return family


def _one(name: str, said: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"dondoc_{name}", said, value=value)
