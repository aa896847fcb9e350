"""Rewording claims so that they stand alone.

A statement is made of the claim's words: pronouns, surnames and "the company" become names that the text gives, days
become dates, and cue, quotation marks and connectors fall away. Where words would have to be guessed there is none, and
a code says why.
"""
