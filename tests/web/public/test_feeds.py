"""The feeds as a feed reader sees them, which comes back for corrections and withdrawals."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import feedparser
import pytest
from django.test import Client
from django.urls import reverse
from reader import Reader, make_reader

from claims.models import Publication, User
from claims.services.publications import withdraw_verdict
from tests.stories import make_publication
from tests.web.public.test_verdicts import make_correction

FEEDS = ["feed_atom", "feed_rss", "feed_json"]
FollowFeed = Callable[..., list[Any]]


@pytest.fixture
def follow_feed(client: Client, tmp_path: Path) -> Iterator[FollowFeed]:
    """Fetch a feed like a feed reader that comes back; each call is a visit."""
    with closing(make_reader(":memory:", feed_root=str(tmp_path))) as reader:
        yield lambda name, **query: fetch_feed_text(reader, client, tmp_path, name, **query)


def fetch_feed_text(reader: Reader, client: Client, folder: Path, name: str, **query: str) -> list[Any]:
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    file = f"{name}-{'-'.join(query.values())}.{'json' if name == 'feed_json' else 'xml'}"
    (folder / file).write_bytes(response.content)
    reader.add_feed(file, exist_ok=True)
    reader.update_feed(file)
    return list(reader.get_entries(feed=file))


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_reader_shows_the_verdict(
    follow_feed: FollowFeed, feed: str, edith: User, mona: User, settings: Any
) -> None:
    settings.BASE_URL = "https://desk.example"
    published = make_publication(edith, mona)
    (entry,) = follow_feed(feed)
    address = f"https://desk.example{published.get_absolute_url()}"
    number = f"https://desk.example/verdicts/{published.claim_id}/"
    assert (entry.id, entry.link, entry.title) == (number, address, f"Mostly true: {published.claim_text}")
    text = entry.summary or entry.content[0].value
    assert "Two trees fewer, but close." in text
    assert "Claimed by The mayor." in text
    assert entry.published.timestamp() == pytest.approx(published.published.timestamp(), abs=1)
    assert entry.feed.title == settings.DESK_NAME


@pytest.mark.parametrize("feed", FEEDS)
def test_a_correction_changes_the_entry(follow_feed: FollowFeed, feed: str, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    (before,) = follow_feed(feed)
    correction = make_correction(published, edith, mona)
    (after,) = follow_feed(feed)
    assert (after.id, after.published) == (before.id, before.published)
    assert after.title.startswith("False: ")
    assert "We had counted two trees twice." in (after.summary or after.content[0].value)
    assert after.updated > before.updated or after.updated.timestamp() == int(correction.published.timestamp())


@pytest.mark.parametrize("feed", FEEDS)
def test_a_withdrawal_leaves_a_notice_and_no_rating(
    follow_feed: FollowFeed, feed: str, edith: User, mona: User
) -> None:
    published = make_publication(edith, mona)
    follow_feed(feed)
    withdraw_verdict(claim_id=published.claim_id, moderator=mona, reason="Nobody had counted <at all>.")
    (entry,) = follow_feed(feed)
    text = entry.summary or entry.content[0].value
    assert entry.title.startswith("Withdrawn: ")
    assert "Nobody had counted &lt;at all&gt;." in text
    assert "Mostly true" not in entry.title + text
    assert published.summary not in text


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ({"rating": "mostly_true"}, True),
        ({"rating": "false"}, False),
        ({"source": "The mayor"}, True),
        ({"source": "mayor"}, True),
        ({"source": "May"}, False),
        ({"changed": "yes"}, False),
        ({"topic": "climate-and-environment"}, True),
        ({"topic": "sport"}, False),
        ({"q": "planting trees"}, True),
        ({"q": "elephants"}, False),
        ({"q": "trees", "rating": "mostly_true", "source": "The mayor"}, True),
        ({"q": "trees", "rating": "false", "source": "The mayor"}, False),
    ],
)
def test_a_feed_is_filtered_by_rating_source_topic_and_words(
    follow_feed: FollowFeed, feed: str, query: dict[str, str], *, is_found: bool, edith: User, mona: User
) -> None:
    make_publication(edith, mona)
    assert bool(follow_feed(feed, **query)) == is_found


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_of_the_former_rating_shows_the_correction(
    follow_feed: FollowFeed, feed: str, edith: User, mona: User
) -> None:
    published = make_publication(edith, mona)
    make_correction(published, edith, mona)
    for rating in ("mostly_true", "false"):
        assert [entry.title[:7] for entry in follow_feed(feed, rating=rating)] == ["False: "]
    withdraw_verdict(claim_id=published.claim_id, moderator=mona, reason="Wrong again.")
    for rating in ("mostly_true", "false"):
        assert [entry.title[:10] for entry in follow_feed(feed, rating=rating)] == ["Withdrawn:"]


def test_the_atom_feed_is_valid(client: Client, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    response = client.get(reverse("feed_atom"), {"rating": "mostly_true"})
    feed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert (feed.bozo, feed.version) == (False, "atom10")
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"] == feed.feed.id
    assert links["self"].endswith("/feeds/atom.xml?rating=mostly_true")
    assert links["alternate"].endswith("/?rating=mostly_true")
    assert feed.feed.author
    assert feed.entries[0].updated_parsed == feed.feed.updated_parsed == published.published.utctimetuple()
    assert [tag.term for tag in feed.entries[0].tags] == ["Mostly true"]


def test_the_rss_feed_is_valid(client: Client, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    response = client.get(reverse("feed_rss"), {"source": "The mayor"})
    feed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert (feed.bozo, feed.version) == (False, "rss20")
    assert {link.rel: link.href for link in feed.feed.links}["self"].endswith("/feeds/rss.xml?source=The+mayor")
    (entry,) = feed.entries
    assert (entry.id, entry.guidislink) == (f"http://127.0.0.1:8000/verdicts/{published.claim_id}/", False)


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_of_corrections_has_what_changed(client: Client, feed: str, edith: User, mona: User) -> None:
    unchanged, corrected, withdrawn = (make_publication(edith, mona) for _ in range(3))
    make_correction(corrected, edith, mona)
    withdraw_verdict(claim_id=withdrawn.claim_id, moderator=mona, reason="She never said it.")
    text = client.get(reverse(feed), {"changed": "yes"}).content.decode()
    assert "She never said it." in text
    assert "We had counted two trees twice." in text
    assert f"/verdicts/{unchanged.claim_id}" not in text
    assert "http://127.0.0.1:8000/corrections/" in text


def test_the_json_feed_is_valid(client: Client, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    response = client.get(reverse("feed_json"))
    assert response["Content-Type"].startswith("application/feed+json")
    feed = response.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith("/feeds/feed.json")
    (item,) = feed["items"]
    assert {"id", "url", "title", "content_html", "date_published", "date_modified", "tags"} <= item.keys()
    assert item["date_modified"] == published.published.isoformat()
    assert item["_factcheck"] == {
        "kind": "published", "claim": published.claim_id, "revision": 1, "note": "", "rating": "mostly_true",
        "canonical": "mostly_true", "language": "en", "translation": False,
    }  # fmt: skip


@pytest.mark.parametrize("feed", FEEDS)
def test_an_unchanged_feed_is_not_sent_again(client: Client, feed: str, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    first = client.get(reverse(feed))
    headers = {"If-None-Match": first["ETag"]}
    assert client.get(reverse(feed), headers=headers).status_code == 304
    assert client.get(reverse(feed), headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    withdraw_verdict(claim_id=published.claim_id, moderator=mona, reason="Wrong.")
    again = client.get(reverse(feed), headers=headers)
    assert (again.status_code, again["ETag"] == first["ETag"]) == (200, False)
    assert "s-maxage=60" in first["Cache-Control"]
    assert "Cookie" not in first.get("Vary", "")


@pytest.mark.parametrize("feed", FEEDS)
def test_an_empty_feed_is_valid_and_stays_the_same(client: Client, db: None, feed: str) -> None:
    first = client.get(reverse(feed))
    assert first.status_code == 200
    assert client.get(reverse(feed), headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("feed", FEEDS)
def test_characters_that_xml_forbids_are_removed(follow_feed: FollowFeed, feed: str, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    withdraw_verdict(claim_id=published.claim_id, moderator=mona, reason="A\x0bB ]]> & \x1f.")
    (entry,) = follow_feed(feed)
    assert "A B ]]&gt; &amp;" in (entry.summary or entry.content[0].value)


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("query", [{"rating": "wrong"}, {"source": "x" * 301}, {"q": "x" * 401}])
def test_an_invalid_filter_is_refused(client: Client, db: None, feed: str, query: dict[str, str]) -> None:
    assert client.get(reverse(feed), query).status_code == 422


@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_takes_one_query(
    client: Client, feed: str, edith: User, mona: User, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        make_publication(edith, mona)
    with django_assert_num_queries(1):
        client.get(reverse(feed))


def test_a_feed_has_the_order_of_the_log(edith: User, mona: User, client: Client) -> None:
    first: Publication = make_publication(edith, mona)
    make_publication(edith, mona)
    make_correction(first, edith, mona)
    items = client.get(reverse("feed_json")).json()["items"]
    assert items[0]["_factcheck"]["claim"] == first.claim_id
