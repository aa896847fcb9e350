"""Articles: the list, the form that submits one, and the page on which one is read and triaged."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from claims.intake.documents import MAX_FILE_BYTES
from claims.models import Article, Submission, User
from claims.permissions import allows
from claims.reading_depths import describe_depth
from claims.refusals import BadValue, Refusal, require_found
from claims.selectors.appeals import MAX_APPEALS, list_claim_results
from claims.selectors.article_details import list_offered_details
from claims.selectors.articles import (
    MAX_TRIAGE_CLAIMS,
    count_claims_by_status,
    find_newer_reading,
    get_article,
    is_reading_outdated,
    list_articles,
    list_articles_to_triage,
)
from claims.selectors.passage_marks import list_marks
from claims.selectors.reading_changes import compare_reading
from claims.selectors.submissions import list_unfinished_submissions
from claims.services.articles import (
    accept_reading,
    reread_article,
    retry_article,
    set_article_reach,
    submit_text,
)
from claims.services.reading_leases import wake_reader
from claims.services.submissions import submit_file, submit_url
from claims.web.access import SignedInRequest, require_ability
from claims.web.contributor_statuses import CONTRIBUTOR_STATUS_LABELS
from claims.web.desk.forms import ArticleForm, ReachForm
from claims.web.desk.triage_cards import LAST_REASON_COOKIE, triage_context
from claims.web.desk.triage_views import read_triage_view
from claims.web.forms import form_errors_text
from claims.web.passage_marks import render_marked_text
from claims.web.query_parameters import page_from, parse_number
from claims.workflow import Status

TO_TRIAGE = "triage"
"""The value of `?status=` for the articles with claims to triage."""

UNREAD_STATUSES = (Article.Status.RECEIVED, Article.Status.READING)


# The list --------------------------------------------------------------------------


@require_ability("articles.see")
@require_safe
def articles_page(request: SignedInRequest) -> HttpResponse:
    """List all articles, or the person's own; `?status=` narrows the list to one status, or to claims to triage."""
    user: User = request.user
    may_triage = allows(user, "claims.see")
    status = _clean_status(request.GET.get("status", ""))
    own = "mine" in request.GET or not may_triage
    to_triage = may_triage and request.GET.get("status") == TO_TRIAGE
    whose = user if own else None
    articles = list_articles_to_triage(user=whose) if to_triage else list_articles(user=whose, status=status)
    page = page_from(request, articles)
    counts, labels = count_claims_by_status(page.rows), _status_labels(user)
    rows = [{"article": article, "counts": _status_counts(counts.get(article.pk, {}), labels)} for article in page.rows]
    context = {"rows": rows, "page": page, "status": status, "own": own, "statuses": Article.Status.choices}
    context |= {"may_triage": may_triage, "to_triage": to_triage, "max_claims": MAX_TRIAGE_CLAIMS}
    context["submissions"] = list_unfinished_submissions(user)
    return render(request, "desk/articles/list.html", context)


def _status_labels(user: User) -> dict[Status, str]:
    """Return the label of each status, in the order of the workflow and in the words of the person."""
    if not allows(user, "claims.see"):
        return {status: str(label) for status, label in CONTRIBUTOR_STATUS_LABELS.items()}
    return {status: str(status.label) for status in Status} | {Status.DETECTED: gettext("to triage")}


def _status_counts(counts: dict[str, int], labels: dict[Status, str]) -> list[tuple[int, str]]:
    return [(counts[status], label) for status, label in labels.items() if status in counts]


def _clean_status(status: str) -> str:
    return status if status in Article.Status else ""


# Submission ------------------------------------------------------------------------


def _submit_pasted_text(data: dict[str, Any], by: User) -> tuple[Article, bool]:
    details = {name: data[name] for name in ("title", "publisher", "published")}
    return submit_text(text=data["text"] or "", url=data["claimed_url"], by=by, **details, **_shared_details(data))


def _submit_upload(data: dict[str, Any], by: User) -> tuple[Article | Submission, bool]:
    """Submit the file. Reading stops one byte after the limit, which is enough for intake to refuse it."""
    content = data["file"].read(MAX_FILE_BYTES + 1)
    return submit_file(name=data["file"].name, data=content, by=by, **_shared_details(data)), True


def _submit_address(data: dict[str, Any], by: User) -> tuple[Article | Submission, bool]:
    submission = submit_url(url=data["address"], by=by, **_shared_details(data))
    return submission.article or submission, submission.article is None


def _shared_details(data: dict[str, Any]) -> dict[str, Any]:
    """Return what can be said about every source."""
    details = {name: data[name] for name in ("kind", "speaker", "media_url")}
    return {**details, "reach": data["reach"] or 0}


SUBMIT_BY_SOURCE: dict[str, Callable[[dict[str, Any], User], tuple[Article | Submission, bool]]] = {
    "text": _submit_pasted_text,
    "file": _submit_upload,
    "address": _submit_address,
}
"""The function that submits each kind of source. The kind is also the name of the field that shows its errors."""


@require_ability("articles.submit")
@require_http_methods(["GET", "HEAD", "POST"])
def new_article_page(request: SignedInRequest) -> HttpResponse:
    """Submit an article and open its page, or the page of a submission that a worker still has to fetch.

    Errors are shown in the form, which keeps its content. Whoever opens it wakes the reader.
    """
    if request.method != "POST":
        wake_reader()
        return render(request, "desk/articles/new.html", {"form": ArticleForm()})
    form = ArticleForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "desk/articles/new.html", {"form": form}, status=422)
    source_kind = form.cleaned_data["source_kind"]
    try:
        submitted, is_new = SUBMIT_BY_SOURCE[source_kind](form.cleaned_data, request.user)
    except Refusal as refusal:
        field = refusal.facts.get("field")
        form.add_error("media_url" if field == "media_url" else source_kind, refusal.detail)
        return render(request, "desk/articles/new.html", {"form": form}, status=refusal.status)
    if not is_new:
        messages.info(request, gettext("This article was submitted before."))
    return redirect("submission" if isinstance(submitted, Submission) else "article", submitted.pk)


# One article -----------------------------------------------------------------------


@require_ability("articles.see")
@require_safe
def article_page(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Show the article as its readers see it, and to editors its claims beside it."""
    article = get_article(article_id, user=request.user)
    return render(request, "desk/articles/detail.html", _article_context(request, article))


@require_ability("articles.see")
@require_safe
def article_progress(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Show the progress of the reading; once it has ended, the whole article with its claims."""
    article = get_article(article_id, user=request.user, text=False)
    if article.status in UNREAD_STATUSES:
        return render(request, "desk/articles/detail.html#progress", {"article": article, "waiting": True})
    response = render(request, "desk/articles/detail.html#reading", _article_context(request, article))
    return reswap(retarget(response, "#reading"), "outerHTML")


@require_ability("articles.retry")
@require_POST
def retry_article_view(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Read a failed article again."""
    retry_article(article_id=article_id, moderator=request.user)
    return redirect("article", article_id)


@require_ability("articles.reread")
@require_POST
def reread_article_view(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Read an article again with the current version of the reader; its page shows the progress, then the changes."""
    reread_article(article_id=article_id, editor=request.user)
    return redirect("article", article_id)


@require_ability("articles.reread")
@require_http_methods(["GET", "HEAD", "POST"])
def newer_reading_page(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Show what the newer reading of an article changes, and accept it."""
    article = get_article(article_id, user=request.user)
    reading = require_found(find_newer_reading(article))
    if request.method == "POST":
        accept_reading(article_id=article_id, reading_id=reading.pk, editor=request.user)
        messages.success(request, gettext("The new reading is accepted."))
        return redirect("article", article_id)
    context = {"article": article, "changes": compare_reading(article, reading)}
    return render(request, "desk/articles/newer_reading.html", context)


@require_ability("articles.set_reach")
@require_POST
def set_reach_view(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Set about how many people have seen an article; the priority of its claims follows."""
    form = ReachForm(request.POST)
    if not form.is_valid():
        raise BadValue(form_errors_text(form), field="reach")
    set_article_reach(article_id=article_id, by=request.user, **form.cleaned_data)
    messages.success(request, gettext("The reach is saved."))
    return redirect("article", article_id)


def _article_context(request: SignedInRequest, article: Article) -> dict[str, Any]:
    may_retry = allows(request.user, "articles.retry")
    context = {
        "article": article,
        "waiting": article.status in UNREAD_STATUSES,
        "may_retry": may_retry,
        "may_triage": False,
        "depth_note": describe_depth(article.language) if article.status == Article.Status.READ else "",
    }
    if allows(request.user, "claims.see"):
        context |= triage_context(
            request.user,
            article,
            claim=parse_number(request, "claim"),
            window=parse_number(request, "cards"),
            view=read_triage_view(request),
            with_minor="all" in request.GET,
            last_reason=request.session.get(LAST_REASON_COOKIE),
        )
        context |= {"outdated": is_reading_outdated(article), "newer_reading": find_newer_reading(article)}
        context["offered"] = list_offered_details(article)
    else:
        context |= _results_context(article, request.user)
    return context


def _results_context(article: Article, user: User) -> dict[str, Any]:
    """Return what became of the claims of an article, and its text with the listed claims marked."""
    results = list_claim_results(article, user)
    listed = {place.claim_id for place in results}
    marks = [mark for mark in list_marks(article) if mark.claim in listed]
    marked = render_marked_text(article.text, marks, title=article.title)
    return {"results": results, "max_results": MAX_APPEALS, "marked": marked}
