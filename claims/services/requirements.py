"""Requirements for submitting a verdict and for publishing it.

Each requirement is one row. Other layers pass on its code; a template or a refusal shows its label.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.citations import find_citing_sentences
from claims.intake.network import is_public_host
from claims.markdown_text import plain_text
from claims.models import Publication, Verdict
from claims.selectors.evidence import review_draft_citations
from claims.selectors.scales import describe_rating, get_current_scale

EXPLANATION_WORDS = 5
"""The fewest words of a justification that count as an explanation."""

Subject = TypeVar("Subject")


def _always(_subject: object) -> bool:
    return True


def _is_readable(url: str) -> bool:
    """Return whether a URL is one that readers may open: it does not point to a private network."""
    return is_public_host(urlsplit(url).hostname or "")


@dataclass(frozen=True, slots=True)
class Requirement(Generic[Subject]):
    """A requirement.

    `anchor` is the id of its field on the page, `required_by` the standard that asks for it. `is_met` and `applies`
    take the verdict or the publication. A requirement that is `advised` never prevents a step.
    """

    code: str
    label: str | Promise
    is_met: Callable[[Subject], bool]
    anchor: str = ""
    required_by: str = ""
    applies: Callable[[Subject], bool] = _always
    advised: bool = False


@dataclass(frozen=True, slots=True)
class CheckedRequirement:
    """A requirement as a page lists it, and whether it is met."""

    code: str
    label: str | Promise
    anchor: str
    required_by: str
    met: bool


SUBMISSION: tuple[Requirement[Verdict], ...] = (
    Requirement("rating", _("a rating"), lambda verdict: describe_rating(verdict) is not None, "rating"),
    Requirement(
        "current_scale",
        _("a rating on the current scale, which has changed since it was chosen"),
        lambda verdict: verdict.scale_id == get_current_scale(verdict).pk,
        "rating",
        applies=lambda verdict: (
            describe_rating(verdict) is not None and verdict.scale_id != get_current_scale(verdict).pk
        ),
    ),
    Requirement("summary", _("a summary"), lambda verdict: bool(verdict.summary.strip()), "id_summary"),
    Requirement(
        "justification", _("a justification"), lambda verdict: bool(verdict.justification.strip()), "id_justification"
    ),
    Requirement(
        "evidence", _("at least one piece of evidence"), lambda verdict: bool(verdict.evidence.all()), "evidence"
    ),
    Requirement(
        "citations",
        _("only citations of evidence that exists"),
        lambda verdict: not review_draft_citations(verdict).unknown_numbers,
        "id_justification",
        applies=lambda verdict: bool(find_citing_sentences(verdict.justification)),
    ),
    Requirement(
        "correction",
        _("a note about what is corrected"),
        lambda verdict: bool(verdict.correction.strip()),
        "id_correction",
        applies=lambda verdict: verdict.claim.publication_id is not None,
    ),
    Requirement(
        "independent_evidence",
        _("No evidence is independent of the claim’s own sources. Add some that is."),
        lambda verdict: any(item.independent for item in verdict.evidence.all()),
        "evidence",
        applies=lambda verdict: bool(verdict.evidence.all()),
        advised=True,
    ),
    Requirement(
        "uncited_numbers",
        _("Some sentences with numbers cite no evidence."),
        lambda verdict: not review_draft_citations(verdict).uncited_sentences,
        "citations",
        advised=True,
    ),
    Requirement(
        "uncited_evidence",
        _("Some evidence is cited by no sentence."),
        lambda verdict: not review_draft_citations(verdict).uncited_evidence,
        "citations",
        advised=True,
    ),
    Requirement(
        "second_look",
        _("Evidence was changed after the sentences that cite it were written."),
        lambda verdict: not review_draft_citations(verdict).second_look,
        "citations",
        advised=True,
    ),
)
"""The requirements for submitting a verdict, in the order of the form."""

PUBLICATION: tuple[Requirement[Publication], ...] = (
    Requirement(
        "source",
        _("Evidence with a URL, so that readers can check it"),
        lambda publication: any(_is_readable(item.url) for item in publication.content.evidence),
        required_by="IFCN",
    ),
    Requirement(
        "independent",
        _("Evidence that is independent of the claim’s own sources"),
        lambda publication: any(item.independent for item in publication.content.evidence),
        required_by="IFCN",
    ),
    Requirement(
        "explanation",
        _("A justification that explains how the evidence leads to the rating"),
        lambda publication: len(plain_text(publication.content.justification).split()) >= EXPLANATION_WORDS,
        required_by="IFCN",
    ),
    Requirement(
        "claimant", _("Who made the claim"), lambda publication: bool(publication.claimant.strip()),
        required_by="ClaimReview",
    ),
    Requirement(
        "date",
        _("When the claim was made (the date of an article)"),
        lambda publication: publication.content.first_claimed is not None,
        required_by="ClaimReview",
    ),
)  # fmt: skip
"""What the IFCN's code of principles and ClaimReview require of a publication, in the order of the page."""

LABELS: dict[str, str | Promise] = {
    **{requirement.code: requirement.label for requirement in SUBMISSION},
    **{requirement.code: requirement.label for requirement in PUBLICATION},
}
"""The label of each code."""


def check_submission(verdict: Verdict) -> list[CheckedRequirement]:
    """Return all requirements for submitting this draft, met or not."""
    return _check((requirement for requirement in SUBMISSION if not requirement.advised), verdict)


def find_missing_before_submission(verdict: Verdict) -> list[str]:
    """Return the codes of requirements that the draft does not meet."""
    return [requirement.code for requirement in check_submission(verdict) if not requirement.met]


def find_advice(verdict: Verdict, *, anchor: str = "") -> list[str]:
    """Return the codes of advised requirements that the draft does not meet, with an `anchor` those of one place."""
    advised = (row for row in SUBMISSION if row.advised and anchor in ("", row.anchor))
    return [requirement.code for requirement in _check(advised, verdict) if not requirement.met]


def check_publication(publication: Publication) -> list[CheckedRequirement]:
    """Return all requirements for publishing this, met or not."""
    return _check(PUBLICATION, publication)


def find_missing_before_publishing(publication: Publication) -> list[str]:
    """Return the codes of requirements that the publication does not meet."""
    return [requirement.code for requirement in check_publication(publication) if not requirement.met]


def _check(requirements: Iterable[Requirement[Subject]], subject: Subject) -> list[CheckedRequirement]:
    return [
        CheckedRequirement(
            requirement.code, requirement.label, requirement.anchor, requirement.required_by,
            met=requirement.is_met(subject),
        )
        for requirement in requirements
        if requirement.applies(subject)
    ]  # fmt: skip
