"""``/metrics`` for Prometheus: computed when it is asked for, so that no process counts for itself."""

from collections.abc import Iterator
from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from claims.client_addresses import client_address
from claims.selectors.gauges import Gauge, list_samples
from claims.web.access import public_view
from claims.web.loopback import FORWARDING_HEADERS


class GaugeCollector(Collector):
    """Tells Prometheus the gauges of the desk."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield each gauge with its samples."""
        families: dict[Gauge, GaugeMetricFamily] = {}
        for sample in list_samples():
            gauge = sample.gauge
            labels = [gauge.label] if gauge.label else []
            family = families.setdefault(gauge, GaugeMetricFamily(gauge.name, gauge.description, labels=labels))
            family.add_metric([sample.label] if labels else [], float(sample.value))
        yield from families.values()


@public_view
@never_cache
@require_safe
def prometheus_view(request: HttpRequest) -> HttpResponse:
    """Answer the addresses of METRICS_ALLOWED; for everybody else there is no such page."""
    if not _is_allowed(request):
        raise Http404
    registry = CollectorRegistry(auto_describe=False)
    registry.register(GaugeCollector())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _is_allowed(request: HttpRequest) -> bool:
    """Return whether the client is allowed.

    Behind a proxy that `NUM_PROXIES` does not count, everybody would have the address of the proxy: nobody is allowed.
    """
    forwarded = request.headers.get("X-Forwarded-For", "")
    if not settings.NUM_PROXIES and any(name in request.headers for name in FORWARDING_HEADERS):
        return False
    remote = request.META.get("REMOTE_ADDR") or ""
    try:
        address = ip_address(client_address(remote, forwarded, proxies=settings.NUM_PROXIES))
    except ValueError:
        return False
    return any(address in network for network in settings.METRICS_ALLOWED)
