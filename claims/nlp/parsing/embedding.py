"""The first layers of the model, computed once for each word.

The model adds up hashed embeddings of six features of a word and multiplies the sum by a matrix. That matrix is
multiplied into the embeddings once, so that the vector of a word does not depend on the words around it and can be
kept. The values are those of the model up to rounding.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from claims.nlp.parsing.encoding import WordEncoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

MOST_KEPT_WORDS = 30_000
"""About 12 MB of vectors; beyond them they are computed anew."""

MIXER = 0x9E3779B97F4A7C15
"""An odd number whose powers tell the features of a word apart in one sum."""

FULL_RANGE = 2**64


class WordEmbedder:
    """The layers of a `tok2vec` component, with the vectors of the words met so far."""

    def __init__(self, component: Any) -> None:
        self.numpy = import_module("numpy")
        embed, encode = component.model.layers
        self.encoder = WordEncoder(encode)
        self.features, hashed, mixed = embed.layers[0], embed.layers[2].layers[0], embed.layers[3].layers[0]
        maxout, self.norm = mixed.layers[0].layers
        self.ops, self.bias, self.pieces = maxout.ops, maxout.get_param("b").reshape(-1), maxout.get_dim("nP")
        matrix = maxout.get_param("W").reshape(len(self.bias), -1).T
        self.columns: list[tuple[int, int, Any]] = []
        row = 0
        for layer in hashed.layers:
            vectors, seed = layer.layers[1].get_param("E"), layer.layers[1].attrs["seed"]
            product = self.ops.asarray(vectors @ matrix[row : row + vectors.shape[1]])
            self.columns.append((layer.attrs["column"], seed, product))
            row += vectors.shape[1]
        mixers = [pow(MIXER, power, FULL_RANGE) for power in range(1, len(self.columns) + 1)]
        self.mixers = self.numpy.array(mixers, dtype="uint64")
        self.vectors = self.numpy.zeros((MOST_KEPT_WORDS, maxout.get_dim("nO")), dtype="float32")
        self.places: dict[int, int] = {}

    def predict(self, docs: Sequence[Doc]) -> list[Any]:
        """Return the vectors of the words of each document, as the component does."""
        rows = self.features.predict(docs)
        ends = self.numpy.cumsum([len(one) for one in rows])[:-1]
        return self.encoder.predict(self.numpy.split(self._embed(self.numpy.concatenate(rows)), ends))

    def _embed(self, words: Any) -> Any:
        """Return the vector of each word, given as a row of features."""
        keys = (words.astype("uint64") * self.mixers).sum(axis=1).tolist()
        first = {key: row for row, key in enumerate(keys) if key not in self.places}
        if len(first) > MOST_KEPT_WORDS - len(self.places):
            self.places.clear()
            first = {key: row for row, key in enumerate(keys)}
        if len(first) > MOST_KEPT_WORDS:
            return self._compute(words)
        if first:
            start = len(self.places)
            self.vectors[start : start + len(first)] = self._compute(words[list(first.values())])
            self.places.update(zip(first, range(start, start + len(first)), strict=True))
        return self.vectors[[self.places[key] for key in keys]]

    def _compute(self, words: Any) -> Any:
        total = self.numpy.tile(self.bias, (len(words), 1))
        for column, seed, product in self.columns:
            ids = self.numpy.ascontiguousarray(words[:, column], dtype="uint64")
            total += self.ops.gather_add(product, self.ops.hash(ids, seed) % len(product))
        best, _ = self.ops.maxout(total.reshape(len(words), -1, self.pieces))
        return self.norm.predict(best)


def build_embedder(component: Any) -> WordEmbedder | None:
    """Return the embedder of a component, None if its layers are others than those of the small models."""
    try:
        return WordEmbedder(component)
    except (AttributeError, IndexError, KeyError, ValueError):
        return None
