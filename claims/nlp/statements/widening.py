"""The passages from which a statement may be built: the content of a claim, then more of what stands around it."""

from collections.abc import Iterator
from dataclasses import replace

from claims.nlp.parsing.parsed_blocks import block_at, is_heading, list_quotations
from claims.nlp.reading import Claim, Span
from claims.nlp.statements.discourse import Discourse
from claims.nlp.statements.passages import MARKS, WORD, Passage, Voice, choose_passage, clean_passage, is_spoken

LONGEST_WIDENED_CHARACTERS = 600
MOST_SENTENCES_BACK = 3
LONGEST_OPENING_WORDS = 5


def list_passages(claim: Claim, discourse: Discourse) -> Iterator[Passage]:
    """Yield the passages from which the statement of a claim may be built, the first choice first.

    They are the content, the sentence that reports it, and this sentence with the one before it.
    """
    chosen = choose_passage(discourse.text, claim, discourse, discourse.rules)
    yield chosen
    if claim.chain and not is_spoken(claim) and all(claim.sentence.contains(part) for part in claim.parts):
        sentence = clean_passage((claim.sentence,), Voice.OWN, discourse, has_count=bool(claim.quantities))
        if not sentence.problem and sentence.parts != chosen.parts:
            yield replace(sentence, is_widened=True)
    about = claim.sentence if claim.chain else claim.span
    is_alone = chosen.problem == "fragment" or (claim.chain and is_spoken(claim))
    before = None if is_alone else _find_context(about, discourse)
    if before is not None:
        framed = clean_passage((before, about), Voice.OWN, discourse, has_count=bool(claim.quantities))
        yield replace(framed, is_widened=True)


def _find_context(span: Span, discourse: Discourse) -> Span | None:
    """Return the sentence before a passage, if it is whole and no heading."""
    before = discourse.sentence_before(span.start)
    first = WORD.search(discourse.text, span.start, span.end)
    pronoun = first.group().lower() if first else ""
    for _ in range(MOST_SENTENCES_BACK if pronoun in discourse.rules.third_words else 0):
        if before is None or not _opens_with(pronoun, before, discourse):
            break
        before = discourse.sentence_before(before.start)
    if before is None or span.end - before.start > LONGEST_WIDENED_CHARACTERS:
        return None
    block = block_at(discourse.blocks, before.start)
    marks = [mark.start() for mark in MARKS.finditer(discourse.text, before.start, before.end)]
    inside = [quote for quote in list_quotations(block, before) if quote.end <= before.end]
    is_whole = all(any(quote.start <= mark < quote.end for quote in inside) for mark in marks)
    is_prose = discourse.text[before.end - 1] in '.”"' and not is_heading(discourse.text, block)
    return before if is_whole and is_prose else None


def _opens_with(pronoun: str, sentence: Span, discourse: Discourse) -> bool:
    """Whether a sentence begins with a pronoun, or with a phrase and then the pronoun: "At its height it"."""
    words = [
        word.lower() for word in WORD.findall(discourse.text[sentence.start : sentence.end])[:LONGEST_OPENING_WORDS]
    ]
    is_led = bool(words) and words[0] in discourse.rules.subordinators
    return bool(words) and (words[0] == pronoun or (is_led and pronoun in words))
