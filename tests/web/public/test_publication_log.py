"""The files with which anybody can check the log."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.log.__main__ import main
from claims.models import SignedHead, User
from claims.services.exports import write_export
from tests.stories import make_publication


def test_the_log_its_head_and_its_key_verify_each_other(
    client: Client, edith: User, mona: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        make_publication(edith, mona)
    write_export(name="log.jsonl")
    paths = {}
    for name in ("log_lines", "log_key", "log_head"):
        paths[name] = tmp_path / name
        paths[name].write_bytes(client.get(reverse(name)).getvalue())
    assert main([str(paths["log_lines"]), "--key", str(paths["log_key"]), "--head", str(paths["log_head"])]) == 0
    assert capsys.readouterr().out.startswith("whole: entries: 3, ")
    paths["log_lines"].write_text("".join(paths["log_lines"].read_text().splitlines(keepends=True)[:3]))
    assert main([str(paths["log_lines"]), "--key", str(paths["log_key"]), "--head", str(paths["log_head"])]) == 1
    assert "the end: entry 3 is missing" in capsys.readouterr().err


def test_the_head_states_what_is_signed(client: Client, edith: User, mona: User, settings: Any) -> None:
    assert client.get(reverse("log_head")).status_code == 404
    make_publication(edith, mona)
    signed = SignedHead.objects.get()
    head = client.get(reverse("log_head")).json()
    assert (head["sequence"], head["entry_sha256"], head["jws"]) == (1, signed.entry.entry_sha256, signed.jws)
    assert head["key"] == settings.BASE_URL + reverse("log_key")


def test_the_private_key_is_not_published(client: Client, db: None) -> None:
    assert "d" not in client.get(reverse("log_key")).json()


def test_an_unchanged_log_is_not_sent_again(client: Client, edith: User, mona: User) -> None:
    make_publication(edith, mona)
    write_export(name="log.jsonl")
    first = client.get(reverse("log_lines"))
    assert first.getvalue()
    headers = {"If-None-Match": first["ETag"]}
    assert client.get(reverse("log_lines"), headers=headers).status_code == 304
    make_publication(edith, mona)
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        write_export(name="log.jsonl")
    assert client.get(reverse("log_lines"), headers=headers).getvalue()


def test_a_line_contains_the_published_content_only(client: Client, edith: User, mona: User) -> None:
    published = make_publication(edith, mona)
    write_export(name="log.jsonl")
    head, line = client.get(reverse("log_lines")).getvalue().decode().splitlines()
    assert list(json.loads(head)) == ["head"]
    content = json.loads(line)["content"]
    assert (content["document"], content["claim_id"]) == (published.document, published.claim_id)
    assert "published_by_id" not in content
