"""Who is a person, and of which gender."""

import pytest

from claims.nlp import get_language
from claims.nlp.attribution.people import find_people

RULES = get_language().attribution


def find(text: str) -> list[tuple[str, str]]:
    return [(one.name, one.gender) for one in find_people(text, RULES.coreference.people, RULES.sources)]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Anna Okoro won.", [("Anna Okoro", "female")]),
        ("Sir Quill Moss won.", [("Quill Moss", "male")]),
        ("Mrs Okoro met Mr Fenwick.", [("Okoro", "female"), ("Fenwick", "male")]),
        ("Quill Moss, a spokeswoman, won.", [("Quill Moss", "female")]),
        ("Quill Moss, the new chairman of the port, won.", [("Quill Moss", "male")]),
        ("His wife, Quill Moss, won.", [("Quill Moss", "female")]),
        ("Actress Quill Moss won.", [("Quill Moss", "female")]),
        ("Quill Moss won.", [("Quill Moss", "")]),
        ("Luiz Inácio Lula da Silva won.", [("Luiz Inácio Lula da Silva", "male")]),
        ("Abdel Fattah el-Sisi won.", [("Abdel Fattah el-Sisi", "male")]),
        ("Earlier Saturday, Anna Okoro won.", [("Anna Okoro", "female")]),
        ("Anna Hill won.", [("Anna Hill", "female")]),
        ("Graham Law and Helen West won.", [("Graham Law", "male"), ("Helen West", "female")]),
    ],
)
def test_people_have_a_gender_where_the_text_tells_it(text: str, people: list[tuple[str, str]]) -> None:
    assert find(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "Late Monday it rained.",
        "Last Christmas it snowed.",
        "The Golden Gate is red.",
        "New York is big.",
        "Sunday Bazaar Road",
        "Victoria Hall is full.",
        "Okoro Hall is full.",
        "Anna Street is wet.",
    ],
)
def test_days_and_places_are_no_people(text: str) -> None:
    assert find(text) == []
