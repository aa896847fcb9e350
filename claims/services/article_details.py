"""The details of an article, such as its title and its day of publication, edited by editors."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from claims.event_data.articles import ArticleEdited
from claims.intake.addresses import canonical_url
from claims.intake.article_text import to_one_line
from claims.models import Article, Event, User
from claims.models.lengths import length_limit
from claims.nlp.language_detection import DETECTABLE_CODES
from claims.permissions import demand
from claims.refusals import BadValue, DecidedSince, IllegalMove, VersionConflict, require_found
from claims.selectors.article_details import list_offered_details
from claims.selectors.removals import check_not_removed
from claims.services.article_checks import check_kind, clean_media_url
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.services.reading_leases import send_to_readers
from claims.verbs.articles import ARTICLE_EDITED
from claims.workflow import SUBMITTED_STATUSES

LINES = ("title", "publisher", "byline", "speaker")
SUBMITTED_DETAILS = ("title", "claimed_url", "publisher", "published", "kind", "media_url")
"""The details that a submitted verdict shows: the database refuses to change them until it is decided."""
READ_AGAIN = ("speaker", "language")
"""The details that change what a reader finds: an editor compares the new reading with the claims."""

Details = Mapping[str, Any]


def lock_article(article_id: int) -> Article:
    """Lock an article until the transaction ends. Refuse one that was removed."""
    article = require_found(Article.objects.select_for_update(no_key=True).filter(pk=article_id).first())
    check_not_removed(article.text)
    return article


@transaction.atomic
def edit_article(*, article_id: int, editor: User, version: int, details: Details) -> Event | None:
    """Set the given `Article.DETAILS`, which confirms those that are guesses. Returns None if nothing changes.

    A new day of publication gives the claims new dates; a new speaker or language gives a new reading to compare.
    An empty language is detected again. Refuses what a submitted verdict shows.
    """
    demand(editor, "articles.edit")
    article = lock_article(article_id)
    if article.version != version:
        raise VersionConflict(version=article.version)
    cleaned = _clean_details(details)
    guesses = [name for name in article.guesses if name not in cleaned]
    if cleaned.get("language") == "" and "language" not in guesses:
        guesses.append("language")
    return _save_details(article, editor, cleaned, guesses)


def take_offered_details(*, article_id: int, editor: User, version: int, offered: Mapping[str, str]) -> Event | None:
    """Set details that came with a later submission, as the editor has seen them."""
    article = require_found(Article.objects.filter(pk=article_id).first())
    known = {row.name: row.offered for row in list_offered_details(article)}
    if not offered or any(known.get(name) != word for name, word in offered.items()):
        raise VersionConflict(version=article.version)
    details = {name: _from_word(name, word) for name, word in offered.items()}
    return edit_article(article_id=article_id, editor=editor, version=version, details=details)


@dataclass(frozen=True, slots=True)
class Change:
    """The details of an article that differ, before and after."""

    before: dict[str, Any]
    after: dict[str, Any]


def _save_details(article: Article, editor: User, details: Details, guesses: list[str]) -> Event | None:
    confirmed = [name for name in article.guesses if name not in guesses]
    if guesses == article.guesses and all(getattr(article, name) == value for name, value in details.items()):
        return None
    change = _apply_details(article, details, guesses)
    data = ArticleEdited(
        before=_to_words(change.before), after=_to_words(change.after), version=article.version, confirmed=confirmed
    )
    return record_event(ARTICLE_EDITED, actor=editor, article=article, data=data)


def restore_details(article: Article, data: ArticleEdited) -> None:
    """Restore the details of a locked article from before an edit, with its guesses. No event: the undo records it."""
    if article.version != data.version:
        raise DecidedSince(gettext("Somebody has edited the article since."))
    details = {name: _from_word(name, word) for name, word in data.before.items()}
    _apply_details(article, details, [*article.guesses, *data.confirmed])


def _apply_details(article: Article, details: Details, guesses: list[str]) -> Change:
    """Write details and guesses into a locked article, and have it read again if a reader depends on them."""
    names = [name for name, value in details.items() if getattr(article, name) != value]
    change = Change({name: getattr(article, name) for name in names}, {name: details[name] for name in names})
    _check_not_frozen(article, names)
    for name in names:
        setattr(article, name, details[name])
    article.guesses, article.version = guesses, article.version + 1
    restart_reading(article, names)
    article.save()
    return change


def restart_reading(article: Article, changed: Collection[str]) -> None:
    """Have a locked article with a new version read again if what changed matters to a reader, without saving it."""
    is_compared = bool(article.pipeline) and any(name in READ_AGAIN for name in changed)
    if not is_compared and article.claims_version == article.version - 1:
        article.claims_version = article.version
    article.is_redating |= bool(article.pipeline) and "published" in changed
    if article.status == Article.Status.FAILED or not any(name in (*READ_AGAIN, "published") for name in changed):
        return
    article.status, article.attempts, article.reading_since = Article.Status.RECEIVED, 0, None
    transaction.on_commit(lambda: send_to_readers(article.pk, len(article.text)), robust=True)


def _check_not_frozen(article: Article, changed: Collection[str]) -> None:
    is_frozen = any(name in SUBMITTED_DETAILS for name in changed)
    if is_frozen and article.appearances.filter(claim__status__in=SUBMITTED_STATUSES).exists():
        detail = gettext(
            "A verdict on a claim of this article is submitted. Recall it or send it back, then edit the article."
        )
        raise IllegalMove(detail)


def _clean_details(details: Details) -> dict[str, Any]:
    """Return the details as an article stores them. Refuse what it cannot have."""
    check_lengths(
        Article, **{name: value for name, value in details.items() if name in (*LINES, "claimed_url", "media_url")}
    )
    cleaned = {name: value for name, value in details.items() if name in Article.DETAILS}
    for name in LINES:
        if name in cleaned:
            cleaned[name] = to_one_line(cleaned[name], length_limit(Article, name))
    if "title" in cleaned and not cleaned["title"]:
        raise BadValue(gettext("Enter a title."), field="title")
    if cleaned.get("claimed_url"):
        cleaned["claimed_url"] = canonical_url(cleaned["claimed_url"])
    if "media_url" in cleaned:
        cleaned["media_url"] = clean_media_url(cleaned["media_url"])
    if "kind" in cleaned:
        check_kind(cleaned["kind"])
    if cleaned.get("language") and cleaned["language"] not in DETECTABLE_CODES.split():
        raise BadValue(gettext("Enter the language as a code of two letters, such as en."), field="language")
    return cleaned


def _to_words(details: Details) -> dict[str, str]:
    return {name: value.isoformat() if isinstance(value, date) else str(value or "") for name, value in details.items()}


def _from_word(name: str, word: str) -> Any:
    if name == "published":
        return date.fromisoformat(word) if word else None
    return word
