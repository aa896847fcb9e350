"""Refusals have names: a sentence for people, a code for programs, a status for HTTP.

A service that raises one leaves nothing written; `claims.api.errors` turns it
into a problem document (RFC 9457) and `claims.web.refusals` into a page or fragment.
"""

from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

Found = TypeVar("Found")


class Refusal(Exception):
    """Something that the desk will not do, and what the person can do instead."""

    code = "refused"
    status = 409
    title: "_StrOrPromise" = "This cannot be done now."

    def __init__(self, detail: str = "", **facts: object) -> None:
        self.detail = str(detail or self.title)
        super().__init__(self.detail)
        self.facts = facts


# What comes in ------------------------------------------------------------------


class EmptyText(Refusal):
    code, status = "empty_text", 422
    title = "There is no text to read. Paste the article, choose a file, or give its address."


class TextTooLong(Refusal):
    code, status = "text_too_long", 413
    title = "This text is too long for one article."


class NotText(Refusal):
    code, status = "not_text", 422
    title = "This is not text. Send plain text, HTML or Markdown in UTF-8."


class UnknownFileType(Refusal):
    code, status = "unknown_file_type", 415
    title = _("Files of this type cannot be read.")


class BadAddress(Refusal):
    code, status = "bad_address", 422
    title = "This is not a web address that can be fetched. It starts with http:// or https://."


class PrivateAddress(Refusal):
    code, status = "private_address", 422
    title = "This address leads into a private network. Only public addresses are fetched."


class FetchFailed(Refusal):
    code, status = "fetch_failed", 422
    title = "The page could not be fetched. Paste its text instead."


class FetchTimeout(FetchFailed):
    code = "fetch_timeout"
    title = "The page did not answer in time. Try again later, or paste its text."


class TooManyRedirects(FetchFailed):
    code = "too_many_redirects"
    title = "The address leads from one redirect to the next without end. Paste the text instead."


class NotAnArticle(FetchFailed):
    code = "not_an_article"
    title = "The address does not lead to a page with text. Paste the text instead."


class NotAFeed(Refusal):
    code, status = "not_a_feed", 422
    title = "This is not a feed of ClaimReviews. Send JSON in UTF-8."


# What may be done ---------------------------------------------------------------


class NotAllowed(Refusal):
    code, status = "not_allowed", 403
    title = "Your role does not allow this."


class OutOfScope(Refusal):
    code, status = "out_of_scope", 403
    title = "This token was not made for that."


class FormTooOld(Refusal):
    code, status = "form_too_old", 403
    title = "This page is too old to send anything. Copy what you wrote, then load the page again."


class NotThere(Refusal):
    code, status = "not_found", 404
    title = "It is not there, or not for you to see."


def there(found: Found | None) -> Found:
    """What was looked for; refuses with `NotThere` where there is none."""
    if found is None:
        raise NotThere
    return found


class Unimplemented(Refusal):
    code, status = "unimplemented", 501
    title = "This desk does not do that."


class IllegalMove(Refusal):
    code = "illegal_move"
    title = "The claim has moved on; this step is no longer possible."


class CannotBeUndone(Refusal):
    code = "cannot_be_undone"
    title = "This cannot be taken back."


class DecidedSince(CannotBeUndone):
    code = "decided_since"
    title = "Something else has been decided about this claim since. Look at it as it is now."


class UndoneAlready(CannotBeUndone):
    code = "undone_already"
    title = "This has been taken back already."


class PublishedSince(CannotBeUndone):
    code = "published_since"
    title = "It is published: correct or withdraw it instead."


class VersionConflict(Refusal):
    code = "version_conflict"
    title = "Somebody changed this after you opened it. Look at it as it is now, then decide again."


class PreconditionFailed(VersionConflict):
    code, status = "precondition_failed", 412


class PreconditionRequired(Refusal):
    code, status = "precondition_required", 428
    title = "Say which version you have seen: its ETag in If-Match, or `version` in the body."


class KeyReused(Refusal):
    code, status = "key_reused", 422
    title = "This Idempotency-Key was used for another request. Take a new one for each thing to create."


class Conflict(Refusal):
    code = "conflict"
    title = "Somebody changed this at the same moment. Load it again."


class Busy(Refusal):
    code, status = "busy", 503
    title = "The desk is busy. Try again in a moment."


class AlreadyTaken(Refusal):
    code = "already_taken"
    title = "Another editor is working on this claim."


class HeldByAnother(Refusal):
    code = "held_by_another"
    title = "Another moderator is looking at this. Take it over, or take the next one."


class CaseClosed(Refusal):
    code = "case_closed"
    title = "This has been decided already. Take the next one."


class LeaseExpired(Refusal):
    code = "lease_expired"
    title = "Your time on this claim has ended. Your draft is kept: take the claim again to go on."


class AuthorCannotApprove(Refusal):
    code, status = "author_cannot_approve", 403
    title = "Somebody who did not write this verdict has to approve it."


class OwnContest(Refusal):
    code, status = "own_contest", 403
    title = "Somebody else has to decide about what you contested."


class AlreadyContested(Refusal):
    code = "already_contested"
    title = "You have contested this already. A moderator will answer."


class MfaRequired(Refusal):
    code, status = "mfa_required", 403
    title = "Your role takes a second factor. Sign in on the desk's pages and set one up."


class LastAdmin(Refusal):
    code = "last_admin"
    title = "This is the last admin. Make somebody else an admin first."


class MailFailed(Refusal):
    code, status = "mail_failed", 503
    title = "The mail could not be sent. The account is there: send the invitation again later."


class VerdictIncomplete(Refusal):
    code, status = "verdict_incomplete", 422
    title = "The verdict is not complete yet."


class GateClosed(Refusal):
    code, status = "gate_closed", 422
    title = "The verdict lacks what readers and other desks expect. Send it back, or say why it goes out as it is."


class VerdictFrozen(Refusal):
    code = "verdict_frozen"
    title = "A submitted verdict cannot be changed. Send it back, or publish a correction."


class ReasonMissing(Refusal):
    code, status = "reason_missing", 422
    title = "Say why, in a few words."


class AnchorLost(Refusal):
    code, status = "anchor_lost", 422
    title = "These words do not stand at this place of the article. Select the passage again."


class TooManyReports(Refusal):
    code, status = "too_many_reports", 429
    title = "Much has come from your address. Try again in an hour."


class BadValue(Refusal):
    code, status = "bad_value", 422
    title: "_StrOrPromise" = "A value is missing or cannot be used."


class FieldTooLong(BadValue):
    """A text has more characters than its field holds; `facts` give `field`, `limit` and `length`."""

    code, status = "field_too_long", 422
    title = _("This text is too long. Shorten it.")
