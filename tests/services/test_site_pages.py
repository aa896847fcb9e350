"""The pages about the desk: nothing is public before an admin saves it, and every version stays."""

import pytest
from django.db import Error, connection, transaction

from claims.models import SitePage, User
from claims.permissions.refusals import RoleTooLow
from claims.refusals import BadValue, NotFound, Refusal
from claims.selectors.site_pages import find_public_page, list_page_links
from claims.services.site_pages import restore_site_page, save_site_page
from claims.site_pages import SITE_PAGES
from tests.desk_look import Commits


def save(by: User, body: str = "We ask twice.", *, slug: str = "method", published: bool = True) -> int:
    save_site_page(slug=slug, language="en", title="How we check", body=body, published=published, by=by)
    return SitePage.objects.order_by("-id")[0].pk


def test_a_page_is_public_once_it_is_saved_until_it_is_taken_back(ada: User, commits: Commits) -> None:
    assert (list_page_links(), find_public_page("method")) == ([], None)
    with commits():
        first = save(ada)
    assert [(link.slug, link.title) for link in list_page_links()] == [("method", "How we check")]
    with commits():
        save(ada, published=False)
    assert (list_page_links(), find_public_page("method")) == ([], None)
    with commits():
        restore_site_page(version=first, by=ada)
    assert find_public_page("method").body == "We ask twice."  # type: ignore[union-attr]
    assert SitePage.objects.count() == 3


def test_the_page_on_privacy_has_no_second_link(ada: User, commits: Commits) -> None:
    with commits():
        save(ada, slug="privacy")
    assert list_page_links() == []


def test_bad_pages_are_refused(ada: User, mona: User) -> None:
    refused: list[tuple[type[Exception], User, str, str]] = [
        (BadValue, ada, "method", "  "),
        (Refusal, ada, "method", "x" * 30_001),
        (BadValue, ada, "method", "[" * 5_000),
        (NotFound, ada, "imprint", "We."),
        (RoleTooLow, mona, "method", "We."),
    ]
    for kind, by, slug, body in refused:
        with pytest.raises(kind):
            save(by, body, slug=slug)
    assert not SitePage.objects.exists()


def test_every_page_has_a_first_text_that_can_be_saved(ada: User) -> None:
    for kind in SITE_PAGES.values():
        save(ada, str(kind.starter), slug=kind.slug)


@pytest.mark.parametrize("statement", ["UPDATE claims_sitepage SET body = 'x'", "DELETE FROM claims_sitepage"])
def test_the_database_keeps_versions(ada: User, statement: str) -> None:
    save(ada)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
