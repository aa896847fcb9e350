"""Whom pronouns, surnames and roles refer to."""

import pytest

from claims import nlp
from claims.nlp import read


def names(text: str) -> list[str]:
    return [claim.chain[0].name for claim in nlp.read(text).claims if claim.chain]


def test_a_pronoun_takes_the_person_who_spoke_last() -> None:
    assert names("Ana Lima said the pump had failed. She added that nobody was told.") == ["Ana Lima", "Ana Lima"]


def test_a_surname_takes_the_one_full_name() -> None:
    assert names("Ana Lima runs the port. Lima said that two cranes are broken.") == ["Ana Lima"]


def test_a_surname_that_two_people_share_stays_as_it_stands() -> None:
    assert names("Ana Lima met Rui Lima. Lima said that two cranes are broken.") == ["Lima"]


def test_a_role_takes_the_person_whom_the_text_gives_it() -> None:
    text = "Joana Reis, the mayor, met Ana Lima of the port. The mayor said that two cranes are broken."
    assert names(text) == ["Joana Reis"]


def test_the_title_names_people_whom_the_text_calls_by_their_surname() -> None:
    (claim,) = nlp.read("Lima said that two cranes are broken.", title="Ana Lima leaves the port").claims
    assert claim.chain[0].name == "Ana Lima"


def test_her_party_belongs_to_the_person_who_spoke_last() -> None:
    text = "Ana Lima said the pump had failed. Her party said that nobody was warned."
    assert names(text) == ["Ana Lima", "Ana Lima’s party"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Edgar Hale opened a cafe. Joanna Prado, 61, closed hers. She said 7 cooks had gone.", "Joanna Prado"),
        ("Mrs Okoro wrote a book. Mr Fenwick printed it. He said 600 copies were sold.", "Fenwick"),
        ("Lady Moor danced with Lord Ashe. She said the band had 12 drummers.", "Moor"),
        ("Quill Moss keeps sheep. He said wolves killed 80 of them.", "Quill Moss"),
        ("Anna Okoro is in Kent. Later Friday, Okoro sang. “We sold 40 tickets,” she said.", "Anna Okoro"),
        ("The chairman, Quill Moss, met Anna Okoro. He said 300 people came.", "Quill Moss"),
    ],
)
def test_a_pronoun_takes_the_person_whose_gender_fits(text: str, name: str) -> None:
    assert names(text)[-1] == name


@pytest.mark.parametrize(
    "text",
    [
        "Quill Moss met Tace Brand. He said 300 people came.",
        "Anna Okoro sang. “We sold 40 tickets,” he said.",
        "Early Tuesday the mill flooded. “The water took 70 sacks,” he said.",
        "Otter Creek is dry. “We lost 70 trout,” he said.",
        "The Golden Gate is red. “It cost 300 million,” she said.",
    ],
)
def test_a_pronoun_that_fits_nobody_or_two_people_stays_open(text: str) -> None:
    (link,) = next(claim.chain for claim in read(text).claims if claim.chain)
    assert link.is_unresolved
    assert link.name.lower() in ("he", "she")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Institute for Coastal Work (ICW) said 9 died. The ICW said 3 lived.", "Institute for Coastal Work"),
        ("The Office of Bridges (OoB) said 9 died. The OoB said 3 lived.", "Office of Bridges"),
        ("The Royal League of Weavers said 9 died. The league said 3 lived.", "Royal League of Weavers"),
        ("The Ludd Gazette said 9 died. The paper said 3 lived.", "Ludd Gazette"),
        ("The Guild of Bakers said 9 died. The guild said 3 lived.", "Guild of Bakers"),
        ("Harlow Freight said 9 died. The company said 3 lived.", "Harlow Freight"),
        ("The Ministry of Mills said 9 died. The company said 3 lived.", "company"),
        ("Vellum Radio said 9 died. The station said 3 lived.", "Vellum Radio"),
        ("Dora Finch lives with her brother, Hugh. He said 3 lived.", "Hugh"),
        ("Xi Jinping spoke. Xi said 3 lived.", "Xi Jinping"),
        ("Rui Teixeira da Costa spoke. Teixeira said 3 lived.", "Rui Teixeira da Costa"),
        ("Abdel Fattah el-Sisi spoke. El-Sisi said 3 lived.", "Abdel Fattah el-Sisi"),
        ("The harbour board denied that 9 died. It said 3 lived.", "harbour board"),
    ],
)
def test_later_mentions_take_the_full_name(text: str, name: str) -> None:
    assert names(text)[-1] == name


def test_another_role_is_another_person() -> None:
    assert names("Anna Okoro said 9 died. The mayor said 3 lived.") == ["Anna Okoro", "mayor"]


def test_an_outlet_in_front_of_a_role_does_not_hold_it() -> None:
    assert names("In an interview with the Ludd Post, the minister said 3 lived.") == ["minister"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Graham Pell met Peter Dole. Dole said he was ill.\n\nPell left. He told Sky 3 were lost.", "Graham Pell"),
        ("Laura Benn met Carla Voss. Voss said 3 left.\n\nBenn denied it. The rent was 2%, she said.", "Laura Benn"),
        (
            "Laura Benn met Carla Voss. Voss said 3 pits were shut.\n\nBenn left early, however. She said 9 were open.",
            "Laura Benn",
        ),
        ("Laura Benn runs it. Carla Voss said 3 pits were shut. She said 9 were open.", "Carla Voss"),
        ("Jean-Marc Hale beat Ingrid Soll. “It is over,” Hale said. He promised to cut 3 posts.", "Jean-Marc Hale"),
    ],
)
def test_a_pronoun_takes_the_subject_of_its_paragraph(text: str, name: str) -> None:
    assert names(text)[-1] == name


def test_a_person_with_a_role_of_her_own_is_not_the_president() -> None:
    text = "Ana Lima, the director, said 31 beds were full. The president said the attack cost 3 lives."
    assert names(text) == ["Ana Lima", "president"]


def test_they_are_no_report() -> None:
    text = (
        "Ana Lima, who runs the port, and her deputy, Bo Chen, said 3 piers were shut. The report said 9 piers leak. "
        "They fear that 5 more will go."
    )
    assert names(text) == ["Ana Lima and Bo Chen", "report", "Ana Lima and Bo Chen"]


def test_a_group_keeps_its_full_name() -> None:
    text = "Northgate Foods said 3 plants would shut. Northgate said 900 jobs would go."
    assert names(text) == ["Northgate Foods", "Northgate Foods"]


def test_a_person_is_from_somewhere() -> None:
    text = "Ana Lima, of Ludd, said 3 piers were shut."
    (claim,) = nlp.read(text).claims
    span = claim.chain[0].span
    assert span is not None
    assert text[span.start : span.end] == "Ana Lima, of Ludd"


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (
            "Ana Lima said 3 votes were lost. The harbour’s safety chief said 4 were found. She said 5 were void.",
            ["Ana Lima", "harbour’s safety chief", "harbour’s safety chief"],
        ),
        (
            "Ana Lima said 3 votes were lost. A spokesman said 4 were found. She said 5 were void.",
            ["Ana Lima", "spokesman", "Ana Lima"],
        ),
        (
            "“We lost 3 games,” the Danish businesswoman said. The Ludd Trust said 4 were won. It said 5 were drawn.",
            ["Danish businesswoman", "Ludd Trust", "Ludd Trust"],
        ),
    ],
)
def test_a_person_without_a_name_speaks_on_and_is_no_it(text: str, sources: list[str]) -> None:
    assert names(text) == sources


def test_who_wrote_a_report_is_named_behind_which() -> None:
    text = "Ana Lima pointed to a survey by the University of Ludd, which found that 40 nurses had quit."
    (claim,) = nlp.read(text).claims
    assert [link.name for link in claim.chain] == ["University of Ludd", "Ana Lima"]


def test_according_to_ends_before_the_report_of_somebody_else() -> None:
    text = "Ludd lost £18m last season, according to the accounts, and its owner has warned that 300 people would go."
    first, second = nlp.read(text).claims
    assert [link.name for link in first.chain] == ["accounts"]
    assert [link.name for link in second.chain] == ["owner"]
    assert text[first.span.start : first.span.end] == "Ludd lost £18m last season"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The union said 3 votes were lost. Its spokesman said 4 were found.", ["union", "union’s spokesman"]),
        (
            "Sidon Bank said 3 votes were lost. It rained. The Crown hit back. Its aide said 4 won.",
            ["Sidon Bank", "aide"],
        ),
    ],
)
def test_whoever_speaks_for_it_speaks_for_the_body_named_last(text: str, names: list[str]) -> None:
    assert [claim.chain[0].name for claim in read(text).claims if claim.chain] == names
