"""The numbers of a verdict beside those of other sources, and their chart."""

from collections.abc import Sequence

from django.urls import reverse

from claims.disputes import DisputePoint, find_dispute
from claims.models import Publication
from claims.selectors.disputes import list_further_points, list_official_points, list_publication_points
from claims.selectors.duplicates import FurtherAppearance
from claims.web.dispute_charts import Dispute, draw_dispute


def find_verdict_numbers(publication: Publication, further: Sequence[FurtherAppearance]) -> list[DisputePoint]:
    """Return the numbers of a verdict, of the articles beside it, and of confirmed official figures."""
    points = list_publication_points([publication]) + list_further_points(further)
    if not points:
        return []
    last = max(point.day for point in points)
    return find_dispute(points, list_official_points(publication.claim_id, last))


def draw_verdict_numbers(publication: Publication, further: Sequence[FurtherAppearance]) -> Dispute | None:
    """Draw the numbers of a verdict; None if one source gave one number on one day."""
    paths = (reverse(name, args=[publication.claim_id]) for name in ("verdict_numbers", "embed_numbers"))
    csv_url, card_url = paths
    return draw_dispute(find_verdict_numbers(publication, further), csv_url=csv_url, card_url=card_url)
