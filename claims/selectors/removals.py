"""What a removal takes away, shown before it happens."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.models import Appearance, Article, Claim, Comment, Evidence, Removal, Report, Tip, Token, User, Verdict
from claims.refusals import NotFound, Refusal, require_found
from claims.removal_reasons import REMOVED_TEXT
from claims.workflow import SUBMITTED_STATUSES


@dataclass(frozen=True, slots=True)
class RemovalPreview:
    """The name of what would be removed; what goes, and what stays, a line each."""

    title: str
    goes: list[str]
    stays: list[str]


class Removed(Refusal):
    code, status = "removed", 410
    title = _("This was removed. The list of removals has its hash and the reason.")


class Published(Refusal):
    code = "published"
    title = _("A verdict is published, or waits for approval. Only what was never published can be removed.")


def check_not_removed(words: str) -> None:
    """Refuse what was removed; `words` are the text of an article or a claim."""
    if words == REMOVED_TEXT:
        raise Removed


def preview_removal(kind: str, subject: int) -> RemovalPreview:
    """Return what a removal would take away; raises `NotFound` for what is not there or was removed before."""
    if kind not in PREVIEWS or find_removal(kind, subject):
        raise NotFound
    return PREVIEWS[kind](subject)


def list_removals() -> QuerySet[Removal]:
    """Return what was removed, newest first."""
    return Removal.objects.order_by("-id")


def find_removal(kind: str, subject: int) -> Removal | None:
    """Return the removal of something, None if it was not removed."""
    return Removal.objects.filter(kind=kind, subject=subject).first()


def _preview_account(subject: int) -> RemovalPreview:
    user = require_found(User.objects.filter(pk=subject).first())
    counts = {
        "addresses": EmailAddress.objects.filter(user=user).count(),
        "sessions": UserSession.objects.filter(user=user).count(),
        "tokens": Token.objects.filter(user=user).count(),
    }
    return RemovalPreview(
        title=str(user),
        goes=[
            gettext("Name: %(name)s") % {"name": user.name},
            gettext("E-mail address: %(email)s") % {"email": user.email},
            gettext("Password, second factor, keyboard shortcuts and saved searches"),
            gettext("Further addresses: %(addresses)d, sessions: %(sessions)d, tokens: %(tokens)d") % counts,
        ],
        stays=[
            gettext("What the person did, by the number of the account: it proves that two people saw each verdict."),
            gettext("Verdicts, evidence and comments, which belong to the desk."),
            gettext("Former names in the history of changes of the account."),
        ],
    )


def _preview_tip(subject: int) -> RemovalPreview:
    tip = require_found(Tip.objects.filter(pk=subject).first())
    stays = [gettext("The decision on the tip, and the link to its claim.")]
    if tip.article_id:
        stays.append(gettext("The article that was submitted from it."))
    return RemovalPreview(
        title=gettext("Tip %(number)d") % {"number": tip.pk},
        goes=[*filter(None, (tip.text, tip.url, tip.email))],
        stays=stays,
    )


def _preview_report(subject: int) -> RemovalPreview:
    report = require_found(Report.objects.filter(pk=subject).first())
    return RemovalPreview(
        title=gettext("Report %(number)d") % {"number": report.pk},
        goes=[*filter(None, (report.text, report.email))],
        stays=[gettext("The reason of the report, and the answer of the moderator.")],
    )


def list_claims_of_article_only(article_id: int) -> QuerySet[Claim]:
    """Return the claims that no other article has and that are not removed; they go with the article."""
    elsewhere = Appearance.objects.filter(claim=OuterRef("pk")).exclude(article=article_id)
    claims = Claim.objects.filter(appearances__article=article_id).exclude(text=REMOVED_TEXT)
    return claims.filter(~Exists(elsewhere)).order_by("pk")


def _check_unpublished(claims: QuerySet[Claim]) -> None:
    if claims.filter(Q(status__in=SUBMITTED_STATUSES) | Q(publications__isnull=False)).exists():
        raise Published


def _preview_article(subject: int) -> RemovalPreview:
    article = require_found(Article.objects.filter(pk=subject).first())
    _check_unpublished(Claim.objects.filter(appearances__article=subject))
    claims = list_claims_of_article_only(subject)
    return RemovalPreview(
        title=article.title,
        goes=[
            *filter(None, (article.title, article.url, article.claimed_url, article.publisher, article.byline)),
            gettext("The text: %(characters)d characters, and its readings: %(readings)d")
            % {"characters": len(article.text), "readings": article.readings.count()},
            gettext("Claims: %(claims)d") % {"claims": claims.count()},
            *_work_lines(claims),
        ],
        stays=[
            gettext("The hash of the text: %(sha256)s") % {"sha256": article.text_sha256},
            gettext("Who submitted it and when, and what was decided about its claims, without words."),
            gettext("Claims that stand in other articles too."),
        ],
    )


def _preview_claim(subject: int) -> RemovalPreview:
    claims = Claim.objects.filter(pk=subject)
    claim = require_found(claims.first())
    _check_unpublished(claims)
    return RemovalPreview(
        title=claim.headline,
        goes=[*filter(None, (claim.text, claim.statement)), *_work_lines(claims)],
        stays=[
            gettext("What was decided about the claim and by whom, without words."),
            gettext("The words in the text of the article. Remove the article to remove them too."),
        ],
    )


def _work_lines(claims: QuerySet[Claim]) -> list[str]:
    """Return what the desk wrote about claims."""
    keys = claims.values("pk")
    counts = {
        "verdicts": Verdict.objects.filter(claim__in=keys).count(),
        "evidence": Evidence.objects.filter(verdict__claim__in=keys).count(),
        "comments": Comment.objects.filter(claim__in=keys).count(),
    }
    return [
        gettext("Sources, numbers, dates and places of the claims"),
        gettext("Verdicts: %(verdicts)d, evidence: %(evidence)d, comments: %(comments)d") % counts,
    ]


PREVIEWS: dict[str, Callable[[int], RemovalPreview]] = {
    "account": _preview_account,
    "tip": _preview_tip,
    "report": _preview_report,
    "article": _preview_article,
    "claim": _preview_claim,
}
"""What shows each kind of `claims.removal_reasons.REMOVABLE_TABLES`."""
