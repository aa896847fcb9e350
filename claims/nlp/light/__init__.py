"""Reading a text lightly, in any language: sentences, quotations, numbers, dates and names."""

from claims.nlp.light.loader import load_light_pack

__all__ = ["load_light_pack"]
