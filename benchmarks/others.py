"""Fact-checks of other desks, as their feeds would have brought them: some sites in some languages, over years."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, product

from benchmarks.words import Writer
from claims.intake.claimreviews import Entry
from claims.ratings import RATINGS

SITES = tuple(f"checks{number}.example" for number in range(1, 13))
"""The first has many, the last few."""

LANGUAGES = (*["en"] * 6, "en-GB", *["de"] * 3, "fr", "pt-BR")
DAYS = 900
SYLLABLES = ("ba", "do", "fe", "gri", "ka", "lu", "mo", "ne", "pi", "ro", "su", "tor", "va", "wex", "zo")
RARE = tuple(map("".join, product(SYLLABLES, repeat=3)))
"""Words of no language, of which few stand often and most hardly ever (Zipf)."""


def entries(writer: Writer, how_many: int, today: date) -> Iterator[Entry]:
    """So many of them."""
    chance, weights = writer.chance, list(accumulate(1 / (rank + 1) for rank in range(len(RARE))))
    for number in range(how_many):
        said, language = writer.statement(), chance.choice(LANGUAGES)
        site = SITES[min(int(chance.expovariate(0.5)), len(SITES) - 1)]
        day = today - timedelta(days=chance.randrange(DAYS))
        yield Entry(
            url=f"https://{site}/{number}",
            claim_text=f"{said.claim}, says {' '.join(chance.choices(RARE, cum_weights=weights, k=3))}",
            rating=str(chance.choice(list(RATINGS.values())).label),
            publisher=site.partition(".")[0].capitalize(),
            site=site,
            claimant=writer.sources[said.source][0],
            claimed=day - timedelta(days=2),
            reviewed=day,
            language=language,
        )
