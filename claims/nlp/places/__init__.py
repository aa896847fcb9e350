"""Places that a text mentions."""

from claims.nlp.places.extraction import find_places

__all__ = ["find_places"]
