"""What differs between two versions of a verdict, word by word: what is public, and what was handed in."""

from collections.abc import Iterable, Mapping
from dataclasses import fields

from claims.models import Evidence, Publication, Verdict
from claims.publication_page import PageEvidence
from claims.ratings import RATINGS
from claims.web.text_diff import DiffBudget, TextChange, diff_part


def diff_publications(
    before: Publication, after: Publication, effort: DiffBudget | None = None, *, whole: bool = True
) -> list[TextChange]:
    """The parts that differ in public, in the order of the page; empty when only the note is new."""
    return diff_parts(_publication_parts(before), _publication_parts(after), effort or DiffBudget(), whole=whole)


def diff_verdicts(before: Verdict, after: Verdict, effort: DiffBudget, *, whole: bool = True) -> list[TextChange]:
    """The parts that differ between two verdicts that were handed in."""
    return diff_parts(_verdict_parts(before), _verdict_parts(after), effort, whole=whole)


def diff_parts(
    old: Mapping[str, str], new: Mapping[str, str], effort: DiffBudget, *, whole: bool = True
) -> list[TextChange]:
    """The parts that differ, by their labels; a part that is missing is empty."""
    return [
        diff_part(label, old.get(label, ""), new.get(label, ""), effort, whole=whole)
        for label in {**old, **new}
        if old.get(label, "") != new.get(label, "")
    ]


def _verdict_parts(verdict: Verdict) -> dict[str, str]:
    parts = {
        "Rating": rating_label(verdict.rating),
        "Summary": verdict.summary,
        "Justification": verdict.justification,
        "What is corrected": verdict.correction,
    }
    return parts | _answers_by_question(verdict.evidence.all())


def rating_label(code: str) -> str:
    """What a rating is called; one that nobody knows any more is its code."""
    return str(RATINGS[code].label) if code in RATINGS else code


def _publication_parts(publication: Publication) -> dict[str, str]:
    parts = {
        "Claim": publication.claim_text,
        "Rating": rating_label(publication.rating),
        "Summary": publication.summary,
        "Justification": publication.content.justification,
    }
    return parts | _answers_by_question(publication.content.evidence)


def _answers_by_question(evidence: Iterable[Evidence | PageEvidence]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for item in evidence:
        label = f"Evidence: {item.question}"
        parts[label] = "\n\n".join(filter(None, [parts.get(label), evidence_text(item)]))
    return parts


APART = frozenset({"question", "independent", "dependence", "snapshot"})
"""Fields of evidence that are not lines of its text."""

LINES = tuple(field.name for field in fields(PageEvidence) if field.name not in APART)


def evidence_text(item: Evidence | PageEvidence) -> str:
    """What a piece of evidence says about its question, one line per field; empty fields are left out."""
    lines = [str(value) for value in (getattr(item, name) for name in LINES) if value]
    return "\n".join(lines if item.independent else [*lines, "not independent of the sources of the claim"])
