"""Everything that the desk has about the person of an account, as plain JSON."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from claims.models import (
    Article,
    Comment,
    DeskNotification,
    Event,
    NotificationSettings,
    Report,
    Submission,
    Token,
    Translation,
    User,
    Verdict,
    Webhook,
)
from claims.models.translation import TRANSLATED_FIELDS
from claims.selectors.sessions import list_sessions

MAX_ROWS = 20_000
"""Rows of one kind, the newest."""


def collect_my_data(user: User) -> dict[str, Any]:
    """Return the account of a person, what they wrote and submitted, and what they did: fourteen queries at most."""
    return {
        "account": _account(user),
        "second_factors": _rows(Authenticator.objects.filter(user=user), "type", "created_at", "last_used_at"),
        "sessions": [
            {"ip": row.ip, "browser": row.user_agent, "created": row.created_at, "last_used": row.last_seen_at}
            for row in list_sessions(user)
        ],
        "tokens": _rows(Token.objects.filter(user=user), "name", "scopes", "created", "last_used", "expiry", key="pk"),
        "webhooks": _rows(Webhook.objects.filter(owner=user), "format", "url", "events", "created", "ended"),
        "saved_searches": list(user.saved_searches.values("name", "query", "created")),
        "articles": _rows(Article.objects.filter(submitted_by=user), "id", "title", "url", "claimed_url", "created"),
        "submissions": _rows(Submission.objects.filter(submitted_by=user), "id", "url", "file_name", "created"),
        "verdicts": _rows(
            Verdict.objects.filter(Q(author=user) | Q(authors__contains=[user.pk])),
            "claim", "revision", "rating", "rating_words", "headline", "summary", "conclusion", "justification",
            "correction", "saved", "submitted",
        ),
        "translations": _rows(
            Translation.objects.filter(Q(author=user) | Q(authors__contains=[user.pk])),
            "claim", "language", *TRANSLATED_FIELDS, "saved", "submitted",
        ),
        "comments": _rows(Comment.objects.filter(author=user), "claim", "text", "created", "removed"),
        "notifications": _rows(
            DeskNotification.objects.filter(person=user), "kind", "event", "channel", "created", "seen"
        ),
        "notification_settings": list(
            NotificationSettings.objects.filter(person=user).values("channels", "quiet_from", "quiet_until")
        ),
        "reports": _rows(Report.objects.filter(reporter=user), "publication", "reason", "text", "email", "created"),
        "events": _rows(Event.objects.filter(actor=user), "verb", "article", "claim", "data", "at"),
    }  # fmt: skip


def _account(user: User) -> dict[str, Any]:
    names = ("id", "name", "email", "role", "language", "time_zone", "keys", "date_joined", "last_login")
    return {name: getattr(user, name) for name in names}


def _rows(rows: QuerySet[Any], *names: str, key: str = "id") -> list[dict[str, Any]]:
    return list(rows.order_by(f"-{key}").values(*names)[:MAX_ROWS])
