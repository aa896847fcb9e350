"""The page of a source on the desk: claims, relays, other names, roles, merging with undo."""

from django.test import Client
from django.urls import reverse

from claims.models import Source, User
from tests.selectors.test_origins import REUTERS, say


def test_a_source_shows_what_it_said_and_is_merged_and_split(client: Client, edith: User) -> None:
    client.force_login(edith)
    for name in ("IFS", "Institute for Fiscal Studies"):
        say(edith, "Herald", (name, "organisation"), REUTERS)
    short, long = Source.objects.get(name="IFS"), Source.objects.get(name="Institute for Fiscal Studies")
    path = reverse("desk_source", args=[long.pk])
    page = client.get(path).content.decode()
    for words in ("May be the same source", "Reuters", "300 trees", "Herald"):
        assert words in page
    answer = client.post(reverse("desk_source_merge", args=[long.pk]), {"other": short.pk}, follow=True)
    split_path = reverse("desk_source_split", args=[short.pk])
    assert answer.content.decode().count(f'action="{split_path}"') == 2
    assert client.get(reverse("desk_source", args=[short.pk])).headers["Location"] == path
    split = client.post(split_path, follow=True).content.decode()
    assert "No other names." in split
    merge_again = f"{reverse('desk_source_merge', args=[long.pk])}?other={short.pk}"
    assert f'action="{merge_again}"' in split
    client.post(merge_again)
    short.refresh_from_db()
    assert short.merged_into == long


def test_a_role_and_a_number_are_added_and_a_wrong_role_is_shown_again(client: Client, edith: User) -> None:
    client.force_login(edith)
    source = Source.objects.create(name="Ana Lima", key="ana lima", kind="person")
    path = reverse("desk_source", args=[source.pk])
    shown = client.post(path, {"title": "Minister of Finance", "start": "2024-01-02"}, follow=True).content.decode()
    assert "Minister of Finance" in shown
    assert "2 January 2024" in shown
    wrong = client.post(path, {"title": "Mayor", "start": "2024-01-02", "end": "2023-01-01"})
    assert wrong.status_code == 422
    assert "The last day is before the first." in wrong.content.decode()
    number = client.post(reverse("desk_source_number", args=[source.pk]), {"external_id": "Q42"}, follow=True)
    assert "External ID: Q42" in number.content.decode()
    (role,) = source.roles.all()
    client.post(reverse("desk_source_role_remove", args=[source.pk, role.pk]))
    assert not source.roles.exists()
