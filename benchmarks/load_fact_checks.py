"""Fact-checks by other organisations, as their feeds would deliver them, from several sites, languages and years."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, product

from benchmarks.generated_text import SentenceWriter
from claims.intake.fact_check_entries import FactCheckEntry
from claims.ratings import RATINGS

SITE_NAMES = tuple(f"checks{number}.example" for number in range(1, 13))
"""The first site has the most fact-checks, the last the fewest."""

LANGUAGE_MIX = (*["en"] * 6, "en-GB", *["de"] * 3, "fr", "pt-BR")
AGE_DAYS = 900
SYLLABLES = ("ba", "do", "fe", "gri", "ka", "lu", "mo", "ne", "pi", "ro", "su", "tor", "va", "wex", "zo")
RARE_WORDS = tuple(map("".join, product(SYLLABLES, repeat=3)))
"""Invented words; a few are frequent and most are rare (Zipf's law)."""


def generate_entries(writer: SentenceWriter, count: int, today: date) -> Iterator[FactCheckEntry]:
    """Generate this number of fact-checks."""
    chance, weights = writer.chance, list(accumulate(1 / (rank + 1) for rank in range(len(RARE_WORDS))))
    for number in range(count):
        statement, language = writer.write_statement(), chance.choice(LANGUAGE_MIX)
        site = SITE_NAMES[min(int(chance.expovariate(0.5)), len(SITE_NAMES) - 1)]
        day = today - timedelta(days=chance.randrange(AGE_DAYS))
        yield FactCheckEntry(
            url=f"https://{site}/{number}",
            claim_text=f"{statement.claim}, says {' '.join(chance.choices(RARE_WORDS, cum_weights=weights, k=3))}",
            rating=str(chance.choice(list(RATINGS.values())).label),
            publisher=site.partition(".")[0].capitalize(),
            site=site,
            claimant=writer.sources[statement.source][0],
            claimed=day - timedelta(days=2),
            reviewed=day,
            language=language,
        )
