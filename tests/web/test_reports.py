"""Readers say what is wrong; moderators answer."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from claims.models import Flag, Publication, User
from claims.services import moderation
from claims.web.readers import Reports
from tests import stories

PROBLEM = {"reason": "evidence", "text": "Look at the ministry's table.", "email": "reader@mail.example"}


@pytest.fixture
def published(edith: User, mona: User) -> Publication:
    cache.clear()
    return stories.a_publication(edith, mona)


def send(client: Client, published: Publication, **words: str) -> Any:
    return client.post(reverse("report_problem", args=[published.claim_id]), {**PROBLEM, **words})


def test_a_report_lands_before_the_moderators(client: Client, published: Publication, mona: User) -> None:
    answer = send(client, published)
    assert answer["Location"] == reverse("report_thanks", args=[published.claim_id])
    assert "Thank you" in client.get(answer["Location"]).content.decode()
    flag = Flag.objects.get()
    assert (flag.publication, flag.reason, flag.email, flag.reporter) == (published, "evidence", PROBLEM["email"], None)
    client.force_login(mona)
    assert PROBLEM["text"].split("'")[0] in client.get(reverse("moderation")).content.decode()


def test_an_address_is_not_needed(client: Client, published: Publication) -> None:
    assert send(client, published, email="").status_code == 302


def test_somebody_signed_in_is_named(client: Client, published: Publication, cora: User) -> None:
    client.force_login(cora)
    send(client, published)
    assert Flag.objects.get().reporter == cora


@pytest.mark.parametrize(
    "words",
    [
        {"reason": ""},
        {"reason": "nonsense"},
        {"text": ""},
        {"text": "   "},
        {"text": "x" * 4001},
        {"text": "a\x00b"},
        {"email": "not an address"},
        {"email": f"{'x' * 243}@home.example"},
    ],
)
def test_what_is_incomplete_is_asked_for_again(client: Client, published: Publication, words: dict[str, str]) -> None:
    answer = send(client, published, **words)
    assert answer.status_code == 422
    assert "errors" in answer.content.decode()
    assert not Flag.objects.exists()


def test_what_is_missing_leads_to_its_field(client: Client, published: Publication) -> None:
    page = send(client, published, reason="", text="").content.decode()
    for field in ("id_reason_0", "id_text"):
        assert f'href="#{field}"' in page
        assert f' id="{field}"' in page


def test_the_trap_is_thanked_and_forgotten(client: Client, published: Publication) -> None:
    answer = send(client, published, website="https://spam.example")
    assert answer["Location"] == reverse("report_thanks", args=[published.claim_id])
    assert not Flag.objects.exists()


def test_one_address_cannot_flood_the_moderators(
    client: Client, published: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Reports, "rate", "2/hour", raising=False)
    said = [send(client, published, text=f"Report {number}", email="").status_code for number in range(3)]
    assert said == [302, 302, 429]
    assert Flag.objects.count() == 2
    spoofed = client.post(
        reverse("report_problem", args=[published.claim_id]), PROBLEM, headers={"X-Forwarded-For": "198.51.100.7"}
    )
    assert spoofed.status_code == 429


def test_a_report_needs_a_form_of_ours(published: Publication) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, published).status_code == 403
    assert not Flag.objects.exists()


def test_what_is_not_public_cannot_be_reported(client: Client, edith: User) -> None:
    waiting = stories.a_submitted_verdict(edith)
    assert client.post(reverse("report_problem", args=[waiting.claim_id]), PROBLEM).status_code == 404


# The answer -----------------------------------------------------------------------


@pytest.fixture
def flag(published: Publication) -> Flag:
    return moderation.report(publication=published, reason="other", text="Not so.")


def close(client: Client, flag: Flag, **words: str) -> Any:
    return client.post(reverse("flag_close", args=[flag.pk]), words)


def test_an_upheld_report_leads_to_the_correction(client: Client, flag: Flag, mona: User) -> None:
    client.force_login(mona)
    answer = close(client, flag, outcome="upheld", note="The reader is right.")
    assert answer["Location"] == reverse("moderate", args=[flag.publication.claim_id])
    html = client.get(answer["Location"]).content.decode()
    assert "The reader is right." in html
    assert reverse("claim_move", args=[flag.publication.claim_id, "correct"]) in html
    flag.refresh_from_db()
    assert (flag.outcome, flag.closed_by) == ("upheld", mona)


def test_a_report_that_is_not_upheld_is_put_away(client: Client, flag: Flag, mona: User) -> None:
    client.force_login(mona)
    assert close(client, flag, outcome="rejected")["Location"] == reverse("moderation")
    assert "Not so." not in client.get(reverse("moderation")).content.decode()


def test_an_answer_that_cannot_be_kept_is_refused(client: Client, flag: Flag, mona: User) -> None:
    client.force_login(mona)
    assert close(client, flag, outcome="upheld", note="cut out of\0a binary").status_code == 422
    flag.refresh_from_db()
    assert flag.closed is None


@pytest.mark.parametrize(("outcome", "status"), [("", 422), ("perhaps", 422)])
def test_an_answer_is_yes_or_no(client: Client, flag: Flag, mona: User, outcome: str, status: int) -> None:
    client.force_login(mona)
    assert close(client, flag, outcome=outcome).status_code == status


def test_a_report_is_answered_once(client: Client, flag: Flag, mona: User, ada: User) -> None:
    client.force_login(mona)
    close(client, flag, outcome="rejected")
    client.force_login(ada)
    assert close(client, flag, outcome="upheld").status_code == 409


def test_editors_do_not_answer_reports(client: Client, flag: Flag, edith: User, settings: Any) -> None:
    client.force_login(edith)
    assert close(client, flag, outcome="upheld").status_code == 403
    flag.refresh_from_db()
    assert flag.closed is None
