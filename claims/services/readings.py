"""Stores readings: new claims are created, claims that nobody has worked on are updated, none is deleted."""

from collections.abc import Iterable

from claims import models
from claims.models import Appearance, Article
from claims.models.lengths import length_limit
from claims.nlp import get_language
from claims.nlp.checkworthiness.learned import ClaimScore, DeskWeights
from claims.nlp.reading import Claim, Reading
from claims.nlp.topics import choose_topic
from claims.selectors.claim_alignment import AlignedPair, align_claims
from claims.selectors.topics import get_topic_index
from claims.services.appearance_rows import FILLED_COLUMNS, fill_appearance, replace_details
from claims.services.claim_scores import hold_desk_weights, set_score
from claims.services.lengths import cut_to_field
from claims.statements import STATEMENT_TOO_LONG

READING_CLAIM_FIELDS = (
    "text", "statement", "statement_problem", "promise", "checkable", "checkworthiness", "reasons", "matched", "topic",
)  # fmt: skip
"""The columns of a claim that a reading fills."""


def record_reading(article: Article, facts: Reading) -> bool:
    """Store a reading of a locked article, without its claims. Returns False if it is stored already."""
    _, new = models.Reading.objects.get_or_create(
        article=article,
        text_sha256=article.text_sha256,
        pipeline=facts.pipeline,
        article_version=article.version,
        defaults={"facts": facts.to_json()},
    )
    return new


def apply_reading(article: Article, facts: Reading) -> None:
    """Give a locked article the claims of a reading, and save it.

    A pipeline that reads the article again finds its claims again. A claim that an editor has worked on does not
    change. A claim that the newer pipeline does not find keeps the name of the older one; pages show that it is
    no longer found.
    """
    existing, added = align_claims(article, facts)
    weights = hold_desk_weights()
    _update_appearances(article, existing, facts.pipeline, weights)
    _create_claims(article, added, facts.pipeline, weights)
    article.pipeline, article.notes = facts.pipeline, list(facts.notes)
    if "language" in article.guesses:
        article.language = facts.language
    article.save(update_fields=["pipeline", "language", "notes", "claims_version"])


def _update_appearances(article: Article, pairs: list[AlignedPair], pipeline: str, weights: DeskWeights | None) -> None:
    """Give appearances the name of the pipeline that found them again; update those that nobody has worked on."""
    unedited = [(place, claim) for place, claim in pairs if not place.claim.is_edited]
    for place, claim in unedited:
        fill_appearance(place, article, claim)
        _apply_reading(place.claim, place.exact, claim, weights)
    file_under_topics((place.claim for place, _ in unedited), article)
    for place, _ in pairs:
        place.pipeline = pipeline
    Appearance.objects.bulk_update((place for place, _ in pairs), ["pipeline", *FILLED_COLUMNS])
    models.Claim.objects.bulk_update((place.claim for place, _ in unedited), READING_CLAIM_FIELDS)
    replace_details(unedited)


def _create_claims(article: Article, readings: list[Claim], pipeline: str, weights: DeskWeights | None) -> None:
    """Create claims with their appearances, in bulk: the number of queries does not grow with the article."""
    claims = [
        _apply_reading(models.Claim(reach=article.reach), article.text[row.span.start : row.span.end], row, weights)
        for row in readings
    ]
    file_under_topics(claims, article)
    models.Claim.objects.bulk_create(claims)
    places = [
        fill_appearance(Appearance(claim=claim, article=article, pipeline=pipeline), article, row)
        for claim, row in zip(claims, readings, strict=True)
    ]
    Appearance.objects.bulk_create(places)
    replace_details(list(zip(places, readings, strict=True)))


def file_under_topics(claims: Iterable[models.Claim], article: Article) -> None:
    """Set the topic of claims by their words, without saving."""
    index, rules = get_topic_index(), get_language().topics
    for claim in claims:
        claim.topic_id = choose_topic(index, rules, claim=claim.text, title=article.title)


def claim_wording(passage: str) -> str:
    """Return a passage worded as a claim: “that the dam broke” becomes “The dam broke”."""
    words = " ".join(passage.removeprefix("that ").split())
    return words[:1].upper() + words[1:]


def _apply_reading(claim: models.Claim, text: str, reading: Claim, weights: DeskWeights | None) -> models.Claim:
    claim.text, claim.matched = claim_wording(text), None
    set_score(claim, ClaimScore(reading.score, reading.reasons), weights)
    claim.promise, claim.checkable = reading.is_promise, reading.is_checkable
    claim.statement, claim.statement_problem = statement_of(reading)
    return claim


def statement_of(reading: Claim) -> tuple[str, str]:
    """Return the statement of a claim and the problem with it, of which one is empty. A statement is never cut."""
    statement = reading.statement.text if reading.statement else ""
    if len(statement) > length_limit(models.Claim, "statement"):
        return "", STATEMENT_TOO_LONG
    return statement, "" if statement else cut_to_field(models.Claim, "statement_problem", reading.statement_problem)
