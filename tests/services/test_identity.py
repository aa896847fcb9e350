"""An admin names the desk; every version stays, and what was published does not change."""

from typing import Any

import pytest
from django.core import mail
from django.db import Error, connection, transaction

from claims.intake.images import redraw_image
from claims.models import DeskIdentity, Event, Logo, User
from claims.permissions.refusals import RoleTooLow
from claims.refusals import BadValue, NotFound
from claims.selectors.identity import get_desk_zone, get_identity
from claims.services.identity import change_identity, restore_identity
from claims.services.invitations import send_invitation
from tests.desk_look import Commits
from tests.sample_images import make_image
from tests.stories import make_publication

FACTS: dict[str, Any] = {
    "name": "Facts", "tagline": "", "accent": "#7a1f3d", "time_zone": "Asia/Tokyo", "language": "en",
    "languages": ["en", "fr"],
}  # fmt: skip


def test_a_change_is_seen_at_once_and_leaves_an_event(ada: User, commits: Commits, settings: Any) -> None:
    before = get_identity()
    with commits():
        event = change_identity(**FACTS, by=ada)
        assert get_identity() == before, "nothing is seen before the commit"
    assert (get_identity().name, get_identity().accent, str(get_desk_zone())) == ("Facts", "#7a1f3d", "Asia/Tokyo")
    assert event
    assert event.data["before"] == {"name": settings.DESK_NAME, "accent": "", "time_zone": "UTC"}
    assert change_identity(**FACTS, by=ada) is None
    assert Event.objects.filter(verb="identity.changed").count() == 1


def test_reading_the_identity_asks_no_query(ada: User, commits: Commits, django_assert_num_queries: Any) -> None:
    with commits():
        change_identity(**FACTS, by=ada)
    with django_assert_num_queries(0):
        assert get_identity().name == "Facts"


def test_new_publications_and_mails_have_the_new_name_and_old_ones_the_old(
    ada: User, edith: User, mona: User, commits: Commits, settings: Any
) -> None:
    old = make_publication(edith, mona)
    with commits():
        change_identity(**FACTS, by=ada)
    new = make_publication(edith, mona)
    old.refresh_from_db()
    assert (old.content.desk.name, new.content.desk.name) == (settings.DESK_NAME, "Facts")
    assert '"name":"Facts"' in new.document
    assert '"name":"Facts"' not in old.document
    send_invitation(edith, by=ada)
    assert mail.outbox[-1].subject == "Your account at Facts"


def test_an_earlier_version_is_restored_with_its_logo(ada: User, commits: Commits, settings: Any) -> None:
    image = redraw_image(make_image(), max_width=800, max_height=200)
    with commits():
        change_identity(**FACTS, logo=image, by=ada)
        change_identity(**(FACTS | {"name": "Figures"}), remove_logo=True, by=ada)
    assert (get_identity().name, get_identity().logo) == ("Figures", "")
    with commits():
        restore_identity(version=DeskIdentity.objects.get(name="Facts").pk, by=ada)
    assert get_identity().name == "Facts"
    assert get_identity().logo == Logo.objects.get().sha256
    with commits():
        restore_identity(version=0, by=ada)
    assert (get_identity().name, get_identity().logo) == (settings.DESK_NAME, "")
    assert DeskIdentity.objects.count() == 4
    with pytest.raises(NotFound):
        restore_identity(version=2**31, by=ada)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " \t"), ("accent", "#ffff00"), ("accent", "url(x)"), ("time_zone", "../etc/passwd"),
        ("languages", ["xx"]), ("language", "xx"),
    ],
)  # fmt: skip
def test_bad_values_are_refused_with_their_field(ada: User, field: str, value: Any) -> None:
    with pytest.raises(BadValue) as refused:
        change_identity(**(FACTS | {field: value}), by=ada)
    assert refused.value.facts["field"] in {field, "languages"}
    assert not DeskIdentity.objects.exists()


def test_only_admins_change_or_restore_it(mona: User) -> None:
    with pytest.raises(RoleTooLow):
        change_identity(**FACTS, by=mona)
    with pytest.raises(RoleTooLow):
        restore_identity(version=0, by=mona)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims_deskidentity SET name = 'x'", "DELETE FROM claims_deskidentity", "TRUNCATE claims_deskidentity",
        "UPDATE claims_logo SET width = 1", "DELETE FROM claims_logo",
        "INSERT INTO claims_logo VALUES (repeat('a', 64), 'x', 1, 1)",
    ],
)  # fmt: skip
def test_the_database_keeps_versions_and_logos(ada: User, statement: str) -> None:
    image = redraw_image(make_image(), max_width=800, max_height=200)
    change_identity(**FACTS, logo=image, by=ada)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
