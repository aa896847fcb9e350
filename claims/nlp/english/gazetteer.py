"""Place names in English."""

from functools import cache

from claims.nlp.english.tables import load_table, read_text
from claims.nlp.places.extraction import Gazetteer, build_gazetteer


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer, built once per process."""
    return build_gazetteer(load_table("places"), read_text("places.txt"))
