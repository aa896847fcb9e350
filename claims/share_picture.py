"""The picture that other sites show for a link to a verdict: what it says, and its address.

It is a function of the frozen publication page, so that it can be drawn again at any time.
"""

import hashlib
import json
from dataclasses import dataclass

from claims.json_data import JsonData
from claims.publication_page import PublicationPage
from claims.ratings import NO_TONE, RATINGS

WIDTH_PIXELS, HEIGHT_PIXELS = 1200, 630
DRAWING_VERSION = 1
"""Raised when the picture is drawn in another way, which changes all addresses."""
DIGEST_DIGITS = 16


@dataclass(frozen=True, slots=True)
class SharePicture(JsonData):
    """What the picture says; `tone` is the colour of the rating, `symbol` its own sign, if it has one."""

    label: str
    tone: str
    headline: str
    desk: str
    symbol: str = ""

    @property
    def digest(self) -> str:
        """The hash of the content, for the address."""
        content = json.dumps([DRAWING_VERSION, self.to_json()], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:DIGEST_DIGITS]


def describe_picture(page: PublicationPage, headline: str) -> SharePicture:
    """Return what the picture of a publication says; `headline` stands for that of a page without one."""
    standard = RATINGS.get(page.rating)
    tone = page.rated.tone if page.rated else standard.tone if standard else NO_TONE
    symbol = page.rated.symbol if page.rated else ""
    return SharePicture(page.rating_label, tone, page.headline or headline, page.desk.name, symbol)


def picture_address(verdict_address: str, revision: int, picture: SharePicture) -> str:
    """Return the address of a picture below that of its verdict without a slug."""
    return f"{verdict_address}pictures/{revision}-{picture.digest}.png"
