"""What a removal takes away, shown before it happens."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.models import (
    Appearance,
    Article,
    Claim,
    Comment,
    Evidence,
    Removal,
    Report,
    StoredFile,
    Tip,
    Token,
    User,
    Verdict,
)
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


class VerdictRemoved(Removed):
    code = "verdict_removed"
    title = _("This verdict was removed. The log of publications keeps its hashes.")


class Published(Refusal):
    code = "published"
    title = _("A verdict on a claim of this article, which other articles have too, is published. Remove it first.")


class AwaitsApproval(Refusal):
    code = "awaits_approval"
    title = _("A verdict waits for approval or publication. Send it back first.")


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
    """Return the newest removal of something, None if it was not removed."""
    return Removal.objects.filter(kind=kind, subject=subject).order_by("-id").first()


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


def _check_removable(claims: QuerySet[Claim]) -> None:
    """Refuse claims whose first verdict waits for approval; what is published goes with the claim."""
    if claims.filter(status__in=SUBMITTED_STATUSES, publication__isnull=True).exists():
        raise AwaitsApproval


def _preview_article(subject: int) -> RemovalPreview:
    article = require_found(Article.objects.filter(pk=subject).first())
    claims = list_claims_of_article_only(subject)
    _check_removable(claims)
    others = Claim.objects.filter(appearances__article=subject).exclude(pk__in=claims).exclude(text=REMOVED_TEXT)
    _check_removable(others)
    if others.filter(publication__isnull=False).exists():
        raise Published
    return RemovalPreview(
        title=article.title,
        goes=[
            *filter(
                None,
                (article.title, article.url, article.claimed_url, article.media_url, article.publisher, article.byline),
            ),
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
    _check_removable(claims)
    goes = [*filter(None, (claim.text, claim.statement)), *_work_lines(claims)]
    stays = [
        gettext("What was decided about the claim and by whom, without words."),
        gettext("The words in the text of the article. Remove the article to remove them too."),
    ]
    if published := claim.publications.count():
        goes.append(gettext("The published verdict, with all revisions: %(revisions)d") % {"revisions": published})
        stays.append(
            gettext("The hashes in the public log, and a page that says that the verdict was removed and why.")
        )
    return RemovalPreview(title=claim.headline, goes=goes, stays=stays)


def _preview_file(subject: int) -> RemovalPreview:
    file = require_found(StoredFile.objects.filter(pk=subject, is_removed=False).first())
    counts = {"evidence": file.evidence.count(), "sha256": file.sha256}
    return RemovalPreview(
        title=gettext("File of evidence"),
        goes=[gettext("The file, wherever it is shown: on pages of the desk and of readers.")],
        stays=[
            gettext("The hash of the file: %(sha256)s") % counts,
            gettext("The evidence with its description and credit: %(evidence)d") % counts,
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
    "file": _preview_file,
}
"""What shows each kind of `claims.removal_reasons.REMOVABLE_TABLES`."""
