"""`/metrics` for Prometheus, for whoever has the token. Figures of the service, of nobody in it.

gunicorn's workers write their durations to files of one folder (PROMETHEUS_MULTIPROC_DIR), so any
of them can answer for all; what is counted in the database is the same from each machine.
"""

import hmac
import os
from collections.abc import Callable, Iterable, Iterator
from time import perf_counter
from typing import Any, NamedTuple

from flask import Blueprint, Flask, Response, abort, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10)
_OWN = CollectorRegistry()
SECONDS = Histogram(
    "booster_request_seconds",
    "How long requests took, by route.",
    ("route", "method", "status"),
    buckets=BUCKETS,
    registry=_OWN,
)


class Figure(NamedTuple):
    """One figure with its values by label; a counter's only grow."""

    name: str
    about: str
    label: str
    values: dict[str, float]
    grows: bool = False


Read = Callable[[], Iterable[Figure]]


def init_app(app: Flask, token: str, read: Read) -> None:
    """Measure each request and answer at /metrics; without a token there is neither."""
    if token:
        app.before_request(_begin)
        app.after_request(_measure)
        app.register_blueprint(_blueprint(token, read))


def _begin() -> None:
    g.measured_from = perf_counter()


def _measure(response: Response) -> Response:
    begun = g.get("measured_from")
    if begun is not None:
        status = f"{response.status_code // 100}xx"
        # A caller may make up as many methods as they like: each would be a row for ever.
        method = request.method if request.method in METHODS else "other"
        labels = (request.endpoint or "none", method, status)
        SECONDS.labels(*labels).observe(perf_counter() - begun)
    return response


def _blueprint(token: str, read: Read) -> Blueprint:
    metrics = Blueprint("metrics", __name__)

    @metrics.get("/metrics")
    def figures() -> Response:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(), token.encode()):
            abort(401)
        return Response(
            _durations() + generate_latest(_read(read)), content_type=CONTENT_TYPE_LATEST
        )

    return metrics


def _durations() -> bytes:
    registry = _OWN
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def _read(read: Read) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(_Figures(read))
    return registry


class _Figures(Collector):
    def __init__(self, read: Read) -> None:
        self._read = read

    def describe(self) -> list[Any]:
        return []  # or they would be read once more to be registered

    def collect(self) -> Iterator[Any]:
        for figure in self._read():
            kind = CounterMetricFamily if figure.grows else GaugeMetricFamily
            family = kind(figure.name, figure.about, labels=[figure.label])
            for label, value in figure.values.items():
                family.add_metric([label], value)
            yield family
