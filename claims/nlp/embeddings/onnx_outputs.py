"""Making inner results of an ONNX file outputs, so that one run gives the means of several layers.

An ONNX file is a protocol buffer, and two of them one behind the other are read as one whose repeated fields are
joined. So a few bytes at the end add outputs to the graph, and nothing else of the file changes. The numbers of fields
are those of onnx.proto: ModelProto.graph is 7, GraphProto.output 12, ValueInfoProto.name 1 and .type 2,
TypeProto.tensor_type 1, and its elem_type 1, where 1 is a number of 32 bits.
"""

from collections.abc import Iterable

GRAPH, OUTPUT, NAME, TYPE, TENSOR_TYPE = 7, 12, 1, 2, 1
ELEMENT_TYPE_FLOAT = b"\x08\x01"
LENGTH_DELIMITED = 2
MORE = 0x80
OUTPUTS_OF_FILE = frozenset({"last_hidden_state"})


def add_outputs(model: bytes, names: Iterable[str]) -> bytes:
    """Return an ONNX file with the named results as outputs, in addition to those that it has."""
    outputs = b"".join(_field(OUTPUT, _describe(name)) for name in names if name not in OUTPUTS_OF_FILE)
    return model + _field(GRAPH, outputs)


def _describe(name: str) -> bytes:
    return _field(NAME, name.encode()) + _field(TYPE, _field(TENSOR_TYPE, ELEMENT_TYPE_FLOAT))


def _field(number: int, content: bytes) -> bytes:
    """Return a field of a message: its number and kind, its length, and its bytes."""
    return _varint(number << 3 | LENGTH_DELIMITED) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    """Return a number in groups of seven bits, the lowest first; the high bit says that more follow."""
    groups = []
    while number >= MORE:
        groups.append(number % MORE | MORE)
        number //= MORE
    return bytes([*groups, number])
