"""Telling promises from other claims: the source commits itself to what it will do."""

import re
from dataclasses import dataclass
from typing import Any

from claims.nlp.patterns import match_any


@dataclass(frozen=True, slots=True)
class PromiseRules:
    """What promises look like: the words of the speaker, those that report a speaker's, and verbs that promise.

    `own` starts anywhere in a claim, `reported` at its beginning, `plan` at that of a sentence of the article: "The
    council will build ...". `excluded` are phrases that only look like promises.
    """

    own: re.Pattern[str]
    reported: re.Pattern[str]
    plan: re.Pattern[str]
    cue: re.Pattern[str]
    excluded: re.Pattern[str]


def build_promise_rules(table: dict[str, Any]) -> PromiseRules:
    """Build the rules from a language's `promises.toml`."""
    speakers, ahead = match_any(table["speakers"]), match_any(table["ahead"])
    committers, reported = match_any(table["committers"]), match_any(table["reported_ahead"])
    deed = rf"(?:(?:{match_any(table['adverbs'])})\s+)*+(?!(?:{match_any(table['no_deeds'])})\b)[a-z]"
    return PromiseRules(
        own=re.compile(rf"\b(?:{speakers})\s*(?:{ahead})\s+{deed}", re.IGNORECASE),
        reported=re.compile(rf"^\W*(?:that\s+)?(?:{committers})\s+(?:{reported})\s+{deed}", re.IGNORECASE),
        plan=_compile_plan(table, deed),
        cue=re.compile(rf"\b(?:{match_any(table['cues'])})\b", re.IGNORECASE),
        excluded=re.compile(rf"\b(?:{match_any(table['conditions'])})\b", re.IGNORECASE),
    )


def _compile_plan(table: dict[str, Any], deed: str) -> re.Pattern[str]:
    """Return the pattern of a sentence that says what a body will do; that it will meet or vote is no plan."""
    body = rf"(?:the\s(?:[\w'-]+\s){{0,2}}?)?(?:{match_any(table['bodies'])})"
    planned, procedures = match_any(table["planned"]), match_any(table["procedures"])
    return re.compile(rf"^\W*{body}\s(?:{planned})\s+(?!(?:{procedures})\b){deed}", re.IGNORECASE)


def is_plan(sentence: str, rules: PromiseRules) -> bool:
    """Whether a sentence of the article says what a public body or a company is going to do."""
    return rules.plan.match(sentence.replace("’", "'")) is not None and not rules.excluded.search(sentence)


def is_promise(claim: str, cue: str, rules: PromiseRules) -> bool:
    """Whether a claim, attributed by a cue ("pledged", "said", or nothing), commits its source to a deed."""
    plain = claim.replace("’", "'")
    commits = rules.cue.search(cue) is not None or rules.own.search(plain) is not None
    commits = commits or (rules.reported if cue else rules.plan).search(plain) is not None
    return commits and not rules.excluded.search(plain)
