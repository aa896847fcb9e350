"""Situations are loaded with one query per fact, for any number of claims."""

from collections.abc import Callable
from typing import Any

import pytest

from claims.models import Claim, User
from claims.permissions import Fact, allowed_moves
from claims.selectors.situations import load_situation, load_situations
from claims.services.queue import release_claim, take_claim
from claims.workflow import MOVES
from tests.stories import (
    make_approved_verdict,
    make_detected_claim,
    make_publication,
    make_queued_claim,
    make_submitted_verdict,
    make_taken_claim,
)

Story = Callable[[User, User], Claim]

FACTS: dict[str, tuple[Story, set[Fact]]] = {
    "detected": (lambda edith, _: make_detected_claim(edith), set()),
    "queued": (lambda edith, _: make_queued_claim(edith), {Fact.PUBLICATION}),
    "in_review": (lambda edith, _: make_taken_claim(edith), {Fact.LEASE, Fact.PUBLICATION}),
    "awaiting_approval": (
        lambda edith, _: make_submitted_verdict(edith).claim,
        {Fact.CASE, Fact.SUBMITTED, Fact.PUBLICATION},
    ),
    "approved": (
        lambda edith, mona: make_approved_verdict(edith, mona).claim,
        {Fact.CASE, Fact.SUBMITTED, Fact.PUBLICATION},
    ),
    "published": (lambda edith, mona: make_publication(edith, mona).claim, {Fact.PUBLICATION}),
}
"""For each status, a claim with it, and the facts that decide what a moderator may do with it."""


@pytest.mark.parametrize("status", FACTS)
def test_only_the_facts_that_decide_are_loaded(status: str, edith: User, mona: User) -> None:
    story, facts = FACTS[status]
    claim = story(edith, mona)
    claim.refresh_from_db()
    assert claim.status == status
    assert load_situation(mona, claim, MOVES).loaded == facts


def test_a_list_runs_no_more_queries_than_one_claim(
    edith: User, mona: User, django_assert_max_num_queries: Any
) -> None:
    stories_told = [story for story, _ in FACTS.values()] * 2
    claims = [story(edith, mona) for story in stories_told]
    for claim in claims:
        claim.refresh_from_db()
    with django_assert_max_num_queries(len(Fact)):
        situations = load_situations(mona, claims, MOVES)
    assert list(situations) == [claim.pk for claim in claims]
    moves = {pk: [move.name for move in allowed_moves(mona, it)] for pk, it in situations.items()}
    alone = {
        claim.pk: [move.name for move in allowed_moves(mona, load_situation(mona, claim, MOVES))] for claim in claims
    }
    assert moves == alone


def test_known_facts_are_not_loaded(edith: User, django_assert_num_queries: Any) -> None:
    claim = make_taken_claim(edith)
    lease = claim.leases.get()
    with django_assert_num_queries(0):
        situation = load_situation(edith, claim, ["submit", "release"], lease=lease)
    assert (situation.lease, situation.is_held_by(edith)) == (lease, True)


def test_a_former_holder_is_known(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    release_claim(claim_id=claim.pk, editor=edith)
    take_claim(claim_id=claim.pk, editor=emil)
    claim.refresh_from_db()
    seen_by_edith, seen_by_emil = (load_situation(user, claim, ["submit"]) for user in (edith, emil))
    assert seen_by_edith.lease == seen_by_emil.lease == claim.leases.get(editor=emil)
    assert seen_by_edith.last_own_lease == claim.leases.get(editor=edith)
    assert seen_by_emil.last_own_lease is None
