"""What a statement may put in place of "the bank", "it" and "she", and what stays open."""

import pytest

from claims import nlp


def read_statement(text: str) -> str:
    """Return the statement of the first claim, or the code of its problem in brackets."""
    claim = nlp.read(text, published="2024-05-15").claims[0]
    return claim.statement.text if claim.statement else f"({claim.statement_problem})"


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Barclays said the bank would close 95 branches.", "Barclays would close 95 branches."),
        ("Barclays denied that it had used the hospital as a store.", "(definite)"),
        ("According to Vellum Radio News, the bank lost.", "According to Vellum Radio News, the bank lost."),
        ("The tribunal heard that she had been paid 9,000 dollars less.", "(open_pronoun)"),
        ("Ludd says it is 12 now.", "Ludd says it is 12 now."),
        ("Asked whether he lied, the envoy said he had not.", "(fragment)"),
    ],
)
def test_a_wrong_name_is_worse_than_none(text: str, statement: str) -> None:
    assert read_statement(text) == statement


def test_a_mark_with_a_comma_falls_away() -> None:
    text = "The economist said that, if nothing changes, debt will reach 120% of income."
    assert read_statement(text) == "If nothing changes, debt will reach 120% of income."


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Ana Lima spoke. A spokesman said her sum left out 40 piers.", "Ana Lima’s sum left out 40 piers."),
        ("The union said 40 piers have been closed since 6 May.", "40 piers have been closed since 6 May 2024."),
    ],
)
def test_a_role_of_the_other_gender_is_nobody_s_she(text: str, statement: str) -> None:
    claim = nlp.read(text, published="2024-05-15").claims[-1]
    assert claim.statement
    assert claim.statement.text == statement
