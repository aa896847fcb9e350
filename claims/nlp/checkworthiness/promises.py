"""Telling promises from other claims: the source commits itself to what it will do."""

import re
from dataclasses import dataclass
from typing import Any

from claims.nlp.patterns import match_any


@dataclass(frozen=True, slots=True)
class PromiseRules:
    """What promises look like: the words of the speaker, those that report a speaker's, and verbs that promise.

    `own` starts anywhere in a claim, `reported` at its beginning. `excluded` are phrases that only look like promises.
    """

    own: re.Pattern[str]
    reported: re.Pattern[str]
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
        cue=re.compile(rf"\b(?:{match_any(table['cues'])})\b", re.IGNORECASE),
        excluded=re.compile(rf"\b(?:{match_any(table['conditions'])})\b", re.IGNORECASE),
    )


def is_promise(claim: str, cue: str, rules: PromiseRules) -> bool:
    """Whether a claim, attributed by a cue ("pledged", "said", or nothing), commits its source to a deed."""
    plain = claim.replace("’", "'")
    commits = rules.cue.search(cue) is not None or rules.own.search(plain) is not None
    commits = commits or (bool(cue) and rules.reported.search(plain) is not None)
    return commits and not rules.excluded.search(plain)
