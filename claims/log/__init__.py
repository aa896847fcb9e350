"""The public log as anybody can check it, with Python's standard library alone.

Each revision of a verdict that goes out becomes an entry, and each entry holds the hash of the one before,
so that nothing in it can be changed, left out or put in between without every later hash showing it.
This folder works wherever it is copied to: ``python -m log EXPORT --key key.json``.
"""
