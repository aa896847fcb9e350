"""The section “Related claims” of a claim's page: relations, numbers that differ, and two keys to judge one."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import ClaimRelation, User
from claims.services.relations import confirm_relation, suggest_relations_for_claim
from tests.stories import make_detected_claim, make_publication, make_queued_claim, make_relation

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def page_of(client: Client, claim_id: int) -> str:
    return client.get(reverse("claim", args=[claim_id])).content.decode()


def post(client: Client, relation: ClaimRelation, claim_id: int, name: str, **words: Any) -> str:
    path = reverse("relation_judge", args=[claim_id, relation.pk, name])
    return client.post(path, words, headers=HTMX).content.decode()


def test_both_claims_show_their_relation(desk: Client, edith: User) -> None:
    relation = make_relation(edith, "500 trees were planted")
    for claim_id, ours, theirs in ((relation.claim_id, 500, 300), (relation.other_id, 300, 500)):
        shown = page_of(desk, claim_id)
        for words in ("Related claims", "the same claim with another number", 'data-key="Y"', 'data-key="N"'):
            assert words in shown
        assert f"Different numbers: {ours} trees here, {theirs} trees there" in shown


def test_without_a_relation_the_section_is_missing(desk: Client, edith: User) -> None:
    assert "Related claims" not in page_of(desk, make_queued_claim(edith).pk)


def test_a_judgement_returns_the_updated_section_with_its_undo(desk: Client, edith: User) -> None:
    relation = make_relation(edith)
    answer = post(desk, relation, relation.claim_id, "confirm")
    assert 'data-state="confirmed"' in answer
    assert "confirmed, judged by Edith" in answer
    assert reverse("undo", args=[relation.claim.events.get(verb="relation.confirmed").pk]) in answer
    assert "Not related (1)" in post(desk, relation, relation.claim_id, "reject")
    assert 'data-state="suggested"' in post(desk, relation, relation.claim_id, "reopen")


def test_a_chosen_kind_is_stored_as_the_newer_claim_sees_it(desk: Client, edith: User) -> None:
    relation = make_relation(edith)
    assert "a wider claim" in post(desk, relation, relation.other_id, "confirm", kind="wider")
    relation.refresh_from_db()
    assert (relation.kind, relation.state) == ("narrower", "confirmed")


def test_a_relation_is_judged_from_its_own_claims_alone(desk: Client, edith: User) -> None:
    relation, stranger = make_relation(edith), make_queued_claim(edith)
    assert desk.post(reverse("relation_judge", args=[stranger.pk, relation.pk, "confirm"])).status_code == 404
    assert desk.post(reverse("relation_judge", args=[relation.claim_id, relation.pk, "love"])).status_code == 404
    assert ClaimRelation.objects.get().state == "suggested"


def test_a_claim_that_was_checked_takes_what_is_said_again(desk: Client, edith: User, mona: User) -> None:
    checked = make_publication(edith, mona).claim
    claim = make_detected_claim(edith)
    suggest_relations_for_claim(claim_id=claim.pk)
    confirm_relation(relation_id=ClaimRelation.objects.get().pk, editor=edith)
    assert f'name="duplicate_of" value="{checked.pk}"' in page_of(desk, claim.pk)
    assert 'name="duplicate_of"' not in page_of(desk, checked.pk)
    desk.post(
        reverse("claim_move", args=[claim.pk, "dismiss"]),
        {"version": claim.version, "reason": "duplicate", "duplicate_of": checked.pk},
    )
    claim.refresh_from_db()
    assert (claim.status, claim.duplicate_of) == ("dismissed", checked)
