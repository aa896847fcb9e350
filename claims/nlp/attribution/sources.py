"""Naming a source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claims.nlp.patterns import match_any

KINDS = ("channel", "outlet", "organisation", "person", "document")
"""The kinds of a named source, in the order in which they are tried."""

CASE_SENSITIVE_KINDS = ("channel", "outlet")


@dataclass(frozen=True, slots=True)
class SourceRules:
    """What names look like in a language.

    `capital` is the pattern of a capitalised word. `kinds` are tried in their order.
    """

    capital: str
    places: frozenset[str]
    name: re.Pattern[str]
    titles: frozenset[str]
    determiners: re.Pattern[str]
    name_end: re.Pattern[str]
    apposition_openers: tuple[str, ...]
    linking: re.Pattern[str]
    linked: re.Pattern[str]
    final_possessive: re.Pattern[str]
    possessive: re.Pattern[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    unnamed: re.Pattern[str]
    unnamed_source: str
    owner: re.Pattern[str]
    open_group: re.Pattern[str]
    group_word: re.Pattern[str]
    member: re.Pattern[str]
    joint: re.Pattern[str]
    described_joint: re.Pattern[str]
    companies: frozenset[str]
    bare_groups: frozenset[str]
    group_endings: tuple[str, ...]
    made: re.Pattern[str]
    client_preposition: str
    thing: re.Pattern[str]
    channels: tuple[str, ...]


def build_source_rules(table: dict[str, Any], places: frozenset[str]) -> SourceRules:
    """Build the rules from a language's `sources.toml` and its names of places."""
    prefixes = match_any(table["name_prefixes"])
    abbreviated = rf"(?:(?:[A-ZÀ-Þ]\.)*[A-ZÀ-Þ]|{match_any(table['name_abbreviations'])})\."
    capital = rf"(?:{abbreviated}|(?:(?:{prefixes})-)?[A-ZÀ-Þ][\w’'-]*(?:\.[A-Z]\.?)*)"
    particles = match_any(table["name_particles"])
    return SourceRules(
        capital=capital,
        places=places,
        name=re.compile(rf"{capital}(?:\s(?:(?:{particles})\s){{0,2}}{capital})*"),
        titles=frozenset(table["titles"].split()),
        determiners=re.compile(rf"^(?:{match_any(table['determiners'])})\s+", re.IGNORECASE),
        name_end=_compile_name_end(table),
        apposition_openers=tuple(table["apposition_openers"]),
        linking=re.compile(
            rf"\b(?:{match_any(table['linking_prepositions'])})\s(?:(?:{match_any(table['joint_determiners'])})\s)?$"
        ),
        linked=re.compile(rf"\s(?:{match_any(table['linking_prepositions'])})\s"),
        final_possessive=re.compile(rf"['’]{table['possessive']}?$"),
        possessive=re.compile(rf"['’]{table['possessive']}$"),
        kinds=_build_kinds(table, capital),
        unnamed=_compile_words(table["kinds"]["unnamed"]),
        unnamed_source=table["unnamed_source"],
        group_word=_compile_words([*table["kinds"]["organisation"], *table["group_words"]]),
        member=re.compile(
            rf"^(?P<person>{capital}(?:\s{capital}){{1,3}})\s(?:{match_any(table['member_prepositions'])})\s"
        ),
        joint=re.compile(rf"\s(?:{match_any(table['joining'])})\s(?:(?:{match_any(table['joint_determiners'])})\s)?"),
        described_joint=_compile_described_joint(table, capital),
        open_group=_compile_open_group(table),
        owner=re.compile(rf".*?['’]{table['possessive']}\s(?P<owned>.+)$"),
        companies=frozenset(table["companies"].split()),
        bare_groups=frozenset(table["bare_groups"].split()),
        group_endings=tuple(table["group_endings"]),
        made=_compile_made(table),
        client_preposition=table["client_preposition"],
        thing=re.compile(rf",\s{table['pronoun_of_things']}\s"),
        channels=tuple(table["kinds"]["channel"]),
    )


def _compile_words(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{match_any(words)})\b", re.IGNORECASE)


def _compile_described_joint(table: dict[str, Any], capital: str) -> re.Pattern[str]:
    """Return the pattern of two sources of which the first is described: "John Smith, who leads the union, and …"."""
    describing, joining = match_any(table["describing"]), match_any(table["joining"])
    first = rf"(?P<first>[^,]+(?:,\s{capital}(?:\s{capital})+)?)(?:,\s\d{{1,3}})?"
    return re.compile(rf"{first},\s(?:{describing})\s[^,]+,\s(?P<joining>{joining})\s(?P<second>.+)")


def _compile_name_end(table: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern of what ends a name: a clause, a comma, a participle, or the channel where it was said."""
    participles, pronouns = match_any(table["participles"]), match_any(table["relative_pronouns"])
    return re.compile(
        rf"\s(?:{participles})\s|,(?!\d)|\s(?:on|in)\s(?:{match_any(table['kinds']['channel'])})\b|\s(?:{pronouns})\s|\s[–—(]|\s--|;"
    )


def _compile_open_group(table: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern of a group that only its description names: "those who took part"."""
    groups, followers = match_any(table["open_groups"]), match_any(table["open_group_followers"])
    return re.compile(rf"(?:{groups})\s(?:{followers})\s[^,]+", re.IGNORECASE)


def _compile_made(table: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern of a document with who made it: "a study by the institute"."""
    documents, participles = match_any(table["kinds"]["document"]), match_any(table["making_participles"])
    prepositions = match_any(table["making_prepositions"])
    counted = rf"(?:\s{table['counting_preposition']}\s[\d.,]+(?:\s[\w-]+){{1,3}}?,?)?"
    made_by = rf"(?:{documents})s?{counted}(?:\s(?:{participles}))?\s(?:{prepositions})\s"
    when = rf"(?:\s(?:{match_any(table['release_days'])})(?:\s\w+)?)?"
    numbers, releasing = match_any(table["released_documents"]), match_any(table["releasing_participles"])
    released_by = rf"(?:{numbers})\s(?:{releasing}){when}\s(?:{prepositions})\s"
    return re.compile(rf"^(?:[\w’'-]+\s){{0,4}}?(?:{made_by}|{released_by})(?P<maker>\D\S.*)$", re.IGNORECASE)


def _build_kinds(table: dict[str, Any], capital: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    particles = match_any(table["person_particles"])
    person = re.compile(rf"^(?:{capital})(?:\s(?:{particles}|{capital})){{1,4}}$")
    return tuple((kind, person if kind == "person" else _match_kind(kind, table["kinds"][kind])) for kind in KINDS)


def _match_kind(kind: str, words: list[str]) -> re.Pattern[str]:
    plural = "s?" if kind == "document" else ""
    return re.compile(rf"\b(?:{match_any(words)}){plural}\b", 0 if kind in CASE_SENSITIVE_KINDS else re.IGNORECASE)


def name_source(words: str, rules: SourceRules) -> str:
    """Return a mention without determiners, titles, appositions and relative clauses.

    "An American think-tank, the Institute for the Study of War (ISW)," is the Institute for the Study of War;
    "NYPD Commissioner James O'Neill" is James O'Neill; "Ana Lima of the Institute for River Studies" is Ana Lima.
    Two sources are joined: "the ministry and the police" are the ministry and police. "Figures from the port authority"
    are the port authority's.
    """
    words = rules.final_possessive.sub("", " ".join(words.split()).strip(" ,;:“”\"'"))
    described = rules.open_group.match(words)
    return described.group() if described else _name_described_joint(words, rules) or _name_words(words, rules)


def _name_words(words: str, rules: SourceRules) -> str:
    bare = rules.determiners.sub("", words)
    head = words[: len(words) - len(bare)] + rules.name_end.split(bare, maxsplit=1)[0]
    if made := _find_maker(bare, head, rules):
        return name_source(made, rules)
    if joint := _name_joint(head, rules):
        return _complete_joint(joint, words[len(head) :], rules)
    behind = words[len(head) :]
    if person := _name_holder(head, behind, rules) or _name_member(rules.determiners.sub("", head), rules):
        return person
    name = _find_proper_name(rules.determiners.sub("", head), rules)
    if name:
        return name
    rest = words[len(head) :].lstrip(" ,–—-(")
    if rest.lower().startswith(rules.apposition_openers) or rest[:1].isupper():
        proper = rules.name.match(rules.determiners.sub("", rest))
        if proper and (" " in proper.group() or rest[:1].isupper()):
            return strip_titles(proper.group(), rules)
    return rules.determiners.sub("", head) or head


def _find_maker(bare: str, head: str, rules: SourceRules) -> str:
    """Return who made a document: the institute of "a study by the institute", YouGov of "a poll by YouGov for X"."""
    made = rules.made.match(rules.determiners.sub("", head)) or rules.made.match(bare)
    if made is None:
        return ""
    name = rules.name_end.split(made["maker"], maxsplit=1)[0]
    maker, _, client = name.partition(f" {rules.client_preposition} ")
    return maker if client and not rules.group_word.search(maker) else name


def _name_holder(head: str, behind: str, rules: SourceRules) -> str:
    """Return the person of "the Chancellor of the Exchequer, Fiona Blair", or an empty string."""
    role = rules.determiners.sub("", head)
    named = rules.name.match(behind.removeprefix(", "))
    if named is None or not behind.startswith(", ") or role.partition(" ")[0] not in rules.titles:
        return ""
    name = strip_titles(named.group(), rules)
    is_office = rules.linked.search(role) is not None
    return name if is_office and " " in name and dict(rules.kinds)["person"].search(name) else ""


def _name_joint(head: str, rules: SourceRules) -> str:
    """Return both names of two sources that are joined, or an empty string for a name that contains "and"."""
    match = rules.joint.search(head)
    if match is None:
        return ""
    first, second = head[: match.start()], head[match.end() :]
    has_article = rules.determiners.match(head[match.start() :].split(maxsplit=1)[-1]) is not None
    is_pair = (first.islower() and second.islower()) or has_article
    people = all(
        dict(rules.kinds)["person"].search(strip_titles(one, rules)) and not rules.group_word.search(one)
        for one in (first, second)
    )
    if not first.strip() or not second.strip() or not (is_pair or people):
        return ""
    return f"{name_source(first, rules)} {match.group().split()[0]} {name_source(second, rules)}"


def _name_described_joint(words: str, rules: SourceRules) -> str:
    """Return both names of "Ana Lima, who leads the union, and Bo Chen, its treasurer", or an empty string."""
    match = rules.described_joint.fullmatch(words)
    if match is None:
        return ""
    names = [name_source(match[group], rules) for group in ("first", "second")]
    return f" {match['joining']} ".join(names) if all(names) else ""


def _complete_joint(joint: str, behind: str, rules: SourceRules) -> str:
    """Return both names, with the name that an apposition gives the second: "Ana Lima and her deputy, Bo Chen"."""
    match, named = rules.joint.search(joint), rules.name.match(behind.removeprefix(", "))
    if match is None or named is None or not behind.startswith(", ") or joint[match.end() :].istitle():
        return joint
    return joint[: match.end()] + named.group() if joint.rsplit(maxsplit=1)[-1].islower() else joint


def _name_member(head: str, rules: SourceRules) -> str:
    """Return the person of "Ana Lima of the Institute for River Studies", or an empty string."""
    match = rules.member.match(head)
    if match is None:
        return ""
    name = strip_titles(match["person"], rules)
    has_title = name != match["person"]
    if dict(rules.kinds)["outlet"].search(name):
        return ""
    return name if (has_title or " " in name) and not rules.group_word.search(name) else ""


def _find_proper_name(head: str, rules: SourceRules) -> str:
    """Return the proper name that ends a phrase, or an empty string ("the Ukrainian army")."""
    bare = rules.possessive.sub("", head)
    names = [match for match in rules.name.finditer(bare) if match.end() == len(bare)]
    owned = rules.owner.match(names[-1].group()) if names else None
    if owned and not rules.group_word.search(owned["owned"]):
        return strip_titles(owned["owned"], rules)
    if not names or rules.linking.search(bare[: names[-1].start()]):
        return ""
    return strip_titles(names[-1].group(), rules)


def strip_titles(name: str, rules: SourceRules) -> str:
    """Return a name without the titles in front of it; the "Prime Minister's Office" has none."""
    words = name.split()
    if rules.group_word.search(words[-1] if words else ""):
        return name
    led = next((position for position, word in enumerate(words) if word == rules.client_preposition), len(words))
    titles = [position for position, word in enumerate(words[:-1]) if word.strip(".,") in rules.titles]
    titles = [position for position in titles if position < led]
    return " ".join(words[titles[-1] + 1 :]) if titles else name
