"""What comes in: pasted text, files and web pages, made into text that can be stored and read.

    text.clean(raw)                    what the desk stores as an article's text
    addresses.canonical(url)           the form in which the same article is recognised
    documents.from_file(name, data)    a file of one of documents.KINDS as a Document
    fetching.article(url)              a public web page as a Document

Whatever cannot be read is a refusal (`claims.refusals`) that says what is wrong.
"""

from claims.intake.documents import Document

__all__ = ["Document"]
