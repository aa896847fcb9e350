"""Cues inside the content of other cues: who asserts, who relays, and whose words they are."""

from collections.abc import Sequence
from dataclasses import replace

from claims.nlp.attribution.cue_table import CueTable
from claims.nlp.attribution.rules import AttributionRules
from claims.nlp.attribution.types import Attribution, Mention
from claims.nlp.reading import Span

PASSED_ON_FRAMES = frozenset({"clause", "preposition", "passive"})
PASSED_ON_DEEDS = frozenset({"object", "infinitive"})
PASSED_ON_THOUGHT_FRAMES = frozenset({"clause", "infinitive"})
MOST_OTHER_WORDS = 2
"""Words beside what the inner source says that the outer source may add: "on Monday"."""

SHORTEST_JOINED_WORDS = 2


def keep_outermost(attributions: list[Attribution], cues: CueTable) -> list[Attribution]:
    """Drop each attribution whose cue lies in another's content: it is part of that source's words."""
    kept: list[Attribution] = []
    for inner in _list_by_length(attributions):
        if not any(_holds(outer, inner) and not may_relay(outer, inner, cues) for outer in kept):
            kept.append(inner)
    return kept


def nest_attributions(text: str, attributions: list[Attribution], rules: AttributionRules) -> list[Attribution]:
    """Return one attribution for each content, where a cue lies in another's content.

    "The mayor said the police claimed that ..." is the claim of the police, relayed by the mayor. "The mayor said ...,
    while the police said ..." are two claims. In any other content the cue is part of the words of the outer source.
    """
    kept: list[Attribution] = []
    contents = _Contents(attributions)
    for inner in _list_by_length(attributions):
        near = kept if contents.take(inner) else []
        holders = [outer for outer in near if _holds(outer, inner) and not may_relay(outer, inner, rules.cues)]
        if not holders:
            kept.append(inner)
            continue
        outer = holders[-1]
        relays = (replace(outer, relayed_by=()), *outer.relayed_by)
        if (first := _cut_before_second_verb(text, outer, inner, rules)) is not None:
            kept[kept.index(outer)] = first
            kept.append(replace(inner, relayed_by=relays))
        elif _passes_on(text, outer, inner, rules):
            kept[kept.index(outer)] = replace(inner, relayed_by=relays)
        elif len(holders) == 1 and (shorter := _cut_before_source(text, outer, inner, rules)):
            kept[kept.index(outer)] = shorter
            kept.append(inner)
    return kept


class _Contents:
    """The characters of the contents of some attributions, taken one after the other."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self.first = min((one.start for one in attributions), default=0)
        self.taken = bytearray(max((one.end for one in attributions), default=0) - self.first)

    def take(self, attribution: Attribution) -> bool:
        """Add an attribution; return whether its cue may lie in the content of one that was taken before."""
        start, end = (max(0, offset - self.first) for offset in (attribution.cue.start, attribution.cue.end))
        is_inside = self.taken.find(1, start, end) >= 0
        start, end = attribution.start - self.first, attribution.end - self.first
        self.taken[start:end] = b"\x01" * (end - start)
        return is_inside


def _list_by_length(attributions: list[Attribution]) -> list[Attribution]:
    return sorted(attributions, key=lambda one: (one.start - one.end, _cuts_itself(one), one.cue.start))


def _cuts_itself(attribution: Attribution) -> bool:
    """Whether the cue stands between the pieces of its content: of two equal contents it is the inner one."""
    return attribution.how == "passive" and attribution.envelope.contains(attribution.cue)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether the cue of one attribution lies in the content of another."""
    cue, content = inner.cue, outer.content
    if cue.end <= content[0].start or content[-1].end <= cue.start:
        return False
    return any(cue.overlaps(piece) for piece in content)


def _passes_on(text: str, outer: Attribution, inner: Attribution, rules: AttributionRules) -> bool:
    """Whether the outer source only passes on what the inner one says, and says nothing else."""
    if _points_to(outer, inner, rules):
        return True
    if outer.how not in ("clause", "insertion") or outer.lemma not in rules.cues.passing_on:
        return False
    says = inner.how in PASSED_ON_FRAMES and inner.lemma in rules.cues.relayable
    is_deed = inner.how in PASSED_ON_DEEDS and inner.lemma in rules.cues.asserting
    says = says or (is_deed and not _is_about_source(text, inner, rules))
    thinks = inner.how in PASSED_ON_THOUGHT_FRAMES and inner.lemma in rules.cues.passed_on
    if not (says or thinks) or inner.source is None or not (outer.is_asserted and inner.is_asserted):
        return False
    pronouns = rules.coreference
    if inner.source.head in pronouns.singular_pronouns | pronouns.plural_pronouns | pronouns.open_pronouns:
        return False
    if inner.how == "preposition" and inner.lemma not in rules.cues.asserting:
        return False
    spans = [inner.source.span, inner.cue, inner.envelope]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    before, behind = text[outer.envelope.start : start].split(), text[end : outer.envelope.end].split()
    rest = [word for word in (*before, *behind) if word.lower() not in rules.complementizers]
    return len(rest) <= MOST_OTHER_WORDS


def _is_about_source(text: str, attribution: Attribution, rules: AttributionRules) -> bool:
    """Whether a deed is about its own source: "the divers reported their hours"."""
    pronouns = rules.coreference.possessive_pronouns | rules.coreference.plural_pronouns
    words = text[attribution.start : attribution.end].split(maxsplit=1)
    return not attribution.is_statement and words[0].lower() in pronouns


def _points_to(outer: Attribution, inner: Attribution, rules: AttributionRules) -> bool:
    """Whether the outer source names who speaks: "cited a report, which found", "quoted the envoy as saying"."""
    relative = inner.source is not None and inner.how == "clause" and _describes(inner.source, outer, inner)
    refers = outer.how in ("object", "preposition") and outer.lemma in rules.cues.referring
    quoted = (
        outer.lemma in rules.cues.referring
        and inner.source is not None
        and any(piece.contains(inner.source.span) for piece in outer.content)
        and outer.how in ("naming", "object")
    )
    return ((relative and refers) or quoted) and inner.lemma in rules.cues.relayable and inner.is_asserted


def _describes(source: Mention, outer: Attribution, inner: Attribution) -> bool:
    """Whether a cue describes a noun: "a report, which found that ...", "a report showing that ..."."""
    opens = outer.content[0].start == source.span.start and inner.cue.start == source.span.end + 1
    return source.antecedent is not None or opens


def _cut_before_source(
    text: str, outer: Attribution, inner: Attribution, rules: AttributionRules
) -> Attribution | None:
    """Return the outer attribution up to ", while the police said ...", None if the two are not joined like that."""
    last = outer.content[-1]
    says = inner.how == "clause" or (inner.how == "object" and inner.lemma in rules.cues.asserting)
    if inner.source is None or not says or not last.contains(inner.source.span) or outer.how == "quote":
        return None
    joined = rules.joining.search(text, last.start, inner.source.span.start)
    if joined is None or len(text[last.start : joined.start()].split()) < SHORTEST_JOINED_WORDS:
        return None
    return replace(outer, content=(*outer.content[:-1], Span(last.start, joined.start())))


def _cut_before_second_verb(
    text: str, outer: Attribution, inner: Attribution, rules: AttributionRules
) -> Attribution | None:
    """Return the outer attribution up to the verb with which its subject speaks, None if the subject only speaks.

    "The minister said the firm was sorry and promised that it would pay": the firm promised, and was sorry.
    """
    last, source = outer.content[-1], inner.source
    is_clause = outer.how == inner.how == "clause" and inner.lemma in rules.cues.relayable
    if source is None or not is_clause or not last.contains(source.span) or not outer.is_asserted:
        return None
    joined = rules.joining.search(text, source.span.end, inner.cue.start) if source.span.end < inner.cue.start else None
    if joined is None or len(text[source.span.end : joined.start()].split()) < SHORTEST_JOINED_WORDS:
        return None
    return replace(outer, content=(*outer.content[:-1], Span(last.start, joined.start())))


def join_relays(text: str, attributions: list[Attribution], rules: AttributionRules) -> list[Attribution]:
    """Return "the Herald said that, according to two people, ..." as the claim of the people, relayed by the Herald."""
    joined = list(attributions)
    for phrase in attributions:
        if not is_relaying(phrase, rules.cues):
            continue
        for outer in attributions:
            leads = outer.how == "clause" and outer.cue.end <= phrase.cue.start
            if leads and text[outer.cue.end : phrase.cue.start].strip(" ,") in {"", *rules.complementizers}:
                content = tuple(piece for piece in phrase.content if piece.start >= phrase.cue.end)
                if content and outer in joined:
                    joined.remove(outer)
                    joined[joined.index(phrase)] = replace(phrase, content=content, relayed_by=(outer,))
                    break
    return joined


def may_relay(outer: Attribution, inner: Attribution, cues: CueTable) -> bool:
    """Whether an "according to" only relays what a source in its content asserts.

    Of "the crew had been warned that it leaked, according to the report" the report says all.
    """
    is_unsaid = inner.source is None and inner.how == "passive"
    return is_relaying(outer, cues) and inner.lemma in cues.asserting and not is_unsaid


def is_relaying(attribution: Attribution, cues: CueTable) -> bool:
    """Whether an attribution is made by a phrase such as "according to"."""
    return attribution.how == "phrase" and attribution.lemma in cues.relaying
