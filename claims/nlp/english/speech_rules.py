"""Finding the speech verbs of a sentence outside its quotations."""

from collections.abc import Iterator, Sequence

from claims.nlp.attribution.types import Mention, Speech
from claims.nlp.english.cues import load_cues
from claims.nlp.english.syntax import find_cue_span, find_subject, mention_at
from claims.nlp.parsing.quotations import Quotation, is_inside
from claims.nlp.parsing.trees import Tree
from claims.nlp.reading import Span


def find_speeches(tree: Tree, quotations: Sequence[Quotation]) -> Iterator[Speech]:
    """Yield the speech verbs of a sentence that stand outside quotations and have a subject."""
    verbs = load_cues().verbs
    sentence = tree.span(0, len(tree) - 1)
    for word, tag in enumerate(tree.tags):
        verb = verbs.get(tree.lower[word]) if tag.startswith("VB") else None
        if verb and "speech" in verb.frames and not is_inside(tree.offsets[word][0], quotations):
            source = _find_inverted_subject(tree, word) or find_subject(tree, word)
            if source and not is_inside(source.span.start, quotations):
                cue = find_cue_span(tree, word)
                span = Span(min(cue.start, source.span.start), max(cue.end, source.span.end))
                yield Speech(span, cue, verb.lemma, source, sentence)


def _find_inverted_subject(tree: Tree, word: int) -> Mention | None:
    """Return a speaker behind the verb whom the parser labels as its object: "...", estimated the president."""
    behind = tree.first_child(word, "dobj", "ccomp")
    before = "".join(tree.words[max(0, word - 2) : word])
    own = tree.first_child(word, "nsubj")
    if own is not None or behind is None or behind < word or '"' not in before:
        return None
    return mention_at(tree, behind) if tree.tags[behind].startswith("NN") else None
