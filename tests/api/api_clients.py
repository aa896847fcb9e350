"""API clients that sign in with a token, as programs do."""

from typing import Any

from rest_framework.test import APIClient

from claims.models import User
from claims.services.tokens import create_token

API_ROOT = "/api/v1"


def api_client(person: User | None) -> APIClient:
    """Return a client with a token of this person, or without one."""
    client = APIClient()
    if person:
        _, secret = create_token(user=person)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


def post_move(client: APIClient, claim_id: int, move: str, **body: Any) -> Any:
    """Make a move and return the response."""
    return client.post(f"{API_ROOT}/claims/{claim_id}/moves/{move}/", body)


def assert_problem(answer: Any, status: int, code: str) -> None:
    """Check that the response is a problem document of this kind."""
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["type"] == f"{API_ROOT}/problems/{code}/"
    assert answer.json()["title"]
    assert answer.json()["detail"]
