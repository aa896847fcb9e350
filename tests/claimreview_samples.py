"""Reviews of others, as their feeds have them."""

from typing import Any


def claimreview_sample(number: int, claim: str = "", **changes: Any) -> dict[str, Any]:
    """A ClaimReview; two with one number are about one claim on one page."""
    return {
        "@type": "ClaimReview",
        "identifier": f"check-{number}",
        "url": f"https://www.check.example/{number}",
        "claimReviewed": claim or f"The town planted {number} trees.",
        "headline": "We counted",
        "datePublished": "2026-03-05",
        "inLanguage": "en",
        "author": {"@type": "Organization", "name": "The Checkers", "url": "https://www.check.example/"},
        "reviewRating": {"@type": "Rating", "alternateName": "Mostly true"},
        "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "The mayor"}},
        **changes,
    }
