"""Internal comments on a claim."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.models import Claim, Comment, User
from claims.refusals import BadValue, Refusal
from claims.selectors.claims import get_claim
from claims.selectors.comments import get_comment, list_comments_after, newest_page
from claims.selectors.mentions import MAX_NAME_CHARACTERS, list_mentionable_users
from claims.services.comments import add_comment, remove_comment, restore_comment
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.forms import CommentForm
from claims.web.forms import form_errors_text
from claims.web.query_parameters import read_page
from claims.web.refusals import run_or_refusal


@require_ability("comments.write")
@require_http_methods(["GET", "HEAD", "POST"])
def comments_page(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Show comments on their own page, or with HTMX the earlier ones above the list; POST adds a comment."""
    claim = get_claim(claim_id)
    if request.method == "POST":
        return _add_comment(request, claim)
    page = read_page(request, partial(newest_page, claim))
    template = "desk/comments/earlier.html" if request.htmx else "desk/comments/page.html"
    return render(request, template, {"claim": claim, "page": page})


def _add_comment(request: SignedInRequest, claim: Claim) -> HttpResponse:
    form = CommentForm(request.POST)
    result = run_or_refusal(request, lambda: _save_comment(claim, request.user, form))
    if isinstance(result, Refusal):
        context = {"claim": claim, "refusal": result, "typed": form["text"].value() or ""}
        return render(request, "desk/comments/form.html", context, status=result.status)
    if not request.htmx:
        return redirect(f"{reverse('claim', args=[claim.pk])}#comments")
    context = {"claim": claim, "answer": True} | comment_updates(claim, form.cleaned_data["after"] or 0)
    return render(request, "desk/comments/form.html", context)


def _save_comment(claim: Claim, author: User, form: CommentForm) -> Comment:
    if not form.is_valid():
        raise BadValue(form_errors_text(form))
    return add_comment(claim_id=claim.pk, author=author, text=form.cleaned_data["text"])


def comment_updates(claim: Claim, after: int) -> dict[str, Any]:
    """Return the context of `desk/comments/updates.html`: the comments after the id `after`, and the newest id."""
    new = list_comments_after(claim, after)
    return {"new_comments": new, "newest": new[-1].pk if new else after, "now": timezone.now()}


@require_ability("comments.write")
@require_safe
def comment_people_view(request: SignedInRequest) -> HttpResponse:
    """Return the colleagues whose name begins with the parameter `q`, as options for the comment that is written."""
    people = list_mentionable_users(request.GET.get("q", "")[:MAX_NAME_CHARACTERS].replace("\0", ""))
    return render(request, "desk/comments/mention_options.html", {"people": people})


@require_ability("comments.write")
@require_POST
def remove_comment_view(request: SignedInRequest, comment_id: int) -> HttpResponse:
    """Remove one's own comment."""
    return _comment_response(request, remove_comment(comment_id=comment_id, author=request.user))


@require_ability("comments.write")
@require_POST
def restore_comment_view(request: SignedInRequest, comment_id: int) -> HttpResponse:
    """Restore one's own removed comment."""
    return _comment_response(request, restore_comment(comment_id=comment_id, author=request.user))


def _comment_response(request: SignedInRequest, comment: Comment) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{reverse('claim', args=[comment.claim_id])}#comments")
    return render(request, "desk/comments/comment.html", {"comment": get_comment(comment.pk), "answer": True})
