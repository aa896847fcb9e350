"""The full score of sentences: the words and signs of the first stage, and heads over the vectors of the encoder.

It costs some milliseconds a sentence, a hundred times as much as the first stage, so it scores what became a claim.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.nlp.checkworthiness.mix import Mix, SentenceModel
from claims.nlp.checkworthiness.scoring import ScoredSentence, ScoringRules, sum_adjustments, weigh_sentence
from claims.nlp.embeddings import DIMENSIONS, LAST_LAYER, Vectors, load_encoder, to_unit_vectors

LAYERS = (3, 4, 5)
"""The layers of the encoder whose means the heads read."""


@dataclass(frozen=True, slots=True)
class FullScores:
    """Sentences with their full logits, and their vectors for the search of similar ones, if they were asked for."""

    sentences: list[ScoredSentence]
    vectors: Vectors | None = None


def score_sentences(
    texts: Sequence[str], rules: ScoringRules, model: SentenceModel, *, with_vectors: bool = False
) -> FullScores:
    """Return the full scores of sentences, in order. It takes a little longer with their vectors."""
    heads, mix = model.load()
    means = load_encoder().average(texts, (*LAYERS, LAST_LAYER) if with_vectors else LAYERS)
    width = DIMENSIONS * len(LAYERS)
    logits = heads.predict(means[:, :width])
    sentences = [
        _mix_logits(weigh_sentence(text, rules), float(logit), mix, rules)
        for text, logit in zip(texts, logits, strict=True)
    ]
    return FullScores(sentences, to_unit_vectors(means[:, width:]) if with_vectors else None)


def _mix_logits(sentence: ScoredSentence, logit: float, mix: Mix, rules: ScoringRules) -> ScoredSentence:
    adjustment = sum_adjustments(sentence.signs, rules)
    mixed = mix.words * (sentence.logit - adjustment) + mix.heads * logit + mix.bias
    return ScoredSentence(sentence.text, sentence.signs, mixed + adjustment)
