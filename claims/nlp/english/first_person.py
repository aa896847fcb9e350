"""What stands for "I" and "we" in a sentence about the speaker, with the verb behind it in the right form."""

import re

from claims.nlp.english.tables import load_table
from claims.nlp.reading import Span
from claims.nlp.statements.rules import Replacement

TABLE = load_table("statements")
FORMS: dict[str, str] = TABLE["third_person_forms"]
PRESENT, INVARIABLE, ADVERBS = (
    frozenset(TABLE["agreement"][name].split()) for name in ("present", "invariable", "adverbs")
)
PAST = frozenset(load_table("dates")["tense"]["past"].split())
CLITICS: dict[str, dict[str, str]] = TABLE["clitic_words"]
PRONOUN = re.compile(r"[A-Za-z]+(?P<clitic>[’'](?:m|ve|re|ll|d|s)\b)?")
VERB = re.compile(r"\s+(?P<words>(?:[\w’']+\s+){0,2}?)(?P<verb>[\w’']+)")


def agree(text: str, start: int, end: int, name: str, *, is_plural: bool) -> Replacement | None:
    """Return name and verb in place of "I" or "we" at `start`, None if the form of the verb is not known."""
    pronoun = PRONOUN.match(text, start)
    if pronoun is None:
        return None
    if clitic := pronoun["clitic"]:
        words = CLITICS["plural" if is_plural else "singular"].get(clitic.lower())
        return Replacement(Span(*pronoun.span()), f"{name} {words}" if words else name + clitic)
    following = VERB.match(text, pronoun.end(), end)
    while following and following["words"] and not set(following["words"].lower().split()) <= ADVERBS:
        return None
    verb = following["verb"].lower() if following else ""
    if following and not following["words"] and verb in ADVERBS | {verb for verb in (verb,) if verb.endswith("ly")}:
        behind = re.compile(r"\s+(?P<verb>[\w’']+)").match(text, following.end(), end)
        return _inflect(text, pronoun, behind, name, is_plural=is_plural) if behind else None
    return _inflect(text, pronoun, following, name, is_plural=is_plural) if following else None


def _inflect(
    text: str, pronoun: re.Match[str], following: re.Match[str], name: str, *, is_plural: bool
) -> Replacement | None:
    verb = following["verb"].lower()
    is_same = verb in INVARIABLE or verb in PAST - set(FORMS) or (verb.endswith("ed") and len(verb) > len("need"))
    if is_plural and verb != "am":
        return Replacement(Span(*pronoun.span()), name)
    if is_same:
        return Replacement(Span(*pronoun.span()), name)
    between = text[pronoun.end() : following.start("verb")]
    form = FORMS.get(verb) or (verb + "s" if verb in PRESENT else "")
    return Replacement(Span(pronoun.start(), following.end("verb")), name + between + form) if form else None
