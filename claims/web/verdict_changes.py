"""Word-by-word changes between two publications, or two submitted revisions of a verdict."""

from collections.abc import Iterable, Mapping
from dataclasses import fields

from django.utils.translation import gettext as _

from claims.models import Evidence, Publication, Verdict
from claims.publication_page import PageEvidence
from claims.selectors.scales import describe_rating
from claims.web.text_diff import DiffBudget, TextChange, diff_part


def diff_publications(
    before: Publication, after: Publication, budget: DiffBudget | None = None, *, whole: bool = True
) -> list[TextChange]:
    """Return the parts that differ in public, in the order of the page; empty if only the note is new."""
    return diff_parts(_publication_parts(before), _publication_parts(after), budget or DiffBudget(), whole=whole)


def diff_verdicts(before: Verdict, after: Verdict, budget: DiffBudget, *, whole: bool = True) -> list[TextChange]:
    """Return the parts that differ between two submitted verdicts."""
    return diff_parts(_verdict_parts(before), _verdict_parts(after), budget, whole=whole)


def diff_parts(
    old: Mapping[str, str], new: Mapping[str, str], budget: DiffBudget, *, whole: bool = True
) -> list[TextChange]:
    """Return the parts that differ, by their labels. A missing part counts as empty."""
    return [
        diff_part(label, old.get(label, ""), new.get(label, ""), budget, whole=whole)
        for label in {**old, **new}
        if old.get(label, "") != new.get(label, "")
    ]


def _verdict_parts(verdict: Verdict) -> dict[str, str]:
    parts = {
        _("Headline"): verdict.headline,
        _("Rating"): _rating_text(verdict),
        _("Summary"): verdict.summary,
        _("Conclusion"): verdict.conclusion,
        _("Justification"): verdict.justification,
        _("Correction note"): verdict.correction,
    }
    return parts | _answers_by_question(verdict.evidence.all())


def _rating_text(rated: Verdict | Publication) -> str:
    point = describe_rating(rated)
    return point.label if point else ""


def _publication_parts(publication: Publication) -> dict[str, str]:
    page = publication.content
    parts = {
        _("Headline"): page.headline if page.headline != publication.claim_text else "",
        _("Claim"): publication.claim_text,
        _("Rating"): _rating_text(publication),
        _("Summary"): publication.summary,
        _("Conclusion"): page.conclusion,
        _("Justification"): page.justification,
    }
    return parts | _answers_by_question(publication.content.evidence)


def _answers_by_question(evidence: Iterable[Evidence | PageEvidence]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for item in evidence:
        label = _("Evidence: %(question)s") % {"question": item.question}
        parts[label] = "\n\n".join(filter(None, [parts.get(label), evidence_text(item)]))
    return parts


NON_TEXT_FIELDS = frozenset({"question", "independent", "dependence", "snapshot", "number"})
"""Fields of evidence that are not part of its text."""

STANCE_LABELS = dict(Evidence.Stance.choices)

TEXT_FIELDS = tuple(field.name for field in fields(PageEvidence) if field.name not in NON_TEXT_FIELDS)


def evidence_text(item: Evidence | PageEvidence) -> str:
    """Return the text of a piece of evidence, one line for each field that is not empty."""
    values = {name: getattr(item, name) for name in TEXT_FIELDS}
    values["stance"] = STANCE_LABELS.get(item.stance, item.stance)
    lines = [str(value) for value in values.values() if value]
    return "\n".join(lines if item.independent else [*lines, _("not independent of the claim’s sources")])
