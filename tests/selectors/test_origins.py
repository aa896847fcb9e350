"""Who cites whom: chains meet in their origin, a cited outlet leads to whom it cites, and copies count as one text."""

from collections.abc import Iterable

from claims.models import Claim, Outlet, Source, TextSketch, User
from claims.selectors.families import get_family
from claims.selectors.origins import OriginNode, Origins, find_origins
from tests.selectors.test_families import relate
from tests.stories import make_detected_claim


def say(editor: User, publisher: str, *chain: tuple[str, str]) -> Claim:
    """Let an outlet report the claim with a chain of names and kinds, the asserting source first."""
    claim = make_detected_claim(editor)
    place = claim.appearances.get()
    place.article.publisher = publisher
    place.article.save(update_fields=["publisher"])
    place.attributions.all().delete()
    for position, (name, kind) in enumerate(chain):
        source, _ = Source.objects.get_or_create(key=Source.key_of(name), defaults={"name": name, "kind": kind})
        place.attributions.create(position=position, source=source, name=name, kind=kind)
    return claim


def origins_of(claims: list[Claim], editor: User) -> Origins:
    for claim in claims[1:]:
        relate(claim, claims[0], editor)
    return find_origins(get_family(claims[0]))


def outline(nodes: Iterable[OriginNode]) -> list[object]:
    """The names of a tree: a name alone, or with those below it."""
    return [(node.name, outline(node.nodes)) if node.relays else node.name for node in nodes]


OFFICIAL, REUTERS, MAYOR = ("an official", "unnamed"), ("Reuters", "outlet"), ("Ana Lima", "person")


def test_chains_meet_in_their_origin_and_a_cited_outlet_leads_on(edith: User) -> None:
    claims = [
        say(edith, "Reuters", OFFICIAL),
        say(edith, "Town Courier", OFFICIAL, REUTERS),
        say(edith, "Herald", REUTERS),
        say(edith, "Mirror", ("the Town Courier", "outlet")),
        say(edith, "Post", MAYOR),
        say(edith, "Blog"),
    ]
    origins = origins_of(claims, edith)
    assert outline(origins.roots) == [
        ("an official", [("Reuters", [("Town Courier", ["Mirror"]), "Herald"])]),
        ("Ana Lima", ["Post"]),
        "Blog",
    ]
    assert (origins.articles, origins.unnamed, origins.copies) == (6, 1, 0)


def test_unnamed_sources_of_two_outlets_are_two_origins(edith: User) -> None:
    origins = origins_of([say(edith, "Herald", OFFICIAL), say(edith, "Post", OFFICIAL)], edith)
    assert (len(origins.roots), origins.unnamed) == (2, 2)


def test_copies_stand_below_the_text_that_they_print(edith: User) -> None:
    claims = [say(edith, "Reuters", OFFICIAL), say(edith, "Herald", MAYOR), say(edith, "Post", MAYOR)]
    articles = [claim.appearances.get().article for claim in claims]
    for article, first in zip(articles, (1, 11, 500), strict=True):
        TextSketch.objects.update_or_create(article=article, defaults={"shingles": [*range(first, first + 64)]})
    Outlet.objects.create(article=articles[0], url="https://mirror.example/1", publisher="Mirror", percent=90)
    origins = origins_of(claims, edith)
    assert outline(origins.roots) == [("an official", [("Reuters", ["Herald"])]), ("Ana Lima", ["Post"])]
    (wire,) = origins.roots[0].nodes
    assert wire.nodes[0].is_copy
    assert [outlet["publisher"] for outlet in wire.outlets] == ["Mirror"]
    assert (origins.articles, len(origins.roots), origins.copies) == (4, 2, 2)


def test_outlets_that_cite_each_other_end(edith: User) -> None:
    claims = [say(edith, "Herald", ("Post", "outlet")), say(edith, "Post", ("Herald", "outlet"))]
    assert outline(origins_of(claims, edith).roots) == [("Post", [("Herald", ["Post"])])]
