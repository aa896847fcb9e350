"""The notification centre and its settings: counted, listed unseen first, opened, marked as seen."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import DeskNotification, NotificationSettings, User
from claims.selectors.paging import PAGE_SIZE
from claims.services.comments import add_comment, remove_comment
from tests.api.api_clients import API_ROOT, api_client
from tests.api.sample_desk import create_failed_article, create_failed_submission
from tests.stories import make_taken_claim


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def page_text(client: Client, query: str = "") -> str:
    return client.get(f"/notifications/{query}").content.decode()


def mention_edith(by: User, edith: User, count: int = 1) -> list[int]:
    claim = make_taken_claim(edith)
    return [add_comment(claim_id=claim.pk, author=by, text=f"@Edith, number {n:03}.").pk for n in range(count)]


def test_notifications_are_counted_opened_and_sorted(desk: Client, edith: User, emil: User) -> None:
    first, second = mention_edith(emil, edith, 2)
    shown = page_text(desk)
    assert '<span class="count">2<span' in shown
    assert shown.index("number 001.") < shown.index("number 000.")
    newest = DeskNotification.objects.get(comment=second)
    opened = desk.get(reverse("notification", args=[newest.pk]))
    assert opened["Location"] == f"/claims/{newest.claim_id}/#comment-{second}"
    shown = page_text(desk)
    assert shown.index("number 000.") < shown.index("number 001.")
    assert '<span class="count">1<span' in shown
    assert desk.head(reverse("notification", args=[DeskNotification.objects.get(comment=first).pk])).status_code == 302
    assert '<span class="count">1<span' in page_text(desk)


def test_all_are_marked_as_seen_of_one_person_alone(desk: Client, edith: User, emil: User, mona: User) -> None:
    add_comment(claim_id=make_taken_claim(edith).pk, author=emil, text="@Edith and @Mona, look.")
    assert "1 notification marked as seen." in desk.post("/notifications/seen/", follow=True).content.decode()
    assert [row.person for row in DeskNotification.objects.filter(seen=None)] == [mona]
    assert "Mark all as seen" not in page_text(desk)


def test_a_removed_comment_is_no_longer_quoted(desk: Client, edith: User, emil: User) -> None:
    (comment,) = mention_edith(emil, edith)
    remove_comment(comment_id=comment, author=emil)
    assert "number 000." not in page_text(desk)


def test_many_notifications_are_paginated(desk: Client, edith: User, emil: User) -> None:
    mention_edith(emil, edith, PAGE_SIZE + 2)
    shown = page_text(desk)
    assert "number 002." in shown
    assert "number 001." not in shown
    cursor = shown.partition("?cursor=")[2].partition('"')[0]
    assert "number 001." in page_text(desk, f"?cursor={cursor}")


def test_what_failed_opens_where_it_can_be_tried_again(client: Client, cora: User) -> None:
    article, submission = create_failed_article(cora), create_failed_submission(cora)
    client.force_login(cora)
    rows = DeskNotification.objects.filter(person=cora).order_by("id")
    targets = [client.get(reverse("notification", args=[row.pk]))["Location"] for row in rows]
    assert targets == [f"/articles/{article.pk}/", f"/articles/submissions/{submission.pk}/"]
    assert [client.get(target).status_code for target in targets] == [200, 200]


def test_settings_are_saved_and_shown(desk: Client, edith: User) -> None:
    form = {"mentioned": "digest", "quiet_from": "22:00", "quiet_until": "07:00"}
    shown = desk.post("/notifications/settings/", form, follow=True).content.decode()
    assert "The settings apply to all future notifications." in shown
    assert 'name="quiet_from" value="22:00"' in shown
    stored = NotificationSettings.objects.get(person=edith)
    assert (stored.channels, stored.quiet_until) == ({"mentioned": "digest"}, time(7))


@pytest.mark.parametrize("form", [{"mentioned": "fax"}, {"quiet_from": "22:00"}, {"quiet_from": "noon"}])
def test_settings_that_are_refused_say_why(desk: Client, form: dict[str, str]) -> None:
    answer = desk.post("/notifications/settings/", form)
    assert answer.status_code == 422
    assert "Not saved:" in answer.content.decode()


def test_the_api_lists_marks_and_chooses(edith: User, emil: User) -> None:
    mention_edith(emil, edith, 2)
    desk = api_client(edith)
    rows = desk.get(f"{API_ROOT}/notifications/?limit=1").json()
    (row,) = rows["results"]
    assert (row["kind"], row["actor"]["name"], row["seen"], rows["next"] is None) == ("mentioned", "Emil", None, False)
    assert row["text"].startswith("Emil mentioned you in a comment on “")
    assert desk.post(f"{API_ROOT}/notifications/{row['id']}/seen/").json()["seen"]
    assert desk.post(f"{API_ROOT}/notifications/seen/").json() == {"count": 1}
    where = f"{API_ROOT}/me/notifications/"
    assert desk.get(where).json()["channels"][1]["channel"] == "mail"
    changed = desk.patch(where, {"channels": {"mentioned": "off"}, "quiet_from": "22:00", "quiet_until": "07:00"})
    assert (changed.json()["channels"][1]["channel"], changed.json()["quiet_from"]) == ("off", "22:00:00")
    assert desk.patch(where, {"channels": {"approved": "mail"}}).json()["quiet_until"] == "07:00:00"
    for wrong in ({"unheard": "mail"}, {"mentioned": "fax"}, "mail"):
        assert desk.patch(where, {"channels": wrong}).status_code == 400
