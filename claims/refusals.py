"""Refusals: a sentence for people, a code for programs, a status for HTTP.

A service that raises one leaves nothing written. `claims.api.errors` renders it as a problem document (RFC 9457),
`claims.web.refusals` as a page or a fragment. Of Django, this table imports the translations alone.
"""

from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Row = TypeVar("Row")


class Rejection(Exception):
    """What `Refusal` and `NotFound` have in common, and what is rendered. Raise one of those two.

    `title` describes the kind. `message` is the sentence of one case, with `%(name)s` placeholders that the facts
    fill; without it the title is the sentence. A `reason` given to the constructor replaces both: it is a whole
    sentence, translated and filled in by whoever raises it. What to do is a sentence of its own, the `advice`, where
    the same thing is refused to people who want different things.
    """

    code = "refused"
    status = 409
    title = _("This is not possible now.")
    message: "_StrPromise | None" = None

    def __init__(self, reason: str = "", *, advice: "_StrPromise | str" = "", **facts: object) -> None:
        super().__init__(reason)
        self._reason, self.advice = reason, advice
        self.facts = facts

    def __str__(self) -> str:
        """The sentence, so that logs and tests read what the person reads."""
        return self.detail

    @property
    def reason(self) -> str:
        """The sentence without the advice, in the language of whoever reads it."""
        return self._reason or str(self.message or self.title) % self.facts

    @property
    def detail(self) -> str:
        """The sentence, followed by the advice if there is one."""
        return f"{self.reason} {self.advice}" if self.advice else self.reason


class Refusal(Rejection):
    """The desk does not carry out a request; the sentence says what the person can do instead."""


class NotFound(Rejection):
    """The thing does not exist, or the person may not see it. No `except Refusal` catches it."""

    code, status = "not_found", 404
    title = _("This page or item does not exist, or you do not have access to it.")


def require_found(row: Row | None) -> Row:
    """Return the row; raise `NotFound` where there is none."""
    if row is None:
        raise NotFound
    return row


# Intake ---------------------------------------------------------------------------


class EmptyText(Refusal):
    code, status = "empty_text", 422
    title = _("There is no text. Paste the article, choose a file, or enter its URL.")


class TextTooLong(Refusal):
    code, status = "text_too_long", 413
    title = _("The text is too long for one article.")


class NotText(Refusal):
    code, status = "not_text", 422
    title = _("This is not text. Save it as text in UTF-8 and send it again.")


class UnknownFileType(Refusal):
    code, status = "unknown_file_type", 415
    title = _("Files of this type cannot be read.")


class BadUrl(Refusal):
    code, status = "bad_url", 422
    title = _("This is not a valid URL. It must start with http:// or https://.")


class PrivateUrl(Refusal):
    code, status = "private_url", 422
    title = _("This URL points to a private network. Only public URLs can be fetched.")


class FetchFailed(Refusal):
    code, status = "fetch_failed", 422
    title = _("The page could not be fetched.")


class FetchTimeout(FetchFailed):
    code = "fetch_timeout"
    title = _("The page did not answer in time.")


class TooManyRedirects(FetchFailed):
    code = "too_many_redirects"
    title = _("The URL redirects too many times.")


class NotAnArticle(FetchFailed):
    code = "not_an_article"
    title = _("There is no article text at this URL.")


class NotAFeed(Refusal):
    code, status = "not_a_feed", 422
    title = _("This file has no fact-checks. Send ClaimReviews, CSV, XLSX or JSON.")


# Permissions ----------------------------------------------------------------------


class NotAllowed(Refusal):
    code, status = "not_allowed", 403
    title = _("Your role does not allow this.")


class OutOfScope(Refusal):
    code, status = "out_of_scope", 403
    title = _("This token does not have the scope for this request.")


class MfaRequired(Refusal):
    code, status = "mfa_required", 403
    title = _("Your role requires two-factor authentication. Sign in on the website and set it up.")


class AuthorCannotApprove(Refusal):
    code, status = "author_cannot_approve", 403
    title = _("You wrote this verdict. Another moderator must approve it.")


class OwnAppeal(Refusal):
    code, status = "own_appeal", 403
    title = _("This is your own appeal. Another moderator must decide it.")


class LastAdmin(Refusal):
    code = "last_admin"
    title = _("This is the only admin. Give somebody else the role first.")


# Requests -------------------------------------------------------------------------


class BadValue(Refusal):
    code, status = "bad_value", 422
    title = _("A value is missing or not valid.")


class ReasonMissing(Refusal):
    code, status = "reason_missing", 422
    title = _("Enter a reason.")


class FormTooOld(Refusal):
    code, status = "form_too_old", 403
    title = _("This page has expired. Copy what you wrote, then reload the page.")


class PreconditionRequired(Refusal):
    code, status = "precondition_required", 428
    title = _("Send the version that you have seen: its ETag in If-Match, or `version` in the body.")


class KeyReused(Refusal):
    code, status = "key_reused", 422
    title = _("This Idempotency-Key was used for another request. Use a new key for each request.")


class Unimplemented(Refusal):
    code, status = "unimplemented", 501
    title = _("This desk does not offer this function.")


class Busy(Refusal):
    """`RETRY_SECONDS` goes into the header `Retry-After`."""

    code, status = "busy", 503
    title = _("The server is busy. Try again in a moment.")
    RETRY_SECONDS = 5


class DatabaseAway(Busy):
    code = "database_away"
    title = _("The database does not answer. Everything you saved is safe. Try again in a moment.")


class MailFailed(Refusal):
    code, status = "mail_failed", 503
    title = _("The invitation could not be sent. The account exists: send the invitation again later.")


# Claims and verdicts --------------------------------------------------------------


class IllegalMove(Refusal):
    code = "illegal_move"
    title = _("The status of the claim has changed. This step is no longer possible.")


class Conflict(Refusal):
    code = "conflict"
    title = _("Somebody else changed this at the same time. Reload the page.")


class VersionConflict(Refusal):
    code = "version_conflict"
    title = _("Somebody else changed this after you opened it. Check the current version, then decide again.")


class PreconditionFailed(VersionConflict):
    code, status = "precondition_failed", 412


class AlreadyTaken(Refusal):
    code = "already_taken"
    title = _("Another editor is working on this claim.")


class LeaseExpired(Refusal):
    code = "lease_expired"
    title = _("Your time on this claim has ended. Your draft is saved. Take the claim again to continue.")


class HeldByAnother(Refusal):
    code = "held_by_another"
    title = _("Another moderator is working on this case. Take it over, or take the next one.")


class CaseClosed(Refusal):
    code = "case_closed"
    title = _("This case has already been decided. Take the next one.")


class AlreadyAppealed(Refusal):
    code = "already_appealed"
    title = _("You have already appealed this dismissal. A moderator will decide.")


class AnchorLost(Refusal):
    code, status = "anchor_lost", 422
    title = _("This passage is not at this position in the article. Select it again.")


class VerdictIncomplete(Refusal):
    code, status = "verdict_incomplete", 422
    title = _("The verdict is not complete.")


class PublicationChecksFailed(Refusal):
    code, status = "publication_checks_failed", 422
    title = _("The verdict does not meet the publication checks. Send it back, or explain why it is published anyway.")


# Undo -----------------------------------------------------------------------------


class CannotBeUndone(Refusal):
    code = "cannot_be_undone"
    title = _("This cannot be undone.")


class DecidedSince(CannotBeUndone):
    code = "decided_since"
    title = _("Somebody has decided something else about this claim since. Check its current state.")


class UndoneAlready(CannotBeUndone):
    code = "undone_already"
    title = _("This has already been undone.")


class PublishedSince(CannotBeUndone):
    code = "published_since"
    title = _("The verdict is published. Correct or withdraw it instead.")


class FieldTooLong(BadValue):
    """A text has more characters than its field holds; `facts` give `field`, `limit` and `length`."""

    code, status = "field_too_long", 422
    title = _("This text is too long. Shorten it.")
