"""What taking a passage out of a published verdict changes, shown before it happens."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext

from claims.models import Claim, Publication
from claims.publication_cuts import cut_document, cut_page, is_rated_in_words
from claims.refusals import BadValue, require_found
from claims.selectors.removals import AwaitsApproval, check_not_removed
from claims.word_cuts import Cut, make_passage_cut
from claims.workflow import SUBMITTED_STATUSES

MIN_PASSAGE_CHARACTERS, MAX_PASSAGE_CHARACTERS = 3, 2_000
MAX_TEXTS = 30
"""Texts that a preview shows."""


@dataclass(frozen=True, slots=True)
class PassagePreview:
    """How many revisions and texts lose the passage, and the first texts as they will read."""

    revisions: int
    texts: int
    first_texts: list[str]


def get_redactable_claim(claim_id: int) -> Claim:
    """Return a claim with a published verdict; refuses to touch one that waits for approval."""
    claim = require_found(Claim.objects.filter(pk=claim_id, publication__isnull=False).first())
    check_not_removed(claim.text)
    if claim.status in SUBMITTED_STATUSES:
        raise AwaitsApproval
    return claim


def list_redactable_languages(claim_id: int) -> list[str]:
    """Return the languages of a published verdict and its translations."""
    shown = Publication.objects.filter(Q(current_of=claim_id) | Q(current_translation__claim=claim_id))
    return list(shown.order_by("language").values_list("language", flat=True))


def preview_passage(claim_id: int, passage: str) -> PassagePreview:
    """Return what the published revisions lose. Refuses a passage that is nowhere in them, or is the whole claim."""
    claim, cut, revisions = get_redactable_claim(claim_id), make_passage_cut(passage), 0
    if not MIN_PASSAGE_CHARACTERS <= len(passage.strip()) <= MAX_PASSAGE_CHARACTERS:
        raise BadValue(gettext("Give 3 to 2,000 characters of the verdict."), field="passage")
    if not cut(claim.text).strip(".!? ").replace("[removed]", ""):
        raise BadValue(gettext("These words are the whole claim. Remove the claim instead."), field="passage")
    texts: dict[str, str] = {}
    for publication in Publication.objects.filter(claim=claim_id).order_by("-revision").iterator():
        revisions += _note_texts(publication, cut, texts)
    if not texts:
        raise BadValue(gettext("No published revision has these words. Copy them from the page."), field="passage")
    return PassagePreview(revisions, len(texts), list(texts.values())[:MAX_TEXTS])


def _note_texts(publication: Publication, cut: Cut, texts: dict[str, str]) -> bool:
    """Add the texts of a revision that have the passage, with what is left of each; returns whether there are any."""
    found: dict[str, str] = {}

    def noting(text: str) -> str:
        left = cut(text)
        if left != text:
            found[text] = left
        return left

    for text in (publication.note, publication.claim_text, publication.claimant, publication.summary):
        noting(text)
    cut_page(publication.page, noting)
    cut_document(publication.document, noting, in_words=is_rated_in_words(publication.page))
    texts |= found
    return bool(found)
