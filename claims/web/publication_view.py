"""The context in which `public/verdict.html#verdict` shows one publication."""

from typing import Any

from claims.models import Publication
from claims.ratings import RATINGS


def describe_publication(publication: Publication) -> dict[str, Any]:
    """The publication, its typed page, and its rating as it is called now."""
    return {
        "publication": publication,
        "page": publication.content,
        "rated": RATINGS.get(publication.rating),
        "withdrawn": publication.kind == Publication.Kind.WITHDRAWN,
    }
