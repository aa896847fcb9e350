"""A claim finds its fact-check in another language, and what both share is named; nothing else changes for English."""

import io
import json
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from claims.models import Article, Claim, FactCheck, Match, User
from claims.nlp.encoder_table import Encode, EncoderName, list_encoders
from claims.selectors.fact_checks import choose_columns, search_fact_checks
from claims.selectors.heartbeats import connect_to_valkey
from claims.selectors.match_comparison import compare_match
from claims.selectors.text_vectors import TextVectors
from claims.services.heartbeats import record_heartbeats
from claims.services.matches import suggest_matches_for_claim
from claims.services.query_vectors import QUEUE
from claims.services.text_vectors import encode_next_texts, encode_queries
from claims.tasks import encode_query
from tests.stories import import_foreign_fact_check, make_read_article, reword_claim

FRENCH = "La Suède a accueilli 163 000 demandeurs d'asile en 2015"
ENGLISH = "Sweden took in 163,000 asylum seekers in 2015"
OTHERS = {
    "en": [
        "Norway sells more salmon than any other country.",
        "The town planted 300 oak trees.",
        "Crime fell by a fifth.",
    ],
    "fr": ["Les loyers ont doublé dans la capitale.", "Le maire a fermé trois piscines.", "Le gaz coûte plus cher."],
}
pytestmark = pytest.mark.usefixtures("vectors")


def encode_all(encoders: Mapping[EncoderName, Encode] | None = None) -> None:
    while encode_next_texts(list_encoders() if encoders is None else encoders):
        pass


def import_fact_checks(*texts: str, language: str) -> None:
    """Import fact-checks, and others in the same language."""
    others = [text for code in OTHERS for text in OTHERS[code]]
    import_foreign_fact_check(*texts, *others)
    FactCheck.objects.filter(claim_text__in=[*texts, *OTHERS[language[:2]]]).update(language=language)
    FactCheck.objects.exclude(claim_text__in=[*texts, *OTHERS[language[:2]]]).update(
        language="fr" if language == "en" else "en"
    )


def make_claim(editor: User, text: str, language: str) -> Claim:
    article = make_read_article(editor)
    Article.objects.filter(pk=article.pk).update(language=language)
    return reword_claim(Claim.objects.get(appearances__article=article), text)


def list_found(text: str, encoders: Mapping[EncoderName, Encode] | None = None) -> list[str]:
    (vectors,) = encode_queries([text], list_encoders() if encoders is None else encoders)
    return [hit.fact_check.claim_text for hit in search_fact_checks(text, vectors=vectors)]


@pytest.mark.parametrize(
    ("ours", "theirs", "languages"),
    [
        (FRENCH, ENGLISH, ("French", "English")),
        (ENGLISH, FRENCH, ("English", "French")),
    ],
)
def test_a_claim_finds_its_check_in_the_other_language(
    edith: User, client: Client, ours: str, theirs: str, languages: tuple[str, str]
) -> None:
    here, there = languages
    claim = make_claim(edith, ours, here[:2].lower())
    import_fact_checks(theirs, language=there[:2].lower())
    encode_all()
    match = suggest_matches_for_claim(claim_id=claim.pk)[0]
    assert match.fact_check.claim_text == theirs
    assert match.relation == "unclear"  # words of two languages are never called the same
    codes = {reason["code"] for reason in match.reasons}
    assert codes == {"shared_names", "equal_numbers", "equal_dates", "equal_sources", "other_language"}
    assert [reason.to_json() for reason in compare_match(Match.objects.get(pk=match.pk)).reasons] == match.reasons
    client.force_login(edith)
    page = client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert f"Different languages: {here} here, {there} there" in page


def test_a_tag_with_a_country_names_the_language(edith: User) -> None:
    claim = make_claim(edith, ENGLISH, "en")
    import_fact_checks(FRENCH, language="fr-FR")
    encode_all()
    assert suggest_matches_for_claim(claim_id=claim.pk)[0].fact_check.claim_text == FRENCH


def test_another_number_is_named(edith: User) -> None:
    claim = make_claim(edith, "Les loyers ont augmenté de 14 % à Paris en 2024", "fr")
    import_fact_checks("Rents in Paris rose by 9 percent in 2024", language="en")
    encode_all()
    match = suggest_matches_for_claim(claim_id=claim.pk)[0]
    assert {"code": "different_numbers", "ours": "14 %", "theirs": "9 %"} in match.reasons
    assert match.relation == "unclear"


def test_texts_in_english_are_ranked_as_without_the_multilingual_encoder(db: None) -> None:
    texts = [ENGLISH, "Sweden has closed its border to asylum seekers.", "163,000 trees were planted in 2015."]
    import_foreign_fact_check(*texts, *OTHERS["en"])
    encode_all()
    english = {EncoderName.ENGLISH: list_encoders()[EncoderName.ENGLISH]}
    (both,), (alone,) = encode_queries([ENGLISH], list_encoders()), encode_queries([ENGLISH], english)
    assert both.across is not None
    assert search_fact_checks(ENGLISH, vectors=both) == search_fact_checks(ENGLISH, vectors=alone)


def test_without_the_multilingual_encoder_words_and_the_other_vectors_find_what_they_find(db: None) -> None:
    import_fact_checks("Le chien du voisin aboie chaque nuit", language="fr")
    query = "The neighbour's dog barks every night in the street behind our house"
    english = {EncoderName.ENGLISH: list_encoders()[EncoderName.ENGLISH]}
    encode_all(english)
    (vectors,) = encode_queries([query], english)
    assert vectors == TextVectors(vectors.vector, None, "en")
    assert "Le chien du voisin aboie chaque nuit" not in list_found(query, english)
    FactCheck.objects.update(title="Anew")
    encode_all()
    assert list_found(query)[0] == "Le chien du voisin aboie chaque nuit"


def test_the_command_finds_checks_in_other_languages(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    import_fact_checks(ENGLISH, language="en")
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps({"id": 1, "text": FRENCH})))
    out = io.StringIO()
    call_command("match", stdout=out)
    first = json.loads(out.getvalue())["matches"][0]["id"]
    assert FactCheck.objects.get(identifier=first).claim_text == ENGLISH


def test_a_search_in_french_finds_a_check_in_english(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    import_fact_checks(ENGLISH, language="en")
    encode_all()
    connect_to_valkey(settings.REDIS_URL).flushdb()
    record_heartbeats(QUEUE)

    def work(task: str, args: tuple[str, str], **_: Any) -> None:
        encode_query(*args)

    monkeypatch.setattr(current_app, "send_task", work)
    for parameters in ({}, {"languageCode": "en"}):
        answer = client.get("/v1alpha1/claims:search", {"query": FRENCH, **parameters}).json()
        assert answer["claims"][0]["text"] == ENGLISH


@pytest.mark.parametrize(
    ("text_language", "wanted", "columns"),
    [
        ("en", "", {"near_any", "near_foreign"}),
        ("en", "en-GB", {"near_any"}),
        ("en", "fr", {"near_foreign"}),
        ("fr", "", {"near_any", "near_english", "near_foreign"}),
        ("fr", "en", {"near_any", "near_english"}),
        ("fr", "fr-CA", {"near_foreign"}),
        ("en", "el", {"near_any", "near_foreign"}),
        ("el", "el", {"near_any"}),
    ],
)
def test_only_columns_that_can_hold_the_language_are_searched(
    text_language: str, wanted: str, columns: set[str]
) -> None:
    across = None if text_language == "el" else [0.0]
    assert {*choose_columns(TextVectors([0.0], across, text_language), wanted)} == columns
