"""Whom the sentences of a paragraph are about."""

from collections.abc import Iterator

from claims.nlp.attribution.coreference_rules import CoreferenceRules

PARAGRAPH_END = "\n"


def list_subjects(text: str, start: int, end: int, rules: CoreferenceRules) -> Iterator[str]:
    """Yield the names with which sentences begin between two offsets, in the paragraph of the end, the last one first.

    "He" in "Pell signed the cheque. He ..." is Pell, whoever spoke before.
    """
    first = max(start, text.rfind(PARAGRAPH_END, start, end) + 1)
    for match in reversed(list(rules.person_subject.finditer(text, first, end))):
        yield rules.people.sentence_opener.sub("", match["name"])
