"""Articles: the list, the door they come in by, and the page where one is read and triaged."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from claims import permissions
from claims.models import Article, User
from claims.refusals import BadValue, Refusal
from claims.selectors import articles as selectors
from claims.selectors import contests
from claims.services import articles as services
from claims.web import triage
from claims.web.access import PersonsRequest, needs
from claims.web.forms import ArticleForm, ReachForm, complaints
from claims.web.query import number, page_from
from claims.workflow import Status

WAITING = (Article.Status.RECEIVED, Article.Status.READING)


# The list --------------------------------------------------------------------------


@needs("articles.see")
@require_safe
def listed(request: PersonsRequest) -> HttpResponse:
    """All articles for those who may see them, or one's own; in one state where that is asked."""
    user: User = request.user
    status = _known_status(request.GET.get("status", ""))
    own = "mine" in request.GET or not permissions.allows(user, "claims.see")
    page = page_from(request, selectors.listed(user=user if own else None, status=status))
    tallies = selectors.tallies(page.rows) if permissions.allows(user, "claims.see") else {}
    rows = [{"article": article, "tally": _tally(tallies.get(article.pk, {}))} for article in page.rows]
    context = {"rows": rows, "page": page, "status": status, "own": own, "statuses": Article.Status.choices}
    return render(request, "articles/list.html", context)


def _tally(numbers: dict[str, int]) -> list[tuple[int, str]]:
    """How many claims are where, in the order of the workflow."""
    words = {status: status.label for status in Status} | {Status.DETECTED: "to triage"}
    return [(numbers[status], words[status]) for status in words if status in numbers]


def _known_status(status: str) -> str:
    return status if status in Article.Status else ""


# Coming in -------------------------------------------------------------------------


def _pasted(given: dict[str, Any], by: User) -> tuple[Article, bool]:
    details = {name: given[name] for name in ("title", "publisher", "published")}
    return services.submit_text(text=given["text"] or "", by=by, reach=given["reach"] or 0, **details)


def _uploaded(given: dict[str, Any], by: User) -> tuple[Article, bool]:
    """One byte more than any article may have is enough for intake to refuse it."""
    data = given["file"].read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    return services.submit_file(name=given["file"].name, data=data, by=by, reach=given["reach"] or 0)


def _fetched(given: dict[str, Any], by: User) -> tuple[Article, bool]:
    return services.submit_url(url=given["address"], by=by, reach=given["reach"] or 0)


INTAKES: dict[str, Callable[[dict[str, Any], User], tuple[Article, bool]]] = {
    "text": _pasted,
    "file": _uploaded,
    "address": _fetched,
}
"""How an article comes in; each is also the field that shows what was wrong with it."""


@needs("articles.submit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PersonsRequest) -> HttpResponse:
    """Take an article in and lead to its page; what is wrong is said in the form, which keeps its words."""
    if request.method != "POST":
        return render(request, "articles/new.html", {"form": ArticleForm()})
    form = ArticleForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "articles/new.html", {"form": form}, status=422)
    how = form.cleaned_data["how"]
    try:
        article, is_new = INTAKES[how](form.cleaned_data, request.user)
    except Refusal as refusal:
        form.add_error(how, refusal.detail)
        return render(request, "articles/new.html", {"form": form}, status=refusal.status)
    return _arrived(request, article, is_new=is_new)


def _arrived(request: PersonsRequest, article: Article, *, is_new: bool) -> HttpResponse:
    if not is_new:
        messages.info(request, "This article is on the desk already. Here it is.")
    return redirect("article", article.pk)


# One article -----------------------------------------------------------------------


@needs("articles.see")
@require_safe
def detail(request: PersonsRequest, article_id: int) -> HttpResponse:
    """The article as a reader would see it; beside it, for editors, its claims."""
    article = selectors.detail(article_id, user=request.user)
    return render(request, "articles/detail.html", _context(request, article))


@needs("articles.see")
@require_safe
def progress(request: PersonsRequest, article_id: int) -> HttpResponse:
    """How far the reading has come; when it has ended, the whole article with what was found in it."""
    article = selectors.detail(article_id, user=request.user, text=False)
    if article.status in WAITING:
        return render(request, "articles/detail.html#progress", {"article": article, "waiting": True})
    answer = render(request, "articles/detail.html#reading", _context(request, article))
    return reswap(retarget(answer, "#reading"), "outerHTML")


@needs("articles.retry")
@require_POST
def retry(request: PersonsRequest, article_id: int) -> HttpResponse:
    """Have a failed article read again."""
    services.retry(article_id=article_id, moderator=request.user)
    return redirect("article", article_id)


@needs("articles.reread")
@require_POST
def reread(request: PersonsRequest, article_id: int) -> HttpResponse:
    """Have an article read once more by today's reader; its page shows how far that has come."""
    services.reread(article_id=article_id, editor=request.user)
    return redirect("article", article_id)


@needs("articles.reach")
@require_POST
def reach(request: PersonsRequest, article_id: int) -> HttpResponse:
    """Say about how many people have seen an article; its claims move to their new places in the queue."""
    form = ReachForm(request.POST)
    if not form.is_valid():
        raise BadValue(complaints(form), field="reach")
    services.set_reach(article_id=article_id, by=request.user, **form.cleaned_data)
    messages.success(request, "Noted.")
    return redirect("article", article_id)


def _context(request: PersonsRequest, article: Article) -> dict[str, Any]:
    may_retry = permissions.allows(request.user, "articles.retry")
    context = {"article": article, "waiting": article.status in WAITING, "may_retry": may_retry, "may_triage": False}
    if permissions.allows(request.user, "claims.see"):
        context |= triage.desk(
            request.user,
            article,
            claim=number(request, "claim"),
            window=number(request, "cards"),
            everything="all" in request.GET,
            last=request.session.get(triage.REMEMBERED),
        )
        context["outdated"] = selectors.is_outdated(article)
    else:
        context |= {"results": contests.results(article, request.user), "most": contests.LIMIT}
    return context
