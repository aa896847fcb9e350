"""What the command line does to one JSON row; processes of a pool import it."""

from typing import Any

from claims.nlp.checkworthiness import explain_sentence, score_sentence
from claims.nlp.language_table import get_language
from claims.nlp.pipeline import read

Row = dict[str, Any]


def read_row(row: Row) -> Row:
    """Return the reading of an article with the article's id."""
    details = {name: row.get(name) for name in ("title", "published", "speaker")}
    reading = read(row["text"], **details)
    return {"id": row["id"], **reading.to_json()}


def score_row(row: Row) -> Row:
    """Return the check-worthiness of a sentence with its reasons and id."""
    rules = get_language().checkworthiness
    reasons = [{"text": reason.text, "weight": reason.weight} for reason in explain_sentence(row["text"], rules)]
    return {"id": row["id"], "score": score_sentence(row["text"], rules), "reasons": reasons}
