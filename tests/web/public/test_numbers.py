"""The number over time on public pages: sources side by side, with verdicts, official figures, CSV and a card."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from claims.models import Article, Source, User
from claims.services.figures import confirm_figure
from tests.figure_stories import make_tree_series
from tests.stories import make_publication, make_queued_claim, publish_claim_text


def lines_of(client: Client, name: str, number: int) -> list[str]:
    answer = client.get(reverse(name, args=[number]))
    return answer.getvalue().decode().splitlines() if answer.status_code == 200 else []


def test_a_verdict_shows_the_confirmed_official_figures_beside_the_claimed_number(
    client: Client, edith: User, mona: User
) -> None:
    publication, series = make_publication(edith, mona), make_tree_series(edith)
    page = client.get(publication.get_absolute_url()).text
    assert "The number over time" not in page
    assert client.get(reverse("embed_numbers", args=[publication.claim_id])).status_code == 404
    place: dict[str, Any] = {"claim_id": publication.claim_id, "series_id": series.pk, "start": date(2026, 2, 1)}
    confirm_figure(**place, editor=edith)
    page = client.get(publication.get_absolute_url()).text
    assert "The number over time" in page
    assert "official figure" in page
    assert page.count("chart__dot") == 3
    assert lines_of(client, "verdict_numbers", publication.claim_id) == [
        "day,source,low,high,unit,currency,official,rating,url",
        "2026-01-01,Office for Figures,280.0,280.0,trees,,yes,,",
        "2026-02-01,Office for Figures,295.0,295.0,trees,,yes,,",
        f"2026-03-02,The mayor,300.0,300.0,trees,,no,{publication.canonical},{publication.get_absolute_url()}",
    ]
    card = client.get(reverse("embed_numbers", args=[publication.claim_id]))
    assert "frame-ancestors *" in card.headers["Content-Security-Policy"]
    assert "<script" not in card.text


def test_a_source_that_gave_two_numbers_has_a_chart(client: Client, edith: User, mona: User) -> None:
    first = make_publication(edith, mona)
    source = Source.objects.get(key=Source.key_of(first.claimant)).pk
    assert lines_of(client, "source_numbers", source) == []
    claim = make_queued_claim(edith)
    Article.objects.filter(appearances__claim=claim.pk).update(published=date(2026, 4, 1))
    publish_claim_text(claim, edith, mona)
    assert len(lines_of(client, "source_numbers", source)) == 3
    page = client.get(reverse("source", args=[source]), follow=True).text
    assert "The number over time" in page
