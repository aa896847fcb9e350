"""What a source is: a person, an organisation, an outlet, a document, a channel, or somebody without a name."""

from claims.nlp.attribution.sources import SourceRules

DESCRIBED_KINDS = ("outlet", "organisation")
"""What a common noun in front of a name tells: "the newspaper X", "the campaign group X"."""


def classify_source(name: str, words: str, rules: SourceRules) -> str:
    """Return person, organisation, outlet, document, channel or unnamed, by the name and the words of the mention."""
    if _is_bare_group(name, words, rules):
        name = name[0].lower() + name[1:]
    if name[:1].islower():
        name = rules.linked.split(name, maxsplit=1)[0]
    last = name.rsplit(maxsplit=1)[-1] if name else ""
    if last.islower() and (common := _classify_noun(last, rules)):
        return common
    if described := describe_kind(name, words, rules):
        return described
    for kind, pattern in rules.kinds:
        if pattern.search(name):
            return kind
    if not name[:1].isupper() or rules.unnamed.search(words) or name.split()[0] == name in rules.titles:
        return "unnamed"
    return "person" if _is_single_person(name, words, rules) else "organisation"


def _is_bare_group(name: str, words: str, rules: SourceRules) -> bool:
    """Whether a name is no more than what people are, at the start of a sentence: "Nurses", "Doctors at the clinic"."""
    first, *others = name.split() or [""]
    is_group = first in rules.bare_groups or (first.endswith(rules.group_endings) and first.istitle())
    return is_group and first not in rules.companies and words.startswith(name) and not (others and others[0].istitle())


def _classify_noun(word: str, rules: SourceRules) -> str:
    """Return the kind of a document, or of somebody by a role: "police spokesman" and "army officers" are unnamed."""
    if dict(rules.kinds)["document"].search(word):
        return "document"
    is_role = word.removesuffix("s").title() in rules.titles or rules.unnamed.fullmatch(word) is not None
    return "unnamed" if is_role else ""


def describe_kind(name: str, words: str, rules: SourceRules) -> str:
    """Return the kind that a common noun in front of a name tells: "the campaign group Clean Rivers"; else empty."""
    before = words.removesuffix(name).split() if words.endswith(name) and name[:1].isupper() else []
    noun = before[-1] if before and before[-1].islower() else ""
    return next((kind for kind, pattern in rules.kinds if kind in DESCRIBED_KINDS and pattern.fullmatch(noun)), "")


def _is_single_person(name: str, words: str, rules: SourceRules) -> bool:
    """Whether one capitalised word is a surname: no place, company or abbreviation, and without an article."""
    if (
        rules.thing.match(words.removeprefix(name))
        or " " in name
        or not name.isalpha()
        or name.isupper()
        or name in rules.places
        or name in rules.companies
    ):
        return False
    inner_capital = any(letter.isupper() for letter in name[1:])
    mc = name.startswith(("Mc", "Mac", "De", "Di", "La", "Le", "Van", "O’", "O'"))
    plural = name.endswith("s") and words.startswith(name) and not name.endswith(("ss", "es", "is", "us"))
    return not (inner_capital and not mc) and not plural and not rules.determiners.match(words)
