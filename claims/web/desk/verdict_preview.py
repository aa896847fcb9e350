"""The preview of a publication page, built from the newest draft or submitted verdict."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from claims.models import Claim, User, Verdict
from claims.refusals import NotFound
from claims.selectors.claims import get_claim, list_verdicts
from claims.services.publication_builder import build_next_publication
from claims.services.requirements import find_missing_before_submission
from claims.web.access import SignedInRequest, require_ability
from claims.web.publication_view import describe_publication
from claims.web.verdict_changes import diff_publications
from claims.workflow import Status

PUBLIC_STATUSES = frozenset({Status.PUBLISHED, Status.WITHDRAWN})


@require_ability("claims.see")
@require_safe
def preview_page(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Show the verdict as readers would see it; for a correction, also what it changes."""
    claim = get_claim(claim_id)
    verdict = list_verdicts(claim).first()
    if verdict is None or claim.status in PUBLIC_STATUSES:
        raise NotFound(gettext("There is no unpublished verdict to preview."))
    return render(request, "desk/claims/preview.html", _preview_context(request.user, claim, verdict))


def _preview_context(user: User, claim: Claim, verdict: Verdict) -> dict[str, Any]:
    """Build the publication with the code that publishes, without saving it."""
    publication = build_next_publication(claim, verdict, user)
    public = claim.publication
    return {
        "claim": claim,
        "verdict": verdict,
        "missing": find_missing_before_submission(verdict),
        "public": public,
        "changes": diff_publications(public, publication) if public else [],
        **describe_publication(publication),
    }
