"""Submitted files and URLs: the page that shows what came of one, and the button that tries it again."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.selectors.submissions import get_submission
from claims.services.submissions import retry_submission
from claims.web.access import SignedInRequest, require_ability
from claims.web.redirects import redirect_client


@require_ability("articles.submit")
@require_safe
def submission_page(request: SignedInRequest, submission_id: int) -> HttpResponse:
    """Show that a submission is being fetched or why it failed; once it is stored, open its article."""
    submission = get_submission(submission_id, user=request.user)
    if submission.article_id:
        return redirect_client(request, reverse("article", args=[submission.article_id]))
    template = "desk/submissions/detail.html"
    return render(request, f"{template}#progress" if request.htmx else template, {"submission": submission})


@require_ability("articles.submit")
@require_POST
def retry_submission_view(request: SignedInRequest, submission_id: int) -> HttpResponse:
    """Fetch a submission again; its page shows the progress."""
    retry_submission(submission_id=submission_id, by=request.user)
    return redirect("submission", submission_id)
