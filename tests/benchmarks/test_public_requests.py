"""The benchmark of readers loads a desk on which nearly all is published, and asks it what it can answer."""

from contextlib import closing
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from benchmarks.http_client import HttpClient, HttpQuestion, measure_answers
from benchmarks.load_desk import load_desk
from benchmarks.public_requests import QuestionsByKind, sample_questions
from benchmarks.public_urls import UrlSampler
from claims.log.chain import check_chain
from claims.models import Claim, FactCheck, Publication, SearchTerm
from claims.selectors.publication_log import iterate_log_entries, list_unlogged_publications
from claims.workflow import Status

CLAIMS, OTHERS = 200, 30


@pytest.fixture
def kinds(db: None) -> QuestionsByKind:
    """Two addresses of each kind, on a small desk."""
    load_desk(CLAIMS, published=0.95, others=OTHERS)
    return sample_questions(UrlSampler(2))


@pytest.mark.usefixtures("kinds")
def test_nearly_all_is_published_and_logged() -> None:
    assert Claim.objects.filter(status__in=[Status.PUBLISHED, Status.WITHDRAWN]).count() == CLAIMS * 0.95
    assert Publication.objects.count() > CLAIMS
    assert list(check_chain(iterate_log_entries())) == []
    assert list_unlogged_publications() == []
    assert FactCheck.objects.filter(claim=None).count() == OTHERS
    assert SearchTerm.objects.get(lexeme="").fact_check_count == FactCheck.objects.count()


def test_every_address_is_answered(client: Client, kinds: QuestionsByKind) -> None:
    for name, questions in kinds.items():
        cache.clear()
        assert questions, name
        assert {client.get(each.path).status_code for each in questions} == {200}, name


def test_programs_ask_until_the_time_is_over(live_server: Any) -> None:
    port, front = live_server.thread.port, HttpQuestion("/")
    with closing(HttpClient(port)) as program:
        first = program.ask(front)
        known = program.ask(HttpQuestion("/", ("If-None-Match", first.headers["etag"])))
    assert (first.status, first.body.split()[0], known.status) == (200, b"<!doctype", 304)
    assert len(measure_answers(port, [front], 0.1)) >= 4
    with pytest.raises(ConnectionError, match="404"):
        measure_answers(port, [HttpQuestion("/nowhere/")], 0.1)
