"""The public log and its verifier, which needs only Python's standard library.

Each published revision of a verdict is an entry, and each entry holds the hash of the previous one. If an entry
is changed, removed or inserted, all later hashes differ.
This folder can be copied and run anywhere: ``python -m log EXPORT --key key.json``.
"""
