"""Reading an article like an editor: who claims what, with which numbers, and why it deserves checking."""

from claims.nlp.reading import Reading

__all__ = ["Reading", "pipeline_name", "read"]


def read(text: str, *, title: str | None = None, published: str | None = None) -> Reading:
    """Find the claims of a text; offsets count characters of `text` as given.

    `published` is the day of publication (ISO 8601), which "on Tuesday" needs.
    Never raises on any text; the model loads on the first call of a process.
    """
    from claims.nlp import reader

    return reader.read(text, title=title, published=published)


def pipeline_name() -> str:
    """Reader, model and a hash of both: the same name gives the same reading."""
    from claims.nlp import model

    return model.pipeline_name()
