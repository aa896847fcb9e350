"""Clauses that the parser breaks, read as wholes."""

import pytest

from claims.nlp import read
from tests.nlp.attribution.read_claims import chain, claim_of


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Teachers said the roof of the gym leaked.", "the roof of the gym leaked"),
        ("The agency said the reactor built in 1970 leaked.", "the reactor built in 1970 leaked"),
        ("The doctor said about a tenth of infants were ill.", "about a tenth of infants were ill"),
        ("The league said 20,000+ fans had no seats.", "20,000+ fans had no seats"),
        ("Economists said they shrank.[3]", "they shrank"),
        ("The skipper said the freezer was at -18C.", "the freezer was at -18C"),
        ("Pedro dos Reis said the boat sank.", "the boat sank"),
        ("Maria dos Santos Lopes said the river had turned red.", "the river had turned red"),
        ("He wants Jose dos Santos out, police said.", "He wants Jose dos Santos out"),
    ],
)
def test_clause_is_whole(text: str, content: str) -> None:
    claims = [claim for claim in read(text).claims if claim.chain]
    assert [text[claim.span.start : claim.span.end] for claim in claims] == [content]


def test_clause_of_inner_source_has_its_subject() -> None:
    text = "The premier said scientists had warned the reef would not recover."
    claim = claim_of(text, "the reef would not recover")
    assert chain(claim) == ["scientists", "premier"]


def test_participle_with_agent_describes() -> None:
    text = "The vet said the dog abandoned by its owner had died."
    assert chain(claim_of(text, "the dog abandoned by its owner had died")) == ["vet"]


@pytest.mark.parametrize(
    ("text", "first", "second", "denied"),
    [
        ("The firm said the leak was small and added that nobody was hurt.", "the leak was", "nobody", False),
        ("The pilot admitted that he was late but denied that he was drunk.", "he was late", "he was drunk", True),
    ],
)
def test_second_verb_belongs_to_source(text: str, first: str, second: str, denied: bool) -> None:
    assert chain(claim_of(text, first)) == chain(claim_of(text, second))
    assert second not in text[claim_of(text, first).span.start : claim_of(text, first).span.end]
    assert claim_of(text, second).denied is denied


def test_second_verb_of_inner_subject_leaves_first_clause() -> None:
    text = "The minister said the firm was sorry and promised that it would pay."
    assert text[claim_of(text, "was sorry").span.start : claim_of(text, "was sorry").span.end] == "the firm was sorry"
    assert chain(claim_of(text, "it would pay")) == ["firm", "minister"]
