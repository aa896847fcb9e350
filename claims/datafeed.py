"""Writes verdicts as a schema.org DataFeed (https://schema.org/DataFeed) of ClaimReviews, in parts.

The feed contains the documents as they were published, to the byte. A withdrawn verdict is an item with
`dateDeleted` and without a rating.
"""

import json
from datetime import datetime

from claims.claimreview import serialize_json_ld

WITHHELD_KEYS = frozenset({"abstract", "citation", "reviewBody", "reviewRating"})
"""Keys that are left out of a withdrawn verdict."""

CLOSING_TEXT = "]}"


def format_opening(*, name: str, url: str, version: int, modified: datetime | None) -> str:
    """Return the feed up to its first item. `version` is the sequence number of the newest log entry in it."""
    feed = {"@context": "https://schema.org", "@type": "DataFeed", "name": name, "url": url, "version": version}
    dated = feed | ({"dateModified": modified.isoformat(timespec="seconds")} if modified else {})
    return serialize_json_ld(dated)[:-1] + ',"dataFeedElement":['


def format_element(document: str, *, modified: datetime, withdrawn: bool) -> str:
    """Return the item of one verdict."""
    at = modified.isoformat(timespec="seconds")
    dates = {"dateModified": at, "dateDeleted": at} if withdrawn else {"dateModified": at}
    item = format_tombstone(document) if withdrawn else document
    return serialize_json_ld({"@type": "DataFeedItem", **dates})[:-1] + f',"item":[{item}]}}'


def format_tombstone(document: str) -> str:
    """Return the document of a withdrawn verdict, without `WITHHELD_KEYS`."""
    items = json.loads(document).items()
    return serialize_json_ld({name: value for name, value in items if name not in WITHHELD_KEYS})
