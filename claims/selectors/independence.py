"""Reading whether a source is one of the claim's own: its publisher, its site, or somebody in its chain."""

from collections.abc import Iterator
from itertools import product

from claims.intake.addresses import site
from claims.intake.text import one_line
from claims.models import Appearance, Attribution, Claim, Evidence, Source
from claims.refusals import BadUrl

LIMIT = 50
SHORTEST = 4
"""Letters that a name must have before a site can look like it."""

SHARED = frozenset(
    "archive.is archive.org archive.ph archive.today blogspot.com facebook.com github.com google.com instagram.com "
    "linkedin.com medium.com reddit.com substack.com t.me telegram.org threads.net tiktok.com tumblr.com twitter.com "
    "vimeo.com web.app wikipedia.org wordpress.com x.com youtu.be youtube.com".split()
)
"""Sites on which everybody publishes: two pages of one of them need not be of one owner."""


def of(claim: Claim, item: Evidence) -> str:
    """Why a piece of evidence is not independent of the claim, its page included where it has arrived."""
    page = item.snapshot
    urls, publishers = [item.url], [item.publisher]
    if page:
        urls, publishers = [*urls, page.final_url], [*publishers, page.publisher]
    return dependence(claim, urls=urls, publishers=publishers)


def dependence(claim: Claim, *, urls: list[str], publishers: list[str]) -> str:
    """Why a source at these addresses, by these publishers, is not independent of the claim; empty if it may be."""
    sites = {found for url in urls if (found := _site(url))}
    named = [name for name in publishers if _key(name)]
    return one_line(next(_reasons(claim, sites, named), ""), 300)


def _reasons(claim: Claim, sites: set[str], publishers: list[str]) -> Iterator[str]:
    places = Appearance.objects.filter(claim=claim).select_related("article").defer("article__text")
    articles = [place.article for place in places.order_by("id")[:LIMIT]]
    for article in articles:
        if (home := _site(article.url or "")) in sites and home:
            yield f"{home} is the site of the article “{one_line(article.title, 80)}”."
    outlets = {article.publisher for article in articles if _key(article.publisher)}
    yield from _same(publishers, sites, sorted(outlets), "the publisher of the claim")
    chain = Attribution.objects.filter(appearance__claim=claim).exclude(source__kind=Source.Kind.UNNAMED)
    names = chain.order_by("id").values_list("source__name", flat=True)[:LIMIT]
    yield from _same(publishers, sites, list(dict.fromkeys(names)), "a source of the claim")


def _same(publishers: list[str], sites: set[str], names: list[str], role: str) -> Iterator[str]:
    for publisher, name in product(publishers, names):
        if _key(publisher) == _key(name):
            yield f"{one_line(name, 100)} is {role}."
    for home, name in product(sorted(sites), names):
        if _is_site_of(home, name):
            yield f"{home} seems to be the site of {one_line(name, 100)}, which is {role}."


def _site(url: str) -> str:
    """The registered domain; empty for no address, and for sites on which everybody publishes."""
    try:
        found = site(url) if url else ""
    except BadUrl:
        return ""
    return "" if found in SHARED else found


def _is_site_of(home: str, name: str) -> bool:
    label = home.partition(".")[0].replace("-", "")
    squeezed = _key(name).replace(" ", "")
    return len(squeezed) >= SHORTEST and label in {squeezed, f"the{squeezed}"}


def _key(name: str) -> str:
    """The form under which two spellings are one name: only letters and figures count, and no article."""
    letters = "".join(character if character.isalnum() else " " for character in name.replace("’", "").replace("'", ""))
    return Source.key_of(letters)
