"""Which way a date points: the verb that governs it says whether the day is over or still to come."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CONTEXT_CHARACTERS = 140
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?|[;!?“”\"()–]|(?<!\d)[,:.]|[,:.](?!\d)")
"""A word or a mark; the marks inside numbers, as in 1.84 and 10:30, are none."""

LONGEST_AUXILIARY_WORDS = 3
SHORTEST_PAST_LETTERS = 4
PRESENT_TAGS = frozenset({"VBZ", "VBP"})
PREPOSITION_TAG = "IN"


@dataclass(frozen=True, slots=True)
class TenseRules:
    """The words by which a verb is over or still to come, in lower case; `barriers` are the marks that end a clause.

    Behind one of `moving` and in front of one of `places`, the mark of an infinitive is a preposition: "to hospital".
    """

    barriers: frozenset[str]
    conjunctions: frozenset[str]
    ahead: frozenset[str]
    ahead_endings: tuple[str, ...]
    planning: frozenset[str]
    noun_openers: frozenset[str]
    past_before_to: frozenset[str]
    infinitive: str
    done: frozenset[str]
    moving: frozenset[str]
    places: frozenset[str]
    no_verbs: frozenset[str]
    telling: frozenset[str]
    past: frozenset[str]
    past_ending: str
    no_past: frozenset[str]
    auxiliaries: frozenset[str]
    participle_ending: str
    following: frozenset[str]
    set_words: frozenset[str]
    set_followers: frozenset[str]
    deadline: re.Pattern[str]
    since: re.Pattern[str]


def build_tense_rules(table: dict[str, Any]) -> TenseRules:
    """Build the rules from the table `tense` of a language's `dates.toml`."""
    sets = (
        "barriers",
        "conjunctions",
        "ahead",
        "planning",
        "noun_openers",
        "past_before_to",
        "done",
        "moving",
        "places",
        "no_verbs",
        "telling",
        "past",
        "no_past",
        "auxiliaries",
    )
    words = {name: frozenset(table[name].split()) for name in sets}
    return TenseRules(
        ahead_endings=tuple(table["ahead_endings"].split()),
        infinitive=table["infinitive"],
        past_ending=table["past_ending"],
        participle_ending=table["participle_ending"],
        following=frozenset(table["following"].split()),
        set_words=frozenset(table["set"].split()),
        set_followers=frozenset(table["set_followers"].split()),
        deadline=re.compile(table["deadline"], re.IGNORECASE),
        since=re.compile(table["since"], re.IGNORECASE),
        **words,
    )


def points_ahead(text: str, start: int, end: int, rules: TenseRules, tags: Mapping[int, str]) -> bool | None:
    """Return whether a date is still to come by the nearest verb of its clause; None if no verb tells.

    The verb before the date governs it. A date at the beginning of its clause belongs to the verb behind it.
    `tags` are those of the parsed words by their offsets: verbs in the present plan what a date behind them tells.
    """
    first = max(0, start - CONTEXT_CHARACTERS)
    context = text[first:start]
    if rules.deadline.search(context):
        return True
    if rules.since.search(context):
        return False
    matches = list(WORD.finditer(text, first, start))
    planned = {place for place, match in enumerate(matches) if tags.get(match.start()) in PRESENT_TAGS}
    tense = _read_backwards(_list_words(matches, rules, tags), rules, planned)
    if tense is not None:
        return tense
    behind = _list_words(list(WORD.finditer(text, end, end + CONTEXT_CHARACTERS)), rules, tags)
    return _read_forwards(behind[1:] if behind[:1] == [","] else behind, rules)


def _list_words(matches: Sequence[re.Match[str]], rules: TenseRules, tags: Mapping[int, str]) -> list[str]:
    """Return words in lower case; a "to" that leads to a place or a level is left empty."""
    return [
        "" if _is_preposition(matches, place, rules, tags) else match.group().lower()
        for place, match in enumerate(matches)
    ]


def _is_preposition(matches: Sequence[re.Match[str]], place: int, rules: TenseRules, tags: Mapping[int, str]) -> bool:
    """Whether a word is the "to" of "moved to Cyprus" or "taken to hospital", not of an infinitive."""
    if matches[place].group().lower() != rules.infinitive:
        return False
    if tag := tags.get(matches[place].start()):
        return tag == PREPOSITION_TAG
    before = matches[place - 1].group().lower() if place else ""
    behind = matches[place + 1].group() if place + 1 < len(matches) else ""
    return before in rules.moving or behind[:1].isupper() or behind in rules.places


def _read_backwards(words: Sequence[str], rules: TenseRules, planned: Collection[int]) -> bool | None:
    for place in range(len(words) - 1, -1, -1):
        if words[place] in rules.barriers:
            return None
        tense = _tense_at(words, place, rules)
        if tense is None and place in planned and words[place] not in rules.telling:
            return True
        if tense is not None:
            return tense
    return None


def _read_forwards(words: Sequence[str], rules: TenseRules) -> bool | None:
    for place, word in enumerate(words):
        if word in rules.barriers:
            return None
        tense = _tense_at(words, place, rules)
        if tense is not None:
            return tense
    return None


def _tense_at(words: Sequence[str], place: int, rules: TenseRules) -> bool | None:
    """Return whether the word at a place is a verb of what is to come (True) or is over (False); None if neither."""
    word = words[place]
    before = words[max(0, place - LONGEST_AUXILIARY_WORDS) : place]
    clitic = re.split(r"[’']", word)[-1] if "’" in word or "'" in word else ""
    if word in rules.set_words:
        return words[place + 1 : place + 2] != [] and words[place + 1] in rules.set_followers
    if word == rules.infinitive:
        return _tense_of_infinitive(words, place, rules)
    if _is_past(word, rules):
        if words[max(0, place - 1) : place] == [rules.infinitive]:
            return _tense_of_infinitive(words, place - 1, rules)
        return _is_led_ahead(before, rules)
    if word in rules.auxiliaries or _is_done(word, before, rules):
        return None if word in rules.auxiliaries else False
    is_plan = word in rules.planning and rules.noun_openers.isdisjoint(before[-1:])
    return True if _is_future(word, rules) or clitic == "ll" or is_plan else None


def _is_done(word: str, before: Sequence[str], rules: TenseRules) -> bool:
    """Whether a verb is over by the words in front of it: "after cutting", "had to leave"."""
    is_after = word.endswith(rules.participle_ending) and not rules.following.isdisjoint(before[-1:])
    return is_after or (before[-1:] == [rules.infinitive] and not rules.done.isdisjoint(before[-2:-1]))


def _tense_of_infinitive(words: Sequence[str], place: int, rules: TenseRules) -> bool | None:
    following = words[place + 1] if place + 1 < len(words) else ""
    is_verb = following.isalpha() and following not in rules.no_verbs
    was_past = place > 0 and words[place - 1] in rules.past_before_to
    is_verb = is_verb or following in rules.auxiliaries
    return (not was_past) if is_verb else None


def _is_past(word: str, rules: TenseRules) -> bool:
    if word in rules.past:
        return True
    is_regular = word.endswith(rules.past_ending) and len(word) > SHORTEST_PAST_LETTERS
    return is_regular and word not in rules.no_past and word not in rules.ahead


def _is_future(word: str, rules: TenseRules) -> bool:
    return word in rules.ahead or word.endswith(rules.ahead_endings)


def _is_led_ahead(before: Iterable[str], rules: TenseRules) -> bool:
    """Whether an auxiliary of the future stands before a participle: "will be closed"."""
    led, words = False, list(before)
    for word, behind in zip(words, [*words[1:], ""], strict=False):
        if word in rules.barriers or word in rules.conjunctions or word in rules.past:
            led = False
        elif _is_future(word, rules) or (word in rules.planning and behind == rules.infinitive):
            led = True
    return led
