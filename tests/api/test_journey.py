"""From a submitted text to a published verdict, through the API alone."""

import hashlib
import json
from typing import Any

from claims.models import User
from claims.services.articles import begin_article_reading, store_reading
from tests.api.api_clients import API_ROOT, api_client, post_move
from tests.stories import ARTICLE_SENTENCE, make_reading

ARTICLE_TEXT = f"Report of the day.\n\n{ARTICLE_SENTENCE}"
EVIDENCE_BODY = {
    "question": "How many trees were planted?",
    "answer": "The parks office counted 298.",
    "stance": "supports",
    "url": "https://parks.example/trees",
    "quote": "298 trees were planted in spring",
}
VERDICT_BODY = {
    "rating": "mostly_true",
    "summary": "Two trees fewer, but close.",
    "justification": "The parks office counted 298 trees.",
}


def test_an_article_becomes_a_public_verdict(cora: User, edith: User, mona: User) -> None:
    article = _submit_article(cora)
    claim = _triage_claims(article, edith)
    _review_claim(claim, edith)
    _publish_verdict(claim, mona)
    _read_publication(claim)


def _submit_article(cora: User) -> int:
    contributor = api_client(cora)
    answer = contributor.post(
        f"{API_ROOT}/articles/", {"text": ARTICLE_TEXT, "title": "Trees", "published": "2026-03-02"}
    )
    assert answer.status_code == 201
    assert answer["Location"] == answer.data["href"]
    waiting = contributor.get(answer["Location"])
    assert (waiting.data["status"], waiting["Retry-After"]) == ("received", "2")
    _read_article(answer.data["id"])
    assert contributor.get(answer["Location"]).data["status"] == "read"
    return int(answer.data["id"])


def _read_article(article_id: int) -> None:
    article = begin_article_reading(article_id=article_id)
    assert article
    store_reading(article_id=article_id, facts=make_reading(article))


def _triage_claims(article: int, edith: User) -> int:
    editor = api_client(edith)
    [row] = editor.get(f"{API_ROOT}/articles/{article}/claims/").data["results"]
    _check_anchors(row, editor.get(row["target"]["source"]).content.decode())
    accepted = post_move(editor, row["claim"]["id"], "accept", version=row["claim"]["version"])
    assert accepted.data["status"] == "queued"
    return int(row["claim"]["id"])


def _check_anchors(claim_data: dict[str, Any], text: str) -> None:
    position, quote = claim_data["target"]["selector"]
    assert text[position["start"] : position["end"]] == quote["exact"] == "300 trees were planted"
    assert text[: position["start"]].endswith(quote["prefix"])
    assert text[position["end"] :].startswith(quote["suffix"])
    assert claim_data["target"]["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert [link["source"]["name"] for link in claim_data["chain"]] == ["The mayor"]
    assert (claim_data["quantities"][0]["low"], claim_data["quantities"][0]["unit"]) == (300, "trees")
    assert claim_data["claim"]["reasons"][0]["code"] == "number"


def _review_claim(claim: int, edith: User) -> None:
    editor = api_client(edith)
    assert [waiting["id"] for waiting in editor.get(f"{API_ROOT}/queue/").json()["results"]] == [claim]
    taken = editor.post(f"{API_ROOT}/queue/next/")
    assert (taken.status_code, taken.data["id"], taken.data["lease"]["editor"]["name"]) == (200, claim, "Edith")
    assert editor.post(f"{API_ROOT}/queue/next/").status_code == 204
    assert [mine["claim"]["id"] for mine in editor.get(f"{API_ROOT}/queue/mine/").data["results"]] == [claim]
    assert editor.post(f"{API_ROOT}/claims/{claim}/renew/").data["expires"] > taken.data["lease"]["expires"]
    draft = editor.get(f"{API_ROOT}/claims/{claim}/draft/").data
    assert draft["missing"] == ["rating", "summary", "justification", "evidence"]
    assert editor.post(f"{API_ROOT}/claims/{claim}/draft/evidence/", EVIDENCE_BODY).status_code == 201
    saved = editor.patch(f"{API_ROOT}/claims/{claim}/draft/", {"version": draft["version"], **VERDICT_BODY})
    assert (saved.data["rating"], saved.data["missing"]) == ("mostly_true", [])
    assert post_move(editor, claim, "submit").data["status"] == "awaiting_approval"


def _publish_verdict(claim: int, mona: User) -> None:
    moderator = api_client(mona)
    waiting = moderator.get(f"{API_ROOT}/moderation/").data["results"]
    assert [case["verdict"]["claim"]["id"] for case in waiting] == [claim]
    approved = post_move(moderator, claim, "approve")
    assert "publish" in [move["name"] for move in approved.data["moves"]]
    step = next(move for move in approved.data["moves"] if move["name"] == "publish")
    assert moderator.post(step["href"]).data["status"] == "published"


def _read_publication(claim: int) -> None:
    reader = api_client(None)
    [listed] = reader.get(f"{API_ROOT}/publications/", {"q": "trees planted", "rating": "mostly_true"}).json()[
        "results"
    ]
    html = reader.get(f"{API_ROOT}/publications/{claim}/").data
    assert html["href"] == listed["href"]
    assert html["content"]["evidence"][0]["quote"] == EVIDENCE_BODY["quote"]
    document = reader.get(html["claimreview"])
    assert document["Content-Type"] == "application/ld+json"
    assert hashlib.sha256(document.content).hexdigest() == html["document_sha256"]
    assert json.loads(document.content)["reviewRating"]["alternateName"] == "Mostly true"
