"""The verbs of submissions and articles."""

from django.utils.translation import gettext_lazy as _

from claims.event_data import NoData, Verb
from claims.event_data.articles import (
    ArticleConfirmed,
    ArticleCopied,
    ArticleEdited,
    ArticleReach,
    ArticleRead,
    ArticleResubmitted,
    ReadingFailed,
    ReadingStarted,
)
from claims.event_data.submissions import SubmissionChanged

SUBMISSION_RECEIVED = Verb("submission.received", _("File or URL submitted"), SubmissionChanged)
SUBMISSION_FAILED = Verb("submission.failed", _("File or URL could not be read"), SubmissionChanged)
SUBMISSION_RETRIED = Verb("submission.retried", _("File or URL tried again"), SubmissionChanged)
ARTICLE_SUBMITTED = Verb("article.submitted", _("Submitted"), NoData)
ARTICLE_SUBMITTED_AGAIN = Verb("article.submitted_again", _("Submitted again"), ArticleResubmitted)
ARTICLE_COPIED = Verb("article.copied", _("Printed by another outlet"), ArticleCopied)
ARTICLE_CONFIRMED = Verb("article.confirmed", _("Text found at its address"), ArticleConfirmed)
ARTICLE_EDITED = Verb("article.edited", _("Details edited"), ArticleEdited, decides=True, reversal="restore_details")
ARTICLE_REACH_CHANGED = Verb("article.reach_changed", _("Audience changed"), ArticleReach)
ARTICLE_READING = Verb("article.reading", _("Reading started"), ReadingStarted)
ARTICLE_READ = Verb("article.read", _("Read"), ArticleRead)
ARTICLE_READING_FAILED = Verb("article.reading_failed", _("Reading failed; it will be retried"), ReadingFailed)
ARTICLE_FAILED = Verb("article.failed", _("Could not be read"), ReadingFailed)
ARTICLE_RETRIED = Verb("article.retried", _("Retry requested"), NoData)
ARTICLE_REREAD = Verb("article.reread", _("New reading requested"), NoData)
ARTICLE_READING_ACCEPTED = Verb("article.reading_accepted", _("New reading accepted"), ArticleRead)
