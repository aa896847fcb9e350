"""Rewording claims so that they stand alone.

A statement is made of the claim's words: pronouns, surnames and "the company" become names that the text gives, days
become dates, and cue, quotation marks and connectors fall away. Where the words of a claim leave open what they mean,
the sentence that reports it and the one before it are taken in. Where that does not help there is none, and a code says
why.
"""
