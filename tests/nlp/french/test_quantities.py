"""French numbers, in figures and in words."""

import pytest

from claims.nlp.french.quantities import find_quantities

Expected = list[tuple[float | None, float | None, str, str]]


def read(text: str) -> Expected:
    return [(one.low, one.high, one.unit, one.kind.value) for one in find_quantities(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("La facture s'élève à 1 234 567,89 €", [(1234567.89, 1234567.89, "€", "exact")]),
        ("cent vingt-trois élèves", [(123, 123, "élèves", "exact")]),
        ("trois mille deux cents parents", [(3200, 3200, "parents", "exact")]),
        ("soixante-dix-sept salariés", [(77, 77, "salariés", "exact")]),
        ("quatre-vingt-un maires", [(81, 81, "maires", "exact")]),
        ("Il touche 4,5 Md€ et 20 M€", [(4.5e9, 4.5e9, "€", "exact"), (2e7, 2e7, "€", "exact")]),
        ("Plus d'un million d'enfants", [(1e6, None, "enfants", "at_least")]),
        ("jusqu'à 800 tonnes", [(None, 800, "tonnes", "at_most")]),
        ("une hausse de 3 à 5 %", [(3, 5, "%", "range")]),
        ("Le taux est passé de 3 % à 5 %", [(3, 3, "%", "change_from"), (5, 5, "%", "change_to")]),
        ("deux à trois millions de morts", [(2e6, 3e6, "morts", "range")]),
        ("de 10 à 15 000 manifestants", [(10000, 15000, "manifestants", "range")]),
        ("deux tiers des Français", [(66.6667, 66.6667, "%", "exact")]),
        ("neuf hôpitaux sur dix", [(90, 90, "%", "exact")]),
        ("multiplié par trois, puis divisé par deux", [(3, 3, "fois", "exact"), (0.5, 0.5, "fois", "exact")]),
        ("une dizaine d'années", [(10, 10, "années", "approx")]),
        ("plusieurs centaines de foyers", [(200, None, "foyers", "vague")]),
        ("Il a gagné 2,6 % à 84,03 dollars", [(2.6, 2.6, "%", "change_by"), (84.03, 84.03, "dollars", "change_to")]),
        ("La dette dépassera les 3 200 milliards d'euros", [(3.2e12, None, "euros", "at_least")]),
        ("il a franchi la barre des 10 000 abonnés", [(10000, None, "abonnés", "at_least")]),
        ("près des deux tiers des élus", [(66.6667, 66.6667, "%", "approx")]),
        ("un demi-milliard d'euros", [(5e8, 5e8, "euros", "exact")]),
        ("six Canadair ont décollé", [(6, 6, "Canadair", "exact")]),
        ("La France a 12 radars sur la N 7", [(12, 12, "radars", "exact")]),
        ("en moins d'un an", [(None, 1, "an", "at_most")]),
        ("un sur six présente un défaut", [(16.6667, 16.6667, "%", "exact")]),
        ("près d'une fois et demie son budget", [(1.5, 1.5, "fois", "approx")]),
        ("Les réserves ont fondu de moitié", [(50, 50, "%", "change_by")]),
        ("Le glacier a perdu un dixième de son volume", [(10, 10, "%", "change_by")]),
        ("augmenté de 21 pour cent", [(21, 21, "%", "change_by")]),
        ("-3 °C au sol", [(-3, -3, "°C", "exact")]),
    ],
)  # fmt: skip
def test_a_number_is_read_with_unit_and_kind(text: str, quantities: Expected) -> None:
    assert read(text) == quantities


@pytest.mark.parametrize(
    "text",
    [
        "L'article 49.3 de la loi 1901, page 12",
        "Vers 14 heures, à 20 h 30",
        "le 06 12 34 56 78",
        "en 2023, depuis 2019",
        "Un homme de 45 ans, Paul, 38 ans, et des jeunes âgés de 12 à 17 ans",
        "du 3 au 17 avril, le 1er mai",
        "Le score est de 3-1",
        "le 3e homme du XXIe siècle",
        "un quart d'heure avant le quart de finale",
        "il y a cinq ans, trois jours plus tard",
        "divisé par zéro",
        "Le vaccin est offert aux plus de 65 ans",
    ],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert read(text) == []
