"""The wordings in which news names a source: told clauses, inverted cues, insertions, untruths, groups and offices."""

import pytest

from claims.nlp import read
from tests.nlp.attribution.read_claims import chain, claim_of


@pytest.mark.parametrize(
    ("text", "content", "names"),
    [
        ("Governor Ana de la Cruz told a rally that taxes had halved.", "taxes had halved", ["Ana de la Cruz"]),
        ("The jury was told by a nurse that the guard had slept.", "the guard had slept", ["nurse"]),
        ("The jury was told by a clerk that the owner had admitted hiding 9 guns.", "9 guns", ["owner", "clerk"]),
        ("There were 12 wolves that winter, recalls the shepherd Odd Moen.", "12 wolves", ["Odd Moen"]),
        ("“We walked for nine hours,” panted farmer Rhys Vale, sitting down.", "nine hours", ["Rhys Vale"]),
        ("“You cannot eat medals,” shot back Ines Cole, a swimmer.", "medals", ["Ines Cole"]),
        ("The flood – says the miller Lea Hart – has ruined 40 sacks.", "40 sacks", ["Lea Hart"]),
        ("By May, the bureau estimates, 2 million people will be out of work.", "2 million people", ["bureau"]),
        ("Going by the port’s figures, 90 ships were late.", "90 ships", ["port’s figures"]),
        ("Half the eels, if the anglers are to be believed, have gone.", "have gone", ["anglers"]),
        ("Exports, as calculated by the bureau, fell 5 percent.", "fell 5 percent", ["bureau"]),
        ("Those who took part said the march lasted 9 hours.", "9 hours", ["Those who took part"]),
        ("The Chancellor of the Exchequer, Fay Blair, said duty would fall by 5p.", "5p", ["Fay Blair"]),
        (
            "A think-tank, the Centre for Rural Roads, warned that 90 bridges were weak.",
            "90",
            ["Centre for Rural Roads"],
        ),
        ("The baker is quoted by Le Phare as saying that bread costs 9 euros.", "9 euros", ["baker", "Le Phare"]),
        ("The pilot told Swiss radio that both engines had failed.", "both engines", ["pilot", "Swiss radio"]),
        ("The Vesna agency, with reference to rescuers, said 16 boats sank.", "16 boats", ["rescuers", "Vesna agency"]),
        ("The minister admitted that the dam leaked but insisted that it was safe.", "it was safe", ["minister"]),
    ],
)
def test_the_source_is_found_in_every_wording(text: str, content: str, names: list[str]) -> None:
    assert chain(claim_of(text, content)) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Alpine Water Council lost 3 boats. The council said the crews were safe.", "Alpine Water Council"),
        ("The National Bridge Agency saw 9 cracks. The NBA said the road was safe.", "National Bridge Agency"),
        ("The club lost 3 boats. The council said the crews were safe.", "council"),
        ("The Alpine Water Council met the Lower Rhine Council. The council said it was safe.", "council"),
    ],
)
def test_a_group_is_spelled_out_where_the_text_names_one(text: str, name: str) -> None:
    assert chain(claim_of(text, "safe")) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "It is untrue that the dam leaked, the mayor said.",
        "It is not true, says the mayor, that the dam leaked.",
        "The mayor said the reports that the dam leaked were false.",
        "Rumours that the dam leaked are baseless, according to the mayor.",
        "There is no truth in the rumour that the dam leaked, the mayor said.",
    ],
)
def test_what_a_source_calls_untrue_is_denied(text: str) -> None:
    claim = claim_of(text, "the dam leaked")
    assert (chain(claim), claim.asserted) == (["mayor"], False)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The mayor said reports that the dam leaked were true.", "were true"),
        ("The senator dismissed the inquiry as “a circus that has cost 4 million dollars”.", "4 million"),
    ],
)
def test_what_is_called_true_or_named_is_asserted(text: str, content: str) -> None:
    assert claim_of(text, content).asserted is True


@pytest.mark.parametrize(
    "text",
    [
        "The bank has yet to acknowledge that thieves took 5 million.",
        "Whoever claims that thieves took 5 million has not read the report.",
        "Anyone who says that thieves took 5 million is wrong.",
    ],
)
def test_what_nobody_says_yet_is_not_asserted(text: str) -> None:
    assert claim_of(text, "thieves took 5 million").asserted is None


def test_each_sentence_of_a_quotation_without_an_end_is_a_claim() -> None:
    text = "“Our town exports wheat. We do not know when the port opens. Nobody helps us., he said."
    claims = [text[claim.span.start : claim.span.end] for claim in read(text).claims]
    assert claims == ["“Our town exports wheat.", "We do not know when the port opens.", "Nobody helps us.,"]


def test_the_sentences_of_a_closed_quotation_are_one_claim() -> None:
    text = "“Our town exports wheat. We do not know when the port opens,” Ana Lima said."
    assert len(read(text).claims) == 1


def test_a_quotation_left_open_at_the_end_of_the_text_is_read() -> None:
    text = "“I counted them,” said Ole Dahl. “There were 31 whales. They were dying."
    assert chain(claim_of(text, "31 whales")) == ["Ole Dahl"]


def test_a_quoted_belief_is_not_hedged() -> None:
    assert claim_of("The mayor believes “that 80 percent of the town is gone.”", "80 percent").hedged is False
    assert claim_of("The mayor believes that 80 percent of the town is gone.", "80 percent").hedged is True
