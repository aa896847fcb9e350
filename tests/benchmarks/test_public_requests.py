"""The benchmark of readers loads a desk on which nearly all is published, and asks it what it can answer."""

from contextlib import closing
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from benchmarks.http_client import HttpClient, HttpRequest, measure_answers
from benchmarks.load_desk import load_desk
from benchmarks.public_requests import RequestsByKind, sample_requests
from benchmarks.public_urls import UrlSampler
from claims.log.chain import check_chain
from claims.models import Claim, FactCheck, Publication, SearchTerm
from claims.selectors.publication_log import iterate_log_entries, list_unlogged_publications
from claims.workflow import Status

CLAIMS, OTHERS = 200, 30


@pytest.fixture
def kinds(db: None) -> RequestsByKind:
    """Two addresses of each kind, on a small desk."""
    load_desk(CLAIMS, published=0.95, foreign_fact_checks=OTHERS)
    return sample_requests(UrlSampler(2))


@pytest.mark.usefixtures("kinds")
def test_nearly_all_is_published_and_logged() -> None:
    assert Claim.objects.filter(status__in=[Status.PUBLISHED, Status.WITHDRAWN]).count() == CLAIMS * 0.95
    assert Publication.objects.count() > CLAIMS
    assert list(check_chain(iterate_log_entries())) == []
    assert list_unlogged_publications() == []
    assert FactCheck.objects.filter(claim=None).count() == OTHERS
    assert SearchTerm.objects.get(lexeme="").fact_check_count == FactCheck.objects.count()


def test_every_address_is_answered(client: Client, kinds: RequestsByKind) -> None:
    for name, requests in kinds.items():
        cache.clear()
        assert requests, name
        assert {client.get(each.path).status_code for each in requests} == {200}, name


def test_programs_ask_until_the_time_is_over(live_server: Any) -> None:
    port, front = live_server.thread.port, HttpRequest("/")
    with closing(HttpClient(port)) as program:
        first = program.ask(front)
        known = program.ask(HttpRequest("/", ("If-None-Match", first.headers["etag"])))
    assert (first.status, first.body.split()[0], known.status) == (200, b"<!doctype", 304)
    assert len(measure_answers(port, [front], 0.1)) >= 4
    with pytest.raises(ConnectionError, match="404"):
        measure_answers(port, [HttpRequest("/nowhere/")], 0.1)
