"""Verdicts as a schema.org DataFeed (https://schema.org/DataFeed) of ClaimReviews, piece by piece.

The documents stand in it to the byte as they went out. A withdrawn verdict is an item with `dateDeleted`
and without a rating, so that nobody goes on showing one.
"""

import json
from datetime import datetime

from claims.claimreview import serialize_json_ld

WITHHELD_KEYS = frozenset({"abstract", "citation", "reviewBody", "reviewRating"})
"""What is not repeated of a verdict that was withdrawn."""

CLOSING_TEXT = "]}"


def format_opening(*, name: str, url: str, version: int, modified: datetime | None) -> str:
    """The feed up to its first item. `version` is the place in the log that it reaches to."""
    feed = {"@context": "https://schema.org", "@type": "DataFeed", "name": name, "url": url, "version": version}
    dated = feed | ({"dateModified": modified.isoformat(timespec="seconds")} if modified else {})
    return serialize_json_ld(dated)[:-1] + ',"dataFeedElement":['


def format_element(document: str, *, modified: datetime, withdrawn: bool) -> str:
    """One verdict."""
    at = modified.isoformat(timespec="seconds")
    dates = {"dateModified": at, "dateDeleted": at} if withdrawn else {"dateModified": at}
    item = format_tombstone(document) if withdrawn else document
    return serialize_json_ld({"@type": "DataFeedItem", **dates})[:-1] + f',"item":[{item}]}}'


def format_tombstone(document: str) -> str:
    """What is left to say of a verdict that was withdrawn: which it was, and why it is gone."""
    told = json.loads(document).items()
    return serialize_json_ld({name: value for name, value in told if name not in WITHHELD_KEYS})
