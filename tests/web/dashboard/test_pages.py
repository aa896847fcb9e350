"""The dashboard: charts, tables and CSV files, safe against text from articles."""

import csv
import io
import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Metric, User
from claims.ratings import RATINGS
from claims.selectors.metric_schedule import current_day
from claims.services.claims import dismiss_claim
from claims.tasks import compute_metrics
from claims.workflow import Status
from tests.learning_stories import make_learned_weights
from tests.stories import make_detected_claim, make_match, make_publication, make_queued_claim

DASHBOARD_URL = reverse("dashboard")
HOSTILE_NAMES = '=HYPERLINK("http://x.example","y")</text></svg><script>alert(1)</script>, 😀\u202e'


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def store_metric(name: str, data: Any) -> None:
    Metric.objects.create(name=name, period_start=current_day(), data=data)


def make_rated(name: str) -> list[dict[str, Any]]:
    return [{"name": name, "ratings": dict.fromkeys(RATINGS, 3)}]


def csv_lines(client: Client, name: str, **query: str) -> list[list[str]]:
    answer = client.get(reverse("dashboard_csv", args=[name]), query)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    return list(csv.reader(io.StringIO(answer.getvalue().decode())))


def charts_of(page: str) -> dict[str, ET.Element]:
    """Return each chart by its id, parsed as XML."""
    charts = [ET.fromstring(svg) for svg in re.findall(r"<svg class=.*?</svg>\s*(?=</figure>)", page, re.DOTALL)]  # noqa: S314
    return {svg[0].attrib["id"].removesuffix("-title"): svg for svg in charts}


def test_a_new_desk_says_that_there_are_no_metrics(desk: Client) -> None:
    page = desk.get(DASHBOARD_URL).content.decode()
    assert "No metrics yet" in page
    assert "<svg" not in page


def test_a_desk_without_claims_says_what_to_do(desk: Client) -> None:
    compute_metrics()
    page = desk.get(DASHBOARD_URL).content.decode()
    assert "There are no claims yet" in page
    assert page.count("No claims have been decided yet") == 3
    assert "<svg" not in page


def test_every_metric_has_a_chart_a_table_and_a_file(desk: Client, edith: User, mona: User) -> None:
    make_publication(edith, mona), make_match(edith)
    dismiss_claim(claim_id=make_detected_claim(edith).pk, editor=edith, reason="misread")
    make_learned_weights()
    compute_metrics()
    page = desk.get(DASHBOARD_URL)
    metrics = {metric["table"].name: metric for metric in page.context["metrics"]}
    drawn = charts_of(page.content.decode())
    for name, metric in metrics.items():
        if name == "ratings-by-topic":
            continue  # no claim has one
        assert metric["charts"], name
        assert {chart.id for chart in metric["charts"]} <= set(drawn)
        assert csv_lines(desk, name)[0] == list(metric["table"].columns)
        assert len(csv_lines(desk, name)) == len(metric["table"].rows) + 1
    assert {f"states-{status}" for status in Status} <= set(drawn)
    for svg in drawn.values():
        assert svg.attrib["role"] == "img"
        assert [each.tag for each in svg[:2]] == ["title", "desc"]
        assert svg.attrib["aria-labelledby"].split() == [each.attrib["id"] for each in svg[:2]]


def test_the_page_shows_when_the_metrics_were_computed(desk: Client) -> None:
    compute_metrics()
    at = Metric.objects.latest("computed").computed
    assert f">{at:%H:%M}</time>" in desk.get(DASHBOARD_URL).content.decode()


def test_bars_are_as_long_as_their_numbers(desk: Client) -> None:
    store_metric("ages", [10, 5, 0, 0, 0])
    drawn = charts_of(desk.get(DASHBOARD_URL).content.decode())["queue-age"]
    assert [bar.attrib["width"] for bar in drawn.iter("rect")] == ["86.0%", "43.0%", "0.0%", "0.0%", "0.0%"]
    assert [words.text for words in drawn.iter("text")][:4] == ["today", "10", "1–2 days", "5"]


def test_a_line_is_broken_where_nothing_was_decided(desk: Client) -> None:
    for weeks, data in ((3, []), (2, [[4, "p", "accepted", "", 2]]), (1, []), (0, [[4, "p", "misread", "", 1]])):
        Metric.objects.create(name="decisions", period_start=current_day() - timedelta(days=7 * weeks), data=data)
    paths = charts_of(desk.get(DASHBOARD_URL).content.decode())["precision-by-week"].findall(".//path")
    assert [path.attrib["d"] for path in paths] == ["M0.0 0.0 M100.0 100.0", "M0.0 0.0 M100.0 100.0", "M0.0 0.0"]
    assert [row[1] for row in csv_lines(desk, "precision-by-week")] == ["Decided", "2", "0", "1"]


def test_a_single_week_is_drawn_as_bars(desk: Client) -> None:
    store_metric("waits", {"verdicts": 2, "median": 40, "most": 80})
    drawn = charts_of(desk.get(DASHBOARD_URL).content.decode())["time-to-verdict"]
    assert [words.text for words in drawn.iter("text")][1:] == ["40 h", "3.3 days"]
    assert drawn.find(".//path") is None


def test_names_from_articles_are_escaped(desk: Client) -> None:
    store_metric("by_source", make_rated(HOSTILE_NAMES))
    store_metric("repeated", [{"claim": 7, "text": HOSTILE_NAMES, "rating": "", "articles": 3, "claims": 3}])
    page = desk.get(DASHBOARD_URL).content.decode()
    assert "<script>alert" not in page
    assert (charts_of(page)["ratings-by-source"].findtext("text") or "").startswith("=HYPERLINK")
    assert reverse("claim_family", args=[7]) in page


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", HOSTILE_NAMES])
def test_a_file_contains_no_formula(desk: Client, name: str) -> None:
    store_metric("by_source", make_rated(name))
    head, row = csv_lines(desk, "ratings-by-source")
    assert head == ["Source", *(rating.label for rating in RATINGS.values()), "All"]
    assert row == [f"'{name}", *["3"] * len(RATINGS), "21"]


def test_the_period_is_chosen_by_link_and_an_invalid_one_is_the_default(desk: Client) -> None:
    a_year_ago = timezone.now() - timedelta(days=360)
    Metric.objects.create(name="states", period_start=a_year_ago.date(), data={"queued": 5})
    store_metric("states", {"queued": 9})
    assert len(csv_lines(desk, "states", days="365")) == 3
    for nonsense in ("90", "0", "-1", "99999999999999999999999", "x", "\0", "36e1"):
        assert len(csv_lines(desk, "states", days=nonsense)) == 2
    assert 'href="?days=365" data-key="3"' in desk.get(DASHBOARD_URL).content.decode()


def test_a_metric_without_a_period_shows_its_newest_value(desk: Client) -> None:
    Metric.objects.create(name="ages", period_start="2020-01-01", data=[9, 9, 9, 9, 9])
    store_metric("ages", [1, 0, 0, 0, 0])
    assert csv_lines(desk, "queue-age")[1] == ["today", "1"]


def test_an_unknown_metric_is_not_found(desk: Client) -> None:
    assert desk.get(reverse("dashboard_csv", args=["nothing"])).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_claims(
    desk: Client, edith: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(20):
        make_queued_claim(edith)
    compute_metrics()
    with django_assert_max_num_queries(7):
        desk.get(DASHBOARD_URL, {"days": 365})


def test_the_navigation_links_to_the_dashboard(desk: Client) -> None:
    assert f'href="{DASHBOARD_URL}" data-key="g d"' in desk.get(reverse("queue")).content.decode()
