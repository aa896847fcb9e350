"""The desk sets up its own scale; what was published keeps the scale that it was made with."""

import json
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from claims.models import Claim, Publication, Scale, User, Verdict, Webhook
from claims.permissions.refusals import RoleTooLow
from claims.rating_scales import MAX_POINTS, ScalePoint, points_of_template
from claims.refusals import BadValue, VerdictIncomplete
from claims.selectors.feeds import FeedFilter, list_feed_publications
from claims.selectors.metrics import get_metric_table
from claims.selectors.publications import get_revision, list_current_publications
from claims.selectors.scales import describe_rating, get_current_scale, list_scales
from claims.services.moderation import approve_verdict
from claims.services.publications import publish_verdict
from claims.services.redactions import redact_passage
from claims.services.scales import change_scale
from claims.services.verdicts import begin_correction, save_draft, submit_verdict
from claims.services.webhooks import create_webhook
from claims.tasks import compute_metrics
from tests.stories import (
    make_publication,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
    newest_publication,
    newest_verdict,
)

SIX, TWO = (points_of_template(name, ["en"]) for name in ("six", "two"))


def publish_with(claim: Claim, editor: User, moderator: User) -> Publication:
    submit_verdict(claim_id=claim.pk, editor=editor)
    approve_verdict(claim_id=claim.pk, moderator=moderator)
    publish_verdict(claim_id=claim.pk, moderator=moderator)
    return newest_publication(claim.pk)


def publish_in_words(editor: User, moderator: User, words: str, rating: str = "") -> Publication:
    claim = make_taken_claim(editor)
    draft = make_written_draft(claim, editor, rating=rating)
    texts = {name: getattr(draft, name) for name in ("summary", "justification")}
    save_draft(claim_id=claim.pk, editor=editor, version=draft.version, rating=rating, rating_words=words, **texts)
    return publish_with(claim, editor, moderator)


def read_rating(publication: Publication) -> dict[str, Any]:
    rating: dict[str, Any] = json.loads(publication.document)["reviewRating"]
    return {name: rating.get(name) for name in ("alternateName", "ratingValue", "worstRating", "bestRating")}


def test_a_verdict_on_the_own_scale_has_its_label_number_and_canonical_rating(
    ada: User, edith: User, mona: User
) -> None:
    change_scale(by=ada, points=SIX)
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith, rating="made_up")
    published = publish_with(claim, edith, mona)
    assert (published.rating, published.rating_label, published.canonical) == ("made_up", "Made up", "false")
    assert read_rating(published) == {
        "alternateName": "Made up", "ratingValue": 0, "worstRating": 0, "bestRating": 5,
    }  # fmt: skip
    rated = published.content.rated
    assert rated
    assert (rated.scale, rated.picture, rated.tone, rated.meaning[:18]) == (2, "dial_0", "false", "The claim is false")


def test_a_point_without_a_number_has_that_of_its_canonical_rating(ada: User, edith: User, mona: User) -> None:
    change_scale(by=ada, points=TWO)
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith, rating="wrong")
    assert read_rating(publish_with(claim, edith, mona)) == {
        "alternateName": "Wrong", "ratingValue": 1, "worstRating": 1, "bestRating": 5,
    }  # fmt: skip


def test_publications_keep_the_scale_they_were_made_with(ada: User, edith: User, mona: User) -> None:
    old = make_publication(edith, mona)
    page, document = old.page, old.document
    change_scale(by=ada, points=[replace(point, labels={"en": f"New {point.code}"}) for point in SIX])
    old.refresh_from_db()
    point = describe_rating(old)
    assert point
    assert (point.label, old.page, old.document) == ("Mostly true", page, document)


def test_a_draft_on_an_earlier_scale_is_asked_to_choose_again(ada: User, edith: User) -> None:
    claim = make_taken_claim(edith)
    draft = make_written_draft(claim, edith, rating="true")
    change_scale(by=ada, points=SIX)
    with pytest.raises(VerdictIncomplete) as refusal:
        submit_verdict(claim_id=claim.pk, editor=edith)
    assert refusal.value.facts["missing"] == ["current_scale"]
    texts = {"summary": "All of them.", "justification": draft.justification}
    draft = save_draft(claim_id=claim.pk, editor=edith, version=draft.version, rating=None, **texts)
    assert (draft.rating, draft.scale) == ("true", None)
    draft = save_draft(claim_id=claim.pk, editor=edith, version=draft.version, rating="true", **texts)
    assert (draft.rating, draft.scale) == ("true", Scale.objects.get())
    submit_verdict(claim_id=claim.pk, editor=edith)


def test_a_verdict_that_waits_when_the_scale_changes_goes_out_on_its_own(ada: User, edith: User, mona: User) -> None:
    claim = make_submitted_verdict(edith).claim
    change_scale(by=ada, points=TWO)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    publish_verdict(claim_id=claim.pk, moderator=mona)
    published = newest_publication(claim.pk)
    assert (published.scale, published.rating, published.rating_label) == (None, "mostly_true", "Mostly true")
    begin_correction(claim_id=claim.pk, editor=edith, reason="It was said otherwise.")
    with pytest.raises(VerdictIncomplete) as refusal:
        submit_verdict(claim_id=claim.pk, editor=edith)
    assert "current_scale" in str(refusal.value.facts["missing"])


def test_a_desk_without_a_scale_rates_in_own_words(ada: User, edith: User, mona: User) -> None:
    change_scale(by=ada, points=())
    plain = publish_in_words(edith, mona, "Nobody counted")
    mapped = publish_in_words(edith, mona, "Two trees short", rating="mostly_true")
    assert read_rating(plain) == {
        "alternateName": "Nobody counted", "ratingValue": None, "worstRating": None, "bestRating": None,
    }  # fmt: skip
    assert read_rating(mapped) == {
        "alternateName": "Two trees short", "ratingValue": 4, "worstRating": 1, "bestRating": 5,
    }  # fmt: skip
    assert [(row.rating_label, row.canonical) for row in (plain, mapped)] == [
        ("Nobody counted", ""), ("Two trees short", "mostly_true"),
    ]  # fmt: skip
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith, rating="true")
    with pytest.raises(VerdictIncomplete) as refusal:
        submit_verdict(claim_id=claim.pk, editor=edith)
    assert refusal.value.facts["missing"] == ["rating"]


def test_words_that_are_taken_out_leave_a_rating_in_own_words_too(ada: User, edith: User, mona: User) -> None:
    change_scale(by=ada, points=())
    published = publish_in_words(edith, mona, "Lima made it up")
    redact_passage(claim_id=published.claim_id, passage="Lima", reason="request", by=ada)
    first, newest = get_revision(published.claim_id, 1), newest_publication(published.claim_id)
    assert [row.rating_label for row in (first, newest)] == ["[removed] made it up"] * 2
    assert "Lima" not in first.document + json.dumps(first.page)
    assert newest_verdict(published.claim_id).rating_words == "[removed] made it up"


def test_filters_take_points_and_canonical_ratings_of_every_version(ada: User, edith: User, mona: User) -> None:
    old = make_publication(edith, mona)
    change_scale(by=ada, points=SIX)
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith, rating="made_up")
    made_up = publish_with(claim, edith, mona)
    found = {code: [*list_current_publications(rating=code)] for code in ("mostly_true", "made_up", "false", "true")}
    assert found == {"mostly_true": [old], "made_up": [made_up], "false": [made_up], "true": []}
    for code, rows in found.items():
        assert list_feed_publications(FeedFilter(rating=code)) == rows
        assert [*list_current_publications(rating=code, query="trees")] == rows
    compute_metrics()
    assert get_metric_table("ratings-by-source", 30).rows == [("The mayor", 0, 1, 0, 0, 0, 1, 0, 2)]


def test_a_webhook_is_filtered_by_a_point_of_any_version(ada: User, edith: User) -> None:
    change_scale(by=ada, points=SIX)
    create = partial(create_webhook, owner=edith, events=["verdict.published"])
    create(url="https://reader.example/made-up", rating="made_up")
    create(url="https://reader.example/misleading", rating="misleading")
    with pytest.raises(BadValue, match="“purple”"):
        create(url="https://reader.example/purple", rating="purple")
    with pytest.raises(DatabaseError, match="no scale has the rating"), transaction.atomic():
        Webhook.objects.update(rating="purple")


def test_each_process_sees_a_new_version_at_once(ada: User) -> None:
    """Another process writes a row; nothing here is told of it."""
    assert get_current_scale().number == 1
    for number, points in ((2, SIX), (3, TWO)):
        Scale.objects.create(number=number, points=[point.to_json() for point in points], created_by=ada)
        assert [scale.number for scale in list_scales()] == [*range(number, 0, -1)]
        assert get_current_scale().points == points


def test_only_an_admin_changes_the_scale(mona: User) -> None:
    with pytest.raises(RoleTooLow):
        change_scale(by=mona, points=SIX)


LABEL = {"en": "Right"}
BAD_POINTS: dict[str, tuple[dict[str, Any], str]] = {
    "no canonical rating": ({"canonical": "nearly"}, "canonical"),
    "a code with spaces": ({"code": "so so"}, "small letters"),
    "a canonical code for another rating": ({"code": "half_true"}, "no other one"),
    "no colour": ({"tone": "pink"}, "colour"),
    "no such picture": ({"picture": "cat", "symbol": ""}, "picture"),
    "symbol and picture": ({"picture": "check", "symbol": "x"}, "or a picture"),
    "a symbol of markup": ({"symbol": "<script>x"}, "visible characters"),
    "a reversing symbol": ({"symbol": "\u202e"}, "visible characters"),
    "a large number": ({"value": 100}, "between"),
    "no label": ({"labels": {"fr": "Vrai"}}, "language of the desk"),
    "a long label": ({"labels": {"en": "w" * 41}}, "40 characters"),
    "a long meaning": ({"meanings": {"en": "w" * 201}}, "200 characters"),
}


@pytest.mark.parametrize("case", BAD_POINTS)
def test_a_bad_point_is_refused_by_name(ada: User, case: str) -> None:
    change, reason = BAD_POINTS[case]
    point = replace(ScalePoint("right", "true", "true", LABEL), **change)
    with pytest.raises(BadValue, match=reason) as refusal:
        change_scale(by=ada, points=[point, TWO[1]])
    name = point.labels.get("en", point.code)[:40]
    assert f"“{name}”" in str(refusal.value)
    assert not Scale.objects.exists()


def test_points_that_are_no_scale_are_refused(ada: User) -> None:
    many = [replace(TWO[0], code=f"point_{number}") for number in range(MAX_POINTS + 1)]
    one_number = [replace(TWO[0], value=1), TWO[1]]
    for points, reason in ((TWO[:1], "two points"), ((TWO[0], TWO[0]), "“correct”"), (many, "10"),
                           (one_number, "different numbers")):  # fmt: skip
        with pytest.raises(BadValue, match=reason):
            change_scale(by=ada, points=points)
    change_scale(by=ada, points=TWO)
    with pytest.raises(BadValue, match="current scale"):
        change_scale(by=ada, points=TWO)


def test_the_database_keeps_versions_and_ratings(ada: User, edith: User) -> None:
    change_scale(by=ada, points=SIX)
    scale, draft = Scale.objects.get(), make_taken_claim(edith).verdicts.get()
    verdict = Verdict.objects.filter(pk=draft.pk)
    verdict.update(scale=scale, rating="made_up")
    for break_it in (
        lambda: Scale.objects.update(points=[]),
        scale.delete,
        lambda: verdict.update(rating="misleading"),
        lambda: verdict.update(rating_words="So so"),
        lambda: verdict.update(scale=None),
        lambda: Scale.objects.create(number=1, created_by=ada),
        lambda: Scale.objects.create(number=2, created_by=ada),
        lambda: Scale.objects.create(number=3, created_by=ada, points=[{**SIX[0].to_json(), "canonical": "x"}]),
        lambda: Scale.objects.create(number=3, created_by=ada, points=[{**SIX[0].to_json(), "tone": None}]),
        lambda: Scale.objects.create(number=3, created_by=ada, points=[{**SIX[0].to_json(), "code": "false"}]),
        lambda: Scale.objects.create(number=3, created_by=ada, points=[SIX[0].to_json()] * 2),
        lambda: Scale.objects.create(number=3, created_by=ada, points={"code": "true"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            break_it()
    assert (Scale.objects.count(), verdict.get().rating) == (1, "made_up")
