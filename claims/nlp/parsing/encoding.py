"""The layers of the model that mix each word with its neighbours, without the layers' overhead.

Each layer sets a word between its two neighbours, multiplies by a matrix, keeps the largest of some pieces, normalizes
and adds the result to the word. The values are those of the model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_VARIANCE = 1e-8
WINDOW_WORDS = 1


class MixingLayer(NamedTuple):
    """The parameters of one layer. The matrix has the columns of the first piece first."""

    matrix: Any
    bias: Any
    scale: Any
    shift: Any


class WordEncoder:
    """The encoding layers of a `tok2vec` component."""

    def __init__(self, model: Any) -> None:
        self.numpy = import_module("numpy")
        self.gap: int = model.attrs["pad"]
        self.layers = [self._read_layer(residual.layers[0]) for residual in model.layers[0].layers]
        self.width: int = model.get_dim("nO")

    def _read_layer(self, layer: Any) -> MixingLayer:
        window, mixed = layer.layers
        if window.attrs["window_size"] != WINDOW_WORDS:
            raise ValueError(window.attrs["window_size"])
        maxout, norm = mixed.layers[0].layers
        matrix, bias = maxout.get_param("W"), maxout.get_param("b")
        by_piece = self.numpy.ascontiguousarray(matrix.transpose(1, 0, 2).reshape(-1, matrix.shape[2]))
        return MixingLayer(by_piece.T, bias.T.reshape(-1).copy(), norm.get_param("G"), norm.get_param("b"))

    def predict(self, texts: Sequence[Any]) -> list[Any]:
        """Return the encoded words of each text; each text is given by the vectors of its words."""
        size = sum(len(text) + self.gap for text in texts) + self.gap
        rows = self.numpy.zeros((size + 2 * WINDOW_WORDS, self.width), dtype="float32")
        words, places, first = rows[WINDOW_WORDS:-WINDOW_WORDS], [], self.gap
        for text in texts:
            words[first : first + len(text)] = text
            places.append(slice(first, first + len(text)))
            first += len(text) + self.gap
        self._mix(rows, words)
        return [words[place] for place in places]

    def _mix(self, rows: Any, words: Any) -> None:
        """Run the layers over the words; `rows` has an empty row more at both ends."""
        numpy, width = self.numpy, self.width
        columns = numpy.empty((len(words), self.layers[0].matrix.shape[0]), dtype="float32")
        product = numpy.empty((len(words), self.layers[0].matrix.shape[1]), dtype="float32")
        for layer in self.layers:
            for place, neighbours in enumerate((rows[:-2], words, rows[2:])):
                columns[:, place * width : (place + 1) * width] = neighbours
            numpy.dot(columns, layer.matrix, out=product)
            product += layer.bias
            best = product[:, :width]
            for start in range(width, product.shape[1], width):
                best = numpy.maximum(best, product[:, start : start + width])
            words += self._normalize(best, layer)

    def _normalize(self, values: Any, layer: MixingLayer) -> Any:
        """Return values with the mean 0 and the variance 1 in each row, scaled and shifted."""
        numpy = self.numpy
        values -= numpy.add.reduce(values, axis=1, keepdims=True) / numpy.float32(self.width)
        variance = numpy.add.reduce(values * values, axis=1, keepdims=True) / numpy.float32(self.width)
        values *= (variance + LEAST_VARIANCE) ** -0.5
        values *= layer.scale
        values += layer.shift
        return values
