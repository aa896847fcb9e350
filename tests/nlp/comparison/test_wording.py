"""Words of two claims: shared, replaced, opposite, negated, exchanged."""

from claims.nlp.comparison.facts import extract_facts
from claims.nlp.comparison.rule_table import get_comparison_rules
from claims.nlp.comparison.types import ComparedClaim
from claims.nlp.comparison.wording import Wording, compare_wording


def compare(ours: str, theirs: str) -> Wording:
    rules = get_comparison_rules("en")
    return compare_wording(
        extract_facts(ComparedClaim(ours), rules), extract_facts(ComparedClaim(theirs), rules), rules
    )


def test_forms_of_one_word_are_shared() -> None:
    wording = compare("Immigrants were banned from voting", "The ban on votes of immigration")
    assert {word.key for word in wording.shared} == {"immigr", "ban", "vot"}


def test_words_of_the_same_side_are_shared_and_those_of_two_sides_opposite() -> None:
    assert [word.text for word in compare("Prices rose", "Prices climbed").shared] == ["Prices", "rose"]
    assert [(one.text, other.text) for one, other in compare("Prices rose", "Prices fell").opposites] == [
        ("rose", "fell")
    ]


def test_a_claim_with_words_of_both_sides_is_opposite_to_none() -> None:
    assert not compare("Prices rose and wages fell", "Prices fell").opposites


def test_names_in_another_order_are_exchanged_unless_they_say_where() -> None:
    assert [word.text for word in compare("Then Ann sued Bob", "Then Bob sued Ann").exchanged] == ["Ann", "Bob"]
    assert not compare("Then Ann sued in Ohio", "Then in Ohio Ann sued").exchanged


def test_a_negated_word_counts_if_the_other_claim_never_negates_it() -> None:
    assert [word.text for word in compare("The mayor did not vote", "The mayor voted").negated] == ["vote"]
    assert not compare("The mayor did not vote", "The mayor never voted").negated
