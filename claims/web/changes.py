"""What differs between two versions of a verdict, word by word: what is public, and what was handed in."""

from collections.abc import Mapping
from typing import Any

from claims.models import Evidence, Publication, Verdict
from claims.ratings import RATINGS
from claims.web import pieces
from claims.web.pieces import Change, Effort


def between(
    before: Publication, after: Publication, effort: Effort | None = None, *, whole: bool = True
) -> list[Change]:
    """The parts that differ in public, in the order of the page; empty when only the note is new."""
    return compared(_parts(before), _parts(after), effort or Effort(), whole=whole)


def submitted(before: Verdict, after: Verdict, effort: Effort, *, whole: bool = True) -> list[Change]:
    """The parts that differ between two verdicts that were handed in."""
    return compared(_content(before), _content(after), effort, whole=whole)


def compared(old: Mapping[str, str], new: Mapping[str, str], effort: Effort, *, whole: bool = True) -> list[Change]:
    """The parts that differ, by their labels; a part that is missing is empty."""
    return [
        pieces.change(label, old.get(label, ""), new.get(label, ""), effort, whole=whole)
        for label in {**old, **new}
        if old.get(label, "") != new.get(label, "")
    ]


def _content(verdict: Verdict) -> dict[str, str]:
    parts = {
        "Rating": rating(verdict.rating),
        "Summary": verdict.summary,
        "Justification": verdict.justification,
        "What is corrected": verdict.correction,
    }
    return parts | _by_question([frozen(item) for item in verdict.evidence.all()])


def frozen(item: Evidence) -> dict[str, Any]:
    """A piece of evidence as a publication has it."""
    return {field: getattr(item, field) for field in Evidence.FIELDS}


def rating(code: str) -> str:
    """What a rating is called; one that nobody knows any more is its code."""
    return RATINGS[code].label if code in RATINGS else code


def _parts(publication: Publication) -> dict[str, str]:
    parts = {
        "Claim": publication.claim_text,
        "Rating": rating(publication.rating),
        "Summary": publication.summary,
        "Justification": publication.page.get("justification", ""),
    }
    return parts | _by_question(publication.page.get("evidence", []))


def _by_question(evidence: list[dict[str, Any]]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for item in evidence:
        label = f"Evidence: {item['question']}"
        parts[label] = "\n\n".join(filter(None, [parts.get(label), answer(item)]))
    return parts


ANSWER = ("stance", "answer", "quote", "title", "publisher", "published", "url", "accessed")


def answer(item: Mapping[str, Any]) -> str:
    """What a piece of evidence says to its question, line by line."""
    independent = "" if item.get("independent", True) else "not independent of the sources of the claim"
    told = (item.get(key) for key in ANSWER)
    return "\n".join([*(str(each) for each in told if each), *filter(None, [independent])])
