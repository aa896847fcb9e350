"""Reading English: word tables, check-worthiness weights, and the rules for the labels of the English model.

The tables are TOML files. A new speech verb is a line in `cues.toml`, a new number unit or currency one in
`quantities.toml`.
"""

from claims.nlp.english.loader import load_language

__all__ = ["load_language"]
