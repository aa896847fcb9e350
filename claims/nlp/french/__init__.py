"""Reading French: word tables and rules for the order of words. A new speech verb is a word in `cues.toml`."""

from claims.nlp.french.loader import load_pack

__all__ = ["load_pack"]
