"""One JSON row in, one out: what the command line does to each line, in this process or in several."""

from typing import Any

from claims.nlp import checkworthiness, read
from claims.nlp.reading import as_json

Row = dict[str, Any]


def read_row(row: Row) -> Row:
    """An article to its reading."""
    reading = read(row["text"], title=row.get("title"), published=row.get("published"))
    return {"id": row["id"], **as_json(reading)}


def score_row(row: Row) -> Row:
    """A sentence to its score, with reasons."""
    why = [{"text": reason.text, "weight": reason.weight} for reason in checkworthiness.reasons(row["text"])]
    return {"id": row["id"], "score": checkworthiness.score(row["text"]), "reasons": why}
