"""Reading whether a source is one of the claim's own: its publisher, its site, or somebody in its chain."""

from collections.abc import Iterator
from itertools import product

from claims.intake.addresses import registered_domain
from claims.intake.article_text import to_one_line
from claims.models import Appearance, Attribution, Claim, Evidence, Source
from claims.refusals import BadUrl

MAX_ROWS = 50
MIN_NAME_CHARACTERS = 4
"""Letters that a name must have before a site can look like it."""

SHARED_SITES = frozenset(
    "archive.is archive.org archive.ph archive.today blogspot.com facebook.com github.com google.com instagram.com "
    "linkedin.com medium.com reddit.com substack.com t.me telegram.org threads.net tiktok.com tumblr.com twitter.com "
    "vimeo.com web.app wikipedia.org wordpress.com x.com youtu.be youtube.com".split()
)
"""Sites on which everybody publishes: two pages of one of them need not be of one owner."""


def find_evidence_dependence(claim: Claim, item: Evidence) -> str:
    """Why a piece of evidence is not independent of the claim, its page included where it has arrived."""
    page = item.snapshot
    urls, publishers = [item.url], [item.publisher]
    if page:
        urls, publishers = [*urls, page.final_url], [*publishers, page.publisher]
    return find_source_dependence(claim, urls=urls, publishers=publishers)


def find_source_dependence(claim: Claim, *, urls: list[str], publishers: list[str]) -> str:
    """Why a source at these addresses, by these publishers, is not independent of the claim; empty if it may be."""
    sites = {found for url in urls if (found := _owner_site(url))}
    named = [name for name in publishers if _name_key(name)]
    return to_one_line(next(_dependence_reasons(claim, sites, named), ""), 300)


def _dependence_reasons(claim: Claim, sites: set[str], publishers: list[str]) -> Iterator[str]:
    places = Appearance.objects.filter(claim=claim).select_related("article").defer("article__text")
    articles = [place.article for place in places.order_by("id")[:MAX_ROWS]]
    for article in articles:
        if (home := _owner_site(article.url or "")) in sites and home:
            yield f"{home} is the site of the article “{to_one_line(article.title, 80)}”."
    outlets = {article.publisher for article in articles if _name_key(article.publisher)}
    yield from _matching_names(publishers, sites, sorted(outlets), "the publisher of the claim")
    chain = Attribution.objects.filter(appearance__claim=claim).exclude(source__kind=Source.Kind.UNNAMED)
    names = chain.order_by("id").values_list("source__name", flat=True)[:MAX_ROWS]
    yield from _matching_names(publishers, sites, list(dict.fromkeys(names)), "a source of the claim")


def _matching_names(publishers: list[str], sites: set[str], names: list[str], role: str) -> Iterator[str]:
    for publisher, name in product(publishers, names):
        if _name_key(publisher) == _name_key(name):
            yield f"{to_one_line(name, 100)} is {role}."
    for home, name in product(sorted(sites), names):
        if _is_site_of(home, name):
            yield f"{home} seems to be the site of {to_one_line(name, 100)}, which is {role}."


def _owner_site(url: str) -> str:
    """The registered domain; empty for no address, and for sites on which everybody publishes."""
    try:
        found = registered_domain(url) if url else ""
    except BadUrl:
        return ""
    return "" if found in SHARED_SITES else found


def _is_site_of(home: str, name: str) -> bool:
    label = home.partition(".")[0].replace("-", "")
    squeezed = _name_key(name).replace(" ", "")
    return len(squeezed) >= MIN_NAME_CHARACTERS and label in {squeezed, f"the{squeezed}"}


def _name_key(name: str) -> str:
    """The form under which two spellings are one name: only letters and figures count, and no article."""
    letters = "".join(character if character.isalnum() else " " for character in name.replace("’", "").replace("'", ""))
    return Source.key_of(letters)
