"""The pages of watches: add by address or list, switch, remove with undo, and decide about items."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.models import User, Watch
from tests.services.test_watches import OPML, URL
from tests.stories import make_watch
from tests.web.access_table import WATCH_FORM


def test_an_editor_watches_an_address_and_changes_its_rule(client: Client, edith: User) -> None:
    client.force_login(edith)
    page = client.post(reverse("watches"), {**WATCH_FORM, "words": "fire\nstorm"}, follow=True)
    watch = Watch.objects.get()
    assert "The address is watched." in page.text
    assert (watch.words, page.redirect_chain[-1][0]) == (["fire", "storm"], reverse("watch", args=[watch.pk]))
    page = client.post(reverse("watch", args=[watch.pk]), {**WATCH_FORM, "title": "The Herald"}, follow=True)
    assert "The Herald" in page.text
    again = client.post(reverse("watches"), WATCH_FORM)
    assert (again.status_code, "This address is watched already." in again.text) == (409, True)
    assert client.post(reverse("watches"), {**WATCH_FORM, "url": "ftp://x"}).status_code == 422


def test_a_list_of_feeds_is_imported_with_counts(client: Client, edith: User) -> None:
    client.force_login(edith)
    file = SimpleUploadedFile("feeds.opml", OPML.encode())
    page = client.post(reverse("watches_import"), {"file": file}, follow=True)
    assert "2 feeds are watched now. 1 has no valid URL." in page.text
    wrong = client.post(reverse("watches_import"), {"file": SimpleUploadedFile("a.opml", b"")})
    assert (wrong.status_code, "This OPML file lists no feeds." in wrong.text) == (422, True)


def test_a_removed_watch_comes_back_with_undo(client: Client, edith: User) -> None:
    client.force_login(edith)
    watch = make_watch(edith, URL)
    page = client.post(reverse("watch_remove", args=[watch.pk]), follow=True)
    undo = reverse("watch_restore", args=[watch.pk])
    assert undo in page.text
    assert client.get(reverse("watch", args=[watch.pk])).status_code == 404
    assert "The address is watched again." in client.post(undo, follow=True).text


def test_items_are_read_and_left_from_both_lists(client: Client, edith: User) -> None:
    client.force_login(edith)
    watch = make_watch(edith, URL)
    queued, old = watch.items.get(outcome="queued"), watch.items.get(title="Old fire")
    assert queued.title in client.get(reverse("watch_items")).text
    left = client.post(reverse("watch_item_leave", args=[queued.pk]), follow=True)
    assert "Nothing waits" in left.text
    at_watch = reverse("watch", args=[watch.pk])
    read = client.post(f"{reverse('watch_item_read', args=[old.pk])}?watch={watch.pk}", follow=True)
    assert read.redirect_chain[-1][0] == at_watch
    assert "to be read" in read.text


def test_a_list_shows_how_each_watch_is(client: Client, edith: User) -> None:
    client.force_login(edith)
    make_watch(edith, URL)
    page = client.get(reverse("watches")).text
    assert "The Courier" in page
    assert "well" in page
