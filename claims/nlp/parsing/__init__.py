"""Preparing a text: blocks, sentences, quotations and parsed sentences."""
