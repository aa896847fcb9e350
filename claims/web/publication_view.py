"""The template context of `public/verdict.html#verdict`."""

from typing import Any

from claims.citations import find_citing_sentences
from claims.models import Publication
from claims.selectors.scales import describe_rating


def describe_publication(publication: Publication) -> dict[str, Any]:
    """Return the publication, its page with its headline and the numbers it cites, and its rating."""
    page = publication.content
    cited = find_citing_sentences(page.justification)
    return {
        "publication": publication,
        "page": page,
        "cited": cited.keys(),
        "headline": page.headline or publication.claim_text,
        "rated": describe_rating(publication),
        "withdrawn": publication.is_gone,
    }
