"""Related claims are suggested once, whichever of the two is compared, and the judgement of an editor stays."""

import pytest

from claims.models import Claim, ClaimRelation, Event, User
from claims.refusals import BadValue, NotAllowed
from claims.selectors.desk_notifications import describe_notification, list_notifications
from claims.selectors.relations import MAX_SUGGESTIONS, list_related_claims
from claims.services.claims import accept_claim, dismiss_claim
from claims.services.matches import suggest_matches_for_claim
from claims.services.relations import (
    confirm_relation,
    reject_relation,
    reopen_relation,
    suggest_relations_for_claim,
)
from claims.services.undo import undo_decision
from claims.tasks import suggest_matches
from tests.stories import make_detected_claim, make_publication, make_relation, make_repetition, reword_claim


def kinds_of(claim: Claim) -> list[tuple[int, str]]:
    return [(row.other.pk, row.kind.code) for row in list_related_claims(claim)]


# Suggested -------------------------------------------------------------------------


def test_claims_with_the_same_and_with_other_numbers_are_suggested_once(edith: User) -> None:
    same, other = make_detected_claim(edith), reword_claim(make_detected_claim(edith), "500 trees were planted")
    reword_claim(make_detected_claim(edith), "The governor taxed every bridge.")
    claim = make_detected_claim(edith)
    event = suggest_relations_for_claim(claim_id=claim.pk)
    assert event
    assert [row["kind"] for row in event.data["relations"]] == ["same", "number_differs"]
    expected = [(same.pk, "same"), (other.pk, "number_differs")]
    assert kinds_of(claim) == expected
    assert suggest_relations_for_claim(claim_id=claim.pk) is None
    assert suggest_relations_for_claim(claim_id=same.pk)
    assert kinds_of(claim) == expected
    assert ClaimRelation.objects.count() == 3


def test_few_relations_are_suggested_and_none_to_dismissed_claims(edith: User) -> None:
    claims = [make_detected_claim(edith) for _ in range(MAX_SUGGESTIONS + 2)]
    for claim in claims[1:4]:
        dismiss_claim(claim_id=claim.pk, editor=edith, reason="trivial")
    accept_claim(claim_id=claims[0].pk, editor=edith)
    suggest_relations_for_claim(claim_id=claims[-1].pk)
    assert {pk for pk, _ in kinds_of(claims[-1])} == {claim.pk for claim in (claims[0], *claims[4:-1])}
    assert len(kinds_of(claims[-1])) <= MAX_SUGGESTIONS


def test_outdated_suggestions_are_deleted_and_judged_relations_stay(edith: User) -> None:
    older, judged, claim = (make_detected_claim(edith) for _ in range(3))
    suggest_relations_for_claim(claim_id=claim.pk)
    confirm_relation(relation_id=ClaimRelation.objects.get(other=judged).pk, editor=edith)
    reword_claim(claim, "The governor taxed every bridge.")
    event = suggest_relations_for_claim(claim_id=claim.pk)
    assert event
    assert event.data == {"relations": [], "removed": 1}
    assert kinds_of(claim) == [(judged.pk, "same")]
    assert kinds_of(older) == []


def test_the_task_relates_claims_before_they_count_as_compared(edith: User) -> None:
    make_detected_claim(edith)
    claim = make_detected_claim(edith)
    suggest_matches()
    assert ClaimRelation.objects.get().claim == claim
    suggest_matches()
    assert Event.objects.filter(verb="relations.suggested").count() == 1


# Judged ----------------------------------------------------------------------------


def test_an_editor_judges_a_relation_and_reverses_the_judgement(edith: User) -> None:
    relation = make_relation(edith)
    for judge, state in (
        (confirm_relation, "confirmed"), (reject_relation, "rejected"), (confirm_relation, "confirmed"),
        (reopen_relation, "suggested"), (reject_relation, "rejected"),
    ):  # fmt: skip
        event = judge(relation_id=relation.pk, editor=edith)
        relation.refresh_from_db()
        assert event
        assert (relation.state, relation.judged_by) == (state, None if state == "suggested" else edith)
        assert judge(relation_id=relation.pk, editor=edith) is None


def test_another_kind_is_confirmed_and_undone(edith: User) -> None:
    relation = make_relation(edith)
    event = confirm_relation(relation_id=relation.pk, editor=edith, kind="wider")
    assert kinds_of(relation.claim) == [(relation.other_id, "wider")]
    assert kinds_of(relation.other) == [(relation.claim_id, "narrower")]
    assert event
    undo_decision(event_id=event.pk, by=edith)
    relation.refresh_from_db()
    assert (relation.state, relation.kind, relation.judged_by) == ("suggested", "same", None)


def test_a_contributor_judges_nothing_and_an_unknown_kind_is_refused(edith: User, cora: User) -> None:
    relation = make_relation(edith)
    for judge in (confirm_relation, reject_relation, reopen_relation):
        with pytest.raises(NotAllowed):
            judge(relation_id=relation.pk, editor=cora)
    with pytest.raises(BadValue, match="“similar” is not a relation"):
        confirm_relation(relation_id=relation.pk, editor=edith, kind="similar")


# Said again --------------------------------------------------------------------------


def say_again(editor: User, text: str) -> Claim:
    claim = make_detected_claim(editor)
    suggest_relations_for_claim(claim_id=reword_claim(claim, text).pk)
    return claim


def sentences(person: User) -> list[str]:
    return [describe_notification(row) for row in list_notifications(person) if row.kind == "said_again"]


def test_what_is_said_again_with_another_number_notifies_once_with_both(edith: User, mona: User) -> None:
    make_publication(edith, mona)
    claim = say_again(edith, "500 trees were planted")
    quote = "What you checked was said again: “500 trees were planted”"
    assert sentences(edith) == [f"{quote}, with 500 trees instead of 300 trees"]
    suggest_matches_for_claim(claim_id=claim.pk)
    assert claim.matches.exists()
    ClaimRelation.objects.all().delete()
    suggest_relations_for_claim(claim_id=claim.pk)
    assert sentences(edith) == [quote]


def test_what_a_claim_of_the_family_says_again_notifies_the_author(edith: User, mona: User) -> None:
    relation = make_repetition(edith, mona)
    reword_claim(relation.claim, "The parks got many young trees")
    claim = say_again(edith, "The parks got many young trees")
    assert claim.relations_to_older.get().other == relation.claim
    assert "What you checked was said again: “The parks got many young trees”" in sentences(edith)


def test_a_claim_like_an_unchecked_one_notifies_nobody(edith: User) -> None:
    make_relation(edith)
    assert sentences(edith) == []
