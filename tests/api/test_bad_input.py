"""Bad input: each request gets a problem document and stores nothing."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any, cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from claims.models import Article, Event, Submission, User
from claims.tasks import fetch_submission
from tests.api.api_clients import API_ROOT, api_client, assert_problem, post_move
from tests.stories import make_detected_claim, make_read_article, make_taken_claim

JSON = "application/json"
ARTICLES = f"{API_ROOT}/articles/"

BODIES = {
    "empty text": (b'{"text": ""}', JSON, 422, "empty_text"),
    "blank text": (b'{"text": " \\n "}', JSON, 422, "empty_text"),
    "no text and no address": (b"{}", JSON, 400, "invalid"),
    "a list": (b"[1, 2]", JSON, 400, "invalid"),
    "a number": (b"5", JSON, 400, "invalid"),
    "null": (b"null", JSON, 400, "invalid"),
    "text that is a list": (b'{"text": ["a"]}', JSON, 400, "invalid"),
    "cut off": (b'{"text": "abc', JSON, 400, "parse_error"),
    "not a number": (b'{"text": NaN}', JSON, 400, "parse_error"),
    "nested too deeply": (b"[" * 100_000, JSON, 400, "parse_error"),
    "broken UTF-8": (b'{"text": "\xff\xfe"}', JSON, 400, "parse_error"),
    "NUL": (b'{"text": "a\\u0000b"}', JSON, 400, "invalid"),
    "half a surrogate pair": (b'{"text": "a\\ud800b"}', JSON, 400, "invalid"),
    "a charset that is none": (b'{"text": ""}', "application/json; charset=rot13", 422, "empty_text"),
    "a form": (b"text=abc", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
    "XML": (b"<text/>", "application/xml", 415, "unsupported_media_type"),
    "a multipart without parts": (b"abc", "multipart/form-data", 400, "parse_error"),
    "an address that is none": (b'{"url": "javascript:alert(1)"}', JSON, 400, "invalid"),
    "a day that never was": (b'{"text": "a", "published": "2026-02-30"}', JSON, 400, "invalid"),
    "a title without end": (json.dumps({"text": "a", "title": "t" * 301}).encode(), JSON, 400, "invalid"),
}
FILES = {
    "empty": ("a.txt", b"", 422, "empty_text"),
    "binary": ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", 202, "not_text"),
    "a picture": ("a.png", b"\x89PNG", 415, "unknown_file_type"),
}
UNKNOWN = [
    "/claims/999999/",
    "/claims/9223372036854775807/",
    "/claims/9223372036854775808/",
    f"/claims/{10**40}/",
    "/claims/0/",
    "/claims/-1/",
    "/claims/abc/",
    f"/articles/{10**40}/",
    "/publications/999999/",
    f"/publications/1/revisions/{2**31}/",
    f"/publications/1/revisions/{2**62}/claimreview/",
    "/problems/unheard-of/",
    "/nothing/",
    "/claims",
]
QUERIES = {
    "/claims/?status=nonsense": "status",
    "/claims/?article=0": "article",
    f"/claims/?article={10**40}": "article",
    "/claims/?text=%00": "text",
    "/claims/?limit=0": "limit",
    "/claims/?limit=1e9": "limit",
    "/claims/?cursor=nonsense": "cursor",
    "/claims/?cursor=W10": "cursor",
    "/claims/?cursor=e30": "cursor",
    "/claims/?cursor=WzFd": "cursor",
    "/claims/?cursor=eyJhZnRlciI6W119": "cursor",
    "/claims/?cursor=eyJhZnRlciI6WyJhIl19": "cursor",
    "/claims/?cursor=eyJhZnRlciI6WzFlOTk5XX0": "cursor",
    "/claims/?cursor=eyJhZnRlciI6W3RydWVdfQ": "cursor",
    "/claims/?cursor=eyJiZXNpZGUiOlsxXX0": "cursor",
    "/claims/?cursor=eyJhZnRlciI6MX0": "cursor",
    "/claims/?cursor=%ED%A0%80": "cursor",
    "/publications/?rating=nonsense": "rating",
    "/publications/?q=%00": "q",
    "/articles/?status=nonsense": "status",
}


@pytest.fixture
def editor(edith: User) -> APIClient:
    return api_client(edith)


@pytest.mark.parametrize("case", BODIES)
def test_a_bad_body_is_refused(editor: APIClient, case: str) -> None:
    body, content_type, status, code = BODIES[case]
    events = Event.objects.count()
    answer = editor.generic("POST", ARTICLES, cast(str, body), content_type=content_type)
    assert_problem(answer, status, code)
    assert not Article.objects.exists()
    assert Event.objects.count() == events


@pytest.mark.parametrize("case", FILES)
def test_a_bad_file_is_refused_at_once_or_by_the_worker(editor: APIClient, case: str) -> None:
    name, data, status, code = FILES[case]
    answer = editor.post(ARTICLES, {"file": SimpleUploadedFile(name, data)}, format="multipart")
    if status == 202:
        fetch_submission(Submission.objects.get().pk)
        outcome = editor.get(answer.json()["href"]).json()
        assert (outcome["state"], outcome["error_code"]) == ("failed", code)
    else:
        assert_problem(answer, status, code)
    assert not Article.objects.exists()


def test_a_file_becomes_an_article(editor: APIClient) -> None:
    data = "Müller said 300 trees were planted.".encode()
    answer = editor.post(ARTICLES, {"file": SimpleUploadedFile("a.txt", data)}, format="multipart")
    assert answer.status_code == 202
    fetch_submission(Submission.objects.get().pk)
    assert Article.objects.get().text.startswith("Müller")


def test_details_are_sent_with_a_file(editor: APIClient) -> None:
    stated = {"title": "Trees for the town", "publisher": "Courier", "byline": "Ana Lima", "published": "2026-03-04"}
    form = {"file": SimpleUploadedFile("a.txt", b"300 trees were planted."), **stated, "speaker": ""}
    submission = editor.post(ARTICLES, form, format="multipart").json()
    assert {name: submission[name] for name in stated} == stated
    fetch_submission(submission["id"])
    article = editor.get(editor.get(submission["href"]).json()["article"]).json()
    assert {name: article[name] for name in stated} == stated
    for wrong in ({"published": "yesterday"}, {"title": "x" * 301}):
        form = {"file": SimpleUploadedFile("b.txt", b"Two trees fell."), **wrong}
        assert editor.post(ARTICLES, form, format="multipart").status_code == 400
    assert Submission.objects.count() == 1


class UnreadableBody(BytesIO):
    """A body that must not be read."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("The body was read.")


@pytest.mark.parametrize("content_type", [JSON, "multipart/form-data; boundary=x"])
def test_a_large_body_is_refused_unread(editor: APIClient, content_type: str) -> None:
    length = str(50 * 1024 * 1024)
    headers: dict[str, Any] = {"CONTENT_LENGTH": length, "CONTENT_TYPE": content_type, "wsgi.input": UnreadableBody()}
    answer = editor.post(ARTICLES, {}, **headers)
    assert_problem(answer, 413, "body_too_large")


@pytest.mark.parametrize("path", UNKNOWN)
def test_what_is_not_there(editor: APIClient, path: str) -> None:
    assert_problem(editor.get(API_ROOT + path), 404, "not_found")


@pytest.mark.parametrize("path", QUERIES)
def test_a_bad_query_is_refused(editor: APIClient, path: str) -> None:
    answer = editor.get(API_ROOT + path)
    assert_problem(answer, 400, "invalid")
    assert [error["field"] for error in answer.json()["errors"]] == [QUERIES[path]]


@pytest.mark.parametrize("header", ["Bearer", "Bearer a b", "Bearer \x00", "Bearer \xff", "Bearer " + "a" * 64])
def test_an_invalid_token_is_refused(db: None, header: str) -> None:
    answer = APIClient().get(f"{API_ROOT}/me/", HTTP_AUTHORIZATION=header)
    assert_problem(answer, 401, "authentication_failed")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_an_unavailable_media_type_is_refused(editor: APIClient) -> None:
    assert_problem(editor.get(f"{API_ROOT}/me/", HTTP_ACCEPT="image/png"), 406, "not_acceptable")


def test_an_unknown_method_is_refused(editor: APIClient) -> None:
    answer = editor.delete(ARTICLES)
    assert_problem(answer, 405, "method_not_allowed")
    assert answer["Allow"] == "GET, HEAD, POST"


def test_a_refusal_can_quote_a_lone_surrogate(editor: APIClient, edith: User) -> None:
    claim = make_detected_claim(edith)
    path = f"{API_ROOT}/claims/{claim.pk}/moves/dismiss/"
    answer = editor.generic("POST", path, cast(str, b'{"reason": "\\ud800"}'), content_type=JSON)
    assert_problem(answer, 400, "invalid")
    assert answer.json()["errors"][0]["field"] == "reason"


def test_unknown_fields_are_refused_by_name(editor: APIClient, edith: User) -> None:
    claim = make_detected_claim(edith)
    answer = post_move(editor, claim.pk, "accept", status="published", colour="blue")
    assert_problem(answer, 400, "invalid")
    assert {(error["field"], error["code"]) for error in answer.json()["errors"]} == {
        ("status", "unknown_field"),
        ("colour", "unknown_field"),
    }
    claim.refresh_from_db()
    assert claim.status == "detected"


def test_an_unknown_nested_field_is_refused(editor: APIClient, edith: User) -> None:
    claim = make_detected_claim(edith)
    body = {"version": claim.version, "sources": [{"name": "The mayor", "cues": "said"}]}
    answer = editor.patch(f"{API_ROOT}/claims/{claim.pk}/reading/", body)
    assert_problem(answer, 400, "invalid")
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [("cues", "unknown_field")]


def test_an_unknown_field_of_a_form_is_refused(editor: APIClient) -> None:
    form = {"file": SimpleUploadedFile("a.txt", b"The mayor said no."), "headline": "No"}
    answer = editor.post(ARTICLES, form, format="multipart")
    assert_problem(answer, 400, "invalid")
    assert answer.json()["errors"][0] == {
        "field": "headline",
        "code": "unknown_field",
        "detail": "There is no field “headline” here.",
    }
    assert not Article.objects.exists()


def test_a_refusal_names_few_unknown_fields(editor: APIClient) -> None:
    answer = editor.post(ARTICLES, {"text": "The mayor said no.", **{f"{'x' * 200}{n}": n for n in range(1_000)}})
    assert_problem(answer, 400, "invalid")
    assert len(answer.content) < 5_000


PASSAGES: dict[str, tuple[dict[str, object], int, str]] = {
    "other words": ({"start": 0, "end": 6, "exact": "Nobody"}, 422, "anchor_lost"),
    "behind the end": ({"start": 10**8, "end": 10**8 + 1, "exact": "a"}, 422, "anchor_lost"),
    "backwards": ({"start": 9, "end": 3, "exact": "a"}, 422, "anchor_lost"),
    "below zero": ({"start": -1, "end": 3, "exact": "a"}, 400, "invalid"),
    "beyond all numbers": ({"start": 10**40, "end": 3, "exact": "a"}, 400, "invalid"),
    "half a number": ({"start": 0.5, "end": 3, "exact": "a"}, 400, "invalid"),
    "without words": ({"start": 0, "end": 3}, 400, "invalid"),
}


@pytest.mark.parametrize("case", PASSAGES)
def test_a_bad_passage_is_refused(editor: APIClient, edith: User, case: str) -> None:
    body, status, code = PASSAGES[case]
    article = make_read_article(edith)
    assert_problem(editor.post(f"{API_ROOT}/articles/{article.pk}/claims/", body), status, code)
    assert article.appearances.count() == 1


DRAFTS: dict[str, tuple[Callable[[int], dict[str, object]], int, str]] = {
    "without a version": (lambda version: {"summary": "a"}, 428, "precondition_required"),
    "a version that is gone": (lambda version: {"version": version + 1, "summary": "a"}, 409, "version_conflict"),
    "off the scale": (lambda version: {"version": version, "rating": "pants on fire"}, 422, "bad_value"),
    "too long": (lambda version: {"version": version, "summary": "a" * 501}, 400, "invalid"),
    "too long with its blanks": (lambda version: {"version": version, "summary": "a" + " " * 500}, 400, "invalid"),
    "NUL": (lambda version: {"version": version, "summary": "a\0"}, 400, "invalid"),
}


@pytest.mark.parametrize("case", DRAFTS)
def test_a_bad_draft_is_refused(editor: APIClient, edith: User, case: str) -> None:
    body, status, code = DRAFTS[case]
    draft = make_taken_claim(edith).verdicts.get()
    assert_problem(editor.patch(f"{API_ROOT}/claims/{draft.claim_id}/draft/", body(draft.version)), status, code)
    draft.refresh_from_db()
    assert draft.summary == ""


def test_an_empty_submission_is_told_what_to_send(edith: User) -> None:
    answer = api_client(edith).post("/api/v1/articles/", {})
    assert (answer.status_code, answer.json()["detail"]) == (400, "url: Send the text of an article, or its URL.")
