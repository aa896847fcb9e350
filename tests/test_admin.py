"""The admin site manages accounts and shows other rows; it writes through services only."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.core import mail
from django.test import Client
from django.urls import reverse

from claims import models
from claims.models import Event, Topic, User
from claims.refusals import BadValue, NotAllowed
from claims.services.users import change_user, invite_user
from tests.stories import make_publication

READ_ONLY_MODELS = ("article", "claim", "event", "publication")


@pytest.fixture
def boss(ada: User) -> User:
    """Ada with access to the admin site, as the service creates admins."""
    ada.is_staff = ada.is_superuser = True
    ada.save()
    return ada


def post_invitation(client: Client, **words: str) -> Any:
    person = {"email": "Nils@Desk.example", "name": "Nils", "role": "editor"}
    return client.post(reverse("admin:claims_user_add"), {**person, **words})


def test_an_admin_invites_by_mail(client: Client, boss: User) -> None:
    client.force_login(boss)
    assert post_invitation(client).status_code == 302
    nils = User.objects.get(email="nils@desk.example")
    assert (nils.role, nils.is_active, nils.is_staff, nils.has_usable_password()) == ("editor", True, False, False)
    assert Event.objects.filter(verb="user.invited", actor=boss, data__user=nils.pk).count() == 1
    (letter,) = mail.outbox
    assert letter.to == ["nils@desk.example"]
    address = re.search(r"https?://[^\s/]+(/account/password/reset/key/\S+)", str(letter.body))
    assert address
    assert client.get(address[1], follow=True).status_code == 200


def test_one_address_has_one_account(client: Client, boss: User, edith: User) -> None:
    client.force_login(boss)
    assert "already" in post_invitation(client, email=edith.email.upper()).content.decode()
    assert User.objects.count() == 2


def post_change(client: Client, user: User, **words: str) -> Any:
    return client.post(reverse("admin:claims_user_change", args=[user.pk]), {"name": user.name, **words})


def test_an_admin_gives_roles_and_shuts_out(client: Client, boss: User, edith: User) -> None:
    client.force_login(boss)
    post_change(client, edith, role="admin", is_active="on")
    edith.refresh_from_db()
    assert (edith.role, edith.is_staff) == ("admin", True)
    post_change(client, edith, role="contributor")
    edith.refresh_from_db()
    assert (edith.role, edith.is_staff, edith.is_active) == ("contributor", False, False)
    assert Event.objects.filter(verb="user.changed", actor=boss).count() == 2


def test_admins_keep_their_own_role(client: Client, boss: User) -> None:
    client.force_login(boss)
    post_change(client, boss, role="contributor")
    boss.refresh_from_db()
    assert (boss.role, boss.is_active) == ("admin", True)
    with pytest.raises(BadValue):
        change_user(user_id=boss.pk, name="Ada", role="editor", active=True, by=boss)


def test_only_admins_give_out_accounts(mona: User) -> None:
    with pytest.raises(NotAllowed):
        invite_user(email="friend@desk.example", name="Friend", role="admin", by=mona)


def test_there_are_only_our_roles(boss: User) -> None:
    with pytest.raises(BadValue):
        invite_user(email="friend@desk.example", name="Friend", role="king", by=boss)


def test_accounts_are_never_deleted(client: Client, boss: User, edith: User) -> None:
    client.force_login(boss)
    assert client.post(reverse("admin:claims_user_delete", args=[edith.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("name", READ_ONLY_MODELS)
def test_the_rest_is_to_look_at(client: Client, boss: User, edith: User, mona: User, name: str) -> None:
    make_publication(edith, mona)
    row = getattr(models, name.capitalize()).objects.first()
    client.force_login(boss)
    assert client.get(reverse(f"admin:claims_{name}_changelist"), {"q": "tree"}).status_code == 200
    one = reverse(f"admin:claims_{name}_change", args=[row.pk])
    assert client.get(one).status_code == 200
    for address in (one, reverse(f"admin:claims_{name}_add"), reverse(f"admin:claims_{name}_delete", args=[row.pk])):
        assert client.post(address, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(("query", "count"), [({}, 1), ({"rating": "mostly_true"}, 1), ({"rating": "false"}, 0)])
def test_publications_are_sorted_by_the_whole_scale(
    client: Client, boss: User, edith: User, mona: User, *, query: dict[str, str], count: int
) -> None:
    make_publication(edith, mona)
    client.force_login(boss)
    answer = client.get(reverse("admin:claims_publication_changelist"), query)
    assert answer.context["cl"].result_count == count
    assert "Misleading" in answer.content.decode()


def test_no_other_model_is_open_not_even_of_a_library() -> None:
    """Tokens, second factors and addresses could be written there past every service, and secrets be read."""
    assert {model._meta.label_lower for model in admin.site._registry} == {
        f"claims.{name}" for name in (*READ_ONLY_MODELS, "topic", "user")
    }


def test_the_door_is_the_desks_own(client: Client, db: None) -> None:
    answer = client.get(reverse("admin:index"), follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", ["cora", "edith", "mona"])
def test_others_stay_outside(client: Client, role: str, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(role))
    assert client.get(reverse("admin:claims_user_changelist")).status_code in (302, 403)


def test_nobody_signs_up_by_themselves(client: Client, db: None) -> None:
    words = {"email": "me@desk.example", "password1": "a quiet desk at noon", "password2": "a quiet desk at noon"}
    assert "by invitation only" in client.get(reverse("account_signup")).content.decode()
    client.post(reverse("account_signup"), words)
    assert not User.objects.exists()


def test_an_admin_names_topics_and_their_words_and_deletes_none(client: Client, boss: User) -> None:
    client.force_login(boss)
    page = reverse("admin:claims_topic_add")
    assert client.post(page, {"name": "Trees", "words": "Oak,beech"}).status_code == 302
    topic = Topic.objects.get(slug="trees")
    assert topic.words == ["oak", "beech"]
    client.post(reverse("admin:claims_topic_change", args=[topic.pk]), {"name": "Wood", "words": "oak"})
    topic.refresh_from_db()
    assert (topic.name, topic.slug, topic.words) == ("Wood", "trees", ["oak"])
    assert client.post(reverse("admin:claims_topic_delete", args=[topic.pk])).status_code == 403
    assert Event.objects.filter(verb__startswith="topic.", actor=boss).count() == 2


NUL_FILTERS = (
    "article/?status", "claim/?status__exact", "publication/?rating", "publication/?kind", "user/?role__exact",
)  # fmt: skip


@pytest.mark.parametrize("query", NUL_FILTERS)
def test_a_filter_with_a_nul_is_refused(client: Client, boss: User, query: str) -> None:
    client.force_login(boss)
    assert client.get(f"/admin/claims/{query}=%00").status_code in (200, 302, 400, 422)
