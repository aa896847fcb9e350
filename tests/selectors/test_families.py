"""A family holds what people found to be the same, from whichever claim one starts, at a fixed number of queries."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, ClaimRelation, User
from claims.selectors import families
from claims.selectors.families import find_family_ids, get_family, list_suggested_members
from claims.selectors.repeated_claims import join_links
from claims.services.claims import dismiss_claim
from claims.services.matches import confirm_match, suggest_matches_for_claim
from claims.services.relations import confirm_relation, reject_relation, suggest_relations_for_claim
from tests.stories import make_detected_claim, make_match, make_queued_claim, make_relation, make_repetition


def relate(claim: Claim, other: Claim, editor: User, kind: str = "same") -> None:
    """Confirm a relation between a claim and an older one."""
    relation = ClaimRelation.objects.create(claim=claim, other=other, kind=kind, score=0.5)
    confirm_relation(relation_id=relation.pk, editor=editor)


def test_relations_duplicates_and_matches_join_a_family(edith: User) -> None:
    first_match = make_match(edith)
    (second_match,) = suggest_matches_for_claim(claim_id=make_queued_claim(edith).pk)
    for match in (first_match, second_match):
        confirm_match(match_id=match.pk, editor=edith)
    related, duplicate, stranger = make_detected_claim(edith), make_detected_claim(edith), make_detected_claim(edith)
    relate(related, second_match.claim, edith, "number_differs")
    dismiss_claim(claim_id=duplicate.pk, editor=edith, reason="duplicate", duplicate_of=first_match.claim_id)
    relate(stranger, related, edith, "contradicts")
    members = sorted(claim.pk for claim in (first_match.claim, second_match.claim, related, duplicate))
    assert [find_family_ids([pk]) for pk in members] == [members] * 4
    assert find_family_ids([stranger.pk]) == [stranger.pk]


def test_our_verdict_joins_what_matches_it(edith: User, mona: User) -> None:
    checked = make_repetition(edith, mona).other
    other = make_queued_claim(edith)
    match = next(row for row in suggest_matches_for_claim(claim_id=other.pk) if row.fact_check.claim == checked)
    confirm_match(match_id=match.pk, editor=edith)
    assert other.pk in find_family_ids([checked.pk])
    assert checked.pk in find_family_ids([other.pk])


def test_a_family_has_places_numbers_and_verdicts_and_a_rejected_claim_leaves_it(edith: User, mona: User) -> None:
    relation = make_repetition(edith, mona)
    relation.claim.appearances.get().quantities.update(low=500, high=500)
    family = get_family(relation.claim)
    assert family.head == relation.other
    assert [verdict.claim for verdict in family.verdicts] == [relation.other]
    assert [(place.speaker, [number.low for number in place.differing]) for place in family.places] == [
        ("The mayor", []),
        ("The mayor", [500.0]),
    ]
    assert (family.article_count, family.is_cut) == (2, False)
    reject_relation(relation_id=relation.pk, editor=edith)
    assert get_family(relation.claim).claims == [relation.claim]


def test_suggested_members_are_those_beside_the_family(edith: User) -> None:
    relation = make_relation(edith)
    confirm_relation(relation_id=relation.pk, editor=edith)
    newcomer = make_detected_claim(edith)
    suggest_relations_for_claim(claim_id=newcomer.pk)
    rows = list_suggested_members(get_family(relation.other))
    assert {(row.claim, row.other) for row in rows} == {(newcomer, relation.claim), (newcomer, relation.other)}


def test_a_family_is_cut_and_costs_the_same(edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [make_detected_claim(edith) for _ in range(6)]
    relate(claims[1], claims[0], edith)
    with CaptureQueriesContext(connection) as few:
        get_family(claims[0])
    for older, newer in pairwise(claims[1:]):
        relate(newer, older, edith)
    with CaptureQueriesContext(connection) as many:
        assert len(get_family(claims[0]).places) == len(claims)
    assert len(few) == len(many)
    monkeypatch.setattr(families, "MAX_CLAIMS", 4)
    family = get_family(claims[0])
    assert (len(family.claims), family.is_cut) == (4, True)


def test_links_join_numbers_in_any_order() -> None:
    assert join_links([(5, 4), (2, 1), (4, 2), (9, -3)]) == {5: 1, 4: 1, 2: 1, 1: 1, 9: -3, -3: -3}
