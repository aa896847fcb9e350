"""Check-worthiness: how much a sentence deserves checking, and why."""

from claims.nlp.checkworthiness.scoring import (
    Circumstances,
    ScoredSentence,
    choose_sentence,
    may_reach_score,
    score_claim,
    weigh_sentence,
)

__all__ = [
    "Circumstances",
    "ScoredSentence",
    "choose_sentence",
    "may_reach_score",
    "score_claim",
    "weigh_sentence",
]
