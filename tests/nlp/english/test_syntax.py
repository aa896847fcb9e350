"""Reading sources, cues and clauses from a parsed sentence."""

from claims.nlp.english.loader import MODEL
from claims.nlp.english.syntax import find_cue_span, find_subject, is_finite
from claims.nlp.parsing.alignment import align_sentence
from claims.nlp.parsing.model import parse_sentences
from claims.nlp.parsing.trees import Tree


def parse(text: str) -> Tree:
    (tree,) = parse_sentences(MODEL, [align_sentence(text, 0, len(text))])
    return tree


def test_a_cue_has_its_auxiliaries_and_negation() -> None:
    text = "The mayor has not said that."
    tree = parse(text)
    cue = find_cue_span(tree, tree.words.index("said"))
    assert text[cue.start : cue.end] == "has not said"


def test_a_second_verb_shares_the_subject_of_the_first() -> None:
    text = "The mayor came and said that it rained."
    tree = parse(text)
    subject = find_subject(tree, tree.words.index("said"))
    assert subject is not None
    assert text[subject.span.start : subject.span.end] == "The mayor"


def test_it_is_no_source() -> None:
    tree = parse("It said that the dam is safe.")
    assert find_subject(tree, 1) is None


def test_a_relative_pronoun_has_an_antecedent() -> None:
    text = "The mayor, who said that it rained, left."
    tree = parse(text)
    subject = find_subject(tree, tree.words.index("said"))
    assert subject is not None
    assert subject.antecedent is not None
    assert text[subject.antecedent.start : subject.antecedent.end] == "The mayor"


def test_an_infinitive_is_not_finite() -> None:
    tree = parse("They want to win.")
    assert not is_finite(tree, tree.words.index("win"))
    assert is_finite(tree, tree.words.index("want"))
