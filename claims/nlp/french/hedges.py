"""The words by which a French claim leaves a way out, and those that keep it from standing alone."""

import re
from functools import cache

from claims.nlp.french.tables import load_table


@cache
def _compile() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], frozenset[str]]:
    table = load_table("cues")["hedges"]
    words = re.compile(rf"(?<![\w-])(?:{'|'.join(table['words'])})(?![\w-])", re.IGNORECASE)
    conditional, perfect = (re.compile(table[name], re.IGNORECASE) for name in ("conditional", "perfect"))
    return words, conditional, perfect, frozenset(table["imperfects"].split())


def find_hedge(words: str, is_reported: bool) -> str:  # noqa: FBT001  # the reader passes both by place
    """Return the words that hedge a claim, or an empty string; the conditional tells what is only heard.

    In reported words the simple conditional is the future of the past: "a promis qu'il viendrait".
    """
    hedge, conditional, perfect, imperfects = _compile()
    if match := hedge.search(words):
        return match.group()
    if is_reported:
        match = perfect.search(words)
        return match.group() if match else ""
    found = (match.group() for match in conditional.finditer(words))
    return next((word for word in found if word.lower() not in imperfects), "")


@cache
def _compile_statements() -> dict[str, re.Pattern[str]]:
    table = load_table("sentences")["statements"]
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in table.items()}


def find_statement_problem(words: str) -> str:
    """Return the code of what keeps some words from standing alone, empty if nothing does."""
    rules = _compile_statements()
    plain = rules["empty"].sub(" ", words)
    if words.rstrip().endswith("?"):
        return "question"
    if rules["first_person"].search(plain):
        return "first_person_unknown"
    if not rules["finite"].search(words) or rules["infinitive"].match(words):
        return "fragment"
    if rules["open_pronoun"].search(plain):
        return "open_pronoun"
    return "demonstrative" if rules["demonstrative"].search(plain) else ""
