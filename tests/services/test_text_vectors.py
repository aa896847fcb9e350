"""Texts get their vectors once, in batches, whatever dies on the way; a changed text gets a new one."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Claim, ClaimVector, FactCheck, FactCheckVector, TipVector, User
from claims.nlp.encoder_table import EncoderName
from claims.selectors.text_vectors import (
    TextVectors,
    find_vector_columns,
    get_claim_vectors,
    parse_vector,
    write_vector,
)
from claims.services.text_vectors import (
    MAX_ATTEMPTS,
    await_missing_vectors,
    create_text_vectors,
    encode_next_texts,
)
from claims.services.tips import submit_tip
from tests.stories import import_foreign_fact_check, make_detected_claim

DIMENSIONS = 384
pytestmark = pytest.mark.usefixtures("vectors")


def encode(texts: Sequence[str]) -> list[list[float]]:
    """One number of each vector tells the length of the text."""
    return [[float(len(text) % 7 == place) for place in range(DIMENSIONS)] for text in texts]


ENCODERS = {EncoderName.ENGLISH: encode}


def encode_all() -> list[int]:
    counts = []
    while count := encode_next_texts(ENCODERS):
        counts.append(count)
    return counts


def test_each_kind_of_text_is_encoded_once_and_people_do_not_wait_for_imports(edith: User) -> None:
    claim = make_detected_claim(edith)
    submit_tip(text="Is it true that the town felled its oldest trees?")
    import_foreign_fact_check(*(f"The town planted {number} trees." for number in range(40)))
    assert encode_all() == [Claim.objects.count(), 1, 32, 8]
    assert not ClaimVector.objects.filter(pending=True).exists()
    assert not TipVector.objects.filter(pending=True).exists()
    assert not FactCheckVector.objects.filter(pending=True).exists()
    assert get_claim_vectors(claim.pk, "en") == TextVectors(encode([claim.headline])[0])


def test_a_changed_text_awaits_a_new_vector(edith: User) -> None:
    import_foreign_fact_check("The town planted 3 trees.")
    encode_all()
    FactCheck.objects.update(rating="False")
    assert encode_all() == []
    FactCheck.objects.update(claim_text="Nobody planted trees.")
    row = FactCheckVector.objects.get()
    assert (row.pending, row.generation) == (True, 1)
    assert encode_all() == [1]


def test_a_vector_of_old_words_is_not_stored(edith: User) -> None:
    import_foreign_fact_check("The town planted 3 trees.")

    def change_and_encode(texts: Sequence[str]) -> list[list[float]]:
        FactCheck.objects.update(claim_text="Nobody planted trees.")
        return encode(texts)

    assert encode_next_texts({EncoderName.ENGLISH: change_and_encode}) == 1
    assert FactCheckVector.objects.get().pending
    assert encode_all() == [1]


def test_what_a_dead_worker_leased_is_encoded_later_and_a_poisonous_text_is_given_up(edith: User) -> None:
    import_foreign_fact_check("The town planted 3 trees.", "The town planted 4 trees.")

    def die(texts: Sequence[str]) -> list[list[float]]:
        raise KeyboardInterrupt

    def fail_at_four(texts: Sequence[str]) -> list[list[float]]:
        if any("4" in text for text in texts):
            raise ValueError(texts)
        return encode(texts)

    with pytest.raises(KeyboardInterrupt):
        encode_next_texts({EncoderName.ENGLISH: die})
    assert encode_all() == []  # leased
    for _ in range(2 * MAX_ATTEMPTS):
        FactCheckVector.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
        encode_next_texts({EncoderName.ENGLISH: fail_at_four})
    pending = FactCheckVector.objects.get(pending=True)
    assert (pending.fact_check.claim_text, pending.attempts) == ("The town planted 4 trees.", MAX_ATTEMPTS)


def encode_multilingually(texts: Sequence[str]) -> list[list[float]]:
    return [[1.0, *([0.0] * 511)] for _ in texts]


def test_an_encoder_that_is_installed_later_encodes_what_is_stored(edith: User) -> None:
    claim = make_detected_claim(edith)
    import_foreign_fact_check("The town planted 3 trees.", "La ville a planté 3 arbres.", "A város 3 fát ültetett.")
    for text, language in (("La ville a planté 3 arbres.", "fr-FR"), ("A város 3 fát ültetett.", "hu")):
        FactCheck.objects.filter(claim_text=text).update(language=language)
    encode_all()
    assert get_claim_vectors(claim.pk, "fr") == TextVectors(encode([claim.headline])[0], None, "fr")
    await_missing_vectors()
    assert FactCheckVector.objects.filter(pending=True).count() == 2  # the encoder does not know Hungarian
    while encode_next_texts(ENCODERS | {EncoderName.MULTILINGUAL: encode_multilingually}):
        pass
    await_missing_vectors()
    assert not FactCheckVector.objects.filter(pending=True).exists()
    assert not ClaimVector.objects.filter(pending=True).exists()
    (across,) = encode_multilingually([claim.headline])
    assert get_claim_vectors(claim.pk, "fr") == TextVectors(encode([claim.headline])[0], across, "fr")
    assert get_claim_vectors(claim.pk, "hu") == TextVectors(encode([claim.headline])[0], None, "hu")


def test_columns_are_created_once(db: None) -> None:
    assert find_vector_columns()
    assert create_text_vectors()


def test_a_vector_is_written_as_postgresql_reads_it() -> None:
    assert parse_vector(write_vector([0.25, -1.0, 0.0])) == [0.25, -1.0, 0.0]
