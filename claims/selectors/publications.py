"""Publications: current revisions of all verdicts, search, and all revisions of one verdict."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast, Now

from claims.models import Claim, Publication
from claims.models.publication import claimant_key
from claims.refusals import require_found
from claims.selectors.fact_checks import search_ours
from claims.selectors.removals import VerdictRemoved
from claims.selectors.scales import rating_condition
from claims.selectors.source_names import list_source_names
from claims.selectors.topics import find_topic_id

Kind = Publication.Kind
PAGE_ROWS = 20
RECENT_DAYS, RECENT_ROWS = 7, 5
"""How old the changes on the front page may be, and how many there are."""


def list_current_publications(
    *, query: str = "", rating: str = "", source: str = "", topic: str = "", language: str = ""
) -> QuerySet[Publication]:
    """Return the current revisions that are not withdrawn, newest first; with a query, the matching ones.

    Matches come best first, in the order of `place`. `source` is a name in any spelling, `topic` a slug. With a
    `language`, these are the verdicts written in it and the translations into it, else the originals. A query finds a
    verdict by its words in any language; without a `language`, a translation whose words alone match is returned.
    """
    found = search_ours(query, rating=rating) if query.strip() else None
    publications = _list_current(language) if found is None else _list_found(found, language)
    publications = publications.exclude(kind__in=Publication.GONE_KINDS)
    publications = filter_publications(publications, source=source, topic=topic)
    if found is None:
        return filter_publications(publications, rating=rating).order_by("-id")
    place = Func(Value([*found], ArrayField(BigIntegerField())), F("claim_id"), function="array_position")
    return publications.annotate(place=Cast(place, IntegerField())).order_by("place")


def _list_current(language: str) -> QuerySet[Publication]:
    """Return the current revisions of originals, or in a language those of originals and translations."""
    if not language:
        return Publication.objects.filter(current_of__isnull=False)
    is_current = Q(current_of__isnull=False) | Q(current_translation__isnull=False)
    return Publication.objects.filter(is_current, language=language)


def _list_found(found: Mapping[int, int | None], language: str) -> QuerySet[Publication]:
    """Return the current revisions of what `search_ours` found, or in a language those of the same claims."""
    if language:
        return _list_current(language).filter(claim__in=found)
    originals = [claim for claim, translation in found.items() if translation is None]
    translations = [translation for translation in found.values() if translation is not None]
    is_found = Q(current_of__in=originals) | Q(current_translation__in=translations)
    return Publication.objects.filter(is_found, claim__in=found)


def filter_publications(
    publications: QuerySet[Publication], *, rating: str = "", source: str = "", topic: str = ""
) -> QuerySet[Publication]:
    """Return the publications with a rating, a claimant under any of its names, and a topic.

    What is empty does not filter. With a source this runs a query, for its other names.
    """
    publications = publications.filter(**rating_condition(rating))
    if source:
        publications = filter_by_claimant(publications, list_source_names(source))
    return publications.filter(claim__topic=find_topic_id(topic)) if topic else publications


def filter_by_claimant(publications: QuerySet[Publication], names: Sequence[str]) -> QuerySet[Publication]:
    """Return the publications on what somebody said, under any of the names in any spelling."""
    keys = [claimant_key(Value(name)) for name in names]
    return publications.alias(source=claimant_key(F("claimant"))).filter(source__in=keys)


def list_headlines(*, query: str = "", rating: str = "", source: str = "", topic: str = "") -> QuerySet[Publication]:
    """Return `list_current_publications` without the fields that only the page of a verdict shows."""
    rows = list_current_publications(query=query, rating=rating, source=source, topic=topic)
    return rows.defer("document", "page")


def list_changes() -> QuerySet[Publication]:
    """Return every revision that corrected, withdrew, redacted or removed a verdict, newest first.

    What changed in a translation stands on its own page and in the feed of its language.
    """
    rows = Publication.objects.filter(translation__isnull=True).exclude(kind=Kind.PUBLISHED)
    return rows.defer("document", "page").order_by("-id")


def list_recent_changes() -> list[Publication]:
    """Return the changes of the last `RECENT_DAYS`, newest first, up to `RECENT_ROWS`."""
    return list(list_changes().filter(published__gte=Now() - timedelta(days=RECENT_DAYS))[:RECENT_ROWS])


def list_revisions(claim_id: int) -> QuerySet[Publication]:
    """Return every revision of a verdict, newest first; raises `NotFound` if there is none."""
    publications = Publication.objects.filter(claim_id=claim_id).order_by("-revision")
    _require_shown(publications.only("kind", "note").first())
    return publications


def list_newest_revisions(claim_id: int, language: str = "") -> list[Publication]:
    """Return the newest revisions of a verdict or its translation, up to 200; raises `NotFound` if there is none."""
    rows = Publication.objects.filter(claim_id=claim_id, translation__isnull=not language)
    rows = rows.filter(language=language) if language else rows
    publications = list(rows.order_by("-revision")[:200])
    _require_shown(publications[0] if publications else None)
    return publications


def get_newest_publication(claim_id: int) -> Publication:
    """Return the current publication of a claim, which may be a withdrawal."""
    return _require_shown(Publication.objects.filter(current_of=claim_id).first())


def get_valid_version(claim_id: int, language: str) -> Publication:
    """Return the current revision of a verdict, or of its translation into a language unless that is behind."""
    if not language:
        return get_newest_publication(claim_id)
    is_asked = Q(current_of__isnull=False) | Q(current_translation__language=language)
    rows = Publication.objects.filter(is_asked, claim=claim_id).select_related("current_translation")
    versions = {row.translation_id is None: row for row in rows}
    translated = _require_shown(versions.get(False))
    return versions[True] if translated.current_translation.behind_since else translated


def get_revision(claim_id: int, number: int) -> Publication:
    """Return a revision as published."""
    publication = require_found(Publication.objects.filter(claim_id=claim_id, revision=number).first())
    check_verdict_not_removed(claim_id)
    return publication


def check_verdict_not_removed(claim_id: int) -> None:
    """Refuse to show anything of a verdict that an admin has removed."""
    _require_shown(Publication.objects.filter(claim_id=claim_id).only("kind", "note").order_by("-revision").first())


def _require_shown(newest: Publication | None) -> Publication:
    """Return the newest revision; raises `NotFound` for none, `VerdictRemoved` with the reason for a removal."""
    publication = require_found(newest)
    if publication.kind == Kind.REMOVED:
        raise VerdictRemoved(publication.note)
    return publication


def list_due_claim_ids(limit: int = 100) -> list[int]:
    """Return the claims whose publication or withdrawal has waited long enough, by the clock of the database."""
    due = Claim.objects.filter(goes_out__lte=Now()).order_by("goes_out", "id")
    return list(due.values_list("pk", flat=True)[:limit])
