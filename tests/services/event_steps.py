"""Steps of the story in which every service leaves one event."""

from typing import Any

from claims.models import ClaimRelation, Source, User
from claims.services.learned_weights import (
    change_choice,
    choose_weights,
    learn_due_weights,
    learn_weights,
    rescore_claims,
    undo_choice,
)
from claims.services.relations import (
    confirm_relation,
    reject_relation,
    reopen_relation,
    suggest_missing_relations,
    suggest_relations_for_claim,
)
from claims.services.sources import (
    add_source_role,
    distinguish_sources,
    merge_sources,
    remove_source_role,
    set_source_number,
    split_source,
)
from claims.services.translation_drafts import discard_translation
from claims.services.translations import (
    begin_translation,
    publish_translation,
    recall_translation,
    save_translation,
    send_back_translation,
    submit_translation,
    withdraw_translation,
)
from tests.learning_stories import make_decided_claims
from tests.services.event_scenario import EventScenario
from tests.stories import make_detected_claim, make_publication
from tests.translation_stories import FRENCH


def relation_steps(story: EventScenario, edith: User) -> None:
    """Suggest a relation between claims and judge it."""
    older, newer = (make_detected_claim(edith) for _ in range(2))
    story(suggest_relations_for_claim, claim_id=newer.pk)
    ClaimRelation.objects.all().delete()
    story(suggest_missing_relations, claim_id=newer.pk)
    relation = ClaimRelation.objects.get(claim=newer, other=older)
    for judge in (confirm_relation, reject_relation, reopen_relation):
        story(judge, relation_id=relation.pk, editor=edith)


def source_steps(story: EventScenario, edith: User) -> None:
    """Merge and split sources and describe one."""
    first, second = (Source.objects.create(name=name, key=Source.key_of(name)) for name in ("IFS", "Fiscal Studies"))
    story(distinguish_sources, source_id=second.pk, other_id=first.pk, editor=edith)
    story(merge_sources, source_id=first.pk, into_id=second.pk, editor=edith)
    story(split_source, source_id=first.pk, editor=edith)
    story(set_source_number, source_id=first.pk, external_id="Q1", editor=edith)
    role = story(add_source_role, source_id=first.pk, title="Adviser", editor=edith)
    story(remove_source_role, role_id=role.pk, editor=edith)


def learning_steps(story: EventScenario, edith: User, mona: User) -> None:
    """Teach the reader twice, choose its weights, and score claims by them."""
    make_decided_claims(edith, 220)
    story(learn_due_weights)
    make_decided_claims(edith, 20, seed=1)
    story(learn_weights)
    story(choose_weights, by=mona, weights=None, follows=False)
    story(change_choice, by=mona, changes={"follows": True})
    story(undo_choice, by=mona)
    story(rescore_claims)


def translation_steps(story: EventScenario, edith: User, mona: User) -> None:
    """Bring a translation to readers, with a way back twice, and withdraw it."""
    about: dict[str, Any] = {"claim_id": make_publication(edith, mona).claim_id, "language": "fr"}
    begin_translation(**about, editor=edith)
    story(discard_translation, **about, editor=edith)
    story(begin_translation, **about, editor=edith)
    story(save_translation, **about, editor=edith, version=1, texts=FRENCH)
    story(submit_translation, **about, editor=edith)
    story(recall_translation, **about, editor=edith)
    submit_translation(**about, editor=edith)
    story(send_back_translation, **about, moderator=mona, reason="The title is too long.")
    submit_translation(**about, editor=edith)
    story(publish_translation, **about, moderator=mona)
    story(withdraw_translation, **about, moderator=mona, reason="It says the contrary.")
