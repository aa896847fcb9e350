"""Independence of sources: whether a source of evidence is the publisher, the site or a source of the claim."""

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.intake.addresses import registered_domain
from claims.intake.article_text import to_one_line
from claims.models import Appearance, Article, Attribution, Claim, Evidence, Outlet, Source
from claims.refusals import BadUrl

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MAX_ROWS = 50
MIN_NAME_CHARACTERS = 4
"""Characters that a name needs before a site is compared with it."""

SHARED_SITES = frozenset(
    "archive.is archive.org archive.ph archive.today blogspot.com facebook.com github.com google.com instagram.com "
    "linkedin.com medium.com reddit.com substack.com t.me telegram.org threads.net tiktok.com tumblr.com twitter.com "
    "vimeo.com web.app wikipedia.org wordpress.com x.com youtu.be youtube.com".split()
)
"""Sites on which everybody can publish, so that two pages may have different owners."""


class DependenceTexts(NamedTuple):
    """The sentences about a name that evidence shares with the claim."""

    by_name: "_StrPromise"
    by_site: "_StrPromise"


PUBLISHER_TEXTS = DependenceTexts(
    _("%(name)s is the publisher of the claim."),
    _("%(site)s seems to be the site of %(name)s, which is the publisher of the claim."),
)
SOURCE_TEXTS = DependenceTexts(
    _("%(name)s is a source of the claim."),
    _("%(site)s seems to be the site of %(name)s, which is a source of the claim."),
)


def find_evidence_dependence(claim: Claim, item: Evidence) -> str:
    """Return why evidence is not independent of the claim, considering its snapshot too; empty if it may be."""
    snapshot = item.snapshot
    urls, publishers = [item.url], [item.publisher]
    if snapshot:
        urls, publishers = [*urls, snapshot.final_url], [*publishers, snapshot.publisher]
    return find_source_dependence(claim, urls=urls, publishers=publishers)


def find_source_dependence(claim: Claim, *, urls: list[str], publishers: list[str]) -> str:
    """Return why a source at these URLs, by these publishers, is not independent of the claim; empty if it may be."""
    sites = {evidence_site for url in urls if (evidence_site := _owner_site(url))}
    names = [name for name in publishers if _name_key(name)]
    return to_one_line(next(_dependence_reasons(claim, sites, names), ""), 300)


def _dependence_reasons(claim: Claim, sites: set[str], publishers: list[str]) -> Iterator[str]:
    places = (
        Appearance.objects.filter(claim=claim).select_related("article").defer("article__text", "article__positions")
    )
    articles = [place.article for place in places.order_by("id")[:MAX_ROWS]]
    for article in articles:
        if (home := _owner_site(article.url or article.claimed_url)) in sites and home:
            yield gettext("%(site)s is the site of the article “%(title)s”.") % {
                "site": home,
                "title": to_one_line(article.title, 80),
            }
    outlets = {article.publisher for article in articles if _name_key(article.publisher)}
    yield from _matching_names(publishers, sites, sorted(outlets), PUBLISHER_TEXTS)
    yield from _copying_outlets(publishers, sites, articles)
    chain = Attribution.objects.filter(appearance__claim=claim).exclude(kind=Source.Kind.UNNAMED)
    names = chain.order_by("id").values_list("name", flat=True)[:MAX_ROWS]
    yield from _matching_names(publishers, sites, list(dict.fromkeys(names)), SOURCE_TEXTS)


def _copying_outlets(publishers: list[str], sites: set[str], articles: list[Article]) -> Iterator[str]:
    """Yield a sentence for each outlet of the evidence that prints a copy of an article: it is no second origin."""
    for outlet in Outlet.objects.filter(article__in=articles).order_by("id")[:MAX_ROWS]:
        is_same_site = bool(home := _owner_site(outlet.url)) and home in sites
        if is_same_site or _name_key(outlet.publisher) in {_name_key(name) for name in publishers}:
            yield gettext("%(name)s prints a copy of the article that makes the claim.") % {
                "name": to_one_line(outlet.publisher or home, 100)
            }


def _matching_names(publishers: list[str], sites: set[str], names: list[str], texts: DependenceTexts) -> Iterator[str]:
    for publisher, name in product(publishers, names):
        if _name_key(publisher) == _name_key(name):
            yield str(texts.by_name) % {"name": to_one_line(name, 100)}
    for home, name in product(sorted(sites), names):
        if _is_site_of(home, name):
            yield str(texts.by_site) % {"site": home, "name": to_one_line(name, 100)}


def _owner_site(url: str) -> str:
    """Return the registered domain of a URL; empty for no URL and for shared sites."""
    try:
        site = registered_domain(url) if url else ""
    except BadUrl:
        return ""
    return "" if site in SHARED_SITES else site


def _is_site_of(home: str, name: str) -> bool:
    label = home.partition(".")[0].replace("-", "")
    squeezed = _name_key(name).replace(" ", "")
    return len(squeezed) >= MIN_NAME_CHARACTERS and label in {squeezed, f"the{squeezed}"}


def _name_key(name: str) -> str:
    """Return the form in which spellings of a name are compared: letters and digits only, without an article."""
    letters = "".join(character if character.isalnum() else " " for character in name.replace("’", "").replace("'", ""))
    return Source.key_of(letters)
