"""Weighing the claims of a reading again: with sentence vectors, and with what was checked before.

`read` scores claims by their words alone, since vectors cost as much as the rest of a reading. The desk weighs each
reading before it stores it. Both scores have the same scale and the same reasons.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from claims.nlp.checkworthiness.earlier_checks import NO_EARLIER_CHECKS, EarlierChecks
from claims.nlp.checkworthiness.passages import split_passages
from claims.nlp.checkworthiness.scoring import Circumstances, ScoredSentence, choose_sentence, score_claim
from claims.nlp.checkworthiness.sentence_model import score_sentences
from claims.nlp.checkworthiness.similar_checks import count_similar
from claims.nlp.embeddings import Vectors, load_encoder
from claims.nlp.language import Language
from claims.nlp.language_table import LOADERS, get_language
from claims.nlp.reading import Claim, Reading, Span

MOST_ENCODED_CHECKS = 200
"""The fact-checks that are compared with the claims of one text, so that a long text does not take minutes."""


Candidates = Mapping[Span, Sequence[str]]
"""For the span of a claim, the claims of fact-checks to compare it with, all dated before the text."""


def weigh_claims(text: str, reading: Reading, candidates: Candidates | None = None) -> Reading:
    """Return a reading with full scores and their reasons; of a language that is not read, the reading as it is."""
    if not reading.claims or reading.language not in LOADERS:
        return reading
    language = get_language(reading.language)
    passages = [split_passages(text, claim.span, reading.sentences) for claim in reading.claims]
    scores = score_sentences(
        list(chain.from_iterable(passages)),
        language.checkworthiness,
        language.sentence_model,
        with_vectors=bool(candidates),
    )
    similar = _SimilarChecks(candidates or {})
    claims, start = [], 0
    for claim, own in zip(reading.claims, passages, strict=True):
        end = start + len(own)
        own_vectors = None if scores.vectors is None else scores.vectors[start:end]
        earlier = similar.count(claim.span, own_vectors)
        claims.append(_weigh_claim(claim, scores.sentences[start:end], earlier, language))
        start = end
    return replace(reading, claims=tuple(claims))


def _weigh_claim(
    claim: Claim, sentences: Sequence[ScoredSentence], earlier: EarlierChecks, language: Language
) -> Claim:
    circumstances = Circumstances(claim.quantities, claim.times, claim.chain, earlier)
    score, reasons = score_claim(choose_sentence(sentences), circumstances, language.checkworthiness)
    return replace(claim, score=score, reasons=reasons)


class _SimilarChecks:
    """The vectors of the candidates of all claims, the first `MOST_ENCODED_CHECKS` of them."""

    def __init__(self, candidates: Candidates) -> None:
        texts = list(dict.fromkeys(chain.from_iterable(candidates.values())))[:MOST_ENCODED_CHECKS]
        self.candidates = candidates
        self.vectors = dict(zip(texts, load_encoder().encode(texts), strict=True)) if texts else {}

    def count(self, span: Span, sentences: Vectors | None) -> EarlierChecks:
        """Return the candidates that are similar to a sentence of a claim."""
        if sentences is None:
            return NO_EARLIER_CHECKS
        vectors = [self.vectors[text] for text in self.candidates.get(span, ()) if text in self.vectors]
        return count_similar((sentences @ np.stack(vectors).T).max(axis=0)) if vectors else NO_EARLIER_CHECKS
