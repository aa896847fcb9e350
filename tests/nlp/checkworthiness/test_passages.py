"""Long quotations are scored sentence by sentence."""

from claims import nlp
from claims.nlp.checkworthiness.passages import split_passages
from claims.nlp.reading import Span

TEXT = "Good evening. Crime rose by 40 percent in 2019. We love this town."
SENTENCES = [Span(0, 13), Span(14, 47), Span(48, 66)]


def test_a_claim_is_cut_at_its_sentences() -> None:
    assert split_passages(TEXT, Span(14, 60), SENTENCES) == ["Crime rose by 40 percent in 2019.", "We love this"]


def test_words_without_a_statement_are_no_passage() -> None:
    assert split_passages(TEXT, Span(0, 47), SENTENCES) == ["Crime rose by 40 percent in 2019."]
    assert split_passages(TEXT, Span(0, 4), SENTENCES) == ["Good"]


def test_a_quotation_of_several_sentences_has_the_score_of_the_best() -> None:
    quotation = "“It is good to be back home. Crime rose by 40 percent in 2019. We love this town,” Ana Lima said."
    (claim,) = nlp.read(quotation).claims
    notes = [reason.parameters["words"] for reason in claim.reasons if reason.code == "best_sentence"]
    assert notes == ["Crime rose by 40 percent in 2019."]
