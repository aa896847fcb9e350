"""Who says what in French: stories of one sentence each."""

import pytest

from claims import nlp
from claims.nlp.reading import Claim
from tests.nlp.french.marks import read_text


def only(text: str) -> Claim:
    (claim,) = read_text(text)
    return claim


def words(text: str, claim: Claim) -> str:
    return " … ".join(text[part.start : part.end] for part in claim.parts)


@pytest.mark.parametrize(
    ("text", "chain", "content"),
    [
        (
            "Le ministre a par ailleurs indiqué que l'enquête avait été confiée à la police.",
            ["ministre"],
            "l'enquête avait été confiée à la police",
        ),
        (
            "« Si rien n'est fait, nous perdrons tout », s'est ému auprès de l'AFP le patron du groupe, Jean Riffaut.",
            ["Jean Riffaut", "AFP"],
            "« Si rien n'est fait, nous perdrons tout »",
        ),
        ("« C'est une catastrophe », souffle Amélie, infirmière.", ["Amélie"], "« C'est une catastrophe »"),
        ("Moscou accuse Kiev d'avoir bombardé une école.", ["Moscou"], "avoir bombardé une école"),
        (
            "Les experts du Giec préviennent : la température va grimper.",
            ["experts du Giec"],
            "la température va grimper",
        ),
        (
            "« La France, ajoute-t-il, n'a pas vocation à accueillir tout le monde. »",
            ["il"],
            "« La France … n'a pas vocation à accueillir tout le monde. »",
        ),
        (
            "L'homme a reconnu les faits, a-t-on appris jeudi auprès du parquet de Lyon.",
            ["parquet de Lyon"],
            "L'homme a reconnu les faits",
        ),
        ("«\u00a0Nous allons gagner\u00a0», a martelé Ana Lima.", ["Ana Lima"], "«\u00a0Nous allons gagner\u00a0»"),
        (
            "Le chef de l'Etat « n'a jamais envisagé de partir », a tenu à préciser son entourage.",
            ["entourage"],
            "Le chef de l'Etat « n'a jamais envisagé de partir »",
        ),
        ("Pour Ana Lima, économiste chez Rothen, le pays ira mieux.", ["Ana Lima"], "le pays ira mieux"),
        (
            "Selon un rapport de la Cour des comptes consulté par Mediapart, 12 % des crédits restent.",
            ["Cour des comptes", "Mediapart"],
            "12 % des crédits restent",
        ),
        (
            "L'usine fermera en mai, a confirmé mardi à Radio-Canada un porte-parole du groupe.",
            ["porte-parole du groupe", "Radio-Canada"],
            "L'usine fermera en mai",
        ),
        ("« On nous oublie », déplore auprès de l'AFP Lucie Morel.", ["Lucie Morel", "AFP"], "« On nous oublie »"),
        ("Le puits est à sec, ont regretté de concert Lima et Quito.", ["Lima et Quito"], "Le puits est à sec"),
        (
            "D'après Jeune Afrique, qui cite un conseiller du palais, le vote serait reporté.",
            ["conseiller du palais", "Jeune Afrique"],
            "le vote serait reporté",
        ),
        (
            "La crue a fait 12 morts, selon un bilan communiqué par la préfecture du Var.",
            ["préfecture du Var"],
            "La crue a fait 12 morts",
        ),
        ("De source policière, 300 armes manquent.", ["source policière"], "300 armes manquent"),
        ("Le Sénégalais Ousmane Fall nie avoir fui.", ["Ousmane Fall"], "avoir fui"),
        ("Julien Le Roux nie avoir fui.", ["Julien Le Roux"], "avoir fui"),
        ("Il a plu 300 heures, selon Ana Lima, ,", ["Ana Lima"], "Il a plu 300 heures"),
        (
            "Un expert juge « peu probable » que la digue tienne.",
            ["expert"],
            "« peu probable » que la digue tienne",
        ),
        ("L'ONU estime les dégâts à 85 millions d'euros.", ["ONU"], "les dégâts à 85 millions d'euros"),
        ("Le maire a annoncé la fermeture de 12 écoles.", ["maire"], "la fermeture de 12 écoles"),
        ("Le préfet table sur 40 000 visiteurs.", ["préfet"], "40 000 visiteurs"),
        (
            "Le ministre aurait, selon le Guardian, vendu ses parts.",
            ["Guardian"],
            "Le ministre aurait … vendu ses parts",
        ),
        ("Faux, a rétorqué la porte-parole : « Il pleuvait. »", ["porte-parole"], "« Il pleuvait. »"),
        (
            "« Le pays, insiste le gouverneur, dispose de six mois de vivres. »",
            ["gouverneur"],
            "« Le pays … dispose de six mois de vivres. »",
        ),
        (
            "« La ville n'est pas à vendre, a lancé Ana Lima. Elle ne le sera jamais. »",
            ["Ana Lima"],
            "« La ville n'est pas à vendre … Elle ne le sera jamais. »",
        ),
        ("Pour la Ligue des parents, ce texte « nuit à tous ».", ["Ligue des parents"], "ce texte « nuit à tous »"),
        ("Douze élus dénoncent « un abandon pur et simple ».", ["Douze élus"], "« un abandon pur et simple »"),
    ],
)  # fmt: skip
def test_a_source_is_tied_to_what_it_says(text: str, chain: list[str], content: str) -> None:
    claim = only(text)
    assert [link.name for link in claim.chain] == chain
    assert words(text, claim) == content


@pytest.mark.parametrize(
    "text",
    [
        "Les chercheurs, qui l'ont mesuré, évoquent une hausse de 3 %.",
        "Faux, rétorque l'opposition, qui n'en dénombre que 2 600.",
    ],
)
def test_an_object_is_no_source_and_only_is_no_clause(text: str) -> None:
    assert only(text).chain == ()


def test_a_quotation_behind_a_denial_is_what_its_source_says() -> None:
    text = "La police dément : « Aucun coup de feu n'a été tiré. »"
    assert (only(text).asserted, [link.name for link in only(text).chain]) == (True, ["police"])


@pytest.mark.parametrize(
    "text",
    [
        "Bonsoir et bienvenue à tous.",
        "Le maire, dans son bureau, a reçu les élus.",
        "La note, selon les cas, est arrondie.",
        "Elle a demandé une annonce rapide du ministre.",
    ],
)
def test_a_sentence_in_which_nobody_says_anything_has_no_claim(text: str) -> None:
    assert read_text(text) == ()


def test_a_pronoun_and_a_surname_mean_the_person_named_before() -> None:
    text = (
        "La députée Nadia Ferrer s'inquiète. Elle estime que le pont est dangereux. Mme Ferrer dit que rien ne change."
    )
    assert [claim.chain[0].name for claim in read_text(text)] == ["Nadia Ferrer", "Nadia Ferrer"]


def test_the_conditional_is_a_hedge_unless_it_is_the_future_of_the_past() -> None:
    heard = only("Selon nos informations, le dossier aurait été transmis au parquet.")
    assert (heard.hedged, heard.hedge) == (True, "aurait")
    assert not only("Il a assuré qu'aucun impôt ne serait augmenté.").hedged


def test_a_claim_that_stands_alone_is_its_statement() -> None:
    claim = only("D'après la mairie, le pont sera fermé en avril.")
    assert claim.statement
    assert claim.statement.text == "Le pont sera fermé en avril"
    assert only("Elle a dit qu'il partirait.").statement_problem == "open_pronoun"


def test_all_claims_have_the_same_score_with_its_reason() -> None:
    claim = only("La ville compte 45 000 habitants.")
    assert claim.chain == ()
    assert claim.score == sum(reason.weight for reason in claim.reasons) == 0.5
    assert [reason.code for reason in claim.reasons] == ["not_scored"]


def test_a_passage_that_an_editor_chose_has_source_and_numbers() -> None:
    text = "Le pont est vieux.\n\nSelon la mairie, 300 camions le passent chaque jour. La ville hésite."
    start = text.index("300 camions")
    span = nlp.reading.Span(start, text.index(" chaque"))
    (claim,) = nlp.read_passage(text, span, language="fr").claims
    assert (claim.span, [link.name for link in claim.chain]) == (span, ["mairie"])
    assert claim.quantities[0].low == 300


def test_a_given_speaker_says_the_text() -> None:
    claims = nlp.read(
        "Nous avons créé 300 000 emplois. La CGT affirme que c'est faux.", language="fr", speaker="Ana Lima"
    ).claims
    assert [[link.name for link in claim.chain] for claim in claims] == [["Ana Lima"], ["CGT", "Ana Lima"]]


def test_the_turns_of_a_transcript_name_their_speakers() -> None:
    text = "ANA LIMA : Nous avons créé 300 000 emplois.\nLUC REY : La ville a perdu 200 postes."
    turns = [
        nlp.Turn(nlp.Span(text.index("Nous"), text.index("\n")), "Ana Lima"),
        nlp.Turn(nlp.Span(text.index("La ville"), len(text)), "Luc Rey"),
    ]
    claims = nlp.read(text, language="fr", turns=turns).claims
    assert [[link.name for link in claim.chain] for claim in claims] == [["Ana Lima"], ["Luc Rey"]]


def test_what_a_speaker_adds_and_what_another_one_says_are_claims_of_their_own() -> None:
    text = "Elle a assuré n'avoir « aucun regret », avant d'ajouter que 12 000 foyers en vivent."
    assert [words(text, claim) for claim in read_text(text)] == ["n'avoir « aucun regret »", "12 000 foyers en vivent"]
    text = "Genève a promis de doubler ses primes, tandis que le Tessin a annoncé un gel des tarifs."
    assert [words(text, claim) for claim in read_text(text)] == ["doubler ses primes", "un gel des tarifs"]


@pytest.mark.parametrize("text", ["Le maire se défend d'avoir menti.", "Le juge exclut que Luc ait fui."])
def test_a_verb_may_deny_without_saying_no(text: str) -> None:
    assert only(text).asserted is False


def test_a_relative_clause_behind_an_object_is_not_what_is_said() -> None:
    text = "La junte a annoncé la suspension de la chaîne, qu'elle accuse de « désinformation »."
    assert words(text, only(text)).startswith("la suspension de la chaîne")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Les 12 élus ont signé le 28 février dernier.", "2024-02-28"),
        ("Les 12 élus ont signé le 20 mars dernier.", "2023-03-20"),
        ("Les 12 élus ont signé en février de l'an dernier.", "2023-02"),
        ("Le taux restera fixé à 4,5 % jusqu'en juin.", "2024-06"),
        ("Quelque 3 000 électeurs sont appelés aux urnes dimanche.", "2024-03-17"),
        ("Les 12 ponts rouvriront en avril, dit le maire.", "2024-04"),
    ],
)
def test_a_date_is_on_the_side_to_which_its_words_point(text: str, day: str) -> None:
    assert [date.value for date in only(text).times] == [day]
