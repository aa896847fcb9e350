"""Finds ClaimReviews in any JSON: in any holder, in a JSON-LD graph with references, and in answers of Google's API."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from claims.intake.claimreviews import is_claimreview
from claims.intake.json_scanner import ENTRY_LISTS, ScannedValue, parse_json
from claims.intake.review_pages import scan_scripts
from claims.intake.review_values import plain_keys

MAX_WALK_DEPTH = 64
MAX_KNOWN_NODES = 20_000  # nodes of a graph that reviews further down may refer to
MAX_NODE_KEYS = 40
MAX_WAITING_REVIEWS = 1_000  # reviews that refer to a node that has not come yet

REFERRING_KEYS = (
    "author",
    "publisher",
    "reviewRating",
    "itemReviewed",
    "claimReviewed",
    "mainEntityOfPage",
    "isPartOf",
)
Node = dict[str, Any]


@dataclass
class FoundEntry:
    """A value in the place of a review, with its line; `error` is the code of why there is none."""

    line: int
    value: Any
    error: str = ""


def find_entries(values: Iterable[ScannedValue]) -> Iterator[FoundEntry]:
    """Yield the reviews in the values, what else is in their places, and what is broken."""
    graph = _Graph()
    for scanned in values:
        if scanned.error:
            yield FoundEntry(scanned.line, scanned.value, scanned.error)
            continue
        graph.add_nodes(scanned.value)
        for entry in _walk(scanned.value, is_entry=scanned.is_entry):
            found = FoundEntry(scanned.line, entry)
            if graph.resolve(found) or not graph.wait(found):
                yield found
    for found in graph.waiting:
        graph.resolve(found)
        yield found


def _walk(root: Any, *, is_entry: bool) -> Iterator[Any]:
    """Yield the reviews within a value in their order, and the entries that hold none."""
    pending = [(root, is_entry, 0)]
    while pending:
        value, wanted, depth = pending.pop()
        reviews = _reviews_of(value) if isinstance(value, dict) else None
        children = _children(value, is_entry=wanted) if reviews is None and depth < MAX_WALK_DEPTH else []
        if reviews is not None:
            yield from reviews
        elif wanted and not children and value != []:
            yield value
        pending.extend((child, is_child_entry, depth + 1) for child, is_child_entry in reversed(children))


def _children(value: Any, *, is_entry: bool) -> list[tuple[Any, bool]]:
    """Return the values that may hold a review, and whether each is in the place of one."""
    if isinstance(value, list):
        return [(item, is_entry) for item in value]
    if isinstance(value, dict) and (not is_entry or ENTRY_LISTS.intersection(value) or _holds_review(value)):
        return [(inner, is_entry and key in ENTRY_LISTS) for key, inner in value.items()]
    return [(embedded, False)] if (embedded := _embedded_json(value)) else []


def _holds_review(value: Any) -> bool:
    pending = [(value, 0)]
    while pending:
        inner, depth = pending.pop()
        if isinstance(inner, dict) and _reviews_of(inner) is not None:
            return True
        if _embedded_json(inner):
            return True
        children = inner.values() if isinstance(inner, dict) else inner if isinstance(inner, list) else ()
        if depth < MAX_WALK_DEPTH:
            pending.extend((child, depth + 1) for child in children if isinstance(child, dict | list | str))
    return False


def _embedded_json(value: Any) -> Any:
    """Return the value of JSON within a string, as some databases export it, or of the scripts of a page in one."""
    if not isinstance(value, str) or "ClaimReview" not in value:
        return None
    if value.lstrip()[:1] not in ("{", "["):
        return [scanned.value for scanned in scan_scripts(value) if not scanned.error] or None
    try:
        return parse_json(value.strip())
    except ValueError:
        return None


def _reviews_of(value: Node) -> list[Node] | None:
    """Return the reviews that an object is or that it lists in a form of Google's API; None for other objects."""
    if is_claimreview(value):
        return [value]
    answers = value.get("claimReview")
    if isinstance(answers, list) and any(isinstance(answer, dict) and "textualRating" in answer for answer in answers):
        return [_from_search_answer(value, answer) for answer in answers if isinstance(answer, dict)]
    markups = value.get("claimReviewMarkups")
    if isinstance(markups, list):
        return [_from_markup(value, markup) for markup in markups if isinstance(markup, dict)]
    return None


def _from_search_answer(claim: Node, review: Node) -> Node:
    """Return the ClaimReview of an answer of `claims:search`."""
    publisher = _object_of(review, "publisher")
    site = publisher.get("site")
    return {
        "@type": "ClaimReview",
        "url": review.get("url"),
        "headline": review.get("title"),
        "datePublished": review.get("reviewDate"),
        "inLanguage": review.get("languageCode"),
        "author": {"name": publisher.get("name") or site, "url": f"https://{site}/" if site else None},
        "claimReviewed": claim.get("text"),
        "reviewRating": {"alternateName": review.get("textualRating")},
        "itemReviewed": {"author": {"name": claim.get("claimant")}, "datePublished": claim.get("claimDate")},
    }


def _from_markup(page: Node, markup: Node) -> Node:
    """Return the ClaimReview of a page of `ClaimReviewMarkupPages`."""
    rating = _object_of(markup, "rating")
    return {
        "@type": "ClaimReview",
        "url": markup.get("url") or page.get("pageUrl"),
        "datePublished": page.get("publishDate"),
        "author": page.get("claimReviewAuthor"),
        "claimReviewed": markup.get("claimReviewed"),
        "reviewRating": {**rating, "alternateName": rating.get("textualRating")},
        "itemReviewed": {"author": markup.get("claimAuthor"), "datePublished": markup.get("claimDate")},
    }


def _object_of(value: Node, key: str) -> Node:
    inner = value.get(key)
    return inner if isinstance(inner, dict) else {}


@dataclass
class _Graph:
    """The nodes with an `@id` that were read, and the reviews that wait for one."""

    nodes: dict[str, Node] = field(default_factory=dict)
    waiting: list[FoundEntry] = field(default_factory=list)

    def add_nodes(self, root: Any) -> None:
        pending = [(root, 0)]
        while pending:
            value, depth = pending.pop()
            if isinstance(value, dict):
                name = value.get("@id") or value.get("id")
                if isinstance(name, str) and 1 < len(value) <= MAX_NODE_KEYS and len(self.nodes) < MAX_KNOWN_NODES:
                    known = self.nodes.get(name)
                    self.nodes[name] = value if known is None or len(value) > len(known) else known
            children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            if depth < MAX_WALK_DEPTH:
                pending.extend((child, depth + 1) for child in children if isinstance(child, dict | list))

    def resolve(self, found: FoundEntry) -> bool:
        """Put nodes in the place of the references of a review; False if a node is not known."""
        if not isinstance(found.value, dict):
            return True
        review = plain_keys(found.value)
        item = review.get("itemReviewed")
        changes, known = self._resolved(review)
        item = changes.get("itemReviewed", item)
        if isinstance(item, dict):
            inner, known_inner = self._resolved(item)
            changes, known = (changes | {"itemReviewed": item | inner} if inner else changes), known and known_inner
        found.value = review | changes if changes else review
        return known

    def _resolved(self, value: Node) -> tuple[Node, bool]:
        changes, known = {}, True
        for key in REFERRING_KEYS:
            values = value.get(key)
            for name in (_reference(item) for item in (values if isinstance(values, list) else [values])):
                if name and name in self.nodes:
                    changes[key] = self.nodes[name]
                elif name and key not in ("mainEntityOfPage", "isPartOf"):
                    known = False
        return changes, known

    def wait(self, found: FoundEntry) -> bool:
        if len(self.waiting) >= MAX_WAITING_REVIEWS:
            return False
        self.waiting.append(found)
        return True


def _reference(value: Any) -> str:
    """Return the name of the node that a value refers to; empty if it is no reference."""
    if isinstance(value, dict) and set(value) <= {"@id", "@type", "id", "type"}:
        name = value.get("@id") or value.get("id")
        return name if isinstance(name, str) else ""
    return value if isinstance(value, str) and value.startswith(("#", "_:")) else ""
