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
from claims.selectors import claims
from claims.selectors import comments as selectors
from claims.services import comments as services
from claims.services import presence
from claims.web.access import PersonsRequest, needs
from claims.web.forms import CommentForm, complaints
from claims.web.query import page_from, read_page
from claims.web.refusals import outcome


@needs("comments.write")
@require_http_methods(["GET", "HEAD", "POST"])
def of_claim(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """Comments on a page of their own, or put above those that are shown; POST adds one."""
    claim = claims.detail(claim_id)
    if request.method == "POST":
        return _add(request, claim)
    page = read_page(request, partial(selectors.newest_page, claim))
    name = "claims/comments_earlier.html" if request.htmx else "claims/comments_page.html"
    return render(request, name, {"claim": claim, "page": page})


def _add(request: PersonsRequest, claim: Claim) -> HttpResponse:
    form = CommentForm(request.POST)
    done = outcome(request, lambda: _added(claim, request.user, form))
    if isinstance(done, Refusal):
        context = {"claim": claim, "refusal": done, "typed": form["text"].value() or ""}
        return render(request, "claims/comment_form.html", context, status=done.status)
    if not request.htmx:
        return redirect(f"{reverse('claim', args=[claim.pk])}#comments")
    context = {"claim": claim, "answer": True} | news(claim, form.cleaned_data["after"] or 0)
    return render(request, "claims/comment_form.html", context)


def _added(claim: Claim, author: User, form: CommentForm) -> Comment:
    if not form.is_valid():
        raise BadValue(complaints(form))
    return services.add(claim_id=claim.pk, author=author, text=form.cleaned_data["text"])


def news(claim: Claim, after: int) -> dict[str, Any]:
    """What `claims/comments_news.html` needs: the comments after one, and how far the page is then."""
    came = selectors.after(claim, after)
    return {"came": came, "newest": came[-1].pk if came else after, "now": timezone.now()}


@needs("comments.write")
@require_POST
def remove(request: PersonsRequest, comment_id: int) -> HttpResponse:
    """Take one's own comment back."""
    return _turned(request, services.remove(comment_id=comment_id, author=request.user))


@needs("comments.write")
@require_POST
def restore(request: PersonsRequest, comment_id: int) -> HttpResponse:
    """Undo that."""
    return _turned(request, services.restore(comment_id=comment_id, author=request.user))


def _turned(request: PersonsRequest, comment: Comment) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{reverse('claim', args=[comment.claim_id])}#comments")
    return render(request, "claims/comment.html", {"comment": selectors.detail(comment.pk), "answer": True})


# What names me -----------------------------------------------------------------------


@needs("comments.write")
@require_safe
def mentions(request: PersonsRequest) -> HttpResponse:
    """Comments that name this person, newest first; each is seen once its claim was open."""
    page = page_from(request, selectors.mentions(request.user))
    return render(request, "claims/mentions.html", {"page": page})


@needs("comments.write")
@require_POST
def mentions_seen(request: PersonsRequest) -> HttpResponse:
    """Count all of them as seen."""
    number_seen = presence.open_mentions(user=request.user)
    messages.success(request, f"{number_seen} seen." if number_seen else "There was nothing new.")
    return redirect("mentions")
