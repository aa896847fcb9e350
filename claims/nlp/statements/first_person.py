"""Putting the speaker in place of "I" and "we".

"I" becomes the name of a person, "we" that of a group. What a person says as "we" gets the name in front ("Ana Lima: We
lost 300 jobs"), because the text does not tell for whom the person speaks. So does "I" where the form of the verb is
not known.
"""

import re

from claims.nlp.reading import Link, Span, StatementPiece
from claims.nlp.statements.draft import Draft
from claims.nlp.statements.reference_editor import name_source_fully, possessive_ending
from claims.nlp.statements.rules import StatementRules
from claims.nlp.statements.words import Word

MOST_REPLACED = 3
SHORTEST_ROLE_CHARACTERS = 6
INITIAL = re.compile(r"\.\w")
NUMERAL = re.compile(r"(?<=[a-z] )[A-Z]\w+ $")
"""What stands before "I" where it is a number: "World War I"."""


def name_speaker(
    draft: Draft,
    words: list[Word],
    speaker: Link | None,
    gender: str,
    rules: StatementRules,
    *,
    is_possible: bool,
) -> str:
    """Replace the first person or put the speaker's name in front; return the code of a problem."""
    singular = [
        word
        for word in words
        if word.base in rules.first_singular
        and not draft.is_edited(word.span)
        and not (word.base == "i" and _is_number(draft.text, word))
    ]
    plural = [
        word
        for word in words
        if word.base in rules.first_plural
        and not draft.is_edited(word.span)
        and (
            word.starts_sentence or not draft.text[word.start].isupper() or draft.text[word.start : word.end].isupper()
        )
    ]
    if not singular and not plural:
        addressed = is_possible and any(word.base in rules.second for word in words)
        known = speaker is not None and not speaker.is_unresolved and speaker.name != rules.unnamed_source
        return _label(draft, speaker, rules) if addressed and known and speaker else ""
    if not is_possible or speaker is None or speaker.is_unresolved or speaker.name == rules.unnamed_source:
        return "first_person_unknown"
    is_person = is_single(speaker, rules)
    mine = singular if is_person else plural
    others = plural if is_person else singular
    has_third = any(word.base in rules.third_person or word.base in rules.second for word in words)
    if others or has_third or len(mine) > MOST_REPLACED or not _replace(draft, mine, speaker, gender, rules):
        return _label(draft, speaker, rules)
    return ""


def _is_number(text: str, word: Word) -> bool:
    """Whether "I" is a number or an initial: "World War I", "the I.R.S."."""
    return (
        INITIAL.match(text, word.end) is not None
        or NUMERAL.search(text, max(0, word.start - 20), word.start) is not None
    )


def _label(draft: Draft, speaker: Link, rules: StatementRules) -> str:
    name, source = _locate(draft.text, speaker)
    if speaker.kind == "unnamed" and not name:
        return "first_person_unknown"
    draft.lead = [StatementPiece(name, source), StatementPiece(": ")]
    first = draft.parts[0]
    start = draft.text[first.start : first.start + 1]
    if start.islower() and not draft.is_edited(Span(first.start, first.start + 1)):
        draft.replace(Span(first.start, first.start + 1), start.upper(), Span(first.start, first.start + 1))
    return ""


def _locate(text: str, speaker: Link) -> tuple[str, Span | None]:
    name = speaker.name if speaker.kind == "person" else name_source_fully(text, speaker)
    name = name.rstrip(".") if name.count(".") == 1 else name
    span = speaker.span or Span(0, 0)
    inside = text[span.start : span.end].find(name)
    at = span.start + inside if inside >= 0 else text.find(name)
    return name, Span(at, at + len(name)) if at >= 0 else None


def _replace(draft: Draft, mine: list[Word], speaker: Link, gender: str, rules: StatementRules) -> bool:
    """Replace each pronoun by the speaker's name, later ones by "he" or "she".

    Change nothing and return false if a verb's form is not known.
    """
    name, source = _locate(draft.text, speaker)
    last = name.rsplit(maxsplit=1)[-1].lower()
    is_plural = not is_single(speaker, rules) and (
        last in rules.plural_names or (last.endswith("s") and name.islower())
    )
    pronouns = rules.speaker_pronouns.get(gender, {})
    edits: list[tuple[Span, str]] = []
    for place, word in enumerate(mine):
        stand_in = pronouns.get(word.base, name) if place else name
        stand_in = stand_in[:1].upper() + stand_in[1:] if word.starts_sentence else stand_in
        if word.base in rules.reflexive or word.base in ("mine", "ours"):
            return False
        if word.base in ("i", "we"):
            found = rules.agree(draft.text, word.start, draft.parts[word.part].end, stand_in, is_plural=is_plural)
            if found is None:
                return False
            edits.append((found.span, found.words))
        elif word.base in rules.possessive:
            owner = name + possessive_ending(name)
            edits.append((word.span, stand_in if stand_in != name else owner))
        else:
            edits.append((word.span, stand_in))
    for span, words in edits:
        if words.startswith(name):
            draft.replace(span, name, source, words[len(name) :])
        else:
            draft.replace(span, words)
    return True


def is_single(speaker: Link, rules: StatementRules) -> bool:
    """Whether a speaker is a person: by the name, by a noun such as "mayor", or by the label of a turn ("LIMA:")."""
    last = speaker.name.rsplit(maxsplit=1)[-1].lower() if speaker.name else ""
    is_role = last in rules.person_nouns | rules.role_nouns or (
        last.endswith(rules.person_endings) and len(last) > SHORTEST_ROLE_CHARACTERS
    )
    return speaker.kind == "person" or speaker.cue.strip() == ":" or is_role
