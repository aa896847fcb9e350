"""The benchmark of readers loads a desk on which nearly all is published, and asks it what it can answer."""

from contextlib import closing
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from benchmarks.addresses import Addresses
from benchmarks.asking import Program, Question, asked
from benchmarks.loading import load
from benchmarks.readers import Kinds, kinds_of
from claims.log import chain
from claims.models import Claim, Publication, Review, Term
from claims.selectors import log
from claims.workflow import Status

CLAIMS, OTHERS = 200, 30


@pytest.fixture
def kinds(db: None) -> Kinds:
    """Two addresses of each kind, on a small desk."""
    load(CLAIMS, published=0.95, others=OTHERS)
    return kinds_of(Addresses(2))


@pytest.mark.usefixtures("kinds")
def test_nearly_all_is_published_and_logged() -> None:
    assert Claim.objects.filter(status__in=[Status.PUBLISHED, Status.WITHDRAWN]).count() == CLAIMS * 0.95
    assert Publication.objects.count() > CLAIMS
    assert list(chain.check(log.entries())) == []
    assert log.unlogged() == []
    assert Review.objects.filter(claim=None).count() == OTHERS
    assert Term.objects.get(lexeme="").documents == Review.objects.count()


def test_every_address_is_answered(client: Client, kinds: Kinds) -> None:
    for name, questions in kinds.items():
        cache.clear()
        assert questions, name
        assert {client.get(each.path).status_code for each in questions} == {200}, name


def test_programs_ask_until_the_time_is_over(live_server: Any) -> None:
    port, front = live_server.thread.port, Question("/")
    with closing(Program(port)) as program:
        first = program.ask(front)
        known = program.ask(Question("/", ("If-None-Match", first.headers["etag"])))
    assert (first.status, first.body.split()[0], known.status) == (200, b"<!doctype", 304)
    assert len(asked(port, [front], 0.1)) >= 4
    with pytest.raises(ConnectionError, match="404"):
        asked(port, [Question("/nowhere/")], 0.1)
