"""The desk in French: its pages and mail, and what keeps the language of its content."""

import json

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from claims.models import Publication, User
from claims.selectors.identity import get_identity
from claims.services.identity import change_identity
from claims.services.invitations import send_invitation
from claims.services.languages import set_language
from claims.tasks.languages import activate_desk_language, deactivate_language
from tests.desk_look import Commits
from tests.stories import make_publication

FRENCH = {"accept-language": "fr-FR,fr;q=0.9,en;q=0.8"}


@pytest.fixture
def verdict(edith: User, mona: User) -> Publication:
    """An English verdict."""
    return make_publication(edith, mona)


def test_a_visitor_from_france_reads_french_around_the_words_of_the_verdict(
    client: Client, verdict: Publication
) -> None:
    response = client.get(verdict.get_absolute_url(), headers=FRENCH)
    page = response.content.decode()
    assert response["Content-Language"] == "fr"
    assert '<html lang="fr"' in page
    assert '<h1 class="verdict__claim" lang="en">«\xa0300 trees were planted\xa0»</h1>' in page
    assert "Plutôt vrai" in page
    assert "Où l’affirmation est apparue" in page
    assert "2\xa0mars 2026" in page
    assert '"inLanguage": "en"' in page.replace('":"', '": "')


@pytest.mark.parametrize("route", ["feed_atom", "feed_rss", "feed_json"])
def test_a_feed_keeps_the_language_of_the_desk(client: Client, verdict: Publication, route: str) -> None:
    response = client.get(reverse(route), headers=FRENCH)
    assert response["Content-Language"] == "en"
    assert response.content == client.get(reverse(route)).content
    assert "Mostly true: 300 trees were planted" in response.content.decode()


def test_an_embedded_card_follows_the_browser_and_marks_the_words_of_the_verdict(
    client: Client, verdict: Publication
) -> None:
    page = client.get(reverse("embed", args=[verdict.claim_id]), headers=FRENCH).content.decode()
    assert '<html lang="fr">' in page
    assert "Selon The mayor" in page
    assert 'lang="en">300 trees were planted</p>' in page


def test_texts_to_copy_keep_the_language_of_the_verdict(client: Client, verdict: Publication) -> None:
    snippets = client.get(verdict.get_absolute_url(), headers=FRENCH).context["snippets"]
    assert "<strong>Mostly true: 300 trees were planted</strong>" in snippets.html


def test_a_person_reads_pages_and_mail_in_french(client: Client, edith: User, ada: User) -> None:
    set_language(person=edith, language="fr")
    client.force_login(edith)
    page = client.get(reverse("queue"), headers={"accept-language": "en"}).content.decode()
    assert "<h1>File d’attente</h1>" in page
    send_invitation(edith, by=ada)
    assert mail.outbox[0].subject.startswith("Votre compte sur ")
    assert "Définissez un mot de passe" in mail.outbox[0].body


def test_tasks_write_in_the_language_of_the_desk(ada: User, commits: Commits) -> None:
    names = ("name", "tagline", "accent", "time_zone")
    facts = {name: getattr(get_identity(), name) for name in names}
    with commits():
        change_identity(**facts, language="fr", languages=["en", "fr"], by=ada)
    activate_desk_language()
    try:
        assert translation.gettext("The site cannot be reached.") == "Le site est injoignable."
    finally:
        deactivate_language()
    assert translation.get_language() == "en"


def test_programs_read_refusals_in_french(client: Client, edith: User) -> None:
    set_language(person=edith, language="fr")
    client.force_login(edith)
    problem = json.loads(client.get("/api/v1/claims/999999/").content)
    assert problem["detail"].startswith("Cette page ou cet élément n’existe pas")
