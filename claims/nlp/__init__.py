"""Reading an article: who claims what, with which numbers, and how much each claim deserves checking.

`read` never raises on any text. The spaCy model loads with the first English text that a process reads, or by
`load_models`.
"""

from claims.nlp.language_table import ReadingDepth, get_depth, get_language
from claims.nlp.passages import read_passage
from claims.nlp.pipeline import load_models, pipeline_name, read
from claims.nlp.reading import Reading, Span
from claims.nlp.turns import Turn

__all__ = [
    "Reading",
    "ReadingDepth",
    "Span",
    "Turn",
    "get_depth",
    "get_language",
    "load_models",
    "pipeline_name",
    "read",
    "read_passage",
]
