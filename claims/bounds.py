"""Bounds that several tables share: integers of PostgreSQL, the length of a reason and of a search, uploads."""

LARGEST_INTEGER = 2**31 - 1
"""The largest value of an `integer` column: a version, or a position in a text."""

LARGEST_BIGINT = 2**63 - 1
"""The largest value of a `bigint` column: every id, and every sequence number of the log."""

REASON_CHARACTERS = 2_000
"""The longest reason or note for a decision."""

MAX_FEED_BYTES = 50 * 1024 * 1024
"""Bytes of an uploaded feed of fact-checks; larger feeds are imported by URL or at the command line."""

MAX_EVIDENCE_FILE_BYTES = 10_000_000
"""Bytes of an image or a PDF that is evidence, as it is sent and as it is stored."""

SEARCH_CHARACTERS = 400
"""The longest text that a person searches for."""
