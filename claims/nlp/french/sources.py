"""Naming French sources: who "la députée Claire Vasseur", "Mme Vasseur" and "elle" are."""

import re
from dataclasses import dataclass, field
from functools import cache

from claims.nlp.french.tables import load_table
from claims.nlp.patterns import match_any
from claims.nlp.reading import Link, Span

CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ][\w-]*(?:'[A-ZÀ-Þ][\w-]*)?|[LD]'[A-ZÀ-Þ][\w-]*)"
NO_NAMES = frozenset(load_table("sources")["no_names"].split())
ROLE_NOUNS = frozenset(load_table("sources")["role_nouns"].split())
LINKING_WORDS, NAMED_GROUPS = (
    frozenset(load_table("sources")[name].split()) for name in ("linking_words", "named_groups")
)
FEWEST_NAME_WORDS, MOST_NAME_WORDS = 2, 9
LOOK_BACK_CHARACTERS = 80
OUTLET_WITH_ARTICLE = re.compile(rf"(?:(?:Le|La|Les)\s|L'){CAPITAL}(?:\s(?:(?:de|du|des)\s(?:la\s)?)?{CAPITAL})*")
"""The article is part of the name of an outlet: "Le Parisien"."""

DEMONYM = re.compile(
    rf"^[A-ZÀ-Þ][a-zà-ÿ]+(?:ais|ois|ien|éen|ain|and|ol)(?:e|se|ne)?\s(?={CAPITAL}\s{CAPITAL})|^(?:Vaudois|Turc|Grec|Suisse|Belge|Russe)\s(?={CAPITAL}\s{CAPITAL})"
)
"""Where a person is from, behind a determiner: "le Sénégalais Mamadou Sarr"."""

AGE = re.compile(r",\s\d{1,3}\sans\b")
PLACES = frozenset(load_table("sources")["places"].split())
PLURAL_DETERMINERS = frozenset(load_table("sources")["plural_determiners"].split())
NEAREST_FEMALE = re.compile(r"(?:\b(?:la|une|sa)\s|\bl')(?P<noun>[^\W\d_]+(?:\s[^\W\d_]+)?)[. ]*$")
NEAREST_MALE = re.compile(r"(?:\b(?:le|un|son|au|du)\s|\bl')(?P<noun>[^\W\d_]+(?:\s[^\W\d_]+)?)[. ]*$")


@dataclass(frozen=True, slots=True)
class NameRules:
    """The patterns of French names."""

    name: re.Pattern[str]
    titled: re.Pattern[str]
    determiner: re.Pattern[str]
    maker: re.Pattern[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    outlet: re.Pattern[str]
    remark: re.Pattern[str]


@cache
def load_rules() -> NameRules:
    """Return the patterns, built once per process."""
    table = load_table("sources")
    small = match_any(table["particles"].replace(" d'", "").split())
    titles, determiners = (
        match_any(table["titles"].split()),
        match_any(sorted(table["determiners"].split(), key=len, reverse=True)),
    )
    kinds = {kind: match_any(sorted(words, key=len, reverse=True)) for kind, words in table["kinds"].items()}
    return NameRules(
        name=re.compile(rf"(?<![\w'-]){CAPITAL}(?:\s(?:(?:{small})\s(?:la\s|le\s)?|d')?{CAPITAL})*"),
        titled=re.compile(rf"(?<!\w)(?P<title>{titles})\s(?P<name>{CAPITAL}(?:\s(?:(?:{small})\s)?{CAPITAL})*)"),
        determiner=re.compile(rf"^(?:(?:{determiners})(?:\s|(?<=')))+", re.IGNORECASE),
        maker=re.compile(
            rf"^(?:[\w'-]+\s)?(?:{kinds['document']})s?\b(?:\s[a-zà-ÿ]+)?\s(?:(?:de|par)\s(?:la\s|les?\s|l')?|du\s|d'|des\s)(?P<maker>\S.*)$",
            re.IGNORECASE,
        ),
        kinds=(
            ("channel", re.compile(rf"(?<!\w)(?:{kinds['channel']})(?!\w)")),
            ("outlet", re.compile(rf"(?<![\w])(?:{kinds['outlet']})(?!\w)")),
            ("document", re.compile(rf"^(?:\w+\s)?(?:{kinds['document']})s?\b", re.IGNORECASE)),
            ("organisation", re.compile(rf"(?<![\w])(?:{kinds['organisation']})s?(?!\w)", re.IGNORECASE)),
        ),
        outlet=re.compile(rf"(?<![\w])(?:[A-Z]\w+\s)?(?:{kinds['outlet']})(?!\w)"),
        remark=re.compile(rf"\s(?:\(|(?:{match_any(table['handed_on'].split())})(?!\w))"),
    )


def classify(name: str) -> str:
    """Return person, organisation, outlet, document, channel or unnamed, by the name of a source."""
    rules = load_rules()
    for kind, pattern in rules.kinds:
        if pattern.search(name):
            is_role = name[:1].islower() and name.split(maxsplit=1)[0] in ROLE_NOUNS
            return "unnamed" if kind == "organisation" and is_role else kind
    if not name[:1].isupper():
        return "unnamed"
    return "person" if " " in name and not name.isupper() else "organisation" if name.isupper() else "person"


def name_source(words: str) -> str:
    """Return a mention without determiners and titles: the person, the group behind a document, or the words."""
    rules = load_rules()
    words = " ".join(words.split()).strip(' ,;:"')
    if (whole := OUTLET_WITH_ARTICLE.match(words)) and rules.outlet.search(whole.group()):
        return whole.group()
    bare = rules.determiner.sub("", words)
    bare = DEMONYM.sub("", bare) if bare != words else bare  # "Julien Le Roux" is from nowhere
    if titled := rules.titled.search(words):
        return titled["name"]
    names = [match.group() for match in rules.name.finditer(words) if match.group() not in NO_NAMES]
    if made := rules.maker.match(bare):
        return name_source(made["maker"])
    return _name_bare(bare, names) or words


def _name_bare(bare: str, names: list[str]) -> str:
    """Return the name in a mention without its determiner; the mention itself if it holds none."""
    rules = load_rules()
    head, _, behind = bare.partition(",")
    people = [name for name in names if " " in name and classify(name) == "person"]
    if behind.strip() and people and rules.name.match(behind.strip()):
        return people[-1] if people[-1] in behind else people[0]
    if bare[:1].isupper():
        first = rules.name.match(bare)
        if first and " " in first.group() and classify(first.group()) == "person":
            return first.group()
    elif names and head.endswith(names[-1]) and (person := _follows_role(head, names[-1])):
        return person
    return load_rules().remark.split(head)[0].strip()


def _follows_role(head: str, name: str) -> str:
    """Return the name that ends "la députée Claire Vasseur" or "le quotidien L'Estafette"; empty behind "de"."""
    before = head[: -len(name)].rstrip()
    last = before.split()[-1].lower() if before else ""
    is_linked = last in LINKING_WORDS or before.endswith("'")
    if is_linked:
        return ""
    noun = before.split()[0].lower() if before else ""
    if noun in NAMED_GROUPS:
        return f"{noun} {name}" if len(before.split()) == 1 else ""
    return name


@dataclass(slots=True)
class Resolver:
    """The people of a text and the sources that it has named so far. Ask it in reading order.

    `last` holds name, kind and gender of each mention, the newest last; `kinds` the first kind of each name.
    """

    text: str
    title: str = ""
    full_names: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    last: list[tuple[str, str, str]] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the full names of the text by their surnames."""
        for match in load_rules().name.finditer(f"{self.title}\n{self.text}"):
            name = match.group()
            words = name.split()
            if words[0] in NO_NAMES:
                words = words[1:]
            if FEWEST_NAME_WORDS <= len(words) <= MOST_NAME_WORDS and classify(" ".join(words)) == "person":
                self.full_names.setdefault(words[-1], " ".join(words))

    def resolve(self, span: Span, cue: Span) -> Link:
        """Return the link of a mention, with pronouns, surnames and roles resolved where the text allows it."""
        words = self.text[span.start : span.end]
        cue_words = self.text[cue.start : cue.end]
        name, gender = self._name(words, span.start)
        kind = self.kinds.get(name) or self._classify(name, words, span)
        is_open = name.lower() in _pronouns()
        if not is_open:
            self._remember(name, kind, gender)
        return Link(name, span, "unnamed" if is_open else kind, cue_words, cue, is_open)

    def _classify(self, name: str, words: str, span: Span) -> str:
        """Return the kind of a name; a single one is a person's only with a title, an age or a full name elsewhere."""
        kind = classify(name)
        if kind != "person" or " " in name or name in self.full_names or load_rules().titled.search(words):
            return kind
        is_surname = words[:1].isupper() and name not in PLACES
        return "person" if is_surname or AGE.match(self.text, span.end) else "organisation"

    def note_topic(self, span: Span) -> None:
        """Remember whom or what a sentence is about, if it is a person or a group that may speak next."""
        words = self.text[span.start : span.end]
        if words.lower() in _pronouns() or words.split()[0].lower() in PLURAL_DETERMINERS:
            return
        name, gender = self._name(words, span.start)
        kind = classify(name)
        is_role = name.split()[0].lower() in ROLE_NOUNS if name else False
        if kind in ("person", "organisation", "outlet") or is_role:
            self._remember(name, kind, gender)

    def _remember(self, name: str, kind: str, gender: str) -> None:
        self.last.append((name, kind, gender))
        self.kinds.setdefault(name, kind)

    def _name(self, words: str, start: int) -> tuple[str, str]:
        """Return the name of a mention and the gender of its words."""
        if words.lower() in _pronouns():
            return self._name_pronoun(words, start)
        table, gender, name = load_table("sources"), tell_gender(words), name_source(words)
        head = name.split(maxsplit=1)[0].lower() if name else ""
        if head == name.lower() and head in table["referring"].split():
            gender = "female" if head in table["female_endings"].split() else gender or "male"
            return self._find_last(gender, only_people=True) or name, gender
        name = self.full_names.get(name, name)
        if name[:1].isupper():
            self._remember_role(words, name)
        return self.roles.get(name.lower(), name), gender

    def _name_pronoun(self, words: str, start: int) -> tuple[str, str]:
        """Return the last source that a pronoun may mean, or the pronoun itself, and its gender."""
        table, low = load_table("sources"), words.lower()
        if low in table["near_pronouns"].split():
            return self._find_nearest(start, low) or words, ""
        for gender in ("male", "female"):
            if low in table[f"{gender}_pronouns"].split():
                return self._find_last(gender) or words, gender
        if low in table["plural_pronouns"].split():
            return next((name for name, kind, _ in reversed(self.last) if kind != "person"), words), ""
        return words, ""

    def _find_nearest(self, start: int, pronoun: str) -> str:
        """Return the noun that ends the sentence before "celle-ci", an empty string if none does."""
        pattern = NEAREST_FEMALE if pronoun.startswith("celle") else NEAREST_MALE
        match = pattern.search(self.text, max(0, start - LOOK_BACK_CHARACTERS), start)
        return name_source(match["noun"]) if match else ""

    def _remember_role(self, words: str, name: str) -> None:
        bare = load_rules().determiner.sub("", words)
        role = bare.split(",")[0].split()[0].lower() if bare[:1].islower() else ""
        if role and classify(name) == "person":
            self.roles[role] = name

    def _find_last(self, gender: str, *, only_people: bool = False) -> str:
        fitting = (
            name
            for name, kind, known in reversed(self.last)
            if known in (gender, "") and (kind == "person" or not only_people)
        )
        return next(fitting, "")


@cache
def _pronouns() -> frozenset[str]:
    table = load_table("sources")
    names = ("male_pronouns", "female_pronouns", "plural_pronouns", "open_pronouns", "near_pronouns")
    return frozenset(word for name in names for word in table[name].split())


def tell_gender(words: str) -> str:
    """Return the gender that a title or a determiner tells, empty if neither does."""
    table, parts = load_table("sources"), words.split()
    first = parts[0].lower() if parts else ""
    if any(part in table["female_titles"].split() for part in parts):
        return "female"
    if parts and parts[0] in ("M.", "MM."):
        return "male"
    if first in table["female_determiners"].split():
        return "female"
    return "male" if first in table["male_determiners"].split() else ""
