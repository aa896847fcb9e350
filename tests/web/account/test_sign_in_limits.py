"""Failed sign-ins are limited, and nobody is locked out because somebody else guesses."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import User
from tests.people import PASSWORD

STRANGER, HOME, ELSEWHERE = "198.51.100.66", "203.0.113.5", "203.0.113.77"


def sign_in(address: str, email: str, password: str = PASSWORD, client: Client | None = None) -> Any:
    client = client or Client()
    return client.post(reverse("account_login"), {"login": email, "password": password}, REMOTE_ADDR=address)


def guess(address: str, email: str, times: int) -> list[int]:
    return [sign_in(address, email, "guessed").status_code for _ in range(times)]


def test_guessing_at_one_account_ends_with_a_sentence_a_code_and_the_time(cora: User) -> None:
    statuses = guess(STRANGER, cora.email, 6)
    assert (statuses[4], statuses[5]) == (200, 429)
    refused = sign_in(STRANGER, cora.email)
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 300
    assert "Too many failed sign-ins. Try again in" in refused.content.decode()


def test_the_owner_signs_in_from_anywhere_while_a_stranger_guesses(cora: User) -> None:
    guess(STRANGER, cora.email, 20)
    assert sign_in(ELSEWHERE, cora.email).status_code == 302


def test_a_known_device_signs_in_at_the_address_of_the_guesser(cora: User, edith: User) -> None:
    device = Client()
    assert sign_in(STRANGER, cora.email, client=device).status_code == 302
    device.post(reverse("account_logout"))
    for number in range(40):
        guess(STRANGER, f"nobody{number}@desk.example", 1)
    assert sign_in(STRANGER, edith.email).status_code == 429
    assert sign_in(STRANGER, cora.email, client=device).status_code == 302


def test_a_known_address_stays_open_while_others_guess_there(cora: User, edith: User) -> None:
    assert sign_in(HOME, cora.email).status_code == 302
    for number in range(40):
        guess(HOME, f"nobody{number}@desk.example", 1)
    assert sign_in(HOME, edith.email).status_code == 429
    assert sign_in(HOME, cora.email).status_code == 302


def test_a_known_device_cannot_guess_without_end(cora: User) -> None:
    device = Client()
    sign_in(HOME, cora.email, client=device)
    device.post(reverse("account_logout"))
    statuses = [sign_in(HOME, cora.email, "guessed", client=device).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_a_cookie_that_somebody_made_up_is_no_known_device(cora: User) -> None:
    forger = Client()
    forger.cookies["known_device"] = "1:abc:def"
    statuses = [sign_in(STRANGER, cora.email, "guessed", client=forger).status_code for _ in range(6)]
    assert statuses[-1] == 429


def test_behind_a_proxy_each_client_counts_for_itself(cora: User, settings: Any) -> None:
    settings.NUM_PROXIES = 1
    client = Client(headers={"X-Forwarded-For": f"1.2.3.4, {STRANGER}"})
    for _ in range(6):
        refused = sign_in("10.0.0.1", cora.email, "guessed", client=client)
    assert refused.status_code == 429
    owner = Client(headers={"X-Forwarded-For": ELSEWHERE})
    assert sign_in("10.0.0.1", cora.email, client=owner).status_code == 302


def test_ipv6_counts_by_network(cora: User) -> None:
    statuses = [sign_in(f"2001:db8::{number:x}", cora.email, "guessed").status_code for number in range(1, 7)]
    assert statuses[-1] == 429


def test_allauths_own_limits_answer_in_the_same_way(client: Client, db: None) -> None:
    for number in range(21):
        answer = client.post(reverse("account_reset_password"), {"email": f"nobody{number}@desk.example"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


@pytest.mark.parametrize("name", ["account_login", "tip_new"])
def test_a_body_that_is_too_large_is_refused_before_it_is_read(client: Client, db: None, name: str) -> None:
    class Unread:
        def read(self, *_: object) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    environ: Any = {"CONTENT_LENGTH": str(200_000_000), "wsgi.input": Unread()}
    refused = client.generic("POST", reverse(name), b"", "multipart/form-data; boundary=x", **environ)
    assert refused.status_code == 413
    assert "at most 128 KB are accepted here" in refused.content.decode()
