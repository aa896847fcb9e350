"""Which sentences of an article are claims of its own."""

from claims import nlp

FACT = "Unemployment in Portugal fell to 6.1 percent in 2023, the lowest rate in 20 years."


def contents(text: str) -> list[str]:
    return [text[claim.span.start : claim.span.end] for claim in nlp.read(text).claims]


def test_a_checkable_sentence_is_a_claim_of_the_article() -> None:
    assert contents(FACT) == [FACT]


def test_a_heading_is_not() -> None:
    assert contents(f"Unemployment fell to 6.1 percent in 2023\n\n{FACT}") == [FACT]


def test_a_sentence_that_a_source_says_is_claimed_once() -> None:
    assert contents(f"The minister said that {FACT[0].lower()}{FACT[1:]}") == [f"that {FACT[0].lower()}{FACT[1:-1]}"]


def test_a_short_sentence_is_not() -> None:
    assert contents("Unemployment fell by 6.1 percent.") == []
