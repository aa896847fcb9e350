"""The Merkle tree over the log (RFC 9162, section 2.1): nodes, roots, and proofs of inclusion and of consistency.

Hashes are hexadecimal digits. Leaf `n` is the hash of entry `n`, so that a root names all entries up to it. Of each
leaf the nodes are stored that it completes: the leaf, then each subtree of 2, 4, 8 … leaves that ends with it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

LEAF_PREFIX, NODE_PREFIX = b"\0", b"\1"
EMPTY_ROOT = sha256(b"").hexdigest()

FindNode = Callable[[int, int], str]
"""Returns the root of the complete subtree of ``2 ** height`` leaves that ends with leaf `end`."""


def hash_leaf(entry_sha256: str) -> str:
    """Return the leaf of an entry; its data are the hexadecimal digits of the entry's hash."""
    return sha256(LEAF_PREFIX + entry_sha256.encode("utf-8", "surrogatepass")).hexdigest()


def hash_children(left: str, right: str) -> str:
    """Return the node above two nodes."""
    return sha256(NODE_PREFIX + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()


@dataclass
class GrowingTree:
    """A tree to which leaves are added, in memory that grows with the logarithm of its size.

    `subtrees` are the roots of the complete subtrees, the largest first.
    """

    size: int = 0
    subtrees: list[str] = field(default_factory=list)

    def append_leaf(self, entry_sha256: str) -> list[str]:
        """Add the leaf of an entry; return the nodes that it completes, the leaf first."""
        nodes, rest = [hash_leaf(entry_sha256)], self.size
        while rest & 1:
            nodes.append(hash_children(self.subtrees.pop(), nodes[-1]))
            rest >>= 1
        self.size, self.subtrees = self.size + 1, [*self.subtrees, nodes[-1]]
        return nodes

    def root(self) -> str:
        """Return the root over all leaves."""
        if not self.subtrees:
            return EMPTY_ROOT
        root = self.subtrees[-1]
        for left in reversed(self.subtrees[:-1]):
            root = hash_children(left, root)
        return root


def list_subtree_ends(size: int) -> list[int]:
    """Return the last leaf of each complete subtree of a tree, the largest first."""
    return [size >> height << height for height in reversed(range(size.bit_length())) if size >> height & 1]


def find_root(find_node: FindNode, start: int, end: int) -> str:
    """Return the root over the leaves after `start` up to `end`, where `start` begins a subtree."""
    size = end - start
    if size & (size - 1) == 0:
        return find_node(size.bit_length() - 1, end)
    middle = start + _left_size(size)
    return hash_children(find_root(find_node, start, middle), find_root(find_node, middle, end))


def prove_inclusion(find_node: FindNode, sequence: int, size: int) -> list[str]:
    """Return the proof that leaf `sequence` is in the tree of this size (section 2.1.3.1)."""
    return _inclusion_path(find_node, sequence - 1, 0, size)


def _inclusion_path(find_node: FindNode, index: int, start: int, end: int) -> list[str]:
    if end - start == 1:
        return []
    middle = start + _left_size(end - start)
    if index < middle:
        return [*_inclusion_path(find_node, index, start, middle), find_root(find_node, middle, end)]
    return [*_inclusion_path(find_node, index, middle, end), find_root(find_node, start, middle)]


def prove_consistency(find_node: FindNode, first: int, second: int) -> list[str]:
    """Return the proof that the tree of `second` leaves begins with that of `first` leaves (section 2.1.4.1)."""
    return _consistency_path(find_node, first, 0, second, whole=True)


def _consistency_path(find_node: FindNode, first: int, start: int, end: int, *, whole: bool) -> list[str]:
    if first == end:
        return [] if whole else [find_root(find_node, start, end)]
    middle = start + _left_size(end - start)
    if first <= middle:
        path = _consistency_path(find_node, first, start, middle, whole=whole)
        return [*path, find_root(find_node, middle, end)]
    path = _consistency_path(find_node, first, middle, end, whole=False)
    return [*path, find_root(find_node, start, middle)]


def _left_size(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def verify_inclusion(entry_sha256: str, sequence: int, size: int, root: str, proof: Sequence[str]) -> bool:
    """Return whether a proof shows that an entry is in the tree with this size and root (section 2.1.3.2)."""
    if not 0 < sequence <= size or not all(map(_is_hash, proof)):
        return False
    node, last, result = sequence - 1, size - 1, hash_leaf(entry_sha256)
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            result = hash_children(sibling, result)
            node, last = _skip_right_edge(node, last)
        else:
            result = hash_children(result, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and result == root


def verify_consistency(first: int, second: int, roots: tuple[str, str], proof: Sequence[str]) -> bool:
    """Return whether a proof shows that the second tree begins with the first (section 2.1.4.2)."""
    if not 0 < first <= second or not all(map(_is_hash, [*roots, *proof])):
        return False
    if first == second:
        return not proof and roots[0] == roots[1]
    path = [roots[0], *proof] if first & (first - 1) == 0 else list(proof)
    if not path:
        return False
    node, last = first - 1, second - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    return _join_paths(path, node, last) == roots


def _join_paths(path: Sequence[str], node: int, last: int) -> tuple[str, str] | None:
    """Return the two roots that follow from a path; None if it is too short or too long."""
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            old, new = hash_children(sibling, old), hash_children(sibling, new)
            node, last = _skip_right_edge(node, last)
        else:
            new = hash_children(new, sibling)
        node, last = node >> 1, last >> 1
    return (old, new) if last == 0 else None


def _skip_right_edge(node: int, last: int) -> tuple[int, int]:
    """Go up while the node is the last of its level and has no sibling there."""
    while not node & 1 and node:
        node, last = node >> 1, last >> 1
    return node, last


def _is_hash(text: object) -> bool:
    return isinstance(text, str) and len(text) == len(EMPTY_ROOT) and not set(text) - set("0123456789abcdef")
