"""A publication as templates show it: days instead of their spelling, words instead of codes.

Frozen pages are read for as long as the desk lives, so what an old one lacks is simply empty.
"""

import json
from datetime import date, datetime
from typing import Any

from claims.models import Evidence, Publication
from claims.ratings import RATINGS

STANCES = dict(Evidence.Stance.choices)


def shown(publication: Publication) -> dict[str, Any]:
    """What `public/verdict.html#verdict` needs to know about one revision."""
    document, page = json.loads(publication.document), publication.page
    return {
        "publication": publication,
        "rated": RATINGS.get(publication.rating),
        "desk": document["author"],
        "first_published": datetime.fromisoformat(document["datePublished"]),
        "withdrawn": publication.kind == Publication.Kind.WITHDRAWN,
        "justification": page.get("justification", ""),
        "evidence": [_evidence(number, item) for number, item in enumerate(page.get("evidence", []), 1)],
        "appearances": [_appearance(place) for place in page.get("appearances", [])],
    }


def _evidence(number: int, item: dict[str, Any]) -> dict[str, Any]:
    stance = item.get("stance", "")
    return {
        **item,
        "id": number,
        "url": _link(item.get("url")),
        "get_stance_display": STANCES.get(stance, stance),
        "published": _day(item.get("published")),
        "accessed": _day(item.get("accessed")),
        "kept": _kept(item.get("kept")),
    }


def _kept(kept: dict[str, Any] | None) -> dict[str, Any] | None:
    return {**kept, "fetched": datetime.fromisoformat(kept["fetched"])} if kept else None


def _appearance(place: dict[str, Any]) -> dict[str, Any]:
    article = place.get("article", {})
    told = {"url": _link(article.get("url")), "published": _day(article.get("published"))}
    return {**place, "article": {**article, **told}}


def _link(url: str | None) -> str:
    """The address if a browser would fetch it; what would run instead is no link."""
    return url if url and url.startswith(("https://", "http://")) else ""


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
