"""Encoding texts: those that are stored, batch by batch, and the words of a search while somebody waits."""

import time
from collections.abc import Sequence

from celery import shared_task

from claims.nlp.encoder_table import EncoderName, list_encoders
from claims.selectors.text_vectors import Vector
from claims.services.query_vectors import answer_query
from claims.services.text_vectors import encode_next_texts, encode_queries
from claims.services.worker_turns import hold_turn

RUN_SECONDS = 20.0
"""How long one run encodes before it leaves the rest to the next one."""


@shared_task
def encode_texts() -> None:
    """Encode stored texts that await their vectors. A worker encodes once at a time: another run ends at once."""
    with hold_turn("encode_texts", seconds=RUN_SECONDS) as is_ours:
        end, encoders = time.monotonic() + RUN_SECONDS, list_encoders()
        while is_ours and encode_next_texts(encoders) and time.monotonic() < end:
            pass


@shared_task
def encode_query(text: str, reply: str) -> None:
    """Encode the words of a search for the process that waits for the `reply`."""
    answer_query(text=text, reply=reply, encode=lambda texts: encode_queries(texts, list_encoders()))


def encode(texts: Sequence[str]) -> Sequence[Vector]:
    """Return a unit vector of the English encoder for each text."""
    return list_encoders()[EncoderName.ENGLISH](texts)
