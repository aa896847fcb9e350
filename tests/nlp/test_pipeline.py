"""Who claims what: stories of one sentence each."""

import subprocess
import sys

import pytest

from claims import nlp
from claims.nlp import pipeline_name
from claims.nlp.reading import Claim


def only(text: str) -> Claim:
    (claim,) = nlp.read(text).claims
    return claim


def chain(claim: Claim) -> list[str]:
    return [link.name for link in claim.chain]


def words(text: str, claim: Claim) -> str:
    return text[claim.span.start : claim.span.end]


def test_a_relayed_count_keeps_chain_and_number() -> None:
    text = (
        "US intelligence, according to the New York Times, argues that more than 7,000 Russians have been killed "
        "since the start of the war."
    )
    claim = only(text)
    assert chain(claim) == ["US intelligence", "New York Times"]
    assert [link.cue for link in claim.chain] == ["argues", "according to"]
    (count,) = claim.quantities
    assert (count.low, count.high, count.unit, count.modifier) == (7000, None, "Russians killed", "more than")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The harbour master said that the ferry was overloaded.",
            "harbour master",
            "that the ferry was overloaded",
        ),
        ('"The bridge is safe," said Ana Lima.', "Ana Lima", '"The bridge is safe,"'),
        (
            "The dam will hold until spring, engineers warned.",
            "engineers",
            "The dam will hold until spring",
        ),
        (
            "According to the water board, the lake lost half of its volume.",
            "water board",
            "the lake lost half of its volume",
        ),
        (
            "The union wants to reopen the wage talks.",
            "union",
            "to reopen the wage talks",
        ),
        (
            "The senator called the audit a waste of money.",
            "senator",
            "the audit a waste of money",
        ),
        (
            "The mayor accused the builders of hiding the cracks.",
            "mayor",
            "the builders of hiding the cracks",
        ),
        (
            "Residents are convinced that the river is poisoned.",
            "Residents",
            "that the river is poisoned",
        ),
        (
            "There was anger over the doctor's claim that the vaccine causes fever.",
            "doctor",
            "that the vaccine causes fever",
        ),
    ],
)
def test_a_source_is_tied_to_what_it_says(text: str, source: str, content: str) -> None:
    found = {(claim.chain[0].name if claim.chain else "", words(text, claim)) for claim in nlp.read(text).claims}
    assert any(name.endswith(source) and said.strip(".") == content for name, said in found), found


def test_a_quotation_cut_by_its_cue_is_one_claim_in_two_parts() -> None:
    text = "“We counted every ballot,” Marta Silva told Reuters, “and we counted them twice.”"
    claim = only(text)
    assert [text[part.start : part.end] for part in claim.parts] == [
        "“We counted every ballot,”",
        "“and we counted them twice.”",
    ]
    assert chain(claim) == ["Marta Silva", "Reuters"]
    assert claim.chain[1].kind == "outlet"


def test_a_channel_and_a_cited_source_join_the_chain() -> None:
    posted = only("The coast guard reported on Facebook that two boats had sunk.")
    assert chain(posted) == ["coast guard", "Facebook"]
    cited = only("Reuters reported that the factory had closed, citing two former managers.")
    assert chain(cited) == ["former managers", "Reuters"]


def test_a_report_seen_by_an_outlet_names_both() -> None:
    claim = only("A report seen by The Guardian says that one in four schools is unsafe.")
    assert [(link.name, link.kind) for link in claim.chain] == [("report", "document"), ("Guardian", "outlet")]


def test_a_source_that_an_outlet_quotes_asserts() -> None:
    claim = only("A spokesman for the ministry, quoted by the BBC, said the dam had held.")
    assert chain(claim) == ["spokesman for the ministry", "BBC"]


def test_according_to_behind_a_belief_hands_it_on() -> None:
    claim = only("Analysts believe that exports could fall by 20 percent, according to a survey by Reuters.")
    assert chain(claim) == ["Analysts", "Reuters"]
    assert claim.hedged


def test_the_inner_speaker_asserts_and_the_outer_one_relays() -> None:
    text = "The judge said the witness claimed that the safe was empty."
    assert chain(only(text)) == ["witness", "judge"]


def test_a_source_quoted_for_three_sentences_keeps_them() -> None:
    text = "“The mine is flooded. The pumps failed on Monday. Nobody was told,” said Piet Maas, a foreman."
    claim = only(text)
    assert words(text, claim) == "“The mine is flooded. The pumps failed on Monday. Nobody was told,”"
    assert chain(claim) == ["Piet Maas"]


def test_a_speaker_goes_on_in_the_next_paragraph() -> None:
    text = "“The first pump failed at noon,” said Piet Maas.\n\n“The second pump failed an hour later.”"
    assert [chain(claim) for claim in nlp.read(text).claims] == [["Piet Maas"], ["Piet Maas"]]
    announced = "Piet Maas added:\n\n“The second pump failed an hour later, and nobody was told.”"
    assert chain(only(announced)) == ["Piet Maas"]


def test_a_missing_space_behind_a_quotation_mark_moves_nothing() -> None:
    text = "“The harvest is lost”said Ivo Novak, a farmer in the valley."
    claim = only(text)
    assert words(text, claim) == "“The harvest is lost”"
    source = claim.chain[0].span
    assert source
    assert text[source.start : source.end].startswith("Ivo Novak")


def test_a_signed_quotation_and_a_transcript_have_speakers() -> None:
    assert chain(only("“It was the worst winter that we ever had.” ― Ana Lima")) == ["Ana Lima"]
    assert chain(only("MARTIN: We have cut the deficit by half since I came to office.")) == ["MARTIN"]


def test_a_checkable_sentence_without_a_source_is_the_article_s_own() -> None:
    claim = only("Unemployment in Portugal fell to 6.1 percent in 2023, the lowest rate in 20 years.")
    assert claim.chain == ()
    assert claim.score > 0.5


def test_a_greeting_is_no_claim() -> None:
    reading = nlp.read("Good evening and welcome to the show. Thank you all for being here tonight.")
    assert not [claim for claim in reading.claims if not claim.chain]


def test_hedges_and_denials_are_marked() -> None:
    hedged = only("The ministry said that 40 soldiers would have defected near the border.")
    assert (hedged.hedged, hedged.hedge) == (True, "would have")
    denied = only("The company denied that it had paid the inspectors.")
    assert denied.denied
    plain = only("The company said that it had paid the inspectors.")
    assert not plain.denied
    assert not plain.hedged


def test_a_heading_repeated_by_the_text_is_read_once() -> None:
    text = "Mayor says the tram is late\n\nThe tram\n\nMayor says the tram is late"
    assert len(nlp.read(text).claims) == 1


def test_a_declared_language_counts_before_a_guess() -> None:
    text = "Le président a déclaré mardi que les négociations avec ses voisins étaient difficiles et longues. " * 3
    assert nlp.read(text).language == "fr"
    assert nlp.read(text).claims[0].chain[0].name == "président"
    light = nlp.read(text, language="ca")
    assert (light.language, light.claims) == ("ca", ())
    assert len(light.sentences) == 3


def test_the_same_text_gives_the_same_reading() -> None:
    text = "The envoy told the BBC that nearly 300 people fled on Tuesday. She said more would follow."
    assert nlp.read(text, published="2024-05-14") == nlp.read(text, published="2024-05-14")
    assert nlp.read(text).pipeline == pipeline_name()


NAME_WITHOUT_SPACY = "import sys; from claims import nlp; print(nlp.pipeline_name()); sys.exit('spacy' in sys.modules)"


def test_the_name_of_the_pipeline_needs_no_model() -> None:
    command = [sys.executable, "-c", NAME_WITHOUT_SPACY]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.startswith("claims.nlp ")


SPEECH = (
    "We have created 3 million jobs since 2019. I promised that taxes would fall, and the Treasury said revenue rose "
    "by 4 percent. “You cut 200 schools,” Bo Chen told me."
)


def test_a_given_speaker_says_the_text_and_relays_others() -> None:
    claims = nlp.read(SPEECH, published="2024-05-14", speaker=" Ana  Lima ").claims
    assert [[link.name for link in claim.chain] for claim in claims] == [
        ["Ana Lima"],
        ["Ana Lima"],
        ["Treasury", "Ana Lima"],
        ["Bo Chen", "Ana Lima"],
    ]
    given = claims[0].chain[0].to_json()
    assert (given["start"], given["end"], given["given"], given["cue"]) == (None, None, True, "")
    assert claims[1].chain[0].span is not None
    assert not claims[1].chain[0].is_unresolved


def test_a_blank_speaker_is_none() -> None:
    assert nlp.read(SPEECH, speaker=" ").claims[0].chain == ()
