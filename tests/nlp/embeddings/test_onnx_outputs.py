"""Outputs that are added to an ONNX file."""

from claims.nlp.embeddings.onnx_outputs import add_outputs


def test_an_output_is_a_field_of_the_graph_at_the_end() -> None:
    value = b"\x0a\x01x" + b"\x12\x04" + b"\x0a\x02\x08\x01"  # name, type, tensor type, numbers of 32 bits
    output = b"\x62" + bytes([len(value)]) + value
    assert add_outputs(b"model", ["x"]) == b"model" + b"\x3a" + bytes([len(output)]) + output


def test_a_long_name_has_a_length_of_two_bytes() -> None:
    added = add_outputs(b"", ["x" * 200])
    assert added[0] == 0x3A
    assert added[1] & 0x80
    assert (added[1] & 0x7F) + 0x80 * added[2] == len(added) - 3


def test_outputs_of_the_file_are_not_added_again() -> None:
    assert add_outputs(b"model", ["last_hidden_state"]) == b"model\x3a\x00"
