"""Whose profits, sales and orders a firm reports: "Vellum warned that profits would fall" tells of those of Vellum."""

import re

from claims.nlp.reading import Link
from claims.nlp.statements.bodies import Body
from claims.nlp.statements.reference_editor import ReferenceEditor, possessive_ending

LONGEST_GAP_CHARACTERS = 12


def name_owner(editor: ReferenceEditor) -> None:
    """Put "Vellum’s profits" in place of the "profits" with which the words of the one firm of a text begin."""
    first = editor.words[0] if editor.words else None
    link = editor.speaker
    if first is None or link is None or first.base not in editor.rules.business_figures:
        return
    body = editor.discourse.named_bodies.find("company", first.start)
    if body is None or editor.draft.is_edited(first.span) or not _speaks_for(editor, link, body):
        return
    name, words = editor.lead_name(body), editor.text[first.start : first.end]
    editor.draft.replace(first.span, f"{name}{possessive_ending(name)} {words[0].lower()}{words[1:]}", body.span)


def _speaks_for(editor: ReferenceEditor, link: Link, body: Body) -> bool:
    """Whether a source is a firm or the one who leads it: "chief executive Ana Lima"."""
    if link.is_unresolved or link.span is None:
        return False
    if link.kind != "person":
        return body.name in link.name or editor.find_called(link.span) == body
    heads = editor.rules.business_heads
    name = re.escape(link.name)
    role = rf"(?:the |its |their )?(?:[\w’'& ]{{0,{LONGEST_GAP_CHARACTERS}}} )?{heads}"
    return re.search(rf"{heads} {name}\b|{name},? (?:\d\d, )?{role}", editor.text, re.IGNORECASE) is not None
