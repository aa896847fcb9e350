"""What a statement may put in place of "the bank", "it" and "she", and what stays open."""

import pytest

from claims import nlp
from tests.nlp.statements.test_building import statements


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


def test_an_outlet_is_not_the_company() -> None:
    text = "The plants leak, according to a letter seen by the BBC. The company employs 9,300 people."
    assert statements(text)[-1] == "(definite)"


def test_her_husband_is_the_widows() -> None:
    text = "Ana Lima said 3 bills were lost. The cook’s widow denied that her husband knew of 3 firms."
    assert statements(text)[-1] == "The cook’s widow’s husband knew of 3 firms."


def test_a_named_study_keeps_no_relative_day() -> None:
    text = (
        "Sleep helps, says a study of half a million adults published on Wednesday in the Ludd Journal. "
        "The study cost 2 million euros."
    )
    assert statements(text)[-1] == "The study of half a million adults cost 2 million euros."


def test_a_hard_year_is_said_to_have_been() -> None:
    text = "“It has been a brutal half-year for everybody who buys wheat,” said Ana Lima."
    assert statements(text) == ["It has been a brutal half-year for everybody who buys wheat."]


def test_who_speaks_together_is_not_he() -> None:
    text = (
        "Graham Pell denies 3 frauds. Helen Marsh, who ran the trust, and Peter Dole, its treasurer, said 9 bills were "
        "lost. “We saw what he wanted us to see,” Marsh said."
    )
    assert statements(text)[-1] == "(open_pronoun)"


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Ana Lima never claimed that 30 jobs would go.", "Ana Lima never claimed that 30 jobs would go."),
        ("No one told the crew that 3 engines leaked.", "No one told the crew that 3 engines leaked."),
        ("Ana Lima said 30 jobs would go.", "30 jobs would go."),
    ],
)
def test_what_nobody_says_keeps_its_sentence(text: str, statement: str) -> None:
    assert statements(text) == [statement]
