"""What the command line does to JSON rows; processes of a pool import it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from claims.nlp.checkworthiness import Circumstances, score_claim
from claims.nlp.language_table import get_language
from claims.nlp.pipeline import read

Row = dict[str, Any]


def read_rows(rows: Sequence[Row], *, full_scores: bool = False) -> list[Row]:
    """Return the readings of articles with their ids; `full_scores` weighs their claims as the desk does."""
    return [_read_row(row, full_scores=full_scores) for row in rows]


def _read_row(row: Row, *, full_scores: bool) -> Row:
    reading = read(
        row["text"],
        title=row.get("title"),
        published=row.get("published"),
        speaker=row.get("speaker"),
        language=row.get("language"),
    )
    if full_scores:
        from claims.nlp.weighing import weigh_claims  # loads the sentence encoder, which reading does not

        reading = weigh_claims(row["text"], reading)
    return {"id": row["id"], **reading.to_json()}


def score_rows(rows: Sequence[Row], *, store: Path | None = None) -> list[Row]:
    """Return the check-worthiness of sentences with their reasons and ids.

    With a `store` of fact-checks, those dated before the `published` day of a row (or its `date`) count too. A sentence
    without a day is compared with all of them.
    """
    from claims.nlp.checkworthiness.sentence_model import score_sentences
    from claims.nlp.checkworthiness.store_files import load_store, parse_day

    language = get_language()
    texts = [row["text"] for row in rows]
    rules, model = language.checkworthiness, language.sentence_model
    scores = score_sentences(texts, rules, model, with_vectors=store is not None)
    circumstances = [Circumstances()] * len(rows)
    if store and scores.vectors is not None:
        days = [parse_day(row.get("published") or row.get("date")) for row in rows]
        earlier = load_store(store).find_earlier(scores.vectors, days)
        circumstances = [replace(Circumstances(), earlier=found) for found in earlier]
    results = []
    for row, sentence, around in zip(rows, scores.sentences, circumstances, strict=True):
        score, reasons = score_claim(sentence, around, language.checkworthiness)
        results.append({"id": row["id"], "score": score, "reasons": [reason.to_json() for reason in reasons]})
    return results
