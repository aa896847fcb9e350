"""Whether somebody asserts, denies, or only might have said a content."""

import pytest

from claims.nlp import read
from claims.nlp.reading import Claim


def find(text: str) -> Claim:
    """Return the first claim with a source."""
    return next(claim for claim in read(text).claims if claim.chain)


@pytest.mark.parametrize(
    "text",
    [
        "The envoy did not say that 40 ships had left.",
        "The envoy never claimed that 40 ships had left.",
        "The envoy hasn't reported that 40 ships left.",
        "The envoy refused to say whether 40 ships had left.",
        "The envoy declined to confirm that 40 ships had left.",
        "The envoy would not say if 40 ships had left.",
        "The envoy stopped short of saying that 40 ships had left.",
        "The mayor falls short of claiming that the river is clean.",
        "The envoy did not want to say that 40 ships had left.",
        "If the envoy says that 40 ships left, nobody will listen.",
        "Unless the envoy confirms that 40 ships left, we stay.",
        "Nobody said that 40 ships had left.",
        "No official has said that 40 ships had left.",
        "Neither envoy claimed that 40 ships had left.",
        "Did the envoy say that 40 ships had left?",
        "The envoy did not deny that 40 ships had left.",
        "Critics might say that 40 ships left.",
    ],
)
def test_what_nobody_says_is_not_asserted(text: str) -> None:
    claim = find(text)
    assert claim.asserted is None
    assert not claim.denied


@pytest.mark.parametrize(
    "text",
    [
        "The envoy denied that 40 ships had left.",
        "The envoy denied sinking 40 ships.",
        "The envoy has rejected the claim that 40 ships had left.",
        "The envoy does not believe that 40 ships left.",
        "The envoy called reports that 40 ships left false.",
        "The envoy dismissed claims that 40 ships left as nonsense.",
    ],
)
def test_what_the_source_calls_untrue_is_denied(text: str) -> None:
    claim = find(text)
    assert claim.asserted is False
    assert claim.denied


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said that 40 ships had not left.",
        "The envoy said 40 ships would leave if it rained.",
        "The envoy insisted that nobody had died.",
        "When the envoy said that 40 ships had left, it rained.",
        "The envoy, who never smiles, said that 40 ships had left.",
        "Why did 40 ships leave? The envoy said that they were sold.",
    ],
)
def test_a_negation_inside_the_content_asserts_it(text: str) -> None:
    assert find(text).asserted is True


@pytest.mark.parametrize(
    ("text", "disputed"),
    [
        ("The envoy falsely claimed that 40 ships had left.", True),
        ("The envoy wrongly said that 40 ships had left.", True),
        ("The envoy repeated the false claim that 40 ships had left.", True),
        ("The envoy's claim that 40 ships had left is untrue.", True),
        ("The envoy rightly said that 40 ships had left.", False),
        ("The envoy said that 40 false papers were found.", False),
    ],
)
def test_what_the_article_calls_untrue_is_disputed(text: str, disputed: bool) -> None:
    assert find(text).is_disputed is disputed


@pytest.mark.parametrize(
    "text",
    [
        "The envoy criticised Ana Lima.",
        "The envoy attacked Sir Bo Lima.",
        "Asked about the ships, the envoy declined to comment.",
        "The leader spoke on May 4.",
    ],
)
def test_a_content_that_cannot_be_true_or_false_is_no_claim(text: str) -> None:
    assert not [claim for claim in read(text).claims if claim.chain]
