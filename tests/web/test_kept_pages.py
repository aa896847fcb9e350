"""Public answers are kept ready, and nobody gets one that shows what has changed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Appearance, Article, Claim, Publication, Quantity, Topic, User
from claims.services.claims import dismiss_claim
from claims.services.identity import change_identity
from claims.services.publications import withdraw_verdict
from claims.services.redactions import redact_passage
from claims.services.removals import remove_data
from claims.services.site_pages import save_site_page
from claims.services.topics import change_topic
from claims.web.kept_pages import PART_BYTES, STORES, KeptAnswer, Store
from tests.desk_look import Commits
from tests.stories import make_detected_claim, make_publication
from tests.web.public.test_verdicts import make_correction

PAGES, QUERIES = STORES[False], STORES[True]
OWN_HEADERS = {"X-Request-ID"}


@pytest.fixture
def published(edith: User, mona: User) -> Publication:
    return make_publication(edith, mona)


@pytest.fixture
def people(edith: User, mona: User, ada: User) -> dict[str, User]:
    return {"edith": edith, "mona": mona, "ada": ada}


def path_of(published: Publication) -> str:
    return Publication.objects.get(current_of=published.claim_id).get_absolute_url()


def is_kept(client: Client, path: str, **headers: str) -> bool:
    """Request an answer, and return whether nothing was asked for it but the versions, which Django does not count."""
    with CaptureQueriesContext(connection) as sent:
        client.get(path, headers=headers)
    return not len(sent)


def headers_of(response: Any) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name not in OWN_HEADERS}


# What is sent again ---------------------------------------------------------------


@pytest.mark.parametrize("name", ["front", "corrections", "feed_atom", "sitemap_pages", "how_we_rate", "verdict"])
def test_an_answer_is_made_once_and_sent_again_with_its_headers(
    client: Client, published: Publication, name: str
) -> None:
    path = path_of(published) if name == "verdict" else reverse(name)
    first = client.get(path)
    with CaptureQueriesContext(connection) as sent:
        again = client.get(path)
    assert (again.content, headers_of(again), len(sent)) == (first.content, headers_of(first), 0)
    assert {"Content-Security-Policy", "ETag", "X-Content-Type-Options", "Permissions-Policy"} <= {*again.headers}


def test_a_visitor_who_has_the_answer_gets_304_and_head_has_no_body(client: Client, published: Publication) -> None:
    path = reverse("embed", args=[published.claim_id])
    etag = client.get(path)["ETag"]
    unchanged = client.get(path, headers={"if-none-match": etag})
    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", etag)
    assert is_kept(client, path, **{"if-none-match": etag})
    head = client.head(path)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", etag)
    PAGES.clear()
    assert client.get(path, headers={"if-none-match": etag}).status_code == 304


def test_a_compressed_answer_is_kept_beside_the_plain_one(client: Client, published: Publication) -> None:
    path = path_of(published)
    plain, packed = client.get(path), client.get(path, headers={"accept-encoding": "gzip"})
    assert "Accept-Encoding" in plain["Vary"]
    assert packed["Content-Encoding"] == "gzip"
    assert client.get(path, headers={"accept-encoding": "gzip"}).content == packed.content
    assert client.get(path).content == plain.content


def test_languages_have_answers_of_their_own(client: Client, published: Publication, settings: Any) -> None:
    settings.LANGUAGES = [("en", "English"), ("fr", "Français")]
    path = path_of(published)
    pages = {code: client.get(path, headers={"accept-language": code}) for code in ("en", "fr", "de")}
    assert {code: page["Content-Language"] for code, page in pages.items()} == {"en": "en", "fr": "fr", "de": "en"}
    assert is_kept(client, path, **{"accept-language": "fr"})
    assert client.get(path, headers={"accept-language": "fr"})["Content-Language"] == "fr"
    client.cookies["django_language"] = "fr"
    assert client.get(path)["Content-Language"] == "fr"


def test_a_foreign_host_gets_nothing_that_was_kept(client: Client, published: Publication) -> None:
    path = path_of(published)
    assert client.get(path).status_code == 200
    assert client.get(path, headers={"host": "evil.example"}).status_code == 400


def test_who_is_signed_in_gets_a_page_made_for_them_and_leaves_none(
    client: Client, published: Publication, edith: User
) -> None:
    client.force_login(edith)
    path = path_of(published)
    assert client.get(path).status_code == 200
    assert not is_kept(client, path)
    assert not PAGES.size_bytes


def test_a_searched_list_and_what_is_not_found_are_not_kept(client: Client, published: Publication) -> None:
    for path in ("/?q=trees", "/?q=treees", "/verdicts/99999999/", "/feeds/atom.xml?q=trees", "/verdicts/1/"):
        client.get(path)
    assert (PAGES.size_bytes, QUERIES.size_bytes) == (0, 0)


# What ends it ---------------------------------------------------------------------


def withdraw(published: Publication, mona: User, **_: User) -> None:
    withdraw_verdict(claim_id=published.claim_id, moderator=mona, reason="It was another park.")


def correct(published: Publication, edith: User, mona: User, **_: User) -> None:
    make_correction(published, edith, mona)


def redact(published: Publication, ada: User, **_: User) -> None:
    redact_passage(claim_id=published.claim_id, passage="parks office", reason="law", by=ada)


def remove(published: Publication, ada: User, **_: User) -> None:
    remove_data(kind="claim", subject=published.claim_id, reason="danger", by=ada)


def rename_desk(published: Publication, ada: User, **_: User) -> None:
    look = {"tagline": "", "accent": "", "time_zone": "UTC", "language": "en", "languages": ["en"]}
    change_identity(name="Another Desk", by=ada, **look)  # type: ignore[arg-type]


def add_site_page(published: Publication, ada: User, **_: User) -> None:
    save_site_page(slug="about", language="en", title="Who we are", body="We check.", published=True, by=ada)


def publish_another(published: Publication, edith: User, mona: User, **_: User) -> None:
    make_publication(edith, mona)  # of the same source, so that it is related


def file_duplicate(published: Publication, edith: User, **_: User) -> None:
    other = make_detected_claim(edith)
    Article.objects.filter(appearances__claim=other).update(url="https://news.example/other", title="Elsewhere")
    dismiss_claim(claim_id=other.pk, editor=edith, reason="duplicate", duplicate_of=published.claim_id)


CHANGES: list[Callable[..., None]] = [
    withdraw, correct, redact, remove, rename_desk, add_site_page, publish_another, file_duplicate,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_verdict_is_shown_as_it_is_once_it_has_changed(
    client: Client, published: Publication, change: Callable[..., None], people: dict[str, User]
) -> None:
    paths = [published.get_absolute_url(), f"/verdicts/{published.claim_id}/revisions/1/"]
    before = [client.get(path).content for path in paths]
    assert all(is_kept(client, path) for path in paths)
    change(published, **people)
    after = [client.get(path).content for path in paths]
    PAGES.clear()
    assert after == [client.get(path).content for path in paths]
    assert after != before


@pytest.mark.parametrize("change", [withdraw, correct, redact, remove, publish_another, rename_desk])
@pytest.mark.parametrize("name", ["front", "feed_json", "api:publications"])
def test_lists_are_shown_as_they_are_once_a_verdict_has_changed(
    client: Client, published: Publication, name: str, change: Callable[..., None], people: dict[str, User]
) -> None:
    before = client.get(reverse(name)).content
    change(published, **people)
    after = client.get(reverse(name)).content
    for store in STORES.values():
        store.clear()
    assert after == client.get(reverse(name)).content
    assert (after != before) or change is rename_desk


def test_the_page_of_a_duplicate_follows_its_article_and_numbers(
    client: Client, published: Publication, edith: User
) -> None:
    file_duplicate(published, edith=edith)
    assert b"Elsewhere" in client.get(path_of(published)).content
    place = Appearance.objects.get(claim__duplicate_of=published.claim_id)
    place.article.title = "Renamed"
    place.article.save(update_fields=["title"])
    assert b"Renamed" in client.get(path_of(published)).content
    Quantity.objects.create(appearance=place, low=777, high=777, unit="trees")
    assert b"777" in client.get(path_of(published)).content


def test_a_page_follows_the_topic_of_its_claim(client: Client, published: Publication, ada: User) -> None:
    topic, claim = Topic.objects.all()[0], Claim.objects.get(pk=published.claim_id)
    client.get(path_of(published))
    Claim.objects.filter(pk=claim.pk).update(topic=topic)
    assert topic.name in client.get(path_of(published)).text
    change_topic(topic_id=topic.pk, name="Another name", words=["word"], by=ada)
    assert "Another name" in client.get(path_of(published)).text


@pytest.mark.django_db(transaction=True)
def test_another_process_shows_a_change_once_it_is_committed_and_not_before(published: Publication, mona: User) -> None:
    path = published.get_absolute_url()

    def read_elsewhere() -> str:
        try:
            return Client().get(path).text
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as elsewhere:
        assert "It was another park." not in elsewhere.submit(read_elsewhere).result()
        with transaction.atomic():
            withdraw_verdict(claim_id=published.claim_id, moderator=mona, reason="It was another park.")
            assert "It was another park." not in elsewhere.submit(read_elsewhere).result()
        assert "It was another park." in elsewhere.submit(read_elsewhere).result()


def test_an_identity_is_read_anew_by_a_process_that_has_an_earlier_one(
    client: Client, published: Publication, ada: User, commits: Commits
) -> None:
    client.get(path_of(published))
    rename_desk(published, ada=ada)  # without what the process that changed it does after its commit
    assert "Another Desk" in client.get(path_of(published)).text


# Programs -------------------------------------------------------------------------


def test_requests_for_kept_documents_count(
    client: Client, published: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.api.throttles.AnonymousThrottle.rate", "3/min", raising=False)
    path = reverse("api:publication", args=[published.claim_id])
    answers = [client.get(path) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert "Retry-After" in answers[-1]


def test_a_program_with_a_token_gets_a_document_of_its_own(client: Client, published: Publication) -> None:
    path = reverse("api:publication", args=[published.claim_id])
    etag = client.get(path)["ETag"]
    assert is_kept(client, path)
    assert client.get(path, headers={"authorization": "Bearer wrong"}).status_code == 401
    assert client.get(path, headers={"if-none-match": etag}).status_code == 304
    assert client.get(path, headers={"accept": "text/html"}).status_code == 406


# The store ------------------------------------------------------------------------


def test_many_query_strings_neither_fill_the_store_nor_push_out_pages(
    client: Client, published: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QUERIES, "limit_bytes", 60_000)
    client.get(path_of(published))
    for number in range(12):
        client.get(f"/?x={number}")
    assert 0 < QUERIES.size_bytes <= 60_000
    assert is_kept(client, path_of(published))


def test_the_store_forgets_what_was_not_asked_for_longest() -> None:
    store = Store(PART_BYTES)
    answers = {name: KeptAnswer(b"x" * (PART_BYTES // 3), {}, None, 0) for name in "abc"}  # type: ignore[arg-type]
    for name, answer in answers.items():
        store.add((name,), answer)
        store.get(("a",))
    assert [bool(store.get((name,))) for name in "abc"] == [True, False, True]
    store.add(("d",), KeptAnswer(b"x" * PART_BYTES, {}, None, 0))  # type: ignore[arg-type]
    assert (store.size_bytes, store.get(("d",))) == (0, None)
