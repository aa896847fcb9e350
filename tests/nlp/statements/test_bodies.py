"""Which council, firm, club or storm a statement names, and what it leaves open."""

import pytest

from tests.nlp.statements.test_building import statements


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "Ludd Town Council has shut 3 pools. Ana Lima said the council had lost 40 jobs.",
            "Ludd Town Council had lost 40 jobs.",
        ),
        (
            "Ludd Town Council has shut 3 pools. Ana Lima said the authority had lost 40 jobs.",
            "Ludd Town Council had lost 40 jobs.",
        ),
        (
            "Ludd Town Council sued Marl Borough Council over 3 pools. Ana Lima said the authority had lost 40 jobs.",
            "(definite)",
        ),
        (
            "The charity Ludd Aid fed 300 people. The charity has lost 40 volunteers since 2021.",
            "Ludd Aid has lost 40 volunteers since 2021.",
        ),
        (
            "The soap maker Barl & Holm sells 30 bars. Ana Lima said the Ludd-based firm had paid 9 million dollars.",
            "Barl & Holm had paid 9 million dollars.",
        ),
        (
            "Vellum Foods has shut 3 plants. The company made a profit of 41 million dollars in 2021.",
            "Vellum Foods made a profit of 41 million dollars in 2021.",
        ),
        (
            "Ludd Rovers lost 4 games in 2021. The club owes its owner, the builder Bo Chen, 31 million dollars.",
            "Ludd Rovers owes its owner, the builder Bo Chen, 31 million dollars.",
        ),
        (
            "Two men were held, Ludd Police said on 3 May. The force has a team of 5 officers. It covers 300 villages.",
            "Ludd Police covers 300 villages.",
        ),
        (
            "Storm Una has killed 9 people in Ludd. The storm has cut the power to 300 homes.",
            "Storm Una has cut the power to 300 homes.",
        ),
        (
            "The Friends of Ludd Pool sued in May. The group has raised 12,000 dollars since 2021.",
            "The Friends of Ludd Pool has raised 12,000 dollars since 2021.",
        ),
    ],
)
def test_the_one_body_of_a_kind_is_named(text: str, statement: str) -> None:
    assert statements(text)[-1] == statement


@pytest.mark.parametrize(
    "text",
    [
        "Vellum Foods has shut 3 plants. Ana Lima runs a local firm. The firm has lost 40 jobs since 2021.",
        "Vellum Foods has shut 3 plants. Quorn bid for it. Quorn owes 9 million dollars. The firm has lost 40 jobs.",
        "Ludd fined three clubs in 2021. The club has lost 40 players since 2021.",
    ],
)
def test_a_body_that_others_can_be_stays_open(text: str) -> None:
    assert statements(text)[-1] == "(definite)"


def test_an_acronym_of_the_body_is_not_followed_by_its_name() -> None:
    text = (
        "The Ludd Pollution Agency tests 300 wells. Ana Lima said the LPA broke 3 laws when the agency issued 12 rules."
    )
    assert statements(text)[-1] == "The LPA broke 3 laws when the agency issued 12 rules."


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "The soap maker Barl & Holm shut 3 mills. The company warned that profits would fall to 9 million dollars.",
            "Barl & Holm’s profits would fall to 9 million dollars.",
        ),
        (
            "The soap maker Barl & Holm has shut 3 plants. Chief executive Ana Lima said orders had fallen by 9%.",
            "Barl & Holm’s orders had fallen by 9%.",
        ),
        (
            "The soap maker Barl & Holm has shut 3 plants. The economist Ana Lima said orders had fallen by 9%.",
            "Orders had fallen by 9%.",
        ),
    ],
)
def test_a_firm_reports_its_own_profits(text: str, statement: str) -> None:
    assert statements(text)[-1] == statement


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Ludd Water fixed 40 pumps. The utility’s bills rose by 9%.", "Ludd Water’s bills rose by 9%."),
        ("Sidon Bank closed 40 branches. The lender lost 3 million dollars.", "Sidon Bank lost 3 million dollars."),
        ("The Ludd Green Party has 40 members. The party lost 12 seats.", "The Ludd Green Party lost 12 seats."),
        ("Ana Lima owns 40 pumps. The utility’s bills rose by 9%.", "(definite)"),
        ("Sidon Bank sued Marl Bank over 40 branches. The lender lost 3 million dollars.", "(definite)"),
    ],
)
def test_utilities_lenders_and_parties_are_named_where_there_is_but_one(text: str, statement: str) -> None:
    assert statements(text)[-1] == statement
