"""The template context of `public/verdict.html#verdict`."""

from typing import Any

from claims.citations import find_citing_sentences
from claims.models import Publication
from claims.ratings import RATINGS
from claims.selectors.stored_files import list_removed_files


def describe_publication(publication: Publication) -> dict[str, Any]:
    """Return the publication, its page with its headline, what it cites and lacks, and its rating as labelled now."""
    page = publication.content
    cited = find_citing_sentences(page.justification)
    return {
        "publication": publication,
        "page": page,
        "cited": cited.keys(),
        "removed_files": list_removed_files(item.file.sha256 for item in page.evidence if item.file),
        "headline": page.headline or publication.claim_text,
        "rated": RATINGS.get(publication.rating),
        "withdrawn": publication.is_gone,
    }
