"""The full score of sentences."""

from claims.nlp import get_language
from claims.nlp.checkworthiness.sentence_model import score_sentences

LANGUAGE = get_language()
TEXTS = ["Thank you all for coming.", "Unemployment fell to 4.9 percent in 2016.", "I think we should be kind."]


def test_full_scores_rank_sentences_and_are_the_same_on_each_run() -> None:
    first = score_sentences(TEXTS, LANGUAGE.checkworthiness, LANGUAGE.sentence_model, with_vectors=True)
    again = score_sentences(TEXTS, LANGUAGE.checkworthiness, LANGUAGE.sentence_model)
    assert first.sentences == again.sentences
    assert max(first.sentences, key=lambda sentence: sentence.logit).text == TEXTS[1]
    assert first.vectors is not None
    assert first.vectors.shape == (3, 384)
    assert again.vectors is None


def test_no_sentences_have_no_scores() -> None:
    scores = score_sentences([], LANGUAGE.checkworthiness, LANGUAGE.sentence_model)
    assert scores.sentences == []
