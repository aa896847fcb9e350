"""Checks that the log holds what was published: entries, heads, redactions, and nothing without an entry."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from claims.log.chain import ChainBreak, check_chain, check_signed_end
from claims.log.redactions import collect_redacted_digests
from claims.log.signed_heads import sort_heads
from claims.selectors.publication_log import (
    find_newest_entry,
    iterate_log_entries,
    iterate_redactions,
    iterate_signed_heads,
    list_daily_heads,
    list_unlogged_publications,
)

MAX_BREAKS = 100


def find_log_breaks(*, keys: list[dict[str, Any]] | None, heads: Iterable[str] = ()) -> tuple[list[ChainBreak], int]:
    """Return where the log was changed, and the number of signed heads.

    `heads` are JWS stored elsewhere. The newest heads must be signed by one of `keys`; None accepts any key.
    """
    newest = find_newest_entry()
    valid_heads, broken = sort_heads([*(row.jws for row in list_daily_heads()), *heads], keys)
    all_heads = dict.fromkeys([*valid_heads, *sort_heads(iterate_signed_heads(), None)[0]])
    redacted = collect_redacted_digests(iterate_redactions())
    broken += islice(check_chain(iterate_log_entries(), all_heads, redacted), MAX_BREAKS)
    broken += check_signed_end(newest.sequence if newest else 0, valid_heads)
    broken += [ChainBreak(str(publication), "is not in the log") for publication in list_unlogged_publications()]
    return broken, len(all_heads)
