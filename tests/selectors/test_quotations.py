"""One quotation across the articles of a family: what became of it, and who changed it first."""

from claims.models import User
from claims.quote_drift import Drift
from claims.selectors.families import get_family
from claims.selectors.quotations import align_quotations
from tests.selectors.test_families import relate
from tests.selectors.test_origins import say

TEXTS = (
    "“We planted 300 trees, and more will come”",
    "“We planted 300 trees”",
    "“We planted 900 trees, and more will come”",
    "“We planted 900 trees, and more will come”",
    "“Nobody counted the birds of the town”",
    "300 trees were planted",
)


def test_quotations_are_aligned_with_the_fullest(edith: User) -> None:
    claims = [say(edith, f"Paper {number}") for number in range(len(TEXTS))]
    for claim, text in zip(claims, TEXTS, strict=True):
        claim.appearances.update(exact=text)
    for claim in claims[1:]:
        relate(claim, claims[0], edith)
    (group,) = align_quotations(get_family(claims[0]))
    assert group.full == TEXTS[0].strip("“”")
    assert [(row.place.appearance.claim_id, row.drift, row.is_first) for row in group.quotations] == [
        (claims[0].pk, Drift.VERBATIM, True),
        (claims[1].pk, Drift.SHORTENED, True),
        (claims[2].pk, Drift.ALTERED, True),
        (claims[3].pk, Drift.ALTERED, False),
    ]
