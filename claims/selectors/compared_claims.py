"""Claims as the comparison takes them, with what the desk has read of them."""

from collections.abc import Iterable

from claims.models import Appearance, Claim
from claims.nlp.comparison import ComparedClaim


def describe_claims(claims: Iterable[Claim]) -> dict[int, ComparedClaim]:
    """Return each claim by its id, with day, language, source and numbers of its first appearance: three queries.

    A source that is only a pronoun is none.
    """
    rows = list(claims)
    places = Appearance.objects.select_related("article").defer("article__text", "article__positions")
    first = places.filter(claim__in=rows).order_by("claim_id", "pk").distinct("claim_id")
    found = {place.claim_id: place for place in first.prefetch_related("attributions", "quantities")}
    return {claim.pk: _describe_claim(claim, found[claim.pk]) for claim in rows}


def _describe_claim(claim: Claim, place: Appearance) -> ComparedClaim:
    article, asserting = place.article, next(iter(place.attributions.all()), None)
    return ComparedClaim(
        claim.headline,
        language=article.language,
        day=article.published or article.created.date(),
        source=asserting.name if asserting and not asserting.unresolved else "",
        quantities=list(place.quantities.all()),
    )
