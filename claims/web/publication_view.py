"""The template context of `public/verdict.html#verdict`."""

from typing import Any

from claims.models import Publication
from claims.ratings import RATINGS


def describe_publication(publication: Publication) -> dict[str, Any]:
    """Return the publication, its typed page, and its rating with the current label."""
    return {
        "publication": publication,
        "page": publication.content,
        "rated": RATINGS.get(publication.rating),
        "withdrawn": publication.is_gone,
    }
