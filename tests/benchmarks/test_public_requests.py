"""The publications benchmark loads a desk with mostly published claims and requests URLs that exist."""

from contextlib import closing
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from benchmarks.http_client import HttpClient, HttpRequest, measure_response_times
from benchmarks.load_desk import load_desk
from benchmarks.public_requests import RequestsByKind, sample_requests
from benchmarks.public_urls import UrlSampler
from claims.log.chain import check_chain
from claims.models import Claim, FactCheck, Publication, SearchTerm
from claims.selectors.publication_log import iterate_log_entries, list_unlogged_publications
from claims.workflow import Status

CLAIMS, FOREIGN_FACT_CHECKS = 200, 30


@pytest.fixture
def kinds(db: None) -> RequestsByKind:
    """Load a small desk and return two requests of each kind."""
    load_desk(CLAIMS, published=0.95, foreign_fact_checks=FOREIGN_FACT_CHECKS)
    return sample_requests(UrlSampler(2))


@pytest.mark.usefixtures("kinds")
def test_most_claims_are_published_and_logged() -> None:
    assert Claim.objects.filter(status__in=[Status.PUBLISHED, Status.WITHDRAWN]).count() == CLAIMS * 0.95
    assert Publication.objects.count() > CLAIMS
    assert list(check_chain(iterate_log_entries())) == []
    assert list_unlogged_publications() == []
    assert FactCheck.objects.filter(claim=None).count() == FOREIGN_FACT_CHECKS
    assert SearchTerm.objects.get(lexeme="").fact_check_count == FactCheck.objects.count()


def test_every_url_returns_200(client: Client, kinds: RequestsByKind) -> None:
    for name, requests in kinds.items():
        cache.clear()
        assert requests, name
        assert {client.get(request.path).status_code for request in requests} == {200}, name


def test_clients_send_requests_until_the_time_is_over(live_server: Any) -> None:
    port, front = live_server.thread.port, HttpRequest("/")
    with closing(HttpClient(port)) as client:
        first = client.send(front)
        cached = client.send(HttpRequest("/", ("If-None-Match", first.headers["etag"])))
    assert (first.status, first.body.split()[0], cached.status) == (200, b"<!doctype", 304)
    assert len(measure_response_times(port, [front], 0.1)) >= 4
    with pytest.raises(ConnectionError, match="404"):
        measure_response_times(port, [HttpRequest("/nowhere/")], 0.1)
