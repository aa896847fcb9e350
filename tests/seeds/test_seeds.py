"""The seeds are consistent: passages occur in their articles, people and codes exist."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from claims.citations import review_citations
from claims.dismissals import DISMISSALS
from claims.ratings import RATINGS
from claims.workflow import Role, Status

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def load(name: str) -> Any:
    return json.loads((SEEDS / name).read_text(encoding="utf-8"))


ARTICLES = {article["key"]: article for article in load("articles.json")}
PEOPLE = {account["key"]: account for account in load("accounts.json")["accounts"]}
CLAIMS: list[dict[str, Any]] = load("desk.json")["claims"]
EDITORS = {key for key, account in PEOPLE.items() if account["role"] != Role.CONTRIBUTOR}
MODERATORS = {key for key, account in PEOPLE.items() if account["role"] in {Role.MODERATOR, Role.ADMIN}}


def article_text(article: str) -> str:
    return Path(SEEDS / ARTICLES[article]["file"]).read_bytes().decode()


def iterate_verdicts() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    return ((claim, verdict) for claim in CLAIMS for verdict in claim.get("verdicts", []))


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["exact"][:40])
def test_a_passage_occurs_exactly_once_in_its_article(claim: dict[str, Any]) -> None:
    assert article_text(claim["article"]).count(claim["exact"]) == 1


def test_passages_of_one_article_do_not_overlap() -> None:
    for article in ARTICLES:
        text = article_text(article)
        spans = sorted(
            (text.index(c["exact"]), text.index(c["exact"]) + len(c["exact"]))
            for c in CLAIMS
            if c["article"] == article
        )
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_the_claims_cover_every_status() -> None:
    assert {claim["status"] for claim in CLAIMS} == set(Status) - {Status.DETECTED}


def test_nobody_approves_their_own_verdict() -> None:
    approved = [verdict for _, verdict in iterate_verdicts() if "approved_by" in verdict]
    assert approved
    assert all(v["author"] in EDITORS and v["approved_by"] in MODERATORS - {v["author"]} for v in approved)


def test_codes_exist_and_summaries_fit() -> None:
    for claim, verdict in iterate_verdicts():
        drafted = claim["status"] == Status.IN_REVIEW
        assert verdict["rating"] in RATINGS or (drafted and not verdict["rating"])
        assert len(verdict["summary"]) <= 500
        assert verdict["evidence"]
    assert all(c["dismissal"] in DISMISSALS for c in CLAIMS if c["status"] == Status.DISMISSED)


def test_every_claim_with_a_verdict_has_a_statement() -> None:
    assert [claim["exact"] for claim in CLAIMS if "verdicts" in claim and not claim.get("statement", "")] == []
    assert all(claim["statement"].endswith(".") for claim in CLAIMS if "statement" in claim)


def test_every_figure_has_a_citation_and_all_evidence_is_cited() -> None:
    for claim in CLAIMS:
        known = 0
        for verdict in claim.get("verdicts", []):
            numbers = range(known + 1, known + len(verdict["evidence"]) + 1)
            known += len(numbers)
            assert not verdict["justification"] or not review_citations(verdict["justification"], numbers)


def test_a_headline_in_own_words_is_not_the_claim() -> None:
    headlines = [(claim, verdict["headline"]) for claim, verdict in iterate_verdicts() if "headline" in verdict]
    assert headlines
    assert all(headline != claim["exact"] and not headline.endswith(".") for claim, headline in headlines)


def test_files_exist_and_have_words_for_who_cannot_see_them() -> None:
    items = [item for _, verdict in iterate_verdicts() for item in verdict["evidence"] if "file" in item]
    assert items
    assert all((SEEDS / item["file"]).is_file() and item["alt_text"] and item["credit"] for item in items)


def test_every_url_is_an_example() -> None:
    urls = [article["url"] for article in ARTICLES.values()]
    urls += [item["url"] for _, verdict in iterate_verdicts() for item in verdict["evidence"]]
    urls += [series["url"] for series in load("series.json")]
    urls += [review["url"] for review in load("fact_checks.json")["dataFeedElement"]]
    assert all(url.startswith("https://") and url.split("/")[2].endswith(".example") for url in urls)
