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


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "Ludd Water has replaced 14 miles of pipe. It will spend $3 million on a station.",
            "Ludd Water will spend $3 million on a station.",
        ),
        (
            "Ofrel said on Tuesday that pipes had burst in 12 towns. It has also fined 3 firms.",
            "Ofrel has also fined 3 firms.",
        ),
        ("Novak said on Tuesday that 14 pipes burst. It was the worst of 3 weeks.", "(open_pronoun)"),
        ("Ana Lima has closed 14 schools. It will cost $3 million.", "(open_pronoun)"),
        ("Pipes have burst in 12 towns. It will cost $3 million.", "(open_pronoun)"),
        ("It has lost 12 ships. It will sell 3 more.", "(open_pronoun)"),
    ],
)
def test_it_is_a_body_that_acts(text: str, statement: str) -> None:
    assert statements(text)[-1] == statement


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "At the Ludd General Hospital, only 2 wards were open. A nurse said the hospital had lost 240 beds.",
            "The Ludd General Hospital had lost 240 beds.",
        ),
        (
            "Ludd Steel will close its mill in Lorain by May. The mill lost $61 million, a union said.",
            "Ludd Steel’s mill in Lorain lost $61 million.",
        ),
        ("The mill lost $61 million, a union said.", "The mill lost $61 million."),
        (
            "Novia’s parliament approved a finance bill. The bill passed by 204 votes to 115.",
            "The finance bill passed by 204 votes to 115.",
        ),
        (
            "Ludd County Council closed 74 roads. It said repairs would cost £8.5m, more than its budget.",
            "Ludd County Council said repairs would cost £8.5m, more than its budget.",
        ),
        ("Ludd has four doctors for 9,000 people. The figure for Novia is 17.", "(definite)"),
        (
            "Ludd’s old ferries carried 7 million people, a union said. Its head said the ferries are as full as ever.",
            "Ludd’s old ferries are as full as ever.",
        ),
        ("Waiting lists fell. The list grew by 40 names.", "(definite)"),
        ("Prices have risen. The shilling has lost 9% of its value.", "The shilling has lost 9% of its value."),
        ("Those years cost the town 40 jobs.", "(demonstrative)"),
        ("The last one, in 2024, ended after 26 days.", "(definite)"),
        ("Opposition parties said this cost 40 jobs.", "(demonstrative)"),
        ("Ana Lima said more than half of those had been bought by 3 funds.", "(demonstrative)"),
        ("A spokesman said that was wrong and that 300 people fled.", "(demonstrative)"),
        ("The Union of Clerks says its members lost 300 jobs.", "The Union of Clerks’ members lost 300 jobs."),
        ("The Union of Steel says its members lost 300 jobs.", "The Union of Steel’s members lost 300 jobs."),
    ],
)
def test_what_the_text_around_a_sentence_names(text: str, statement: str) -> None:
    assert statements(text)[-1] == statement


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The dam broke in 2019. The loss reached 40 million euros.", "(definite)"),
        ("Ludd met. Ana Lima said the fraud had cost 40 million euros.", "(definite)"),
        ("Ana Lima said the fraud had cost 40 million euros.", "The fraud had cost 40 million euros."),
        (
            "The council shut two of Ludd’s nine libraries. Ana Lima said that closing the libraries would save £3m.",
            "(definite)",
        ),
        ("Fees rose. The forum says that covers less than a tenth of the gap.", "(demonstrative)"),
        ("Ludd acted. The mayor’s office disputed the number, saying it included 30 mills.", "(open_pronoun)"),
        ("Ludd Foods met in Barrow. Ana Lima said the agency had spent 30 million euros.", "(definite)"),
        ("Nurses at Ludd’s hospital in Barrow walked out. Ana Lima said the union had 300 members.", "(definite)"),
        ("The ministry denied the charge, saying it had paid 30 firms.", "The ministry had paid 30 firms."),
        (
            "Ludd met. Rui Reis, a doctor at Brennan Medical Center who led 3 trials, said the agency had no choice.",
            "(definite)",
        ),
        (
            "The General Dockers’ Union met. Ana Lima said it had made the dockers the best paid of 40 ports.",
            "(open_pronoun)",
        ),
        ("The union had threatened 12 times to sue if it was reopened.", "(definite)"),
        (
            "Rui Reis resigned. “My father worked there for 30 years and so did his brothers,” said Ana Lima.",
            "Ana Lima: My father worked there for 30 years and so did his brothers.",
        ),
        (
            "Ana Lima came to power in 2014. Since then her party has jailed 30 people.",
            "Since 2014 Ana Lima’s party has jailed 30 people.",
        ),
        ("Ana Lima came to power. Since then her party has jailed 30 people.", "(demonstrative)"),
        (
            "Nurses at Barrow Hill hospital walked out. Ana Lima said on Monday that 300 people had left the hospital.",
            "300 people had left the Barrow Hill hospital.",
        ),
        (
            "“I like the sea,” Ana Lima told 30 guests. “Of course I like the sea. I was just joking.”",
            "Ana Lima likes the sea. Of course she likes the sea. She was just joking.",
        ),
        (
            "The harbour’s safety chief said she was worried. She urged 12 captains to stay in port.",
            "The harbour’s safety chief urged 12 captains to stay in port.",
        ),
    ],
)
def test_what_the_sentence_before_tells_is_named_or_left_open(text: str, statement: str) -> None:
    assert statements(text)[-1] == statement


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "Bo Chen stole 300 dollars. It was found when the daughter of a guest saw it. She called 3 officers.",
            "(open_pronoun)",
        ),
        (
            "Ana Lima runs 3 halls. Ludd’s secretary, Eva Moor, refuses to meet her for 30 minutes.",
            "Ludd’s secretary, Eva Moor, refuses to meet Ana Lima for 30 minutes.",
        ),
        (
            "Ana Lima said the army had gone to help in Marl. She said 300 people were there.",
            "300 people were in Marl.",
        ),
        ("Ana Lima said a bridge in Marl and one in Orla fell. She said 300 people were there.", "(demonstrative)"),
        ("Ana Lima tested 300 wells. The researchers said they had allowed for that.", "(demonstrative)"),
        ("The zloty has lost 11% in 2023. It weakened to 4.4 in May 2024.", "The zloty weakened to 4.4 in May 2024."),
        ("“It is for 12 judges to decide,” said Ana Lima.", "It is for 12 judges to decide."),
        ("Five of the 9 voted for it, while two wanted a smaller one, Ana Lima told reporters.", "(open_pronoun)"),
    ],
)
def test_what_a_reference_means_is_told_or_left_open(text: str, statement: str) -> None:
    assert statements(text)[-1] == statement


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "Gusts of 164 km/h were recorded at Mace Point early on Sunday, the strongest since 1945.",
            "Gusts of 164 km/h were recorded at Mace Point early on Sunday 12 May 2024, the strongest since 1945.",
        ),
        (
            "Inflation slowed to 5.4% in October, its lowest level since late 2021.",
            "Inflation slowed to 5.4% in October 2023, its lowest level since late 2021.",
        ),
    ],
)
def test_a_year_behind_since_dates_nothing_else(text: str, statement: str) -> None:
    assert statements(text)[-1] == statement


def test_data_hire_nobody() -> None:
    text = (
        "The data also show that 71% of people in Ludd were seen. The trust that runs it said it had hired 60 nurses."
    )
    assert "data had" not in statements(text)[-1]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "The company admitted that pumps at the mill in Ludd had failed.",
            "Pumps at the mill in Ludd had failed.",
        ),
        ("The mayor said that claim was false.", "(demonstrative)"),
    ],
)
def test_what_joins_reported_words_falls_away(text: str, statement: str) -> None:
    assert read_statement(text) == statement


def test_a_pronoun_may_mean_whoever_speaks_for_a_body() -> None:
    text = "Tom Reece left.\n\nA spokesman for Marlow Water said it was sorry. He declined to say who paid."
    claim = nlp.read(text, published="2024-05-15").claims[-1]
    assert [link.name for link in claim.chain] == ["spokesman for Marlow Water"]
    assert claim.statement
    assert claim.statement.text == "The spokesman for Marlow Water declined to say who paid."
