"""The page of a family: where a claim was said, which numbers differ, the verdict, and filing under it."""

from datetime import date

from django.test import Client
from django.urls import reverse

from claims.models import User
from tests.stories import make_relation, make_repetition


def family_page_text(client: Client, user: User, claim_id: int) -> str:
    client.force_login(user)
    return client.get(reverse("claim_family", args=[claim_id])).content.decode()


def test_a_family_shows_what_was_said_and_the_verdict(client: Client, edith: User, mona: User) -> None:
    relation = make_repetition(edith, mona, "500 trees were planted")
    relation.claim.appearances.get().quantities.update(low=500, high=500)
    for claim_id in (relation.claim_id, relation.other_id):
        page = family_page_text(client, edith, claim_id)
        for words in ("2 claims", "in 2 articles", "The mayor", "Town Courier", "Mostly true", "300 trees"):
            assert words in page
        assert page.count('class="match__differs"') == 1
        assert page.count(f'name="duplicate_of" value="{relation.other_id}"') == 1


def test_a_claim_leads_to_its_family_once_it_has_one(client: Client, edith: User, mona: User) -> None:
    client.force_login(edith)
    for relation, has_family in ((make_relation(edith), False), (make_repetition(edith, mona), True)):
        shown = client.get(reverse("claim", args=[relation.claim_id])).content.decode()
        assert (reverse("claim_family", args=[relation.claim_id]) in shown) == has_family


def test_suggested_claims_are_listed_beside_the_family(client: Client, edith: User) -> None:
    relation = make_relation(edith)
    page = family_page_text(client, edith, relation.other_id)
    assert "May say the same" in page
    assert f"{reverse('claim', args=[relation.claim_id])}#relations" in page


def test_quotations_are_shown_with_what_became_of_them(client: Client, edith: User, mona: User) -> None:
    relation = make_repetition(edith, mona)
    for claim, text in (
        (relation.other, "“We planted 300 trees this year”"),
        (relation.claim, "“We planted 300 trees”"),
    ):
        claim.appearances.update(exact=text)
    page = family_page_text(client, edith, relation.claim_id)
    assert "shortened" in page
    assert "<del> this year</del>" in page


def test_numbers_of_two_days_make_a_chart_with_its_file(client: Client, edith: User, mona: User) -> None:
    relation = make_repetition(edith, mona, "500 trees were planted")
    path = reverse("family_numbers", args=[relation.claim_id])
    assert "The number over time" not in family_page_text(client, edith, relation.claim_id)
    assert client.get(path).status_code == 404
    place = relation.claim.appearances.get()
    place.quantities.update(low=500, high=500)
    place.article.published = date(2026, 5, 4)
    place.article.save()
    assert "The number over time" in family_page_text(client, edith, relation.claim_id)
    lines = client.get(path).getvalue().decode().splitlines()
    assert [line.split(",")[:3] for line in lines[1:]] == [
        ["2026-03-02", "The mayor", "300.0"],
        ["2026-05-04", "The mayor", "500.0"],
    ]
