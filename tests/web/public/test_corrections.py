"""The corrections page."""

import re
from typing import Any

import pytest
from django.test import Client

from claims.models import User
from claims.services.publications import withdraw_verdict
from claims.services.redactions import redact_passage
from claims.services.translations import withdraw_translation
from tests.stories import make_publication
from tests.translation_stories import make_translation, take_correction_over
from tests.web.public.test_verdicts import make_correction, public_page_text

CHANGE = re.compile(r'data-tone="(\w+)">(\w+)</span>\s*<a href="([^"]+)" lang="\w*">')


def test_changes_are_listed_with_kind_verdict_and_note(client: Client, edith: User, mona: User, ada: User) -> None:
    assert "Nothing has been corrected" in public_page_text(client, "corrections")
    unchanged, corrected, withdrawn, redacted = (make_publication(edith, mona) for _ in range(4))
    correction = make_correction(corrected, edith, mona)
    withdraw_verdict(claim_id=withdrawn.claim_id, moderator=mona, reason="She never said it.")
    redact_passage(claim_id=redacted.claim_id, passage="spring", reason="request", by=ada)
    html = public_page_text(client, "corrections")
    assert CHANGE.findall(html) == [
        ("info", "Redacted", redacted.get_absolute_url()),
        ("error", "Withdrawn", withdrawn.get_absolute_url()),
        ("info", "Corrected", correction.get_absolute_url()),
    ]
    for note in ("She never said it.", "We had counted two trees twice.", "Words were removed"):
        assert note in html
    assert unchanged.get_absolute_url() not in html
    assert 'href="/feeds/rss.xml?changed=yes"' in html
    assert html.count('href="/corrections/"') >= 2


def test_every_change_is_on_exactly_one_page(
    client: Client, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr("claims.selectors.publications.PAGE_ROWS", 2)
    changed = [make_publication(edith, mona) for _ in range(3)]
    for publication in changed:
        withdraw_verdict(claim_id=publication.claim_id, moderator=mona, reason="Wrong.")
    with django_assert_max_num_queries(1):
        first = client.get("/corrections/").content.decode()
    link = re.search(r'href="(\?cursor=[^"]*)" rel="next"', first)
    assert link
    second = client.get(f"/corrections/{link[1]}").content.decode()
    paths = [path for html in (first, second) for _, _, path in CHANGE.findall(html)]
    assert paths == [publication.get_absolute_url() for publication in reversed(changed)]


def test_a_correction_is_listed_in_the_language_of_the_visitor_once_it_is_translated(
    client: Client, edith: User, mona: User, django_assert_max_num_queries: Any
) -> None:
    corrected, untranslated = make_publication(edith, mona), make_publication(edith, mona)
    make_translation(corrected, edith, mona)
    first, other = (make_correction(original, edith, mona) for original in (corrected, untranslated))
    make_translation(other, edith, mona)
    assert _listed_in_french(client) == {first.get_absolute_url(), other.get_absolute_url()}
    french = take_correction_over(first, edith, mona)
    with django_assert_max_num_queries(2):
        html = client.get("/corrections/", headers={"accept-language": "fr"}).content.decode()
    assert '<p class="list__note" lang="fr">Le compte était faux.</p>' in html
    assert '<p class="list__note" lang="en">We had counted two trees twice.</p>' in html
    assert _listed_in_french(client) == {french.get_absolute_url(), other.get_absolute_url()}
    assert french.get_absolute_url() not in public_page_text(client, "corrections")
    front = client.get("/", headers={"accept-language": "fr"}).content.decode()
    assert '<p class="list__note" lang="fr">Le compte était faux.</p>' in front
    withdraw_translation(claim_id=french.claim_id, language="fr", moderator=mona, reason="Contresens.")
    assert _listed_in_french(client) == {first.get_absolute_url(), other.get_absolute_url()}


def _listed_in_french(client: Client) -> set[str]:
    html = client.get("/corrections/", headers={"accept-language": "fr"}).content.decode()
    return {path for _, _, path in CHANGE.findall(html)}
