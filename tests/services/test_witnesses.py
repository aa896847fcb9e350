"""Witnesses: they countersign what is consistent, keep what they saw, and refuse a fork."""

import json
from typing import Any

import jwt
import pytest
from rest_framework.test import APIClient

from claims.intake.http_post import PostResponse, post_message
from claims.log.merkle import verify_consistency
from claims.models import Countersignature, Event, LogEntry, SignedHead, User, WitnessedHead
from claims.refusals import FetchFailed, PrivateUrl
from claims.services import witnesses
from claims.services.log_signing import public_signing_key, sign_head_statement
from claims.services.witness_refusals import ForkedLog, NotConsistent, OtherSize, UnknownDesk
from claims.services.witnesses import send_head_to_witness
from claims.services.witnessing import witness_head
from claims.tasks import send_heads
from tests.api.api_clients import assert_problem
from tests.stories import make_publication

WITNESS = "https://witness.example/api/v1/log/witness/"


@pytest.fixture(autouse=True)
def _desks(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk is the witness of itself, and what it posts arrives at its own API."""
    key = public_signing_key()["x"]
    settings.WITNESSES, settings.WITNESSED_DESKS = {WITNESS: key}, {settings.BASE_URL: key}

    def post_to_api(url: str, body: bytes, headers: dict[str, str], network: object, *, max_bytes: int) -> PostResponse:
        assert url == WITNESS
        answer = APIClient().post("/api/v1/log/witness/", json.loads(body), format="json")
        assert len(answer.content) < max_bytes
        return PostResponse(answer.status_code, answer.content.decode())

    monkeypatch.setattr(witnesses, "post_message", post_to_api)


def publish(edith: User, mona: User, times: int) -> SignedHead:
    for _ in range(times):
        make_publication(edith, mona)
    return SignedHead.objects.select_related("entry")[0]


def other_head(head: SignedHead) -> str:
    """Return a head that the desk signed over as many entries, with another root."""
    return sign_head_statement(head.entry, "f" * 64, head.signed)


def test_a_witness_keeps_and_countersigns_each_head(edith: User, mona: User, settings: Any) -> None:
    for times in (1, 2, 4):
        head = publish(edith, mona, times)
        send_heads()
        row = Countersignature.objects.select_related("head")[0]
        assert (row.head, row.witness) == (head, WITNESS)
        statement = jwt.decode(row.jws, jwt.PyJWK(public_signing_key()), algorithms=["EdDSA"])
        assert (statement["desk"], statement["root_sha256"]) == (settings.BASE_URL, head.root_sha256)
    assert list(WitnessedHead.objects.values_list("size", flat=True)) == [7, 3, 1]
    assert send_head_to_witness(witness=WITNESS) is None
    assert Event.objects.filter(verb="log.countersigned").count() == 3


def test_a_desk_that_lost_its_countersignatures_starts_where_the_witness_stands(edith: User, mona: User) -> None:
    first = publish(edith, mona, 2)
    witness_head(jws=first.jws, first=0, proof=[])
    publish(edith, mona, 3)
    assert send_head_to_witness(witness=WITNESS) is not None


def test_a_fork_is_refused_and_kept_as_proof(edith: User, mona: User, settings: Any) -> None:
    head = publish(edith, mona, 3)
    witness_head(jws=head.jws, first=0, proof=[])
    fork = other_head(head)
    with pytest.raises(ForkedLog):
        witness_head(jws=fork, first=3, proof=[])
    event = Event.objects.get(verb="head.fork_found")
    assert event.data == {"desk": settings.BASE_URL, "size": 3, "jws": fork}
    assert WitnessedHead.objects.get().root_sha256 == head.root_sha256


def test_a_log_that_lost_entries_is_not_countersigned(edith: User, mona: User) -> None:
    old = publish(edith, mona, 2)
    witness_head(jws=old.jws, first=0, proof=[])
    new = publish(edith, mona, 3)
    for proof in ([], ["0" * 64] * 2):
        with pytest.raises(NotConsistent):
            witness_head(jws=new.jws, first=2, proof=proof)
    with pytest.raises(OtherSize) as caught:
        witness_head(jws=new.jws, first=0, proof=[])
    assert caught.value.facts == {"size": 2}
    assert WitnessedHead.objects.count() == 1


def test_an_older_head_is_not_countersigned_again(edith: User, mona: User) -> None:
    publish(edith, mona, 3)
    send_heads()
    old = SignedHead.objects.get(entry=1)
    with pytest.raises(OtherSize):
        witness_head(jws=old.jws, first=0, proof=[])


@pytest.mark.parametrize("jws", ["x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."])
def test_what_no_known_desk_signed_is_refused(db: None, jws: str) -> None:
    with pytest.raises(UnknownDesk):
        witness_head(jws=jws, first=0, proof=[])


def test_a_head_of_an_unknown_desk_is_refused(edith: User, mona: User, settings: Any) -> None:
    head = publish(edith, mona, 1)
    settings.WITNESSED_DESKS = {"https://other.example": public_signing_key()["x"]}
    with pytest.raises(UnknownDesk):
        witness_head(jws=head.jws, first=0, proof=[])


def test_a_countersignature_of_another_key_or_head_is_not_stored(edith: User, mona: User, settings: Any) -> None:
    publish(edith, mona, 1)
    settings.WITNESSES = {WITNESS: "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik"}
    with pytest.raises(FetchFailed):
        send_head_to_witness(witness=WITNESS)
    assert not Countersignature.objects.exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"countersignature":1}', "[" * 5000, '{"facts":{"size":"x"}}'])
@pytest.mark.parametrize("status", [200, 409, 500])
def test_hostile_answers_are_refused(
    edith: User, mona: User, monkeypatch: pytest.MonkeyPatch, status: int, text: str
) -> None:
    publish(edith, mona, 1)
    monkeypatch.setattr(witnesses, "post_message", lambda *_, **__: PostResponse(status, text))
    with pytest.raises(FetchFailed):
        send_head_to_witness(witness=WITNESS)


def test_heads_leave_through_the_guarded_network(
    edith: User, mona: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(edith, mona, 1)
    settings.WITNESSES = {"http://127.0.0.1/": public_signing_key()["x"]}
    monkeypatch.setattr(witnesses, "post_message", post_message)
    with pytest.raises(PrivateUrl):
        send_head_to_witness(witness="http://127.0.0.1/")


# The API ---------------------------------------------------------------------------


def test_a_program_proves_that_an_entry_is_in_the_log(edith: User, mona: User) -> None:
    publish(edith, mona, 5)
    answer = APIClient().get("/api/v1/log/inclusion/?sequence=2").json()
    assert (answer["size"], answer["entry_sha256"]) == (5, LogEntry.objects.get(pk=2).entry_sha256)
    assert answer["head"]["root_sha256"] == SignedHead.objects.get(entry=5).root_sha256
    assert APIClient().get("/api/v1/log/head/").json() == answer["head"]


def test_a_program_proves_that_the_log_only_grew(edith: User, mona: User) -> None:
    publish(edith, mona, 6)
    answer = APIClient().get("/api/v1/log/consistency/?first=3&second=5").json()
    roots = tuple(SignedHead.objects.get(entry=size).root_sha256 for size in (3, 5))
    assert verify_consistency(3, 5, (roots[0], roots[1]), answer["proof"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("inclusion/?sequence=9", 404),
        ("inclusion/?sequence=0", 400),
        ("inclusion/?sequence=1&size=9", 404),
        ("inclusion/?sequence=1e400", 400),
        ("consistency/?first=9", 422),
        ("consistency/?first=1&second=9", 404),
        ("consistency/", 400),
    ],
)
def test_sizes_that_the_log_does_not_have(edith: User, mona: User, path: str, status: int) -> None:
    publish(edith, mona, 2)
    assert APIClient().get(f"/api/v1/log/{path}").status_code == status


def test_a_hostile_body_is_refused(db: None) -> None:
    for body in ({}, {"head": "x", "first": -1, "proof": []}, {"head": "x", "first": 0, "proof": ["f" * 64] * 200}):
        assert_problem(APIClient().post("/api/v1/log/witness/", body, format="json"), 400, "invalid")
