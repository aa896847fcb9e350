"""What is checked before a text, a file or a URL is stored: its kind, its reach, and how much the person submits."""

from django.conf import settings
from django.utils.translation import gettext

from claims.intake.addresses import canonical_url
from claims.models import Article, User
from claims.permissions import allows
from claims.rate_limits import TooManyArticles, demand_within_limit, parse_rates
from claims.refusals import BadUrl, BadValue


def check_kind(kind: str) -> None:
    """Refuse a kind of text that is not in `Article.Kind`."""
    if kind not in Article.Kind:
        raise BadValue(gettext("Choose the kind of text."), field="kind")


def clean_media_url(url: str) -> str:
    """Return the address of a recording in its canonical form, empty for none; refuse what is no web address."""
    try:
        return canonical_url(url) if url else ""
    except BadUrl as error:
        raise BadUrl(field="media_url") from error


def check_reach(reach: int) -> None:
    """Refuse a reach that no article can have."""
    if not 0 <= reach <= Article.MAX_REACH:
        raise BadValue(gettext("Enter the audience as a number of people, 0 or more."), field="reach")


def check_article_quota(by: User) -> None:
    """Count a submission of a contributor; raises `TooManyArticles`. Editors have no limit."""
    if not allows(by, "claims.see"):
        demand_within_limit("articles", str(by.pk), parse_rates(settings.RATE_LIMITS["articles"]), TooManyArticles)
