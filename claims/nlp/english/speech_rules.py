"""Finding the speech verbs of a sentence outside its quotations."""

from collections.abc import Iterator, Sequence

from claims.nlp.attribution.types import Mention, Speech
from claims.nlp.english.cues import load_cues
from claims.nlp.english.syntax import QUOTATION_MARKS, RELATIVE_PRONOUNS, find_cue_span, find_subject, mention_at
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.quotations import Quotation, is_inside
from claims.nlp.parsing.trees import Tree
from claims.nlp.reading import Span

MOST_WORDS_OF_SPEAKER = 24
FINITE = frozenset({"VBD", "VBZ", "VBP"})
SPEAKER_TAGS = ("NN", "PRP", "DT", "CD")
SPEAKING_FRAMES = frozenset({"speech", "voicing", "thought"})
CLOSING_PUNCTUATION = frozenset(",.?!")
SPEAKING_ROLES = frozenset(load_table("coreference")["speaking_roles"].split()) | frozenset(
    title.lower() for title in load_table("sources")["titles"].split()
)
SPEAKING_PRONOUNS = frozenset(load_table("coreference")["singular_pronouns"].split()) & {"he", "she"}


def find_speeches(tree: Tree, quotations: Sequence[Quotation]) -> Iterator[Speech]:
    """Yield the speech verbs of a sentence that stand outside quotations and have a subject.

    A sentence without one yields its main verb as a weak speech, if a person is its subject.
    """
    found = [speech for word in range(len(tree)) if (speech := _find_speech(tree, word, quotations))]
    main = [speech for speech in found if speech.source.head not in RELATIVE_PRONOUNS]
    yield from main or found
    if not found and (weak := _find_weak_speech(tree, quotations)):
        yield weak


def _find_speech(tree: Tree, word: int, quotations: Sequence[Quotation]) -> Speech | None:
    tag = tree.tags[word]
    may_speak = tag.startswith("VB") or (tag.startswith("NN") and _may_be_misread(tree, word))
    if not may_speak or is_inside(tree.offsets[word][0], quotations):
        return None
    verb = load_cues().verbs.get(tree.lower[word])
    frames = verb.frames if verb else frozenset()
    follows, closes = _follows_quotation(tree, word), _closes_quotation(tree, word)
    is_verb = tag.startswith("VB")
    speaks = is_verb and ("speech" in frames or ("showing" in frames and tree.words[-1] == ":"))
    if not (
        speaks
        or (is_verb and "voicing" in frames and (follows or _is_beside_quotation(tree, word)))
        or (tag in FINITE and (follows or closes))
        or (tag == "VBN" and follows)
        or (follows and _is_misread(tree, word))
        or (tag == "NNS" and closes and frames & SPEAKING_FRAMES)
    ):
        return None
    source = (
        _find_speaker_behind(tree, word)
        or _find_inverted_subject(tree, word)
        or find_subject(tree, word)
        or _find_it(tree, word)
    )
    if source is None or is_inside(source.span.start, quotations):
        source = _find_speaker_before(tree, word) if speaks or closes or "voicing" in frames else None
    if source is None or is_inside(source.span.start, quotations):
        return None
    return _build_speech(tree, word, verb.lemma if verb else tree.lower[word], source)


def _build_speech(tree: Tree, word: int, lemma: str, source: Mention, *, is_weak: bool = False) -> Speech:
    cue = find_cue_span(tree, word)
    span = Span(min(cue.start, source.span.start), max(cue.end, source.span.end))
    return Speech(span, cue, lemma, source, tree.span(0, len(tree) - 1), is_weak)


def _may_be_misread(tree: Tree, word: int) -> bool:
    """Whether a noun stands where a verb of speech would: behind a quotation, or at the end of a sentence."""
    ends = word + 1 < len(tree) and tree.words[word + 1] == "." and tree.tags[word] == "NNS"
    return ends or (word > 1 and tree.words[word - 1] in QUOTATION_MARKS)


def _is_misread(tree: Tree, word: int) -> bool:
    """Whether the tagger takes a verb between a quotation and a name for a noun: "...," spat Gus Horn."""
    if not tree.tags[word].startswith("NN") or not tree.words[word].islower() or tree.tags[word + 1] != "NNP":
        return False
    end = next((place for place in range(word, len(tree)) if tree.words[place] in (",", ".")), len(tree))
    return not any(tree.tags[place] in FINITE for place in range(word, end))


def _follows_quotation(tree: Tree, word: int) -> bool:
    """Whether a verb stands directly behind a quotation that a comma ends: "...," grumbled X."""
    if word <= 1 or tree.words[word - 1] not in QUOTATION_MARKS:
        return False
    behind = word + 1 + (tree.tags[word + 1 : word + 2] == ["RP"])
    return tree.words[word - 2][-1] in CLOSING_PUNCTUATION and behind < len(tree) and _may_speak(tree, behind)


def _closes_quotation(tree: Tree, word: int) -> bool:
    """Whether a speaker and a verb close the sentence of a quotation: "...," Ana Lima remembers."""
    if word + 1 < len(tree) and tree.words[word + 1] != ".":
        return False
    for place in range(word - 1, max(0, word - MOST_WORDS_OF_SPEAKER), -1):
        if tree.words[place] in QUOTATION_MARKS:
            return place < word - 1 and tree.words[place - 1][-1] in CLOSING_PUNCTUATION and _may_speak(tree, place + 1)
        if tree.tags[place].startswith(("VB", "MD", "IN")):
            return False
    return False


def _may_speak(tree: Tree, word: int) -> bool:
    while tree.tags[word].startswith("JJ") and word + 1 < len(tree):
        word += 1
    return tree.tags[word].startswith(SPEAKER_TAGS)


def _is_beside_quotation(tree: Tree, word: int) -> bool:
    """Whether a sentence with a quotation ends with the verb, or the verb leads to a quotation."""
    ends = word + 1 >= len(tree) or tree.words[word + 1] in (".", ",", ":")
    return ends and any(mark in QUOTATION_MARKS for mark in tree.words)


def _find_it(tree: Tree, word: int) -> Mention | None:
    """Return the "it" beside a quotation: "...," it said."""
    own = tree.first_child(word, "nsubj")
    is_it = own is not None and tree.lower[own] == "it" and own > 0 and tree.words[own - 1] in QUOTATION_MARKS
    return mention_at(tree, own) if own is not None and is_it else None


def _find_speaker_before(tree: Tree, word: int) -> Mention | None:
    """Return the speaker between a quotation and its verb, whom the parser takes for a part of the quotation."""
    floor = max(-1, word - MOST_WORDS_OF_SPEAKER)
    mark = next((place for place in range(word - 1, floor, -1) if tree.words[place] in QUOTATION_MARKS), None)
    if mark is None or mark == 0 or tree.words[mark - 1][-1] not in CLOSING_PUNCTUATION or mark + 1 >= word:
        return None
    if not _may_speak(tree, mark + 1):
        return None
    edges = tree.trim(mark + 1, word - 1)
    if edges is None or any(tree.words[place] == "." for place in range(*edges)):
        return None
    comma = next((place for place in range(edges[0], edges[1] + 1) if tree.words[place] == ","), edges[1] + 1)
    head = next((place for place in range(comma - 1, edges[0] - 1, -1) if _may_speak(tree, place)), edges[0])
    return Mention(tree.span(*edges), tree.lower[head])


def _find_speaker_behind(tree: Tree, word: int) -> Mention | None:
    """Return the speaker directly behind a verb that follows a quotation or opens its sentence: "...," said X."""
    opens = word == 0 and tree.tags[word] in FINITE
    verb, word = word, word + (tree.tags[word + 1 : word + 2] == ["RP"])
    if not (opens or _follows_quotation(tree, verb)) or word + 1 >= len(tree) or not _may_speak(tree, word + 1):
        return None
    head = word + 1
    if tree.edges[head][0] <= word:
        while tree.deps[head] == "compound":
            head = tree.heads[head]
        return Mention(tree.span(word + 1, head), tree.lower[head])
    while tree.edges[tree.heads[head]][0] > word and tree.heads[head] != head:
        head = tree.heads[head]
    return mention_at(tree, head) if tree.tags[head].startswith(SPEAKER_TAGS) else None


def _find_weak_speech(tree: Tree, quotations: Sequence[Quotation]) -> Speech | None:
    if (topic := _find_topic(tree)) is not None:
        return topic
    root = _find_main_verb(tree)
    subject = tree.first_child(root, "nsubj") if root is not None else None
    if root is None or subject is None or is_inside(tree.offsets[subject][0], quotations):
        return None
    is_person = tree.tags[subject] == "NNP" or tree.lower[subject] in SPEAKING_PRONOUNS | SPEAKING_ROLES
    if not is_person or not tree.tags[root].startswith("VB"):
        return None
    return _build_speech(tree, root, tree.lower[root], mention_at(tree, subject), is_weak=True)


def _find_topic(tree: Tree) -> Speech | None:
    """Return the speaker of "For Ana Lima, the matter is simple:"."""
    head = tree.first_child(0, "pobj") if tree.lower[0] == "for" else None
    leads = ":" in tree.words or tree.words[-1] == ":"
    if head is None or not leads or tree.tags[head] != "NNP":
        return None
    return _build_speech(tree, 0, "for", mention_at(tree, head), is_weak=True)


def _find_main_verb(tree: Tree) -> int | None:
    """Return the main verb of a sentence; of one that leads to a quotation by a colon, the first verb before it."""
    colon = next((word for word in range(len(tree)) if tree.words[word] == ":"), None)
    if colon is not None:
        return next((tree.heads[word] for word in range(colon) if tree.deps[word] == "nsubj"), None)
    return next((word for word, head in enumerate(tree.heads) if head == word), None)


def _find_inverted_subject(tree: Tree, word: int) -> Mention | None:
    """Return a speaker behind the verb whom the parser labels as its object: "...", estimated the president."""
    objects = [
        kid for kid in tree.children[word] if kid > word and tree.deps[kid] in ("dobj", "ccomp", "npadvmod", "oprd")
    ]
    before = "".join(tree.words[max(0, word - 2) : word])
    if tree.first_child(word, "nsubj") is not None or not objects or '"' not in before:
        return None
    return mention_at(tree, objects[0]) if tree.tags[objects[0]].startswith("NN") else None
