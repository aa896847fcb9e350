"""Measure the vectors of a desk: encoding, memory, languages, and the index of vectors beside an exact search.

    DATABASE_URL=… python -m benchmarks.memory [--rows 200000] [--queries 200]
    python -m benchmarks.memory --rows 0

With no rows, only the encoders are measured: their speed, and how many of our own 100 French claims find the same claim
in English among others, and the reverse.

The vectors of the fact-checks of the desk are copied into a scratch table as often as it takes to make the rows; each
copy is moved by noise, so that only the first copy is real. One row in ten is in the language "fr". Nothing else of the
desk is read or changed. Queries are vectors of real fact-checks moved by other noise; times include the round trip.
"""

import argparse
import json
import os
import resource
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import django
import numpy as np
import psycopg
from numpy.typing import NDArray

from claims.nlp.embeddings import DIMENSIONS, Vectors
from claims.nlp.encoder_table import Encode, list_encoders
from factcheck.database_config import VECTOR_SEARCH

SENTENCES = [
    f"The town of Harbour planted {number} trees along its {number % 40} streets last year." for number in range(640)
]
COPY_NOISE, QUERY_NOISE = 0.6, 0.4
"""The length of the noise beside that of the vector, which is 1."""
LIMIT, NEAREST, FIRST = 50, 10, 1
PAIRS = Path(__file__).with_name("french_english.jsonl")
OTHER_CLAIMS = Path(__file__).parents[1] / "tests" / "nlp" / "comparison" / "pairs.jsonl"
SETTINGS = "; ".join(f"SET {name} = {value}" for name, value in {**VECTOR_SEARCH, "statement_timeout": "0"}.items())
CREATE_SQL = "CREATE TEMP TABLE scratch (id bigint, language text, pending bool, vector halfvec(384))"
INDEX_SQL = "CREATE INDEX scratch_near ON scratch USING hnsw (vector halfvec_ip_ops) WHERE NOT pending"
NEAR_SQL = """
    SELECT id FROM scratch WHERE NOT pending AND language = %s ORDER BY vector <#> %s::halfvec(384) LIMIT %s
"""


def measure_encoder(name: str, encode: Encode) -> None:
    """Print the texts that are encoded per CPU-second, and the memory of the process so far."""
    encode(SENTENCES[:32])
    before = time.process_time()
    encode(SENTENCES)
    seconds = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {len(SENTENCES) / seconds:.0f} texts per CPU-second, {peak:.0f} MB at most")


def measure_languages(name: str, encode: Encode) -> None:
    """Print in how many of our pairs a claim finds the one in the other language among the first ones.

    The others are the rest of the pairs and the claims of the pairs by which the comparison is tested.
    """
    pairs, others = _read_rows(PAIRS), _read_rows(OTHER_CLAIMS)
    vectors = {code: np.array(encode([pair[code] for pair in pairs])) for code in ("fr", "en")}
    apart = np.array(encode(list(dict.fromkeys(row[side] for row in others for side in ("ours", "theirs")))))
    for code, other in (("fr", "en"), ("en", "fr")):
        products = vectors[code] @ np.concatenate([vectors[other], apart]).T
        ranks = (products > np.diag(products)[:, None]).sum(axis=1)
        first, ten = ((ranks < number).mean() for number in (FIRST, NEAREST))
        found = f"success@{FIRST} {first:.2f}, success@{NEAREST} {ten:.2f}"
        print(f"{name}: {code} finds {other}: {found}, {len(apart)} others")


def _read_rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def read_vectors(connection: psycopg.Connection) -> Vectors:
    """Return the stored vectors of fact-checks."""
    from claims.selectors.text_vectors import parse_vector

    rows = connection.execute("SELECT vector::text FROM claims_factcheckvector WHERE NOT pending").fetchall()
    return np.array([parse_vector(text) for (text,) in rows], np.float32)


def add_noise(vectors: Vectors, length: float, random: np.random.Generator) -> Vectors:
    """Return unit vectors beside the given ones."""
    noise = random.normal(size=vectors.shape) * length / DIMENSIONS**0.5
    moved = vectors + noise
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), np.float32)


def make_rows(real: Vectors, rows: int, random: np.random.Generator) -> Vectors:
    """Return the real vectors, and noisy copies of them up to a number of rows."""
    copies = [real, *(add_noise(real, COPY_NOISE, random) for _ in range(rows // len(real)))]
    return np.concatenate(copies)[:rows]


def load_rows(connection: psycopg.Connection, vectors: Vectors) -> NDArray[np.bool_]:
    """Store the vectors and build the index; return which rows are in French."""
    from claims.selectors.text_vectors import write_vector

    french = np.zeros(len(vectors), np.bool_)
    french[::10] = True
    connection.execute(CREATE_SQL)
    with connection.cursor().copy("COPY scratch FROM STDIN") as copy:
        for number, vector in enumerate(vectors):
            copy.write_row((number, "fr" if french[number] else "en", False, write_vector(vector.tolist())))
    connection.execute("SET maintenance_work_mem = '1GB'")
    before = time.monotonic()
    connection.execute(INDEX_SQL)
    built = time.monotonic() - before
    connection.execute("ANALYZE scratch")
    row = connection.execute("SELECT pg_relation_size('scratch_near') / 1048576").fetchone()
    print(f"{len(vectors)} rows: index built in {built:.0f} s, {row[0] if row else 0} MB")
    return french


def measure_search(
    connection: psycopg.Connection, vectors: Vectors, queries: Vectors, french: NDArray[np.bool_]
) -> None:
    """Print times and recall for the common language and for the rare one."""
    from claims.selectors.text_vectors import write_vector

    for language, chosen in (("en", np.flatnonzero(~french)), ("fr", np.flatnonzero(french))):
        times, found = [], 0
        for query in queries:
            before = time.monotonic()
            rows = connection.execute(NEAR_SQL, [language, write_vector(query.tolist()), LIMIT]).fetchall()
            times.append((time.monotonic() - before) * 1000)
            exact = chosen[np.argsort(-(vectors[chosen] @ query))[:NEAREST]]
            found += len({number for (number,) in rows} & set(exact.tolist()))
        print(f"language {language}: median {statistics.median(times):.1f} ms, p99 {_percentile(times):.1f} ms,"
              f" recall {found / len(queries) / NEAREST:.3f} of the nearest {NEAREST}")  # fmt: skip


def _percentile(times: Sequence[float]) -> float:
    return float(np.percentile(times, 99))


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--queries", type=int, default=200)
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    django.setup()
    for name, encode in list_encoders().items():
        measure_encoder(name, encode)
        measure_languages(name, encode)
    if not arguments.rows:
        return
    random = np.random.default_rng(1)
    url = os.environ["DATABASE_URL"].replace("postgres://", "postgresql://", 1)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SETTINGS)
        real = read_vectors(connection)
        vectors = make_rows(real, arguments.rows, random)
        queries = add_noise(real[random.choice(len(real), arguments.queries)], QUERY_NOISE, random)
        measure_search(connection, vectors, queries, load_rows(connection, vectors))


if __name__ == "__main__":
    main()
