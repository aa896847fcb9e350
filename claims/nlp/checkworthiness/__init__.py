"""Check-worthiness: how much a sentence deserves checking, and why."""

from claims.nlp.checkworthiness.scoring import explain_sentence, may_reach_score, score_claim, score_sentence

__all__ = ["explain_sentence", "may_reach_score", "score_claim", "score_sentence"]
