"""From a text to a public verdict through the API alone, with three people and a reader."""

import hashlib
import json
from typing import Any

from claims.models import User
from claims.services import articles
from tests.api.clients import V1, as_, moved
from tests.stories import SENTENCE, a_reading

TEXT = f"Report of the day.\n\n{SENTENCE}"
EVIDENCE = {
    "question": "How many trees were planted?",
    "answer": "The parks office counted 298.",
    "stance": "supports",
    "url": "https://parks.example/trees",
    "quote": "298 trees were planted in spring",
}
VERDICT = {
    "rating": "mostly_true",
    "summary": "Two trees fewer, but close.",
    "justification": "The parks office counted 298 trees.",
}


def test_an_article_becomes_a_public_verdict(cora: User, edith: User, mona: User) -> None:
    article = _handed_in(cora)
    claim = _triaged(article, edith)
    _reviewed(claim, edith)
    _let_out(claim, mona)
    _read_by_everybody(claim)


def _handed_in(cora: User) -> int:
    contributor = as_(cora)
    answer = contributor.post(f"{V1}/articles/", {"text": TEXT, "title": "Trees", "published": "2026-03-02"})
    assert answer.status_code == 201
    assert answer["Location"] == answer.data["href"]
    waiting = contributor.get(answer["Location"])
    assert (waiting.data["status"], waiting["Retry-After"]) == ("received", "2")
    _read(answer.data["id"])
    assert contributor.get(answer["Location"]).data["status"] == "read"
    return int(answer.data["id"])


def _read(article_id: int) -> None:
    article = articles.begin_reading(article_id=article_id)
    assert article
    articles.store_reading(article_id=article_id, facts=a_reading(article))


def _triaged(article: int, edith: User) -> int:
    editor = as_(edith)
    [found] = editor.get(f"{V1}/articles/{article}/claims/").data["results"]
    _anchored(found, editor.get(found["target"]["source"]).content.decode())
    accepted = moved(editor, found["claim"]["id"], "accept", version=found["claim"]["version"])
    assert accepted.data["status"] == "queued"
    return int(found["claim"]["id"])


def _anchored(found: dict[str, Any], text: str) -> None:
    position, quote = found["target"]["selector"]
    assert text[position["start"] : position["end"]] == quote["exact"] == "300 trees were planted"
    assert text[: position["start"]].endswith(quote["prefix"])
    assert text[position["end"] :].startswith(quote["suffix"])
    assert found["target"]["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert [link["source"]["name"] for link in found["chain"]] == ["The mayor"]
    assert (found["quantities"][0]["low"], found["quantities"][0]["unit"]) == (300, "trees")
    assert found["claim"]["reasons"][0]["code"] == "quantity"


def _reviewed(claim: int, edith: User) -> None:
    editor = as_(edith)
    assert [waiting["id"] for waiting in editor.get(f"{V1}/queue/").json()["results"]] == [claim]
    taken = editor.post(f"{V1}/queue/next/")
    assert (taken.status_code, taken.data["id"], taken.data["lease"]["editor"]["name"]) == (200, claim, "Edith")
    assert editor.post(f"{V1}/queue/next/").status_code == 204
    assert [mine["claim"]["id"] for mine in editor.get(f"{V1}/queue/mine/").data["results"]] == [claim]
    assert editor.post(f"{V1}/claims/{claim}/renew/").data["expires"] > taken.data["lease"]["expires"]
    draft = editor.get(f"{V1}/claims/{claim}/draft/").data
    assert draft["missing"] == ["rating", "summary", "justification", "evidence"]
    assert editor.post(f"{V1}/claims/{claim}/draft/evidence/", EVIDENCE).status_code == 201
    saved = editor.patch(f"{V1}/claims/{claim}/draft/", {"version": draft["version"], **VERDICT})
    assert (saved.data["rating"], saved.data["missing"]) == ("mostly_true", [])
    assert moved(editor, claim, "submit").data["status"] == "awaiting_approval"


def _let_out(claim: int, mona: User) -> None:
    moderator = as_(mona)
    waiting = moderator.get(f"{V1}/moderation/").data["results"]
    assert [case["verdict"]["claim"]["id"] for case in waiting] == [claim]
    approved = moved(moderator, claim, "approve")
    assert "publish" in [move["name"] for move in approved.data["moves"]]
    step = next(move for move in approved.data["moves"] if move["name"] == "publish")
    assert moderator.post(step["href"]).data["status"] == "published"


def _read_by_everybody(claim: int) -> None:
    reader = as_(None)
    [listed] = reader.get(f"{V1}/publications/", {"q": "trees planted", "rating": "mostly_true"}).json()["results"]
    shown = reader.get(f"{V1}/publications/{claim}/").data
    assert shown["href"] == listed["href"]
    assert shown["content"]["evidence"][0]["quote"] == EVIDENCE["quote"]
    document = reader.get(shown["claimreview"])
    assert document["Content-Type"] == "application/ld+json"
    assert hashlib.sha256(document.content).hexdigest() == shown["document_sha256"]
    assert json.loads(document.content)["reviewRating"]["alternateName"] == "Mostly true"
