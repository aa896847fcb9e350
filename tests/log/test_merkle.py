"""The Merkle tree: roots as RFC 9162 defines them, and proofs that verify for what is true and for nothing else."""

from hashlib import sha256
from itertools import pairwise

import pytest

from claims.log.merkle import (
    EMPTY_ROOT,
    GrowingTree,
    hash_children,
    hash_leaf,
    list_subtree_ends,
    prove_consistency,
    prove_inclusion,
    verify_consistency,
    verify_inclusion,
)

SIZE = 40
ENTRIES = [sha256(bytes([number])).hexdigest() for number in range(SIZE)]


def merkle_tree_hash(entries: list[str]) -> str:
    """The definition of section 2.1.1, word for word."""
    if len(entries) <= 1:
        return hash_leaf(entries[0]) if entries else sha256(b"").hexdigest()
    middle = 1
    while middle * 2 < len(entries):
        middle *= 2
    return hash_children(merkle_tree_hash(entries[:middle]), merkle_tree_hash(entries[middle:]))


def grow() -> tuple[dict[tuple[int, int], str], list[str]]:
    """Return all nodes by height and end, and the root of each size."""
    tree, roots = GrowingTree(), [EMPTY_ROOT]
    nodes: dict[tuple[int, int], str] = {}
    for end, entry in enumerate(ENTRIES, 1):
        nodes |= {(height, end): node for height, node in enumerate(tree.append_leaf(entry))}
        roots.append(tree.root())
    return nodes, roots


NODES, ROOTS = grow()


def find_node(height: int, end: int) -> str:
    return NODES[height, end]


def test_roots_follow_the_definition() -> None:
    assert [merkle_tree_hash(ENTRIES[:size]) for size in range(SIZE + 1)] == ROOTS


def test_leaves_and_nodes_have_their_prefixes() -> None:
    assert hash_leaf("ab") == sha256(b"\0ab").hexdigest()
    assert hash_children("00", "ff") == sha256(b"\1\0\xff").hexdigest()


def test_the_edge_of_a_tree_is_stored_with_the_entries_that_end_its_subtrees() -> None:
    tree = GrowingTree()
    for size, entry in enumerate(ENTRIES, 1):
        tree.append_leaf(entry)
        ends = list_subtree_ends(size)
        assert tree.subtrees == [max((key, node) for key, node in NODES.items() if key[1] == end)[1] for end in ends]


@pytest.mark.parametrize("size", range(1, SIZE + 1))
def test_inclusion_is_proved_for_the_entry_alone(size: int) -> None:
    for sequence in range(1, size + 1):
        entry, proof = ENTRIES[sequence - 1], prove_inclusion(find_node, sequence, size)
        assert verify_inclusion(entry, sequence, size, ROOTS[size], proof)
        assert not verify_inclusion(ENTRIES[sequence % SIZE], sequence, size, ROOTS[size], proof)
        assert not verify_inclusion(entry, sequence, size, EMPTY_ROOT, proof)
        assert not verify_inclusion(entry, sequence, size, ROOTS[size], [*proof, EMPTY_ROOT])
        assert not proof or not verify_inclusion(entry, sequence, size, ROOTS[size], proof[:-1])


@pytest.mark.parametrize("second", range(1, SIZE + 1))
def test_consistency_is_proved_for_the_two_trees_alone(second: int) -> None:
    for first in range(1, second + 1):
        roots, proof = (ROOTS[first], ROOTS[second]), prove_consistency(find_node, first, second)
        assert verify_consistency(first, second, roots, proof)
        assert not verify_consistency(first, second, (EMPTY_ROOT, roots[1]), proof)
        assert not verify_consistency(first, second, (roots[0], EMPTY_ROOT), proof)
        assert not verify_consistency(first, second, roots, [*proof, EMPTY_ROOT])
        assert not proof or not verify_consistency(first, second, roots, proof[:-1])


@pytest.mark.parametrize("proof", [["x"], ["0" * 63], [1], [None], ["é" * 64], ["0" * 64] * 99])
def test_hostile_proofs_prove_nothing(proof: list[str]) -> None:
    assert not verify_inclusion(ENTRIES[0], 1, 2, ROOTS[2], proof)
    assert not verify_consistency(1, 2, (ROOTS[1], ROOTS[2]), proof)


def test_impossible_sizes_prove_nothing() -> None:
    assert not verify_inclusion(ENTRIES[0], 0, 1, ROOTS[1], [])
    assert not verify_inclusion(ENTRIES[0], 2, 1, ROOTS[1], [])
    assert not verify_consistency(0, 1, (EMPTY_ROOT, ROOTS[1]), [])
    assert not verify_consistency(2, 1, (ROOTS[2], ROOTS[1]), [])


def test_a_proof_has_at_most_one_hash_for_each_level() -> None:
    for before, after in pairwise(range(SIZE + 1)):
        assert before == 0 or len(prove_consistency(find_node, before, after)) <= after.bit_length()
        assert len(prove_inclusion(find_node, after, after)) <= after.bit_length()
