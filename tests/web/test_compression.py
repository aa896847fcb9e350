"""HTML goes out compressed; what has a tag that programs send back does not."""

import gzip

from django.test import Client

from claims.models import User
from tests.stories import make_taken_claim

GZIP = {"accept-encoding": "gzip"}


def test_html_is_compressed_for_those_who_accept_it(client: Client, edith: User) -> None:
    client.force_login(edith)
    answer = client.get("/articles/", headers=GZIP)
    assert answer["Content-Encoding"] == "gzip"
    assert b"<html" in gzip.decompress(answer.content)
    assert "Content-Encoding" not in client.get("/articles/")


def test_two_answers_differ_in_length_so_that_nobody_can_measure_a_secret(client: Client, edith: User) -> None:
    client.force_login(edith)
    assert len({len(client.get("/desk/language/", headers=GZIP).content) for _ in range(12)}) > 1


def test_json_keeps_the_tag_that_programs_send_back(client: Client, edith: User) -> None:
    client.force_login(edith)
    answer = client.get(f"/api/v1/claims/{make_taken_claim(edith).pk}/", headers=GZIP)
    assert "Content-Encoding" not in answer
    assert not answer["ETag"].startswith("W/")
