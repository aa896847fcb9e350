"""A publication is logged in its transaction, and the log is signed once a day."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jwt
import time_machine

from claims.log.chain import GENESIS, check_chain, sha256_of_value
from claims.log.merkle import GrowingTree, verify_consistency, verify_inclusion
from claims.log.signed_heads import read_head
from claims.models import Event, LogEntry, SignedHead, User
from claims.selectors.log_tree import get_consistency_proof, get_inclusion_proof, load_tree
from claims.selectors.publication_log import iterate_log_entries
from claims.services.log_signing import public_signing_key
from claims.services.publication_log import sign_log_head
from claims.services.publications import withdraw_verdict
from claims.tasks import sign_head
from tests.stories import make_publication


def test_every_revision_has_an_entry_with_the_hash_of_the_one_before(edith: User, mona: User) -> None:
    first = make_publication(edith, mona)
    withdraw_verdict(claim_id=first.claim_id, moderator=mona, reason="It was wrong.")
    one, two = LogEntry.objects.select_related("publication")
    assert (one.sequence, one.previous_sha256, one.publication) == (1, GENESIS, first)
    assert (two.sequence, two.previous_sha256, two.publication.kind) == (2, one.entry_sha256, "withdrawn")
    assert one.digests["document"] == sha256_of_value(first.document)
    assert not list(check_chain(iterate_log_entries()))


def test_times_grow_with_sequence_numbers(edith: User, mona: User) -> None:
    for _ in range(3):
        make_publication(edith, mona)
    times = list(LogEntry.objects.values_list("publication__published", flat=True))
    assert times == sorted(times)


def test_every_entry_is_signed_and_the_newest_again_each_day(edith: User, mona: User) -> None:
    with time_machine.travel("2026-05-03 08:00Z", tick=False):
        assert sign_log_head() is None
        make_publication(edith, mona)
        make_publication(edith, mona)
        sign_head()
    with time_machine.travel("2026-05-04 00:01Z", tick=False):
        sign_head()
        sign_head()
    assert list(SignedHead.objects.values_list("signed__day", "entry")) == [(4, 2), (3, 2), (3, 1)]
    assert Event.objects.filter(verb="log.signed").count() == 1


def test_each_head_signs_the_root_of_the_tree(edith: User, mona: User) -> None:
    tree = GrowingTree()
    for _ in range(5):
        make_publication(edith, mona)
    for entry in LogEntry.objects.order_by("sequence"):
        assert entry.nodes == tree.append_leaf(entry.entry_sha256)
        assert entry.heads.get().root_sha256 == tree.root()
    assert load_tree() == (tree, entry.entry_sha256)


def test_proofs_follow_from_the_stored_nodes(edith: User, mona: User, django_assert_num_queries: Any) -> None:
    for _ in range(7):
        make_publication(edith, mona)
    roots = dict(SignedHead.objects.values_list("entry", "root_sha256"))
    third = LogEntry.objects.get(pk=3).entry_sha256
    with django_assert_num_queries(2):
        inclusion, consistency = get_inclusion_proof(3, 7), get_consistency_proof(5, 7)
    assert verify_inclusion(third, 3, 7, roots[7], inclusion)
    assert verify_consistency(5, 7, (roots[5], roots[7]), consistency)


def test_a_signed_head_can_be_verified_with_any_library(edith: User, mona: User, settings: Any) -> None:
    make_publication(edith, mona)
    signed = SignedHead.objects.get()
    key = public_signing_key()
    statement = jwt.decode(signed.jws, jwt.PyJWK(key), algorithms=["EdDSA"], issuer=settings.BASE_URL)
    assert (statement["sequence"], statement["entry_sha256"]) == (1, signed.entry.entry_sha256)
    ours = read_head(signed.jws, [key])
    assert (ours.sequence, ours.entry_sha256) == (1, signed.entry.entry_sha256)
    assert jwt.get_unverified_header(signed.jws)["kid"] == key["kid"]


def test_the_key_of_the_environment_signs(settings: Any) -> None:
    settings.LOG_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    assert public_signing_key()["x"] == "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik"


def test_a_key_is_created_once_and_only_readable_by_the_desk(settings: Any, tmp_path: Path) -> None:
    settings.LOG_KEY, settings.LOG_KEY_FILE = "", tmp_path / "data" / "log-key"
    with ThreadPoolExecutor(8) as at_once:
        keys = {key["x"] for key in at_once.map(lambda _: public_signing_key(), range(16))}
    assert keys == {public_signing_key()["x"]}
    assert stat.S_IMODE(settings.LOG_KEY_FILE.stat().st_mode) == 0o600
    assert list(settings.LOG_KEY_FILE.parent.iterdir()) == [settings.LOG_KEY_FILE]
