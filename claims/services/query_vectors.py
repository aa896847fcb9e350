"""Vectors of the words that somebody searches for, from the worker that has the encoder.

The encoders take 350 MB, too much for each web process, and a worker of the queue `embed` loads them when it is first
asked. A web process asks it by a task and waits for the answer in Valkey, for a third of a second at most. It asks only
if such a worker was seen lately and few tasks wait. Without an answer the search goes by words. Answers are kept for
minutes, so that paging and typing the same words again cost nothing.
"""

import hashlib
import struct
from collections.abc import Callable, Sequence
from secrets import token_hex

import structlog
from celery import current_app
from django.conf import settings
from redis.exceptions import RedisError

from claims.nlp.encoder_table import ENCODERS, EncoderName
from claims.selectors.heartbeats import (
    EXPIRY_SECONDS,
    WORKER_LATE_SECONDS,
    connect_to_valkey,
    heartbeat_key,
)
from claims.selectors.text_vectors import TextVectors, has_vectors

log = structlog.get_logger(__name__)

ENCODE_QUERY_TASK = "claims.tasks.encode_query"
QUEUE = "embed"
WAIT_SECONDS = 0.35
MAX_WAITING = 8
"""Tasks in the queue from which nobody asks: the answer would come too late."""
KEEP_SECONDS = 600
REPLY_SECONDS = 5
MAX_CHARACTERS = 1_000

LANGUAGE_BYTES = 8
NUMBER_BYTES = 2

EncodeQueries = Callable[[Sequence[str]], Sequence[TextVectors]]


def get_query_vectors(text: str) -> TextVectors | None:
    """Return the vectors of a text; None if no worker answers in time, and where vectors are not kept."""
    words = text[:MAX_CHARACTERS].strip()
    if not words or not has_vectors():
        return None
    try:
        return _find_kept(words) or _ask_worker(words)
    except RedisError as error:
        log.warning("query_vectors.no_valkey", error=type(error).__name__)
        return None


def answer_query(*, text: str, reply: str, encode: EncodeQueries) -> None:
    """Encode a text, keep its vectors, and answer the process that waits."""
    packed = _pack(encode([text])[0])
    with connect_to_valkey(settings.REDIS_URL).pipeline(transaction=False) as pipeline:
        pipeline.set(_key(text), packed, ex=KEEP_SECONDS)
        pipeline.lpush(reply, packed)
        pipeline.expire(reply, REPLY_SECONDS)
        pipeline.execute()


def _find_kept(text: str) -> TextVectors | None:
    packed = connect_to_valkey(settings.REDIS_URL).get(_key(text))
    return _unpack(packed) if packed else None


def _ask_worker(text: str) -> TextVectors | None:
    """Send the task and wait for its answer."""
    valkey = connect_to_valkey(settings.REDIS_URL)
    with valkey.pipeline(transaction=False) as pipeline:
        pipeline.pttl(heartbeat_key(QUEUE))
        pipeline.llen(QUEUE)
        if not _may_answer(*pipeline.execute()):
            return None
    reply = f"factcheck:vector:reply:{token_hex(16)}"
    try:
        current_app.send_task(ENCODE_QUERY_TASK, args=(text, reply), retry=False, ignore_result=True, expires=2)
    except Exception as error:  # noqa: BLE001 - clients of brokers raise many kinds, and the search goes on by words
        log.warning("query_vectors.not_sent", error=type(error).__name__)
        return None
    answer = valkey.blpop([reply], timeout=WAIT_SECONDS)
    return _unpack(answer[1]) if answer else None


def _may_answer(heartbeat_milliseconds: int, waiting: int) -> bool:
    """Return whether a worker was seen lately and is not busy for long; a heartbeat counts down from its expiry."""
    age = EXPIRY_SECONDS - heartbeat_milliseconds / 1000
    return heartbeat_milliseconds > 0 and age <= WORKER_LATE_SECONDS and waiting < MAX_WAITING


def _key(text: str) -> str:
    return f"factcheck:vector:{hashlib.sha256(text.encode()).hexdigest()}"


def _pack(vectors: TextVectors) -> bytes:
    """Write the language and the numbers of both vectors, one behind the other."""
    numbers = [*vectors.vector, *(vectors.across or ())]
    return vectors.language.encode().ljust(LANGUAGE_BYTES) + struct.pack(f"<{len(numbers)}e", *numbers)


def _unpack(packed: bytes | str) -> TextVectors:
    packed = packed.encode("latin-1") if isinstance(packed, str) else packed
    language, halves = packed[:LANGUAGE_BYTES].decode().strip(), packed[LANGUAGE_BYTES:]
    numbers = struct.unpack(f"<{len(halves) // NUMBER_BYTES}e", halves)
    split = ENCODERS[EncoderName.ENGLISH].dimensions
    return TextVectors(numbers[:split], numbers[split:] or None, language)
