"""Intake: turns pasted text, files and web pages into text that can be stored and read.

    article_text.clean_text(raw)               the text of an article as the desk stores it
    addresses.canonical_url(url)               the form of a URL that identifies an article
    documents.document_from_file(name, data)   a file of one of `documents.KINDS` as a Document
    fetching.fetch_article(url)                a public web page as a Document

Input that cannot be read raises a refusal (`claims.refusals`) that says what is wrong.
"""

from claims.intake.document import Document

__all__ = ["Document"]
