"""The Merkle tree of the log: its growing edge, and proofs from the nodes that the entries store."""

from collections.abc import Callable

from django.db import connection

from claims.log.chain import GENESIS
from claims.log.merkle import FindNode, GrowingTree, prove_consistency, prove_inclusion
from claims.models import LogEntry

# The entries that end a complete subtree of the newest tree: at most one for each bit of its size.
_EDGE_SQL = """
    WITH newest AS (SELECT max(sequence) AS size FROM claims_logentry)
    SELECT sequence, entry_sha256, nodes[cardinality(nodes)] FROM claims_logentry
    WHERE sequence IN (SELECT DISTINCT size >> height << height FROM newest, generate_series(0, 62) AS height)
    ORDER BY sequence
"""


def load_tree() -> tuple[GrowingTree, str]:
    """Return the tree over all entries, ready for the next one, and the hash of the newest entry."""
    with connection.cursor() as cursor:
        cursor.execute(_EDGE_SQL)
        rows = cursor.fetchall()
    if not rows:
        return GrowingTree(), GENESIS
    return GrowingTree(rows[-1][0], [node for _, _, node in rows]), rows[-1][1]


def get_inclusion_proof(sequence: int, size: int) -> list[str]:
    """Return the proof that an entry is in the tree of this size, with one query."""
    return _prove(lambda find_node: prove_inclusion(find_node, sequence, size))


def get_consistency_proof(first: int, second: int) -> list[str]:
    """Return the proof that the tree of `second` entries begins with that of `first`, with one query."""
    return _prove(lambda find_node: prove_consistency(find_node, first, second)) if first else []


def _prove(build_proof: Callable[[FindNode], list[str]]) -> list[str]:
    """Build a proof twice: first to learn which entries store its nodes, then with these nodes."""
    ends: set[int] = set()

    def note_end(_height: int, end: int) -> str:
        ends.add(end)
        return ""

    build_proof(note_end)
    nodes = dict(LogEntry.objects.filter(sequence__in=ends).values_list("sequence", "nodes")[: len(ends)])
    return build_proof(lambda height, end: nodes[end][height])
