"""The public page before it is public: from what is saved so far, whoever writes it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.models import Claim, User, Verdict
from claims.refusals import NotFound
from claims.selectors import claims
from claims.services.publication_builder import build_next_publication
from claims.services.requirements import find_missing_before_submission
from claims.web import changes
from claims.web.access import PersonsRequest, needs
from claims.web.publication_view import describe_publication
from claims.workflow import Status

PUBLIC = frozenset({Status.PUBLISHED, Status.WITHDRAWN})


@needs("claims.see")
@require_safe
def preview(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """The verdict as readers would see it, as far as it is written; for a correction with what it changes."""
    claim = claims.detail(claim_id)
    verdict = claims.verdicts(claim).first()
    if verdict is None or claim.status in PUBLIC:
        raise NotFound("Nothing is written here that is not public already.")
    return render(request, "claims/preview.html", _shown(request.user, claim, verdict))


def _shown(user: User, claim: Claim, verdict: Verdict) -> dict[str, Any]:
    """Built by the lines that publish, and saved nowhere."""
    publication = build_next_publication(claim, verdict, user)
    public = claim.publication
    return {
        "claim": claim,
        "verdict": verdict,
        "missing": find_missing_before_submission(verdict),
        "public": public,
        "changes": changes.between(public, publication) if public else [],
        **describe_publication(publication),
    }
