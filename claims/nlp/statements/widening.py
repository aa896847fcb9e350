"""The passages from which a statement may be built: the content of a claim, then the sentence that reports it."""

from collections.abc import Iterator
from dataclasses import replace

from claims.nlp.reading import Claim
from claims.nlp.statements.discourse import Discourse
from claims.nlp.statements.passages import Passage, Voice, choose_passage, clean_passage, is_spoken


def list_passages(claim: Claim, discourse: Discourse) -> Iterator[Passage]:
    """Yield the passages from which the statement of a claim may be built, the first choice first.

    Sentences around it are left out: a statement that says more than its claim is another claim.
    """
    chosen = choose_passage(discourse.text, claim, discourse, discourse.rules)
    yield chosen
    if claim.chain and not is_spoken(claim) and all(claim.sentence.contains(part) for part in claim.parts):
        sentence = clean_passage((claim.sentence,), Voice.OWN, discourse, has_count=bool(claim.quantities))
        if not sentence.problem and sentence.parts != chosen.parts:
            yield replace(sentence, is_widened=True)
