"""The public page before it is public: from what is saved so far, whoever writes it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
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
    """The verdict as readers would see it, as far as it is written; for a correction with what it changes."""
    claim = get_claim(claim_id)
    verdict = list_verdicts(claim).first()
    if verdict is None or claim.status in PUBLIC_STATUSES:
        raise NotFound("Nothing is written here that is not public already.")
    return render(request, "desk/claims/preview.html", _preview_context(request.user, claim, verdict))


def _preview_context(user: User, claim: Claim, verdict: Verdict) -> dict[str, Any]:
    """Built by the lines that publish, and saved nowhere."""
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
