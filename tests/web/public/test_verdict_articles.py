"""A verdict as an article: its headline and address, its text with citations, who signs it, and what to read next."""

import json
from typing import Any

import pytest
from django.test import Client

from claims.models import Claim, Publication, Topic, User
from claims.services.evidence import add_evidence, remove_evidence
from claims.services.moderation import approve_verdict
from claims.services.plans import plan_claim
from claims.services.users import change_user
from claims.services.verdicts import begin_correction, save_draft, submit_verdict
from tests.stories import (
    make_publication,
    make_queued_claim,
    make_taken_claim,
    make_written_draft,
    newest_verdict,
    publish_claim_text,
    published,
)

TEXTS = {"rating": "false", "summary": "Two fewer.", "justification": "The office counted 298 [1]."}


def publish_article(claim: Claim, edith: User, mona: User, **texts: str) -> Publication:
    """Write, approve and publish the draft of a claim that Edith holds."""
    draft = newest_verdict(claim.pk)
    save_draft(claim_id=claim.pk, editor=edith, version=draft.version, **{**TEXTS, **texts})
    submit_verdict(claim_id=claim.pk, editor=edith)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    return published(claim.pk, mona)


@pytest.fixture
def claim(edith: User) -> Claim:
    """A claim that Edith holds, with evidence."""
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    return claim


def page_text(client: Client, publication: Publication) -> str:
    answer = client.get(publication.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_headline_of_its_own_is_in_address_page_search_and_data(
    client: Client, claim: Claim, edith: User, mona: User
) -> None:
    publication = publish_article(claim, edith, mona, headline="The dam is cracked:\n“Überall” it leaks")
    address = f"/verdicts/{claim.pk}-the-dam-is-cracked-uberall-it-leaks/"
    assert publication.get_absolute_url() == address
    html = page_text(client, publication)
    assert '<h1 class="verdict__claim" lang="en">The dam is cracked: “Überall” it leaks</h1>' in html
    assert "“300 trees were planted”</blockquote>" in html
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{address}">' in html
    assert 'property="og:title" content="False: The dam is cracked' in html
    review = json.loads(publication.document)
    assert review["headline"] == review["name"] == "The dam is cracked: “Überall” it leaks"
    assert (review["url"], review["@id"]) == (
        f"http://127.0.0.1:8000{address}",
        f"http://127.0.0.1:8000/verdicts/{claim.pk}/",
    )
    (row,) = client.get("/api/v1/publications/?q=cracked").json()["results"]
    assert (row["headline"], row["url"]) == (review["name"], f"http://127.0.0.1:8000{address}")
    assert address in client.get("/?q=leaks").content.decode()
    assert address in client.get("/feeds/feed.json").content.decode()


def test_an_old_address_leads_to_the_current_one(client: Client, claim: Claim, edith: User, mona: User) -> None:
    first = publish_article(claim, edith, mona, headline="Cracked dam").get_absolute_url()
    begin_correction(claim_id=claim.pk, editor=edith, reason="It is a weir.")
    current = publish_article(claim, edith, mona, headline="Cracked weir", correction="It is a weir.")
    assert current.get_absolute_url() == f"/verdicts/{claim.pk}-cracked-weir/"
    for address in (first, f"/verdicts/{claim.pk}/", f"/verdicts/{claim.pk}-x/"):
        answer = client.get(f"{address}?utm=mail")
        assert (answer.status_code, answer["Location"]) == (301, f"{current.get_absolute_url()}?utm=mail")
    assert f'href="http://127.0.0.1:8000{current.get_absolute_url()}"' in page_text(client, current)


def test_a_headline_without_letters_of_ascii_gives_the_number_alone(
    client: Client, claim: Claim, edith: User, mona: User
) -> None:
    publication = publish_article(claim, edith, mona, headline="¿?")
    assert publication.get_absolute_url() == f"/verdicts/{claim.pk}/"
    assert "¿?</h1>" in page_text(client, publication)
    assert (
        client.get("/api/v1/publications/").json()["results"][0]["url"] == f"http://127.0.0.1:8000/verdicts/{claim.pk}/"
    )


def test_citations_lead_to_the_evidence_and_back(client: Client, claim: Claim, edith: User, mona: User) -> None:
    stance: dict[str, Any] = {"question": "Who?", "answer": "Somebody", "stance": "context", "fetch": False}
    wrong, right = (add_evidence(claim_id=claim.pk, editor=edith, **stance) for _ in "ab")
    remove_evidence(evidence_id=wrong.pk, editor=edith)
    assert right.number == 3
    text = "## Count\n\nIt was **298** [1].\n\n## People\n\nSomebody [3]."
    publication = publish_article(claim, edith, mona, justification=text, conclusion="So it is false.")
    html = page_text(client, publication)
    assert '<p class="prose__conclusion">So it is false.</p>' in html
    assert "<h3>Count</h3>" in html
    assert '<a class="citation" id="cite-3" href="#evidence-3">3</a>' in html
    assert 'id="evidence-3"' in html
    assert '<a href="#cite-3">Back to where [3] is cited</a>' in html
    assert 'id="evidence-2"' not in html
    assert publication.content.justification == text
    assert json.loads(publication.document)["reviewBody"].startswith("So it is false.\n\nCount\n\nIt was 298 [1].")


def test_readers_see_who_checked_and_who_approved(
    client: Client, claim: Claim, edith: User, mona: User, ada: User
) -> None:
    change_user(user_id=edith.pk, name=edith.name, role=edith.role, active=True, public_name="E. Editor", by=ada)
    publication = publish_article(claim, edith, mona)
    html = page_text(client, publication)
    assert "checked by E. Editor" in html
    assert f"approved by {mona.name}" in html
    review = json.loads(publication.document)
    assert [author["name"] for author in review["author"]] == ["The Fact-Check Desk", "E. Editor"]
    assert review["editor"] == {"@type": "Person", "name": mona.name}
    assert "E. Editor" in client.get("/feeds/feed.json").content.decode()
    assert "E. Editor" in client.get("/feeds/atom.xml").content.decode()
    change_user(user_id=edith.pk, name=edith.name, role=edith.role, active=True, public_name="Somebody else", by=ada)
    assert page_text(client, publication) == html


def test_a_desk_can_stand_for_its_verdicts_alone(
    client: Client, claim: Claim, edith: User, mona: User, settings: Any
) -> None:
    settings.BYLINES = False
    publication = publish_article(claim, edith, mona)
    html = page_text(client, publication)
    assert edith.name not in html
    assert mona.name not in html
    assert json.loads(publication.document)["author"]["name"] == "The Fact-Check Desk"


def test_a_person_without_a_name_is_left_out(claim: Claim, edith: User, mona: User, ada: User) -> None:
    change_user(user_id=edith.pk, name="", role=edith.role, active=True, by=ada)
    assert publish_article(claim, edith, mona).content.checked_by == ()


def test_related_verdicts_share_source_or_topic(client: Client, claim: Claim, edith: User, mona: User) -> None:
    topic = Topic.objects.create(name="Parks", slug="parks")
    plan_claim(claim_id=claim.pk, by=edith, changes={"topic": topic})
    publication = publish_article(claim, edith, mona)
    assert "Related verdicts" not in page_text(client, publication)
    other = publish_claim_text(make_queued_claim(edith), edith, mona)
    html = page_text(client, publication)
    assert "Related verdicts" in html
    assert other.get_absolute_url() in html
    assert not client.get(publication.get_absolute_url()).has_header("Last-Modified")
    for _ in range(6):
        make_publication(edith, mona)
    assert page_text(client, publication).count('<p class="list__title"><a href="/verdicts/') == 5


def test_only_words_of_an_article_stand_in_quotation_marks(
    client: Client, claim: Claim, edith: User, mona: User
) -> None:
    html = page_text(client, publish_article(claim, edith, mona))
    assert '<h1 class="verdict__claim" lang="en">“300 trees were planted”</h1>' in html
    reworded = make_taken_claim(edith)
    make_written_draft(reworded, edith)
    Claim.objects.filter(pk=reworded.pk).update(statement="The city of Lowen planted 300 trees.")
    html = page_text(client, publish_article(reworded, edith, mona))
    assert '<h1 class="verdict__claim" lang="en">Claim: The city of Lowen planted 300 trees</h1>' in html
    assert "“The city of Lowen" not in html
