"""The dates of claims after an edit of the day of publication: "on Tuesday" becomes another day."""

from django.db.models import F

from claims.models import Appearance, Article, Claim
from claims.nlp.reading import Reading
from claims.selectors.article_details import keeps_dates, list_written_statements
from claims.selectors.claim_alignment import AlignedPair, align_claims
from claims.services.appearance_rows import set_times
from claims.services.readings import statement_of

UNREAD_DATES = ["dates"]


def redate_claims(article: Article, facts: Reading) -> int:
    """Give the claims of a locked article the dates and statements of a reading with the new day. Returns their number.

    Claims whose verdict is submitted or published keep theirs, and so do statements that an editor has written. A
    passage chosen by hand that the reading does not find is read by itself.
    """
    pairs, _ = align_claims(article, facts)
    free = [(place, claim) for place, claim in pairs if not keeps_dates(place.claim)]
    _save_dates(free)
    _save_statements(article, free)
    found = [place.pk for place, _ in pairs]
    others = Claim.objects.filter(appearances__in=article.appearances.exclude(pk__in=found)).exclude(
        pk__in=[place.claim_id for place, _ in pairs]
    )
    others.filter(publication=None, unread=[]).update(unread=UNREAD_DATES)
    article.is_redating = False
    article.save(update_fields=["is_redating"])
    return len(free)


def _save_dates(pairs: list[AlignedPair]) -> None:
    for place, claim in pairs:
        set_times(place, claim.times)
    Appearance.objects.bulk_update((place for place, _ in pairs), ["times", "period"])


def _save_statements(article: Article, pairs: list[AlignedPair]) -> None:
    """Store the statements that the new day changes; whoever has such a claim open is told by its version."""
    written, changed = list_written_statements(article), []
    for place, reading in pairs:
        statement = statement_of(reading)
        if place.claim_id not in written and statement != (place.claim.statement, place.claim.statement_problem):
            place.claim.statement, place.claim.statement_problem = statement
            place.claim.matched = None
            changed.append(place.claim)
    Claim.objects.bulk_update(changed, ["statement", "statement_problem", "matched"])
    Claim.objects.filter(pk__in=[claim.pk for claim in changed]).update(version=F("version") + 1)
