"""Comments on a claim, which only the desk reads; and what names whoever is signed in."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.models import Claim, Comment, User
from claims.refusals import BadValue, Refusal
from claims.selectors.claims import get_claim
from claims.selectors.comments import get_comment, list_comments_after, list_mentions, newest_page
from claims.services.comments import add_comment, mark_mentions_seen, remove_comment, restore_comment
from claims.web.access import SignedInRequest, require_ability
from claims.web.forms import CommentForm, form_errors_text
from claims.web.query_parameters import page_from, read_page
from claims.web.refusals import run_or_refusal


@require_ability("comments.write")
@require_http_methods(["GET", "HEAD", "POST"])
def comments_page(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Comments on a page of their own, or put above those that are shown; POST adds one."""
    claim = get_claim(claim_id)
    if request.method == "POST":
        return _add_comment(request, claim)
    page = read_page(request, partial(newest_page, claim))
    name = "desk/comments/earlier.html" if request.htmx else "desk/comments/page.html"
    return render(request, name, {"claim": claim, "page": page})


def _add_comment(request: SignedInRequest, claim: Claim) -> HttpResponse:
    form = CommentForm(request.POST)
    done = run_or_refusal(request, lambda: _save_comment(claim, request.user, form))
    if isinstance(done, Refusal):
        context = {"claim": claim, "refusal": done, "typed": form["text"].value() or ""}
        return render(request, "desk/comments/form.html", context, status=done.status)
    if not request.htmx:
        return redirect(f"{reverse('claim', args=[claim.pk])}#comments")
    context = {"claim": claim, "answer": True} | comment_updates(claim, form.cleaned_data["after"] or 0)
    return render(request, "desk/comments/form.html", context)


def _save_comment(claim: Claim, author: User, form: CommentForm) -> Comment:
    if not form.is_valid():
        raise BadValue(form_errors_text(form))
    return add_comment(claim_id=claim.pk, author=author, text=form.cleaned_data["text"])


def comment_updates(claim: Claim, after: int) -> dict[str, Any]:
    """What `desk/comments/updates.html` needs: the comments after one, and how far the page is then."""
    came = list_comments_after(claim, after)
    return {"came": came, "newest": came[-1].pk if came else after, "now": timezone.now()}


@require_ability("comments.write")
@require_POST
def remove_comment_view(request: SignedInRequest, comment_id: int) -> HttpResponse:
    """Take one's own comment back."""
    return _comment_response(request, remove_comment(comment_id=comment_id, author=request.user))


@require_ability("comments.write")
@require_POST
def restore_comment_view(request: SignedInRequest, comment_id: int) -> HttpResponse:
    """Undo that."""
    return _comment_response(request, restore_comment(comment_id=comment_id, author=request.user))


def _comment_response(request: SignedInRequest, comment: Comment) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{reverse('claim', args=[comment.claim_id])}#comments")
    return render(request, "desk/comments/comment.html", {"comment": get_comment(comment.pk), "answer": True})


# What names me -----------------------------------------------------------------------


@require_ability("comments.write")
@require_safe
def mentions_page(request: SignedInRequest) -> HttpResponse:
    """Comments that name this person, newest first; each is seen once its claim was open."""
    page = page_from(request, list_mentions(request.user))
    return render(request, "desk/comments/mentions.html", {"page": page})


@require_ability("comments.write")
@require_POST
def mark_mentions_seen_view(request: SignedInRequest) -> HttpResponse:
    """Count all of them as seen."""
    number_seen = mark_mentions_seen(user=request.user)
    messages.success(request, f"{number_seen} seen." if number_seen else "There was nothing new.")
    return redirect("mentions")
