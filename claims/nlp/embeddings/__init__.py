"""Sentence vectors without a network."""

from claims.nlp.embeddings.encoder import DIMENSIONS, LAST_LAYER, Encoder, Vectors, load_encoder, to_unit_vectors

__all__ = ["DIMENSIONS", "LAST_LAYER", "Encoder", "Vectors", "load_encoder", "to_unit_vectors"]
