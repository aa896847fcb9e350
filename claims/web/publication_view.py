"""The template context of `public/verdict.html#verdict`, and the path of the page of its source."""

from typing import Any

from django.urls import reverse

from claims.citations import find_citing_sentences
from claims.models import Publication
from claims.selectors.scales import describe_rating
from claims.selectors.sources import PublicSource
from claims.selectors.stored_files import list_removed_files
from claims.services.publication_builder import make_slug


def describe_publication(publication: Publication) -> dict[str, Any]:
    """Return the publication, its page with its headline and what it cites and lacks, and its rating.

    The evidence is in the language of the page, unless this is a translation.
    """
    page = publication.content
    cited = find_citing_sentences(page.justification)
    return {
        "publication": publication,
        "page": page,
        "cited": cited.keys(),
        "evidence_language": page.language,
        "removed_files": list_removed_files(item.file.sha256 for item in page.evidence if item.file),
        "headline": page.headline or publication.claim_text,
        "rated": describe_rating(publication),
        "withdrawn": publication.is_gone,
    }


def source_path(source: PublicSource) -> str:
    """Return the path of the page of a source; the number alone if its name gives no slug."""
    slug = make_slug(source.name)
    return reverse("source", args=[source.id, slug] if slug else [source.id])
