"""Weighing claims again, with vectors and with what was checked before."""

from claims import nlp
from claims.nlp.reading import Reading
from claims.nlp.weighing import weigh_claims

TEXT = "The mayor said that the Calder dam lost 40 percent of its water in 2019. Ana Lima said that she loved the town."


def test_a_weighed_reading_has_the_same_claims_with_other_scores() -> None:
    reading = nlp.read(TEXT)
    weighed = weigh_claims(TEXT, reading)
    assert [claim.span for claim in weighed.claims] == [claim.span for claim in reading.claims]
    assert [claim.score for claim in weighed.claims] != [claim.score for claim in reading.claims]
    assert weighed.claims[0].score > weighed.claims[1].score
    assert weighed == weigh_claims(TEXT, reading)


def test_earlier_fact_checks_of_something_similar_raise_a_claim() -> None:
    reading = nlp.read(TEXT)
    plain = weigh_claims(TEXT, reading)
    first, second = (claim.span for claim in reading.claims)
    similar = ["Calder dam lost half of its water", "Bread costs more"]
    raised = weigh_claims(TEXT, reading, {first: similar, second: ["Bread costs more"]})
    assert raised.claims[0].score > plain.claims[0].score
    assert raised.claims[1] == plain.claims[1]
    counts = [r.parameters for r in raised.claims[0].reasons if r.code == "earlier_checks"]
    assert counts == [{"count": "1"}]


def test_texts_without_claims_or_rules_stay_as_they_are() -> None:
    assert weigh_claims("Bonjour.", Reading("p", "fr")) == Reading("p", "fr")
