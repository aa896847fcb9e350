"""Statements: claims reworded so that they stand alone, and why some have none."""

import re
from typing import Any

import pytest

from claims import nlp
from claims.nlp.language_table import get_language
from claims.nlp.reading import Claim

PUBLISHED = "2024-05-17"  # a Friday


def read_claims(text: str, **about: Any) -> list[Claim]:
    return list(nlp.read(text, published=PUBLISHED, **about).claims)


def statements(text: str, **about: Any) -> list[str]:
    """Return each statement, or the code of its problem in brackets."""
    return [
        claim.statement.text if claim.statement else f"({claim.statement_problem})"
        for claim in read_claims(text, **about)
    ]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The harbour master said that the ferry was overloaded.", "The ferry was overloaded."),
        ("But Ludd, however, lost 300 jobs in 2021.", "Ludd lost 300 jobs in 2021."),
        ("For example, Ludd lost 300 jobs in 2021.", "Ludd lost 300 jobs in 2021."),
        ("LUDD, May 3 (Orbis) - Ludd lost 300 jobs in 2021.", "Ludd lost 300 jobs in 2021."),
        ("Ludd lost 300 jobs in 2021.[12]", "Ludd lost 300 jobs in 2021."),
        ("“The bridge is safe,” said Ana Lima.", "The bridge is safe."),
        ("- 300 homes were built in Ludd", "300 homes were built in Ludd."),
    ],
)
def test_what_leads_to_a_claim_falls_away(text: str, statement: str) -> None:
    assert statements(text) == [statement]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The Dockers Union wants to reopen the wage talks.", "The Dockers Union wants to reopen the wage talks."),
        ("Ana Lima accused the builders of hiding cracks.", "Ana Lima accused the builders of hiding cracks."),
        ("Ana Lima called the audit a waste of money.", "Ana Lima called the audit a waste of money."),
    ],
)
def test_a_content_without_a_sentence_keeps_the_one_that_reports_it(text: str, statement: str) -> None:
    assert statements(text) == [statement]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Ana Lima said she had closed 12 schools.", "Ana Lima had closed 12 schools."),
        ("Ana Lima said her town had lost 300 jobs.", "Ana Lima’s town had lost 300 jobs."),
        ("The port authority said it had sold 12 cranes.", "The port authority had sold 12 cranes."),
        ("Officials said they had found 300 barrels.", "Officials had found 300 barrels."),
        ("Ana Lima is the mayor. She closed 12 schools in 2021.", "Ana Lima closed 12 schools in 2021."),
        (
            "The Harbour Trust was founded in Ludd. It sold 12 cranes in 2021.",
            "The Harbour Trust sold 12 cranes in 2021.",
        ),
        ("Mayor Ana Lima took office in Ludd. Lima closed 12 schools in 2021.", "Ana Lima closed 12 schools in 2021."),
        (
            "The flood relief plan was drawn up in Ludd. The plan cost 30 million euros.",
            "The flood relief plan cost 30 million euros.",
        ),
    ],
)
def test_references_are_filled_in_from_the_text(text: str, statement: str) -> None:
    assert statements(text)[-1] == statement


@pytest.mark.parametrize(
    "text",
    [
        "Ana Lima closed 12 schools before she won 40 seats in 2021.",
        "If the ministry cuts 300 jobs in 2021, it will save 12 million euros.",
        "It is clear that the ministry cut 300 jobs in 2021.",
        "In its report, the ministry counted 300 homes without water.",
    ],
)
def test_a_reference_inside_the_statement_stays(text: str) -> None:
    assert statements(text) == [text]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Ana Lima met Clara Novak on Monday. She lost 300 jobs in 2021.", "(open_pronoun)"),
        ("They closed 12 schools in 2021 and sold the buildings.", "(open_pronoun)"),
        ("Some 4,000 families will lose it in 2024, according to the union.", "(open_pronoun)"),
        ("This cost Ludd 12 million euros in 2021.", "(demonstrative)"),
        ("The company lost 300 jobs in 2021.", "(definite)"),
        ("We lost 300 jobs in 2021.", "(first_person_unknown)"),
        ("Filed for bankruptcy six times since 2001.", "(fragment)"),
    ],
)
def test_what_would_be_guessed_is_refused(text: str, problem: str) -> None:
    assert statements(text)[-1] == problem


def test_a_relative_time_without_a_day_of_publication_is_refused() -> None:
    (claim,) = nlp.read("Ludd lost 300 jobs last year.").claims
    assert (claim.statement, claim.statement_problem) == (None, "open_time")


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("“I closed 12 schools last year,” Ana Lima said.", "Ana Lima closed 12 schools in 2023."),
        ("“I have closed 12 schools,” Ana Lima said.", "Ana Lima has closed 12 schools."),
        ("“I’ve closed 12 schools and I’m tired,” Ana Lima said.", "Ana Lima has closed 12 schools and she is tired."),
        ("“We have sold 12 cranes,” the ministry said.", "The ministry has sold 12 cranes."),
        ("“We lost 300 jobs,” Ana Lima said.", "Ana Lima: We lost 300 jobs."),
        ("“Our town lost 300 jobs,” Ana Lima said.", "Ana Lima: Our town lost 300 jobs."),
        ("MARTIN: We have cut the deficit by half since 2021.", "MARTIN: We have cut the deficit by half since 2021."),
    ],
)
def test_the_first_person_becomes_the_speaker(text: str, statement: str) -> None:
    assert statements(text) == [statement]


def test_the_first_person_of_a_speech_is_the_given_speaker() -> None:
    text = "I have built 300 homes in Ludd since 2021. We cut the deficit by 40 percent in 2022."
    assert statements(text, speaker="Ana Lima") == [
        "Ana Lima has built 300 homes in Ludd since 2021.",
        "Ana Lima: We cut the deficit by 40 percent in 2022.",
    ]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "Ana Lima said the Ludd ferry scheme had cost 3 million euros and had led to 4 trials.",
            "The Ludd ferry scheme had cost 3 million euros and had led to 4 trials.",
        ),
        (
            "The alarm began at 4:52 a.m. and lasted 38 seconds, according to the Institute of Tides in Marren.",
            "The alarm lasted 38 seconds.",
        ),
        (
            "Ana Lima said that the dam had cracked and that 300 people had fled.",
            "The dam had cracked and 300 people had fled.",
        ),
        (
            "“We counted every ballot,” Marta Silva told Orbis, “and we counted them twice.”",
            "Marta Silva: We counted every ballot, and we counted them twice.",
        ),
    ],
)
def test_a_coordination_is_kept_whole(text: str, statement: str) -> None:
    assert statements(text) == [statement]


def test_a_quotation_inside_a_statement_keeps_its_words() -> None:
    text = "Ana Lima was there. Lima called the Harbour Trust “a gift from them” in 2021."
    assert "“a gift from them”" in statements(text)[-1]


STORY = """
Mayor Ana Lima closed 12 schools last year. On Tuesday she told Orbis that her town had lost 300 jobs. "We have to save
money," Lima said. "I inherited a debt of 40 million euros." The Harbour Trust disagreed. It said it had sold 12 cranes
this month, and that the sale would bring 3 million euros by next March. Mr Lima, her husband, called the sale "a gift".
Two weeks ago, officials said they had found 300 barrels in the harbour.
"""


def test_every_word_of_a_statement_is_in_the_text_or_is_a_date_or_a_function_word() -> None:
    words_of_text = set(re.findall(r"\w+", STORY.lower()))
    allowed = get_language().statements.function_words | {"may", "april", "march", "s"}
    built = [claim.statement for claim in read_claims(STORY) if claim.statement]
    assert len(built) >= 4
    for statement in built:
        words = set(re.findall(r"[^\W\d_]+", statement.text.lower()))
        assert words <= words_of_text | allowed, words - words_of_text - allowed


def test_the_pieces_of_a_statement_are_copied_from_their_spans() -> None:
    for claim in read_claims(STORY):
        pieces = claim.statement.pieces if claim.statement else ()
        for piece in pieces:
            if piece.span:
                source = STORY[piece.span.start : piece.span.end]
                assert piece.text.lower().split() == source.lower().split()
        rows = claim.to_json()
        assert "".join(row["text"] for row in rows["statement_spans"]) == (rows["statement"] or "")
        assert bool(rows["statement"]) is not bool(rows["statement_problem"])


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "Ana Lima said when she met Clara Novak that she would close 12 schools.",
            "Ana Lima said when she met Clara Novak that she would close 12 schools.",
        ),
        (
            "The owners told 230 sailors that their jobs would move to Ludd.",
            "The owners told 230 sailors that their jobs would move to Ludd.",
        ),
    ],
)
def test_open_references_bring_in_the_sentence_of_a_claim(text: str, statement: str) -> None:
    assert statement in statements(text)


def test_a_statement_holds_one_sentence_alone() -> None:
    text = "The hall shook for 38 seconds. It was the strongest quake in 50 years, Ana Lima told a radio station."
    assert statements(text)[-1] == "(open_pronoun)"


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Mayor Ana Lima took office. The mayor closed 12 schools in 2021.", "Ana Lima closed 12 schools in 2021."),
        (
            "Gov. Ana Lima took office. The governor said she had closed 12 schools.",
            "Ana Lima had closed 12 schools.",
        ),
        (
            "Ana Lima, the mayor of Ludd, spoke first. “I closed 12 schools,” the mayor said.",
            "Ana Lima closed 12 schools.",
        ),
        (
            "Mayor Ana Lima and Vice Mayor Clara Novak met. The vice mayor said that 300 people had fled.",
            "300 people had fled.",
        ),
        (
            "Mayor Ana Lima met Mayor Clara Novak. The mayor of Ludd closed 12 schools in 2021.",
            "The mayor of Ludd closed 12 schools in 2021.",
        ),
    ],
)
def test_a_role_becomes_the_one_person_who_holds_it(text: str, statement: str) -> None:
    assert statements(text)[-1] == statement


def test_a_role_that_two_people_hold_keeps_its_words() -> None:
    text = "Mayor Ana Lima met Mayor Clara Novak. The mayor said that 300 people had fled and praised the mayor."
    assert not any("Lima had" in one or "Novak had" in one for one in statements(text))


@pytest.mark.parametrize(
    "text",
    [
        "It is time to close 12 schools in Ludd, said Ana Lima.",
        "It would likely take 3 weeks to count 300 ballots, said Ana Lima.",
        "It never occurred to the builders that 300 homes stood there, said Ana Lima.",
    ],
)
def test_an_it_that_means_nothing_stays(text: str) -> None:
    assert statements(text)[0] == text.replace(", said Ana Lima", "")


@pytest.mark.parametrize("text", ["It is likely to lose 300 jobs in 2021.", "It was able to save 12 cranes in 2021."])
def test_an_it_that_means_a_thing_is_refused_where_nothing_names_the_thing(text: str) -> None:
    assert statements(text) == ["(open_pronoun)"]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("A few weeks ago, Ludd sold 12 cranes.", "A few weeks before 17 May 2024, Ludd sold 12 cranes."),
        ("Ludd lost 300 jobs after the Monday night debate.", "Ludd lost 300 jobs after the 13 May 2024 debate."),
        (
            "The harbour board said on Monday it would sell 12 cranes.",
            "The harbour board would sell 12 cranes.",
        ),
        ("Ludd wants 300 jobs and a better tomorrow, said Ana Lima.", "Ludd wants 300 jobs and a better tomorrow."),
    ],
)
def test_days_are_written_where_they_stand(text: str, statement: str) -> None:
    assert statements(text)[-1] == statement


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("“There is nobody like that,” said Ana Lima of Clara Novak.", "There is nobody like that."),
        ("“The I.R.S. lost 300 files,” said Ana Lima.", "The I.R.S. lost 300 files."),
        (
            "“We need change,” the Ludd businesswoman said. “We lost 300 jobs.”",
            "The Ludd businesswoman: We need change. We lost 300 jobs.",
        ),
    ],
)
def test_marks_and_short_words_at_the_end_are_kept_or_cut(text: str, statement: str) -> None:
    assert statements(text)[0] == statement
